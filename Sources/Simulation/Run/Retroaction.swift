import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The feedback of the scenario's amounts on the indicators of later years (CGCT art. L2334-4 and L5211-29).
///
/// AC(N) → potentiel financier(N + 1); AC and half the DSC of N → CIF(N + 2). Both are shifts of the published values:
/// what moves is the difference with the amounts that the published value already counts, so that a scenario that
/// changes nothing keeps the published value bit for bit.
struct Retroaction: Sendable {
  /// False under « sans rétroaction ».
  let active: Bool
  /// Year of the published values.
  let annee: Int
  let fiscaliteProfessionnelleUnique: Bool
  /// Published or written coefficient of the year of the data.
  let coefficientPublie: Double?
  /// Denominator of the coefficient (recettes of the EPCI, the communes and the syndicats), euros.
  let recettes: Double?
  /// What the estimate of the dotation d'intercommunalité starts from; `nil` when the territory does not know it.
  let locale: DotationIntercommunaliteLocale?
  private let metropole: Bool
  let projection: Projection

  init(
    scenario: Scenario, territoire: Territory, coefficientEcrit: Double?, projection: Projection,
    parametres: Parametres
  ) {
    let ensemble = territoire.ensemble
    active = !scenario.sansRetroaction
    annee = territoire.annee
    fiscaliteProfessionnelleUnique = territoire.regime == .FPU
    coefficientPublie = coefficientEcrit ?? territoire.cifSimple(parametres)
    self.projection = projection
    if let epci = ensemble?.value("recettes_cif_epci"), let communes = ensemble?.value("recettes_cif_communes"),
      let syndicats = ensemble?.value("recettes_cif_syndicats")
    {
      recettes = epci + communes + syndicats
    } else {
      recettes = nil
    }
    metropole = territoire.nature == .METROPOLE
    locale = Self.locale(territoire, coefficientPublie, parametres)
  }

  private static func locale(
    _ territoire: Territory, _ cif: Double?, _ parametres: Parametres
  ) -> DotationIntercommunaliteLocale? {
    guard let cif, let categorie = territoire.nature.categorie(territoire.regime),
      let dotation = territoire.ensemble?.value("dotation_intercommunalite", annee: territoire.annee),
      let people = territoire.column("population_dgf")?.values, !people.contains(where: \.isNaN),
      let rules = try? ParametresIndicateurs(annee: territoire.annee, parametres: parametres)
    else { return nil }
    return DotationIntercommunaliteLocale(
      reference: dotation,
      cifReference: rules.cifPrisEnCompte?.valeur(cif, metropole: territoire.nature == .METROPOLE) ?? cif,
      populationReference: people.reduce(0, +), categorie: categorie)
  }

  /// What is modelled and what is not, for the annex.
  var sentences: [String] {
    guard active else {
      return ["Sans rétroaction sur le potentiel financier, le CIF et la dotation d'intercommunalité"]
    }
    var out: [String] = []
    if locale != nil {
      out.append(
        "Dotation d'intercommunalité : estimation à valeurs de point nationales maintenues, entre la garantie et le plafond"
      )
    }
    if fiscaliteProfessionnelleUnique {
      out.append("Rétroaction : les AC d'une année entrent dans le potentiel financier de la suivante")
    }
    if coefficientPublie != nil, recettes != nil {
      out.append("Rétroaction : les AC et la moitié de la DSC d'une année entrent dans le CIF deux ans plus tard")
    } else if coefficientPublie != nil {
      out.append(
        "CIF constant : ensembles.csv ne donne pas recettes_cif_epci, recettes_cif_communes et recettes_cif_syndicats")
    }
    return out
  }

  /// ΔAC_i − (population DGF of i / population DGF of the EPCI) · ΣΔAC, communes × scenarios, euros; `nil` when nothing
  /// moves. ΔAC is counted from the amounts that the published value holds.
  func variationPotentiel(
    annee year: Int, populationDGF: Matrix, history: AmountHistory, investissementCompte: Bool
  ) -> Matrix? {
    guard active, fiscaliteProfessionnelleUnique else { return nil }
    let now = history.attributionComptee(year - 1, investissementCompte: investissementCompte)
    let published = history.attributionComptee(annee - 1, investissementCompte: investissementCompte)
    guard now.rows == published.rows, now != published else { return nil }
    return RetroactionPotentiel.variation(attributions: now, reference: published, populationDGF: populationDGF)
  }

