import Legislation
import LinearAlgebra

extension Retroaction {
  /// The shift of the potentiels by the taxes shared the year before, euros.
  func correctionPotentiel(annee year: Int, history: AmountHistory) -> Matrix? {
    active ? history.leviers.correctionPotentiel(year) : nil
  }
}
