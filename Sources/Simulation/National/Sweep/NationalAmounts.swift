import Legislation
import LinearAlgebra

/// The notified amounts of the variants of a block that could be computed, one padded column by flow and variant.
final class NationalAmounts {
  let entites: Int
  private let width: Int
  private let storage: LaneScratch
  /// By flow: how many variants have an amount above zero; of the balance, how many lose.
  private let tally: LaneScratch
  private let ever: LaneScratch
  /// Amounts of a flow in steps, one column a variant; then extremes and sums of a flow.
  private let scaled: LaneScratch
  private let extents: LaneScratch
  private let scaledPlaces: UnsafeMutablePointer<LanesInput>
  /// By entity, one over its step; 0 where there is none.
  private let inverses: [Double]
  /// Variants in place, the first columns.
  private(set) var done = 0

  /// - Parameter steps: euros that quantiles tell apart, by entity.
  init(steps: [Double], width: Int) {
    entites = steps.count
    self.width = width
    inverses = steps.map { $0 > 0 ? 1 / $0 : 0 }
    scaled = LaneScratch(rows: entites, columns: width)
    extents = LaneScratch(rows: entites, columns: 3)
    scaledPlaces = .allocate(capacity: width)
    for lane in 0..<width { scaledPlaces[lane] = LanesInput(scaled.column(lane)) }
    storage = LaneScratch(rows: entites, columns: NationalFlow.allCases.count * width)
    tally = LaneScratch(rows: entites, columns: NationalFlow.allCases.count)
    ever = LaneScratch(rows: entites, columns: 1)
  }

  deinit { scaledPlaces.deallocate() }

  var lanes: Int { storage.lanes }

  func start() {
    done = 0
    tally.column(0).update(repeating: .zero, count: tally.lanes * tally.columns)
  }

  func column(_ flow: NationalFlow, _ lane: Int) -> LanesOutput { storage.column(flow.rawValue * width + lane) }
  func rows(_ flow: NationalFlow, _ lane: Int) -> RowsOutput { storage.address(flow.rawValue * width + lane) }

  /// Where the amounts of the next variant go.
  var next: ColonnesNotifiees {
    ColonnesNotifiees(
      prelevement: rows(.prelevement, done), reversement: rows(.reversement, done), garantie: rows(.garantie, done),
      solde: rows(.solde, done))
  }

  /// The variant in the next columns counts.
  func keep() { done += 1 }

  /// The columns of a flow in whole steps; and by entity, its least, greatest and total amount. Until the next call.
  func inSteps(
    _ flow: NationalFlow
  ) -> (columns: UnsafeBufferPointer<LanesInput>, least: RowsOutput, most: RowsOutput, total: RowsOutput) {
    let (least, most, total) = (extents.address(0), extents.address(1), extents.address(2))
    for row in 0..<entites { (least[row], most[row], total[row]) = (.infinity, -.infinity, 0) }
    inverses.withUnsafeBufferPointer { inverses in
      for lane in 0..<done {
        let (from, to) = (rows(flow, lane), scaled.address(lane))
        for row in 0..<entites {
          let amount = from[row]
          // Adding 1.5 · 2^52 leaves no room for a fraction.
          to[row] = (amount * inverses[row] + 0x1.8p52) - 0x1.8p52
          least[row] = amount < least[row] ? amount : least[row]
          most[row] = amount > most[row] ? amount : most[row]
          total[row] += amount
        }
      }
    }
    return (UnsafeBufferPointer(start: scaledPlaces, count: done), least, most, total)
  }

  /// Counts of a flow, by entity.
  func counts(_ flow: NationalFlow) -> RowsOutput { tally.address(flow.rawValue) }
  /// Where the losers of a variant are added, and a column that nobody reads.
  var losers: (fallen: LanesOutput, ever: LanesOutput) {
    (tally.column(NationalFlow.solde.rawValue), ever.column(0))
  }

  /// Amounts above zero in the next variant: how many, added by entity.
  func countPositive(_ flow: NationalFlow) -> Double {
    let (amounts, out) = (rows(flow, done), counts(flow))
    var count = 0.0
    for row in 0..<entites {
      let one = amounts[row] > 0 ? 1.0 : 0.0
      out[row] += one
      count += one
    }
    return count
  }

  /// Flow after flow, entity after entity.
  func copy(_ lane: Int, into values: inout [Double], at first: Int) {
    for flow in NationalFlow.allCases {
      let (from, to) = (rows(flow, lane), first + flow.rawValue * entites)
      for row in 0..<entites { values[to + row] = from[row] }
    }
  }
}
