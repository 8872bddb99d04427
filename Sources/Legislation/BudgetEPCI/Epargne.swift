/// The account of an EPCI or of a commune, moved by the flows of a scenario. Centimes; NaN where unknown.
public struct CompteDeLAnnee: Sendable, Equatable {
  /// Recettes and dépenses réelles de fonctionnement.
  public var recettes: Double
  public var depenses: Double
  public var capitalRembourse: Double
  public var dette: Double

  public init(recettes: Double, depenses: Double, capitalRembourse: Double, dette: Double) {
    self.recettes = recettes
    self.depenses = depenses
    self.capitalRembourse = capitalRembourse
    self.dette = dette
  }

  /// With what the scenario adds to the running receipts and to the running spending.
  public func deplace(recettes plus: Double, depenses moins: Double) -> CompteDeLAnnee {
    CompteDeLAnnee(
      recettes: recettes + plus, depenses: depenses + moins, capitalRembourse: capitalRembourse, dette: dette)
  }

  public var epargneBrute: Double { Epargne.brute(recettes: recettes, depenses: depenses) }
  public var epargneNette: Double { Epargne.nette(brute: epargneBrute, capital: capitalRembourse) }
  public var capaciteDesendettement: Double { Epargne.capacite(dette: dette, brute: epargneBrute) }
}

/// What a budget keeps of its running receipts, and how long it would take to pay its debt.
///
/// - *Texte*: convention of local financial analysis (no article); the accounts are those of the M57.
/// - *Formule*: `épargne brute = recettes réelles − dépenses réelles de fonctionnement`; `épargne nette = brute − capital
///   remboursé`; `capacité de désendettement = dette ÷ épargne brute`, in years. A year of the scenario moves the last known
///   account by its flows less those of the year of the account.
/// - *Exemple*: 50 M€ and 43 M€, capital 3 M€, debt 42 M€: 7 M€, 4 M€, 6 years. A DSC of 1 M€ more: 6 M€, 3 M€, 7 years.
/// - *Bornes et cas limites*: AC in fonctionnement, DSC and FPIC move the épargne; AC d'investissement, fonds de concours and
///   taxe d'amenagement do not. A null or negative épargne has no capacity (NaN). Debt and capital stay those of the account.
/// - *Voir aussi*: `PartReversee`, `VehiculeDeSolidarite`.
public enum Epargne {
  public static let regle = Regle(
    "budget.epargne", libelle: "Épargne brute et nette", article: "convention",
    formule: "recettes réelles − dépenses réelles de fonctionnement, puis − capital remboursé", confiance: .derive)

  public static func brute(recettes: Double, depenses: Double) -> Double { recettes - depenses }
  public static func nette(brute: Double, capital: Double) -> Double { brute - capital }
  /// Years; NaN when there is nothing to pay with.
  public static func capacite(dette: Double, brute: Double) -> Double { brute > 0 ? dette / brute : .nan }
}

/// Part of the running receipts of the EPCI that goes back to its communes.
///
/// - *Texte*: convention.
/// - *Formule*: `(AC nette + DSC) ÷ recettes réelles de fonctionnement`.
/// - *Exemple*: AC 16 M€, DSC 3,4 M€, receipts 60 M€: 32,33 %.
/// - *Bornes et cas limites*: negative AC are netted; NaN without receipts.
/// - *Voir aussi*: `Epargne`.
public enum PartReversee {
  public static let regle = Regle(
    "budget.part_reversee", libelle: "Part des recettes reversée par l'AC et la DSC", article: "convention",
    formule: "(AC nette + DSC) ÷ recettes réelles de fonctionnement", confiance: .derive)

  public static func calculer(attributions: Double, dotations: Double, recettes: Double) -> Double {
    recettes > 0 ? (attributions + dotations) / recettes : .nan
  }
}
