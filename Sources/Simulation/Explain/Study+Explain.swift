import Diagnostics
import Territory

extension Study {
  /// The tree behind every amount of a commune in one year of the first scenario.
  /// - Parameter annee: `nil` for the first year of the period.
  /// - Throws: `U0204` for an unknown commune, `U0205` for a year outside the period.
  public func explain(commune name: String, annee: Int?) throws(DiagnosedError) -> [Explanation] {
    guard let plan = plans.first else { return [] }
    let row = try row(named: name)
    let first = plan.annees.first ?? territoire.annee
    let year = annee ?? first
    let run = try ScenarioRun(plan)
    guard let trace = run.traces.first(where: { $0.annee == year }) else {
      throw DiagnosedError([
        Diagnostic(
          "U0205", .erreur, "\(year) n'est pas dans la période du scénario",
          repair: "choisissez une année de \(first) à \(plan.annees.last ?? first)")
      ])
    }
    var parts: [Explanation] = []
    if let ac = plan.attributionCompensation {
      let traces = run.traces.filter { $0.annee <= year }.compactMap { trace in
        trace.attributionCompensation.map { (trace.annee, $0) }
      }
      parts.append(AttributionCompensationExplainer(plan: ac, traces: traces, row: row).explain())
    } else {
      parts += held(.attributionCompensation, plan, row)
    }
    if let dsc = plan.dotationSolidarite, let result = trace.dotationSolidarite {
      parts.append(DotationSolidariteExplainer(plan: dsc, result: result, annee: year, row: row).explain())
    } else {
      parts += held(.dotationSolidarite, plan, row)
    }
    if let side = plan.attribution, let result = trace.attribution {
      parts.append(FPICExplainer(plan: side, result: result, row: row).explain())
    }
    if let side = plan.prelevement, let result = trace.prelevement {
      parts.append(FPICExplainer(plan: side, result: result, row: row).explain())
    }
    let name = territoire.communes[row].nom
    let net = run.result.montants[year, .net, row]
    return [
      Explanation(
        "Solde net de \(name) en \(year)", net, .centimes, calcul: "AC + DSC + FPIC reversé − FPIC prélevé",
        enfants: parts)
    ]
  }

  private func held(_ flux: Flux, _ plan: ScenarioPlan, _ row: Int) -> [Explanation] {
    guard let known = plan.depart[flux] else { return [] }
    return [
      Explanation(
        "\(flux.libelle), maintenue", known.centimes[row], .centimes,
        source: "communes.csv, \(flux.rawValue)_\(known.annee)")
    ]
  }

  private func row(named name: String) throws(DiagnosedError) -> Int {
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
