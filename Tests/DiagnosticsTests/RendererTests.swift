import Diagnostics
import Testing

@Suite("Rendu des messages")
struct RendererTests {
  private let source = "    30 % selon l'insuffisance de potentiel financier par habitant"

  @Test("un message avec sa ligne, son soulignement, son contexte et sa correction")
  func full() {
    let diagnostic = Diagnostic(
      "P0112", .erreur, "les parts totalisent 95 %, il en faut 100 %",
      place: Place(file: "b.pacte", line: 22, column: 5, length: 4, sourceLine: source, note: "30 %"),
      context: "article 2 : dotation de solidarité communautaire",
      repair: "il manque 5 % ; par exemple 35 % à la ligne 22")
    let expected = """
      erreur P0112 : les parts totalisent 95 %, il en faut 100 %
         ╭ b.pacte:22:5 · article 2 : dotation de solidarité communautaire
      22 │     30 % selon l'insuffisance de potentiel financier par habitant
         │     ^^^^ 30 %
         ╰ il manque 5 % ; par exemple 35 % à la ligne 22

      """
    #expect(DiagnosticRenderer().render(diagnostic).replacing("\u{A0}", with: " ") == expected)
  }

  @Test("les messages sont rendus dans l'ordre du fichier")
  func order() {
    let late = Diagnostic("P0102", .erreur, "b", place: Place(file: "f", line: 9))
    let early = Diagnostic("P0101", .remarque, "a", place: Place(file: "f", line: 2))
    let text = DiagnosticRenderer().render([late, early])
    #expect(text.contains(/P0101(?s).*P0102/))
  }

  @Test("une ligne hostile ne pilote pas le terminal, une ligne immense est coupée autour du défaut")
  func hostile() {
    let escape = Diagnostic(
      "P0108", .erreur, "x", place: Place(file: "f", line: 1, column: 1, sourceLine: "a\u{1B}[31mb\u{7}"))
    #expect(!DiagnosticRenderer().render(escape).contains("\u{1B}"))
    let long = String(repeating: "é", count: 5000)
    let cut = Diagnostic(
      "P0108", .erreur, "x", place: Place(file: "f", line: 1, column: 2500, length: 3, sourceLine: long))
    let lines = DiagnosticRenderer().render(cut).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 140 })
    #expect(lines.contains { $0.contains("^^^") })
  }

  @Test("sans lieu, le message tient sur ses lignes utiles")
  func bare() {
    let text = DiagnosticRenderer().render(Diagnostic("U0102", .erreur, "le verbe n'existe pas", repair: "corrigez"))
    #expect(text == "erreur U0102\u{A0}: le verbe n'existe pas\n   ╰ corrigez\n")
  }

  @Test("les couleurs n'apparaissent que si elles sont voulues")
  func colour() {
    let diagnostic = Diagnostic("U0102", .erreur, "x")
    #expect(DiagnosticRenderer(colour: true).render(diagnostic).contains("\u{1B}[1;31m"))
    #expect(!DiagnosticRenderer(colour: false).render(diagnostic).contains("\u{1B}"))
  }
}
