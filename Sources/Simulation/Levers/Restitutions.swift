import Language
import Legislation
import LinearAlgebra

extension AttributionCompensationPlan {
  /// With the free revisions that give back to each commune what the swaps of taxes of a year take from it: one a year.
  func restituting(_ leviers: LeverPlan?) -> AttributionCompensationPlan {
    var byYear: [Int: (clause: RevisionAttributionCompensation, centimes: [Double])] = [:]
    for (mesure, centimes) in leviers?.tauxImposition?.restitutions(.attributionCompensation) ?? [] {
      let year = mesure.aCompterDe.value
      let clause = RevisionAttributionCompensation(
        genre: .libreMontants([], refus: []), aCompterDe: mesure.aCompterDe, span: mesure.span)
      let before = byYear[year]
      byYear[year] = (
        before?.clause ?? clause, before.map { zip($0.centimes, centimes).map(+) } ?? centimes
      )
    }
    var out = self
    for (year, found) in byYear.sorted(by: { $0.key < $1.key }) {
      out.revisions.append((year, found.clause, .libre(montants: Matrix(column: found.centimes), refus: nil)))
    }
    return out
  }
}

extension DotationSolidaritePlan {
  /// With what a swap of taxes adds to the envelope.
  func restituting(_ leviers: LeverPlan?) -> DotationSolidaritePlan {
    guard let taux = leviers?.tauxImposition else { return self }
    var out = self
    for (annee, enveloppe) in enveloppes {
      out.enveloppes[annee] = enveloppe + taux.supplement(.dotationSolidarite, annee: annee)
    }
    return out
  }
}

extension ScenarioPlan {
  /// The part of the AC booked in investissement, centimes by commune; NaN where unknown.
  func attributionInvestissement(_ trace: YearTrace) -> [Double] {
    trace.attributionCompensation?.investissement.columnArray(0) ?? depart.centimes(.attributionInvestissement)
  }
}
