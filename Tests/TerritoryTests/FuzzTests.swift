import Diagnostics
import TestSupport
import Testing

@testable import Territory

@Suite("Un fichier abîmé n'arrête jamais le programme")
struct FuzzTests {
  /// Bytes that have a meaning somewhere, and one that has none.
  static let bytes: [UInt8] = Array("\",;\t\n\r.-+0 9%é".utf8) + [0, 0x1F, 0x8B, 0xEF, 0xFF]

  @Test("octets changés, ajoutés ou retirés : un territoire, ou au moins un défaut dit", arguments: 0..<40)
  func damaged(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let intact = try FileBytes.read(Support.tutorial + "/communes.csv")
    try Support.inFolder { folder in
      for name in ["territoire.yaml", "ensembles.csv", "groupements.csv"] {
        try Support.put(try FileBytes.read(Support.tutorial + "/" + name), folder + "/" + name)
      }
      for _ in 0..<5 {
        var damaged = intact
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let at = Int.random(in: 0..<damaged.count, using: &generator)
          let byte = Self.bytes[Int.random(in: 0..<Self.bytes.count, using: &generator)]
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: damaged[at] = byte
          case 1: damaged.insert(byte, at: at)
          case 2: damaged.remove(at: at)
          default: damaged.removeSubrange(at..<min(damaged.count, at + 40))
          }
        }
        try Support.put(damaged, folder + "/communes.csv")
        do throws(DiagnosedError) {
          let (territory, _) = try TerritoryReader.read(folder: folder)
          #expect(!territory.communes.isEmpty)
          #expect(territory.columns.values.allSatisfy { $0.values.count == territory.communes.count })
        } catch {
          #expect(error.diagnostics.hasErrors)
        }
      }
    }
  }
}
