/// What an EPCI with a contrat de ville owes as long as it has no pact.
///
/// - *Texte*: CGCT art. L5211-28-4, III.
/// - *Formule*: `plancher = 50 % × (produit FP(N) − produit FP(N−1))⁺`, reserved to the communes of the contrat de ville
///   and split by the criteria of II.
/// - *Exemple*: products from 50,4 to 52,0 M€: 800 000 €; falling products: 0.
/// - *Bornes et cas limites*: rounded up to the centime, since it must be reached; it ends when the pact is adopted.
/// - *Voir aussi*: `ObligationDSC`, parameter `dsc.contrat_de_ville.part_croissance`.
public enum PlancherContratDeVille {
  public static let regle = Regle(
    "dsc.contrat_de_ville", libelle: "Dotation due à défaut de pacte", article: "CGCT art. L5211-28-4, III",
    formule: "50 % de la hausse du produit de fiscalité professionnelle, zéro s'il baisse")

  /// Centimes; products of two successive years in centimes.
  public static func montant(produit: Double, produitPrecedent: Double, part: Double) -> Double {
    let hausse = produit - produitPrecedent
    return hausse > 0 ? (part * hausse).plancherEntier : 0
  }
}
