/// The coefficient of an EPCI that has no accounts of its own yet: new, in a new category, or born of a merger.
///
/// - *Texte*: CGCT art. L5211-29, V; means: II, 2°.
/// - *Formule*: first year in a category: its mean; second year: `CIF avant transferts × (CIF moyen ÷ CIF moyen avant
///   transferts)`; merger: `min(plus fort CIF ancien ; 1,05 × moyenne des CIF pondérée par la population)`. Mean of a
///   category: `(Σ recettes − Σ transferts) ÷ Σ recettes totales` over the EPCI of more than two years.
/// - *Exemple*: merger of 0,52 (10 000 inhabitants) and 0,30 (30 000): mean 0,355, cap 0,372750: 0,372750.
/// - *Bornes et cas limites*: the métropole du Grand Paris stays out of the means. A category without any settled EPCI has
///   no mean: NaN, which the run reports.
/// - *Voir aussi*: `CoefficientIntegrationFiscale`, `CIFPrisEnCompte`.
public enum CIFTransforme {
  public static let regle = Regle(
    "indicateurs.cif.transforme", libelle: "Coefficient des EPCI nouveaux ou fusionnés",
    article: "CGCT art. L5211-29, V",
    formule: "moyenne de la catégorie, coefficient avant transferts corrigé, ou le plus fort des anciens plafonné")

  /// Sums of the settled EPCI of a category, euros.
  public struct Cumul: Sendable, Equatable {
    public var recettesEPCI = 0.0
    public var transferts = 0.0
    public var recettesTotales = 0.0

    public init() {}

    public var moyenne: Double { recettesTotales > 0 ? (recettesEPCI - transferts) / recettesTotales : .nan }
    public var moyenneAvantTransferts: Double { recettesTotales > 0 ? recettesEPCI / recettesTotales : .nan }
  }

  public static func premiereAnnee(_ categorie: Cumul) -> Double { categorie.moyenne }

  public static func deuxiemeAnnee(avantTransferts: Double, _ categorie: Cumul) -> Double {
    avantTransferts * (categorie.moyenne / categorie.moyenneAvantTransferts)
  }

  /// - Parameter moyenne: of the former coefficients, weighted by population.
  public static func fusion(plusFort: Double, moyenne: Double, plafond: Double) -> Double {
    min(plusFort, plafond * moyenne)
  }
}
