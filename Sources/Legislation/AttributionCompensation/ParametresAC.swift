/// Dated values that the rules of the AC read, for one year.
public struct ParametresAC: Sendable, Equatable {
  public var annee: Int
  /// `ac.individualisee.seuil`: multiple of the mean potentiel financier per inhabitant.
  public var seuilIndividualisee: Double
  /// `ac.individualisee.seuil_strict`: « plus de 20 % » rather than « au moins 20 % ».
  public var seuilStrict: Bool
  /// `ac.individualisee.baisse_maximale`: fraction of the AC.
  public var baisseIndividualisee: Double
  /// `ac.fusion.part_attribution`: fraction of the AC of the former EPCI.
  public var partAttributionFusion: Double
  /// `ac.fusion.part_recettes`: fraction of the recettes réelles de fonctionnement of the year before; `nil` as long as
  /// this second bound does not exist.
  public var partRecettesFusion: Double?
  /// `ac.fusion.duree`: years, the first included.
  public var dureeFusion: Int
  /// `ac.initiale.deduction_menages`
  public var deductionMenages: Bool
  /// `ac.baisse_bases.nette_de_compensation`: the compensation of the State is deducted from the loss.
  public var perteNetteDeCompensation: Bool
  /// `ac.clect.taux_fctva`; `nil` before the first known rate.
  public var tauxFCTVA: Double?
  /// `ac.clect.delai_rapport` and `ac.clect.delai_communes`, months.
  public var delaiRapportCLECT: Int
  public var delaiCommunesCLECT: Int
  /// `ac.prefet.comptes_fonctionnement` and `ac.prefet.comptes_investissement`
  public var comptesPrefetFonctionnement: Int
  public var comptesPrefetInvestissement: Int
  /// `ac.notification.mois` and `ac.notification.jour`: the provisional amounts are notified before that day.
  public var moisNotification: Int
  public var jourNotification: Int
  /// `ac.definitive.mois` and `ac.definitive.jour`: last day of the vote of the final amounts.
  public var moisDefinitif: Int
  public var jourDefinitif: Int
  /// `ac.rapport_quinquennal.periodicite`, years; `nil` before the obligation.
  public var periodiciteRapport: Int?
}
