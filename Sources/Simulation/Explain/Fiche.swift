import Diagnostics
import Territory

/// One page about one commune in one scenario: its flows year by year, and where the amounts of a year come from.
public struct Fiche: Sendable {
  /// Row in the territory.
  public var commune: Int
  /// Position of the scenario in the comparison.
  public var scenario: Int
  /// Year explained.
  public var annee: Int
  /// The net amount, and under it the tree of each flow.
  public var arbre: Explanation

  public init(commune: Int, scenario: Int, annee: Int, arbre: Explanation) {
    self.commune = commune
    self.scenario = scenario
    self.annee = annee
    self.arbre = arbre
  }
}

extension Study {
  /// Fiches of some communes, or of all, in every scenario.
  /// - Parameters:
  ///   - rows: `nil` for every commune.
  ///   - annee: `nil` for the last year of the period.
  /// - Throws: `U0205` for a year outside the period.
  public func fiches(communes rows: [Int]? = nil, annee: Int? = nil) throws(DiagnosedError) -> [Fiche] {
    var out: [Fiche] = []
    for (index, plan) in plans.enumerated() {
      let run = try ExplainedRun(plan)
      let year = annee ?? plan.annees.last ?? territoire.annee
      for row in rows ?? Array(territoire.communes.indices) {
        guard let tree = run.explain(row: row, annee: year, .net)?.first else {
          throw DiagnosedError([
            Diagnostic(
              "U0205", .erreur, "\(year) n'est pas dans la période du scénario",
              repair: "choisissez une année de \(plan.annees.first ?? year) à \(plan.annees.last ?? year)")
          ])
        }
        out.append(Fiche(commune: row, scenario: index, annee: year, arbre: tree))
      }
    }
    return out
  }
}
