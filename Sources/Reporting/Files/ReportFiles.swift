import Diagnostics
import Simulation
import Territory

/// The files of a comparison: the report, the tables in two dialects, the manifest.
///
/// Names are `<date>_<epci>_<scenario>_<piece>.<ext>`; tables for a French spreadsheet end in `.fr.csv`.
public enum ReportFiles {
  /// - Parameters:
  ///   - droit: fingerprint of the parameters of the law.
  ///   - more: tables beside those of the comparison, such as the detail.
  /// - Returns: paths written, the report first.
  public static func write(
    _ comparison: Comparison, folder: String, replace: Bool, version: String, options: [String],
    droit: String, tables more: [Table] = [], fiches: [Fiche] = []
  ) throws(DiagnosedError) -> [String] {
    let stem = stem(comparison)
    var files: [(name: String, bytes: [UInt8])] = [
      ("\(stem)_rapport.html", Array(HTMLReport(comparison, version: version, fiches: fiches).render().utf8))
    ]
    for table in comparison.tables + more {
      files.append(("\(stem)_\(table.piece).fr.csv", table.csv(.french)))
      files.append(("\(stem)_\(table.piece).csv", table.csv(.standard)))
    }
    let manifest = Manifest(comparison: comparison, version: version, options: options, droit: droit, files: files)
    files.append(("\(stem)_manifeste.json", Array(manifest.json().utf8)))
    try OutputFolder(folder, replace: replace).write(files)
    return files.map { "\(folder)/\($0.name)" }
  }

  /// One page a commune, whole or not at all.
  /// - Returns: paths written.
  public static func writeFiches(
    _ comparison: Comparison, _ fiches: [Fiche], folder: String, replace: Bool, version: String
  ) throws(DiagnosedError) -> [String] {
    let stem = stem(comparison)
    let files = fiches.map { fiche in
      (
        name: "\(stem)_fiche-\(comparison.territoire.communes[fiche.commune].insee.texte).html",
        bytes: Array(FicheHTML(comparison, fiche).page(version: version).utf8)
      )
    }
    try OutputFolder(folder, replace: replace).write(files)
    return files.map { "\(folder)/\($0.name)" }
  }

  static func stem(_ comparison: Comparison) -> String {
    let names = comparison.scenarios.map { Slug.make($0.nom) }.joined(separator: "-")
    let scenario = comparison.scenarios.count == 1 ? "scenario-\(names)" : "comparaison-\(names)"
    let date = comparison.scenarios.compactMap(\.date).max()
    return [date, Slug.make(comparison.territoire.nom), scenario].compactMap { $0 }.joined(separator: "_")
  }
}

/// What a run depended on and what it wrote.
struct Manifest {
  let comparison: Comparison
  let version: String
  let options: [String]
  let droit: String
  let files: [(name: String, bytes: [UInt8])]

  func json() -> String {
    let scenarios = comparison.scenarios.map { scenario in
      "    {\"nom\": \(JSONText.string(scenario.nom)), \"fichier\": \(JSONText.string(scenario.fichier ?? "")), \"sha256\": \(JSONText.string(scenario.empreinte ?? ""))}"
    }
    let data = comparison.territoire.empreintes.sorted { $0.key < $1.key }.map {
      "    {\"fichier\": \(JSONText.string($0.key)), \"sha256\": \(JSONText.string($0.value))}"
    }
    let warnings = comparison.scenarios.flatMap { scenario in
      scenario.diagnostics.filter { $0.severity != .remarque }.map {
        "    {\"scenario\": \(JSONText.string(scenario.nom)), \"code\": \(JSONText.string($0.code)), \"message\": \(JSONText.string($0.message))}"
      }
    }
    let outputs = files.map {
      "    {\"fichier\": \(JSONText.string($0.name)), \"sha256\": \(JSONText.string(SHA256.hexadecimal($0.bytes)))}"
    }
    return """
      {
        "version": \(JSONText.string(version)),
        "options": [\(options.map(JSONText.string).joined(separator: ", "))],
        "reference": \(JSONText.string(comparison.reference.nom)),
        "territoire": \(JSONText.string(comparison.territoire.nom)),
        "scenarios": [
      \(scenarios.joined(separator: ",\n"))
        ],
        "donnees": [
      \(data.joined(separator: ",\n"))
        ],
        "droit": \(JSONText.string(droit)),
        "alertes": [
      \(warnings.joined(separator: ",\n"))
        ],
        "sorties": [
      \(outputs.joined(separator: ",\n"))
        ]
      }

      """
  }
}
