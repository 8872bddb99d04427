import Diagnostics
import Legislation
import LinearAlgebra

extension LeverPlan {
  /// The levers of a year, in the order of the law's calendar, after the AC, the DSC and the split of the FPIC.
  /// - Parameter prelevements: centimes of the FPIC levy, by commune; `nil` when it is not known.
  func evaluate(
    annee: Int, state: YearState, history: LeverHistory, prelevements: [Double]?, parametres: Parametres
  ) throws(DiagnosedError) -> LeverYear {
    var year = LeverYear()
    priseEnCharge?.evaluate(annee: annee, prelevements: prelevements, state: state, into: &year)
    try dgfTerritoriale?.evaluate(annee: annee, state: state, parametres: parametres, into: &year)
    try tauxImposition?.evaluate(annee: annee, parametres: parametres, into: &year)
    taxeAmenagement?.evaluate(annee: annee, parametres: parametres, into: &year)
    partageFoncier?.evaluate(
      annee: annee, taux: year.fiscalite?.communes.map { $0[.foncierBati] }, parametres: parametres, into: &year)
    if let fondsDeConcours {
      try fondsDeConcours.evaluate(
        annee: annee, state: state, reports: history.reports,
        supplement: tauxImposition?.supplement(.fondsDeConcours, annee: annee) ?? 0, parametres: parametres, into: &year
      )
    }
    return year
  }
}
