import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// The figures of the territory that the rules of a year read, as published for the year of the data.
struct PublishedFigures: Sendable {
  var populationINSEE: Matrix
  var populationDGF: Matrix
  /// Euros; NaN is missing.
  var revenu: Matrix
  var potentielFinancier: Matrix
  var potentielFiscal: Matrix
  let projection: Projection

  init(_ territoire: Territory, projection: Projection) {
    let blank = [Double](repeating: .nan, count: territoire.communes.count)
    func block(_ name: String) -> Matrix { Matrix(column: territoire.column(name)?.values ?? blank) }
    self.projection = projection
    populationINSEE = block("population_insee")
    populationDGF = block("population_dgf")
    revenu = block("revenu")
    potentielFinancier = block("potentiel_financier")
    potentielFiscal = block("potentiel_fiscal")
  }

  /// The same figures carried to `annee` by the hypotheses.
  func projected(to annee: Int) -> PublishedFigures {
    guard !projection.rates.isEmpty else { return self }
    var out = self
    out.populationINSEE = projection.column(populationINSEE, .population, annee: annee)
    out.populationDGF = projection.column(populationDGF, .population, annee: annee)
    out.revenu = projection.column(revenu, .revenus, annee: annee)
    out.potentielFinancier = projection.column(potentielFinancier, .potentielFinancier, annee: annee)
    out.potentielFiscal = projection.column(potentielFiscal, .potentielFiscal, annee: annee)
    return out
  }
}

/// What the rules of a year read of the territory, and what the years before left.
///
/// Blocks are communes × scenarios; one column is shared by every scenario. The feedback of the amounts of a year on the
/// potentiel financier of the next one and on the CIF two years later enters here, through `Retroaction`: the rules read
/// everything that moves from this state.
struct YearState: Sendable {
  let annee: Int
  let populationINSEE: Matrix
  let populationDGF: Matrix
  /// Euros; NaN is missing.
  let revenu: Matrix
  let potentielFinancier: Matrix
  let potentielFiscal: Matrix
  /// Effect of the AC of the year before on both potentiels, euros; `nil` when nothing moves.
  let variationPotentiel: Matrix?
  /// Effect of the taxes shared the year before on both potentiels, euros; `nil` when nothing moves.
  let correctionPartages: Matrix?
  /// Amounts of the year before, centimes; NaN is missing.
  let attributionCompensation: Matrix
  let dotationSolidarite: Matrix
  /// How the coefficient and the dotation follow from the DSC; `nil` when nobody knows them.
  let coefficient: CoefficientYear?
  let dotationAnnuelle: DotationYear?
  /// Coefficient d'intégration fiscale of the year; `nil` when nobody knows it.
  let coefficientIntegrationFiscale: Double?
  /// `nil` without a dotation of the year of the data.
  let dotation: DotationOfYear?
  /// Estimate in centimes.
  var dotationIntercommunalite: Double? { dotation?.centimes }

  /// The state of `annee`, given the amounts of the years before and the state of the last one.
  /// - Throws: `L0003` when a rule of the feedback did not exist yet.
  init(
    annee: Int, plan: ScenarioPlan, history: AmountHistory, before: YearState?
  ) throws(DiagnosedError) {
    let known = plan.figures.projected(to: annee)
    self.annee = annee
    populationINSEE = known.populationINSEE
    populationDGF = known.populationDGF
    revenu = known.revenu
    attributionCompensation = history.attributionCompensation(annee - 1)
    dotationSolidarite = history.dotationSolidarite(annee - 1)
    let retroaction = plan.retroaction
    let rules = try ParametresIndicateurs(annee: annee, parametres: plan.parametres)
    let variation = retroaction.variationPotentiel(
      annee: annee, populationDGF: known.populationDGF, history: history,
      investissementCompte: rules.cif.acInvestissementComptee)
    variationPotentiel = variation
    correctionPartages = retroaction.correctionPotentiel(annee: annee, history: history)
    let shift = [variation, correctionPartages].compactMap { $0 }
    potentielFinancier = shift.reduce(known.potentielFinancier) { $0.adding($1) }
    potentielFiscal = shift.reduce(known.potentielFiscal) { $0.adding($1) }
    let coefficient = try retroaction.coefficient(
      annee: annee, history: history, regles: rules.cif, parametres: plan.parametres)
    self.coefficient = coefficient
    let cif = coefficient.map { $0.value(dotations: history.dotationSolidarite($0.counted).totalKnown) }
    coefficientIntegrationFiscale = cif
    let annuelle = try retroaction.dotation(
      annee: annee, population: { plan.figures.projected(to: $0).populationDGF.values.reduce(0, +) },
      parametres: plan.parametres)
    dotationAnnuelle = annuelle
    dotation = cif.flatMap { cif in annuelle?.value(coefficient: cif, before: before?.dotation?.centimes) }
  }
}
