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
///   attribution without guarantee.
/// - *Voir aussi*: parameters `fpic_national.garantie`.
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

  public init(annee: Int, taux: [Double], chainee: Bool, premierePerteEchelonnee: Int?) {
    self.annee = annee
    self.taux = taux
    self.chainee = chainee
    self.premierePerteEchelonnee = premierePerteEchelonnee
  }

  /// What an entity got in a past year.
  public struct Percu: Sendable, Equatable {
    /// Attribution without guarantee, euros; above zero exactly when eligible.
    public var attribution: Double
    public var garantie: Double
    public var eligible: Bool

    public init(attribution: Double, garantie: Double, eligible: Bool) {
      self.attribution = attribution
      self.garantie = garantie
      self.eligible = eligible
    }
  }

  /// Whole euros due in `annee` to an entity that is not eligible in it.
  /// - Parameter percu: what it got in a past year; `nil` when nobody knows.
  public func montant(_ percu: (Int) -> Percu?) -> Double {
    guard let last = percu(annee - 1) else { return 0 }
    if chainee, !last.eligible { return notifie(taux[0] * last.garantie) }
    if last.eligible {
      // The ladder of the four years starts with a loss of its first year; before, one year alone.
      return notifie(taux[0] * last.attribution)
    }
    guard let premierePerteEchelonnee else { return 0 }
    for rang in 1..<taux.count {
      guard let earlier = percu(annee - 1 - rang) else { return 0 }
      guard earlier.eligible else { continue }
      let perte = annee - rang
      return perte >= premierePerteEchelonnee ? notifie(taux[rang] * earlier.attribution) : 0
    }
    return 0
  }

  private func notifie(_ montant: Double) -> Double { (montant + 1e-6 + 0.5).rounded(.down) }
}
