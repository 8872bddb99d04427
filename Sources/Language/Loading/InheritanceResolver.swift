import Diagnostics

/// Lays a file over the one it starts from: header entries replace, articles are replaced, added or removed, and the
/// exigences of both hold.
struct InheritanceResolver {
  private var header: ScenarioSource?
  private var articles: [Article] = []
  private var exigences: [Exigence] = []
  private var parametres: [RemplacementParametre] = []
  private var hypotheses: [Hypothese] = []
  private(set) var diagnostics: [Diagnostic] = []

  mutating func apply(_ file: ScenarioSource) {
    var merged = header ?? file
    merged.source = file.source
    if let value = file.titre { merged.titre = value }
    // The variant names one file; it is not inherited.
    merged.variante = file.variante
    if let value = file.siren { merged.siren = value }
    if let value = file.nomTerritoire { merged.nomTerritoire = value }
    if var value = file.donnees {
      value.value = ScenarioLoader.resolved(value.value, from: file.source.name)
      merged.donnees = value
    }
    if let value = file.periode { merged.periode = value }
    if let value = file.auteur { merged.auteur = value }
    if let value = file.date { merged.date = value }
    if let value = file.sansRetroaction { merged.sansRetroaction = value }
    if let value = file.balayage { merged.balayage = value }
    overlay(file)
    header = merged
    for amendement in file.amendements { apply(amendement, inherits: file.parent != nil) }
    exigences += file.exigences
  }

  /// A reform or a hypothesis of the file replaces that of its model on the same subject; twice in one file is an error.
  private mutating func overlay(_ file: ScenarioSource) {
    for (index, hypothese) in file.hypotheses.enumerated() {
      if let first = file.hypotheses[..<index].first(where: { $0.grandeur.value == hypothese.grandeur.value }) {
        twice("cette hypothèse", hypothese.grandeur.span, first.grandeur.span)
      }
      hypotheses.removeAll { $0.grandeur.value == hypothese.grandeur.value }
      hypotheses.append(hypothese)
    }
    for (index, parametre) in file.parametres.enumerated() {
      let same = { (other: RemplacementParametre) in
        other.chemin.value == parametre.chemin.value && other.aCompterDe.value == parametre.aCompterDe.value
      }
      if let first = file.parametres[..<index].first(where: same) {
        twice("ce paramètre, à compter de la même année,", parametre.span, first.span)
      }
      parametres.removeAll(where: same)
      parametres.append(parametre)
    }
  }

  private mutating func twice(_ what: String, _ span: Span, _ first: Span) {
    diagnostics.append(
      Diagnostic(
        "P0116", .erreur, "\(what) est écrit\(what.hasPrefix("cette") ? "e" : "") deux fois", place: span.place(),
        related: [first.place("la première")], repair: "gardez une seule des deux lignes"))
  }

  private mutating func apply(_ amendement: ScenarioSource.Amendement, inherits: Bool) {
    switch amendement {
    case .poser(let article):
      if inherits {
        diagnostics.append(
          Diagnostic(
            "P0123", .erreur,
            "ce scénario part d'un autre : il faut dire si l'article \(article.numero.value) remplace ou s'ajoute",
            place: article.span.place(),
            repair: "écrivez « \(index(article.numero.value) == nil ? "ajouter" : "remplacer") \(article.heading) »"))
        return
      }
      add(article)
    case .ajouter(let article): add(article)
    case .remplacer(let article):
      guard let position = index(article.numero.value) else {
        missing(article.numero, verb: "remplacer")
        return
      }
      articles[position] = article
    case .supprimer(let numero):
      guard let position = index(numero.value) else {
        missing(numero, verb: "supprimer")
        return
      }
      articles.remove(at: position)
    }
  }

  private mutating func add(_ article: Article) {
    if let position = index(article.numero.value) {
      diagnostics.append(
        Diagnostic(
          "P0110", .erreur, "l'article \(article.numero.value) existe déjà", place: article.span.place(),
          related: [articles[position].span.place("le premier")],
          repair: "donnez-lui un autre numéro, ou écrivez « remplacer article \(article.numero.value) »"))
      return
    }
    articles.append(article)
  }

  private func index(_ numero: Int) -> Int? { articles.firstIndex { $0.numero.value == numero } }

  private mutating func missing(_ numero: Located<Int>, verb: String) {
    let known = articles.map { String($0.numero.value) }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        "P0122", .erreur, "il n'y a pas d'article \(numero.value) à \(verb)", place: numero.span.place(),
        repair: known.isEmpty ? "le scénario de départ n'a aucun article" : "articles du scénario de départ : \(known)")
    )
  }

  /// The effective scenario; `nil`, with diagnostics, when a header entry is missing everywhere.
  mutating func scenario(of file: ScenarioSource) -> Scenario? {
    guard let header else { return nil }
    func missing(_ line: String) {
      diagnostics.append(
        Diagnostic(
          "P0103", .erreur, "il manque la ligne « \(line.prefix { $0 != " " }) »",
          place: Place(file: file.source.name, line: 1, sourceLine: file.source.lines.first),
          repair: "ajoutez « \(line) » en tête du fichier"))
    }
    if header.titre == nil { missing("pacte « Titre », scénario A") }
    if header.siren == nil { missing("territoire 200012345 « CA du Val d'Exemple »") }
    if header.donnees == nil { missing("données « territoire »") }
    if header.periode == nil { missing("période 2026 à 2031") }
    guard let titre = header.titre, let siren = header.siren, let nom = header.nomTerritoire,
      let donnees = header.donnees, let periode = header.periode
    else { return nil }
    return Scenario(
      titre: titre, variante: header.variante, sirenTerritoire: siren, nomTerritoire: nom, donnees: donnees,
      periode: periode, auteur: header.auteur, date: header.date,
      parametres: parametres.sorted { $0.aCompterDe.value < $1.aCompterDe.value }, hypotheses: hypotheses,
      sansRetroaction: header.sansRetroaction?.value ?? false,
      articles: articles.sorted { $0.numero.value < $1.numero.value }, exigences: exigences, balayage: header.balayage,
      source: file.source)
  }
}
