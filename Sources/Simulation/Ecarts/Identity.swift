/// A relation that the published figures of a year must satisfy, and how far they do.
public struct Identity: Sendable, Equatable {
  /// What is compared, in French.
  public var enonce: String
  /// Article or convention.
  public var texte: String
  /// Largest gap that counts as equality, in the unit of the comparison, with its unit.
  public var tolerance: Double
  public var unite: String
  /// Rows compared, and those within the tolerance.
  public var lignes = 0
  public var tenues = 0
  /// Quantiles of the absolute gap over all rows: median, 90 %, 99 %, largest.
  public var mediane = 0.0
  public var p90 = 0.0
  public var p99 = 0.0
  public var maximum = 0.0
  /// Where the largest gaps are: label, gap.
  public var pires: [(libelle: String, ecart: Double)] = []
  /// Why some rows do not hold; empty when all do.
  public var explication: String

  /// - Parameter ecarts: one a row; NaN rows are not compared.
  init(
    _ enonce: String, texte: String, tolerance: Double, unite: String, ecarts: [Double], libelles: [String],
    explication: String = ""
  ) {
    self.enonce = enonce
    self.texte = texte
    self.tolerance = tolerance
    self.unite = unite
    self.explication = explication
    let known = ecarts.indices.filter { !ecarts[$0].isNaN }
      .sorted { (ecarts[$0].magnitude, libelles[$0]) < (ecarts[$1].magnitude, libelles[$1]) }
    lignes = known.count
    tenues = known.count { ecarts[$0].magnitude <= tolerance }
    guard let last = known.last else { return }
    func quantile(_ part: Double) -> Double {
      // Inverse of the cumulative distribution: a value of the data.
      let rank = Int((part * Double(known.count)).rounded(.up)) - 1
      return ecarts[known[max(rank, 0)]].magnitude
    }
    (mediane, p90, p99) = (quantile(0.5), quantile(0.9), quantile(0.99))
    maximum = ecarts[last].magnitude
    pires = known.suffix(3).reversed().filter { ecarts[$0].magnitude > tolerance }.map { (libelles[$0], ecarts[$0]) }
  }

  public static func == (a: Identity, b: Identity) -> Bool {
    a.enonce == b.enonce && a.lignes == b.lignes && a.tenues == b.tenues && a.maximum == b.maximum
  }
}
