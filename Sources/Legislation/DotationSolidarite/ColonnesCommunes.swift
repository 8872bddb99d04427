import LinearAlgebra

/// What the criteria read of the communes of one EPCI, in ascending INSEE order; NaN is missing.
///
/// Each block is communes × scenarios, or one column shared by every scenario.
public struct ColonnesCommunes: Sendable {
  /// Inhabitants, population INSEE totale.
  public var populationINSEE: Matrix
  /// Inhabitants, population DGF.
  public var populationDGF: Matrix
  /// Total income, euros.
  public var revenu: Matrix
  /// Potentiel financier or fiscal, euros: the caller chooses and names it in the criterion.
  public var potentiel: Matrix
  /// Free quantities, in their own units.
  public var quantites: [Matrix]

  public init(
    populationINSEE: Matrix, populationDGF: Matrix, revenu: Matrix, potentiel: Matrix, quantites: [Matrix] = []
  ) {
    self.populationINSEE = populationINSEE
    self.populationDGF = populationDGF
    self.revenu = revenu
    self.potentiel = potentiel
    self.quantites = quantites
  }

  public var nombre: Int { populationINSEE.rows }

  public func population(_ choix: PopulationPonderation) -> Matrix {
    choix == .insee ? populationINSEE : populationDGF
  }
}
