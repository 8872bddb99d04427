import Legislation

extension Explanation {
  /// A dated parameter of the law with its value of the year; `nil` when the rule did not exist.
  init?(_ chemin: CheminParametre, _ parametres: Parametres, annee: Int) {
    let entry = parametres[chemin]
    guard let value = entry.valeur(annee: annee) else { return nil }
    self.init(
      entry.libelle, value.valeur, entry.unite.unite, grandeur: "parametre.\(chemin.rawValue)", portee: .ensemble,
      parametre: Parametre(
        chemin: chemin.rawValue, depuis: value.annee, article: entry.article, confiance: entry.confiance,
        note: entry.note, remplacee: value.remplacee))
  }
}

extension UniteParametre {
  /// How a tree prints the value.
  var unite: Explanation.Unite {
    switch self {
    case .fraction: .taux
    case .euros: .euros
    case .eurosParHabitant: .eurosParHabitant
    case .habitants: .habitants
    case .ouiNon: .ouiNon
    case .rapport, .coefficient, .rang, .mois, .jour, .ans, .annee: .nombre
    }
  }
}
