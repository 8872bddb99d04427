import Diagnostics

extension Parametres {
  /// Last year for which the law was known when the registry was written.
  public var derniereAnneeConnue: Int {
    Int(self[.derniereAnneeConnue].valeurs.last?.valeur ?? 0)
  }

  /// True when the value of `annee` is only the last known one carried forward: the law of that year was not known.
  /// A value written by the scenario is nobody's carry-forward.
  public func estProlonge(_ chemin: CheminParametre, annee: Int) -> Bool {
    guard annee > derniereAnneeConnue, let valeur = self[chemin].valeur(annee: annee) else { return false }
    return !valeur.remplacee && valeur.annee <= derniereAnneeConnue
  }

  /// One remarque for all the parameters of a mechanism that `annee` carries forward; `nil` when there is none.
  public func remarqueProlongement(_ chemins: [CheminParametre], annee: Int) -> Diagnostic? {
    let nombre = chemins.count { estProlonge($0, annee: annee) }
    guard nombre > 0 else { return nil }
    let sujet =
      nombre == 1 ? "1 paramètre du droit garde sa valeur" : "\(nombre) paramètres du droit gardent leur valeur"
    return Diagnostic(
      "L0005", .remarque, "\(sujet) de \(derniereAnneeConnue) en \(annee) : le droit de cette année n'était pas connu",
      repair: "« pacte parametres » les liste, avec leur article et ce que l'on en sait")
  }
}
