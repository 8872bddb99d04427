/// The dotation of one EPCI, the national point values held as they are in the year of the data.
///
/// - *Texte*: CGCT art. L5211-28, IV.
/// - *Formule*: before bounds the amount follows `population × CIF pris en compte`, since both parts of the dotation do:
///   `libre(N) = dotation(référence) × CIF(N) ÷ CIF(référence) × population(N) ÷ population(référence)`; then the
///   guarantee and the ceiling against the amount per inhabitant of N−1.
/// - *Exemple*: 2 438 000 € with CIF 0,40; CIF 0,42: 2 559 900 €; ten per cent a year at most before 2024.
/// - *Bornes et cas limites*: an estimate: the other EPCI, the mean potentiel and the mean revenu stand still. The amount
///   of the year of the data is taken as unbounded. The condition on the potentiel fiscal of the category is not known
///   locally. Without any change the reference comes out bit for bit.
/// - *Voir aussi*: `DotationIntercommunalite`, `CoefficientIntegrationFiscale`.
public struct DotationIntercommunaliteLocale: Sendable, Equatable {
  public static let regle = Regle(
    "dotation_intercommunalite.locale", libelle: "Dotation d'intercommunalité, valeurs de point maintenues",
    article: "CGCT art. L5211-28, IV",
    formule: "dotation de référence × CIF ÷ CIF de référence × population ÷ population de référence, entre les bornes",
    confiance: .derive)

  /// Euros of the year of reference.
  public var reference: Double
  /// Coefficient pris en compte in the year of reference.
  public var cifReference: Double
  /// Inhabitants DGF of the year of reference.
  public var populationReference: Double
  public var categorie: CategorieEPCI

  public init(reference: Double, cifReference: Double, populationReference: Double, categorie: CategorieEPCI) {
    self.reference = reference
    self.cifReference = cifReference
    self.populationReference = populationReference
    self.categorie = categorie
  }

  public enum Borne: String, Sendable { case aucune, garantie, plafond }

  public struct Annee: Sendable, Equatable {
    /// Euros, unrounded.
    public var montant: Double
    /// Before the bounds.
    public var libre: Double
    public var plancher: Double
    public var plafond: Double
    public var borne: Borne
  }

  /// - Parameters:
  ///   - cif: coefficient pris en compte of the year.
  ///   - precedente: amount and population of the year before.
  ///   - evolution: growth of the national point value since the reference, 1 when it stands still.
  public func annee(
    cif: Double, population: Double, precedente: (montant: Double, population: Double), evolution: Double,
    bornes: BornesDotationIntercommunalite
  ) -> Annee {
    let change = (cif / cifReference) * (population / populationReference) * evolution
    let libre = change == 1 ? reference : reference * change
    let base = precedente.montant * (population / precedente.population)
    let part = bornes.partGarantie(
      cif: cif, categorie: categorie, potentielFaible: false, transforme: false)
    let (plancher, plafond) = (part * base, bornes.plafond * base)
    if libre < plancher {
      return Annee(montant: plancher, libre: libre, plancher: plancher, plafond: plafond, borne: .garantie)
    }
    if libre > plafond {
      return Annee(montant: plafond, libre: libre, plancher: plancher, plafond: plafond, borne: .plafond)
    }
    return Annee(montant: libre, libre: libre, plancher: plancher, plafond: plafond, borne: .aucune)
  }
}
