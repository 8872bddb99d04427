import Diagnostics

/// A published or private file as a table of text, whatever it came in: CSV, gzip, spreadsheet.
public struct SourceTable: Sendable {
  public let table: CSVTable
  /// SHA-256 of the file as it is on the disk.
  public let empreinte: String
  public private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - feuille: sheet of a spreadsheet.
  ///   - recognises: which header is the one expected; it is looked for in the first lines, after titles.
  public init(
    _ path: String, feuille: String? = nil, recognises: (([String]) -> Bool)? = nil
  ) throws(DiagnosedError) {
    let raw = try FileBytes.readRaw(path, lines: true)
    empreinte = SHA256.hexadecimal(raw)
    let bytes: [UInt8]
    var dialect: Dialect?
    if ZipArchive.looksLike(raw) {
      let book = try Workbook(raw, path: path)
      let chosen = try book.choose(feuille)
      diagnostics = chosen.diagnostics
      bytes = try book.csv(chosen.sheet)
      dialect = Dialect(encodage: .utf8, separator: UInt8(ascii: ","), decimal: .point)
    } else if raw.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw FileBytes.fault(
        "T0254", "« \(path) » est un classeur d'un ancien format, ou protégé par un mot de passe",
        "enregistrez-le en .xlsx sans mot de passe, ou en CSV", path)
    } else {
      bytes = try FileBytes.inflated(raw, path: path, lines: true)
    }
    guard !bytes.isEmpty else {
      throw FileBytes.fault("T0105", "« \(path) » est vide", "vérifiez l'export, ou restaurez le fichier", path)
    }
    table = try Self.table(bytes, path, dialect, recognises)
  }

  private static func table(
    _ bytes: [UInt8], _ path: String, _ dialect: Dialect?, _ recognises: (([String]) -> Bool)?
  ) throws(DiagnosedError) -> CSVTable {
    let first = try CSVTable(bytes: bytes, file: path, dialect: dialect)
    guard let recognises, !recognises(first.header) else { return first }
    for line in 2...15 {
      guard let table = try? CSVTable(bytes: bytes, file: path, headerLine: line, dialect: dialect) else { break }
      if recognises(table.header) { return table }
    }
    return first
  }
}
