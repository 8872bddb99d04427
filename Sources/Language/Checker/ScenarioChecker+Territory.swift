import Diagnostics
import Territory

extension Located where Value == String {
  /// Row of the commune named; `nil` when it is unknown or ambiguous, which `ScenarioChecker.check` reports.
  public func resolve(in territory: Territory) -> Int? {
    if case .found(let row) = territory.commune(named: value) { row } else { nil }
  }
}

extension ScenarioChecker {
  /// What the scenario names and the territory does not have.
  public static func check(_ scenario: Scenario, territory: Territory) -> [Diagnostic] {
    var check = TerritoryCheck(scenario: scenario, territory: territory)
    check.run()
    return check.found + SweepCheck.check(scenario, territory: territory)
  }
}

struct TerritoryCheck {
  let scenario: Scenario
  let territory: Territory
  var found: [Diagnostic] = []
  var heading: String?

  init(scenario: Scenario, territory: Territory) {
    self.scenario = scenario
    self.territory = territory
  }

  mutating func run() {
    if scenario.sirenTerritoire.value != territory.siren {
      found.append(
        Diagnostic(
          "P0134", .erreur,
          "le scénario porte sur l'EPCI \(scenario.sirenTerritoire.value), le dossier sur \(territory.siren) (\(territory.nom))",
          place: scenario.sirenTerritoire.span.place(), related: [scenario.donnees.span.place("le dossier")],
          repair: "corrigez le SIREN, ou la ligne « données »"))
    }
    for article in scenario.articles {
      heading = article.heading
      switch article.objet {
      case .attributionCompensation(let clauses): check(clauses)
      case .dotationSolidarite(let clauses): check(clauses)
      case .fpic(let clauses):
        for decision in [clauses.prelevement, clauses.reversement].compactMap({ $0 }) {
          frozenShare(decision)
          criteria(decision.criteres)
          for montant in decision.montants { commune(montant.commune) }
          for name in decision.positions.flatMap(\.communes) { commune(name) }
        }
      case .levier(let levier): check(levier)
      }
    }
    heading = nil
    for exigence in scenario.exigences {
      switch exigence.condition {
      case .aucunePerte(let name), .perteMaximale(_, let name): name.map { commune($0) }
      case .montant(_, let name, _, _, _): commune(name)
      case .nombrePerdantes, .coutEPCI: break
      case .vote(let majorite, _):
        let column = majorite == .qualifiee ? "population_insee" : "sieges"
        if territory.column(column) == nil { missing(column, lever: "cette exigence", exigence.span) }
      }
      if case .perteMaximale(let seuil, _) = exigence.condition, case .pourcentageRecettes = seuil.value,
        territory.latestVintage(of: "rrf", upTo: scenario.periode.value.upperBound) == nil
      {
        var diagnostic = territory.missingColumn(
          lever: "cette exigence", column: "rrf_\(scenario.periode.value.lowerBound - 1)")
        diagnostic.place = seuil.span.place()
        found.append(diagnostic)
      }
    }
  }

  /// Under the droit commun, a share in euros has a meaning for an EPT only.
  private mutating func frozenShare(_ decision: DecisionFPIC) {
    guard decision.mode.value == .droitCommun, territory.nature != .EPT, let part = decision.partEPCI,
      case .montant = part.value
    else { return }
    found.append(
      Diagnostic(
        "P0131", .erreur, "le droit commun ne laisse rien à choisir : cette ligne est sans effet",
        place: part.span.place(), related: [decision.mode.span.place("le mode")], context: heading,
        repair: "retirez-la, ou écrivez « répartition dérogatoire à la majorité des deux tiers »"))
  }

  mutating func missing(_ column: String, lever: String, _ span: Span) {
    var diagnostic = territory.missingColumn(lever: lever, column: column)
    diagnostic.place = span.place()
    diagnostic.context = heading
    found.append(diagnostic)
  }

  mutating func commune(_ name: CommuneRef) {
    switch territory.commune(named: name.value) {
    case .found: return
    case .unknown(let nearest):
      found.append(
        Diagnostic(
          "P0132", .erreur, "aucune commune du territoire ne s'appelle « \(name.value) »", place: name.span.place(),
          context: heading,
          repair: nearest.map { "vouliez-vous dire « \($0) » ?" } ?? "communes : \(communeNames)"))
    case .homonyms(let rows):
      let list = rows.map { "\(territory.communes[$0].insee.texte) (\(territory.communes[$0].departement))" }
      found.append(
        Diagnostic(
          "P0133", .erreur, "plusieurs communes s'appellent « \(name.value) »", place: name.span.place(),
          context: heading, repair: "donnez le code INSEE : \(list.joined(separator: ", "))"))
    }
  }

  private var communeNames: String {
    let names = territory.communes.map(\.nom)
    return names.prefix(12).joined(separator: ", ") + (names.count > 12 ? "…" : "")
  }

  mutating func criteria(_ criteres: [Critere]) {
    for critere in criteres {
      switch critere.grandeur.value {
      case .potentielFinancier: need("potentiel_financier", critere)
      case .potentielFiscal: need("potentiel_fiscal", critere)
      case .revenu: need("revenu", critere)
      case .population, .forfait, .petiteCommune: break
      case .effortFiscal:
        need("effort_fiscal_numerateur", critere)
        need("effort_fiscal_denominateur", critere)
      case .colonne(let written), .taux(let written): criterion(written, critere)
      case .rapport(let numerator, let denominator):
        criterion(numerator, critere)
        criterion(denominator, critere)
      }
    }
  }

  private mutating func criterion(_ written: String, _ critere: Critere) {
    guard case .unknown(let nearest) = territory.criterionColumn(for: written) else { return }
    found.append(
      Diagnostic(
        "P0135", .erreur, "le critère « \(written) » ne correspond à aucune colonne du territoire",
        place: critere.grandeur.span.place(), context: heading,
        repair: nearest.map { "vouliez-vous dire « \($0) » ?" } ?? "critères possibles : \(columnNames)"))
  }

  private var columnNames: String {
    let known = ["potentiel financier", "revenu", "population INSEE", "population DGF", "effort fiscal"]
    let free = territory.columns.keys.sorted().filter { ColumnDocumentation.entry(for: $0)?.estCritere ?? true }
    return (known + free).joined(separator: ", ")
  }

  private mutating func need(_ column: String, _ critere: Critere) {
    if territory.column(column) == nil { missing(column, lever: "ce critère", critere.grandeur.span) }
  }
}
