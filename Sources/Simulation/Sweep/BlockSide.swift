import Diagnostics
import Legislation
import LinearAlgebra

/// One side of the FPIC in a year of a block.
struct BlockSide {
  let nature: NatureFPIC
  private let plan: FPICPlan?
  private let parametres: Parametres
  private let annee: Int
  /// Where the amount and the CIF alone decide the split of a scenario.
  private let direct: VoieFPIC?
  /// Where the block goes through the rules as a whole.
  private var whole: RepartitionInterneEntrees?
  /// Of the plan's own scenario: euros of the ensemble, CIF, centimes of the EPCI (NaN when unknown), facts.
  private let montant: Double
  private let cif: Double
  let epci: Double
  let facts: FactCounts
  private let motivated: Bool
  /// Of the block, in the last one.
  private var found: RepartitionInterneResultat?
  /// The last split of the direct way, and what it was computed from.
  private var split: RepartitionCalculee?
  private var last: (montant: Double, cif: Double) = (.nan, .nan)

  /// - Parameters:
  ///   - found: of the plan's own scenario.
  ///   - deliberee: split of the first year.
  ///   - moves: a lane reaches the side, or the CIF that it reads.
  init(
    _ nature: NatureFPIC, found: RepartitionInterneResultat?, deliberee: RepartitionInterneResultat?,
    state: YearState, plan scenario: ScenarioPlan, moves: Bool
  ) throws(DiagnosedError) {
    self.nature = nature
    parametres = scenario.parametres
    annee = state.annee
    plan = scenario.side(nature)
    motivated = plan?.article?.motif != nil
    epci = found?.centimesEPCI ?? .nan
    var facts = FactCounts()
    facts.add(found?.faits(0) ?? [], motivated: motivated)
    self.facts = facts
    guard let plan else {
      (montant, cif) = (.nan, .nan)
      direct = nil
      return
    }
    let entrees = plan.entrees(annee: annee, state: state, deliberee: plan.pluriannuelle ? deliberee : nil)
    (montant, cif) = (entrees.montant[0], entrees.cif[0])
    guard moves else {
      direct = nil
      return
    }
    let rules = try ParametresRepartitionInterne(annee: annee, parametres: parametres)
    direct = VoieFPIC(entrees, parametres: rules)
    if direct == nil { whole = entrees }
  }

  /// False when no lane reaches it.
  var moves: Bool { direct != nil || whole != nil }

  /// The block goes through the rules as a whole: another decision than the droit commun.
  var isWhole: Bool { whole != nil }

  /// Before the scenarios of a block are asked one by one.
  /// - Parameter coefficients: CIF of each; `nil` for the one of the plan.
  mutating func prepare(_ lanes: LaneValues.Side, year: Int, coefficients: [Double]?, count: Int) throws(DiagnosedError)
  {
    guard var entrees = whole, let plan else { return }
    if let coefficients { entrees.cif = coefficients }
    if !lanes.montants.isEmpty { entrees.montant = Array(lanes.montants[year][..<count]) }
    entrees.decision = entrees.decision.laned(lanes, count: count)
    found = try plan.evaluate(entrees, annee: annee, parametres: parametres)
  }

  /// The split of a scenario.
  /// - Parameters:
  ///   - cif: `nil` for the one of the plan.
  ///   - place: asked for the padded column that receives the centimes of the communes, when they are its own.
  /// - Returns: whether they are; centimes of the EPCI; facts.
  mutating func evaluate(
    _ lanes: LaneValues.Side, year: Int, scenario: Int, cif own: Double?, place: () -> LanesOutput
  ) -> (state: Split, epci: Double, facts: FactCounts) {
    guard direct != nil else { return whole == nil ? (.shared, epci, facts) : copy(scenario, place) }
    let montant = lanes.montants.isEmpty ? self.montant : lanes.montants[year][scenario]
    let cif = own ?? self.cif
    if montant == self.montant, cif == self.cif { return (.shared, epci, facts) }
    if last.montant != montant || last.cif != cif {
      split = direct?.repartir(montant: montant, cif: cif)
      last = (montant, cif)
    }
    guard let split else { return (.unknown, .nan, facts) }
    var counts = FactCounts()
    counts.add(split.comptes, motivated: motivated)
    guard split.connu else { return (.unknown, .nan, counts) }
    let out = place()
    for i in 0..<split.lanes { out[i] = split.communes[i] * 100 }
    return (.own, split.epci * 100, counts)
  }

  private func copy(_ scenario: Int, _ place: () -> LanesOutput) -> (state: Split, epci: Double, facts: FactCounts) {
    guard let found else { return (.unknown, .nan, facts) }
    let block = found.notifies.communes
    let start = block.column(scenario).lowerBound
    var counts = FactCounts()
    for fait in found.faits where fait.scenario == nil || fait.scenario == scenario {
      counts.add([fait.fait], motivated: motivated)
    }
    let epci = lane(found.notifies.epci, scenario) * 100
    if block.values[start..<start + block.rows].contains(where: \.isNaN) { return (.unknown, epci, counts) }
    let out = UnsafeMutableRawPointer(place()).assumingMemoryBound(to: Double.self)
    for row in 0..<block.rows { out[row] = block.values[start + row] * 100 }
    return (.own, epci, counts)
  }

  enum Split {
    /// The columns of the plan.
    case shared
    case own
    /// Not numbers.
    case unknown
  }
}

extension Legislation.DecisionFPIC {
  /// With the weights and the parts of each lane.
  fileprivate func laned(_ lanes: LaneValues.Side, count: Int) -> Legislation.DecisionFPIC {
    func moved(_ proposition: Proposition) -> Proposition {
      guard case .criteres(var criteres) = proposition else { return proposition }
      if let poids = lanes.poids {
        criteres.poids = Matrix(rows: poids.rows, columns: count)
        for i in 0..<poids.rows * count { criteres.poids.values[i] = poids.values[i] }
      }
      if let parts = lanes.parts {
        switch criteres.partEPCI {
        case .droitCommun: break
        case .fractions: criteres.partEPCI = .fractions(Array(parts[..<count]))
        case .montants: criteres.partEPCI = .montants(Array(parts[..<count]))
        }
      }
      return .criteres(criteres)
    }
    return switch self {
    case .derogatoire(let proposition, let plafonnement): .derogatoire(moved(proposition), plafonnement: plafonnement)
    case .libre(let proposition, let confirmees): .libre(moved(proposition), exonereesConfirmees: confirmees)
    case .droitCommun, .quotesParts: self
    }
  }
}
