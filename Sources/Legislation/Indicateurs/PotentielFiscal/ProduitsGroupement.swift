/// What the grouping collects, shared among its communes by population DGF in their potentiel fiscal.
///
/// - *Texte*: CGCT art. L2334-4, II.
/// - *Formule*: fiscalité professionnelle unique: `t̄(CFE) × bases + CVAE + IFER + TASCOM + TAFNB + t̄(THRS) × bases THRS +
///   part salaires + DCRTP ± FNGIR + compensations + TVA + jeux`, products of zones d'activités and of éoliennes included;
///   fiscalité de zone: products of the zones, part salaires and substitutes; additionnelle: substitutes alone.
/// - *Exemple*: CC de la Dombes 2022: 9 751 558 € before the AC of 6 597 374 €, hence 3 154 184 € to share.
/// - *Bornes et cas limites*: the CFE bases of exonerated industrial premises are not valued, their compensation counts. The
///   zone products of a FPU grouping count with the rest: without them one commune in seven is off by a constant of its
///   grouping. AC for environmental nuisances (« ACNE », wind farms of FPZ groupings) are AC: added to the commune's
///   potential, taken from what is shared.
/// - *Voir aussi*: `PotentielFiscal`.
public struct ProduitsGroupement: Sendable, Equatable {
  public static let regle = Regle(
    "indicateurs.produits_groupement", libelle: "Produits du groupement partagés entre ses communes",
    article: "CGCT art. L2334-4, II", formule: "produits économiques, substituts et compensations du groupement")

  /// Gross bases of CFE outside and inside zones, and of THRS, euros.
  public var basesCFE = 0.0
  public var basesCFEZones = 0.0
  public var basesTHRS = 0.0
  /// CVAE (or its TVA), IFER, TASCOM outside zones; the same inside zones.
  public var economiques = 0.0
  public var economiquesZones = 0.0
  public var tafnb = 0.0
  public var jeux = 0.0
  /// Part salaires of the dotation de compensation, net of the TASCOM levy, year before.
  public var partSalaires = 0.0
  public var dcrtp = 0.0
  public var fngirReverse = 0.0
  public var fngirPreleve = 0.0
  public var compensationFNGIR = 0.0
  /// Compensations of exonerated industrial premises, TFPB and CFE.
  public var locauxIndustriels = 0.0
  public var fractionTVA = 0.0
  /// Inhabitants DGF of year N on the perimeter of N−1.
  public var population = 0.0
  /// Signed sum of the AC of the members, those for environmental nuisances included, euros.
  public var attributions = 0.0

  public init() {}

  private var substituts: Double {
    dcrtp + (fngirReverse - fngirPreleve) + locauxIndustriels + fractionTVA
  }

  private func zones(_ taux: TauxMoyensNationaux) -> Double {
    taux.fonciereEntreprises * basesCFEZones + economiquesZones
  }

  /// Euros to share, before the AC.
  public func aPartager(_ taux: TauxMoyensNationaux, regime: RegimeCommune) -> Double {
    switch regime {
    case .fiscaliteUnique:
      taux.fonciereEntreprises * basesCFE + economiques + zones(taux) + tafnb
        + taux.residencesSecondairesGroupements * basesTHRS + partSalaires + jeux + compensationFNGIR + substituts
    case .fiscaliteDeZone: zones(taux) + partSalaires + substituts
    case .fiscaliteAdditionnelle: substituts
    case .isolee: 0
    }
  }
}

/// The regime that drives a commune's potentiel: that of the year before.
public enum RegimeCommune: String, Sendable, CaseIterable {
  case fiscaliteUnique = "FPU"
  case fiscaliteDeZone = "FPZ"
  case fiscaliteAdditionnelle = "FA"
  case isolee = "ISO"

  /// In its first year under another regime, a commune is still measured under the former one (art. L2334-4, II, 5).
  public static func applicable(annee: RegimeCommune, precedent: RegimeCommune?) -> RegimeCommune {
    precedent ?? annee
  }

  public var aDesAttributions: Bool { self == .fiscaliteUnique || self == .fiscaliteDeZone }
}
