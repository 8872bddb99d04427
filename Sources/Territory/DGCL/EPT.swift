import Diagnostics

/// The établissements publics territoriaux of the Grand Paris: the ensembles of the FPIC there.
///
/// The published table gives every commune of the Métropole du Grand Paris, Paris included, the SIREN of the
/// métropole. The ensembles are the eleven EPT, and Paris is a commune isolée (article L. 2336-1, II).
enum EPT {
  static let metropole = "200054781"
  static let paris = "75056"

  struct Membership {
    var nom: String
    /// INSEE codes, in the order of the file.
    var communes: [String]
  }

  /// The EPT by SIREN, as of 2023: `Data/ept.csv`.
  static func all() throws(DiagnosedError) -> [String: Membership] {
    let table = try CSVTable(bytes: PackageResources.ept_csv, file: "ept.csv")
    var found: [String: Membership] = [:]
    try table.forEachRow { _, fields throws(DiagnosedError) in
      guard fields.count == 3 else { return true }
      let texts = fields.map { table.text($0) }
      found[texts[1], default: Membership(nom: texts[2], communes: [])].communes.append(texts[0])
      return true
    }
    return found
  }

  /// Why the SIREN of the métropole is refused.
  static func refusal() throws(DiagnosedError) -> Diagnostic {
    let list = try all().map { "\($0.value.nom) (\($0.key))" }.sorted().joined(separator: ", ")
    return Diagnostic(
      "T0210", .erreur,
      "la Métropole du Grand Paris n'est pas un ensemble intercommunal du FPIC : ce sont ses onze EPT, et Paris est une commune isolée",
      context: "article L. 2336-1 du CGCT", repair: "donnez le SIREN d'un EPT : \(list)")
  }
}
