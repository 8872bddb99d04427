import LinearAlgebra

/// Bounds of a split « à la majorité des deux tiers », in whole euros.
///
/// *Texte.* CGCT art. L2336-3, II, 1° and L2336-5, II, 1°: the split may not deviate by more than 30 % from the droit
/// commun, nor raise a commune's levy, or cut its attribution, by more than 30 % (other rates before 2016).
///
/// *Formule.* With `e(x) = ⌊taux × x⌋`: EPCI and communes' block each within `± e` of their droit commun; commune at most
/// `droit commun + e` (levy) or at least `droit commun − e` (attribution). The EPCI share is feasible when it satisfies
/// both blocks and leaves the communes a total within the sum of their bounds (decisions 11 and 35).
///
/// *Exemple.* Levy of 500 000 €, EPCI 181 257 €: EPCI within [126 880 ; 235 634], block within [223 121 ; 414 365] by its
/// own 30 % and at most 414 364 by the sum of the communes' ceilings (253 892, 73 238, 78 120, 9 114).
///
/// *Bornes et cas limites.* Bounds are rounded inward from whole-euro droit commun. The reference is the droit commun
/// before FSRIF and exemptions. One-sided for a commune: a levy may fall, an attribution may rise freely. An attribution
/// of 0 (excluded commune) has a floor of 0. The droit commun itself is always feasible.
///
/// *Voir aussi.* `PropositionDerogatoire`, `ControleDerogation`.
public enum BornesDerogation {
  public static let regle = Regle(
    "fpic.bornes_derogation", libelle: "bornes de la répartition dérogatoire",
    article: "CGCT art. L2336-3, II, 1° et L2336-5, II, 1°",
    formule: "droit commun ± 30 % pour l'EPCI et pour le bloc des communes ; droit commun + 30 % au plus pour le "
      + "prélèvement d'une commune, − 30 % au moins pour son attribution")

  /// Whole euros by which an amount may deviate. A product a hair under a whole number is that number.
  public static func ecart(_ montant: Double, taux: Double) -> Double { (taux * montant + 1e-6).rounded(.down) }

  /// Ceiling (levy) or floor (attribution) of each commune; infinite or zero when `taux` is `nil`: no bound.
  public static func communes(
    droitCommun: Span<Double>, nature: NatureFPIC, taux: Double?, into bornes: inout MutableSpan<Double>
  ) {
    for i in 0..<bornes.count {
      guard let taux else {
        bornes[i] = nature == .prelevement ? .infinity : 0
        continue
      }
      let marge = ecart(droitCommun[i], taux: taux)
      bornes[i] = nature == .prelevement ? droitCommun[i] + marge : droitCommun[i] - marge
    }
  }

  /// - Parameters: whole euros; `sommeDesBornes` is the total of the communes' ceilings or floors.
  public static func epci(
    droitCommunEPCI: Double, montant: Double, sommeDesBornes: Double, nature: NatureFPIC,
    parametres: ParametresRepartitionInterne
  ) -> BornesEPCI {
    let propre = ecart(droitCommunEPCI, taux: parametres.ecartMaximalEPCI)
    let bloc = ecart(montant - droitCommunEPCI, taux: parametres.ecartMaximalEPCI)
    return BornesEPCI(
      droitCommun: droitCommunEPCI, ecartPropre: propre, ecartDuBloc: bloc,
      deuxBlocs: parametres.ecartDesDeuxBlocs,
      minimumParCommunes: nature == .prelevement ? max(0, montant - sommeDesBornes) : 0,
      maximumParCommunes: nature == .prelevement ? montant : montant - sommeDesBornes)
  }
}

/// The interval of the EPCI share and where its ends come from; whole euros.
public struct BornesEPCI: Sendable, Equatable {
  public var droitCommun: Double
  /// Allowed gap measured on the EPCI share.
  public var ecartPropre: Double
  /// Allowed gap measured on the communes' block.
  public var ecartDuBloc: Double
  /// Both gaps hold (default reading), or the first one only.
  public var deuxBlocs: Bool
  /// Ends that leave the communes a total within the sum of their own bounds.
  public var minimumParCommunes: Double
  public var maximumParCommunes: Double

  /// The rule of 30 %, under the reading chosen.
  public var ecartPermis: Double { deuxBlocs ? min(ecartPropre, ecartDuBloc) : ecartPropre }
  public var minimumLegal: Double { droitCommun - ecartPermis }
  public var maximumLegal: Double { droitCommun + ecartPermis }

  /// The feasible interval: the rule of 30 % and the communes' bounds together.
  public var minimum: Double { max(minimumLegal, minimumParCommunes) }
  public var maximum: Double { min(maximumLegal, maximumParCommunes) }

  /// Which block makes the rule of 30 % bind.
  public var blocTenant: Bloc { deuxBlocs && ecartDuBloc < ecartPropre ? .communes : .epci }
  public enum Bloc: Sendable, Equatable { case epci, communes }

  public func plusProche(_ part: Double) -> Double { min(max(part, minimum), maximum) }
}
