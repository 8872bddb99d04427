import Diagnostics
import Testing

@testable import Territory

@Suite("Colonnes de la table nationale que les écarts demandent")
struct NationalCriteriaTests {
  /// A table of two communes with the headers of 2022, every figure 10, and what `change` makes of its cells.
  private func read(
    header: [String] = [], _ change: (inout [[String]], [String]) -> Void = { _, _ in }
  ) throws -> NationalCriteria {
    let dictionary = try CSVTable(bytes: PackageResources.criteres_nationaux_csv, file: "criteres_nationaux.csv")
    let year = try #require(dictionary.header.firstIndex(of: "2022"))
    var names: [String] = []
    var first: [String] = []
    try dictionary.forEachRow { _, fields throws(DiagnosedError) in
      let cells = fields.map { dictionary.text($0) }
      if !cells[year].isEmpty {
        names.append(cells[year])
        first.append(cells[1] == "texte" ? "A\(names.count)" : "10")
      }
      return true
    }
    var rows = [first, first]
    change(&rows, names)
    let lines = ([names + header] + rows).map { $0.map { "\"\($0)\"" }.joined(separator: ";") }
    return try Support.inFolder { folder in
      try Support.put(lines.joined(separator: "\n") + "\n", folder + "/t.csv")
      return try NationalCriteria.read(folder + "/t.csv")
    }
  }

  private func codes(header: [String] = [], _ change: (inout [[String]], [String]) -> Void) -> [Diagnostic] {
    do { _ = try read(header: header, change) } catch let error as DiagnosedError { return error.diagnostics } catch {}
    return []
  }

  private static let population = "Informations générales - Population DGF de l'année N"

  @Test("une case manquante reste inconnue ; une case illisible est dite, à sa ligne et dans sa colonne")
  func cells() throws {
    func place(_ names: [String]) -> Int { names.firstIndex(of: Self.population) ?? 0 }
    let sound = try read { rows, names in rows[1][place(names)] = "nd" }
    #expect(sound.count == 2 && sound.diagnostics.isEmpty)
    let column = try #require(sound.column("population_dgf"))
    #expect(column[0] == 10 && column[1].isNaN)
    let found = codes { rows, names in rows[1][place(names)] = "dix" }
    #expect(found.map(\.code) == ["T0220"])
    #expect(found.first?.place?.line == 3)
    #expect(found.first?.place?.note?.contains(Self.population) == true)
    #expect(codes { rows, _ in rows[0].append("1") }.map(\.code) == ["T0123"])
  }

  @Test("un en-tête écrit deux fois : refusé si les deux colonnes diffèrent, dit sinon")
  func doubled() throws {
    #expect(
      codes(header: [Self.population]) { rows, _ in
        rows[0].append("10")
        rows[1].append("11")
      }.map(\.code) == ["T0234"])
    let same = try read(header: [Self.population]) { rows, _ in for row in rows.indices { rows[row].append("10") } }
    #expect(same.diagnostics.map(\.code) == ["T0234"] && same.diagnostics[0].severity == .alerte)
    #expect(same.column("population_dgf") == [10, 10])
  }
}
