/// Revision by the council alone after a fusion or a change of perimeter.
///
/// - *Texte*: CGI art. 1609 nonies C, V-5°.
/// - *Formule*: `|ΔAC_i| ≤ min(30 % · |AC⁰_i|, 5 % · RRF_i(N−1))`, floored to the centime; `AC⁰` is the AC paid by the
///   former EPCI.
/// - *Exemple*: TV-4: Martigues, AC 95 065 616 €, RRF 135 838 628,70 €: at most 6 791 931,43 €.
/// - *Bornes et cas limites*: once, within three years; recettes of the year before are required, those of N−2 of the
///   published files are not the same; `AC⁰ = 0` allows nothing.
/// - *Voir aussi*: `RevisionIndividualisee`, parameters `ac.fusion.…`.
public enum RevisionFusion {
  public static let regle = Regle(
    "ac.fusion", libelle: "Révision après fusion", article: ModeRevision.fusion.article,
    formule: "variation d'au plus 30 % de l'attribution d'origine et 5 % des recettes réelles de fonctionnement")

  /// Largest lawful change, whole centimes; NaN where the AC of origin or the recettes are missing.
  public static func bornes(
    origine: Span<Double>, recettes: Span<Double>, parametres: ParametresAC, dans bornes: inout MutableSpan<Double>
  ) {
    for i in 0..<origine.count {
      let byAttribution = parametres.partAttributionFusion * origine[i].magnitude
      guard let part = parametres.partRecettesFusion else {
        bornes[i] = byAttribution.plafondEntier
        continue
      }
      let byRevenue = part * recettes[i]
      bornes[i] = byRevenue.isNaN ? .nan : min(byRevenue, byAttribution).plafondEntier
    }
  }
}
