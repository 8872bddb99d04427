import LinearAlgebra

/// A yearly rate applied to every AC: unlawful as a rule, possible as a free revision voted each year.
///
/// - *Texte*: CGI art. 1609 nonies C, V-1°: « elle ne peut être indexée ».
/// - *Formule*: `ΔAC_i = g · AC_i`, rounded half up to the centime.
/// - *Exemple*: 1,5 % on 100 000 €: +1 500 €, to be voted this year by two thirds and by each commune.
/// - *Bornes et cas limites*: always an alerte unless the rate is null; a negative AC moves away from zero.
/// - *Voir aussi*: `RevisionLibre`.
public enum Indexation {
  public static let regle = Regle(
    "ac.indexation", libelle: "Révision libre au taux d'une indexation", article: "CGI art. 1609 nonies C, V-1°",
    formule: "variation = taux × attribution", confiance: .derive)

  public static func demander(taux: Double, ac: Span<Double>, dans demandes: inout MutableSpan<Double>) {
    for i in 0..<ac.count { demandes[i] = (taux * ac[i]).roundedHalfUp }
  }
}
