import Diagnostics

extension Table {
  /// A table with its caption; the first text column heads the rows; sortable by the page's script.
  /// - Parameters:
  ///   - signed: columns of changes, written with their sign and in the colour of gains and losses.
  ///   - neutral: those of them that are neither: a cost of the EPCI is no gain of a commune.
  ///   - drawing: a last column of drawings, by row.
  func html(
    caption: String, sortable: Bool = true, signed: Set<String> = [], neutral: Set<String> = [],
    drawing: (label: String, cell: (Int) -> String)? = nil
  ) -> String {
    let head = columns.firstIndex { $0.kind == .text } ?? 0
    var out =
      "<div class=\"cadre\"><table\(sortable ? " class=\"triable\"" : "")><caption>\(HTMLText.sentence(caption))</caption><thead><tr>"
    for column in columns {
      out += "<th scope=\"col\"\(column.kind.alignsRight ? " class=\"n\"" : "")>\(HTMLText.sentence(column.label))</th>"
    }
    if let drawing { out += "<th scope=\"col\">\(HTMLText.sentence(drawing.label))</th>" }
    out += "</tr></thead><tbody>\n"
    for (rank, row) in rows.enumerated() {
      out += "<tr>"
      for (index, cell) in row.enumerated() {
        let column = columns[index]
        if index == head {
          out += "<th scope=\"row\">\(HTMLText.escape(column.kind.shown(cell)))</th>"
        } else if column.kind.alignsRight {
          out += numeric(
            cell, column, signed: signed.contains(column.name), toned: !neutral.contains(column.name))
        } else {
          let text = column.kind.shown(cell)
          out += "<td\(text.utf8.count <= 26 ? " class=\"c\"" : "")>\(HTMLText.escape(text))</td>"
        }
      }
      if let drawing { out += "<td>\(drawing.cell(rank))</td>" }
      out += "</tr>\n"
    }
    return out + "</tbody></table></div>\n"
  }

  private func numeric(_ cell: Cell, _ column: Column, signed: Bool, toned: Bool) -> String {
    guard case .number(let value) = cell else {
      return "<td class=\"n\" data-v=\"\">\(HTMLText.escape(column.kind.shown(cell)))</td>"
    }
    let tone = signed && toned && value != 0 ? (value < 0 ? " perd" : " gagne") : ""
    return
      "<td class=\"n\(tone)\" data-v=\"\(value)\">\(signed ? column.kind.signed(value) : column.kind.shown(cell))</td>"
  }
}

extension Table.Kind {
  /// With its sign: a change.
  func signed(_ value: Double) -> String {
    switch self {
    case .euros: Typography.euros(value, signed: true)
    case .eurosPerHead: Typography.number(value, decimals: 2, signed: true)
    case .percent: Typography.percent(value, signed: true)
    case .coefficient: Typography.number(value, decimals: 6, signed: true)
    default: Typography.number(value, signed: true)
    }
  }
}
