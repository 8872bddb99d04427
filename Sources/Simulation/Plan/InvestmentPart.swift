import Language
import Legislation
import LinearAlgebra
import Territory

/// The part of the AC that is booked in investment, year after year.
struct InvestmentPart: Sendable {
  enum Decision: Sendable {
    /// Fraction of the renewal cost of the equipment transferred so far, from the year on.
    case part(Double)
    /// Signed centimes by commune, added to what is already booked.
    case montants(Matrix)
  }
  /// Centimes before the scenario, from `ac_investissement_AAAA`; `nil` for none.
  let anterieur: Matrix?
  var decisions: [(annee: Int, decision: Decision)] = []
  /// `Σ A/L` of each transfer, centimes a year by commune.
  var renouvellements: [(annee: Int, centimes: Matrix)] = []

  init(territoire: Territory, annee: Int) {
    anterieur = territoire.column("ac_investissement", annee: annee).map { column in
      Matrix(column: column.values.map { ($0 * 100).roundedHalfUp })
    }
  }

  func complete(_ entrees: inout AttributionCompensationEntrees, annee: Int) {
    entrees.investissementAnterieur = anterieur
    let renewals = renouvellements.filter { $0.annee <= annee }.map(\.centimes)
    if let first = renewals.first { entrees.renouvellement = renewals.dropFirst().reduce(first) { $0.adding($1) } }
    var part = 0.0
    var amounts: Matrix?
    for (year, decision) in decisions where year <= annee {
      switch decision {
      case .part(let fraction): part = fraction
      case .montants(let added): amounts = amounts.map { $0.adding(added) } ?? added
      }
    }
    entrees.partsInvestissement = [part]
    entrees.investissementDecide = amounts
  }
}
