import Diagnostics

/// One box a year: extremes, nine variants in ten, half of them, the median.
struct YearBoxes {
  let id: String
  let title: String
  let unit: String
  let annees: [Int]
  let boxes: [QuantileBox?]

  func svg() -> String {
    let known = boxes.compactMap(\.self)
    let low = min(0, known.map(\.minimum).min() ?? 0)
    let high = max(max(0, known.map(\.maximum).max() ?? 0), low + 1e-9)
    let frame = ChartFrame(
      id: id, title: title, description: description, left: 64, right: ChartFrame.width - 8, top: 10, bottom: 214,
      values: low...high)
    let step = (frame.right - frame.left) / Double(max(1, annees.count))
    func x(_ index: Int) -> Double { frame.left + step * (Double(index) + 0.5) }
    let y = frame.y
    var out = frame.lines { Typography.shortest($0) }
    for (index, annee) in annees.enumerated() {
      out += frame.under(x(index), "\(annee)")
      guard let box = boxes[index] else { continue }
      let half = min(18, step / 3)
      out += line(x(index), y(box.minimum), y(box.maximum))
      out += bar(x(index) - half, half * 2, y(box.q95), y(box.q05), "#dbe8f6")
      out += bar(x(index) - half * 0.6, half * 1.2, y(box.q75), y(box.q25), "#1f5fa8")
      out +=
        "<line x1=\"\(F.n(x(index) - half))\" x2=\"\(F.n(x(index) + half))\" y1=\"\(F.n(y(box.median)))\" y2=\"\(F.n(y(box.median)))\" stroke=\"#1b2530\" stroke-width=\"2.5\"/>"
    }
    return frame.svg(height: 240, out)
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
