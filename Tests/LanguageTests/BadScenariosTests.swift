import Diagnostics
import Foundation
import Testing

@testable import Language

@Suite("Scénarios fautifs")
struct BadScenariosTests {
  /// Each bad scenario has beside it what the user reads. `PACTE_RELIRE=1` rewrites these texts; they are then read by eye.
  @Test("le message de chaque scénario fautif est celui qui a été relu", arguments: Files.names("bad"))
  func golden(_ name: String) throws {
    let diagnostics: [Diagnostic]
    switch Files.load(Files.path("bad", name)) {
    case .success(let (_, found)): diagnostics = found
    case .failure(let error): diagnostics = error.diagnostics
    }
    let text = Files.rendered(diagnostics)
    let expected = Files.folder.appending(path: "bad/\(name).txt")
    if ProcessInfo.processInfo.environment["PACTE_RELIRE"] != nil { try Data(text.utf8).write(to: expected) }
    #expect(text == (try String(contentsOf: expected, encoding: .utf8)))
  }

  @Test(
    "une faute donne un seul message",
    arguments: Files.names("bad").filter { !["plusieurs", "verbe-manquant", "objet-double"].contains($0) })
  func noCascade(_ name: String) {
    switch Files.load(Files.path("bad", name)) {
    case .success(let (_, found)): #expect(found.count { $0.severity != .remarque } == 1, "\(found)")
    case .failure(let error):
      #expect(error.diagnostics.count { $0.severity == .erreur } == 1, "\(error.diagnostics.map(\.message))")
    }
  }

  @Test("le lieu souligné est dans le fichier", arguments: Files.names("bad"))
  func places(_ name: String) throws {
    guard case .failure(let error) = Files.load(Files.path("bad", name)) else { return }
    for diagnostic in error.diagnostics {
      guard let place = diagnostic.place, let line = place.line, let source = place.sourceLine else { continue }
      #expect(line >= 1)
      #expect((place.column ?? 1) <= source.count + 1)
    }
  }

  @Test("un fichier illisible, un dossier, un fichier vide, binaire ou trop gros")
  func files() throws {
    func code(_ path: String) -> String? {
      if case .failure(let error) = Files.load(path) { error.diagnostics.first?.code } else { nil }
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: folder.appending(path: name))
      return folder.appending(path: name).path
    }
    #expect(code(folder.path + "/absent.pacte") == "P0001")
    #expect(code(folder.path) == "P0002")
    #expect(code(try write("vide", [])) == "P0003")
    #expect(code(try write("blanc", [32, 10, 9])) == "P0003")
    #expect(code(try write("latin", [0x70, 0xE9, 10])) == "P0004")
    #expect(code(try write("gros", [UInt8](repeating: 97, count: (1 << 20) + 1))) == "P0005")
    #expect(code(try write("nul", [97, 0, 98])) == "P0006")
  }
}
