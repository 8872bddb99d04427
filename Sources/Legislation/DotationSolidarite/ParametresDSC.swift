/// Dated values that the rules of the DSC read, for one year.
public struct ParametresDSC: Sendable, Equatable {
  public var annee: Int
  /// `dsc.criteres_legaux.part_minimale`; `nil` before the rule exists.
  public var partMinimale: Double?
  /// `dsc.criteres_legaux.majoritaires`: no free criterion above the legal pair.
  public var criteresMajoritaires: Bool
  /// `dsc.reconduction.ouverte`: the amounts of the year before may be kept without the criteria.
  public var reconductionOuverte: Bool
  /// `dsc.critere.ecretage_minimum` and `dsc.critere.ecretage_maximum`: interval of the ratio of shape A.
  public var ecretage: ClosedRange<Double>
  /// `dsc.contrat_de_ville.part_croissance`: part of the growth of the product owed without a pact.
  public var partCroissanceContratDeVille: Double
  /// `dsc.fusion.ecart_potentiel` and `dsc.fusion.duree`: gap that obliges a new EPCI, and for how many years.
  public var ecartFusion: Double
  public var dureeFusion: Int

  public init(
    annee: Int, partMinimale: Double?, criteresMajoritaires: Bool, reconductionOuverte: Bool = false,
    ecretage: ClosedRange<Double> = 0.25...4, partCroissanceContratDeVille: Double = 0.5, ecartFusion: Double = 0.4,
    dureeFusion: Int = 3
  ) {
    self.annee = annee
    self.partMinimale = partMinimale
    self.criteresMajoritaires = criteresMajoritaires
    self.reconductionOuverte = reconductionOuverte
    self.ecretage = ecretage
    self.partCroissanceContratDeVille = partCroissanceContratDeVille
    self.ecartFusion = ecartFusion
    self.dureeFusion = dureeFusion
  }
}
