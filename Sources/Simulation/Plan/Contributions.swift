import Legislation
import LinearAlgebra
import Territory

extension Territory {
  /// What the split of 2012 reads; `nil` when a contribution is not known.
  func contributions(annee: Int) -> ContributionsPFA? {
    contributions(
      rows: Array(communes.indices), ensemble: ensemble, regime: regime.rawValue, annee: annee)
  }

  /// Contribution of the EPCI: its own column, or what its communes leave of the potentiel fiscal agrégé. AC of the year
  /// before, like the products of the potentiel; an EPCI that is not under the FPU pays none.
  func contributions(rows: [Int], ensemble: Ensemble?, regime: String, annee: Int) -> ContributionsPFA? {
    guard let column = column("contribution_pfa") else { return nil }
    let own = rows.map { column.values[$0] }
    let total = orderedSum(own.span)
    guard let epci = ensemble?.value("contribution_pfa") ?? ensemble?.value("pfa").map({ $0 - total }) else {
      return nil
    }
    let known = latestVintage(of: "ac", upTo: annee - 1)?.column.values
    let unknown = regime.uppercased() == RegimeFiscal.FPU.rawValue ? Double.nan : 0
    return ContributionsPFA(
      communes: Matrix(column: own), epci: [epci],
      attributions: Matrix(column: rows.map { known?[$0] ?? unknown }))
  }
}
