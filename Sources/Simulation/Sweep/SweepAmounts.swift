import LinearAlgebra

/// The amounts of scenarios that share a plan, in padded columns of centimes: by year and flow, one column that they
/// all have, or one each where a swept value reaches it.
final class SweepAmounts {
  /// Written one by one; the flows of the other levers enter the balance.
  static let flux = Flux.historiques + [.net]
  static let net = 4
  static let dotation = 1
  static let levied = 3

  /// What a scenario has in a (year, flow).
  private enum Place: UInt8 {
    case shared, own, missing
  }

  let annees: Int
  let communes: Int
  let width: Int
  let lanes: Int
  /// Column of all the scenarios by (year, flow), NaN where unknown; `nil` when nobody knows the flow.
  private var shared: [LanesInput?]
  /// First of `width` columns by (year, flow); `nil` where no swept value reaches.
  private let planes: [LanesOutput?]
  private let places: UnsafeMutablePointer<Place>
  private let storage: LaneScratch
  private let sharedStorage: LaneScratch
  private let found: UnsafeMutablePointer<LanesInput>
  /// By scenario: every year could be computed.
  private(set) var isComplete: [Bool]
  /// Scenarios in which a commune falls, by year; and whether it falls in any year, by scenario.
  private let fallen: LaneScratch
  private let ever: LaneScratch

  /// - Parameter moves: by (year, flow), whether a swept value reaches it.
  init(width: Int, annees: Int, communes: Int, moves: [Bool]) {
    self.annees = annees
    self.communes = communes
    self.width = width
    let count = annees * Self.flux.count
    storage = LaneScratch(rows: communes, columns: width * moves.count(where: { $0 }))
    sharedStorage = LaneScratch(rows: communes, columns: count)
    lanes = storage.lanes
    var next = 0
    var planes: [LanesOutput?] = []
    for moved in moves {
      planes.append(moved ? storage.column(next) : nil)
      if moved { next += width }
    }
    self.planes = planes
    shared = .init(repeating: nil, count: count)
    places = .allocate(capacity: count * width)
    places.initialize(repeating: .shared, count: count * width)
    found = .allocate(capacity: width)
    isComplete = .init(repeating: true, count: width)
    fallen = LaneScratch(rows: communes, columns: annees)
    ever = LaneScratch(rows: communes, columns: width)
  }

  deinit {
    places.deallocate()
    found.deallocate()
  }

  @inline(__always) private func index(_ year: Int, _ flow: Int) -> Int { year * Self.flux.count + flow }

  // MARK: Writing

  /// Centimes of every scenario of the plan; nothing for a flow that nobody knows.
  func share(year: Int, flow: Int, _ centimes: [Double]) {
    guard centimes.count == communes, centimes.contains(where: { !$0.isNaN }) else { return }
    sharedStorage.fill(index(year, flow), centimes)
    shared[index(year, flow)] = UnsafePointer(sharedStorage.column(index(year, flow)))
  }

  /// Before a block: every scenario has the shared columns and falls nowhere.
  func start() {
    places.update(repeating: .shared, count: annees * Self.flux.count * width)
    for scenario in 0..<width { isComplete[scenario] = true }
    fallen.column(0).update(repeating: .zero, count: lanes * annees)
    ever.column(0).update(repeating: .zero, count: lanes * width)
  }

  /// Where a scenario's own column goes.
  func own(year: Int, flow: Int, _ scenario: Int) -> LanesOutput {
    places[index(year, flow) * width + scenario] = .own
    return column(year: year, flow: flow, scenario)
  }

  /// The flow could not be computed in this scenario.
  func lose(year: Int, flow: Int, _ scenario: Int) { places[index(year, flow) * width + scenario] = .missing }

  /// Nothing is known of a scenario from a year on: what is missing must not pass for a loss, nor for a saving.
  func stop(year: Int, _ scenario: Int) {
    isComplete[scenario] = false
    for place in index(year, 0)..<annees * Self.flux.count { places[place * width + scenario] = .missing }
  }

  func fallen(year: Int) -> LanesOutput { fallen.column(year) }
  func ever(_ scenario: Int) -> LanesOutput { ever.column(scenario) }

  // MARK: Reading

  /// A scenario's own column of a flow that moves.
  func column(year: Int, flow: Int, _ scenario: Int) -> LanesOutput {
    guard let plane = planes[index(year, flow)] else { preconditionFailure("no swept value reaches this flow") }
    return plane + scenario * lanes
  }

  /// What the first scenarios of the block have: the shared column and how many have it, how many have nothing, and the
  /// columns of the others, valid until the next call.
  func columns(year: Int, flow: Int, scenarios count: Int) -> (
    shared: LanesInput?, sharing: Int, missing: Int, own: UnsafeBufferPointer<LanesInput>
  ) {
    let place = index(year, flow)
    var (sharing, missing, own) = (0, 0, 0)
    for scenario in 0..<count {
      switch places[place * width + scenario] {
      case .shared: sharing += 1
      case .missing: missing += 1
      case .own:
        found[own] = UnsafePointer(column(year: year, flow: flow, scenario))
        own += 1
      }
    }
    return (shared[place], sharing, missing, UnsafeBufferPointer(start: found, count: own))
  }

  /// Adds the scenarios in which each commune falls in a year.
  func losses(year: Int, into totals: inout [Int], at first: Int) {
    let rows = fallen.rows(year)
    for commune in 0..<communes { totals[first + commune] += Int(rows[commune]) }
  }

  /// Adds the complete scenarios in which each commune falls at least one year.
  func everLosses(into totals: inout [Int], scenarios count: Int) {
    for scenario in 0..<count where isComplete[scenario] {
      let rows = ever.rows(scenario)
      for commune in 0..<communes { totals[commune] += Int(rows[commune]) }
    }
  }

  /// Centimes of a scenario by commune; `nil` where the flow is not known.
  func reading(year: Int, flow: Int, _ scenario: Int) -> UnsafePointer<Double>? { reading(index(year, flow), scenario) }

  private func reading(_ place: Int, _ scenario: Int) -> UnsafePointer<Double>? {
    let column: LanesInput? =
      switch places[place * width + scenario] {
      case .shared: shared[place]
      case .own: planes[place].map { UnsafePointer($0 + scenario * lanes) }
      case .missing: nil
      }
    return column.map { UnsafeRawPointer($0).assumingMemoryBound(to: Double.self) }
  }

  /// 1 for each commune that falls at least one year.
  func everRows(_ scenario: Int) -> UnsafeMutableBufferPointer<Double> { ever.rows(scenario) }

  /// Copies a scenario: year, flow, commune; NaN where unknown.
  func copy(_ scenario: Int, into values: inout [Double], at first: Int) {
    for place in shared.indices {
      let rows = reading(place, scenario)
      for commune in 0..<communes { values[first + place * communes + commune] = rows?[commune] ?? .nan }
    }
  }
}
