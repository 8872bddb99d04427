import LinearAlgebra

/// What a change of AC does to the potentiels fiscal and financier of the member communes the year after.
///
/// - *Texte*: CGCT art. L2334-4, II (communes of an EPCI à fiscalité professionnelle unique) and R2334-2 (AC of the
///   accounts of the year before).
/// - *Formule*: `ΔPF_i(N+1) = ΔAC_i(N) − (population DGF_i ÷ Σ population DGF) × ΣΔAC(N)`: the commune's own AC enters its
///   potentiel, and what the EPCI keeps after all AC is shared by population DGF.
/// - *Exemple*: Petite Camargue 2022, + 50 000 € to Aimargues alone: + 39 249,0856 € for Aimargues, − 21 037,4381 € for
///   Vauvert, 0 in total.
/// - *Bornes et cas limites*: the sum is zero; the same change per inhabitant everywhere moves nothing. A commune whose AC
///   is missing on either side is left out of ΔAC. Without any change the published values stand bit for bit: the
///   correction fraction of 2022 and whatever else they hold cancel in the difference.
/// - *Voir aussi*: `CoefficientIntegrationFiscale`, `DroitCommunPrelevement`.
public enum RetroactionPotentiel {
  public static let regle = Regle(
    "indicateurs.retroaction_potentiel", libelle: "Effet des AC de l'année précédente sur le potentiel financier",
    article: "CGCT art. L2334-4, II et R2334-2",
    formule: "variation de l'AC de la commune − sa part de la population DGF × variation de toutes les AC")

  /// - Parameters:
  ///   - attributions: AC of the year, centimes, communes × scenarios.
  ///   - reference: AC that the published potentiel counts, centimes.
  ///   - populationDGF: inhabitants; a commune without any takes nothing of the shared part.
  /// - Returns: euros, communes × scenarios.
  public static func variation(attributions: Matrix, reference: Matrix, populationDGF: Matrix) -> Matrix {
    var out = Matrix(rows: attributions.rows, columns: attributions.columns)
    for scenario in 0..<attributions.columns {
      let now = attributions.column(scenario).lowerBound
      let before = reference.column(scenario).lowerBound
      let people = populationDGF.column(scenario).lowerBound
      func delta(_ i: Int) -> Double {
        let value = attributions.values[now + i] - reference.values[before + i]
        return value.isNaN ? 0 : value / 100
      }
      let total = orderedReduction(attributions.rows, delta)
      let population = orderedReduction(attributions.rows) { populationDGF.values[people + $0] }
      out.updateColumn(scenario) { column in
        for i in 0..<column.count {
          column[i] = delta(i) - populationDGF.values[people + i] / population * total
        }
      }
    }
    return out
  }
}
