import Legislation
import LinearAlgebra

/// The measures of inequality of one scenario and one year, for one set of transfers.
///
/// Wealth before is the potentiel financier per inhabitant DGF as published (or projected), without the feedback of the
/// scenario: the same for every scenario of a comparison. An AC is already inside it, so only its change counts: as cash
/// of the year (`statique`), or as what it makes of the potentiel financier of the next year (`dynamique`).
public struct MetriquesAnnee: Sendable, Equatable {
  public enum Transferts: String, Sendable {
    /// The DSC alone.
    case dotationSolidarite
    /// DSC, FPIC received less FPIC levied, flows of the levers, change of AC in cash.
    case statique
    /// DSC, FPIC received less FPIC levied, flows of the levers; the change of AC as the potentiel financier of the next year counts it.
    case dynamique

    public var libelle: String {
      switch self {
      case .dotationSolidarite: "DSC"
      case .statique: "Tous les flux, effet immédiat"
      case .dynamique: "Tous les flux, avec le potentiel financier de l'année suivante"
      }
    }
  }

  public var annee: Int
  public var transferts: Transferts
  public var mesures: MesuresInegalites
}

/// Builds the measures of a year from the amounts that the rules gave.
struct MetriquesBuilder {
  let plan: ScenarioPlan
  let state: YearState

  /// - Parameters: centimes, one a commune; the DSC before rounding where a rule computed it.
  func build(
    attributions: Matrix, dotations: Matrix, prelevements: [Double], reversements: [Double],
    leviers: [Flux: [Double]] = [:]
  ) -> [MetriquesAnnee] {
    let known = plan.figures.projected(to: state.annee)
    let people = known.populationDGF.columnArray(0)
    let wealth = zip(known.potentielFinancier.columnArray(0), people).map { $0 / $1 }
    let income = zip(known.revenu.columnArray(0), known.populationINSEE.columnArray(0)).map { $0 / $1 }
    guard wealth.contains(where: \.isFinite) else { return [] }
    let measure = MesureInegalites(
      richesse: wealth, population: people, revenu: income.contains(where: \.isNaN) ? nil : income)
    var out: [MetriquesAnnee] = []
    func add(_ kind: MetriquesAnnee.Transferts, _ mesures: MesuresInegalites) {
      out.append(MetriquesAnnee(annee: state.annee, transferts: kind, mesures: mesures))
    }
    let dsc = dotations.columnArray(0)
    let dotation = dsc.map { $0 / 100 }
    if dotation.contains(where: { !$0.isNaN }) { add(.dotationSolidarite, measure.mesurer(dotation.span)) }
    let flows = [dsc, prelevements.map { -$0 }, reversements] + Flux.leviers.compactMap { leviers[$0] }
    let published = plan.history.attributionCompensation(plan.territoire.annee - 1)
    let before = published.rows == attributions.rows ? published.columnArray(0) : []
    let change = zip(attributions.columnArray(0), before).map { $0 - $1 }.map { $0.isNaN ? 0 : $0 }
    let cash = euros(flows + [change], people.count)
    guard cash.contains(where: { $0 != 0 }) else { return out }
    add(.statique, measure.mesurer(cash.span))
    guard plan.retroaction.active, plan.retroaction.fiscaliteProfessionnelleUnique, !change.isEmpty else { return out }
    let moved = RetroactionPotentiel.variation(
      attributions: attributions, reference: published, populationDGF: known.populationDGF
    ).columnArray(0)
    let paid = euros(flows, people.count)
    add(.dynamique, measure.mesurer(paid.span, variation: moved.span))
    return out
  }

  /// Sum in euros of the flows that somebody knows; a flow unknown everywhere is left out, an unknown amount stays
  /// unknown.
  private func euros(_ flows: [[Double]], _ count: Int) -> [Double] {
    var out = [Double](repeating: 0, count: count)
    for flow in flows where flow.count == count && flow.contains(where: { !$0.isNaN }) {
      for row in 0..<count { out[row] += flow[row] }
    }
    return out.map { $0 / 100 }
  }
}
