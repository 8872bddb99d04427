import Diagnostics
import Simulation
import Territory

/// What another reading of the texts would change, as sentences.
struct DoubtPhrases {
  let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  /// « fpic.derogation.ecart_des_deux_blocs (décision 11), « oui » retenu ; « non » : Montjoie + 12 € de FPIC prélevé en 2027… »
  func sentence(_ doubt: DoubtEffect) -> String {
    let number = doubt.decision.map { " (décision \($0))" } ?? ""
    return "\(doubt.point)\(number), « \(doubt.retenue) » retenu ; avec « \(doubt.autre) » : \(effect(doubt))"
  }

  func effect(_ doubt: DoubtEffect) -> String {
    var parts: [String] = []
    if let worst = doubt.pire {
      let gap = Typography.centimes(worst.centimes, signed: true)
      let count = "\(doubt.communes) commune\(doubt.communes == 1 ? " change" : "s changent")"
      parts.append(
        "\(count), au plus \(gap) (\(comparison.nom(worst.commune)), \(worst.flux.abrege) de \(worst.annee))")
    }
    if doubt.coutEPCI != 0 { parts.append("coût pour l'EPCI \(Typography.centimes(doubt.coutEPCI, signed: true))") }
    return (parts + doubt.aussi).joined(separator: " ; ")
  }
}

extension Comparison {
  /// Open points of the law on which each scenario depends.
  public var doutesTable: Table {
    var table = Table(
      piece: "doutes", title: "Doutes dont dépend le résultat",
      columns: [
        .init("scenario", "Scénario", .text), .init("point", "Point ouvert", .text),
        .init("libelle", "Ce qu'il règle", .text),
        .init("decision", "Décision", .count), .init("retenu", "Retenu", .text), .init("autre", "Autre lecture", .text),
        .init("communes", "Communes touchées", .count), .init("commune", "Plus fort écart", .text),
        .init("annee", "Année", .year), .init("flux", "Flux", .text), .init("ecart", "Écart", .euros),
        .init("cout_epci", "Coût pour l'EPCI", .euros), .init("aussi", "Change aussi", .text),
        .init("texte", "Texte", .text),
      ])
    for scenario in scenarios {
      for doubt in scenario.doutes {
        table.rows.append([
          .text(scenario.nom), .text(doubt.point), .text(doubt.libelle),
          doubt.decision.map { .number(Double($0)) } ?? .missing, .text(doubt.retenue), .text(doubt.autre),
          .number(Double(doubt.communes)), doubt.pire.map { .text(nom($0.commune)) } ?? .missing,
          doubt.pire.map { .number(Double($0.annee)) } ?? .missing,
          doubt.pire.map { .text($0.flux.abrege) } ?? .missing,
          doubt.pire.map { .centimes($0.centimes) } ?? .missing, .centimes(doubt.coutEPCI),
          .text(doubt.aussi.joined(separator: " · ")), .text(doubt.article),
        ])
      }
    }
    return table
  }
}
