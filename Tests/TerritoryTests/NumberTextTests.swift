import Testing

@testable import Territory

@Suite("Ce qu'une case de nombre contient")
struct NumberTextTests {
  static let cells: [(String, Bool, Double)] = [
    ("0", false, 0.0), ("1234", false, 1234), ("-32848", false, -32848), ("+5", false, 5), ("\u{2212}5", false, -5),
    ("0.362514", false, 0.362514), ("12,5", true, 12.5), ("12.5", true, 12.5), ("12,5", false, 12.5),
    ("1 234,5", true, 1234.5), ("88\u{202F}040", true, 88040), ("1\u{A0}234\u{A0}567", false, 1_234_567),
    (" 7 ", false, 7), ("38,42 %", true, 0.3842), (".5", false, 0.5), ("1,234", true, 1.234),
    ("12,3456", false, 12.3456), ("1.2E-05", false, 0.000012), ("1e5", false, 100_000), ("2,5e3", true, 2500),
    ("7,1%", true, 0.071),
  ]

  @Test("nombres", arguments: cells)
  func numbers(cell: String, comma: Bool, expected: Double) {
    guard case .value(let value) = NumberText.read(cell, decimalComma: comma) else {
      Issue.record("« \(cell) » n'est pas lu comme un nombre")
      return
    }
    #expect(value == expected)
  }

  @Test("valeurs absentes", arguments: ["", " ", "-", "nd", "ND", "n.d", "n.d.", "n.c", "nc", "na", "N/A", "\u{A0}"])
  func missing(cell: String) {
    #expect(NumberText.read(cell, decimalComma: false) == .missing)
  }

  @Test("trois chiffres après une virgule se lisent de deux façons quand la décimale est le point")
  func ambiguous() {
    #expect(NumberText.read("1,234", decimalComma: false) == .ambiguous)
    #expect(NumberText.read("123,456", decimalComma: false) == .ambiguous)
    #expect(NumberText.read("1234,567", decimalComma: false) == .value(1234.567))
  }

  @Test(
    "ce qui n'est pas un nombre",
    arguments: [
      "12 €", "douze", "1.2.3", "1,2,3", "--1", "1-2", "0x1F", "1e", "e5", "1e5x", "1e9999", "inf", "nan", "% 5", ".",
      "5%%",
    ])
  func notANumber(cell: String) {
    #expect(NumberText.read(cell, decimalComma: false) == .notANumber)
  }
}
