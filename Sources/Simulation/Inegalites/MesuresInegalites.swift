import LinearAlgebra

/// Every measure of a scenario's redistribution, before and after its transfers.
public struct MesuresInegalites: Sendable, Equatable {
  /// Communes measured.
  public var communes = 0
  /// Euros.
  public var transferts = Double.nan
  public var giniAvant = Double.nan
  public var giniApres = Double.nan
  public var theilAvant = Double.nan
  public var theilApres = Double.nan
  public var interdecileAvant = Double.nan
  public var interdecileApres = Double.nan
  /// Largest over smallest value per inhabitant.
  public var etendueAvant = Double.nan
  public var etendueApres = Double.nan
  public var tauxPerequation = Double.nan
  public var concentration = Double.nan
  public var progressivite = Double.nan
  public var inversions = 0
  public var reclassement = Double.nan
  public var partSousLaMoyenne = Double.nan
  public var partMoitiePauvre = Double.nan
  /// Of the transfers per inhabitant on wealth, and on the second quantity where there is one.
  public var richesse = RegressionPonderee.inconnue
  public var revenu = RegressionPonderee.inconnue

  /// Fall of the Gini index for each million of euros; NaN when nothing is paid.
  public var rendement: Double { transferts != 0 ? (giniAvant - giniApres) / (transferts / 1e6) : .nan }

  public init() {}
}

extension RegressionPonderee {
  static let inconnue = RegressionPonderee(correlation: .nan, pente: .nan)

  init(correlation: Double, pente: Double) {
    self.correlation = correlation
    self.pente = pente
  }
}

/// Measures many scenarios against one ranking: communes are sorted once, and every buffer is kept.
///
/// One scenario costs a few passes over the communes and a merge that is linear where few ranks change. Not shared
/// between threads: each one copies its own.
public struct MesureInegalites: Sendable {
  public let classement: ClassementRichesse
  private let avant: MesuresInegalites
  private let revenu: [Double]?
  private var transferts: [Double]
  private var parHabitant: [Double]
  private var apres: [Double]
  private var valeurs: [Double]
  private var populations: [Double]
  private var tampon: [Double]
  private var tamponPopulations: [Double]

  /// - Parameters:
  ///   - richesse, revenu: euros per inhabitant, in the order of the territory.
  ///   - population: inhabitants DGF.
  public init(richesse: [Double], population: [Double], revenu: [Double]? = nil) {
    let classement = ClassementRichesse(richesse: richesse, population: population)
    self.classement = classement
    let n = classement.nombre
    self.revenu = revenu.map { column in classement.lignes.map { column[$0] } }
    var first = MesuresInegalites()
    first.communes = n
    first.giniAvant = IndiceGini.calculer(classement)
    first.theilAvant = IndiceTheil.calculer(
      populations: classement.populations.span, valeurs: classement.richesses.span)
    first.interdecileAvant = RapportInterdecile.calculer(
      populations: classement.populations.span, valeurs: classement.richesses.span, population: classement.population)
    first.etendueAvant = Self.etendue(classement.richesses)
    avant = first
    let blank = [Double](repeating: 0, count: n)
    (transferts, parHabitant, apres, valeurs) = (blank, blank, blank, blank)
    (populations, tampon, tamponPopulations) = (blank, blank, blank)
  }

  /// - Parameters:
  ///   - transferts: euros, in the order of the territory; NaN anywhere among ranked communes leaves the measures after
  ///     transfers unknown.
  ///   - variation: euros that move the wealth itself without being a transfer (an AC inside the potentiel financier).
  public mutating func mesurer(_ transferts: Span<Double>, variation: Span<Double>? = nil) -> MesuresInegalites {
    var out = essentielles(transferts, variation: variation)
    guard !out.giniApres.isNaN else { return out }
    out.etendueApres = Self.etendue(valeurs)
    out.tauxPerequation = TauxPerequation.calculer(giniAvant: out.giniAvant, giniApres: out.giniApres)
    out.reclassement =
      out.inversions == 0 && classement.egales.isEmpty ? 0 : out.giniApres - concentrationApres()
    out.partSousLaMoyenne = PartCiblee.sousLaMoyenne(classement, transferts: self.transferts.span)
    out.richesse = RegressionPonderee(
      x: classement.richesses.span, y: parHabitant.span, populations: classement.populations.span)
    if let revenu {
      out.revenu = RegressionPonderee(x: revenu.span, y: parHabitant.span, populations: classement.populations.span)
    }
    return out
  }

  /// What a sweep keeps of each scenario: Gini, Theil, P90/P10, progressivity, inversions and the share of the poorer
  /// half; the rest stays unknown.
  public mutating func essentielles(_ transferts: Span<Double>, variation: Span<Double>? = nil) -> MesuresInegalites {
    var out = avant
    let n = classement.nombre
    guard n > 0 else { return out }
    placer(transferts, variation)
    out.transferts = orderedSum(self.transferts.span)
    // A value that is not a number leaves none of its sum.
    guard !out.transferts.isNaN, !orderedSum(apres.span).isNaN else { return out }
    let people = classement.population
    out.theilApres = IndiceTheil.calculer(populations: classement.populations.span, valeurs: apres.span)
    out.inversions = Reclassement.trier(
      &valeurs, &populations, egales: classement.egales, tampon: &tampon, tamponPopulations: &tamponPopulations)
    out.giniApres = IndiceGini.calculer(populations: populations.span, valeurs: valeurs.span, population: people)
    out.interdecileApres = RapportInterdecile.calculer(
      populations: populations.span, valeurs: valeurs.span, population: people)
    out.concentration = IndiceConcentration.calculer(classement, transferts: self.transferts.span)
    out.progressivite = out.concentration - out.giniAvant
    out.partMoitiePauvre = PartCiblee.moitiePauvre(classement, transferts: self.transferts.span)
    return out
  }

  /// Transfers and wealth in the order of the ranking.
  private mutating func placer(_ transferts: Span<Double>, _ variation: Span<Double>?) {
    for i in 0..<classement.nombre {
      let row = classement.lignes[i]
      let people = classement.populations[i]
      let amount = transferts[row]
      self.transferts[i] = amount
      parHabitant[i] = amount / people
      var shift = 0.0
      if let variation { shift = variation[row] / people }
      apres[i] = classement.richesses[i] + (parHabitant[i] + shift)
      valeurs[i] = apres[i]
      populations[i] = people
    }
  }

  /// Concentration of wealth after transfers along the ranking before them.
  private func concentrationApres() -> Double {
    let total = orderedReduction(apres.count) { classement.populations[$0] * apres[$0] }
    guard total > 0 else { return .nan }
    return orderedReduction(apres.count) {
      classement.populations[$0] * apres[$0] * (2 * classement.rangs[$0] - 1)
    } / total
  }

  private static func etendue(_ sorted: [Double]) -> Double {
    guard let low = sorted.first, let high = sorted.last, low > 0 else { return .nan }
    return high / low
  }
}
