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

  /// - Parameter draws: base draws of Sobol', trajectories of Morris.
  public static func run(_ kind: SensitivityKind, _ sweep: Sweep, draws: Int, threads: Int) throws -> SensitivityReport
  {
    switch kind {
    case .sobol: try SobolTables.report(sweep, draws: draws, threads: threads)
    case .morris: try MorrisTables.report(sweep, trajectories: draws, threads: threads)
    case .elasticites: try ElasticityTables.report(sweep, threads: threads)
    case .bascule: try TippingTables.report(sweep, threads: threads)
    }
  }

  /// Writes the tables as CSV, in both dialects.
  public func write(_ sweep: Sweep, folder: String, replace: Bool) throws(DiagnosedError) -> [String] {
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
  static let columns: [Table.Column] = [
    .init("annee", "Année", .year), .init("commune", "Commune", .code), .init("nom", "Nom", .text),
    .init("grandeur", "Grandeur", .text), .init("unite", "Unité", .text),
  ]

  static func cells(_ output: SweepOutput, _ territoire: Territory) -> [Table.Cell] {
    [
      .number(Double(output.annee)), output.commune.map { .text(territoire.communes[$0].insee.texte) } ?? .missing,
      output.commune.map { .text(territoire.communes[$0].nom) } ?? .text("toutes"), .text(output.grandeur),
      .text(output.unite),
    ]
  }
}
