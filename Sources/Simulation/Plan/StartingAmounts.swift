import Diagnostics
import Language
import LinearAlgebra
import Territory

/// The latest known amounts before the period, in centimes: where a scenario starts, and the « situation actuelle ».
struct StartingAmounts: Sendable {
  struct Known: Sendable {
    /// Vintage of the column.
    var annee: Int
    /// Centimes; NaN where a commune has no value.
    var centimes: [Double]
  }
  private var known: [Flux: Known] = [:]
  private let communes: Int

  /// - Parameter annee: last year that may be used.
  init(territoire: Territory, annee: Int) {
    communes = territoire.communes.count
    for flux in Flux.historiques + [.attributionInvestissement] {
      guard let vintage = territoire.latestVintage(of: flux.rawValue, upTo: annee) else { continue }
      known[flux] = Known(annee: vintage.annee, centimes: vintage.column.values.map { ($0 * 100).roundedHalfUp })
    }
  }

  subscript(flux: Flux) -> Known? { known[flux] }

  func centimes(_ flux: Flux) -> [Double] {
    known[flux]?.centimes ?? [Double](repeating: .nan, count: communes)
  }

  /// What is held for want of an article, and what stays unknown.
  func remarques(_ articles: [Article]) -> [Diagnostic] {
    var out: [Diagnostic] = []
    if articles.attributionCompensation == nil {
      out.append(held(.attributionCompensation, "l'attribution de compensation"))
    }
    if articles.dotationSolidarite == nil { out.append(held(.dotationSolidarite, "la dotation de solidarité")) }
    return out
  }

  private func held(_ flux: Flux, _ name: String) -> Diagnostic {
    if let found = known[flux] {
      return Diagnostic(
        "S0401", .remarque, "aucun article ne traite \(name) : elle garde ses montants de \(found.annee)",
        repair: "ajoutez un article pour la modifier")
    }
    return Diagnostic(
      "S0402", .remarque,
      "\(name) n'est ni décidée par le scénario ni connue du territoire : elle n'entre pas dans les soldes",
      repair: "renseignez la colonne \(flux.rawValue)_AAAA de communes.csv")
  }
}
