import Territory

/// The published table read by the scanner of the imports, and the national folder opened as a command opens it.
public enum TableMeasure {
  /// Nanoseconds to read the file and its wanted numeric columns; the file is read again each time.
  public static func read(_ path: String, columns: [String], into found: inout ScannedColumns?) throws -> Double {
    let stopwatch = Stopwatch(workers: 1)
    let table = try CSVTable.read(path)
    let places = Dictionary(table.header.enumerated().map { ($1, $0) }) { first, _ in first }
    let numbers = columns.compactMap { places[$0] }
    let read = table.columns(numbers: numbers, texts: [])
    let spent = stopwatch.nanoseconds
    guard numbers.count == columns.count else { throw Fault("\(columns.count - numbers.count) colonnes absentes") }
    found = read
    return spent
  }

  public static func write(_ read: ScannedColumns, columns: Int, to path: String) throws {
    var values: [Double] = []
    for column in 0..<columns { values += read.number(column) }
    try values.dump(to: path)
  }

  public static func importNational(_ path: String, to folder: String) throws {
    try NationalImporter.importNational(file: path).write(to: folder, replace: true)
  }

  /// Nanoseconds to open a national folder, `territoire.bin` included.
  public static func open(_ folder: String) throws -> Double {
    let stopwatch = Stopwatch(workers: 1)
    let (territory, _) = try TerritoryReader.read(folder: folder)
    let spent = stopwatch.nanoseconds
    guard territory.communes.count > 30_000 else { throw Fault("\(territory.communes.count) communes") }
    return spent
  }
}
