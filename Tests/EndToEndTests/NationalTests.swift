import Foundation
import Testing

@Suite("FPIC national, du dossier aux fichiers")
struct NationalTests {
  static let folder = "Tests/EndToEndTests/national"

  /// Rows of one table of the CSV output, by the value of their first column.
  static func rows(_ out: String, table: Int) -> [String: [String: String]] {
    let tables = out.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n\n")
    guard table < tables.count else { return [:] }
    let lines = tables[table].split(separator: "\n").map { $0.components(separatedBy: ",") }
    guard let header = lines.first else { return [:] }
    return Dictionary(
      lines.dropFirst().map { ($0[0], Dictionary(zip(header, $0)) { first, _ in first }) }
    ) { first, _ in first }
  }

  @Test("les montants du vecteur, depuis le dossier")
  func vector() throws {
    let run = try pacte("simuler", "--national", Self.folder, "--annee", "2024", "--format", "csv", "--detail")
    #expect(run.status == 0, "\(run.err)")
    let entities = Self.rows(run.out, table: 1)
    let expected = [
      "100000001": ("0.00", "98150.00"), "100000002": ("245265.00", "0.00"), "100000003": ("0.00", "1341453.00"),
      "100000004": ("2600000.00", "0.00"), "100000005": ("6678735.00", "7305559.00"),
      "100000006": ("0.00", "201427.00"), "100000007": ("476000.00", "0.00"), "100000008": ("0.00", "633411.00"),
    ]
    for (siren, (levy, gift)) in expected {
      #expect(entities[siren]?["prelevement"] == levy && entities[siren]?["reversement"] == gift, "\(siren)")
    }
    #expect(entities["100000002"]?["garantie"] == "120000.00")
  }

  @Test("rejouer refait une année nationale, et dit les données qui ont changé")
  func replay() throws {
    let work = FileManager.default.temporaryDirectory.appending(path: "pacte-national-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: work) }
    let source = work.appending(path: "france")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.folder, toPath: source.path)
    let out = work.appending(path: "sortie").path
    let first = try pacte("simuler", "--national", source.path, "--annee", "2024", "--detail", "--sortie", out)
    #expect(first.status == 0, "\(first.err)")
    let manifest = try #require(
      FileManager.default.contentsOfDirectory(atPath: out).first { $0.hasSuffix("manifeste.json") })
    let again = try pacte("rejouer", "\(out)/\(manifest)")
    #expect(again.status == 0 && again.out.contains("identiques octet par octet"), "\(again.out) \(again.err)")
    let national = source.appending(path: "national.yaml")
    let text = try String(contentsOf: national, encoding: .utf8)
    try Data(text.replacing("fonds: 1", with: "fonds: 2").utf8).write(to: national)
    let changed = try pacte("rejouer", "\(out)/\(manifest)")
    #expect(changed.status == 1 && changed.err.contains("données national.yaml"))
  }

  @Test("un scénario et un pays s'excluent ; une option nationale sans pays ne passe pas")
  func usage() throws {
    let both = try pacte("simuler", "Scenarios/scenario-a.pacte", "--national", Self.folder, "--annee", "2024")
    #expect(both.status == 64 && both.err.contains("s'excluent"))
    let alone = try pacte("simuler", "Scenarios/scenario-a.pacte", "--annee", "2024")
    #expect(alone.status == 64 && alone.err.contains("ne sert qu'avec"))
    #expect(try pacte("simuler", "--national", Self.folder).status == 64)
  }
}
