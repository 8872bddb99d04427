import Language
import LinearAlgebra
import Territory

/// How the territory's figures go on after the year of the data: yearly rates written under « hypothèses ».
///
/// `value(N) = value(year of the data) · (1 + g)^(N − year of the data)`; without a rate, the figure is kept.
struct Projection: Sendable {
  /// Fractions a year.
  let rates: [Hypothese.Grandeur: Double]
  /// Year of the data.
  let annee: Int

  init(_ hypotheses: [Hypothese], annee: Int) {
    rates = Dictionary(hypotheses.map { ($0.grandeur.value, $0.taux.value.fraction) }) { _, last in last }
    self.annee = annee
  }

  /// 1 exactly without a rate, so that a scenario without hypotheses keeps the data bit for bit.
  func factor(_ grandeur: Hypothese.Grandeur, annee year: Int, depuis origin: Int? = nil) -> Double {
    let elapsed = year - (origin ?? annee)
    guard let rate = rates[grandeur], elapsed != 0 else { return 1 }
    var factor = 1.0
    for _ in 0..<elapsed.magnitude { factor *= 1 + rate }
    return elapsed > 0 ? factor : 1 / factor
  }

  /// A column of the year of the data, carried to `year`. Inhabitants stay whole.
  func column(_ values: Matrix, _ grandeur: Hypothese.Grandeur, annee year: Int) -> Matrix {
    let factor = factor(grandeur, annee: year)
    guard factor != 1 else { return values }
    return values.map { grandeur == .population ? ($0 * factor).roundedHalfUp : $0 * factor }
  }

  /// The territory with the vintages that the period needs and that hypotheses give: `rrf_2027`, `produit_fp_2027`…
  func completing(_ territoire: Territory, until last: Int) -> Territory {
    var out = territoire
    let families: [(String, Hypothese.Grandeur)] = [
      ("rrf", .recettesReelles), ("produit_fp", .fiscaliteEconomique),
    ]
    for (family, grandeur) in families where rates[grandeur] != nil {
      guard let known = territoire.latestVintage(of: family, upTo: last), known.annee < last else { continue }
      for year in (known.annee + 1)...last {
        let factor = factor(grandeur, annee: year, depuis: known.annee)
        out.columns["\(family)_\(year)"] = Column(
          nom: "\(family)_\(year)", values: known.column.values.map { ($0 * factor * 100).roundedHalfUp / 100 })
      }
    }
    return out
  }
}
