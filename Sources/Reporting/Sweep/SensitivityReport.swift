import Diagnostics
import Simulation
import Territory

/// Which analysis of sensitivity `pacte balayer` runs.
public enum SensitivityKind: String, Sendable, CaseIterable {
  case sobol, morris, elasticites, bascule
}

/// An analysis of sensitivity: tidy tables for files, and what a terminal shows of them.
public struct SensitivityReport: Sendable {
  public let tables: [Table]
  public let text: String

  /// Writes the tables as CSV, in both dialects.
  public func write(_ sweep: some ReportedSweep, folder: String, replace: Bool) throws(DiagnosedError) -> [String] {
    var files: [(name: String, bytes: [UInt8])] = []
    for table in tables {
      files.append(("\(sweep.stem)_\(table.piece).fr.csv", table.csv(.french)))
      files.append(("\(sweep.stem)_\(table.piece).csv", table.csv(.standard)))
    }
    try OutputFolder(folder, replace: replace).write(files)
    return files.map(\.name)
  }
}

/// The columns that tell an output, first in every table of sensitivity.
enum OutputColumns {
  static func columns<Case: ReportedSweep>(_ sweep: Case) -> [Table.Column] {
    [
      .init("annee", "Année", .year), .init(Case.entityColumn.name, Case.entityColumn.label, .code),
      .init("nom", "Nom", .text), .init("grandeur", "Grandeur", .text), .init("unite", "Unité", .text),
    ]
  }

  static func cells(_ output: SweepOutput, _ sweep: some ReportedSweep) -> [Table.Cell] {
    let entity = output.commune.map(sweep.entity)
    return [
      .number(Double(output.annee)), entity.map { .text($0.code) } ?? .missing,
      entity.map { .text($0.nom) } ?? .text("toutes"), .text(output.grandeur), .text(output.unite),
    ]
  }
}
