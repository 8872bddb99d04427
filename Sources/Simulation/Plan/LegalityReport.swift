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
    /// Row of the commune concerned, where there is one.
    var commune: Int?
  }
  private var entries: [Entry] = []
  private let communes: [String]

  init(territoire: Territory) { communes = territoire.communes.map(\.nom) }

  /// - Parameters:
  ///   - article: article of the scenario in which the rule was called: its place and its motive.
  ///   - span: a more precise place in it.
  mutating func add(_ faits: [any FaitDeLiceite], annee: Int, article: Article?, span: Span? = nil) {
    for fait in faits { add(fait, annee: annee, article: article, span: span) }
  }

  /// - Parameter place: the clause in which a fact stands, from its rank; `nil` for the article as a whole.
  mutating func add<Fait: FaitDeLiceite>(
    _ faits: [Fait], annee: Int, article: Article?, place: (Int, Fait) -> Span?
  ) {
    for (rank, fait) in faits.enumerated() {
      add(fait, annee: annee, article: article, span: place(rank, fait))
    }
  }

  private mutating func add(_ fait: any FaitDeLiceite, annee: Int, article: Article?, span: Span?) {
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
      fait.code, severity, fait.message { communes[$0] }, place: (span ?? article?.span)?.place(),
      context: fait.article,
      repair: repair, mesure: fait.mesure)
    merge(diagnostic, annee, fait.commune)
  }

  private mutating func merge(_ diagnostic: Diagnostic, _ annee: Int, _ commune: Int?) {
    let same = entries.firstIndex {
      $0.commune == commune && $0.diagnostic.code == diagnostic.code && $0.diagnostic == diagnostic
    }
    if let index = same {
      if !entries[index].annees.contains(annee) { entries[index].annees.append(annee) }
    } else {
      entries.append(Entry(diagnostic: diagnostic, annees: [annee], commune: commune))
    }
  }

  /// How many communes are told one by one of the same fact.
  private static let toldOneByOne = 3

  /// In the order in which they were met, each with its years; a fact that is the same for many communes is told
  /// once.
  func diagnostics(annees: [Int]) -> [Diagnostic] {
    var told: Set<Int> = []
    var out: [Diagnostic] = []
    for (index, entry) in entries.enumerated() where !told.contains(index) {
      var diagnostic = entry.diagnostic
      let alike = entry.commune == nil ? [] : entries.indices.filter { isAlike(entries[$0], entry) }
      if alike.count > Self.toldOneByOne {
        told.formUnion(alike)
        let others = alike.dropFirst().compactMap { entries[$0].commune.map { communes[$0] } }
        let names = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? "…" : "")
        diagnostic.message += " ; de même pour \(others.count) autres communes (\(names))"
      }
      let later = entries.indices.filter { $0 > index && !told.contains($0) && isSameRemark(entries[$0], entry) }
      if !later.isEmpty {
        told.formUnion(later)
        let years = Self.years(later.flatMap { entries[$0].annees }.sorted())
        diagnostic.message += " ; de même, à d'autres montants, en \(years)"
      }
      if entry.annees != annees { diagnostic.message = Self.years(entry.annees) + " : " + diagnostic.message }
      out.append(diagnostic)
    }
    return out
  }

  /// The same sentence but for the name of the commune: what one says of one is said of all.
  private func isAlike(_ a: Entry, _ b: Entry) -> Bool {
    a.annees == b.annees && a.diagnostic.code == b.diagnostic.code && a.diagnostic.place == b.diagnostic.place
      && a.commune != nil && unnamed(a) == unnamed(b)
  }

  /// A remarque that comes back in other years with other figures.
  private func isSameRemark(_ a: Entry, _ b: Entry) -> Bool {
    func words(_ text: String) -> String { text.filter { !$0.isNumber && !$0.isWhitespace } }
    return a.diagnostic.severity == .remarque && a.diagnostic.code == b.diagnostic.code && a.commune == b.commune
      && a.diagnostic.place == b.diagnostic.place && words(a.diagnostic.message) == words(b.diagnostic.message)
  }

  private func unnamed(_ entry: Entry) -> String {
    entry.commune.map { entry.diagnostic.message.replacing(communes[$0], with: "…") } ?? entry.diagnostic.message
  }

  /// « 2026 », « 2026 à 2028 », « 2026, 2028 et 2030 ».
  static func years(_ annees: [Int]) -> String {
    guard let first = annees.first, let last = annees.last else { return "" }
    if annees.count == 1 { return "\(first)" }
    if annees == Array(first...last) { return "\(first) à \(last)" }
    return annees.dropLast().map(String.init).joined(separator: ", ") + " et \(last)"
  }
}
