import Diagnostics

/// One box a year: extremes, nine variants in ten, half of them, the median.
struct YearBoxes {
  let id: String
  let title: String
  let unit: String
  let annees: [Int]
  let boxes: [QuantileBox?]

  private let width = 560.0
  private let height = 240.0
  private let left = 64.0
  private let bottom = 26.0

  func svg() -> String {
    let known = boxes.compactMap(\.self)
    let low = min(0, known.map(\.minimum).min() ?? 0)
    let high = max(max(0, known.map(\.maximum).max() ?? 0), low + 1e-9)
    let step = (width - left - 8) / Double(max(1, annees.count))
    func x(_ index: Int) -> Double { left + step * (Double(index) + 0.5) }
    func y(_ value: Double) -> Double { 10 + (high - value) / (high - low) * (height - bottom - 10) }
    var out =
      "<svg viewBox=\"0 0 \(F.n(width)) \(F.n(height))\" role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\">"
    out +=
      "<title id=\"\(id)-t\">\(HTMLText.sentence(title))</title><desc id=\"\(id)-d\">\(HTMLText.sentence(description))</desc>"
    for tick in F.ticks(low, high, 5) {
      out +=
        "<line x1=\"\(F.n(left))\" x2=\"\(F.n(width - 8))\" y1=\"\(F.n(y(tick)))\" y2=\"\(F.n(y(tick)))\" stroke=\"\(tick == 0 ? "#1b2530" : "#d9dee4")\"/>"
      out +=
        "<text class=\"axe\" x=\"\(F.n(left - 6))\" y=\"\(F.n(y(tick) + 4))\" text-anchor=\"end\">\(Typography.shortest(tick))</text>"
    }
    for (index, annee) in annees.enumerated() {
      out +=
        "<text class=\"axe\" x=\"\(F.n(x(index)))\" y=\"\(F.n(height - 8))\" text-anchor=\"middle\">\(annee)</text>"
      guard let box = boxes[index] else { continue }
      let half = min(18, step / 3)
      out += line(x(index), y(box.minimum), y(box.maximum))
      out += bar(x(index) - half, half * 2, y(box.q95), y(box.q05), "#dbe8f6")
      out += bar(x(index) - half * 0.6, half * 1.2, y(box.q75), y(box.q25), "#1f5fa8")
      out +=
        "<line x1=\"\(F.n(x(index) - half))\" x2=\"\(F.n(x(index) + half))\" y1=\"\(F.n(y(box.median)))\" y2=\"\(F.n(y(box.median)))\" stroke=\"#1b2530\" stroke-width=\"2.5\"/>"
    }
    return out + "</svg>"
  }

  private var description: String {
    zip(annees, boxes).compactMap { annee, box in
      box.map {
        "\(annee) : de \(number($0.minimum)) à \(number($0.maximum)) \(unit), médiane \(number($0.median))"
      }
    }.joined(separator: " ; ")
  }

  private func number(_ value: Double) -> String { Typography.shortest(value, maximum: 2) }

  private func line(_ x: Double, _ from: Double, _ to: Double) -> String {
    "<line x1=\"\(F.n(x))\" x2=\"\(F.n(x))\" y1=\"\(F.n(from))\" y2=\"\(F.n(to))\" stroke=\"#5b6672\" stroke-width=\"1.5\"/>"
  }

  private func bar(_ x: Double, _ width: Double, _ top: Double, _ bottom: Double, _ colour: String) -> String {
    "<rect x=\"\(F.n(x))\" y=\"\(F.n(top))\" width=\"\(F.n(width))\" height=\"\(F.n(max(bottom - top, 1)))\" fill=\"\(colour)\" stroke=\"#1f5fa8\"/>"
  }
}
