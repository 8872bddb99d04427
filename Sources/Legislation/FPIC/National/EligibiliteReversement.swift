/// Who is eligible for the reversement.
///
/// - *Texte*: CGCT art. L2336-5, I, 1°; L2336-4, II for the overseas departments, ranked apart.
/// - *Formule*: the first 60 % of the ensembles by decreasing index; a commune isolée whose index exceeds, strictly, the
///   median of all indices; then, until 2022, an effort fiscal above the threshold of the year, strictly.
/// - *Exemple*: seven ensembles: 60 % × 7 = 4,2, five are served. With A under the effort of 2016–2022: four, nobody takes
///   its place.
/// - *Bornes et cas limites*: the number is rounded up, in whole numbers (an option). Communes isolées never count in the
///   60 %. The threshold applies after the cut and the excluded are not replaced. Equal indices (to 1e-12 relatively) at
///   the cut: the larger population DGF, then the smaller SIREN. Entities without index are outside every count.
/// - *Voir aussi*: `IndiceReversement`, `GarantieReversement`.
public struct EligibiliteReversement: Sendable {
  public static let regle = Regle(
    "fpic_national.eligibilite", libelle: "Éligibilité au reversement", article: "CGCT art. L2336-5, I, 1°",
    formule: "60 % des ensembles par indice décroissant ; commune isolée au-dessus de la médiane")

  @usableFromInline static let tie = 1e-12

  /// How many ensembles the cut keeps.
  public static func nombre(sur total: Int, part: Rapport, arrondiSuperieur: Bool) -> Int {
    arrondiSuperieur
      ? part.minimum(sur: total, strict: false) : total * part.numerateur / part.denominateur
  }

  /// The lowest index that the cut keeps, found by counting: no sort. `nil` when everything or nothing is kept.
  ///
  /// - Returns: a value with exactly `nombre` indices at or above it, or the value on which equal indices sit.
  static func coupure(_ indices: Span<Double>, nombre: Int) -> Double? {
    let total = indices.count
    guard nombre > 0, nombre < total else { return nil }
    var low = Double.infinity
    var high = -Double.infinity
    for i in 0..<total {
      low = min(low, indices[i])
      high = max(high, indices[i])
    }
    // `above(low)` = total ≥ nombre; `above` strictly beyond `high` = 0.
    var countLow = total
    var countHigh = 0
    high = high.nextUp
    for step in 0..<64 {
      var middle =
        step % 3 == 2
        ? (low + high) / 2
        : low + (high - low) * (Double(countLow - nombre) + 0.5) / Double(countLow - countHigh)
      if !(middle > low && middle < high) { middle = low + (high - low) / 2 }
      guard middle > low, middle < high else { return low }
      var above = 0
      for i in 0..<total { above += indices[i] >= middle ? 1 : 0 }
      if above == nombre { return middle }
      if above > nombre {
        (low, countLow) = (middle, above)
      } else {
        (high, countHigh) = (middle, above)
      }
    }
    return low
  }
}
