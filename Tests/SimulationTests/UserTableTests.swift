import Diagnostics
import Foundation
import Language
import Testing

@testable import Simulation

@Suite("Table de valeurs d'un tirage")
struct UserTableTests {
  private func read(_ text: String, _ unit: SweepAxis.Unit) throws -> [Double] {
    let file = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let span = Span(SourceFile(name: "essai.pacte", lines: ["x"]), line: 1, column: 1, length: 1)
    return try UserTable.read(file.path, unit: unit, at: span).values
  }

  private func refusal(_ text: String, _ unit: SweepAxis.Unit) throws -> Diagnostic {
    let error = try #require(throws: DiagnosedError.self) { _ = try read(text, unit) }
    return try #require(error.diagnostics.first)
  }

  @Test("les nombres s'écrivent comme dans les autres tables, dans l'unité de ce qui est tiré")
  func numbers() throws {
    #expect(try read("montant\n1 234,50 €\n(20)\n", .montant(nil)) == [-2_000, 123_450])
    #expect(try read("montant;poids\n1.234.567,8;1\n−5;2\n", .montant(nil)) == [-500, 123_456_780])
    #expect(try read("taux\n1,5 %\n2\n", .pourcentage) == [1_500_000, 2_000_000])
    #expect(try read("exposant\n1.2E-01\n", .nombre) == [120_000_000])
  }

  @Test("ce qui n'en est pas est dit à sa ligne et dans sa colonne, avec la ligne du scénario")
  func refusals() throws {
    let text = try refusal("taux;poids\n1;1\ndeux;1\n", .pourcentage)
    #expect(text.code == "T0118" && text.place?.line == 3 && text.place?.note == "colonne « taux »")
    #expect(text.related.first?.file == "essai.pacte")
    let both = try refusal("taux;poids\n1,5;1\n1.234;1\n", .nombre)
    #expect(both.code == "T0120" && both.place?.line == 3)
    let empty = try refusal("taux;poids\n1;1\n;2\n", .pourcentage)
    #expect(empty.code == "S0802" && empty.place?.line == 3)
    for (rows, unit) in [
      ("taux;poids\n1;1\n2;-1\n", SweepAxis.Unit.pourcentage), ("taux;poids\n1;1\n2;\n", .pourcentage),
      ("m\n5\n3 %\n", .montant(nil)), ("n\n5\n3 €\n", .nombre), ("taux;poids\n1;0\n2;0\n", .pourcentage),
      ("a;b;c\n1;2;3\n", .nombre), ("1,5\n2\n", .pourcentage), ("taux\n", .pourcentage),
    ] {
      #expect(try refusal(rows, unit).code == "S0802", "\(rows)")
    }
    #expect(try refusal("taux;poids\n1;1;1\n", .pourcentage).code == "T0123")
  }
}
