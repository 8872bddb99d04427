import Diagnostics

/// Horizontal bars around zero, sorted: gains to the right in blue, losses to the left hatched in orange.
struct BarChart {
  struct Bar {
    var label: String
    var value: Double
  }
  let title: String
  let description: String
  /// Sorted by the caller.
  let bars: [Bar]
  /// A line with its own label.
  let mean: Double
  let id: String

  private let labelWidth = 190.0
  private let width = 760.0
  private let rowHeight = 22.0

  func svg() -> String {
    let top = 26.0
    let height = top + Double(bars.count) * rowHeight + 12
    let values = bars.map(\.value) + [0, mean]
    let low = min(values.min() ?? 0, 0)
    let high = max(values.max() ?? 0, 0)
    let span = max(high - low, 1e-9)
    // Room for the figures written at the end of the bars.
    let left = labelWidth + (low < 0 ? 70 : 6)
    let right = width - (high > 0 ? 74 : 6)
    func x(_ value: Double) -> Double { left + (value - low) / span * (right - left) }
    var out = ChartFrame.opening(id: id, width: width, height: height, title: title, description: description)
    out +=
      "<defs><pattern id=\"\(id)-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fbe6d6\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#b8500a\" stroke-width=\"4\"/></pattern></defs>"
    for (index, bar) in bars.enumerated() {
      let y = top + Double(index) * rowHeight
      let start = min(x(0), x(bar.value))
      let length = max(abs(x(bar.value) - x(0)), 0.8)
      let gain = bar.value >= 0
      out +=
        "<text x=\"\(F.n(labelWidth))\" y=\"\(F.n(y + 14))\" text-anchor=\"end\">\(HTMLText.escape(bar.label.shortened(28)))</text>"
      out +=
        "<rect x=\"\(F.n(start))\" y=\"\(F.n(y + 3))\" width=\"\(F.n(length))\" height=\"\(F.n(rowHeight - 7))\" fill=\"\(gain ? "#1f5fa8" : "url(#\(id)-h)")\"\(gain ? "" : " stroke=\"#b8500a\"")/>"
      let edge = gain ? x(bar.value) + 5 : x(bar.value) - 5
      out +=
        "<text x=\"\(F.n(edge))\" y=\"\(F.n(y + 14))\" text-anchor=\"\(gain ? "start" : "end")\">\(Typography.number(bar.value, decimals: 1, signed: true))</text>"
    }
    let bottom = height - 8
    out +=
      "<line x1=\"\(F.n(x(0)))\" x2=\"\(F.n(x(0)))\" y1=\"\(F.n(top - 4))\" y2=\"\(F.n(bottom))\" stroke=\"#1b2530\"/>"
    out +=
      "<line x1=\"\(F.n(x(mean)))\" x2=\"\(F.n(x(mean)))\" y1=\"\(F.n(top - 4))\" y2=\"\(F.n(bottom))\" stroke=\"#5b6672\" stroke-dasharray=\"4 3\"/>"
    let anchor = x(mean) > width - 170 ? "end" : "start"
    out +=
      "<text class=\"axe\" x=\"\(F.n(x(mean) + (anchor == "end" ? -4 : 4)))\" y=\"14\" text-anchor=\"\(anchor)\">moyenne \(Typography.eurosPerHead(mean, decimals: 1, signed: true))</text>"
    return out + "</svg>"
  }
}

/// Coordinates: one decimal at most.
enum F {
  static func n(_ value: Double) -> String {
    let tenths = (value * 10).rounded()
    guard tenths.isFinite, tenths.magnitude < 1e9 else { return "0" }
    let whole = Int(tenths)
    return whole % 10 == 0 ? String(whole / 10) : "\(whole < 0 ? "-" : "")\(abs(whole) / 10).\(abs(whole) % 10)"
  }

  /// Round steps for an axis: at most `count` of them.
  static func ticks(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    guard high > low else { return [low] }
    var step = 1.0
    let raw = (high - low) / Double(count)
    while step > raw { step /= 10 }
    while step * 10 <= raw { step *= 10 }
    step *= raw / step > 5 ? 10 : raw / step > 2 ? 5 : raw / step > 1 ? 2 : 1
    var out: [Double] = []
    var tick = (low / step).rounded(.up) * step
    while tick <= high + step * 1e-9 {
      out.append(tick)
      tick += step
    }
    return out
  }
}

extension String {
  func shortened(_ limit: Int) -> String { count <= limit ? self : String(prefix(limit - 1)) + "…" }
}
