import Diagnostics

/// One line a commune over the years; the extremes are named at the end of their line.
struct TrajectoryChart {
  struct Line {
    var label: String
    /// NaN where unknown.
    var values: [Double]
  }
  let title: String
  let description: String
  let annees: [Int]
  let lines: [Line]
  let id: String

  private let width = 560.0
  private let height = 320.0

  func svg() -> String {
    let (left, right, top, bottom) = (58.0, width - 150, 14.0, height - 30)
    let all = lines.flatMap(\.values).filter { !$0.isNaN } + [0]
    let low = all.min() ?? 0
    let high = all.max() ?? 1
    let pad = max((high - low) * 0.08, 1)
    let (y0, y1) = (low - pad, high + pad)
    func px(_ index: Int) -> Double { left + Double(index) / Double(max(annees.count - 1, 1)) * (right - left) }
    func py(_ value: Double) -> Double { bottom - (value - y0) / (y1 - y0) * (bottom - top) }
    var out = "<svg viewBox=\"0 0 \(F.n(width)) \(F.n(height))\" role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\">"
    out +=
      "<title id=\"\(id)-t\">\(HTMLText.sentence(title))</title><desc id=\"\(id)-d\">\(HTMLText.sentence(description))</desc>"
    for tick in F.ticks(y0, y1, 6) {
      out +=
        "<line x1=\"\(F.n(left))\" x2=\"\(F.n(right))\" y1=\"\(F.n(py(tick)))\" y2=\"\(F.n(py(tick)))\" stroke=\"\(tick == 0 ? "#1b2530" : "#e6eaee")\"/>"
      out +=
        "<text class=\"axe\" x=\"\(F.n(left - 6))\" y=\"\(F.n(py(tick) + 4))\" text-anchor=\"end\">\(Typography.number(tick, signed: true))</text>"
    }
    for (index, annee) in annees.enumerated() {
      out +=
        "<text class=\"axe\" x=\"\(F.n(px(index)))\" y=\"\(F.n(height - 10))\" text-anchor=\"middle\">\(annee)</text>"
    }
    let named = namedLines
    for (index, line) in lines.enumerated() {
      let strong = named.contains(index)
      let path = line.values.enumerated().filter { !$0.element.isNaN }.map {
        "\(F.n(px($0.offset))),\(F.n(py($0.element)))"
      }
      let loses = (line.values.last ?? 0) < 0
      let colour = strong ? (loses ? "#b8500a" : "#1f5fa8") : "#9aa5b1"
      out +=
        "<polyline points=\"\(path.joined(separator: " "))\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(strong ? "2" : "1")\"\(strong && loses ? " stroke-dasharray=\"6 3\"" : "")/>"
    }
    var lastY = -100.0
    for index in named.sorted(by: { (lines[$0].values.last ?? 0) > (lines[$1].values.last ?? 0) }) {
      guard let value = lines[index].values.last, !value.isNaN else { continue }
      let y = max(py(value) + 4, lastY + 14)
      lastY = y
      out +=
        "<text x=\"\(F.n(right + 6))\" y=\"\(F.n(y))\">\(HTMLText.escape(lines[index].label.shortened(16))) \(Typography.number(value, decimals: 0, signed: true))</text>"
    }
    return out + "</svg>"
  }

  private var namedLines: Set<Int> {
    let order = lines.indices.filter { !(lines[$0].values.last ?? .nan).isNaN }
      .sorted { (lines[$0].values.last ?? 0) < (lines[$1].values.last ?? 0) }
    return Set(order.prefix(4) + order.suffix(3))
  }
}
