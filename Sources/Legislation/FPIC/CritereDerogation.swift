import LinearAlgebra

/// A criterion of the split between communes, and its share for each of them.
///
/// *Texte.* CGCT art. L2336-3, II, 1° and L2336-5, II, 1°: population, gap of income per head, (in)sufficiency of
/// potentiel fiscal or financier per head, and complementary criteria of resources or charges.
///
/// *Formule.* `x = population DGF × valeur par habitant` for a levy, `population DGF ÷ valeur par habitant` for an
/// attribution, `x = population DGF` for the population; `part = x ÷ Σ x`. Each criterion is brought to shares first,
/// then weighted (decision 34): the means of the ensemble cancel out.
///
/// *Exemple.* Levy, incomes of 10 000 and 20 000 €/hab., 300 and 100 inhabitants: x = 3 M and 2 M, shares 60 % and 40 %.
/// Attribution: 0.03 and 0.005, shares 6/7 and 1/7.
///
/// *Bornes et cas limites.* Not a legal formula: the text leaves the shape free. No inhabitant: share 0. A missing value
/// is replaced by the population-weighted mean of the others; a value of zero or less counts as the smallest one above
/// zero where it divides, as 0 where it multiplies. Each is reported. A criterion that is null everywhere drops out.
///
/// *Voir aussi.* `PropositionDerogatoire`.
public struct CritereDerogation: Sendable, Equatable {
  public static let regle = Regle(
    "fpic.critere_derogation", libelle: "part de la commune dans un critère de répartition",
    article: "CGCT art. L2336-3, II, 1° et L2336-5, II, 1°",
    formule:
      "population DGF × valeur par habitant (prélèvement) ou ÷ valeur par habitant (attribution), rapportée à la "
      + "somme des communes",
    confiance: .derive)

  public enum Grandeur: Sendable, Equatable {
    case population
    case revenu
    case potentielFinancier
    case potentielFiscal
    /// A column of the territory; `decroissant`: the larger the value, the smaller the amount.
    case complementaire(nom: String, valeurs: Matrix, decroissant: Bool, pondereParPopulation: Bool)
  }
  public var grandeur: Grandeur

  public init(_ grandeur: Grandeur) { self.grandeur = grandeur }

  /// The name of the criterion in a sentence.
  public var nom: String {
    switch grandeur {
    case .population: "la population"
    case .revenu: "le revenu par habitant"
    case .potentielFinancier: "le potentiel financier par habitant"
    case .potentielFiscal: "le potentiel fiscal par habitant"
    case .complementaire(let nom, _, _, _): nom
    }
  }

  public var estLegal: Bool {
    if case .complementaire = grandeur { false } else { true }
  }

  /// `total / population`, not-a-number where there is no inhabitant.
  static func parHabitant(_ total: Span<Double>, _ population: Span<Double>, into out: inout MutableSpan<Double>) {
    for i in 0..<out.count { out[i] = population[i] > 0 ? total[i] / population[i] : .nan }
  }

  /// Mean of the known values, weighted.
  static func moyenne(_ valeurs: Span<Double>, ponderation: Span<Double>) -> Double {
    let somme = orderedReduction(valeurs.count) { valeurs[$0].isNaN ? 0 : valeurs[$0] * ponderation[$0] }
    let poids = orderedReduction(valeurs.count) { valeurs[$0].isNaN ? 0 : ponderation[$0] }
    return somme / poids
  }

  /// Shares of one criterion; they add up to 1, or are all 0 when the criterion is null everywhere.
  /// - Parameters:
  ///   - valeurs: per inhabitant; `ponderation`: population DGF, or ones.
  ///   - moyenne: what replaces a missing value.
  public static func parts(
    valeurs: Span<Double>, ponderation: Span<Double>, decroissant: Bool, moyenne: Double,
    into parts: inout MutableSpan<Double>
  ) {
    var plancher = Double.infinity
    for i in 0..<parts.count where valeurs[i] > 0 { plancher = min(plancher, valeurs[i]) }
    for i in 0..<parts.count {
      let valeur = valeurs[i].isNaN ? moyenne : valeurs[i]
      if ponderation[i] == 0 {
        parts[i] = 0
      } else if decroissant {
        parts[i] = ponderation[i] / (valeur > 0 ? valeur : plancher)
      } else {
        parts[i] = ponderation[i] * max(valeur, 0)
      }
    }
    let somme = orderedSum(parts.span)
    for i in 0..<parts.count { parts[i] = somme > 0 ? parts[i] / somme : 0 }
  }
}
