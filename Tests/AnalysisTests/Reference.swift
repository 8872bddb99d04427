import Foundation

/// Answers of SALib on its own samples, written by scripts/verifier-echantillonnage.py.
struct Reference: Decodable {
  struct Sobol: Decodable {
    var a: [Double]
    var b: [Double]
    var mixed: [[Double]]
    var first: [Double]
    var total: [Double]
  }
  struct Morris: Decodable {
    var points: [[Double]]
    var values: [Double]
    var mu: [Double]
    var muStar: [Double]
    var sigma: [Double]
  }
  var sobol: Sobol
  var morris: Morris

  static func load() throws -> Reference {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Fixtures/reference.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }
}
