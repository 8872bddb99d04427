import Diagnostics

extension Scenario {
  /// Why the language would refuse this value if the scenario wrote it at the target; `nil` when it accepts it.
  ///
  /// The value is written, and the text read and checked as a file would be: what holds for values written by hand holds
  /// for it, and is said in one place.
  public func refus(_ cible: Balayage.Cible, _ valeur: Balayage.Valeur, span: Span) -> Diagnostic? {
    var written = remplacant(cible, par: valeur, span: span)
    written.balayage = nil
    let lines = ScenarioPrinter.print(written).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    do {
      let (read, _) = try ScenarioLoader.load(SourceFile(name: "variante", lines: lines))
      guard read.valeur(cible) != written.valeur(cible) else { return nil }
      return Diagnostic("P0106", .erreur, "cette valeur ne peut pas s'écrire ici", place: span.place())
    } catch {
      return error.diagnostics.first { $0.severity == .erreur }
    }
  }
}
