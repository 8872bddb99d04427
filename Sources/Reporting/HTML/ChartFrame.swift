import Diagnostics

/// What charts of amounts share: a drawing that says its name to who cannot see it, lines at round values with their
/// figures on the left, years or figures under it.
struct ChartFrame {
  let id: String
  let title: String
  let description: String
  /// Of the part where values are drawn.
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let values: ClosedRange<Double>

  static let width = 560.0
  static let grid = "#d9dee4"

  func y(_ value: Double) -> Double {
    bottom - (value - values.lowerBound) / (values.upperBound - values.lowerBound) * (bottom - top)
  }

  /// The drawing around its content.
  /// - Parameter height: room for what stands under the axis included.
  func svg(height: Double, _ content: String) -> String {
    Self.opening(id: id, width: Self.width, height: height, title: title, description: description) + content + "</svg>"
  }

  static func opening(id: String, width: Double, height: Double, title: String, description: String) -> String {
    "<svg viewBox=\"0 0 \(F.n(width)) \(F.n(height))\" role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\">"
      + "<title id=\"\(id)-t\">\(HTMLText.sentence(title))</title>"
      + "<desc id=\"\(id)-d\">\(HTMLText.sentence(description))</desc>"
  }

  /// A line at each round value, that of zero dark.
  func lines(figure: (Double) -> String) -> String {
    var out = ""
    for tick in F.ticks(values.lowerBound, values.upperBound, 6) {
      let at = F.n(y(tick))
      out += "<line x1=\"\(F.n(left))\" x2=\"\(F.n(right))\" y1=\"\(at)\" y2=\"\(at)\" "
      out += "stroke=\"\(tick == 0 ? "#1b2530" : Self.grid)\"/>"
      out +=
        "<text class=\"axe\" x=\"\(F.n(left - 6))\" y=\"\(F.n(y(tick) + 4))\" text-anchor=\"end\">\(figure(tick))</text>"
    }
    return out
  }

  /// What stands under the axis: a year, a figure.
  func under(_ x: Double, _ text: String) -> String {
    "<text class=\"axe\" x=\"\(F.n(x))\" y=\"\(F.n(bottom + 17))\" text-anchor=\"middle\">\(text)</text>"
  }
}
