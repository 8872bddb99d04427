import Language
import Legislation
import LinearAlgebra
import Territory

/// What differs between the scenarios of a block; everything else is that of their plan. Lists have one value a
/// scenario, and are written again for every block.
struct LaneValues {
  /// Criteria × scenarios.
  var poids: Matrix?
  /// Of the first guarantee of the DSC, fractions.
  var planchers: [Double]?
  var plafonds: [Double]?
  /// Centimes by year; empty when no lane moves them.
  var enveloppes: [[Double]] = []
  var prelevement = Side()
  var attribution = Side()

  struct Side {
    /// Euros by year; empty when no lane moves them.
    var montants: [[Double]] = []
    /// Weights of the criteria × scenarios, and part of the EPCI, fraction or euros.
    var poids: Matrix?
    var parts: [Double]?
  }

  func side(_ nature: NatureFPIC) -> Side { nature == .prelevement ? prelevement : attribution }
}

/// Reads the values of the lanes of a block, by the clauses as each scenario would write them.
struct LaneReader {
  private let axes: [(position: Int, axis: SweepAxis)]
  private let annees: [Int]
  private let territoire: Territory
  private let projection: Projection
  /// Clauses that several axes may move, with the values of the scenario under way.
  private var enveloppe: MontantAnnuel?
  private var prelevement: MontantAnnuel?
  private var attribution: MontantAnnuel?
  private(set) var values = LaneValues()

  init(_ lanes: SweepLanes, plan: ScenarioPlan, width: Int) {
    axes = lanes.axes.indices.filter { lanes.inLanes[$0] }.map { ($0, lanes.axes[$0]) }
    annees = plan.annees
    territoire = plan.territoire
    projection = plan.retroaction.projection
    let row = [Double](repeating: .nan, count: width)
    for (_, axis) in axes {
      switch axis.cible {
      case .plancher: values.planchers = row
      case .plafond: values.plafonds = row
      case .poids(_, nil):
        values.poids = Matrix(rows: plan.dotationSolidarite?.lignes.count ?? 0, columns: width)
      case .enveloppe, .indexation:
        enveloppe = plan.dotationSolidarite?.clauses.enveloppe?.value
        values.enveloppes = annees.map { _ in row }
      case .montantEnsemble(_, let volet, _):
        let nature = NatureFPIC(volet)
        let clause = plan.side(nature)?.clause?.montantEnsemble?.value
        if nature == .prelevement { prelevement = clause } else { attribution = clause }
        side(nature) { $0.montants = plan.annees.map { _ in row } }
      case .partEPCI(_, let volet): side(NatureFPIC(volet)) { $0.parts = row }
      case .poids(_, let volet?):
        let nature = NatureFPIC(volet)
        let count = plan.side(nature)?.clause?.criteres.count ?? 0
        side(nature) { $0.poids = Matrix(rows: count, columns: width) }
      // The others are never in lanes.
      default: break
      }
    }
  }

  private mutating func side(_ nature: NatureFPIC, _ change: (inout LaneValues.Side) -> Void) {
    if nature == .prelevement { change(&values.prelevement) } else { change(&values.attribution) }
  }

  /// The values of one scenario of the block.
  mutating func read(_ scenario: [SweepValue], lane: Int) {
    for (position, axis) in axes {
      let value = scenario[position]
      switch axis.cible {
      case .plancher: values.planchers?[lane] = axis.fraction(value)
      case .plafond: values.plafonds?[lane] = axis.fraction(value)
      case .poids(_, nil): Self.write(value, &values.poids, lane)
      case .enveloppe(_, let annee):
        if let index = enveloppe?.palier(annee) { enveloppe?.paliers[index].montant.value.set(axis.montant(value)) }
      case .indexation: enveloppe?.suite?.value = .indexee(axis.percent(value))
      case .montantEnsemble(_, let volet, let annee):
        if NatureFPIC(volet) == .prelevement {
          Self.write(axis.montant(value), &prelevement, annee)
        } else {
          Self.write(axis.montant(value), &attribution, annee)
        }
      case .partEPCI(_, let volet):
        let part = axis.montant(value)?.euros ?? axis.fraction(value)
        side(NatureFPIC(volet)) { $0.parts?[lane] = part }
      case .poids(_, let volet?): side(NatureFPIC(volet)) { Self.write(value, &$0.poids, lane) }
      // The others are never in lanes.
      default: break
      }
    }
    readAmounts(lane)
  }

  /// Amounts by year, once every axis has written its part of their clauses.
  private mutating func readAmounts(_ lane: Int) {
    if !values.enveloppes.isEmpty {
      for (year, annee) in annees.enumerated() {
        values.enveloppes[year][lane] =
          enveloppe?.centimes(annee: annee, territoire: territoire, projection: projection) ?? .nan
      }
    }
    for (year, annee) in annees.enumerated() {
      if let euros = euros(prelevement, annee) { values.prelevement.montants[year][lane] = euros }
      if let euros = euros(attribution, annee) { values.attribution.montants[year][lane] = euros }
    }
  }

  /// Whole euros of the ensemble, NaN when unknown; `nil` where no lane moves them.
  private func euros(_ clause: MontantAnnuel?, _ annee: Int) -> Double? {
    guard let clause else { return nil }
    return clause.centimes(annee: annee, territoire: territoire).map { ($0 / 100).roundedHalfUp } ?? .nan
  }

  private static func write(_ montant: Montant?, _ clause: inout MontantAnnuel?, _ annee: Int?) {
    guard let index = clause?.palier(annee) else { return }
    clause?.paliers[index].montant.value.set(montant)
  }

  private static func write(_ value: SweepValue, _ block: inout Matrix?, _ lane: Int) {
    guard case .weights(let parts) = value, let rows = block?.rows, rows == parts.count else { return }
    for row in 0..<rows {
      block?.values[lane * rows + row] = Decimal(parts[row], decimals: SweepAxis.percentDecimals).fraction
    }
  }
}

extension Montant {
  fileprivate mutating func set(_ montant: Montant?) { if let montant { self = montant } }
}

extension SweepAxis {
  /// The amount that the axis writes; `nil` for another unit.
  fileprivate func montant(_ value: SweepValue) -> Montant? {
    guard case .montant(let population) = unit, case .scalar(let steps) = value else { return nil }
    return Montant(centimes: steps, parHabitant: population)
  }

  fileprivate func percent(_ value: SweepValue) -> Decimal {
    guard case .scalar(let steps) = value else { return Decimal(0) }
    return Decimal(steps, decimals: Self.percentDecimals)
  }
}
