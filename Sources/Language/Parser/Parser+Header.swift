import Diagnostics

/// A file as written: header entries that may be missing, articles with what to do with them.
public struct ScenarioSource: Sendable {
  public var source: SourceFile
  public var titre: Located<String>?
  public var variante: Located<String>?
  public var siren: Located<String>?
  public var nomTerritoire: Located<String>?
  public var donnees: Located<String>?
  public var periode: Located<ClosedRange<Int>>?
  public var auteur: Located<String>?
  public var date: Located<DateEcrite>?
  /// « à partir de « … » »
  public var parent: Located<String>?
  public var parametres: [RemplacementParametre] = []
  public var hypotheses: [Hypothese] = []
  /// « sans rétroaction » or « avec rétroaction »; `nil` when the file does not say.
  public var sansRetroaction: Located<Bool>?
  public var amendements: [Amendement] = []
  public var exigences: [Exigence] = []
  public var balayage: Balayage?

  init(source: SourceFile) { self.source = source }

  public enum Amendement: Sendable {
    /// « article 2 : … », in a file that starts from nothing.
    case poser(Article)
    case remplacer(Article)
    case ajouter(Article)
    case supprimer(Located<Int>)
  }
}

extension Parser {
  mutating func header(_ cursor: inout LineCursor) throws(LineFault) {
    if cursor.accept("pacte") {
      file.titre = try cursor.text("le titre entre guillemets", example: "pacte « Pacte financier », scénario B")
      cursor.skipCommas()
      if cursor.accept("scenario") {
        guard let token = cursor.current else { throw cursor.expected("le nom du scénario", example: "scénario B") }
        cursor.index += 1
        if case .texte(let name) = token.kind {
          file.variante = Located(name, cursor.span(token))
        } else {
          file.variante = Located(token.text, cursor.span(token))
        }
      }
      try cursor.end(example: "pacte « Pacte financier », scénario B")
    } else if cursor.accept("territoire") {
      try territoire(&cursor)
    } else if cursor.accept("donnees") {
      file.donnees = try cursor.text("le dossier entre guillemets", example: "données « territoire »")
      try cursor.end()
    } else if cursor.accept("periode") {
      try periode(&cursor)
    } else if cursor.accept("auteur") {
      file.auteur = try cursor.text("le nom entre guillemets", example: "auteur « Direction des finances »")
      try cursor.end()
    } else if cursor.accept("date") {
      file.date = try cursor.date()
      try cursor.end()
    } else if cursor.accept("a partir de") {
      file.parent = try cursor.text("le fichier entre guillemets", example: "à partir de « scenario-a.pacte »")
      try cursor.end()
    }
  }

  private mutating func territoire(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "territoire 200012345 « CA du Val d'Exemple »"
    guard let token = cursor.current, case .nombre(let value) = token.kind else {
      throw cursor.expected("le SIREN de l'EPCI", example: example)
    }
    cursor.index += 1
    let digits = token.text.filter(\.isNumber)
    guard value.decimals == 0, digits.count == 9 else {
      throw cursor.fault(
        "P0125", "un SIREN a neuf chiffres, celui-ci en a \(digits.count)", at: cursor.span(token),
        repair: "recopiez le SIREN de l'EPCI, par exemple dans BANATIC")
    }
    file.siren = Located(digits, cursor.span(token))
    file.nomTerritoire = try cursor.text("le nom de l'EPCI entre guillemets", example: example)
    try cursor.end(example: example)
  }

  private mutating func periode(_ cursor: inout LineCursor) throws(LineFault) {
    let start = cursor.index
    let first = try cursor.year()
    guard cursor.accept("a") else {
      throw cursor.expected("« à » et la dernière année", example: "période 2026 à 2031")
    }
    let last = try cursor.year()
    guard last.value >= first.value, last.value - first.value <= 30 else {
      throw cursor.fault(
        "P0113", "cette période n'est pas possible : de \(first.value) à \(last.value)", at: cursor.span(from: start),
        repair: "la dernière année suit la première, de trente ans au plus")
    }
    file.periode = Located(first.value...last.value, cursor.span(from: start))
    try cursor.end(example: "période 2026 à 2031")
  }
}
