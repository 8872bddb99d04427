import Diagnostics
import Language
import Legislation
import Sampling
import Territory

/// A year of the country and a block « balayer », checked, numbered and ready to run.
public struct NationalSweep: Sendable {
  /// The year under the law in force: what every variant is compared with.
  public let run: NationalRun
  public let scenario: Scenario
  public let design: SweepDesign
  public let verdicts: [SweepVerdict]
  /// SHA-256 of the files of values that the block names, and of the law in force.
  public let tables: [String: String]
  public let empreinteDroit: String
  public let diagnostics: [Diagnostic]
  /// Communes are computed too.
  public let hasCommunes: Bool
  let communeYardstick: CommuneYardstick?
  let levers: [NationalLever]
  /// Some values need entities prepared anew.
  let preparesAnew: Bool
  let yardstick: NationalYardstick
  /// Euros that the quantiles of each entity tell apart.
  let steps: [Double]
  /// The law with the reforms that hold in every variant.
  private let droit: Parametres
  /// That every variant shares but for the values outside its evaluation.
  private let own: NationalPlan
  private let disturbance: ColumnDisturbance
  /// By axis.
  private let noises: [SweepNoise?]
  /// Of the numbers of each axis.
  private let unites: [[UniteParametre]]

  public var entites: Int { run.set.entites.count }
  public var annees: [Int] { [run.options.annee] }

  /// - Parameters:
  ///   - path: of the file that has the block.
  ///   - folder: of nature `NATIONAL`.
  ///   - draws, seed: replace those that the file writes.
  ///   - communes: also splits every ensemble between its communes.
  /// - Throws: what makes the year or the sweep impossible to compute.
  public static func open(
    _ path: String, folder: String, options: NationalOptions, draws: Int?, seed: UInt64?, communes: Bool
  ) throws(DiagnosedError) -> NationalSweep {
    let (territoire, found) = try NationalRun.read(folder)
    let (scenario, said) = try ScenarioLoader.loadNational(
      path: path, dossier: folder, nom: territoire.nom, annee: options.annee)
    guard let balayage = scenario.balayage else {
      throw DiagnosedError([
        Diagnostic(
          "S0800", .erreur, "ce fichier n'a pas de bloc « balayer »", place: Place(file: path),
          repair:
            "écrivez « balayer », puis « paramètre fpic_national.prelevement.plafond à compter de \(options.annee) : de 10 % à 20 % par pas de 1 % »"
        )
      ])
    }
    let law = try Parametres.charger()
    let run = try NationalRun(territoire, options: options, droit: law, found: found)
    let reformed = try LawReform.apply(scenario.parametres, to: law)
    var (axes, levers, errors): ([SweepAxis], [NationalLever], [Diagnostic]) = ([], [], [])
    for (rank, axe) in balayage.axes.enumerated() {
      do {
        let axis = try SweepAxis.compile(axe, rank: rank, scenario: scenario)
        let lever = try NationalLever(axe)
        try NationalSweepCheck(run: run, droit: reformed).check(axe, axis, lever)
        axes.append(axis)
        levers.append(lever)
      } catch {
        errors += error.diagnostics
      }
    }
    errors += NationalSweepCheck.overlaps(balayage.axes, levers)
    if !errors.isEmpty { throw DiagnosedError(errors) }
    let design = try SweepDesign(axes: axes, balayage: balayage, draws: draws, seed: seed)
    let sweep = try NationalSweep(
      run: run, scenario: scenario, design: design, tables: try Sweep.tables(balayage), empreinte: law.empreinte,
      diagnostics: said + run.diagnostics, levers: levers, droit: reformed, loi: law, communes: communes)
    for (position, axe) in balayage.axes.enumerated() where try sweep.isStill(position) {
      errors.append(NationalSweepCheck.still(axe))
    }
    errors += sweep.noises.compactMap { $0?.refusal(draws: design.draws) }
    if !errors.isEmpty { throw DiagnosedError(errors) }
    return sweep
  }

  /// Errors on a column that no figure of the entities is made of.
  private func isStill(_ position: Int) throws(DiagnosedError) -> Bool {
    guard case .column = levers[position] else { return false }
    var territoire = run.set.territoire
    disturbance.communes(design.axes[position], .noise(0), of: &territoire)
    disturbance.entities(design.axes[position], .noise(0), of: &territoire)
    let moved = try Self.prepared(run, territoire, droit, levers)
    let still = try Self.prepared(run, run.set.territoire, droit, levers)
    guard moved.colonnes.hasSameFigures(as: still.colonnes) else { return false }
    guard hasCommunes else { return true }
    return try NationalCommunes(moved, coefficients: run.coefficients, droit: droit)
      .isSame(as: NationalCommunes(still, coefficients: run.coefficients, droit: droit))
  }

