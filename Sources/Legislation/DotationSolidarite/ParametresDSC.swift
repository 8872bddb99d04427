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
  /// `dsc.critere.produit_fiscal_admis`: a tax product may be a criterion.
  public var produitFiscalAdmis: Bool
}
