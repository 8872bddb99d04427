import Diagnostics

/// The columns of the published table that national checks need, for every commune of France.
///
/// Spellings are data: `Data/criteres_nationaux.csv`. A column that a year does not have is absent, never zero.
public struct NationalCriteria: Sendable {
  public let fichier: String
  /// SHA-256 of the file, compressed or not.
  public let empreinte: String
  public let annee: Int
  public private(set) var count = 0
  private var numbers: [String: [Double]] = [:]
  private var texts: [String: [String]] = [:]

  /// A numeric column, in the order of the file; NaN is missing. `nil` when the year does not have it.
  public func column(_ name: String) -> [Double]? { numbers[name] }

  public func text(_ name: String) -> [String]? { texts[name] }

  /// The tables of a folder, by year: `dgcl_criteres_communes_AAAA.csv`, compressed or not.
  /// - Throws: `T0292` when there is none.
  public static func tables(in folder: String) throws(DiagnosedError) -> [String] {
    let dictionary = try CSVTable(bytes: PackageResources.criteres_nationaux_csv, file: "criteres_nationaux.csv")
    let years = dictionary.header.compactMap { Int($0) }.sorted()
    let found = years.compactMap { year in
      ["csv.gz", "csv"].map { "\(folder)/dgcl_criteres_communes_\(year).\($0)" }.first { FolderCheck.exists($0) }
    }
    guard !found.isEmpty else {
      throw DiagnosedError(
        [
          Diagnostic(
            "T0292", .erreur, "« \(folder) » ne contient aucune table nationale des communes",
            repair:
              "placez-y dgcl_criteres_communes_\(years.last ?? 2022).csv ou .csv.gz, tel que publié par la DGCL")
        ], missingInput: true)
    }
    return found
  }

  private struct Wanted {
    var name: String
    var isText: Bool
    var position: Int
  }

  /// Reads the columns of the year whose spellings the file bears.
  /// - Throws: what makes the file unreadable, or `T0291` when its columns are those of no known year.
  public static func read(_ path: String) throws(DiagnosedError) -> NationalCriteria {
    let raw = try FileBytes.readRaw(path, lines: true)
    let table = try CSVTable(bytes: try FileBytes.inflated(raw, path: path, lines: true), file: path)
    let dictionary = try CSVTable(bytes: PackageResources.criteres_nationaux_csv, file: "criteres_nationaux.csv")
    let years = dictionary.header.compactMap { Int($0) }
    let positions = Dictionary(table.header.enumerated().map { ($1, $0) }) { first, _ in first }
    var wanted = [[Wanted]](repeating: [], count: years.count)
    var missing = [Int](repeating: 0, count: years.count)
    try dictionary.forEachRow { _, fields throws(DiagnosedError) in
      let cells = fields.map { dictionary.text($0) }
      for index in years.indices where !cells[index + 2].isEmpty {
        if let position = positions[cells[index + 2]] {
          wanted[index].append(Wanted(name: cells[0], isText: cells[1] == "texte", position: position))
        } else {
          missing[index] += 1
        }
      }
      return true
    }
    guard let index = years.indices.first(where: { missing[$0] == 0 }) else {
      let known = years.map(String.init).joined(separator: ", ")
      throw DiagnosedError([
        Diagnostic(
          "T0291", .erreur, "« \(path) » n'est pas une table nationale des communes dont l'année est connue (\(known))",
          place: Place(file: path, line: 1),
          repair: "donnez le fichier « critères de répartition – communes » de la DGCL, tel que publié, en CSV")
      ])
    }
    var out = NationalCriteria(fichier: path, empreinte: SHA256.hexadecimal(raw), annee: years[index])
    try out.fill(table, wanted[index])
    return out
  }

  private init(fichier: String, empreinte: String, annee: Int) {
    self.fichier = fichier
    self.empreinte = empreinte
    self.annee = annee
  }

  private mutating func fill(_ table: CSVTable, _ wanted: [Wanted]) throws(DiagnosedError) {
    let width = table.header.count
    let decimal = table.dialect.decimal
    var columns = [[Double]](repeating: [], count: wanted.count)
    var labels = [[String]](repeating: [], count: wanted.count)
    var rows = 0
    try table.forEachRow { line, fields throws(DiagnosedError) in
      guard fields.count == width else {
        throw DiagnosedError([TableHeader(table).ragged(line, fields.count)])
      }
      for (index, column) in wanted.enumerated() {
        let field = fields[column.position]
        if column.isText {
          labels[index].append(table.text(field).trimmed)
        } else {
          columns[index].append(table.number(field, decimal: decimal))
        }
      }
      rows += 1
      return true
    }
    count = rows
    for (index, column) in wanted.enumerated() {
      if column.isText { texts[column.name] = labels[index] } else { numbers[column.name] = columns[index] }
    }
  }
}

extension CSVTable {
  /// NaN when missing or not a number. Plain decimals of at most fifteen digits, nearly all cells of a published table,
  /// are read without making a text of them: two exact integers and one division, hence correctly rounded.
  fileprivate func number(_ field: CSVField, decimal: Dialect.Decimal) -> Double {
    var whole = 0
    var scale = 0
    var digits = 0
    var negative = false
    for index in field.range {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        whole = whole &* 10 &+ Int(bytes[index] &- UInt8(ascii: "0"))
        digits += 1
        if scale > 0 { scale = scale &* 10 }
      case UInt8(ascii: "-") where index == field.range.lowerBound: negative = true
      case UInt8(ascii: ".") where scale == 0 && decimal == .point: scale = 1
      default: digits = 16
      }
      if digits > 15 { break }
    }
    guard digits > 0, digits <= 15 else {
      if case .value(let value) = NumberText.read(text(field), decimal: decimal) { return value }
      return .nan
    }
    let value = Double(whole) / Double(max(scale, 1))
    return negative ? -value : value
  }
}
