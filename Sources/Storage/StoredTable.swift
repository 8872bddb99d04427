/// A column of a table to be stored: its name, its unit and what it holds.
public struct StoredColumn: Sendable, Equatable {
  public enum Kind: String, Sendable, Equatable {
    case integer
    /// NaN is a missing value.
    case real
    case text
  }
  public let name: String
  public let kind: Kind
  /// « centimes », « € », « % »… ; empty for codes and counts.
  public let unit: String
  public let label: String

  public init(_ name: String, _ kind: Kind, unit: String = "", label: String = "") {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.label = label
  }
}

/// The values of one column over a run of rows.
public enum StoredValues: Sendable, Equatable {
  case integer([Int64])
  case real([Double])
  case text([String])

  public var count: Int {
    switch self {
    case .integer(let values): values.count
    case .real(let values): values.count
    case .text(let values): values.count
    }
  }
}

/// A table written by runs of rows, so that it is never whole in memory.
public struct StoredTable: Sendable {
  public let name: String
  public let columns: [StoredColumn]

  public init(_ name: String, _ columns: [StoredColumn]) {
    self.name = name
    self.columns = columns
  }
}

/// Receives the runs of rows of a table, in order.
public protocol TableSink {
  mutating func append(_ run: [StoredValues]) throws(StorageError)
  /// Ends the file under its temporary name; the caller renames it.
  mutating func finish() throws(StorageError)
}

public enum StorageError: Error, Sendable, Equatable {
  /// Errno of a refused write.
  case unwritable(path: String, errno: Int32)
  case sqlite(String)
  /// A file holds less than what was written to it.
  case shorter(path: String)
}
