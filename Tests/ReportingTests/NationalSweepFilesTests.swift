import Diagnostics
import Foundation
import Simulation
import Synchronization
import Testing

@testable import Reporting

@Suite("Fichiers d'un balayage national")
struct NationalSweepFilesTests {
  private static let country = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "EndToEndTests/national").path

  private final class Bench {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    let sweep: NationalSweep

    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let text = """
        pacte « Poids »
        balayer
          paramètre fpic_national.reversement.part_eligible à compter de 2024 : 50 %, 60 %
          poids de l'indice de reversement : tirés sur le simplexe
          colonne « revenu » : erreur normale d'écart-type 1 %
          tirages : 23 par suite de Sobol', graine 42
        """
      let file = folder.appending(path: "poids.pacte")
      try Data(text.utf8).write(to: file)
      sweep = try NationalSweep.open(
        file.path, folder: NationalSweepFilesTests.country, options: NationalOptions(annee: 2024), draws: nil,
        seed: nil,
        communes: false)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func files(_ name: String, _ format: SweepFormat, part: SweepPart? = nil) -> SweepFiles<NationalSweep> {
      SweepFiles(
        sweep, folder: path(name), format: format, keepsValues: true, replace: false, version: "essai", part: part)
    }

    func bytes(_ name: String) throws -> [String: Data] {
      let names = try FileManager.default.contentsOfDirectory(atPath: path(name))
      #expect(!names.contains { $0.hasPrefix(".") }, "rien ne reste à côté des résultats")
      return Dictionary(
        uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: folder.appending(path: "\(name)/\($0)"))) })
    }
  }

  @Test(
    "les mêmes octets à tout nombre de fils et de blocs, en parties, et en s'interrompant",
    arguments: SweepFormat.allCases)
  func sameBytes(_ format: SweepFormat) throws {
    let bench = try Bench()
    for (threads, block) in [(1, 64), (2, 3), (5, 7)] {
      let outcome = try bench.files("f\(threads)", format).produce(
        threads: threads, block: block, resume: false, shouldStop: { false }, watch: { _ in })
      #expect(outcome.done == 46)
    }
    let expected = try bench.bytes("f1")
    // No page: the tables and the manifest.
    #expect(expected.count == (format == .sqlite ? 2 : 6), "\(expected.keys)")
    #expect(try bench.bytes("f2") == expected)
    #expect(try bench.bytes("f5") == expected)
    let parts = try (1...3).map { rank in
      let outcome = try bench.files("p\(rank)", format, part: SweepPart(rank, of: 3)).produce(
        threads: rank, block: 2 * rank + 1, resume: false, shouldStop: { false }, watch: { _ in })
      #expect(outcome.files.count == 1)
      return bench.path("p\(rank)")
    }
    _ = try bench.files("tout", format).reunite(parts.reversed(), threads: 2)
    #expect(try bench.bytes("tout") == expected)
    var (done, stops) = (0, 0)
    while done < bench.sweep.count {
      let left = Atomic<Int>(5)
      let outcome = try bench.files("repris", format).produce(
        threads: stops % 2 + 1, block: 3, resume: true,
        shouldStop: { left.subtract(1, ordering: .relaxed).newValue < 0 }, watch: { _ in })
      done = outcome.done
      stops += 1
      #expect(stops < 100)
    }
    #expect(stops > 2)
    #expect(try bench.bytes("repris") == expected)
  }

  @Test("la table des ensembles est celle des valeurs : extrêmes, moyenne, probabilités")
  func distribution() throws {
    let bench = try Bench()
    _ = try bench.files("q", .csv).produce(threads: 2, block: 8, resume: false, shouldStop: { false }, watch: { _ in })
    let files = try bench.bytes("q")
    func rows(_ piece: String) throws -> [[String]] {
      let file = try #require(files.first { $0.key.hasSuffix("balayage-\(piece).csv") }).value
      return String(decoding: file, as: UTF8.self).split(separator: "\r\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    let ensembles = try rows("ensembles")
    #expect(ensembles[0].prefix(7) == ["ensemble", "nom", "type", "annee", "grandeur", "scenarios", "minimum"])
    #expect(ensembles.count == 1 + 4 * 8)
    let values = try rows("valeurs")
    for line in ensembles.dropFirst() {
      let column = try #require(values[0].firstIndex(of: line[4]))
      let amounts = values.filter { $0[2] == line[0] }.compactMap { Double($0[column]) }
      #expect(Int(line[5]) == amounts.count && amounts.count > 40)
      #expect(Double(line[6]) == amounts.min() && Double(line[14]) == amounts.max())
      let mean = try #require(Double(line[15]))
      #expect((mean - amounts.reduce(0, +) / Double(amounts.count)).magnitude < 1e-6)
      guard line[4] != "solde" else { continue }
      let probability = try #require(Double(line[16]))
      let share = Double(amounts.count { $0 > 0 }) / Double(amounts.count)
      #expect((probability - share).magnitude < 1e-9, "\(line[0]) \(line[4])")
    }
    #expect(try rows("scenarios")[0].contains("part_moitie_pauvre"))
    #expect(
      files.keys.contains("les-huit-entites-et-l-outre-mer_fpic-2024_poids_balayage-manifeste.json"), "\(files.keys)")
  }
}
