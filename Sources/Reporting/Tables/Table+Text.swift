import Diagnostics

extension Table {
  /// Aligned for a terminal, with French numbers.
  public func text() -> String {
    let shown = rows.map { row in row.enumerated().map { columns[$0].kind.shown($1) } }
    let widths = columns.indices.map { index in
      max(columns[index].label.count, shown.lazy.map { $0[index].count }.max() ?? 0)
    }
    func line(_ cells: [String]) -> String {
      var out = ""
      for (index, cell) in cells.enumerated() {
        let padding = String(repeating: " ", count: widths[index] - cell.count)
        out += (index > 0 ? "  " : "") + (columns[index].kind.alignsRight ? padding + cell : cell + padding)
      }
      while out.hasSuffix(" ") { out.removeLast() }
      return out
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([line(columns.map(\.label)), rule] + shown.map(line)).joined(separator: "\n") + "\n"
  }
}

extension Table.Kind {
  var alignsRight: Bool {
    switch self {
    case .text, .code: false
    default: true
    }
  }

  /// As a French reader wants it; « nd » when missing.
  func shown(_ cell: Table.Cell) -> String {
    switch cell {
    case .missing: return "nd"
    case .text(let text): return Typography.apply(text)
    case .number(let value):
      switch self {
      case .year, .code: return String(Int(value))
      case .count: return Typography.number(value)
      case .euros: return Typography.euros(value)
      case .eurosPerHead: return Typography.number(value, decimals: 2)
      case .percent: return Typography.percent(value)
      case .coefficient: return Typography.number(value, decimals: 6)
      case .exact: return Self.shortest(value).replacing(".", with: ",")
      case .text: return Typography.shortest(value)
      }
    }
  }
}
