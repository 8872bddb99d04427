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
  /// Columns written twice that say the same thing.
  public private(set) var diagnostics: [Diagnostic] = []
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
    /// Several where the header is written twice.
    var positions: [Int]
  }

  /// Reads the columns of the year whose spellings the file bears.
  /// - Throws: what makes the file unreadable, every cell that is no number, or `T0291` when its columns are those of no
  ///   known year.
  public static func read(_ path: String) throws(DiagnosedError) -> NationalCriteria {
    let raw = try FileBytes.readRaw(path, lines: true)
    let table = try CSVTable(bytes: try FileBytes.inflated(raw, path: path, lines: true), file: path)
    let dictionary = try CSVTable(bytes: PackageResources.criteres_nationaux_csv, file: "criteres_nationaux.csv")
    let years = dictionary.header.compactMap { Int($0) }
    let positions = Dictionary(grouping: table.header.indices) { table.header[$0] }
    var wanted = [[Wanted]](repeating: [], count: years.count)
    var missing = [Int](repeating: 0, count: years.count)
    try dictionary.forEachRow { _, fields throws(DiagnosedError) in
      let cells = fields.map { dictionary.text($0) }
      for index in years.indices where !cells[index + 2].isEmpty {
        if let found = positions[cells[index + 2]] {
          wanted[index].append(Wanted(name: cells[0], isText: cells[1] == "texte", positions: found))
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
    for column in wanted where column.positions.count > 1 {
      diagnostics.append(try DoubledColumns.check(column.positions, readAs: column.name, in: table))
    }
    let (figures, labels) = (wanted.filter { !$0.isText }, wanted.filter(\.isText))
    let scanned = table.columns(numbers: figures.map { $0.positions[0] }, texts: labels.map { $0.positions[0] })
    let header = TableHeader(table)
    var faults = diagnostics.filter { $0.severity == .erreur }
    faults += scanned.ragged.map { header.ragged($0.line, $0.count) }
    faults += scanned.defects.map { defect in
      scanned.fault(defect, in: table, column: table.header[figures[defect.number].positions[0]])
    }
    guard faults.isEmpty else { throw DiagnosedError(Array(faults.prefix(20))) }
    count = scanned.count
    for (position, column) in figures.enumerated() { numbers[column.name] = Array(scanned.number(position)) }
    for (position, column) in labels.enumerated() {
      texts[column.name] = (0..<count).map { table.text(scanned.text(position, $0)).trimmed }
    }
  }
}
