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
  public var deductionMenages = false
  /// `ac.baisse_bases.nette_de_compensation`: the compensation of the State is deducted from the loss.
  public var perteNetteDeCompensation = true
  /// `ac.clect.taux_fctva`; `nil` before the first known rate.
  public var tauxFCTVA: Double? = 0.16404
  /// `ac.clect.delai_rapport` and `ac.clect.delai_communes`, months.
  public var delaiRapportCLECT = 9
  public var delaiCommunesCLECT = 3
  /// `ac.prefet.comptes_fonctionnement` and `ac.prefet.comptes_investissement`
  public var comptesPrefetFonctionnement = 3
  public var comptesPrefetInvestissement = 7
  /// `ac.notification.mois` and `ac.notification.jour`: the provisional amounts are notified before that day.
  public var moisNotification = 2
  public var jourNotification = 15
  /// `ac.rapport_quinquennal.periodicite`, years; `nil` before the obligation.
  public var periodiciteRapport: Int? = 5

  public init(
    annee: Int, seuilIndividualisee: Double = 1.2, seuilStrict: Bool = true, baisseIndividualisee: Double = 0.05,
    partAttributionFusion: Double = 0.3, partRecettesFusion: Double? = 0.05, dureeFusion: Int = 3
  ) {
    self.annee = annee
    self.seuilIndividualisee = seuilIndividualisee
    self.seuilStrict = seuilStrict
    self.baisseIndividualisee = baisseIndividualisee
    self.partAttributionFusion = partAttributionFusion
    self.partRecettesFusion = partRecettesFusion
    self.dureeFusion = dureeFusion
  }
}
