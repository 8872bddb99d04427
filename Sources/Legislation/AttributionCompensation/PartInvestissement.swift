/// Part of the AC booked in the investment section.
///
/// - *Texte*: CGI art. 1609 nonies C, V-1° bis: having regard to the renewal cost evaluated by the CLECT.
/// - *Formule*: `ACI_i = ACI_i(before) + amounts deliberated − part · Σ_q A_q / L_q`, the last term toward zero to the
///   centime; `ACF_i = AC_i − ACI_i`.
/// - *Exemple*: renewal 40 000 €, half of it: ACI −20 000 €; AC −17 000 € gives ACF +3 000 €.
/// - *Bornes et cas limites*: `|ACI_i − ACI_i(before)| ≤ Σ A/L` is a prudence: beyond, an alerte; only the ACF moves the
///   épargne brute of the commune and of the EPCI.
/// - *Voir aussi*: `ChargeTransferee`.
public enum PartInvestissement {
  public static let regle = Regle(
    "ac.investissement", libelle: "Attribution de compensation d'investissement",
    article: ModeRevision.libre.article, formule: "− part × coût annuel de renouvellement des équipements",
    confiance: .memoire)

  public static func partager(
    ac: Span<Double>, anterieur: Span<Double>, decide: Span<Double>, renouvellement: Span<Double>, part: Double,
    investissement: inout MutableSpan<Double>, fonctionnement: inout MutableSpan<Double>
  ) {
    for i in 0..<ac.count {
      let cost = part * renouvellement[i]
      investissement[i] = anterieur[i] + decide[i] + (cost > 0 ? 0 - cost.plafondEntier : 0)
      fonctionnement[i] = ac[i] - investissement[i]
    }
  }
}
