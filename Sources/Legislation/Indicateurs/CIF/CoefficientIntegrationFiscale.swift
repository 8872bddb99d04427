/// How much of the taxation of a territory its EPCI keeps.
///
/// - *Texte*: CGCT art. L5211-29, II and III.
/// - *Formule*: `CIF = (recettes de l'EPCI − dépenses de transfert) ÷ (recettes de l'EPCI, des communes et des syndicats)`;
///   `dépenses de transfert = AC versées − AC négatives reçues + ½ DSC` of the last available account, N−2.
/// - *Exemple*: 20 M€ for the EPCI, 25 M€ for the others, AC 6 M€, DSC 1 M€: (20 − 6,5) ÷ 45 = 0,300.
/// - *Bornes et cas limites*: when the communes pay more AC than they receive, the surplus is added to the numerator: the
///   same subtraction. An EPCI without fiscalité professionnelle unique counts no AC. No bound here: see
///   `CIFPrisEnCompte`.
/// - *Voir aussi*: `PosteCIF`, `CIFTransforme`, `CIFPrisEnCompte`, `PartageParCIF`, parameters `indicateurs.cif`.
public enum CoefficientIntegrationFiscale {
  public static let regle = Regle(
    "indicateurs.cif", libelle: "Coefficient d'intégration fiscale", article: "CGCT art. L5211-29, II et III",
    formule: "(recettes de l'EPCI − AC nettes − ½ DSC) ÷ (recettes de l'EPCI + des communes + des syndicats)")

  public struct Regles: Sendable, Equatable {
    /// `indicateurs.cif.part_dsc`
    public var partDSC: Double
    /// `indicateurs.cif.retard_comptes`
    public var retardComptes: Int
    public var postes: PosteCIF.Regles
    /// `indicateurs.ac_investissement.comptee`
    public var acInvestissementComptee: Bool

    public init(partDSC: Double, retardComptes: Int, postes: PosteCIF.Regles, acInvestissementComptee: Bool) {
      self.partDSC = partDSC
      self.retardComptes = retardComptes
      self.postes = postes
      self.acInvestissementComptee = acInvestissementComptee
    }
  }

  /// Euros, the posts that count only: see `PosteCIF`.
  public struct Recettes: Sendable, Equatable {
    public var epci: Double
    public var communes: Double
    public var syndicats: Double

    public init(epci: Double, communes: Double, syndicats: Double) {
      self.epci = epci
      self.communes = communes
      self.syndicats = syndicats
    }

    public var totales: Double { epci + communes + syndicats }
  }

  /// Dépenses de transfert, in the unit of the amounts; negative when the communes pay more AC than they receive.
  /// - Parameters:
  ///   - attributions: net of negative AC; left out without fiscalité professionnelle unique.
  ///   - dontInvestissement: the part of it booked as investment.
  public static func depensesDeTransfert(
    attributions: Double, dontInvestissement: Double = 0, dotations: Double, fiscaliteProfessionnelleUnique: Bool,
    regles: Regles
  ) -> Double {
    let counted = regles.acInvestissementComptee ? attributions : attributions - dontInvestissement
    return (fiscaliteProfessionnelleUnique ? counted : 0) + regles.partDSC * dotations
  }

  /// The plain coefficient; NaN when the receipts add up to nothing.
  public static func calculer(recettes: Recettes, depensesDeTransfert: Double) -> Double {
    let total = recettes.totales
    return total > 0 ? (recettes.epci - depensesDeTransfert) / total : .nan
  }

  /// The published coefficient moved by a change of the dépenses de transfert: exactly itself when nothing changes.
  /// - Parameter recettes: the denominator.
  public static func deplacer(_ publie: Double, variationTransferts: Double, recettes: Double) -> Double {
    variationTransferts == 0 ? publie : publie - variationTransferts / recettes
  }
}
