import Diagnostics

extension UniteParametre {
  /// A value as a reader says it.
  public func texte(_ valeur: Double, rapport: Rapport? = nil) -> String {
    switch self {
    case .ouiNon: valeur == 1 ? "oui" : "non"
    case .fraction: Typography.shortest(valeur * 100, maximum: 4) + " %"
    case .rapport: (rapport ?? Rapport(proche: valeur)).map { "\($0)" } ?? Typography.shortest(valeur)
    case .annee: String(Int(valeur))
    case .euros: Typography.shortest(valeur, maximum: 2) + " €"
    case .eurosParHabitant: Typography.shortest(valeur, maximum: 4) + " €/hab."
    case .habitants: Typography.shortest(valeur) + " hab."
    case .mois: Typography.shortest(valeur) + " mois"
    case .ans: Typography.shortest(valeur) + (valeur == 1 ? " an" : " ans")
    case .coefficient: Typography.shortest(valeur, maximum: 9)
    case .rang, .jour: Typography.shortest(valeur)
    }
  }
}
