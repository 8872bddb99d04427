import LinearAlgebra

/// What a reduction of the rich communes asks for.
public enum DemandeIndividualisee: Sendable {
  /// The same fraction of the AC of each eligible commune, by scenario.
  case taux([Double])
  /// Signed changes, centimes.
  case montants(Matrix)
}

/// Individual reduction of the communes whose potentiel financier is far above the mean.
///
/// - *Texte*: CGI art. 1609 nonies C, V-7°.
/// - *Formule*: eligible if `F_i > 1,20 · F̄` and `AC_i > 0`; `0 ≤ −ΔAC_i ≤ 5 % · AC_i`, floored to the centime.
/// - *Exemple*: TV-3: Martigues, AC 95 065 616 €: at most 4 753 280,80 €.
/// - *Bornes et cas limites*: strictly above by default (« plus de 20 % »), compared exactly when the data are whole;
///   `F̄ = Σ PF / Σ population DGF`; the cap of 5 % of the RRF of some tools is not in the text.
/// - *Voir aussi*: `RevisionFusion`, parameters `ac.individualisee.…`.
public enum RevisionIndividualisee {
  public static let regle = Regle(
    "ac.individualisee", libelle: "Révision individualisée", article: ModeRevision.individualisee.article,
    formule: "baisse d'au plus 5 % de l'attribution si le potentiel financier par habitant dépasse 120 % de la moyenne")

  /// 1 for the communes above the threshold, whatever the sign of their AC.
  public static func eligibilite(
    potentiel: Span<Double>, population: Span<Double>, parametres: ParametresAC,
    dans eligibles: inout MutableSpan<Double>
  ) {
    let total = orderedSum(potentiel)
    let heads = orderedSum(population)
    for i in 0..<potentiel.count {
      let order = ComparaisonExacte.ordre(
        potentiel[i], sur: population[i], multiple: parametres.seuilIndividualisee, de: total, surTotal: heads)
      let above = order > 0 || (order == 0 && !parametres.seuilStrict)
      eligibles[i] = population[i] > 0 && above ? 1 : 0
    }
  }

  /// Largest lawful reduction, whole centimes; 0 when not eligible.
  public static func bornes(
    ac: Span<Double>, eligibles: Span<Double>, parametres: ParametresAC, dans bornes: inout MutableSpan<Double>
  ) {
    for i in 0..<ac.count {
      bornes[i] = eligibles[i] != 0 && ac[i] > 0 ? (parametres.baisseIndividualisee * ac[i]).plafondEntier : 0
    }
  }

  /// The uniform request: a fraction of the AC of the communes that may be reduced.
  public static func demander(
    taux: Double, ac: Span<Double>, eligibles: Span<Double>, dans demandes: inout MutableSpan<Double>
  ) {
    for i in 0..<ac.count {
      demandes[i] = eligibles[i] != 0 && ac[i] > 0 ? 0 - (taux * ac[i]).plafondEntier : 0
    }
  }
}
