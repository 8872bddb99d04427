import Diagnostics
import Foundation
import Simulation
import Synchronization
import Testing

@testable import Reporting

@Suite("Parties d'un balayage")
struct SweepPartsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private final class Bench {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func sweep(seed: UInt64 = 42, draws: Int = 19) throws -> Sweep {
      let text = """
        pacte « Variantes », scénario V
        à partir de « \(SweepPartsTests.root.path)/Scenarios/scenario-b.pacte »
        exiger au plus 3 communes perdantes

        balayer
          enveloppe de l'article 2 : 3,6 M€, 3,8 M€
          poids de l'article 2 : tirés sur le simplexe
          tirages : \(draws) par suite de Sobol', graine 42
        """
      let file = folder.appending(path: "v.pacte")
      try Data(text.utf8).write(to: file)
      return try Sweep.open(file.path, draws: nil, seed: seed, reference: .situation)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func files(
      _ sweep: Sweep, _ name: String, _ format: SweepFormat = .csv, part: SweepPart? = nil, keepsValues: Bool = true
    ) -> SweepFiles<Sweep> {
      SweepFiles(
        sweep, folder: path(name), format: format, keepsValues: keepsValues, replace: false, version: "essai",
        part: part, page: false)
    }

    /// Runs every part, each in its own folder; the names of the folders.
    @discardableResult func parts(_ sweep: Sweep, _ count: Int, _ prefix: String) throws -> [String] {
      try (1...count).map { rank in
        let name = "\(prefix)\(rank)"
        let outcome = try files(sweep, name, part: SweepPart(rank, of: count)).produce(
          threads: rank % 3 + 1, block: 2 * rank + 1, resume: false, shouldStop: { false }, watch: { _ in })
        #expect(outcome.files.count == 1)
        return path(name)
      }
    }

    func bytes(_ name: String) throws -> [String: Data] {
      let names = try FileManager.default.contentsOfDirectory(atPath: path(name))
      #expect(!names.contains { $0.hasPrefix(".") }, "rien ne reste à côté des résultats")
      return Dictionary(
        uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: folder.appending(path: "\(name)/\($0)"))) })
    }

    /// Code and sentence of what refuses to bring these together.
    func refusal(_ files: SweepFiles<Sweep>, _ paths: [String]) -> (code: String, text: String)? {
      do {
        _ = try files.reunite(paths, threads: 1)
        return nil
      } catch {
        let found = (error as? DiagnosedError)?.diagnostics.first
        return (found?.code ?? "\(error)", found?.message ?? "")
      }
    }
  }

  @Test("les parties se suivent sans trou ni recouvrement, à un scénario près égales", arguments: [1, 2, 3, 7, 38])
  func ranges(_ count: Int) throws {
    var next = 0
    for rank in 1...count {
      let range = try #require(SweepPart(rank, of: count)).range(38)
      #expect(range.lowerBound == next && (range.count == 38 / count || range.count == 38 / count + 1))
      next = range.upperBound
    }
    #expect(next == 38)
    #expect(SweepPart("2/3") == SweepPart(2, of: 3))
    for text in ["0/3", "4/3", "2", "2/3/4", "a/3", "/3", ""] { #expect(SweepPart(text) == nil, "\(text)") }
  }

  @Test("réunies, elles donnent les octets d'un seul calcul", arguments: SweepFormat.allCases)
  func union(_ format: SweepFormat) throws {
    let bench = try Bench()
    let sweep = try bench.sweep()
    _ = try bench.files(sweep, "entier", format).produce(
      threads: 2, block: 5, resume: false, shouldStop: { false }, watch: { _ in })
    let expected = try bench.bytes("entier")
    for count in [3, 7] {
      let folders = try bench.parts(sweep, count, "p\(count)-")
      let outcome = try bench.files(sweep, "réuni\(count)", format).reunite(folders.reversed(), threads: 2)
      #expect(outcome.done == 38)
      #expect(try bench.bytes("réuni\(count)") == expected)
    }
  }

  @Test("une partie arrêtée puis reprise est la même")
  func interruption() throws {
    let bench = try Bench()
    let sweep = try bench.sweep()
    let part = SweepPart(2, of: 2)
    _ = try bench.files(sweep, "a", part: part).produce(
      threads: 1, block: 4, resume: false, shouldStop: { false }, watch: { _ in })
    var done = 0
    var stops = 0
    while done < 19 {
      let left = Atomic<Int>(4)
      done =
        try bench.files(sweep, "b", part: part).produce(
          threads: 1, block: 3, resume: true, shouldStop: { left.subtract(1, ordering: .relaxed).newValue < 0 },
          watch: { _ in }
        ).done
      stops += 1
      #expect(stops < 50)
    }
    #expect(stops > 1)
    #expect(try bench.bytes("a") == bench.bytes("b"))
  }

  @Test("un scénario copié ailleurs donne des parties qui se réunissent")
  func elsewhere() throws {
    let (here, there) = (try Bench(), try Bench())
    let sweep = try here.sweep()
    let one = try here.parts(sweep, 2, "p")[0]
    let two = try there.parts(try there.sweep(), 2, "p")[1]
    _ = try here.files(sweep, "entier").produce(
      threads: 1, block: 8, resume: false, shouldStop: { false }, watch: { _ in })
    _ = try here.files(sweep, "réuni").reunite([one, two], threads: 1)
    #expect(try here.bytes("réuni") == here.bytes("entier"))
  }

  @Test("ce qui ne va pas ensemble est refusé, et rien n'est écrit")
  func refusals() throws {
    let bench = try Bench()
    let sweep = try bench.sweep()
    let own = try bench.parts(sweep, 3, "p")
    let target = bench.files(sweep, "r")
    let missing = bench.refusal(target, [own[0], own[2]])
    #expect(missing?.code == "U0235" && missing?.text == "il manque la partie 2 sur 3")
    #expect(bench.refusal(target, own + [own[0] + "/."])?.text.contains("donnée deux fois") == true)
    let other = try bench.parts(try bench.sweep(seed: 7), 3, "q")
    let foreign = bench.refusal(target, [own[0], other[1], own[2]])
    #expect(foreign?.code == "U0234")
    #expect(foreign?.text.hasSuffix("ce qui diffère : graine (7 ; ici 42)") == true, "\(foreign?.text ?? "")")
    let light = bench.refusal(bench.files(sweep, "r", keepsValues: false), own)
    #expect(light?.text.hasSuffix("montants de toutes les communes (gardés ; ici non gardés)") == true)
    let two = try bench.parts(sweep, 2, "d")
    #expect(bench.refusal(target, [own[0], two[1]])?.text.contains("même découpage : 1/3, 2/2") == true)
    #expect(bench.refusal(target, [bench.folder.path])?.code == "U0235")
    // A part cut short, and a file that is none.
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: own[1]).first)
    let file = URL(filePath: own[1]).appending(path: name)
    let whole = try Data(contentsOf: file)
    try whole.dropLast(8).write(to: file)
    #expect(bench.refusal(target, own)?.code == "U0233")
    try Data("a;b\n".utf8).write(to: file)
    #expect(bench.refusal(target, own)?.code == "U0233")
    #expect(!FileManager.default.fileExists(atPath: bench.path("r")))
  }
}
