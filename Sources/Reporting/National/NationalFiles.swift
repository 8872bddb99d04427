import Diagnostics
import Simulation
import Territory

/// The files of a national run: each table in two dialects, and a manifest.
public enum NationalFiles {
  /// - Parameters:
  ///   - source: folder of the data, as the user wrote it.
  ///   - doutes: what the other readings of the texts would change.
  ///   - folder: where to write.
  /// - Returns: paths written.
  public static func write(
    _ run: NationalEvaluation, of source: String, doutes: NationalDoubts, detail: Bool, folder: String, replace: Bool,
    version: String, options: [String]
  ) throws(DiagnosedError) -> [String] {
    let stem = "\(Slug.make(run.set.territoire.nom))_fpic-\(run.set.annee)"
    var files: [(name: String, bytes: [UInt8])] = []
    for table in run.tables(doutes: doutes, detail: detail) {
      files.append(("\(stem)_\(table.piece).fr.csv", table.csv(.french)))
      files.append(("\(stem)_\(table.piece).csv", table.csv(.standard)))
    }
    let text = manifest(run, source, doutes.empreinteDroit, version, options, files)
    files.append(("\(stem)_manifeste.json", Array(text.utf8)))
    try OutputFolder(folder, replace: replace).write(files)
    return files.map { "\(folder)/\($0.name)" }
  }

  private static func manifest(
    _ run: NationalEvaluation, _ source: String, _ droit: String, _ version: String, _ options: [String],
    _ files: [(name: String, bytes: [UInt8])]
  ) -> String {
    func list(_ lines: [String]) -> String { lines.map { "    \($0)" }.joined(separator: ",\n") }
    let data = run.set.territoire.empreintes.sorted { $0.key < $1.key }.map {
      "{\"fichier\": \(JSONText.string($0.key)), \"sha256\": \(JSONText.string($0.value))}"
    }
    let warnings = run.diagnostics.filter { $0.severity != .remarque }.map {
      "{\"code\": \(JSONText.string($0.code)), \"message\": \(JSONText.string($0.message))}"
    }
    let outputs = files.map {
      "{\"fichier\": \(JSONText.string($0.name)), \"sha256\": \(JSONText.string(SHA256.hexadecimal($0.bytes)))}"
    }
    return """
      {
        "version": \(JSONText.string(version)),
        "options": [\(options.map(JSONText.string).joined(separator: ", "))],
        "annee": \(run.set.annee),
        "dossier": \(JSONText.string(source)),
        "droit": \(JSONText.string(droit)),
        "donnees": [
      \(list(data))
        ],
        "alertes": [
      \(list(warnings))
        ],
        "sorties": [
      \(list(outputs))
        ]
      }

      """
  }
}
