import Diagnostics
import Territory

/// Reads a scenario file into lines, or says why it is none.
public enum SourceReader {
  /// A scenario is a page or two; more is another kind of file.
  static let limit = 1 << 20

  public static func read(_ path: String) throws(DiagnosedError) -> SourceFile {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, limit: limit)
    } catch {
      throw DiagnosedError(error.diagnostics.map { inScenarioWords($0, path) }, missingInput: error.missingInput)
    }
    if bytes.contains(0) {
      throw fault("P0006", "« \(path) » n'est pas un fichier de texte", "donnez un fichier .pacte écrit en texte", path)
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let text = content.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) else {
      let line = 1 + content.prefix { $0 < 0x80 }.count { $0 == UInt8(ascii: "\n") }
      throw DiagnosedError([
        Diagnostic(
          "P0004", .erreur, "le fichier n'est pas en UTF-8 : des accents sont illisibles à partir de la ligne \(line)",
          place: Place(file: path, line: line),
          repair: "enregistrez-le en UTF-8 depuis votre éditeur de texte")
      ])
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    if lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
      throw fault("P0003", "le fichier « \(path) » est vide", "commencez par « pacte « Titre », scénario A »", path)
    }
    return SourceFile(name: path, lines: lines, empreinte: SHA256.hexadecimal(bytes))
  }

  /// The same fact, with what it means for a scenario.
  private static func inScenarioWords(_ found: Diagnostic, _ path: String) -> Diagnostic {
    var out = found
    switch found.code {
    case "T0101": (out.code, out.message) = ("P0001", "le scénario « \(path) » n'existe pas")
    case "T0103":
      (out.code, out.message) = ("P0002", "« \(path) » est un dossier, il faut un fichier de scénario")
      out.repair = "donnez le chemin d'un fichier .pacte"
    case "T0104":
      (out.code, out.message) = ("P0005", "« \(path) » est trop gros pour un scénario (1 Mo au plus)")
      out.repair = "vérifiez que c'est bien un fichier .pacte"
    case "T0105":
      out.code = "P0003"
      out.repair = "commencez par « pacte « Titre », scénario A »"
    default: break
    }
    return out
  }

  private static func fault(_ code: String, _ message: String, _ repair: String, _ path: String) -> DiagnosedError {
    DiagnosedError([Diagnostic(code, .erreur, message, place: Place(file: path), repair: repair)])
  }
}
