import Legislation
import LinearAlgebra
import Territory

/// The account of a year of the scenario. Centimes; NaN where unknown.
public struct BudgetYear: Sendable, Equatable {
  /// Year of the account that the scenario moves.
  public var exercice: Int
  public var compte: CompteDeLAnnee
  /// (AC + DSC) ÷ recettes réelles.
  public var partReversee: Double
  /// What the scenario pays in investment, less what it receives: AC d'investissement, fonds de concours, taxe
  /// d'aménagement.
  public var investissement: Double
}

/// What the accounts of the EPCI start from: the last known account, and the flows that it holds.
struct BudgetPlan: Sendable {
  let exercice: Int
  private let compte: CompteDeLAnnee
  /// Flows of the year of the account.
  private let flux: RunningFlows

  /// `nil` unless the territory gives the running receipts and spending of the EPCI in the same year.
  init?(territoire: Territory, depart: StartingAmounts, upTo annee: Int) {
    guard let ensemble = territoire.ensemble,
      let exercice = (0...60).lazy.map({ annee - $0 }).first(where: {
        ensemble.value("rrf", annee: $0) != nil && ensemble.value("drf", annee: $0) != nil
      })
    else { return nil }
    func centimes(_ family: String) -> Double {
      ensemble.value(family, annee: exercice).map { ($0 * 100).roundedHalfUp } ?? .nan
    }
    self.exercice = exercice
    compte = CompteDeLAnnee(
      recettes: centimes("rrf"), depenses: centimes("drf"), capitalRembourse: centimes("annuite_capital"),
      dette: centimes("dette"))
    func column(_ flux: Flux) -> [Double] {
      territoire.column(flux.rawValue, annee: exercice)?.values.map { ($0 * 100).roundedHalfUp }
        ?? depart.centimes(flux)
    }
    func own(_ flux: Flux) -> Double {
      let communes = column(flux)
      guard let whole = ensemble.value(flux.rawValue, annee: exercice), !communes.contains(where: \.isNaN) else {
        return .nan
      }
      return (whole * 100).roundedHalfUp - orderedSum(communes.span)
    }
    var start = RunningFlows()
    start.add(attributions: column(.attributionCompensation), investissement: column(.attributionInvestissement))
    start.spending["dsc"] = orderedSum(column(.dotationSolidarite).span)
    start.spending["prelevement"] = own(.prelevementFPIC)
    start.receipts["reversement"] = own(.reversementFPIC)
    start.receipts["dotation"] = ensemble.value("dotation_intercommunalite", annee: exercice)
      .map { ($0 * 100).roundedHalfUp }
    self.flux = start
  }

  func evaluate(_ epci: EPCIYear, montants: AmountTable, dotation: Double?) -> BudgetYear {
    let annee = epci.annee
    var now = RunningFlows()
    let investment = montants[annee, .attributionInvestissement]
    now.add(attributions: montants[annee, .attributionCompensation], investissement: investment)
    now.spending["dsc"] = epci.dotationSolidarite
    now.spending["prelevement"] = epci.prelevementFPIC
    now.receipts["reversement"] = epci.reversementFPIC
    now.receipts["dotation"] = dotation
    var recettes = 0.0
    var depenses = 0.0
    for (name, value) in now.receipts.sorted(by: { $0.key < $1.key }) { recettes += gap(value, flux.receipts[name]) }
    for (name, value) in now.spending.sorted(by: { $0.key < $1.key }) { depenses += gap(value, flux.spending[name]) }
    var invested = orderedReduction(investment.count) { investment[$0].isNaN ? 0 : investment[$0] }
    for flux in Flux.leviers {
      guard let cost = epci.leviers[flux] else { continue }
      if flux.estInvestissement {
        invested += cost
      } else if cost > 0 {
        depenses += cost
      } else {
        recettes -= cost
      }
    }
    let moved = compte.deplace(recettes: recettes, depenses: depenses)
    return BudgetYear(
      exercice: exercice, compte: moved,
      partReversee: PartReversee.calculer(
        attributions: epci.attributionCompensation, dotations: epci.dotationSolidarite, recettes: moved.recettes),
      investissement: invested)
  }

  /// A flow that the account or the scenario does not know moves nothing.
  private func gap(_ now: Double?, _ before: Double?) -> Double {
    guard let now, let before, !now.isNaN, !before.isNaN else { return 0 }
    return now - before
  }
}

/// Running receipts and spending of the EPCI, by kind. Centimes.
private struct RunningFlows: Sendable {
  var receipts: [String: Double] = [:]
  var spending: [String: Double] = [:]

  /// AC paid are spending, negative ones receipts; the part in investissement is neither.
  mutating func add(attributions: [Double], investissement: [Double]) {
    var (paid, received) = (0.0, 0.0)
    for i in attributions.indices where !attributions[i].isNaN {
      let running = attributions[i] - (investissement[i].isNaN ? 0 : investissement[i])
      if running > 0 { paid += running } else { received -= running }
    }
    spending["ac"] = paid
    receipts["ac"] = received
  }
}
