import Diagnostics
import Language
import Legislation
import Territory

/// Turns the facts that rules find, year after year, into diagnostics: a fact that comes back every year is told once,
/// with its years.
struct LegalityReport: Sendable {
  private struct Entry: Sendable {
    var diagnostic: Diagnostic
    var annees: [Int]
  }
  private var entries: [Entry] = []
  private let communes: [String]

  init(territoire: Territory) { communes = territoire.communes.map(\.nom) }

  /// - Parameters:
  ///   - article: article of the scenario in which the rule was called: its heading, its place and its motive.
  mutating func add(_ faits: [any FaitDeLiceite], annee: Int, article: Article?) {
    for fait in faits {
      var severity = fait.severity
      var repair = fait.repair { communes[$0] }
      if severity == .alerte, fait.exigeUnMotif {
        if let motif = article?.motif?.value {
          repair = "en connaissance de cause : « \(motif) »"
        } else {
          severity = .erreur
          let motive = "écrivez dans l'article « en connaissance de cause : « motif » »"
          repair = repair.map { "\($0) ; ou \(motive)" } ?? motive
        }
      }
      let diagnostic = Diagnostic(
        fait.code, severity, fait.message { communes[$0] }, place: article?.span.place(), context: fait.article,
        repair: repair)
      merge(diagnostic, annee)
    }
  }

  mutating func add(_ diagnostic: Diagnostic, annee: Int) { merge(diagnostic, annee) }

  private mutating func merge(_ diagnostic: Diagnostic, _ annee: Int) {
    if let index = entries.firstIndex(where: { $0.diagnostic == diagnostic }) {
      if !entries[index].annees.contains(annee) { entries[index].annees.append(annee) }
    } else {
      entries.append(Entry(diagnostic: diagnostic, annees: [annee]))
    }
  }

  /// In the order in which they were met, each with its years.
  func diagnostics(annees: [Int]) -> [Diagnostic] {
    entries.map { entry in
      var diagnostic = entry.diagnostic
      if entry.annees != annees { diagnostic.message = Self.years(entry.annees) + " : " + diagnostic.message }
      return diagnostic
    }
  }

  /// « 2026 », « 2026 à 2028 », « 2026, 2028 et 2030 ».
  static func years(_ annees: [Int]) -> String {
    guard let first = annees.first, let last = annees.last else { return "" }
    if annees.count == 1 { return "\(first)" }
    if annees == Array(first...last) { return "\(first) à \(last)" }
    return annees.dropLast().map(String.init).joined(separator: ", ") + " et \(last)"
  }
}
