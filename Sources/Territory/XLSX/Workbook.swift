import Diagnostics
import Glibc

/// A spreadsheet in the format of Office Open XML: which sheets it has, and one of them as a table of text.
struct Workbook {
  struct Sheet: Equatable {
    var name: String
    var entry: ZipArchive.Entry
  }

  let path: String
  private let archive: ZipArchive
  let sheets: [Sheet]
  private let date1904: Bool

  /// Bytes of XML read at most: of a sheet, and of the smaller parts.
  static let sheetLimit = 2_000_000_000
  static let partLimit = 400_000_000

  init(_ bytes: [UInt8], path: String) throws(DiagnosedError) {
    self.path = path
    archive = try ZipArchive(bytes, path: path)
    guard let book = archive.entry("xl/workbook.xml"), let links = archive.entry("xl/_rels/workbook.xml.rels") else {
      throw FileBytes.fault(
        "T0250", "« \(path) » est une archive ZIP sans classeur", "donnez un fichier .xlsx, ou un CSV", path)
    }
    let targets = WorkbookPart("Relationship", "Id", "Target")
    try XMLPart.parse(links, in: archive, limit: Self.partLimit, targets)
    let list = WorkbookPart("sheet", "name", "id")
    try XMLPart.parse(book, in: archive, limit: Self.partLimit, list)
    date1904 = list.date1904
    let entryOf = Dictionary(targets.pairs.map { ($0.0, $0.1) }) { first, _ in first }
    var sheets: [Sheet] = []
    for (name, id) in list.pairs {
      guard let target = entryOf[id] else { continue }
      let full = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      if let entry = archive.entry(full) { sheets.append(Sheet(name: name, entry: entry)) }
    }
    guard !sheets.isEmpty else { throw ZipArchive.damaged(path) }
    self.sheets = sheets
  }

  /// The sheet asked; or the only one, or the one of the criteria, or the largest.
  func choose(_ asked: String?) throws(DiagnosedError) -> (sheet: Sheet, diagnostics: [Diagnostic]) {
    if let asked {
      let key = Folding.fold(asked)
      guard let sheet = sheets.first(where: { Folding.fold($0.name) == key }) else {
        throw FileBytes.fault(
          "T0252", "« \(path) » n'a pas de feuille « \(asked) »",
          "feuilles du classeur : \(sheets.map(\.name).joined(separator: ", "))", path)
      }
      return (sheet, [])
    }
    let criteria = sheets.first { Folding.fold($0.name).hasPrefix("criteres de repartition") }
    guard let sheet = criteria ?? sheets.max(by: { $0.entry.inflated < $1.entry.inflated }) else {
      throw ZipArchive.damaged(path)
    }
    guard sheets.count > 1 else { return (sheet, []) }
    return (
      sheet,
      [
        Diagnostic(
          "T0253", .remarque, "la feuille « \(sheet.name) » est lue, parmi \(sheets.count)", place: Place(file: path),
          repair: "une autre se choisit avec --feuille : \(sheets.map(\.name).joined(separator: ", "))")
      ]
    )
  }

  /// A sheet as the bytes of a CSV (comma, point, UTF-8), its lines those of the sheet.
  func csv(_ sheet: Sheet) throws(DiagnosedError) -> [UInt8] {
    let strings = SharedStrings(path)
    if let entry = archive.entry("xl/sharedStrings.xml") {
      try XMLPart.parse(entry, in: archive, limit: Self.partLimit, strings)
    }
    let styles = DateStyles()
    if let entry = archive.entry("xl/styles.xml") {
      try XMLPart.parse(entry, in: archive, limit: Self.partLimit, styles)
    }
    let rows = SheetRows(path, strings: strings, dates: styles.isDate, date1904: date1904)
    try XMLPart.parse(sheet.entry, in: archive, limit: Self.sheetLimit, rows)
    return try rows.csv()
  }
}

/// Pairs of attributes of one kind of element: sheets, relationships.
private final class WorkbookPart: XMLEvents {
  private let element: StaticString
  private let first: StaticString
  private let second: StaticString
  private(set) var pairs: [(String, String)] = []
  private(set) var date1904 = false
  var failure: DiagnosedError?

  init(_ element: StaticString, _ first: StaticString, _ second: StaticString) {
    (self.element, self.first, self.second) = (element, first, second)
  }

  func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if XMLName.same(name, "workbookPr"), let flag = attributes.string("date1904") {
      date1904 = flag == "1" || flag == "true"
    }
    guard XMLName.same(name, element), let a = attributes.string(first), let b = attributes.string(second),
      pairs.count < 10_000
    else { return }
    pairs.append((a, b))
  }

  func end(_ name: UnsafePointer<CChar>) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
