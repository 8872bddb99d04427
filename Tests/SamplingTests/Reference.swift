import Foundation

/// Answers of scipy, written by scripts/verifier-echantillonnage.py.
struct Reference: Decodable {
  struct Sobol: Decodable {
    var dimensions: [Int]
    var first16: [[Double]]
    var row5: [Double]
  }
  var sobol: Sobol
  /// Probability, quantile.
  var normal: [[Double]]

  static func load() throws -> Reference {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Fixtures/reference.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }
}
