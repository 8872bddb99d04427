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
/// One scenario costs a few passes over the communes and a merge that is linear where few ranks change. One thread at a
/// time.
public final class MesureInegalites {
  public let classement: ClassementRichesse
  private let avant: MesuresInegalites
  private let revenu: [Double]?
  /// Of the ranked communes, in the order of the ranking.
  private let colonnes: LaneScratch

  private enum Column {
    static let population = 0
    static let richesse = 1
    static let rang = 2
    static let moitie = 3
    static let transfert = 4
    static let apres = 5
    /// Sorted by value.
    static let valeur = 6
    static let habitants = 7
    static let tampon = 8
    static let tamponHabitants = 9
    static let cumul = 10
    static let count = 11
  }

  /// - Parameters:
  ///   - richesse, revenu: euros per inhabitant, in the order of the territory.
  ///   - population: inhabitants DGF.
  public init(richesse: [Double], population: [Double], revenu: [Double]? = nil) {
    let classement = ClassementRichesse(richesse: richesse, population: population)
    self.classement = classement
    let n = classement.nombre
    self.revenu = revenu.map { column in classement.lignes.map { column[$0] } }
    let colonnes = LaneScratch(rows: n, columns: Column.count)
    self.colonnes = colonnes
    // The padding is divided by, like the rows.
    let people = colonnes.address(Column.population)
    for i in 0..<colonnes.lanes * 8 { people[i] = 1 }
    colonnes.fill(Column.population, classement.populations)
    colonnes.fill(Column.richesse, classement.richesses)
    colonnes.fill(Column.rang, IndiceConcentration.facteurs(classement))
    colonnes.fill(Column.moitie, PartCiblee.moitiePauvre(classement))
    var first = MesuresInegalites()
    first.communes = n
    if n > 0 {
      let total = orderedDot(classement.populations.span, classement.richesses.span)
      let (populations, valeurs) = (colonnes.address(Column.population), colonnes.address(Column.richesse))
      let cumul = colonnes.address(Column.cumul)
      first.giniAvant = IndiceGini.calculer(
        populations: populations, valeurs: valeurs, nombre: n, population: classement.population, total: total,
        cumul: cumul)
      first.theilAvant = IndiceTheil.calculer(
        populations: populations, valeurs: valeurs, nombre: n, population: classement.population, total: total)
      first.interdecileAvant = RapportInterdecile.calculer(
        valeurs: valeurs, cumul: cumul, nombre: n, population: classement.population)
      first.etendueAvant = Self.etendue(valeurs, n)
    }
    avant = first
  }

  /// - Parameters:
  ///   - transferts: euros, in the order of the territory; NaN anywhere among ranked communes leaves the measures after
  ///     transfers unknown.
  ///   - variation: euros that move the wealth itself without being a transfer (an AC inside the potentiel financier).
  public func mesurer(_ transferts: Span<Double>, variation: Span<Double>? = nil) -> MesuresInegalites {
    var out = essentielles(transferts, variation: variation)
    guard !out.giniApres.isNaN else { return out }
    let n = classement.nombre
    out.etendueApres = Self.etendue(colonnes.address(Column.valeur), n)
    out.tauxPerequation = TauxPerequation.calculer(giniAvant: out.giniAvant, giniApres: out.giniApres)
    out.reclassement =
      out.inversions == 0 && classement.egales.isEmpty ? 0 : out.giniApres - concentrationApres()
    let places = UnsafeBufferPointer(colonnes.rows(Column.transfert))
    out.partSousLaMoyenne = PartCiblee.sousLaMoyenne(classement, transferts: places.span)
    let (wealth, people) = (classement.richesses, classement.populations)
    let parTete = colonnes.rows(Column.tampon)
    for i in 0..<n { parTete[i] = places[i] / people[i] }
    let perHead = UnsafeBufferPointer(parTete)
    out.richesse = RegressionPonderee(x: wealth.span, y: perHead.span, populations: people.span)
    if let revenu { out.revenu = RegressionPonderee(x: revenu.span, y: perHead.span, populations: people.span) }
    return out
  }

  /// What a sweep keeps of each scenario: Gini, Theil, P90/P10, progressivity, inversions and the share of the poorer
  /// half; the rest stays unknown.
  public func essentielles(_ transferts: Span<Double>, variation: Span<Double>? = nil) -> MesuresInegalites {
    var out = avant
    let n = classement.nombre
    guard n > 0 else { return out }
    placer(transferts)
    let sums = appliquer(variation)
    out.transferts = sums.amount
    // A value that is not a number leaves none of its sum.
    guard !sums.amount.isNaN, !sums.total.isNaN else { return out }
    let people = classement.population
    let (populations, apres) = (colonnes.address(Column.population), colonnes.address(Column.apres))
    out.theilApres = IndiceTheil.calculer(
      populations: populations, valeurs: apres, nombre: n, population: people, total: sums.total)
    let (valeurs, habitants) = (colonnes.address(Column.valeur), colonnes.address(Column.habitants))
    out.inversions = Reclassement.trier(
      apres, populations, nombre: n, egales: classement.egales, dans: valeurs, populations: habitants,
      tampon: colonnes.address(Column.tampon), tamponPopulations: colonnes.address(Column.tamponHabitants))
    let cumul = colonnes.address(Column.cumul)
    out.giniApres = IndiceGini.calculer(
      populations: habitants, valeurs: valeurs, nombre: n, population: people, total: sums.total, cumul: cumul)
    out.interdecileApres = RapportInterdecile.calculer(valeurs: valeurs, cumul: cumul, nombre: n, population: people)
    guard sums.amount != 0 else { return out }
    out.concentration = sums.ranked / sums.amount
    out.progressivite = out.concentration - out.giniAvant
    out.partMoitiePauvre = sums.shared / sums.amount
    return out
  }

  /// Transfers in the order of the ranking.
  private func placer(_ transferts: Span<Double>) {
    let out = colonnes.address(Column.transfert)
    for i in 0..<classement.nombre { out[i] = transferts[classement.lignes[i]] }
  }

  /// Wealth after transfers, and sums over the ranked communes.
  private func appliquer(
    _ variation: Span<Double>?
  ) -> (amount: Double, total: Double, ranked: Double, shared: Double) {
    if let variation {
      let wealth = colonnes.address(Column.richesse)
      for i in 0..<classement.nombre { wealth[i] += variation[classement.lignes[i]] / classement.populations[i] }
    }
    let sums = KernelSet.selected.afterTransfers(
      colonnes.lanes, UnsafePointer(colonnes.column(Column.transfert)),
      UnsafePointer(colonnes.column(Column.population)), UnsafePointer(colonnes.column(Column.richesse)),
      UnsafePointer(colonnes.column(Column.rang)), UnsafePointer(colonnes.column(Column.moitie)),
      colonnes.column(Column.apres))
    if variation != nil { colonnes.fill(Column.richesse, classement.richesses) }
    return sums
  }

  /// Concentration of wealth after transfers along the ranking before them.
  private func concentrationApres() -> Double {
    let apres = colonnes.rows(Column.apres)
    let total = orderedReduction(apres.count) { classement.populations[$0] * apres[$0] }
    guard total > 0 else { return .nan }
    return orderedReduction(apres.count) {
      classement.populations[$0] * apres[$0] * (2 * classement.rangs[$0] - 1)
    } / total
  }

  private static func etendue(_ sorted: RowsInput, _ count: Int) -> Double {
    count > 0 && sorted[0] > 0 ? sorted[count - 1] / sorted[0] : .nan
  }
}
