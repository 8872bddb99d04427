import Diagnostics
import Testing

@Suite("Typographie française")
struct TypographyTests {
  @Test(
    "nombres : milliers, décimales, signes, arrondi au plus loin de zéro",
    arguments: [
      (1_234_567.5, 2, "1\u{202F}234\u{202F}567,50"), (0, 0, "0"), (-0.004, 2, "0,00"), (-1234.5, 0, "−1\u{202F}235"),
      (999.5, 0, "1\u{202F}000"), (0.05, 1, "0,1"), (12, 0, "12"),
    ])
  func numbers(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(Typography.number(value, decimals: decimals) == expected)
  }

  @Test("une valeur manquante est un tiret, jamais zéro")
  func missing() {
    #expect(Typography.number(.nan) == "–")
    #expect(Typography.euros(.nan) == "–\u{00A0}€")
  }

  @Test("un signe est écrit quand il est demandé, sauf devant zéro")
  func signs() {
    #expect(Typography.euros(12, signed: true) == "+12\u{00A0}€")
    #expect(Typography.euros(-12, signed: true) == "−12\u{00A0}€")
    #expect(Typography.euros(0, signed: true) == "0\u{00A0}€")
  }

  @Test("le plus court : sans zéros inutiles")
  func shortest() {
    #expect(Typography.shortest(0.95) == "0,95")
    #expect(Typography.shortest(3) == "3")
    #expect(Typography.shortest(100) == "100")
  }

  @Test("espaces insécables devant la ponctuation double et les unités, dans les guillemets ; deux fois ne change rien")
  func spaces() {
    let once = Typography.apply("il manque : 5 % ; « Montjoie » reçoit 3 M€ !")
    #expect(once == "il manque\u{A0}: 5\u{A0}%\u{A0}; «\u{A0}Montjoie\u{A0}» reçoit 3\u{A0}M€\u{A0}!")
    #expect(Typography.apply(once) == once)
  }
}
