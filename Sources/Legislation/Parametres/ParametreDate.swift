/// A parameter of the law with its values by year, as the registry holds it.
public struct ParametreDate: Sendable, Equatable {
  public var chemin: CheminParametre
  /// What it is, in French.
  public var libelle: String
  public var unite: UniteParametre
  public var article: String
  public var confiance: Confiance
  public var note: String?
  /// Decision of the project that settles it, where the texts leave it open.
  public var decision: Int?
  /// Other values that the texts allow, in the unit of the parameter; « oui » for a « non » and conversely need not be
  /// written.
  public var alternatives: [ValeurDatee] = []
  /// At least one, in strictly ascending years; each holds until the next.
  public var valeurs: [ValeurDatee]

  /// The value in force in `annee`; `nil` before the first year: the rule did not exist.
  public func valeur(annee: Int) -> ValeurDatee? {
    valeurs.last { $0.annee <= annee }
  }

  /// The values that another reading of the texts would give in `annee`; empty when nothing is open.
  public func autresLectures(annee: Int) -> [Double] {
    guard confiance == .doute, let retenue = valeur(annee: annee), !retenue.remplacee else { return [] }
    let written = alternatives.map(\.valeur).filter { $0 != retenue.valeur }
    if written.isEmpty, unite == .ouiNon { return [1 - retenue.valeur] }
    return written
  }
}

public struct ValeurDatee: Sendable, Equatable {
  public var annee: Int
  /// In the unit of the parameter; 1 and 0 for `oui_non`.
  public var valeur: Double
  /// The exact fraction, for parameters of unit `rapport`.
  public var rapport: Rapport?
  /// Written by a scenario in place of the value of the law.
  public var remplacee: Bool

  public init(annee: Int, valeur: Double, rapport: Rapport? = nil, remplacee: Bool = false) {
    self.annee = annee
    self.valeur = valeur
    self.rapport = rapport
    self.remplacee = remplacee
  }
}

/// What a value is counted in, hence what it may be.
public enum UniteParametre: String, Sendable, CaseIterable, Codable {
  /// Between 0 and 1.
  case fraction
  /// A fraction of whole numbers between 0 and 1, written `2/3`, exact in votes.
  case rapport
  /// A factor, zero or more.
  case coefficient
  case rang, mois, jour, ans, annee, habitants
  case euros
  case eurosParHabitant = "euros_par_habitant"
  /// `oui` or `non`.
  case ouiNon = "oui_non"

  /// Whether `valeur` makes sense in this unit.
  public func admet(_ valeur: Double) -> Bool {
    guard valeur.isFinite, valeur >= 0 else { return false }
    return switch self {
    case .fraction, .rapport: valeur <= 1
    case .ouiNon: valeur == 0 || valeur == 1
    case .rang, .mois, .jour, .ans, .annee, .habitants: valeur == valeur.rounded()
    case .coefficient, .euros, .eurosParHabitant: true
    }
  }

  /// What the unit admits, as a diagnostic says it.
  public var attendu: String {
    switch self {
    case .fraction: "une fraction entre 0 et 1"
    case .rapport: "une fraction d'entiers entre 0 et 1, comme 2/3"
    case .coefficient: "un coefficient positif ou nul"
    case .rang: "un rang entier"
    case .mois: "un nombre entier de mois"
    case .jour: "un jour du mois"
    case .ans: "un nombre entier d'années"
    case .annee: "une année"
    case .habitants: "un nombre entier d'habitants"
    case .euros: "un montant en euros, positif ou nul"
    case .eurosParHabitant: "un montant en euros par habitant, positif ou nul"
    case .ouiNon: "oui ou non"
    }
  }
}
