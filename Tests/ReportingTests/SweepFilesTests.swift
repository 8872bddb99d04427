import Diagnostics
import Foundation
import Simulation
import Synchronization
import Testing

@testable import Reporting

@Suite("Fichiers d'un balayage")
struct SweepFilesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private final class Bench {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    let sweep: Sweep

    init(draws: Int = 60) throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let text = """
        pacte « Variantes », scénario V
        à partir de « \(SweepFilesTests.root.path)/Scenarios/scenario-b.pacte »

        balayer
          enveloppe de l'article 2 : 3,6 M€, 3,8 M€
          poids de l'article 2 : tirés sur le simplexe
          tirages : \(draws) par suite de Sobol', graine 42
        """
      let file = folder.appending(path: "v.pacte")
      try Data(text.utf8).write(to: file)
      sweep = try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func files(_ name: String, _ format: SweepFormat = .csv, replace: Bool = false) -> SweepFiles<Sweep> {
      SweepFiles(
        sweep, folder: folder.appending(path: name).path, format: format, keepsValues: true, replace: replace,
        version: "essai", page: false)
    }

    /// Every file of a folder of results, by name.
    func bytes(_ name: String) throws -> [String: Data] {
      let path = folder.appending(path: name)
      let names = try FileManager.default.contentsOfDirectory(atPath: path.path)
      #expect(!names.contains { $0.hasPrefix(".") }, "rien ne reste à côté des résultats")
      return Dictionary(
        uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: path.appending(path: $0))) })
    }
  }

  @Test("les mêmes octets à un, deux et cinq fils et à des blocs impairs", arguments: SweepFormat.allCases)
  func threads(_ format: SweepFormat) throws {
    let bench = try Bench(draws: 20)
    for (threads, block) in [(1, 64), (2, 3), (5, 7)] {
      let outcome = try bench.files("f\(threads)", format).produce(
        threads: threads, block: block, resume: false, shouldStop: { false }, watch: { _ in })
      #expect(outcome.done == 40)
    }
    let expected = try bench.bytes("f1")
    #expect(expected.count == (format == .sqlite ? 2 : 6))
    #expect(try bench.bytes("f2") == expected)
    #expect(try bench.bytes("f5") == expected)
  }

  @Test("arrêté à plusieurs reprises puis repris, le résultat est celui d'un seul trait")
  func interruptions() throws {
    let bench = try Bench()
    _ = try bench.files("entier").produce(
      threads: 2, block: 4, resume: false, shouldStop: { false }, watch: { _ in })
    var done = 0
    var stops = 0
    while done < bench.sweep.count {
      // A few blocks, then a stop in the middle of a tranche.
      let left = Atomic<Int>(7)
      let outcome = try bench.files("repris").produce(
        threads: stops % 3 + 1, block: 3, resume: true,
        shouldStop: { left.subtract(1, ordering: .relaxed).newValue < 0 }, watch: { _ in })
      #expect(outcome.done >= done)
      if outcome.done < bench.sweep.count { #expect(outcome.files.isEmpty) }
      done = outcome.done
      stops += 1
      #expect(stops < 200)
    }
    #expect(stops > 2)
    #expect(try bench.bytes("repris") == bench.bytes("entier"))
  }

  @Test("tué entre deux points de contrôle, il repart du dernier")
  func killed() throws {
    let bench = try Bench()
    _ = try bench.files("entier").produce(
      threads: 1, block: 8, resume: false, shouldStop: { false }, watch: { _ in })
    let files = bench.files("tue")
    let left = Atomic<Int>(9)
    _ = try files.produce(
      threads: 1, block: 4, resume: false, shouldStop: { left.subtract(1, ordering: .relaxed).newValue < 0 },
      watch: { _ in })
    // What a kill leaves after its last checkpoint: rows that do not count.
    let stage = bench.folder.appending(path: "tue/.\(files.stem)")
    for name in ["enregistrements", "valeurs"] {
      let handle = try FileHandle(forWritingTo: stage.appending(path: name))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(repeating: 0x55, count: 4096 * 8))
      try handle.close()
    }
    _ = try files.produce(threads: 2, block: 5, resume: true, shouldStop: { false }, watch: { _ in })
    #expect(try bench.bytes("tue") == bench.bytes("entier"))
  }

  @Test("un balayage interrompu n'est ni écrasé ni repris par un autre")
  func guards() throws {
    let bench = try Bench()
    let left = Atomic<Int>(5)
    _ = try bench.files("a").produce(
      threads: 1, block: 4, resume: false, shouldStop: { left.subtract(1, ordering: .relaxed).newValue < 0 },
      watch: { _ in })
    func code(_ files: SweepFiles<Sweep>, resume: Bool) -> String? {
      do {
        _ = try files.produce(threads: 1, block: 4, resume: resume, shouldStop: { true }, watch: { _ in })
        return nil
      } catch {
        return (error as? DiagnosedError)?.diagnostics.first?.code
      }
    }
    #expect(code(bench.files("a"), resume: false) == "U0231")
    let other = SweepFiles(
      bench.sweep, folder: bench.folder.appending(path: "a").path, format: .csv, keepsValues: true, replace: false,
      version: "autre", page: false)
    #expect(code(other, resume: true) == "U0232")
    #expect(code(bench.files("a", replace: true), resume: false) == nil)
  }

  @Test("les quantiles d'une commune sont ceux de ses montants, aux extrêmes près exacts")
  func distribution() throws {
    let bench = try Bench()
    _ = try bench.files("q").produce(threads: 2, block: 8, resume: false, shouldStop: { false }, watch: { _ in })
    let files = try bench.bytes("q")
    func rows(_ piece: String) throws -> [[String]] {
      let file = try #require(files.first { $0.key.contains("balayage-\(piece).csv") }).value
      return String(decoding: file, as: UTF8.self).split(separator: "\r\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    let communes = try rows("communes")
    let line = try #require(communes.first { $0[0] == "96002" && $0[2] == "2028" && $0[3] == "dsc" })
    let amounts = try rows("valeurs").filter { $0[1] == "2028" && $0[2] == "96002" && !$0[4].isEmpty }
      .compactMap { Double($0[4]) }.sorted()
    #expect(Int(line[4]) == amounts.count)
    #expect(Double(line[5]) == amounts.first)
    #expect(Double(line[13]) == amounts.last)
    let median = try #require(Double(line[9]))
    let exact = amounts[(amounts.count + 1) / 2 - 1]
    #expect((median - exact).magnitude <= exact / 1024)
    let mean = try #require(Double(line[14]))
    #expect((mean - amounts.reduce(0, +) / Double(amounts.count)).magnitude < 0.01)
  }
}