  private init(
    run: NationalRun, scenario: Scenario, design: SweepDesign, tables: [String: String], empreinte: String,
    diagnostics: [Diagnostic], levers: [NationalLever], droit: Parametres, loi: Parametres, communes: Bool
  ) throws(DiagnosedError) {
    self.run = run
    self.scenario = scenario
    self.design = design
    self.tables = tables
    empreinteDroit = empreinte
    self.diagnostics = diagnostics
    self.levers = levers
    preparesAnew = levers.contains(where: \.prepares)
    self.droit = droit
    verdicts = [SweepVerdict(objet: .calculable, texte: "Le fonds se prélève et se répartit")]
    yardstick = NationalYardstick(run)
    steps = run.set.colonnes.populationDGF.map { $0 > 0 ? EnsembleStatistics.stepPerHead * $0 : 1 }
    let random = CounterRandom(seed: design.seed)
    disturbance = ColumnDisturbance(random: random)
    noises = design.axes.map {
      SweepNoise($0, random: random, positions: ColumnDisturbance.positions(in: run.set.territoire))
    }
    unites = levers.map { $0.chemins.map { droit[$0].unite } }
    hasCommunes = communes
    own = try Self.plan(run, run.set.territoire, droit, levers, communes: communes)
    guard communes else {
      communeYardstick = nil
      return
    }
    let inForce = try Self.plan(run, run.set.territoire, loi, [], communes: true)
    let split = try NationalCommunes(run.set, coefficients: run.coefficients, droit: loi)
    do { communeYardstick = try CommuneYardstick(run, split, inForce) } catch {
      throw DiagnosedError([error.diagnostic { $0 }])
    }
  }

  private static func plan(
    _ run: NationalRun, _ territoire: Territory, _ droit: Parametres, _ levers: [NationalLever], communes: Bool
  ) throws(DiagnosedError) -> NationalPlan {
    let set = try prepared(run, territoire, droit, levers)
    let split = communes ? try NationalCommunes(set, coefficients: run.coefficients, droit: droit) : nil
    return try NationalPlan(set, droit: droit, communes: split)
  }

  /// The entities with the bases of every guarantee that a variant may open.
  private static func prepared(
    _ run: NationalRun, _ territoire: Territory, _ droit: Parametres, _ levers: [NationalLever]
  ) throws(DiagnosedError) -> NationalSet {
    var set = try NationalSet(territoire, options: run.options, parametres: droit, like: run.set)
    var rule = try ParametresFPICNational(annee: run.options.annee, parametres: droit).garantie
    for lever in levers {
      if case .direct(let chemins) = lever, chemins.contains(where: { $0.rawValue.hasPrefix("fpic_national.garantie") })
      {
        // Bases do not depend on the rates, but on there being one.
        rule.taux[0] = 1
      }
    }
    set.setGuaranteeBases(GuaranteeBases(set, regle: rule).columns)
    return set
  }

  // MARK: Variants

  /// The values that need entities prepared anew.
  func key(_ values: [SweepValue]) -> [SweepValue] { zip(levers, values).filter { $0.0.prepares }.map(\.1) }

  /// The plan of a variant.
  /// - Throws: what makes it impossible, a figure that its error turns negative among others.
  func plan(_ values: [SweepValue]) throws(DiagnosedError) -> NationalPlan {
    guard preparesAnew else { return own }
    var law = droit
    var territoire = run.set.territoire
    for (position, (lever, value)) in zip(levers, values).enumerated() {
      let axis = design.axes[position]
      switch lever {
      case .direct: break
      case .prepared(let chemin):
        guard let number = axis.lawNumbers(value).first else { continue }
        law = try law.remplacant(chemin, valeur: number, aCompterDe: run.options.annee)
      case .column:
        if case .noise(let draw) = value, let noise = noises[position], noise.turnsNegative(draw) {
          throw DiagnosedError([noise.refusal(draw)])
        }
        disturbance.communes(axis, value, of: &territoire)
        disturbance.entities(axis, value, of: &territoire)
      }
    }
    return try Self.plan(run, territoire, law, levers, communes: hasCommunes)
  }

  /// Gives the law the numbers of a variant.
  /// - Returns: false when a unit does not admit one.
  func apply(_ values: [SweepValue], to law: inout ParametresFPICNational) -> Bool {
    for position in levers.indices {
      guard case .direct(let chemins) = levers[position] else { continue }
      let numbers = design.axes[position].lawNumbers(values[position])
      for rank in numbers.indices {
        guard unites[position][rank].admet(numbers[rank]) else { return false }
        law.poser(chemins[rank], numbers[rank])
      }
    }
    return true
  }
}

extension NationalSweep: SweepCase {
  /// What is kept of each variant, in the order of a record.
  public var measures: [NationalMeasure] { NationalMeasure.kept(communes: hasCommunes) }
  public var recordLength: Int { measures.count }
  public var valueLength: Int { NationalFlow.allCases.count * entites + (communes ?? 0) }
  public var blockWidth: Int { min(128, max(16, (1 << 22) / bytesPerScenario)) }
  public var bytesPerScenario: Int { 8 * (recordLength + NationalFlow.allCases.count * entites) }

  public func statistics() -> EnsembleStatistics { EnsembleStatistics(steps: steps, communes: communes) }
  public func statistics(_ state: [UInt64]) -> EnsembleStatistics? {
    EnsembleStatistics(steps: steps, communes: communes, state: state)
  }
  public func worker(width: Int) -> NationalWorker { NationalWorker(self, width: width) }
}

extension NationalSweep {
  /// Communes of the folder, where they are computed.
  var communes: Int? { hasCommunes ? run.set.territoire.communes.count : nil }

  /// Balance of a commune under the law in force, euros; not-a-number where it is not known.
  public func communeReference(_ row: Int) -> Double { communeYardstick?.balances[row] ?? .nan }

  /// Names of the axes that evaluations read, and of those that ask for entities prepared anew.
  public var reach: (shared: [String], anew: [String]) {
    let axes = zip(design.axes, levers)
    return (axes.filter { !$1.prepares }.map(\.0.name), axes.filter { $1.prepares }.map(\.0.name))
  }
}
