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

  func svg() -> String {
    let all = lines.flatMap(\.values).filter { !$0.isNaN } + [0]
    let low = all.min() ?? 0
    let high = all.max() ?? 1
    let pad = max((high - low) * 0.08, 1)
    let frame = ChartFrame(
      id: id, title: title, description: description, left: 58, right: ChartFrame.width - 150, top: 14, bottom: 290,
      values: low - pad...high + pad)
    func px(_ index: Int) -> Double {
      frame.left + Double(index) / Double(max(annees.count - 1, 1)) * (frame.right - frame.left)
    }
    let py = frame.y
    var out = frame.lines { Typography.number($0, signed: true) }
    for (index, annee) in annees.enumerated() { out += frame.under(px(index), "\(annee)") }
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
        "<text x=\"\(F.n(frame.right + 6))\" y=\"\(F.n(y))\">\(HTMLText.escape(lines[index].label.shortened(16))) \(Typography.number(value, decimals: 0, signed: true))</text>"
    }
    return frame.svg(height: 320, out)
  }

  private var namedLines: Set<Int> {
    let order = lines.indices.filter { !(lines[$0].values.last ?? .nan).isNaN }
      .sorted { (lines[$0].values.last ?? 0) < (lines[$1].values.last ?? 0) }
    return Set(order.prefix(4) + order.suffix(3))
  }
}
