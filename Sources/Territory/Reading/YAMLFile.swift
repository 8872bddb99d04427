import Diagnostics
import Yams

/// A small YAML file read as a mapping, with the line of each key.
struct YAMLFile {
  let path: String
  let root: Node.Mapping
  let lines: [String]
  let empreinte: String

  static func read(_ path: String) throws(DiagnosedError) -> YAMLFile {
    try YAMLFile(bytes: try FileBytes.read(path, limit: 1 << 24), path: path)
  }

  init(bytes: [UInt8], path: String) throws(DiagnosedError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileBytes.fault("T0140", "« \(path) » n'est pas en UTF-8", "enregistrez le fichier en UTF-8", path)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw DiagnosedError([Self.syntax(error, path, lines)])
    } catch {
      throw FileBytes.fault(
        "T0141", "« \(path) » n'est pas un fichier YAML lisible", "une ligne s'écrit « clé: valeur »", path)
    }
    guard case .mapping(let root)? = node else {
      throw FileBytes.fault(
        "T0141", "« \(path) » n'est pas une liste de « clé: valeur »", "une ligne s'écrit « clé: valeur »", path)
    }
    self.path = path
    self.root = root
    self.lines = lines
    empreinte = SHA256.hexadecimal(bytes)
  }

  private static func syntax(_ error: YamlError, _ path: String, _ lines: [String]) -> Diagnostic {
    var place = Place(file: path)
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      place = Place(
        file: path, line: mark.line, column: mark.column,
        sourceLine: mark.line >= 1 && mark.line <= lines.count ? lines[mark.line - 1] : nil)
    default: break
    }
    return Diagnostic(
      "T0141", .erreur, "la ligne ne peut pas être lue", place: place,
      repair: "une ligne s'écrit « clé: valeur » ; mettez entre guillemets une valeur qui contient « : » ou « # »")
  }

  func place(_ node: Node?) -> Place {
    guard let mark = node?.mark, mark.line >= 1, mark.line <= lines.count else { return Place(file: path) }
    return Place(file: path, line: mark.line, column: mark.column, sourceLine: lines[mark.line - 1])
  }

  /// Keys that nobody reads, each with the nearest known one.
  func unknownKeys(known: [String]) -> [Diagnostic] {
    root.compactMap { key, _ in
      guard let name = key.string, !known.contains(name) else { return nil }
      let nearest = Folding.nearest(name, among: known).map { "vouliez-vous dire « \($0) » ?" }
      return Diagnostic(
        "T0142", .erreur, "la clé « \(name) » n'est pas connue", place: place(key),
        repair: nearest ?? "clés possibles : \(known.joined(separator: ", "))")
    }
  }

  func text(_ key: String) -> String? {
    guard let node = root[Node(key)], let text = node.string, !text.isEmpty else { return nil }
    return text
  }

  func node(_ key: String) -> Node? { root[Node(key)] }
}
