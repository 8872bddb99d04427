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
  private let places: UnsafeMutablePointer<LanesInput>
  /// Variants in place, the first columns.
  private(set) var done = 0

  init(entites: Int, width: Int) {
    self.entites = entites
    self.width = width
    storage = LaneScratch(rows: entites, columns: NationalFlow.allCases.count * width)
    tally = LaneScratch(rows: entites, columns: NationalFlow.allCases.count)
    ever = LaneScratch(rows: entites, columns: 1)
    places = .allocate(capacity: NationalFlow.allCases.count * width)
    for flow in NationalFlow.allCases {
      for lane in 0..<width { places[flow.rawValue * width + lane] = LanesInput(column(flow, lane)) }
    }
  }

  deinit { places.deallocate() }

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

  func columns(_ flow: NationalFlow) -> UnsafeBufferPointer<LanesInput> {
    UnsafeBufferPointer(start: places + flow.rawValue * width, count: done)
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
