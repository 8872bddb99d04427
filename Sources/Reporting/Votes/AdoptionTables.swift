import Diagnostics
import Legislation
import Simulation
import Territory

extension Comparison {
  /// Every step of every decision, with its rule, its threshold and what the losing communes can change.
  public var adoptionTable: Table {
    var table = Table(
      piece: "adoption", title: "Conditions d'adoption",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("decision", "Décision", .text),
        .init("voie", "Voie", .count), .init("etape", "Étape", .count), .init("organe", "Organe", .text),
        .init("regle", "Règle", .text), .init("base", "Base", .text), .init("silence", "Silence", .text),
        .init("delai", "Délai", .text), .init("echeance", "Date limite", .text), .init("seuil", "Seuil", .text),
        .init("etat", "État", .text), .init("constat", "Constat", .text),
        .init("indispensables", "Communes indispensables", .text), .init("blocage", "Blocage", .text),
        .init("majorite", "Majorité", .text), .init("perdantes_contre", "Si les perdantes votent contre", .text),
        .init("perdantes_abstention", "Si les perdantes s'abstiennent", .text), .init("texte", "Texte", .text),
        .init("confiance", "Confiance", .text), .init("conseil", "Conseil", .text),
      ])
    for scenario in scenarios {
      let phrases = AdoptionPhrases(self, scenario)
      for decision in scenario.decisions {
        for (way, steps) in decision.voies.enumerated() {
          for (index, step) in steps.enumerated() {
            table.rows.append(
              [.text(scenario.nom), .number(Double(decision.annee)), .text(decision.objet)]
                + [.number(Double(way + 1)), .number(Double(index + 1))] + cells(step, phrases))
          }
        }
      }
    }
    return table
  }

  private func cells(_ step: EtapeDecision, _ phrases: AdoptionPhrases) -> [Table.Cell] {
    let found = phrases.analysis(step)
    func text(_ value: String?) -> Table.Cell { value.map { .text($0) } ?? .missing }
    return [
      .text((step.etape.objet.map { "\($0) : " } ?? "") + step.etape.organe.libelle), .text(step.etape.seuil.libelle),
      .text(step.etape.seuil.base), .text(step.etape.silence.libelle), text(step.delai),
      text(step.echeance.map { "\($0)" }), .text(phrases.threshold(step)), .text(step.etat.libelle),
      .text(step.detail), text(found.map(phrases.indispensables)), text(found.map(phrases.blocage)),
      text(found.map(phrases.majorite)), text(found.map { phrases.outcome($0.siContre) }),
      text(found.map { phrases.outcome($0.siAbstention) }), .text(step.etape.article),
      .text(step.etape.confiance.rawValue), text(step.etape.conseil),
    ]
  }

  /// Seats and weight of each commune in the council, for the first threshold of each scenario.
  public var siegesTable: Table {
    var table = Table(
      piece: "sieges", title: "Sièges et pouvoir de vote",
      columns: [
        .init("scenario", "Scénario", .text), .init("insee", "Code INSEE", .code), .init("commune", "Commune", .text),
        .init("sieges", "Sièges", .count), .init("part", "Part des sièges", .percent),
        .init("population_insee", "Population INSEE", .count),
        .init("pouvoir", "Décisive dans (part des coalitions)", .percent), .init("perdante", "Perdante", .text),
      ])
    guard let seats = territoire.column("sieges")?.values, case let total = seats.reduce(0, +), total > 0 else {
      return table
    }
    let people = territoire.column("population_insee")?.values
    for scenario in scenarios {
      let phrases = AdoptionPhrases(self, scenario)
      let steps = scenario.decisions.flatMap { $0.voies.joined() }
      guard let powers = steps.lazy.compactMap(phrases.analysis).map(\.pouvoirs).first(where: { !$0.isEmpty }) else {
        continue
      }
      for (row, commune) in territoire.communes.enumerated() {
        table.rows.append([
          .text(scenario.nom), .text(commune.insee.texte), .text(commune.nom), Table.Cell(seats[row]),
          Table.Cell(seats[row] / total), Table.Cell(people?[row] ?? .nan), Table.Cell(powers[row]),
          .text(phrases.perdantes.contains(row) ? "oui" : "non"),
        ])
      }
    }
    return table
  }
}
