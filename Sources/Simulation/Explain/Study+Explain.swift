import Diagnostics
import Territory

/// What an explanation is about.
public enum GrandeurExpliquee: String, Sendable, CaseIterable {
  case net, ac, dsc, fpic, leviers
  case potentielFinancier = "potentiel_financier"
  case cif
  case dotationIntercommunalite = "dotation_intercommunalite"
}

extension Study {
  /// The trees behind the amounts of a commune in one year of the first scenario.
  /// - Parameters:
  ///   - annee: `nil` for the first year of the period.
  ///   - grandeur: `net` holds every flow.
  /// - Throws: `U0204` for an unknown commune, `U0205` for a year outside the period, `U0206` for a figure that the
  ///   territory does not know.
  public func explain(
    commune name: String, annee: Int?, grandeur: GrandeurExpliquee = .net
  ) throws(DiagnosedError) -> [Explanation] {
    guard let plan = plans.first else { return [] }
    let row = try row(named: name)
    let explained = try ExplainedRun(plan)
    let first = plan.annees.first ?? territoire.annee
    guard let found = explained.explain(row: row, annee: annee ?? first, grandeur) else {
      throw DiagnosedError([
        Diagnostic(
          "U0205", .erreur, "\(annee ?? first) n'est pas dans la période du scénario",
          repair: "choisissez une année de \(first) à \(plan.annees.last ?? first)")
      ])
    }
    if found.isEmpty {
      throw DiagnosedError([
        Diagnostic(
          "U0206", .erreur, "« \(grandeur.rawValue) » n'est ni décidé par le scénario ni connu du territoire",
          repair:
            "choisissez une autre grandeur : \(GrandeurExpliquee.allCases.map(\.rawValue).joined(separator: ", "))")
      ])
    }
    return found
  }

  public func row(named name: String) throws(DiagnosedError) -> Int {
    switch territoire.commune(named: name) {
    case .found(let row): return row
    case .unknown(let nearest):
      throw DiagnosedError([
        Diagnostic(
          "U0204", .erreur, "aucune commune du territoire ne s'appelle « \(name) »",
          repair: nearest.map { "vouliez-vous dire « \($0) » ?" }
            ?? "communes : \(territoire.communes.map(\.nom).joined(separator: ", "))")
      ])
    case .homonyms(let rows):
      let list = rows.map { "\(territoire.communes[$0].nom) (\(territoire.communes[$0].insee.texte))" }
      throw DiagnosedError([
        Diagnostic(
          "U0204", .erreur, "plusieurs communes s'appellent « \(name) »",
          repair: "donnez le code INSEE : \(list.joined(separator: ", "))")
      ])
    }
  }
}

/// A run kept whole, so that any commune and year of it can be explained.
struct ExplainedRun: Sendable {
  let plan: ScenarioPlan
  let run: ScenarioRun

  init(_ plan: ScenarioPlan) throws(DiagnosedError) {
    self.plan = plan
    run = try ScenarioRun(plan)
  }

  /// `nil` outside the period; empty when nobody knows the figure.
  func explain(row: Int, annee: Int, _ grandeur: GrandeurExpliquee) -> [Explanation]? {
    guard let trace = run.traces.first(where: { $0.annee == annee }) else { return nil }
    let year = ExplainedYear(plan: plan, trace: trace, history: run.history, row: row)
    switch grandeur {
    case .net: return [net(year)]
    case .ac: return attributionCompensation(year)
    case .dsc: return dotationSolidarite(year)
    case .fpic: return fpic(year)
    case .leviers: return LeverExplainer(year: year).explain()
    case .potentielFinancier:
      let node = year.potentielFinancier
      return node.valeur.isNaN ? [] : [node]
    case .cif:
      let node = CoefficientExplainer(year: year).explain()
      return node.valeur.isNaN ? [] : [node]
    case .dotationIntercommunalite: return DotationIntercommunaliteExplainer(year: year).explain().map { [$0] } ?? []
    }
  }

  private func net(_ year: ExplainedYear) -> Explanation {
    let terms =
      attributionCompensation(year) + dotationSolidarite(year) + fpic(year) + LeverExplainer(year: year).explain()
    let paid = terms.filter { $0.grandeur == "fpic_prelevement" }.map(\.op)
    let received = terms.filter { $0.grandeur != "fpic_prelevement" && !$0.valeur.isNaN }.map(\.op)
    let name = plan.territoire.communes[year.row].nom
    return Explanation(
      "Solde net de \(name) en \(year.annee)", run.result.montants[year.annee, .net, year.row], .centimes,
      grandeur: "net", operation: paid.reduce(.somme(received)) { $0 - $1 }, enfants: terms)
  }

  private func attributionCompensation(_ year: ExplainedYear) -> [Explanation] {
    guard let ac = plan.attributionCompensation else { return held(.attributionCompensation, year.row) }
    let years = run.traces.filter { $0.annee <= year.annee }.compactMap { trace in
      trace.attributionCompensation.map {
        (year: ExplainedYear(plan: plan, trace: trace, history: run.history, row: year.row), result: $0)
      }
    }
    return [AttributionCompensationExplainer(plan: ac, years: years, row: year.row).explain()]
  }

  private func dotationSolidarite(_ year: ExplainedYear) -> [Explanation] {
    guard let dsc = plan.dotationSolidarite, let result = year.trace.dotationSolidarite else {
      return held(.dotationSolidarite, year.row)
    }
    return [DotationSolidariteExplainer(year: year, plan: dsc, result: result).explain()]
  }

  private func fpic(_ year: ExplainedYear) -> [Explanation] {
    [(plan.attribution, year.trace.attribution), (plan.prelevement, year.trace.prelevement)].compactMap {
      guard let side = $0, let result = $1 else { return nil }
      return FPICExplainer(year: year, plan: side, result: result).explain()
    }
  }

  private func held(_ flux: Flux, _ row: Int) -> [Explanation] {
    guard let known = plan.depart[flux] else { return [] }
    return [
      Explanation(
        "\(flux.libelle), maintenue", known.centimes[row], .centimes, grandeur: flux.rawValue,
        source: "communes.csv, \(flux.rawValue)_\(known.annee)")
    ]
  }
}
