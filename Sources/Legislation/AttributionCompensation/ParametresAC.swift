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
