import Diagnostics

extension Parametres {
  /// The path written by a user, whatever its case.
  /// - Throws: `L0001` with the nearest known path.
  public static func chemin(nomme texte: String) throws(DiagnosedError) -> CheminParametre {
    if let chemin = CheminParametre(rawValue: texte.lowercased()) { return chemin }
    let proche = Folding.nearest(texte, among: CheminParametre.allCases.lazy.map(\.rawValue))
    throw DiagnosedError([
      Diagnostic(
        "L0001", .erreur, "aucun paramètre du droit ne s'appelle « \(texte) »",
        repair: proche.map { "« \($0) » ?" } ?? "« pacte parametres » les liste tous")
    ])
  }

  /// The registry in which `chemin` is worth `valeur` from `annee` on, whatever the law has after.
  /// - Throws: `L0002` when the unit does not admit the value.
  public func remplacant(
    _ chemin: CheminParametre, valeur: Double, aCompterDe annee: Int
  ) throws(DiagnosedError) -> Parametres {
    let ancien = self[chemin]
    guard ancien.unite.admet(valeur) else {
      throw DiagnosedError([
        Diagnostic(
          "L0002", .erreur,
          "« \(chemin.rawValue) » ne peut pas valoir \(Typography.shortest(valeur)) : il faut \(ancien.unite.attendu)",
          context: ancien.article)
      ])
    }
    let rapport = ancien.unite == .rapport ? Rapport(proche: valeur) : nil
    var copie = self
    for position in copie.entrees.indices where copie.entrees[position].chemin == chemin {
      copie.entrees[position].valeurs.removeAll { $0.annee >= annee }
      copie.entrees[position].valeurs.append(
        ValeurDatee(annee: annee, valeur: rapport?.valeur ?? valeur, rapport: rapport, remplacee: true))
    }
    return copie
  }
}
