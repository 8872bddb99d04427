import Diagnostics
import Legislation
import LinearAlgebra

/// A year of a plan made ready for a block: what no lane reaches is settled, the rest waits for its values.
final class BlockYear {
  let annee: Int
  let state: YearState
  /// A rule that no lane reaches could not compute its amounts: no scenario has this year.
  let isIncomplete: Bool
  /// `nil` when no lane reaches the DSC.
  var dotation: VoieDSC?
  let dotationMotivated: Bool
  /// The guarantee of the year is the first one written, that lanes move.
  private let firstGuarantee: Bool
  /// Facts that no lane reaches: of the AC, of the other levers, of the DSC beside its arithmetic.
  let facts: FactCounts
  var prelevement: BlockSide
  var attribution: BlockSide
  /// Position in the block of the year whose DSC the coefficient counts, where lanes move it.
  let counted: Int?
  /// The dotation d'intercommunalité differs from lane to lane.
  let movesDotation: Bool
  let columns: BlockColumns
  let inequality: BlockInequality?
  /// Part of the prélèvement that the EPCI takes over, where lanes move it.
  let priseEnCharge: PriseEnChargePlan?

  /// - Parameters:
  ///   - index: position of the year in the plan.
  ///   - trace: of the plan's own scenario.
  ///   - votes: facts of the votes written, told in the first year.
  init(
    _ index: Int, trace: YearTrace, deliberee: YearTrace?, plan: ScenarioPlan, lanes: SweepLanes,
    yardstick: SweepYardstick, votes: FactCounts
  ) throws(DiagnosedError) {
    let parametres = plan.parametres
    annee = trace.annee
    state = trace.state
    var isIncomplete = trace.isIncompleteBesideDotation || (!lanes.moveDotation && trace.isIncomplete)
    let first = plan.annees.first ?? annee
    var facts = try Self.sharedFacts(trace, plan) + votes
    dotationMotivated = plan.dotationSolidarite?.article.motif != nil
    let guarantees = plan.dotationSolidarite?.clauses.garanties ?? []
    firstGuarantee = guarantees.first.map { trace.annee <= $0.value.jusquEn?.value ?? .max } ?? false
    if let dsc = plan.dotationSolidarite, lanes.moveDotation {
      let (entrees, faits) = try dsc.entrees(annee: annee, depart: first, state: trace.state)
      facts.add(faits, motivated: dotationMotivated)
      isIncomplete = isIncomplete || faits.contains { $0.severity == .erreur }
      dotation = VoieDSC(
        EvaluationDSC(entrees, colonnes: false),
        parametres: try ParametresDSC(annee: annee, parametres: parametres))
    } else if let faits = trace.dotationSolidarite?.faits[0] {
      facts.add(faits, motivated: dotationMotivated)
    }
    let coefficient = trace.state.coefficient
    if lanes.moveDotation, let coefficient, coefficient.moved != nil, coefficient.counted >= first {
      counted = coefficient.counted - first
    } else {
      counted = nil
    }
    movesDotation = lanes.moveDotation && trace.state.dotationAnnuelle?.moved != nil && trace.state.dotation != nil
    prelevement = try BlockSide(
      .prelevement, found: trace.prelevement, deliberee: deliberee?.prelevement, state: trace.state, plan: plan,
      moves: lanes.move(.prelevement) || counted != nil)
    attribution = try BlockSide(
      .attribution, found: trace.attribution, deliberee: deliberee?.attribution, state: trace.state, plan: plan,
      moves: lanes.move(.attribution) || counted != nil)
    priseEnCharge = prelevement.moves ? plan.leviers.priseEnCharge : nil
    for lever in trace.leviers.faits {
      // What is taken over of the prélèvement is judged scenario by scenario where it moves.
      if let moved = priseEnCharge, lever.article.numero.value == moved.article.numero.value { continue }
      facts.add(lever)
    }
    self.facts = facts
    self.isIncomplete = isIncomplete
    columns = BlockColumns(trace, plan: plan, yardstick: yardstick, year: index, movesTakenOver: priseEnCharge != nil)
    inequality = BlockInequality.make(plan: plan, trace: trace)
  }

  /// A side of the FPIC takes the scenarios of a block all at once.
  var isWhole: Bool { prelevement.isWhole || attribution.isWhole }

  /// Gives the DSC the values of a block.
  func setLanes(_ lanes: LaneValues, _ index: Int) {
    if let poids = lanes.poids { dotation?.entrees.poids = poids }
    if !lanes.enveloppes.isEmpty { dotation?.entrees.enveloppes = lanes.enveloppes[index] }
    guard firstGuarantee else { return }
    if let planchers = lanes.planchers { dotation?.entrees.garantie.planchers = planchers }
    if let plafonds = lanes.plafonds { dotation?.entrees.garantie.plafonds = plafonds }
  }

