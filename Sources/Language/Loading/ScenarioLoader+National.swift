import Diagnostics

extension ScenarioLoader {
  /// What varies in a year of the country: a block « balayer », after reforms of the law that hold in every variant. The
  /// folder and the year are told beside the file.
  /// - Throws: every diagnostic of the file, when one is an error.
  public static func loadNational(
    path: String, dossier: String, nom: String, annee: Int
  ) throws(DiagnosedError) -> (Scenario, [Diagnostic]) {
    let source = try SourceReader.read(path)
    let (file, found) = Parser.parse(source)
    var resolver = InheritanceResolver()
    resolver.apply(file)
    var diagnostics = found + resolver.diagnostics + strangers(file)
    if diagnostics.hasErrors { throw DiagnosedError(diagnostics) }
    let start = Span(source, line: 1, column: 1, length: 1)
    let scenario = Scenario(
      titre: file.titre ?? Located("Balayage du FPIC national", start), variante: file.variante,
      sirenTerritoire: Located("", start), nomTerritoire: Located(nom, start), donnees: Located(dossier, start),
      periode: Located(annee...annee, start), auteur: file.auteur, date: file.date,
      parametres: file.parametres.sorted { $0.aCompterDe.value < $1.aCompterDe.value }, articles: [], exigences: [],
      balayage: file.balayage, source: source)
    diagnostics += SweepCheck.check(scenario, national: true)
    if diagnostics.hasErrors { throw DiagnosedError(diagnostics) }
    return (scenario, diagnostics)
  }

  /// Lines that only the scenario of an EPCI has.
  private static func strangers(_ file: ScenarioSource) -> [Diagnostic] {
    var out: [Diagnostic] = []
    func refuse(_ span: Span?, _ what: String, _ repair: String) {
      guard let span else { return }
      out.append(
        Diagnostic(
          "P0181", .erreur, "\(what) n'a pas de sens dans un balayage national", place: span.place(), repair: repair))
    }
    let command = "retirez cette ligne : le dossier et l'année sont ceux de --national et de --annee"
    refuse(file.siren?.span, "un territoire", command)
    refuse(file.donnees?.span, "un dossier de données", command)
    refuse(file.periode?.span, "une période", command)
    refuse(file.parent?.span, "un scénario de départ", "recopiez ici les lignes « paramètre » qui servent")
    refuse(file.hypotheses.first?.grandeur.span, "une hypothèse", "une seule année est calculée, sur ses données")
    refuse(file.sansRetroaction?.span, "la rétroaction", "une seule année est calculée, sur ses données")
    refuse(
      file.exigences.first?.span, "une exigence", "retirez-la : les mesures de chaque variante sont dans les tables")
    refuse(file.amendements.first?.span, "un article", "ce qui varie est une ligne du bloc « balayer »")
    return out
  }
}

extension ScenarioSource.Amendement {
  fileprivate var span: Span {
    switch self {
    case .poser(let article), .remplacer(let article), .ajouter(let article): article.span
    case .supprimer(let numero): numero.span
    }
  }
}
