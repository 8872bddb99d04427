import Diagnostics

/// Nine variants in ten of a commune, on the scale that all of them share.
struct CommuneBand {
  let low: Double
  let high: Double
  /// Euros per inhabitant against the reference; `nil` when it is not known.
  let box: QuantileBox?

  func svg() -> String {
    guard let box else { return "nd" }
    let width = 176.0
    let span = max(high - low, 1e-9)
    // Extremes may lie beyond the scale of the others.
    func x(_ value: Double) -> Double { 2 + (min(max(value, low), high) - low) / span * (width - 4) }
    func figure(_ value: Double) -> String { Typography.number(value, decimals: 1, signed: true) }
    let label =
      "de \(figure(box.q05)) à \(figure(box.q95)) €/hab. dans 90 % des variantes, médiane \(figure(box.median))"
    let colour = box.median < 0 ? "#b8500a" : "#1f5fa8"
    let pale = box.median < 0 ? "#fbe6d6" : "#dbe8f6"
    var out =
      "<svg class=\"bande\" viewBox=\"0 0 \(F.n(width)) 16\" role=\"img\" aria-label=\"\(HTMLText.sentence(label))\"><title>\(HTMLText.sentence(label))</title>"
    out +=
      "<line x1=\"\(F.n(x(box.minimum)))\" x2=\"\(F.n(x(box.maximum)))\" y1=\"8\" y2=\"8\" stroke=\"#5b6672\"/>"
    out +=
      "<rect x=\"\(F.n(x(box.q05)))\" y=\"3\" width=\"\(F.n(max(x(box.q95) - x(box.q05), 1)))\" height=\"10\" fill=\"\(pale)\" stroke=\"\(colour)\"/>"
    out +=
      "<line x1=\"\(F.n(x(box.median)))\" x2=\"\(F.n(x(box.median)))\" y1=\"1\" y2=\"15\" stroke=\"\(colour)\" stroke-width=\"2.5\"/>"
    out += "<line x1=\"\(F.n(x(0)))\" x2=\"\(F.n(x(0)))\" y1=\"0\" y2=\"16\" stroke=\"#1b2530\"/>"
    return out + "</svg>"
  }
}
