import LinearAlgebra

/// Transfer or restitution of a competence.
///
/// - *Texte*: CGI art. 1609 nonies C, V-2°.
/// - *Formule*: `ΔAC_i = −C_i`, rounded half up to the centime; restitution, the opposite sign.
/// - *Exemple*: a charge of 57 000 € transferred from a commune with an AC of 40 000 € leaves −17 000 €: it pays.
/// - *Bornes et cas limites*: no bound other than the charge itself; the report of the CLECT goes to the communes.
/// - *Voir aussi*: `ChargeTransferee`.
public enum Transfert {
  public static let regle = Regle(
    "ac.transfert", libelle: "Transfert ou restitution de compétence", article: ModeRevision.transfert.article,
    formule: "variation = − charge nette transférée")

  public static func demander(charges: Span<Double>, dans demandes: inout MutableSpan<Double>) {
    for i in 0..<charges.count { demandes[i] = 0 - charges[i].roundedHalfUp }
  }
}