  /// Published coefficient less the growth of the dépenses de transfert, over the receipts that it counts: one for all
  /// the scenarios of the history, or one each.
  func coefficients(
    annee year: Int, history: AmountHistory, regles: CoefficientIntegrationFiscale.Regles
  ) -> [Double]? {
    guard active, let coefficientPublie, let recettes else { return coefficientPublie.map { [$0] } }
    func transferts(_ year: Int, _ scenario: Int) -> Double {
      CoefficientIntegrationFiscale.depensesDeTransfert(
        attributions: history.attributionCompensation(year - regles.retardComptes).totalKnown(scenario) / 100,
        dontInvestissement: history.investissement(year - regles.retardComptes) / 100,
        dotations: history.dotationSolidarite(year - regles.retardComptes).totalKnown(scenario) / 100,
        fiscaliteProfessionnelleUnique: fiscaliteProfessionnelleUnique, regles: regles)
    }
    let growth = projection.factor(.recettesFiscales, annee: year)
    let counted = year - regles.retardComptes
    let scenarios = max(
      history.attributionCompensation(counted).columns, history.dotationSolidarite(counted).columns)
    let published = transferts(annee, 0)
    return (0..<scenarios).map { scenario in
      CoefficientIntegrationFiscale.deplacer(
        coefficientPublie, variationTransferts: transferts(year, scenario) / growth - published, recettes: recettes)
    }
  }

  /// The dotation of each year of the period, from the year after the data on.
  func dotations(
    annee year: Int, population: (Int) -> Double, coefficients: [Double]?, before: [DotationOfYear]?,
    parametres: Parametres
  ) throws(DiagnosedError) -> [DotationOfYear]? {
    guard let locale, let coefficients else { return nil }
    guard active, year > annee else { return [DotationOfYear(centimes: (locale.reference * 100).roundedHalfUp)] }
    let regles = try ParametresDotationIntercommunalite(annee: year, parametres: parametres)
    let cif = try ParametresIndicateurs(annee: year, parametres: parametres).cifPrisEnCompte
    let (people, peopleBefore) = (population(year), population(year - 1))
    let evolution = projection.factor(.dotationIntercommunalite, annee: year)
    return (0..<max(coefficients.count, before?.count ?? 1)).map { scenario in
      let coefficient = coefficients[coefficients.count == 1 ? 0 : scenario]
      let counted = cif?.valeur(coefficient, metropole: metropole) ?? coefficient
      let last = before.map { $0[$0.count == 1 ? 0 : scenario].centimes / 100 } ?? locale.reference
      let found = locale.annee(
        cif: counted, population: people, precedente: (last, peopleBefore), evolution: evolution, bornes: regles.bornes)
      return DotationOfYear(
        centimes: (found.montant * 100).roundedHalfUp, calcul: found, cif: counted, population: people,
        precedente: (last, peopleBefore), evolution: evolution)
    }
  }
}

/// The dotation of a year with what it was computed from, for the explanation.
struct DotationOfYear: Sendable {
  var centimes: Double
  /// `nil` in the year of the data: the published amount.
  var calcul: DotationIntercommunaliteLocale.Annee?
  /// Coefficient pris en compte.
  var cif = Double.nan
  var population = Double.nan
  /// Euros and inhabitants of the year before.
  var precedente = (montant: Double.nan, population: Double.nan)
  var evolution = 1.0
}

extension Matrix {
  /// Sum of the known values of the first scenario.
  var totalKnown: Double { totalKnown(0) }

  /// Sum of the known values of a scenario.
  func totalKnown(_ scenario: Int) -> Double {
    let start = column(scenario).lowerBound
    return orderedReduction(rows) { values[start + $0].isNaN ? 0 : values[start + $0] }
  }
}

extension NatureEPCI {
  /// `nil` for what the dotation d'intercommunalité does not know: EPT, a national set.
  func categorie(_ regime: RegimeFiscal) -> CategorieEPCI? {
    switch self {
    case .CU, .METROPOLE: .urbaine
    case .CA: .agglomeration
    case .CC: regime == .FPU ? .communesFiscaliteUnique : .communesFiscaliteAdditionnelle
    case .EPT, .NATIONAL: nil
    }
  }
}
