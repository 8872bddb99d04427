import Diagnostics

/// Why a cell holds no number, and what to do about it.
struct NumberFault {
  var message: String
  var repair: String

  init(_ cell: String, ambiguous: Bool) {
    let shown = "« \(cell.trimmed.prefix(40)) »"
    let word = cell.trimmed.lowercased().drop { $0 == "-" || $0 == "+" || $0 == "\u{2212}" }
    if ambiguous {
      message = "\(shown) peut se lire de deux façons"
      repair = "écrivez 1234 pour mille deux cent trente-quatre, ou 1.234 pour une décimale"
    } else if cell.trimmed.hasPrefix("#") {
      message = "\(shown) est l'erreur d'une formule de tableur"
      repair = "réparez la formule, ou laissez la case vide si la valeur manque"
    } else if ["inf", "infinity", "infini", "∞"].contains(word) {
      message = "\(shown) n'est pas un montant : une division par zéro l'a produit"
      repair = "corrigez la valeur, ou laissez la case vide si elle manque"
    } else {
      message = "\(shown) n'est pas un nombre"
      repair = "écrivez un nombre sans unité, ou laissez la case vide si la valeur manque"
    }
  }
}
