internal import GRDB
internal import GRDBSQLite

/// An SQLite database with the tables of a run, and `colonnes`: the unit and the label of every column.
///
/// Everything is written in one fixed sequence of transactions to a new file: same rows, same bytes.
public final class SQLiteFile {
  private let queue: DatabaseQueue

  public init(path: String) throws(StorageError) {
    do {
      var configuration = Configuration()
      // A new file that is renamed only when complete needs no journal.
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA journal_mode = OFF")
        try db.execute(sql: "PRAGMA synchronous = OFF")
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { db in
        try db.execute(
          sql: "CREATE TABLE colonnes (table_sql TEXT, colonne TEXT, unite TEXT, libelle TEXT)")
      }
    } catch {
      throw .sqlite("\(error)")
    }
  }

  /// Creates a table and returns what fills it.
  public func table(_ table: StoredTable) throws(StorageError) -> Sink {
    do {
      try queue.write { db in
        let columns = table.columns.map { "\"\($0.name)\" \(Self.type($0.kind))" }.joined(separator: ", ")
        try db.execute(sql: "CREATE TABLE \"\(table.name)\" (\(columns))")
        for column in table.columns {
          try db.execute(
            sql: "INSERT INTO colonnes VALUES (?, ?, ?, ?)",
            arguments: [table.name, column.name, column.unit, column.label])
        }
      }
    } catch {
      throw .sqlite("\(error)")
    }
    return Sink(queue: queue, table: table)
  }

  public func close() throws(StorageError) {
    do { try queue.close() } catch { throw .sqlite("\(error)") }
  }

  private static func type(_ kind: StoredColumn.Kind) -> String {
    switch kind {
    case .integer: "INTEGER NOT NULL"
    case .real: "REAL"
    case .text: "TEXT NOT NULL"
    }
  }

  public struct Sink: TableSink {
    let queue: DatabaseQueue
    let table: StoredTable

    /// One transaction a run.
    public mutating func append(_ run: [StoredValues]) throws(StorageError) {
      let count = run.first?.count ?? 0
      let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
      do {
        try queue.write { [name = table.name] db in
          let statement = try db.makeStatement(sql: "INSERT INTO \"\(name)\" VALUES (\(marks))")
          // Bound one by one: the arguments of the library box every value, and rows come by millions.
          let handle = statement.sqliteStatement
          for row in 0..<count {
            for (index, column) in run.enumerated() { Self.bind(column, row, to: handle, at: CInt(index + 1)) }
            let code = sqlite3_step(handle)
            guard code == SQLITE_DONE, sqlite3_reset(handle) == SQLITE_OK else {
              throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
            }
          }
        }
      } catch {
        throw .sqlite("\(error)")
      }
    }

    /// A number that is not one is stored as NULL.
    private static func bind(_ column: StoredValues, _ row: Int, to handle: OpaquePointer, at index: CInt) {
      switch column {
      case .integer(let numbers): sqlite3_bind_int64(handle, index, numbers[row])
      case .real(let numbers): sqlite3_bind_double(handle, index, numbers[row])
      case .text(let texts):
        // −1: the database copies the text before the call returns.
        sqlite3_bind_text(handle, index, texts[row], -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      }
    }

    public mutating func finish() throws(StorageError) {}
  }
}
