import Diagnostics

/// « de Montjoie », « d'Aubais », « du Havre », « des Angles », « de La Rochelle »: a commune's name after « de ».
///
/// An initial H keeps « de », since nothing in a name tells a mute H from an aspirated one.
func deNom(_ nom: String) -> String {
  if nom.hasPrefix("Le ") { return "du " + nom.dropFirst(3) }
  if nom.hasPrefix("Les ") { return "des " + nom.dropFirst(4) }
  let lettres = Array(Folding.fold(String(nom.prefix(2))))
  guard let premiere = lettres.first else { return "de " + nom }
  let voyelle = "aeiou".contains(premiere)
  let yVoyelle = premiere == "y" && lettres.count > 1 && !"aeiouy".contains(lettres[1])
  let article = nom.hasPrefix("L'") || nom.hasPrefix("L’")
  return (voyelle || yVoyelle) && !article ? "d'" + nom : "de " + nom
}
