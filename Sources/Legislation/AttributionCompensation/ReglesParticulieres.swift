/// Territories whose AC follows rules of their own.
///
/// - *Texte*: CGCT art. L3611-1 (Lyon), L5218-1 (Aix-Marseille-Provence), L5219-1 (Grand Paris), dispositions for Corsica
///   and overseas.
/// - *Formule*: none: the common rules run, and a remarque says what is not modelled.
/// - *Exemple*: SIREN 200046977, métropole de Lyon: a remarque; 200054781, métropole du Grand Paris: an error.
/// - *Bornes et cas limites*: a territory is Corsican or ultramarine as soon as one commune is.
/// - *Voir aussi*: `AttributionCompensation`.
public enum ReglesParticulieres {
  public static let regle = Regle(
    "ac.regles_particulieres", libelle: "Territoires aux règles particulières", article: "CGI art. 1609 nonies C, V",
    formule: "règles communes appliquées, avec une remarque", confiance: .memoire)

  private static let metropoles = [
    "200046977": "la métropole de Lyon", "200054807": "la métropole d'Aix-Marseille-Provence",
  ]

  public static func controler(siren: String, codesINSEE: [String]) -> [FaitAC] {
    if siren == "200054781" { return [.metropoleDuGrandParis] }
    if let nom = metropoles[siren] { return [.reglesParticulieres(nom)] }
    if codesINSEE.contains(where: { $0.hasPrefix("2A") || $0.hasPrefix("2B") }) {
      return [.reglesParticulieres("un territoire de Corse")]
    }
    if codesINSEE.contains(where: { $0.hasPrefix("97") || $0.hasPrefix("98") }) {
      return [.reglesParticulieres("un territoire d'outre-mer")]
    }
    return []
  }
}
