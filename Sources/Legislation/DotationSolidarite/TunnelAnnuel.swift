/// Smoothing S3: a tunnel around what was paid the year before.
///
/// - *Texte*: convention.
/// - *Formule*: M3 with `h_i = DSC_i(t − 1)`, the centimes paid.
/// - *Exemple*: at most −5 % a year: 100 000 € cannot fall below 95 000 €, then 90 250 €.
/// - *Bornes et cas limites*: the result depends on the path; the bounds are those of `BornesGarantie`.
/// - *Voir aussi*: `Tunnel`, `LissageLineaire`.
public enum TunnelAnnuel {
  public static let regle = Regle(
    "dsc.lissage.tunnel_annuel", libelle: "Tunnel annuel", article: "convention",
    formule: "montant compris entre deux fractions du montant payé l'année précédente", confiance: .derive)

  /// - Parameters: largest yearly fall and rise, as fractions: 0,05 and 0,10 for −5 %/+10 %; NaN for none.
  public static func garantie(baisse: Double, hausse: Double) -> Garantie {
    Garantie(.tunnel, reference: .anneePrecedente, planchers: [1 - baisse], plafonds: [1 + hausse])
  }
}
