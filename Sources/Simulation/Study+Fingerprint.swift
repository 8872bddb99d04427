import Legislation
import Territory

extension Parametres {
  /// SHA-256 of every dated parameter of the law.
  var empreinte: String { SHA256.hexadecimal(Array(entrees.map { "\($0)" }.joined(separator: "\n").utf8)) }
}

extension Study {
  /// SHA-256 of every dated parameter of the law, before the reforms of the scenarios.
  public var empreinteDroit: String { parametres.empreinte }
}

extension ScenarioPlan {
  /// The value of a parameter of the law as the scenario leaves it; `nil` for an unknown path or an earlier year.
  func valeurDuDroit(_ chemin: String, annee: Int) -> Double? {
    (try? Parametres.chemin(nomme: chemin)).flatMap { parametres.valeur($0, annee: annee) }
  }
}
