import Diagnostics

/// How well a rule or a value is known.
public enum Confiance: String, Sendable, Codable, CaseIterable {
  /// Read in the article itself, or in a published official file.
  case verifie = "vérifié"
  /// Deduced by calculation or by plain reading of a verified rule.
  case derive = "déduit"
  /// From memory: plausible, not read again.
  case memoire = "mémoire"
  /// The texts allow another reading; a named option or a dated parameter holds the choice.
  case doute = "doute"
}

/// The identity card of a rule: what a trace, a report and `pacte expliquer` print beside an amount.
public struct Regle: Sendable, Equatable {
  /// Stable identifier, mechanism first: `dsc.insuffisance_tronquee`.
  public var identifiant: String
  /// What the rule computes, in French.
  public var libelle: String
  /// Article of law, or « convention » where the practice and not the law decides.
  public var article: String
  /// The formula as a reader with a pocket calculator applies it.
  public var formule: String
  public var confiance: Confiance

  public init(
    _ identifiant: String, libelle: String, article: String, formule: String, confiance: Confiance = .verifie
  ) {
    self.identifiant = identifiant
    self.libelle = libelle
    self.article = article
    self.formule = formule
    self.confiance = confiance
  }
}

/// A fact about legality, found by the check that stands beside a rule. Each mechanism has its closed enum of facts;
/// the simulation adds the year and the scenario and turns it into a `Diagnostic`.
public protocol FaitDeLiceite: Sendable {
  /// `L` followed by four digits; the first two tell the mechanism (L01 AC, L02 DSC, L03 FPIC, L04 votes, L06 to L11 the other levers).
  var code: String { get }
  var severity: Severity { get }
  /// The article that is broken or at stake, as it is cited in French.
  var article: String { get }
  /// Row of the commune concerned, where there is one.
  var commune: Int? { get }
  /// French sentence without final full stop: what breaks the bound and by how much. `nom` gives a commune's name.
  func message(nom: (Int) -> String) -> String
  /// True when the law itself is broken: the scenario then runs only « en connaissance de cause », with its motive.
  /// A doubt about the data, or a prudence that no text states, is an alerte that does not ask for one.
  var exigeUnMotif: Bool { get }
  /// What was measured, the bound, the nearest legal value; `nil` for a fact that crosses no bound in figures.
  var mesure: Mesure? { get }
  /// The nearest legal value, or what to do.
  func repair(nom: (Int) -> String) -> String?
}

/// Facts counted by what they weigh, where nobody reads them one by one.
public struct ComptesFaits: Sendable, Equatable {
  public var erreurs = 0
  /// Those that ask for a motive, and the others.
  public var alertesAMotiver = 0
  public var alertes = 0

  public init() {}

  public init(_ faits: [some FaitDeLiceite]) { for fait in faits { ajouter(fait) } }

  @inline(__always) public mutating func ajouter(_ fait: some FaitDeLiceite) {
    switch fait.severity {
    case .erreur: erreurs += 1
    case .alerte: if fait.exigeUnMotif { alertesAMotiver += 1 } else { alertes += 1 }
    case .remarque: break
    }
  }
}
