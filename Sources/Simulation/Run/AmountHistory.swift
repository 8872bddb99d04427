import LinearAlgebra
import Territory

/// AC and DSC of every year that a feedback may look at: published before the period, computed within it.
struct AmountHistory: Sendable {
  /// Centimes, one column a scenario.
  private var attributions: [Int: Matrix] = [:]
  private var dotations: [Int: Matrix] = [:]
  /// Part of the AC booked in investment; no entry for none.
  private var investissements: [Int: Matrix] = [:]
  /// What the other levers leave to later years.
  var leviers = LeverHistory()
  /// Years asked that no column gives, and the vintage that stands for them.
  private(set) var substitutes: [(flux: Flux, annee: Int, vintage: Int)] = []

  /// - Parameters:
  ///   - first: first year of the period.
  ///   - oldest: oldest year that a feedback looks at.
  init(territoire: Territory, depart: StartingAmounts, first: Int, oldest: Int) {
    for flux in [Flux.attributionCompensation, .dotationSolidarite] {
      for annee in min(oldest, first - 1)..<first {
        let exact = territoire.column(flux.rawValue, annee: annee)
        let found = exact.map { (annee, $0) } ?? Self.nearest(flux, annee, territoire, before: first)
        if let found, exact == nil { substitutes.append((flux, annee, found.0)) }
        let centimes = found?.1.values.map { ($0 * 100).roundedHalfUp } ?? depart.centimes(flux)
        record(flux, annee, Matrix(column: centimes))
      }
    }
    for annee in min(oldest, first - 1)..<first {
      guard let column = territoire.column("ac_investissement", annee: annee) else { continue }
      record(investissement: Matrix(column: column.values.map { ($0 * 100).roundedHalfUp }), annee)
    }
  }

  private static func nearest(
    _ flux: Flux, _ annee: Int, _ territoire: Territory, before first: Int
  ) -> (Int, Column)? {
    if let earlier = territoire.latestVintage(of: flux.rawValue, upTo: annee) { return (earlier.annee, earlier.column) }
    for later in annee..<first {
      if let column = territoire.column(flux.rawValue, annee: later) { return (later, column) }
    }
    return nil
  }

  mutating func record(_ flux: Flux, _ annee: Int, _ centimes: Matrix) {
    if flux == .attributionCompensation { attributions[annee] = centimes } else { dotations[annee] = centimes }
  }

  mutating func record(investissement centimes: Matrix, _ annee: Int) { investissements[annee] = centimes }

  /// Every year of the past has these AC.
  mutating func start(attributions centimes: Matrix) {
    for annee in attributions.keys { attributions[annee] = centimes }
  }

  /// The part of the AC of a year that is booked in investment, centimes of the first scenario.
  func investissement(_ annee: Int) -> Double { investissements[annee]?.totalKnown ?? 0 }

  /// AC of a year as the potentiel financier counts them.
  func attributionComptee(_ annee: Int, investissementCompte: Bool) -> Matrix {
    let all = attributionCompensation(annee)
    guard !investissementCompte, let part = investissements[annee] else { return all }
    return all.adding(part.map { 0 - ($0.isNaN ? 0 : $0) })
  }

  func attributionCompensation(_ annee: Int) -> Matrix { attributions[annee] ?? Matrix(rows: 0, columns: 1) }

  func dotationSolidarite(_ annee: Int) -> Matrix { dotations[annee] ?? Matrix(rows: 0, columns: 1) }
}
