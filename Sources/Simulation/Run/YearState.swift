import LinearAlgebra
import Territory

/// What the rules of a year read of the territory, and what the year before left.
///
/// Blocks are communes × scenarios; one column is shared by every scenario. The feedback of the amounts of a year on the
/// potentiel financier of the next one and on the CIF two years later enters in `advanced`: the rules already read
/// everything that will move from here.
struct YearState: Sendable {
  var annee: Int
  var populationINSEE: Matrix
  var populationDGF: Matrix
  /// Euros; NaN is missing.
  var revenu: Matrix
  var potentielFinancier: Matrix
  var potentielFiscal: Matrix
  /// Amounts of the year before, centimes; NaN is missing.
  var attributionCompensation: Matrix
  var dotationSolidarite: Matrix

  init(annee: Int, territoire: Territory, attributionCompensation: [Double], dotationSolidarite: [Double]) {
    let blank = [Double](repeating: .nan, count: territoire.communes.count)
    func block(_ name: String) -> Matrix { Matrix(column: territoire.column(name)?.values ?? blank) }
    self.annee = annee
    populationINSEE = block("population_insee")
    populationDGF = block("population_dgf")
    revenu = block("revenu")
    potentielFinancier = block("potentiel_financier")
    potentielFiscal = block("potentiel_fiscal")
    self.attributionCompensation = Matrix(column: attributionCompensation)
    self.dotationSolidarite = Matrix(column: dotationSolidarite)
  }

  /// The state in which the next year starts, given the amounts of this one. Data stay those of the territory's year.
  func advanced(attributionCompensation: Matrix, dotationSolidarite: Matrix) -> YearState {
    var next = self
    next.annee = annee + 1
    next.attributionCompensation = attributionCompensation
    next.dotationSolidarite = dotationSolidarite
    return next
  }
}
