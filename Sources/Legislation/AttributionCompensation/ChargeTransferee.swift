/// Running cost of a transferred competence, before equipment.
public enum CoutFonctionnement: Sendable, Equatable {
  /// Real cost in the budget of the year before the transfer.
  case dernierBudget(Double)
  /// Mean of the previous accounts; the CLECT chooses how many.
  case moyenneComptes([Double])

  /// Euros; NaN without any account.
  public var montant: Double {
    switch self {
    case .dernierBudget(let cout): cout
    case .moyenneComptes(let comptes): comptes.reduce(0, +) / Double(comptes.count)
    }
  }
}

/// An equipment that follows the competence. Euros.
public struct EquipementTransfere: Sendable, Equatable {
  /// Cost of construction, acquisition or renewal, taxes included.
  public var cout: Double
  public var subventions: Double
  /// Part of the cost given back by the FCTVA, 0 when the CLECT evaluates gross of it.
  public var tauxFCTVA: Double
  /// Total interest.
  public var fraisFinanciers: Double
  /// Upkeep of each year; one value stands for all years.
  public var entretien: [Double]
  /// « Durée normale d'utilisation », years.
  public var duree: Double

  public init(
    cout: Double, subventions: Double = 0, tauxFCTVA: Double = 0, fraisFinanciers: Double = 0,
    entretien: [Double] = [], duree: Double
  ) {
    self.cout = cout
    self.subventions = subventions
    self.tauxFCTVA = tauxFCTVA
    self.fraisFinanciers = fraisFinanciers
    self.entretien = entretien
    self.duree = duree
  }

  /// `A`, net of subsidies and FCTVA.
  public var coutNet: Double { cout - subventions - tauxFCTVA * cout }
  /// `A / L`: what the renewal costs each year, and the ceiling of the AC d'investissement.
  public var renouvellementAnnuel: Double { coutNet / duree }
  /// `I / L`.
  public var fraisFinanciersAnnuels: Double { fraisFinanciers / duree }
  /// `ΣU / L`; one written value is the same every year.
  public var entretienAnnuel: Double {
    entretien.count == 1 ? entretien[0] : entretien.reduce(0, +) / duree
  }
}

/// Net charge of one competence for one commune, as the CLECT evaluates it.
///
/// - *Texte*: CGI art. 1609 nonies C, IV.
/// - *Formule*: `C = CF + Σ_q (A_q + I_q + Σ_y U_qy) / L_q − ressources`.
/// - *Exemple*: TV-13: A 1 200 000, I 300 000, upkeep 15 000 a year, L 30 years, resources 8 000:
///   40 000 + 10 000 + 15 000 − 8 000 = 57 000 €.
/// - *Bornes et cas limites*: fixed at the date of the transfer, never updated; a negative charge (resources above
///   costs) raises the AC; a restitution is the same evaluation with the opposite sign.
/// - *Voir aussi*: `Transfert`, `PartInvestissement`.
public struct ChargeTransferee: Sendable, Equatable {
  public var fonctionnement: CoutFonctionnement
  public var equipements: [EquipementTransfere]
  /// Yearly resources attached to the charge: fees, grants, dedicated taxes.
  public var ressources: Double

  public static let regle = Regle(
    "ac.charge_transferee", libelle: "Charge nette transférée", article: "CGI art. 1609 nonies C, IV",
    formule: "coût de fonctionnement + (coût net + intérêts + entretien) ÷ durée − ressources")

  public init(fonctionnement: CoutFonctionnement, equipements: [EquipementTransfere] = [], ressources: Double = 0) {
    self.fonctionnement = fonctionnement
    self.equipements = equipements
    self.ressources = ressources
  }

  /// `CE`, euros a year.
  public var coutEquipements: Double {
    equipements.reduce(0) { $0 + $1.renouvellementAnnuel + $1.fraisFinanciersAnnuels + $1.entretienAnnuel }
  }

  /// Euros a year.
  public var renouvellementAnnuel: Double { equipements.reduce(0) { $0 + $1.renouvellementAnnuel } }

  /// Euros a year.
  public var charge: Double { fonctionnement.montant + coutEquipements - ressources }
}
