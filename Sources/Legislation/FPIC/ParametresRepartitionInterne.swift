import Diagnostics

/// What the law of a year says about the internal split of the FPIC, as plain values.
public struct ParametresRepartitionInterne: Sendable, Equatable {
  public var annee: Int
  /// EPCI and communes share by the CIF; by their contributions to the potentiel fiscal agrégé otherwise (2012).
  public var partageParCIF: Bool
  /// A derogation at two thirds rests on the three legal criteria.
  public var criteresLegaux: Bool
  /// Multiple of the mean potentiel financier per head above which a commune receives nothing; `nil` before 2017.
  public var seuilExclusion: Double?
  public var exoneration: ParametresExoneration
  /// Maximal gap of the EPCI share to the droit commun, as a fraction; 0 when it is fixed.
  public var ecartMaximalEPCI: Double
  /// The gap is measured on the communes' block too.
  public var ecartDesDeuxBlocs: Bool
  /// Maximal rise of a levy, or fall of an attribution, of one commune, as a fraction; `nil` when the year sets no bound.
  public var ecartMaximalCommune: Double?
  /// A derogatory deliberation holds until it is withdrawn.
  public var pluriannualite: Bool
  /// The communes of an EPT share by the droit commun.
  public var eptDroitCommun: Bool

  /// - Throws: `L0003` before 2012.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    self.annee = annee
    partageParCIF = try parametres.valeurExigee(.fpicPartageParCIF, annee: annee) != 0
    criteresLegaux = parametres.estOuvert(.fpicDerogationCriteresLegaux, annee: annee)
    seuilExclusion = parametres.valeur(.fpicSeuilExclusionAttribution, annee: annee)
    exoneration = try ParametresExoneration(annee: annee, parametres: parametres)
    ecartMaximalEPCI = try parametres.valeurExigee(.fpicEcartMaximalEPCI, annee: annee)
    ecartDesDeuxBlocs = parametres.estOuvert(.fpicEcartDesDeuxBlocs, annee: annee)
    ecartMaximalCommune = parametres.valeur(.fpicEcartMaximalCommune, annee: annee)
    pluriannualite = parametres.estOuvert(.fpicPluriannualite, annee: annee)
    eptDroitCommun = parametres.estOuvert(.fpicEPTDroitCommun, annee: annee)
  }

  /// The paths read here, for the remarque on parameters carried forward.
  public static let chemins: [CheminParametre] =
    [
      .fpicPartageParCIF, .fpicDerogationCriteresLegaux, .fpicSeuilExclusionAttribution, .fpicEcartMaximalEPCI,
      .fpicEcartDesDeuxBlocs,
      .fpicEcartMaximalCommune, .fpicPluriannualite, .fpicEPTDroitCommun,
    ] + ParametresExoneration.chemins
}

/// Ranks that exempt a commune from the levy.
public struct ParametresExoneration: Sendable, Equatable {
  /// Last rank exempted in full, and last rank exempted by half (0: none).
  public struct Rangs: Sendable, Equatable {
    public var complet: Double
    public var demi: Double
  }
  public var dsu10000: Rangs
  public var dsu5000: Rangs
  public var dsrCible: Rangs
  /// Share of the levy left to a commune exempted by half.
  public var tauxDemi: Double

  /// - Throws: `L0003` before 2012.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    dsu10000 = Rangs(
      complet: try parametres.valeurExigee(.fpicRangCompletDSU10000, annee: annee),
      demi: try parametres.valeurExigee(.fpicRangDemiDSU10000, annee: annee))
    dsu5000 = Rangs(
      complet: try parametres.valeurExigee(.fpicRangCompletDSU5000, annee: annee),
      demi: try parametres.valeurExigee(.fpicRangDemiDSU5000, annee: annee))
    // No exemption by the DSR before its first year: rank 0 exempts nobody.
    dsrCible = Rangs(complet: parametres.valeur(.fpicRangCompletDSRCible, annee: annee) ?? 0, demi: 0)
    tauxDemi = try parametres.valeurExigee(.fpicTauxDemiExoneration, annee: annee)
  }

  public static let chemins: [CheminParametre] = [
    .fpicRangCompletDSU10000, .fpicRangDemiDSU10000, .fpicRangCompletDSU5000, .fpicRangDemiDSU5000,
    .fpicRangCompletDSRCible, .fpicTauxDemiExoneration,
  ]
}
