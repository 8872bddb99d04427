import Diagnostics
import Legislation
import LinearAlgebra

extension Retroaction {
  /// The shift of the potentiels by the taxes shared the year before, euros.
  func correctionPotentiel(annee year: Int, history: AmountHistory) -> Matrix? {
    active ? history.leviers.correctionPotentiel(year) : nil
  }

  /// The coefficients with the receipts that the levers moved.
  func coefficients(
    _ cif: [Double]?, annee year: Int, history: AmountHistory, parametres: Parametres
  ) throws(DiagnosedError) -> [Double]? {
    guard active, let cif, let recettes else { return cif }
    let retard = try ParametresTaux(annee: year, parametres: parametres).retardRecettes
    let moved = history.leviers.recettes(year - retard)
    let growth = projection.factor(.recettesFiscales, annee: year)
    return cif.map {
      RecettesDuCIF.deplacer($0, recettes: recettes, epci: moved.epci / growth, communes: moved.communes / growth)
    }
  }
}
