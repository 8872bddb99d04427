/// Smoothing S2: a guarantee that fades over the years.
///
/// - *Texte*: convention.
/// - *Formule*: `plancher_i(t) = γ_t · h⁰_i`, then M2 without ceiling; beyond the scale, no floor.
/// - *Exemple*: γ = 100, 75, 50, 25 %: a commune that received 40 000 € keeps at least 30 000 € in the second year and
///   nothing is guaranteed in the fifth.
/// - *Bornes et cas limites*: a year before the first of the scale has its first rate; `h⁰` is the amount before the
///   reform, never the guaranteed amount of the year before; a new commune has no floor.
/// - *Voir aussi*: `GarantieGagnants`, `LissageLineaire`.
public enum GarantieDegressive {
  public static let regle = Regle(
    "dsc.lissage.degressif", libelle: "Garantie dégressive", article: "convention",
    formule: "plancher = taux de l'année × montant d'avant la réforme", confiance: .derive)

  /// - Parameter rang: 1 in the first year of the reform.
  public static func garantie(echelle: [Double], rang: Int) -> Garantie {
    guard let last = echelle.indices.last, rang <= last + 1 else { return .aucune }
    return Garantie(.gagnants, reference: .origine, planchers: [echelle[max(rang, 1) - 1]])
  }
}
