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
    // Accountants, currencies, the other minus signs, thousands in the English and in the continental way.
    ("(32 848)", false, -32848), ("(1,5)", true, -1.5), ("(32 848) €", true, -32848), ("(32 848 €)", true, -32848),
    ("12 €", false, 12), ("€12", false, 12), ("1 234,50\u{A0}€", true, 1234.5), ("12 EUR", false, 12),
    ("- 32 848", false, -32848), ("\u{2212}\u{A0}5", false, -5), ("–5", false, -5), ("\u{2011}5", false, -5),
    ("- 12 %", false, -0.12), ("1,234.56", false, 1234.56), ("1,234.56", true, 1234.56), ("1.234,56", false, 1234.56),
    ("1.234,56", true, 1234.56), ("1,234,567", false, 1_234_567), ("1.234.567", true, 1_234_567),
    ("12,345,678.9", true, 12_345_678.9), ("1 234,567", false, 1234.567), ("0,982", false, 0.982),
  ]

  @Test("nombres", arguments: cells)
  func numbers(cell: String, comma: Bool, expected: Double) {
    guard case .value(let value) = NumberText.read(cell, decimal: comma ? .comma : .point) else {
      Issue.record("« \(cell) » n'est pas lu comme un nombre")
      return
    }
    #expect(value == expected)
  }

  @Test(
    "valeurs absentes",
    arguments: ["", " ", "-", "nd", "ND", "n.d", "n.d.", "n.c", "nc", "na", "N/A", "\u{A0}", "NaN", "#N/A"])
  func missing(cell: String) {
    #expect(NumberText.read(cell, decimal: .point) == .missing)
  }

  @Test("trois chiffres après une virgule se lisent de deux façons quand la décimale est le point")
  func ambiguous() {
    #expect(NumberText.read("1,234", decimal: .point) == .ambiguous)
    #expect(NumberText.read("123,456", decimal: .point) == .ambiguous)
    #expect(NumberText.read("1234,567", decimal: .point) == .value(1234.567))
  }

  @Test(
    "ce qui n'est pas un nombre",
    arguments: [
      "douze", "1.2.3", "1,2,3", "--1", "1-2", "0x1F", "1e", "e5", "1e5x", "1e9999", "inf", "-inf", "% 5", ".",
      "5%%", "12 M€", "12 k€", "12 $", "12 % €", "(-5)", "(5", "5)", "- -5", "5-", "12 34", "1 2 3", "1234 567",
      "0 123",
      "1,23,456", "1,234,56", "1.234.56", "1,234 567", "1 ,5", "1, 5", "12\u{301}", "#REF!", "#VALEUR!", "#DIV/0!",
    ])
  func notANumber(cell: String) {
    #expect(NumberText.read(cell, decimal: .point) == .notANumber)
  }

  @Test("sans décimale reconnue, ce qui se lit de deux façons n'est jamais deviné, ni à la virgule ni au point")
  func unknown() {
    for cell in ["1,234", "1.234", "-12.345"] { #expect(NumberText.read(cell, decimal: .unknown) == .ambiguous) }
    #expect(NumberText.read("1.5", decimal: .unknown) == .value(1.5))
    #expect(NumberText.read("1,2345", decimal: .unknown) == .value(1.2345))
    #expect(NumberText.read("0.982", decimal: .unknown) == .value(0.982))
  }

  @Test(
    "chaque case qui n'est pas un nombre dit pourquoi",
    arguments: [
      ("#REF!", "« #REF! » est l'erreur d'une formule de tableur"),
      ("#VALEUR!", "« #VALEUR! » est l'erreur d'une formule de tableur"),
      ("-inf", "« -inf » n'est pas un montant : une division par zéro l'a produit"),
      ("infini", "« infini » n'est pas un montant : une division par zéro l'a produit"),
      ("information", "« information » n'est pas un nombre"), ("12 M€", "« 12 M€ » n'est pas un nombre"),
    ])
  func reasons(cell: String, message: String) {
    #expect(NumberFault(cell, ambiguous: false).message == message)
  }
}
