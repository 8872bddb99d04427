import LinearAlgebra

/// Free revision, commune by commune.
///
/// - *Texte*: CGI art. 1609 nonies C, V-1° bis.
/// - *Formule*: `ΔAC_i` as deliberated if the commune agrees, 0 if it refuses.
/// - *Exemple*: −30 000; −20 000; −10 000 € and a refusal of the second: −30 000; 0; −10 000; the EPCI saves 40 000 €
///   instead of 60 000.
/// - *Bornes et cas limites*: no bound; a commune whose AC does not change has nothing to vote; before 2016 unanimity
///   was required.
/// - *Voir aussi*: `RevisionParCriteres`, `Indexation`.
public enum RevisionLibre {
  public static let regle = Regle(
    "ac.libre", libelle: "Révision libre", article: ModeRevision.libre.article,
    formule: "variation délibérée, nulle pour la commune qui refuse")

  public static func demander(montants: Span<Double>, dans demandes: inout MutableSpan<Double>) {
    for i in 0..<montants.count { demandes[i] = montants[i].roundedHalfUp }
  }

  /// Puts the refusing communes back to 0.
  /// - Returns: rows of the interested communes that refuse.
  public static func appliquerRefus(_ refus: Span<Double>, a deltas: inout MutableSpan<Double>) -> [Int] {
    var rows: [Int] = []
    for i in 0..<refus.count where refus[i] != 0 && deltas[i] != 0 {
      deltas[i] = 0
      rows.append(i)
    }
    return rows
  }
}
