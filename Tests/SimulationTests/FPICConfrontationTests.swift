import Diagnostics
import Foundation
import Legislation
import Testing

@testable import Simulation
@testable import Territory

@Suite("Confronter le FPIC calculé aux montants publiés")
struct FPICConfrontationTests {
  /// A synthetic country, and the file that the OFGL would publish if every amount were ours.
  private func inCountry<T>(_ body: (_ folder: String, _ run: NationalRun) throws -> T) throws -> T {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("pacte-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    _ = try SyntheticFrance.write(.init(graine: 3, ensembles: 60, annee: 2022), to: root + "/pays", replace: false)
    return try body(root, try NationalRun.open(root + "/pays", options: NationalOptions(annee: 2022)))
  }

  private func published(_ run: NationalRun, moved: [Int: Double] = [:], without: Set<Int> = []) -> String {
    var lines = ["exercice;siren;variable;valeur;unite"]
    for (row, entite) in run.set.entites.enumerated() where entite.type == .ensemble && !without.contains(row) {
      let line = run.fpic.lignes[row]
      func add(_ label: String, _ value: Double) { lines.append("2022-01-01;\(entite.siren);\(label);\(value);€") }
      add("Montant FPIC - Prélèvement", line.prelevement + (moved[row] ?? 0))
      add("Montant FPIC - Versement", line.reversement + line.garantie)
      add("Potentiel financier agrégé", run.set.colonnes.potentielFinancierAgrege[row] + 2 * (moved[row] ?? 0))
    }
    lines.append("2022-01-01;200012345;Montant FPIC - Prélèvement;10;€")
    return lines.joined(separator: "\n") + "\n"
  }

  private func compare(_ root: String, _ text: String) throws -> FPICConfrontation {
    try text.write(toFile: root + "/officiel.csv", atomically: true, encoding: .utf8)
    return try FPICConfrontation.open(
      officiel: root + "/officiel.csv", national: root + "/pays", options: NationalOptions(annee: 2022))
  }

  @Test("sans écart, la distribution est nulle ; un écart déplacé se retrouve, avec sa trace")
  func gaps() throws {
    try inCountry { root, run in
      let same = try compare(root, published(run))
      let count = run.set.entites.count { $0.type == .ensemble }
      for flux in FPICConfrontation.Flux.allCases {
        let d = same.distribution(flux)
        #expect(d.nombre == count && d.aUnEuro == count && d.quantiles == [0, 0, 0, 0] && d.opposes == 0)
        #expect(d.totalCalcule == d.totalOfficiel)
      }
      #expect(same.sansCalcul == ["200012345"] && same.sansOfficiel == [])
      let row = try #require(run.fpic.lignes.firstIndex { $0.prelevement > 100_000 })
      let moved = try compare(root, published(run, moved: [row: 5_000]))
      let largest = try #require(moved.plusGrands(1).first)
      #expect(largest.siren == run.set.entites[row].siren && largest.montant == -5_000 && largest.flux == .prelevement)
      let trace = moved.trace(largest)
      #expect(trace.map(\.libelle) == ["potentiel financier agrégé"])
      #expect(trace[0].officiel - trace[0].calcule == 10_000)
      #expect(moved.distribution(.prelevement).aUnEuro == count - 1)
      #expect(moved.distribution(.prelevement).quantiles.last == 5_000)
    }
  }

  @Test("un ensemble sans montant publié, un fichier d'une autre année, un fichier d'un autre format")
  func faults() throws {
    try inCountry { root, run in
      let alone = try compare(root, published(run, without: [0]))
      #expect(alone.sansOfficiel == [run.set.entites[0].siren])
      func codes(_ text: String) -> [String] {
        do { _ = try compare(root, text) } catch let error as DiagnosedError {
          return error.diagnostics.map(\.code)
        } catch {}
        return []
      }
      #expect(codes(published(run).replacingOccurrences(of: "2022-01-01", with: "2021-01-01")) == ["T0272"])
      #expect(codes("siren;montant\n200012345;1\n") == ["T0266"])
    }
  }
}
