/// Between what and what the dotation per inhabitant may move from one year to the next.
///
/// - *Texte*: CGCT art. L5211-28, IV, 2° and 3°.
/// - *Formule*: `plancher = 95 % × dotation N−1 par habitant`, 100 % when the coefficient pris en compte exceeds 0,35 (CU,
///   métropoles, CA) or 0,50 (CC), when the potentiel fiscal per inhabitant is under 60 % of its category's mean, or after
///   a change of category; `plafond = 110 %`, 120 % from 2024.
/// - *Exemple*: a CC with CIF 0,52 and 60 €/hab. the year before: at least 60 €/hab.; with CIF 0,30 and a potentiel at the
///   mean: 57 €/hab.
/// - *Bornes et cas limites*: thresholds are strict. Nothing to compare with: neither floor nor ceiling.
/// - *Voir aussi*: `DotationIntercommunalite`, `DotationIntercommunaliteLocale`.
public struct BornesDotationIntercommunalite: Sendable, Equatable {
  public static let regle = Regle(
    "dotation_intercommunalite.bornes", libelle: "Garantie et plafond de la dotation par habitant",
    article: "CGCT art. L5211-28, IV, 2° et 3°",
    formule: "entre 95 % (ou 100 %) et 110 % (120 % depuis 2024) de la dotation par habitant de l'année précédente")

  public var garantie: Double
  public var garantieRenforcee: Double
  public var plafond: Double
  public var seuilCIFUrbain: Double
  public var seuilCIFCommunautes: Double
  public var seuilPotentiel: Double

  public init(
    garantie: Double, garantieRenforcee: Double, plafond: Double, seuilCIFUrbain: Double, seuilCIFCommunautes: Double,
    seuilPotentiel: Double
  ) {
    self.garantie = garantie
    self.garantieRenforcee = garantieRenforcee
    self.plafond = plafond
    self.seuilCIFUrbain = seuilCIFUrbain
    self.seuilCIFCommunautes = seuilCIFCommunautes
    self.seuilPotentiel = seuilPotentiel
  }

  /// - Parameters:
  ///   - potentielFaible: potentiel fiscal per inhabitant under its threshold; false when unknown.
  ///   - transforme: change of category, merger or second year of an EPCI made from nothing.
  public func partGarantie(cif: Double, categorie: CategorieEPCI, potentielFaible: Bool, transforme: Bool) -> Double {
    let seuil = categorie.estCommunauteDeCommunes ? seuilCIFCommunautes : seuilCIFUrbain
    return cif > seuil || potentielFaible || transforme ? garantieRenforcee : garantie
  }
}
