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

  /// Published coefficient less the growth of the dépenses de transfert, over the receipts that it counts, with the
  /// receipts that the levers moved; `nil` when nobody knows a coefficient.
  /// - Throws: `L0003` when a rule of the receipts did not exist yet.
  func coefficient(
    annee year: Int, history: AmountHistory, regles: CoefficientIntegrationFiscale.Regles, parametres: Parametres
  ) throws(DiagnosedError) -> CoefficientYear? {
    guard let coefficientPublie else { return nil }
    guard active, let recettes else { return CoefficientYear(publie: coefficientPublie, moved: nil, counted: year) }
    let retard = try ParametresTaux(annee: year, parametres: parametres).retardRecettes
    let leviers = history.leviers.recettes(year - retard)
    func amounts(_ year: Int) -> CoefficientYear.Amounts {
      CoefficientYear.Amounts(
        attributions: history.attributionCompensation(year - regles.retardComptes).totalKnown / 100,
        investissement: history.investissement(year - regles.retardComptes) / 100)
    }
    let moved = CoefficientYear.Moved(
      recettes: recettes, now: amounts(year), before: amounts(annee),
      dotationsBefore: history.dotationSolidarite(annee - regles.retardComptes).totalKnown(0), leviers: leviers,
      growth: projection.factor(.recettesFiscales, annee: year),
      fiscaliteProfessionnelleUnique: fiscaliteProfessionnelleUnique, regles: regles)
    return CoefficientYear(publie: coefficientPublie, moved: moved, counted: year - regles.retardComptes)
  }

  /// The dotation of a year, from the year after the data on; `nil` where the territory does not know it.
  func dotation(
    annee year: Int, population: (Int) -> Double, parametres: Parametres
  ) throws(DiagnosedError) -> DotationYear? {
    guard let locale else { return nil }
    guard active, year > annee else { return DotationYear(locale: locale, moved: nil) }
    let regles = try ParametresDotationIntercommunalite(annee: year, parametres: parametres)
    let cif = try ParametresIndicateurs(annee: year, parametres: parametres).cifPrisEnCompte
    return DotationYear(
      locale: locale,
      moved: DotationYear.Moved(
        cif: cif, metropole: metropole, people: population(year), peopleBefore: population(year - 1),
        evolution: projection.factor(.dotationIntercommunalite, annee: year), bornes: regles.bornes))
  }
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
