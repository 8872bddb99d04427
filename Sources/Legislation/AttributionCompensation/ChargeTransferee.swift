/// Running cost of a transferred competence, before equipment.
public enum CoutFonctionnement: Sendable, Equatable {
  /// Real cost in the budget of the year before the transfer.
  case dernierBudget(Double)
  /// Mean of the previous accounts; the CLECT chooses how many.
  case moyenneComptes([Double])
  /// What the prefect retains when no report is adopted in time.
  case arretePrefet(ComptesActualises)

  /// Euros; NaN without any account.
  public var montant: Double {
    switch self {
    case .dernierBudget(let cout): cout
    case .moyenneComptes(let comptes): comptes.reduce(0, +) / Double(comptes.count)
    case .arretePrefet(let comptes): comptes.montant
    }
  }
}

/// Accounts brought to the prices of the year of the transfer, for the evaluation by the prefect.
///
/// - *Texte*: CGI art. 1609 nonies C, IV, from memory: three accounts of running costs, indexed on consumer prices without
///   tobacco; seven of investment, on the price of public investment.
/// - *Formule*: `C = Σ_y c_y·(1 + g)^(N − y) / m`, `N` the year of the transfer, `g` the yearly rise of the index.
/// - *Exemple*: 100 000 € in each of 2024, 2025, 2026, prices +2 % a year, transfer in 2027: (106 120,80 + 104 040 +
///   102 000) / 3 = 104 053,60 €.
/// - *Bornes et cas limites*: one rate stands for the index of the whole period; an account that is not one of the last
///   three (or seven) is a fact.
/// - *Voir aussi*: `ChargeTransferee`, parameters `ac.prefet.comptes_…`.
public struct ComptesActualises: Sendable, Equatable {
  /// Euros, one a year from `premiereAnnee` on.
  public var montants: [Double]
  public var premiereAnnee: Int
  public var anneeTransfert: Int
  /// Fraction a year.
  public var evolution: Double

  public static let regle = Regle(
    "ac.arrete_prefet", libelle: "Évaluation par le préfet à défaut de rapport",
    article: "CGI art. 1609 nonies C, IV", formule: "moyenne des comptes, actualisés aux prix de l'année du transfert",
    confiance: .memoire)

  public init(montants: [Double], premiereAnnee: Int, anneeTransfert: Int, evolution: Double) {
    self.montants = montants
    self.premiereAnnee = premiereAnnee
    self.anneeTransfert = anneeTransfert
    self.evolution = evolution
  }

  /// Euros a year; NaN without any account.
  public var montant: Double {
    let last = montants.count - 1
    // Horner from the oldest account to the last one, then on to the year of the transfer.
    let mean = montants.reduce(0) { $0 * (1 + evolution) + $1 } / Double(montants.count)
    let elapsed = anneeTransfert - (premiereAnnee + last)
    return (0..<max(elapsed, 0)).reduce(mean) { value, _ in value * (1 + evolution) }
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
///   costs) raises the AC; a restitution is the same evaluation with the opposite sign; without a report in time, the
///   prefect evaluates, see `ComptesActualises`.
/// - *Voir aussi*: `Transfert`, `PartInvestissement`.
public struct ChargeTransferee: Sendable, Equatable {
  public var fonctionnement: CoutFonctionnement
  public var equipements: [EquipementTransfere]
  /// Investment accounts that the prefect retains instead of an annual cost of equipments.
  public var investissement: ComptesActualises?
  /// Yearly resources attached to the charge: fees, grants, dedicated taxes.
  public var ressources: Double

  public static let regle = Regle(
    "ac.charge_transferee", libelle: "Charge nette transférée", article: "CGI art. 1609 nonies C, IV",
    formule: "coût de fonctionnement + (coût net + intérêts + entretien) ÷ durée − ressources")

  public init(
    fonctionnement: CoutFonctionnement, equipements: [EquipementTransfere] = [],
    investissement: ComptesActualises? = nil, ressources: Double = 0
  ) {
    self.fonctionnement = fonctionnement
    self.equipements = equipements
    self.investissement = investissement
    self.ressources = ressources
  }

  /// `CE`, euros a year.
  public var coutEquipements: Double {
    equipements.reduce(investissement?.montant ?? 0) {
      $0 + $1.renouvellementAnnuel + $1.fraisFinanciersAnnuels + $1.entretienAnnuel
    }
  }

  /// Euros a year.
  public var renouvellementAnnuel: Double {
    equipements.reduce(investissement?.montant ?? 0) { $0 + $1.renouvellementAnnuel }
  }

  /// Euros a year.
  public var charge: Double { fonctionnement.montant + coutEquipements - ressources }
}
