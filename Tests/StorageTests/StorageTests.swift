import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Stored tables")
struct StorageTests {
  private let table = StoredTable(
    "essai",
    [
      StoredColumn("scenario", .integer), StoredColumn("commune", .text, label: "Code INSEE"),
      StoredColumn("net", .real, unit: "€", label: "Solde net"),
    ])

  /// Two runs: texts with accents, quotes and commas, a leading zero, missing values at both ends of a run.
  private let runs: [[StoredValues]] = [
    [
      .integer([0, 1, 2]), .text(["01004", "Bourg-d'Exemple, « le \"vieux\" »", "é"]), .real([.nan, -12.5, 3e6]),
    ],
    [.integer([-1, .max]), .text(["", "2A004"]), .real([0.1, .nan])],
  ]

  private func temporary(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("pacte-\(UUID().uuidString)-\(name)").path
  }

  private func write(_ sink: some TableSink) throws {
    var sink = sink
    for run in runs { try sink.append(run) }
    try sink.finish()
  }

  @Test func csvQuotesOnlyWhatItMustAndLeavesMissingValuesEmpty() throws {
    let path = temporary("essai.csv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(CSVFile(table, path: path))
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    #expect(
      text == "scenario,commune,net\r\n0,01004,\r\n1,\"Bourg-d'Exemple, « le \"\"vieux\"\" »\",-12.5\r\n2,é,3000000\r\n"
        + "-1,,0.1\r\n9223372036854775807,2A004,\r\n")
  }

  @Test func sqliteHoldsRowsUnitsAndTheSameBytesEveryTime() throws {
    var bytes: [Data] = []
    for _ in 0..<2 {
      let path = temporary("essai.sqlite")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let database = try SQLiteFile(path: path)
      try write(database.table(table))
      try database.close()
      bytes.append(try Data(contentsOf: URL(fileURLWithPath: path)))
      let queue = try DatabaseQueue(path: path)
      try queue.read { db in
        func one(_ sql: String) throws -> String? { try String.fetchOne(db, sql: sql) }
        try #expect(one("SELECT COUNT(*) FROM essai") == "5")
        try #expect(one("SELECT COUNT(*) FROM essai WHERE net IS NULL") == "2")
        try #expect(one("SELECT commune FROM essai WHERE scenario = 0") == "01004")
        try #expect(one("SELECT unite FROM colonnes WHERE colonne = 'net'") == "€")
      }
      try queue.close()
    }
    #expect(bytes[0] == bytes[1])
  }

  /// Read back by pyarrow, polars and duckdb: no Parquet library exists here to do it in Swift.
  @Test(.enabled("needs a Python with pyarrow, polars and duckdb, named by PACTE_PYTHON", { python != nil }))
  func otherReadersAgreeOnParquet() throws {
    let path = temporary("essai.parquet")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(ParquetFile(table, path: path))
    let script = """
      import sys, pyarrow.parquet as pq, polars, duckdb
      p = sys.argv[1]
      expected = {"scenario": [0, 1, 2, -1, 9223372036854775807],
        "commune": ["01004", "Bourg-d'Exemple, « le \\"vieux\\" »", "é", "", "2A004"], "net": [None, -12.5, 3e6, 0.1, None]}
      assert pq.read_table(p).to_pydict() == expected, pq.read_table(p).to_pydict()
      assert pq.read_metadata(p).metadata[b"unite.net"].decode() == "€"
      assert polars.read_parquet(p).to_dict(as_series=False) == expected
      rows = duckdb.sql(f"select * from '{p}'").fetchall()
      assert rows == list(zip(*expected.values())), rows
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.python ?? "")
    process.arguments = ["-c", script, path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static let python = ProcessInfo.processInfo.environment["PACTE_PYTHON"]

  @Test func anUnwritablePathIsAFact() {
    let fault = #expect(throws: StorageError.self) { try CSVFile(table, path: "/nulle/part/x.csv") }
    #expect(fault == .unwritable(path: "/nulle/part/x.csv", errno: 2))
  }
}
