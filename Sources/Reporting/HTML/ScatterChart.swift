import Diagnostics

/// A cloud of communes: change per head against a wealth per head; size is population, shape is the grouping.
struct ScatterChart {
  struct Point {
    var label: String
    var x: Double
    var y: Double
    var size: Double
    var group: Int
  }
  let title: String
  let description: String
  let xLabel: String
  let yLabel: String
  let points: [Point]
  let groups: [String]
  let id: String

  private let height = 380.0

  func svg() -> String {
    let xs = points.map(\.x)
    let ys = points.map(\.y) + [0]
    let wealth = padded(xs.min() ?? 0, xs.max() ?? 1)
    let frame = ChartFrame(
      id: id, title: title, description: description, left: 64, right: ChartFrame.width - 16, top: 16,
      bottom: height - 46, values: padded(ys.min() ?? 0, ys.max() ?? 1))
    let (left, right, top, bottom) = (frame.left, frame.right, frame.top, frame.bottom)
    func px(_ value: Double) -> Double {
      left + (value - wealth.lowerBound) / (wealth.upperBound - wealth.lowerBound) * (right - left)
    }
    let py = frame.y
    var out = ""
    for tick in F.ticks(wealth.lowerBound, wealth.upperBound, 6) {
      let at = F.n(px(tick))
      out +=
        "<line x1=\"\(at)\" x2=\"\(at)\" y1=\"\(F.n(top))\" y2=\"\(F.n(bottom))\" stroke=\"\(ChartFrame.grid)\"/>"
      out += frame.under(px(tick), Typography.number(tick))
    }
    out += frame.lines { Typography.number($0, signed: true) }
    out +=
      "<text class=\"axe\" x=\"\(F.n((left + right) / 2))\" y=\"\(F.n(height - 8))\" text-anchor=\"middle\">\(HTMLText.sentence(xLabel))</text>"
    out +=
      "<text class=\"axe\" transform=\"translate(14 \(F.n((top + bottom) / 2))) rotate(-90)\" text-anchor=\"middle\">\(HTMLText.sentence(yLabel))</text>"
    let largest = points.map(\.size).max() ?? 1
    for point in points.sorted(by: { $0.size > $1.size }) {
      let radius = 4 + 15 * (max(point.size, 0) / max(largest, 1)).squareRoot()
      out += marker(point, px(point.x), py(point.y), radius)
    }
    var placed: [(x: Double, y: Double)] = []
    for point in labelled {
      let x = px(point.x)
      let y = py(point.y)
      // A name over another one would hide both; the shape's own title still tells it.
      if placed.contains(where: { ($0.y - y).magnitude < 13 && ($0.x - x).magnitude < 120 }) { continue }
      placed.append((x, y))
      let radius = 4 + 15 * (max(point.size, 0) / max(largest, 1)).squareRoot()
      let end = x > ChartFrame.width - 130
      out +=
        "<text x=\"\(F.n(end ? x - radius - 3 : x + radius + 3))\" y=\"\(F.n(y + 4))\"\(end ? " text-anchor=\"end\"" : "")>\(HTMLText.escape(point.label.shortened(24)))</text>"
    }
    return frame.svg(height: height + legendHeight, out + legend)
  }

  /// Extremes only, so that names stay legible.
  private var labelled: [Point] {
    let byY = points.sorted { $0.y < $1.y }
    let byX = points.sorted { $0.x < $1.x }
    let bySize = points.sorted { $0.size > $1.size }
    var out: [Point] = []
    for point in byY.prefix(2) + byY.suffix(2) + byX.suffix(2) + bySize.prefix(1)
    where !out.contains(where: { $0.label == point.label }) {
      out.append(point)
    }
    return out
  }

  private func marker(_ point: Point, _ x: Double, _ y: Double, _ r: Double) -> String {
    let gain = point.y >= 0
    let paint =
      "fill=\"\(gain ? "#1f5fa8" : "#b8500a")\" fill-opacity=\"0.55\" stroke=\"\(gain ? "#1f5fa8" : "#b8500a")\""
    let title = "<title>\(HTMLText.escape(point.label)) : \(Typography.eurosPerHead(point.y, signed: true))</title>"
    switch point.group % 4 {
    case 1:
      return
        "<rect x=\"\(F.n(x - r * 0.88))\" y=\"\(F.n(y - r * 0.88))\" width=\"\(F.n(r * 1.76))\" height=\"\(F.n(r * 1.76))\" \(paint)>\(title)</rect>"
    case 2:
      return
        "<path d=\"M\(F.n(x)) \(F.n(y - r * 1.2))L\(F.n(x + r * 1.1)) \(F.n(y + r * 0.8))L\(F.n(x - r * 1.1)) \(F.n(y + r * 0.8))Z\" \(paint)>\(title)</path>"
    case 3:
      return
        "<path d=\"M\(F.n(x)) \(F.n(y - r * 1.2))L\(F.n(x + r * 1.2)) \(F.n(y))L\(F.n(x)) \(F.n(y + r * 1.2))L\(F.n(x - r * 1.2)) \(F.n(y))Z\" \(paint)>\(title)</path>"
    default: return "<circle cx=\"\(F.n(x))\" cy=\"\(F.n(y))\" r=\"\(F.n(r))\" \(paint)>\(title)</circle>"
    }
  }

  private var legendHeight: Double { groups.isEmpty ? 0 : 22 }

  private var legend: String {
    var out = ""
    var x = 66.0
    for (index, group) in groups.prefix(4).enumerated() {
      let sample = Point(label: group, x: 0, y: 0, size: 0, group: index)
      out += marker(sample, x, height + 8, 5).replacing("#1f5fa8", with: "#5b6672")
      out +=
        "<text class=\"axe\" x=\"\(F.n(x + 10))\" y=\"\(F.n(height + 12))\">\(HTMLText.escape(group.shortened(20)))</text>"
      x += 24 + Double(min(group.count, 20)) * 7
    }
    return out
  }

  private func padded(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    let span = max(high - low, max(abs(high), 1) * 0.1)
    return low - span * 0.08...high + span * 0.1
  }
}
