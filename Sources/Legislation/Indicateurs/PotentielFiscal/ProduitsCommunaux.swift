/// What a commune collects or receives by itself, counted at its real amount in its potentiel fiscal.
///
/// - *Texte*: CGCT art. L2334-4, I, 2° to 5°.
/// - *Formule*: sum of the amounts, the FNGIR with its sign: `reversement − prélèvement`.
/// - *Exemple*: L'Abergement-Clémenciat 2022: pylônes 46 764 + DMTO 37 212 − FNGIR 37 017 = 46 959 €.
/// - *Bornes et cas limites*: everything counts once and in full, under every regime; `economiques` only where the grouping
///   does not collect the professional taxes. Allocations compensatrices other than those named are not counted.
/// - *Voir aussi*: `PotentielFiscal`.
public struct ProduitsCommunaux: Sendable, Equatable {
  public static let regle = Regle(
    "indicateurs.produits_communaux", libelle: "Produits propres de la commune", article: "CGCT art. L2334-4, I",
    formule: "somme des produits, DCRTP et FNGIR (avec son signe) compris")

  /// Euros.
  public var mines = 0.0
  public var jeux = 0.0
  public var eauxMinerales = 0.0
  public var publiciteExterieure = 0.0
  public var pylones = 0.0
  public var installationsNucleaires = 0.0
  /// Mean of three years.
  public var droitsDeMutation = 0.0
  public var majorationTHRS = 0.0
  public var dcrtp = 0.0
  public var fngirReverse = 0.0
  public var fngirPreleve = 0.0
  /// Compensations of the State: FNGIR, exonerated industrial premises (TFPB, CFE).
  public var prelevementsSurRecettes = 0.0
  public var fractionTVA = 0.0
  /// Imposition forfaitaire sur les entreprises de réseaux kept by the commune.
  public var ifer = 0.0

  // Outside the fiscalité professionnelle unique.
  public var basesCFE = 0.0
  /// CVAE, TASCOM and taxe additionnelle sur le foncier non bâti of the commune.
  public var economiques = 0.0
  /// CVAE, IFER and TASCOM that the grouping collects on the commune.
  public var economiquesDuGroupement = 0.0
  /// Part salaires of the dotation forfaitaire (2014, indexed).
  public var partSalaires = 0.0

  public init() {}

  /// Counted under every regime.
  public var propres: Double {
    mines + jeux + eauxMinerales + publiciteExterieure + pylones + installationsNucleaires + droitsDeMutation
      + majorationTHRS + dcrtp + (fngirReverse - fngirPreleve) + prelevementsSurRecettes + fractionTVA
  }

  /// Counted in full where no grouping has taken the professional taxes over.
  public func professionnels(_ taux: TauxMoyensNationaux) -> Double {
    taux.fonciereEntreprises * basesCFE + economiques + economiquesDuGroupement + partSalaires
  }
}
