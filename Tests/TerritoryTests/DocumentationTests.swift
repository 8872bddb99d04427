import Foundation
import Testing

@testable import Territory

@Suite("La documentation des colonnes dit ce que le programme lit")
struct DocumentationTests {
  static let path = Support.root.appendingPathComponent("Documentation/territoire.md").path

  /// The tables of the page, from what the program knows.
  static func tables() throws -> [(marker: String, text: String)] {
    func columns(_ file: String) -> String {
      let rows = ColumnDocumentation.all.filter { $0.fichier == file }.map { entry in
        "| `\(entry.nom)` | \(entry.libelle) | \(entry.unite) | \(entry.source) |"
      }
      return (["| colonne | ce que c'est | unité | source |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }
    let headers = try HeaderTable.embedded()
    let rows = headers.entries.filter { $0.usage != .exercice }.map { entry in
      let spelling = entry.spellings[2022] ?? ""
      return "| `\(entry.colonne)` | \(spelling) | \(usage(entry.usage)) |"
    }
    let mapping = ["| colonne | en-tête du fichier de 2022 | usage |", "|---|---|---|"] + rows
    return [
      ("communes.csv", columns("communes.csv")), ("ensembles.csv", columns("ensembles.csv")),
      ("import", mapping.joined(separator: "\n")),
    ]
  }

  private static func usage(_ usage: HeaderTable.Usage) -> String {
    switch usage {
    case .identite: "identité"
    case .exercice: "année"
    case .requise: "requise"
    case .critere: "facultative"
    case .rang: "rang, 0 vaut « non classée »"
    case .nonNul: "facultative, 0 vaut « non publié »"
    case .controle: "contrôle, non écrite"
    }
  }

  /// The page with its tables made anew.
  static func renewed(_ page: String) throws -> String {
    var page = page
    for (marker, text) in try tables() {
      let (start, end) = ("<!-- table \(marker) -->\n", "\n<!-- fin -->")
      let open = try #require(page.range(of: start), "la page n'a plus le repère de « \(marker) »")
      let close = try #require(page.range(of: end, range: open.upperBound..<page.endIndex))
      page.replaceSubrange(open.upperBound..<close.lowerBound, with: text)
    }
    return page
  }

  @Test("les tables de la page sont celles du programme (PACTE_DOCUMENTER=1 les récrit)")
  func upToDate() throws {
    let page = try Support.get(Self.path)
    let renewed = try Self.renewed(page)
    if ProcessInfo.processInfo.environment["PACTE_DOCUMENTER"] != nil { try Support.put(renewed, Self.path) }
    #expect(page == renewed)
  }

  @Test("chaque colonne du territoire du tutoriel est documentée")
  func tutorialColumns() throws {
    for file in ["communes.csv", "ensembles.csv"] {
      let table = try CSVTable.read(Support.tutorial + "/" + file)
      for name in table.header { #expect(ColumnDocumentation.entry(for: name) != nil, "\(file) : \(name)") }
    }
  }

  @Test("chaque colonne importée est documentée")
  func importedColumns() throws {
    for column in try DGCLFixture().imported().columns {
      #expect(ColumnDocumentation.entry(for: column.nom) != nil, "\(column.nom)")
    }
  }
}
