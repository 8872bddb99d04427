import Diagnostics
import Language
import Sampling

/// What an analysis of sensitivity moves as one: an axis, or a group of axes that the scenario names.
public struct SweepFactor: Sendable {
  public let name: String
  /// Positions in the axes of the sweep.
  let axes: [Int]
}

extension SensitiveSweep {
  /// The groups of the block « balayer », then the axes that no group holds.
  ///
  /// The parts of a répartition are one axis, so one factor: their exponential spacings are independent and are frozen
  /// together, which keeps the indices valid although the weights themselves are not independent.
  /// - Throws: `S0806` when two correlated axes are in different factors: their indices would not add up to anything.
  func factors() throws(DiagnosedError) -> [SweepFactor] {
    let axes = design.axes
    guard let balayage = scenario.balayage else { return [] }
    var out = balayage.groupes.map { groupe in
      SweepFactor(
        name: groupe.nom.value,
        axes: axes.indices.filter { index in groupe.cibles.contains { $0.value == axes[index].cible } })
    }
    let grouped = Set(out.flatMap(\.axes))
    out += axes.indices.filter { !grouped.contains($0) }.map { SweepFactor(name: axes[$0].name, axes: [$0]) }
    for correlation in balayage.correlations {
      let together = out.contains { factor in
        let cibles = factor.axes.map { axes[$0].cible }
        return cibles.contains(correlation.premiere.value) && cibles.contains(correlation.seconde.value)
      }
      if together { continue }
      throw DiagnosedError([
        Diagnostic(
          "S0806", .erreur, "deux valeurs corrélées ne peuvent pas être gelées l'une sans l'autre",
          place: correlation.premiere.span.place(), related: [correlation.seconde.span.place("l'autre")],
          context: "balayer",
          repair:
            "réunissez-les : groupe « conjoncture » : \(correlation.premiere.value.texte), \(correlation.seconde.value.texte)"
        )
      ])
    }
    return out
  }
}
