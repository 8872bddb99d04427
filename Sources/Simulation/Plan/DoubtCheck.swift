import Diagnostics
import Language
import Legislation
import Territory

/// What another reading of the texts would change: one open point, and its largest effect.
public struct DoubtEffect: Sendable, Equatable {
  /// Path of a parameter, or words of an option that the scenario leaves to its default.
  public var point: String
  public var libelle: String
  public var article: String
  /// Decision of the project that settles it.
  public var decision: Int?
  /// As the run reads it, and as the other reading would.
  public var retenue: String
  public var autre: String
  /// Largest change of a commune's flow in a year, centimes; `nil` when no amount of a commune moves.
  public var pire: (commune: Int, annee: Int, flux: Flux, centimes: Double)?
  /// Communes whose amounts move.
  public var communes: Int
  /// Largest change of the EPCI's cost in a year, centimes.
  public var coutEPCI: Double
  /// What moves beside amounts: indicators, votes, legality; or why the run stops.
  public var aussi: [String]

  public static func == (a: DoubtEffect, b: DoubtEffect) -> Bool {
    a.point == b.point && a.retenue == b.retenue && a.autre == b.autre && a.communes == b.communes
      && a.coutEPCI == b.coutEPCI && a.aussi == b.aussi && a.pire?.commune == b.pire?.commune
      && a.pire?.centimes == b.pire?.centimes
  }
}

/// Runs a scenario again under the other readings of what the texts leave open, and keeps those that change something.
struct DoubtCheck {
  let plan: ScenarioPlan
  let droit: Parametres
  let result: ScenarioResult

  func effects() throws(DiagnosedError) -> [DoubtEffect] {
    guard !result.diagnostics.hasErrors else { return [] }
    var out: [DoubtEffect] = []
    for entry in droit.entrees where isRead(entry.chemin) {
      for value in entry.autresLectures(annee: plan.annees.first ?? plan.territoire.annee) {
        out += try effect(entry, value).map { [$0] } ?? []
      }
    }
    for option in options { out += try effect(option).map { [$0] } ?? [] }
    return out
  }

  /// Mechanisms that the plan does not run are not worth a run.
  private func isRead(_ chemin: CheminParametre) -> Bool {
    switch chemin.rawValue.prefix(while: { $0 != "." }) {
    case "ac": plan.attributionCompensation != nil
    case "dsc": plan.dotationSolidarite != nil
    case "fpic": plan.prelevement != nil || plan.attribution != nil
    case "fpic_national": false
    default: true
    }
  }

  private func effect(_ entry: ParametreDate, _ value: Double) throws(DiagnosedError) -> DoubtEffect? {
    // From before the first year that any rule of the run looks at.
    let from = min(plan.annees.first ?? plan.territoire.annee, plan.territoire.annee) - 5
    let start = max(from, entry.valeurs.first?.annee ?? from)
    let other = try droit.remplacant(entry.chemin, valeur: value, aCompterDe: start)
    let current = entry.valeur(annee: plan.annees.first ?? plan.territoire.annee)?.valeur ?? .nan
    return try compare(
      DoubtEffect(
        point: entry.chemin.rawValue, libelle: entry.libelle, article: entry.article, decision: entry.decision,
        retenue: entry.unite.texte(current), autre: entry.unite.texte(value), pire: nil, communes: 0, coutEPCI: 0,
        aussi: [])
    ) { () throws(DiagnosedError) in
      try ScenarioPlan.compile(plan.scenario, territoire: plan.publie, droit: other)
    }
  }

  // MARK: options of the language left to their defaults

  private struct Option {
    var point: String
    var libelle: String
    var article: String
    var decision: Int
    var retenue: String
    var autre: String
    var scenario: Scenario
  }

