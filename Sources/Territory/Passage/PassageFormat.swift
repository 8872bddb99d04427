import Diagnostics
import Yams

/// How the columns of a table of passage are called: a mapping of `forme: passage`, that of the INSEE or the user's.
struct PassageFormat: Sendable {
  var nom: String
  var origine: String
  var eprouve: Bool
  var entete: String
  /// Labels of each column, the first one that the file has.
  var avant: [String]
  var apres: [String]
  var date: [String]
  var libelle: [String]
  var filtres: [(colonne: String, valeurs: [String])]

  private static let keys = [
    "forme", "nom", "origine", "eprouve", "entete", "avant", "apres", "date", "libelle", "filtres",
  ]

  static func shipped() throws(DiagnosedError) -> PassageFormat {
    try PassageFormat(try YAMLFile(bytes: PackageResources.passage_communes_yaml, path: "passage-communes.yaml"))
  }

  /// - Returns: `nil` when the mapping is one of figures.
  static func read(_ path: String) throws(DiagnosedError) -> PassageFormat? {
    let yaml = try YAMLFile.read(path)
    return yaml.text("forme") == "passage" ? try PassageFormat(yaml) : nil
  }

  init(_ yaml: YAMLFile) throws(DiagnosedError) {
    var found = yaml.unknownKeys(known: Self.keys)
    func labels(_ key: String) -> [String] {
      yaml.node(key)?.sequence?.compactMap(\.string) ?? yaml.text(key).map { [$0] } ?? []
    }
    (avant, apres, date, libelle) = (labels("avant"), labels("apres"), labels("date"), labels("libelle"))
    nom = yaml.text("nom") ?? "passage des communes"
    origine = yaml.text("origine") ?? ""
    // A user's mapping speaks of a file that the user has.
    eprouve = yaml.text("eprouve") != "non"
    entete = yaml.text("entete") ?? ""
    filtres = []
    if case .mapping(let map)? = yaml.node("filtres") {
      for (key, node) in map {
        filtres.append(
          (key.string ?? "", node.sequence?.compactMap(\.string) ?? node.string.map { [$0] } ?? []))
      }
    }
    for (key, labels) in [("avant", avant), ("apres", apres)] where labels.isEmpty {
      found.append(
        Diagnostic(
          "T0143", .erreur, "la clé « \(key) » manque", place: Place(file: yaml.path),
          repair: "nommez la colonne des codes : « \(key): NOM »"))
    }
    guard !found.hasErrors else { throw DiagnosedError(found) }
  }

  func recognises(_ header: [String]) -> Bool {
    Self.position(avant, header) != nil && Self.position(apres, header) != nil
  }

  static func position(_ labels: [String], _ header: [String]) -> Int? { positions(labels, header).first }

  /// Every column that bears the first label found: several that differ leave the choice to nobody.
  static func positions(_ labels: [String], _ header: [String]) -> [Int] {
    labels.lazy.map { SourceLabel($0).positions(in: header) }.first { !$0.isEmpty } ?? []
  }
}
