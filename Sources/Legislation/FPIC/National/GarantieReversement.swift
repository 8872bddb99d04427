/// What an entity that is no longer eligible still receives.
///
/// - *Texte*: CGCT art. L2336-6 and the finance acts that rewrote it.
/// - *Formule*: 2013–2015, 2021, 2022: 50 % of last year's attribution, the first year only. 2016: 90 % of the attribution
///   of 2015. 2017 to 2020: 90, 85, 70, 50 % of the amount received the year before, guarantee included. From 2023: 90, 70,
///   50, 25 % of the attribution of the last eligible year, in the four years that follow it.
/// - *Exemple*: 100 000 € in 2015: 90 000, 81 000, 68 850, 48 195, 24 098, then nothing. 200 000 € in 2022: 180 000,
///   140 000, 100 000, 50 000, then nothing.
/// - *Bornes et cas limites*: rounded half up at each notified amount, hence along the chain. A loss of 2022 opens one
///   year at 50 % and never the four years. An entity that becomes eligible again starts anew. The ladder counts from the
///   attribution without guarantee. A past year that nobody knows gives nothing, and is told.
/// - *Voir aussi*: `QuotesPartsCommunales`, parameters `fpic_national.garantie`.
public struct GarantieReversement: Sendable, Equatable {
  public static let regle = Regle(
    "fpic_national.garantie", libelle: "Garantie de sortie du reversement", article: "CGCT art. L2336-6",
    formule: "taux de l'année × montant de référence", confiance: .derive)

  public var annee: Int
  /// First to fourth year without eligibility; 0 when there is nothing.
  public var taux: [Double]
  /// The first rate applies again to what was received the year before.
  public var chainee: Bool
  /// First year of loss to which the years after the first apply.
  public var premierePerteEchelonnee: Int?
  /// On a changed perimeter, the amounts of the former ensembles are re-aggregated by commune.
  public var quotesParts: Bool

  public init(
    annee: Int, taux: [Double], chainee: Bool, premierePerteEchelonnee: Int?, quotesParts: Bool = false
  ) {
    self.annee = annee
    self.taux = taux
    self.chainee = chainee
    self.premierePerteEchelonnee = premierePerteEchelonnee
    self.quotesParts = quotesParts
  }

  /// What an entity got in a past year.
  public struct Percu: Sendable, Equatable {
    /// Attribution without guarantee, euros; 0 when not eligible.
    public var attribution: Double
    public var garantie: Double
    public var eligible: Bool

    public init(attribution: Double, garantie: Double, eligible: Bool) {
      self.attribution = attribution
      self.garantie = garantie
      self.eligible = eligible
    }
  }

  /// What the guarantee of `annee` is a fraction of: the euros to which the `rang`-th rate applies.
  public struct Base: Sendable, Equatable {
    /// 0 for the first year without eligibility.
    public var rang: Int
    /// The past year whose amount it is.
    public var annee: Int
    public var montant: Double

    public init(rang: Int, annee: Int, montant: Double) {
      self.rang = rang
      self.annee = annee
      self.montant = montant
    }
  }

  /// How many past years may matter.
  public var profondeur: Int { premierePerteEchelonnee == nil ? 1 : taux.count }

  /// The base of an entity that is not eligible in `annee`; `nil` when nothing is due.
  /// - Parameter percu: what it got in a past year; `nil` when nobody knows.
  public func base(_ percu: (Int) -> Percu?) -> Base? {
    guard let dernier = percu(annee - 1) else { return nil }
    if dernier.eligible { return Base(rang: 0, annee: annee - 1, montant: dernier.attribution) }
    if chainee { return Base(rang: 0, annee: annee - 1, montant: dernier.garantie) }
    guard let premierePerteEchelonnee else { return nil }
    for rang in 1..<taux.count {
      guard let percu = percu(annee - 1 - rang) else { return nil }
      guard percu.eligible else { continue }
      guard annee - rang >= premierePerteEchelonnee else { return nil }
      return Base(rang: rang, annee: annee - 1 - rang, montant: percu.attribution)
    }
    return nil
  }

  /// Whole euros due to an entity that is not eligible.
  public func montant(_ percu: (Int) -> Percu?) -> Double {
    guard let base = base(percu) else { return 0 }
    return EuroNotifie.arrondir(taux[base.rang] * base.montant)
  }
}
