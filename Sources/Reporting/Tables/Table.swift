/// A table built once from results, then written as text, CSV, JSON or HTML.
public struct Table: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case text
    /// INSEE codes, SIREN: text that looks like a number.
    case code
    case year
    case count
    /// Euros with cents.
    case euros
    case eurosPerHead
    /// A fraction shown as a percentage.
    case percent
    /// A bare ratio, six decimals: CIF, index.
    case coefficient
    /// Full precision: the shortest decimal that reads back to the same double.
    case exact

    /// Unit written beside the name of the column in data files.
    var unit: String? {
      switch self {
      case .euros: "€"
      case .eurosPerHead: "€/hab."
      case .percent: "%"
      default: nil
      }
    }
  }

  public struct Column: Sendable, Equatable {
    /// Name in data files: ASCII, no space.
    public var name: String
    public var label: String
    public var kind: Kind

    public init(_ name: String, _ label: String, _ kind: Kind) {
      self.name = name
      self.label = label
      self.kind = kind
    }
  }

  public enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    case missing

    /// NaN is missing.
    public init(_ value: Double) { self = value.isNaN ? .missing : .number(value) }

    /// Centimes to euros.
    static func centimes(_ value: Double) -> Cell { Cell(value / 100) }
  }

  /// Piece name used in file names: `repartition`, `synthese`, `long`…
  public var piece: String
  public var title: String
  public var columns: [Column]
  public var rows: [[Cell]]

  public init(piece: String, title: String, columns: [Column], rows: [[Cell]] = []) {
    self.piece = piece
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// The same table without some of its columns.
  func without(_ names: Set<String>) -> Table {
    let kept = columns.indices.filter { !names.contains(columns[$0].name) }
    return Table(
      piece: piece, title: title, columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }
}
