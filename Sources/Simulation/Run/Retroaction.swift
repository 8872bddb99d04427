import Language
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
  let projection: Projection

  init(scenario: Scenario, territoire: Territory, coefficientEcrit: Double?, projection: Projection) {
    let ensemble = territoire.ensemble
    active = !scenario.sansRetroaction
    annee = territoire.annee
    fiscaliteProfessionnelleUnique = territoire.regime == .FPU
    coefficientPublie = coefficientEcrit ?? ensemble?.value("cif")
    self.projection = projection
    if let epci = ensemble?.value("recettes_cif_epci"), let communes = ensemble?.value("recettes_cif_communes"),
      let syndicats = ensemble?.value("recettes_cif_syndicats")
    {
      recettes = epci + communes + syndicats
    } else {
      recettes = nil
    }
  }

  /// What is modelled and what is not, for the annex.
  var sentences: [String] {
    guard active else {
      return ["Sans rétroaction sur le potentiel financier, le CIF et la dotation d'intercommunalité"]
    }
    var out: [String] = []
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
  func variationPotentiel(annee year: Int, populationDGF: Matrix, history: AmountHistory) -> Matrix? {
    guard active, fiscaliteProfessionnelleUnique else { return nil }
    let now = history.attributionCompensation(year - 1)
    let published = history.attributionCompensation(annee - 1)
    guard now.rows == published.rows, now != published else { return nil }
    return RetroactionPotentiel.variation(attributions: now, reference: published, populationDGF: populationDGF)
  }

  /// Published coefficient less the growth of AC and of half the DSC, over the receipts that it counts.
  func coefficient(annee year: Int, history: AmountHistory) -> Double? {
    guard active, let coefficientPublie, let recettes else { return coefficientPublie }
    func transfers(_ year: Int) -> Double {
      let ac = fiscaliteProfessionnelleUnique ? known(history.attributionCompensation(year)) : 0
      return (ac + 0.5 * known(history.dotationSolidarite(year))) / 100
    }
    let growth = projection.factor(.recettesFiscales, annee: year)
    let shift = transfers(year - 2) / growth - transfers(annee - 2)
    return shift == 0 ? coefficientPublie : coefficientPublie - shift / recettes
  }
}

private func known(_ block: Matrix) -> Double {
  orderedReduction(block.rows) { block.values[$0].isNaN ? 0 : block.values[$0] }
}

enum RetroactionPotentiel {
  static func variation(attributions now: Matrix, reference: Matrix, populationDGF: Matrix) -> Matrix {
    var out = Matrix(rows: now.rows, columns: now.columns)
    for scenario in 0..<now.columns {
      let head = now.column(scenario).lowerBound
      let base = reference.column(scenario).lowerBound
      let people = populationDGF.column(scenario).lowerBound
      func delta(_ i: Int) -> Double {
        let value = (now.values[head + i] - reference.values[base + i]) / 100
        return value.isNaN ? 0 : value
      }
      let total = orderedReduction(now.rows, delta)
      let population = orderedReduction(now.rows) { populationDGF.values[people + $0] }
      for i in 0..<now.rows {
        out.values[scenario * now.rows + i] = delta(i) - populationDGF.values[people + i] / population * total
      }
    }
    return out
  }
}
