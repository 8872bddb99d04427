import Legislation
import Territory

extension Territory {
  /// The plain coefficient d'intégration fiscale of the territory's ensemble; `nil` when its column is empty, or holds a
  /// weighted coefficient that does not tell it: that of a métropole, or one at the cap.
  func cifSimple(_ parametres: Parametres) -> Double? {
    guard let ensemble, let value = ensemble.value("cif") else { return nil }
    guard ensemble.cifPondere else { return value }
    let plafond = parametres.valeur(.indicateursCifPlafond, annee: annee) ?? .infinity
    return nature == .METROPOLE || value >= plafond ? nil : value
  }
}