  /// Facts of the AC and of what the scenario does not say, as a run alone judges them.
  private static func sharedFacts(_ trace: YearTrace, _ plan: ScenarioPlan) throws(DiagnosedError) -> FactCounts {
    var out = FactCounts()
    let motivated = plan.dotationSolidarite?.article.motif != nil
    if trace.annee == plan.annees.first {
      let amounts = trace.dotationSolidarite?.montants ?? trace.state.dotationSolidarite
      out.add(try plan.silencesSurLaDSC(amounts.totalKnown), motivated: motivated)
      if plan.dotationSolidarite != nil, plan.attributionCompensation == nil {
        out.add(
          ReglesParticulieres.controler(
            siren: plan.territoire.siren, codesINSEE: plan.territoire.communes.map(\.insee.texte)),
          motivated: motivated)
      }
    }
    guard let ac = trace.attributionCompensation, let clauses = plan.attributionCompensation else { return out }
    out.add(ac.faits[0], motivated: clauses.article.motif != nil)
    out.add(
      try clauses.faits(
        annee: trace.annee, premiere: plan.annees.first ?? trace.annee, parametres: plan.parametres),
      motivated: clauses.article.motif != nil)
    return out
  }
}

/// The columns of a year that no lane reaches.
struct BlockColumns {
  let scratch: LaneScratch
  /// AC, DSC, reversement, prélèvement, then the levers, zero where unknown; and their signs.
  let count: Int
  let signs: [Double]
  /// The levers' flow that follows the prélèvement, when lanes move it.
  let takenOver: Int?
  /// Totals of the known amounts of the four flows, centimes; NaN when none is known.
  let totals: [Double]
  /// Known terms of the cost that no lane can reach: AC, neighbours, levers.
  let cost: Double
  /// Rows whose balance and reference are known, when the shared flows alone are, and when every row is.
  let knownShared: Double
  let knownAll: Double
  /// The plan's own scenario leaves every commune a balance; and does so without the FPIC.
  let isKnown: Bool
  let isKnownWithoutFPIC: Bool

  /// - Parameter movesTakenOver: lanes move what the EPCI takes over of the prélèvement.
  init(_ trace: YearTrace, plan: ScenarioPlan, yardstick: SweepYardstick, year: Int, movesTakenOver: Bool) {
    let rows = yardstick.communes
    let blank = [Double](repeating: .nan, count: rows)
    func column(_ block: Matrix?) -> [Double] { block.flatMap { $0.rows == rows ? $0.columnArray(0) : nil } ?? blank }
    let attributions = trace.attributionCompensation?.montants ?? trace.state.attributionCompensation
    let dotations = trace.dotationSolidarite?.montants ?? trace.state.dotationSolidarite
    var flows = [
      column(attributions), column(dotations), column(trace.attribution?.notifies.communes).map { $0 * 100 },
      column(trace.prelevement?.notifies.communes).map { $0 * 100 },
    ]
    totals = flows.map { flow in
      let known = flow.filter { !$0.isNaN }
      return known.isEmpty ? .nan : known.reduce(0, +)
    }
    var signs = Flux.historiques.map(\.sens)
    var takenOver: Int?
    var cost = (totals[0].isNaN ? 0 : totals[0]) + (plan.dotationSolidarite?.neighbours(trace.annee) ?? 0)
    for flux in Flux.leviers {
      guard let amounts = trace.leviers.flux[flux] else { continue }
      if movesTakenOver, flux == .priseEnChargeFPIC {
        takenOver = flows.count
      } else {
        cost += trace.leviers.couts[flux] ?? 0
      }
      flows.append(amounts)
      signs.append(flux.sens)
    }
    if movesTakenOver, takenOver == nil {
      takenOver = flows.count
      flows.append(blank)
      signs.append(Flux.priseEnChargeFPIC.sens)
    }
    self.takenOver = takenOver
    self.signs = signs
    self.cost = cost
    count = flows.count
    scratch = LaneScratch(rows: rows, columns: flows.count + 6)
    for (index, flow) in flows.enumerated() { scratch.fill(index, flow.map { $0.isNaN ? 0 : $0 }) }
    let isKnown = (0..<rows).map { row in flows.contains { !$0[row].isNaN } }
    self.isKnown = isKnown.allSatisfy { $0 }
    isKnownWithoutFPIC = (0..<rows).allSatisfy { row in
      flows.indices.contains { $0 != 2 && $0 != 3 && !flows[$0][row].isNaN }
    }
    let reference = yardstick.net[year]
    let shared = (0..<rows).map { isKnown[$0] ? reference[$0] : .nan }
    knownAll = Double(reference.count { !$0.isNaN })
    knownShared = Double(shared.count { !$0.isNaN })
    scratch.fill(count, reference)
    scratch.fill(count + 1, shared)
    scratch.fill(count + 2, yardstick.seuils)
    scratch.fill(count + 3, yardstick.populationINSEE.map { $0.isNaN ? 0 : $0 })
    scratch.fill(count + 4, yardstick.populationDGF.map { $0 > 0 ? $0 : .infinity })
    // Of the DSC before its closing to the centime, as the measures of inequality read it.
    let reels = column(trace.dotationSolidarite?.reels ?? trace.state.dotationSolidarite)
    if reels.contains(where: { !$0.isNaN }) { scratch.fill(count + 5, reels) }
  }

  func flow(_ index: Int) -> LanesInput { UnsafePointer(scratch.column(index)) }
  var reference: LanesInput { flow(count) }
  var referenceShared: LanesInput { flow(count + 1) }
  var tolerance: LanesInput { flow(count + 2) }
  var people: LanesInput { flow(count + 3) }
  var heads: LanesInput { flow(count + 4) }
  var reels: LanesInput { flow(count + 5) }
}
