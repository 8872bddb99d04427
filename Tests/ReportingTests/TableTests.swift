import Testing

@testable import Reporting

@Suite("Tables")
struct TableTests {
  private let table = Table(
    piece: "essai", title: "Essai",
    columns: [
      .init("insee", "Code INSEE", .code), .init("commune", "Commune", .text), .init("annee", "Année", .year),
      .init("population", "Population", .count), .init("ecart", "Écart", .euros),
      .init("part", "Part", .percent), .init("tete", "Par habitant", .eurosPerHead),
    ],
    rows: [
      [
        .text("01004"), .text("L'Île ; \"Belle\""), .number(2026), .number(12345), .number(-1234567.895),
        .number(0.0125), .number(-0.004),
      ],
      [.text("2A004"), .text("=SOMME(A1)"), .number(2026), .missing, .number(0.1), .missing, .number(3)],
    ])

  @Test("csv-fr : BOM, point-virgule, virgule décimale, CRLF, sans séparateur de milliers, codes intacts")
  func french() {
    let expected =
      "\u{FEFF}Code INSEE;Commune;Année;Population;Écart (€);Part (%);Par habitant (€/hab.)\r\n"
      + "01004;\"L'Île ; \"\"Belle\"\"\";2026;12345;-1234567,90;1,2500;0,00\r\n"
      + "2A004;'=SOMME(A1);2026;;0,10;;3,00\r\n"
    #expect(table.csv(.french) == Array(expected.utf8))
  }

  @Test("csv : RFC 4180, point décimal, noms de colonnes en ASCII, sans BOM")
  func standard() {
    let expected =
      "insee,commune,annee,population,ecart,part,tete\r\n"
      + "01004,\"L'Île ; \"\"Belle\"\"\",2026,12345,-1234567.90,1.2500,0.00\r\n"
      + "2A004,'=SOMME(A1),2026,,0.10,,3.00\r\n"
    #expect(table.csv(.standard) == Array(expected.utf8))
  }

  @Test(
    "un texte qu'un tableur prendrait pour une formule est rendu inoffensif",
    arguments: ["=1+1", "+33", "-x", "@a", "\tx"])
  func formulas(_ text: String) {
    #expect(Table.harmless(text) == "'" + text)
    #expect(Table.harmless("a" + text) == "a" + text)
  }

  @Test("à l'écran : milliers, virgule, « nd » pour ce qui manque, colonnes alignées")
  func text() {
    let lines = table.text().split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[2].contains("−1\u{202F}234\u{202F}568\u{A0}€"))
    #expect(lines[3].contains("nd"))
    #expect(lines[2].count == lines[3].count)
  }

  @Test("JSON : nombres nus, null pour ce qui manque, textes échappés")
  func json() {
    let text = table.json()
    #expect(text.contains("\"commune\":\"L'Île ; \\\"Belle\\\"\""))
    #expect(text.contains("\"population\":null") && text.contains("\"ecart\":-1234567.90"))
    #expect(JSONText.string("a\u{1}\n") == "\"a\\u0001\\n\"")
  }

  @Test(
    "les noms de fichiers sont en ASCII",
    arguments: [("CA du Val d'Exemple", "ca-du-val-d-exemple"), ("À l'Œuvre !", "a-l-oeuvre"), ("…", "sans-nom")])
  func slugs(_ text: String, _ expected: String) {
    #expect(Slug.make(text) == expected)
  }
}
