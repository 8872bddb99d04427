/// Amounts by year, flow and commune, in integral centimes held in doubles; NaN where a flow is unknown.
///
/// One contiguous column of communes for each (year, flow).
public struct AmountTable: Sendable, Equatable {
  public let annees: [Int]
  public let communes: Int
  private var values: [Double]

  public init(annees: [Int], communes: Int) {
    self.annees = annees
    self.communes = communes
    values = [Double](repeating: .nan, count: annees.count * Flux.allCases.count * communes)
  }

  private func start(_ annee: Int, _ flux: Flux) -> Int? {
    guard let year = annees.firstIndex(of: annee), let flow = Flux.allCases.firstIndex(of: flux) else { return nil }
    return (year * Flux.allCases.count + flow) * communes
  }

  /// Centimes of every commune, in the order of the territory; NaN column for a year outside the table.
  public subscript(annee: Int, flux: Flux) -> [Double] {
    get {
      guard let start = start(annee, flux) else { return [Double](repeating: .nan, count: communes) }
      return Array(values[start..<start + communes])
    }
    set {
      guard let start = start(annee, flux) else { return }
      precondition(newValue.count == communes, "one amount a commune")
      values.replaceSubrange(start..<start + communes, with: newValue)
    }
  }

  public subscript(annee: Int, flux: Flux, commune: Int) -> Double {
    guard let start = start(annee, flux) else { return .nan }
    return values[start + commune]
  }

  /// Exact total in centimes of the known amounts; NaN when none is known.
  public func total(_ annee: Int, _ flux: Flux) -> Double {
    let known = self[annee, flux].filter { !$0.isNaN }
    return known.isEmpty ? .nan : known.reduce(0, +)
  }

  /// Fills the balance: the sum of the known flows, each with its sign; NaN where none is known.
  public mutating func closeNet() {
    for annee in annees {
      var net = [Double](repeating: .nan, count: communes)
      for flux in Flux.composantes {
        for (row, amount) in self[annee, flux].enumerated() where !amount.isNaN {
          net[row] = (net[row].isNaN ? 0 : net[row]) + flux.sens * amount
        }
      }
      self[annee, .net] = net
    }
  }

  func isIdentical(to other: AmountTable) -> Bool { annees == other.annees && values.isIdentical(to: other.values) }
}
