import Analysis
import Diagnostics

/// Sobol' indices of the factors of one outcome: the first order filled, the total framed, with its interval.
struct IndexChart {
  struct Row {
    var label: String
    var first: SobolIndices.Estimate
    var total: SobolIndices.Estimate
  }
  let id: String
  let title: String
  let rows: [Row]

  private let width = 760.0
  private let labelWidth = 290.0
  private let rowHeight = 24.0

  func svg() -> String {
    let top = 18.0
    let height = top + Double(rows.count) * rowHeight + 4
    let high = max(1, rows.map { $0.total.high }.filter(\.isFinite).max() ?? 1)
    func x(_ value: Double) -> Double {
      labelWidth + 8 + min(max(value.isFinite ? value : 0, 0), high) / high * (width - labelWidth - 40)
    }
    var out = ChartFrame.opening(id: id, width: width, height: height, title: title, description: description)
    for tick in F.ticks(0, high, 5) {
      out +=
        "<line x1=\"\(F.n(x(tick)))\" x2=\"\(F.n(x(tick)))\" y1=\"\(F.n(top))\" y2=\"\(F.n(height))\" stroke=\"\(ChartFrame.grid)\"/>"
      out +=
        "<text class=\"axe\" x=\"\(F.n(x(tick)))\" y=\"12\" text-anchor=\"middle\">\(Typography.percent(tick, decimals: 0))</text>"
    }
    for (index, row) in rows.enumerated() {
      let y = top + Double(index) * rowHeight + 4
      let middle = y + 8
      out +=
        "<text x=\"\(F.n(labelWidth))\" y=\"\(F.n(y + 12))\" text-anchor=\"end\">\(HTMLText.sentence(row.label.shortened(44)))</text>"
      out +=
        "<rect x=\"\(F.n(x(0)))\" y=\"\(F.n(y))\" width=\"\(F.n(x(row.total.value) - x(0)))\" height=\"16\" fill=\"#dbe8f6\" stroke=\"#1f5fa8\"/>"
      out +=
        "<rect x=\"\(F.n(x(0)))\" y=\"\(F.n(y))\" width=\"\(F.n(x(row.first.value) - x(0)))\" height=\"16\" fill=\"#1f5fa8\"/>"
      out +=
        "<line x1=\"\(F.n(x(row.total.low)))\" x2=\"\(F.n(x(row.total.high)))\" y1=\"\(F.n(middle))\" y2=\"\(F.n(middle))\" stroke=\"#1b2530\" stroke-width=\"2\"/>"
    }
    return out + "</svg>"
  }

  private var description: String {
    rows.map { row in
      "\(row.label) : premier ordre \(Typography.percent(row.first.value, decimals: 1)), total \(Typography.percent(row.total.value, decimals: 1)), de \(Typography.percent(row.total.low, decimals: 1)) à \(Typography.percent(row.total.high, decimals: 1))"
    }.joined(separator: " ; ")
  }
}