  private var options: [Option] {
    let article = "CGCT art. L5211-28-4, II"
    var out: [Option] = []
    for (index, written) in plan.scenario.articles.enumerated() {
      guard case .dotationSolidarite(let clauses) = written.objet else { continue }
      func changed(_ change: (inout ClausesDotationSolidarite) -> Void) -> Scenario {
        var copy = plan.scenario
        var clauses = clauses
        change(&clauses)
        copy.articles[index].objet = .dotationSolidarite(clauses)
        return copy
      }
      if clauses.ponderation == nil {
        out.append(
          Option(
            point: "pondération de la DSC", libelle: "Population qui pondère les critères légaux", article: article,
            decision: 29, retenue: "population INSEE", autre: "population DGF",
            scenario: changed { $0.ponderation = Located(.dgf, written.span) }))
      }
      for (row, line) in clauses.repartition.enumerated() where line.forme == nil && line.grandeur.value.estRichesse {
        for (forme, name) in Self.shapes(besides: line.grandeur.value) {
          out.append(
            Option(
              point: "forme du critère \(row + 1) de la DSC", libelle: line.grandeur.value.texte.capitalisedFirst,
              article: article, decision: 14,
              retenue: line.grandeur.value == .revenu ? "linéaire" : "écart tronqué", autre: name,
              scenario: changed { $0.repartition[row].forme = Located(forme, line.span) }))
        }
      }
    }
    return out
  }

  private static func shapes(besides grandeur: Grandeur) -> [(FormeCritere, String)] {
    let inverse: (FormeCritere, String) = (.rapportInverse(exposant: Decimal(1)), "rapport inverse")
    return grandeur == .revenu
      ? [inverse, (.ecartTronque, "écart tronqué")] : [inverse, (.lineaire(pente: Decimal(1)), "linéaire")]
  }

  private func effect(_ option: Option) throws(DiagnosedError) -> DoubtEffect? {
    try compare(
      DoubtEffect(
        point: option.point, libelle: option.libelle, article: option.article, decision: option.decision,
        retenue: option.retenue, autre: option.autre, pire: nil, communes: 0, coutEPCI: 0, aussi: [])
    ) { () throws(DiagnosedError) in
      try ScenarioPlan.compile(option.scenario, territoire: plan.publie, droit: droit)
    }
  }

  // MARK: what moves

  /// `nil` when nothing does.
  private func compare(
    _ blank: DoubtEffect, _ compile: () throws(DiagnosedError) -> ScenarioPlan
  ) throws(DiagnosedError) -> DoubtEffect? {
    let other: ScenarioResult
    do {
      let plan = try compile()
      other = try ScenarioRun(plan).described(by: plan)
    } catch {
      var out = blank
      out.aussi = ["le scénario ne se calcule plus : \(error.diagnostics.first?.message ?? "erreur")"]
      return out
    }
    var out = blank
    var moved: Set<Int> = []
    for annee in result.montants.annees {
      for flux in Flux.composantes {
        let before = result.montants[annee, flux]
        let after = other.montants[annee, flux]
        for row in before.indices {
          let gap = after[row] - before[row]
          guard gap != 0, !gap.isNaN else { continue }
          moved.insert(row)
          if gap.magnitude > out.pire?.centimes.magnitude ?? 0 { out.pire = (row, annee, flux, gap) }
        }
      }
      let cost = (other.epci(annee)?.cout ?? .nan) - (result.epci(annee)?.cout ?? .nan)
      if cost.magnitude > out.coutEPCI.magnitude { out.coutEPCI = cost }
    }
    out.communes = moved.count
    if zip(result.indicateurs, other.indicateurs).contains(where: {
      $0.coefficientIntegrationFiscale != $1.coefficientIntegrationFiscale
        || $0.dotationIntercommunalite != $1.dotationIntercommunalite
    }) {
      out.aussi.append("le CIF ou la dotation d'intercommunalité")
    }
    if result.decisions.map(\.etat) != other.decisions.map(\.etat) { out.aussi.append("l'issue d'un vote") }
    if illegal(result) != illegal(other) { out.aussi.append("la licéité d'une mesure") }
    return out.communes == 0 && out.coutEPCI == 0 && out.aussi.isEmpty ? nil : out
  }

  private func illegal(_ result: ScenarioResult) -> [String] {
    result.diagnostics.filter { $0.severity != .remarque }.map { $0.code + $0.message }.sorted()
  }
}
