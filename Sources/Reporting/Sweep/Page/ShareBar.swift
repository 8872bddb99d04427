import Diagnostics

/// A share of the variants, from 0 to 100 %.
struct ShareBar {
  let share: Double

  func svg() -> String {
    let label = Typography.apply("\(Typography.percent(share, decimals: 1)) des variantes jugées")
    let full = 172.0
    return
      "<svg class=\"bande\" viewBox=\"0 0 176 16\" role=\"img\" aria-label=\"\(HTMLText.escape(label))\"><title>\(HTMLText.escape(label))</title>"
      + "<rect x=\"2\" y=\"3\" width=\"\(F.n(full))\" height=\"10\" fill=\"#f5f7f9\" stroke=\"#5b6672\"/>"
      + "<rect x=\"2\" y=\"3\" width=\"\(F.n(share * full))\" height=\"10\" fill=\"#1f5fa8\"/></svg>"
  }
}
