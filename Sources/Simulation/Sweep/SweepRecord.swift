import Language
import Legislation
import LinearAlgebra

/// One record while it is measured; amounts in centimes until they are stored in euros.
struct SweepRecord {
  private var values = [Double](repeating: 0, count: SweepMeasure.allCases.count)

  subscript(measure: SweepMeasure) -> Double {
    get { values[measure.position] }
    set { values[measure.position] = newValue }
  }

  func copy(into records: inout [Double], at first: Int) {
    for offset in values.indices { records[first + offset] = values[offset] }
  }

  /// As `Comparison.synthese`: strictly beyond the threshold.
  mutating func count(change: Double, seuil: Double, populationINSEE: Double, populationDGF: Double) {
    if change.isNaN { return }
    if change > seuil {
      self[.gagnantes] += 1
    } else if change < -seuil {
      self[.perdantes] += 1
      self[.populationPerdante] += populationINSEE.isNaN ? 0 : populationINSEE
      self[.pertes] += change / 100
      self[.pirePerte] = min(self[.pirePerte], change / 100)
      if populationDGF > 0 {
        self[.pirePerteParHabitant] = min(self[.pirePerteParHabitant], change / 100 / populationDGF)
      }
    } else {
      self[.stables] += 1
    }
  }

  /// Totals in the order of `SweepAmounts.flux`.
  mutating func totals(_ centimes: [Double]) {
    self[.ac] = centimes[0] / 100
    self[.dsc] = centimes[1] / 100
    self[.fpicReversement] = centimes[2] / 100
    self[.fpicPrelevement] = centimes[3] / 100
    self[.net] = centimes[4] / 100
  }

  /// - Parameter voisine: centimes paid to neighbouring EPCI.
  mutating func measure(_ trace: YearTrace, _ lane: Int, voisine: Double, reference: Double) {
    var epci = EPCIYear(
      annee: trace.annee, attributionCompensation: self[.ac] * 100, dotationSolidarite: self[.dsc] * 100,
      prelevementFPIC: trace.prelevement.map { LinearAlgebra.lane($0.notifies.epci, lane) * 100 } ?? .nan,
      reversementFPIC: trace.attribution.map { LinearAlgebra.lane($0.notifies.epci, lane) * 100 } ?? .nan)
    epci.attributionInvestissement = trace.attributionCompensation?.investissement.totalKnown ?? 0
    epci.dotationVoisine = voisine
    epci.leviers = trace.leviers.couts
    self[.coutEPCI] = epci.cout / 100
    self[.ecartCoutEPCI] = (epci.cout - reference) / 100
    self[.cif] = trace.state.coefficients.map { LinearAlgebra.lane($0, lane) } ?? .nan
    self[.dotationIntercommunalite] = trace.state.dotations.map { $0[$0.count == 1 ? 0 : lane].centimes / 100 } ?? .nan
  }
}

extension SweepRecord {
  /// Missing where nothing is paid.
  mutating func inequality(_ mesures: MesuresInegalites?) {
    self[.giniAvant] = mesures?.giniAvant ?? .nan
    self[.giniApres] = mesures?.giniApres ?? .nan
    self[.theilApres] = mesures?.theilApres ?? .nan
    self[.interdecileApres] = mesures?.interdecileApres ?? .nan
    self[.progressivite] = mesures?.progressivite ?? .nan
    self[.inversions] = mesures.map { Double($0.inversions) } ?? .nan
    self[.partMoitiePauvre] = mesures?.partMoitiePauvre ?? .nan
  }
}

extension YearTrace {
  /// Facts of one scenario by what they weigh: an alerte of the law without its motive stops a run, as an error does.
  func legality(_ lane: Int, _ plan: ScenarioPlan) -> (erreurs: Int, alertes: Int) {
    var erreurs = 0
    var alertes = 0
    func add(_ fait: some FaitDeLiceite, _ motivated: Bool) {
      switch fait.severity {
      case .erreur: erreurs += 1
      case .alerte: if fait.exigeUnMotif, !motivated { erreurs += 1 } else { alertes += 1 }
      case .remarque: break
      }
    }
    if let dsc = dotationSolidarite {
      let motivated = plan.dotationSolidarite?.article.motif != nil
      for fait in dsc.faits[dsc.faits.count == 1 ? 0 : lane] { add(fait, motivated) }
    }
    if let ac = attributionCompensation {
      let motivated = plan.attributionCompensation?.article.motif != nil
      for fait in ac.faits[ac.faits.count == 1 ? 0 : lane] { add(fait, motivated) }
    }
    func add(_ faits: [FaitFPICDeScenario], _ motivated: Bool) {
      for fait in faits where fait.scenario == nil || fait.scenario == lane { add(fait.fait, motivated) }
    }
    if let prelevement { add(prelevement.faits, plan.prelevement?.article?.motif != nil) }
    if let attribution { add(attribution.faits, plan.attribution?.article?.motif != nil) }
    return (erreurs, alertes)
  }
}
