import LinearAlgebra

/// The internal split of every ensemble in droit commun, prepared for many evaluations: amounts before rounding.
///
/// - *Texte*: CGCT art. L2336-3, II and III, and L2336-5, II.
/// - *Formule*: `solde = (1 − CIF) × reversement × poids − part laissée × max(0 ; (1 − CIF) × prélèvement × poids − FSRIF)`,
///   with the weights of `DroitCommunPrelevement` and `DroitCommunAttribution` and the exemptions of `Exonerations`. The
///   part laissée is multiplied in beforehand.
/// - *Exemple*: levy of 500 000 € and CIF of 0,362514: the communes of the tests pay 195 302, 0, 0 and 7 011 €.
/// - *Bornes et cas limites*: for sweeps over the country, where 35 000 communes are evaluated thousands of times; notified
///   amounts are those of `RepartitionInterne`, which rounds to the euro at each step and differs by a few euros at most. An
///   ensemble without weights leaves its communes at zero. A commune isolée bears its own amounts.
/// - *Voir aussi*: `RepartitionInterne`, `FPICNational`.
public struct CommunesNationales: Sendable {
  /// Row in the caller's table of the commune at each place; `nil` for a place that only fills a block.
  public let lignes: [Int?]
  /// Position of the entity of each block of `largeur` places: an entity begins a block, so that one pass runs over all
  /// the places without a ragged end.
  let positions: [Int32]
  /// Where the entities with a FSRIF begin, and, before them, the blocks of the ensembles of the métropole, by descending
  /// potentiel: those that pay come first, and the others pay nothing.
  private let lignesSansFSRIF: Int
  private let blocsAvant: [Int]
  /// Part of the communes of each position: 1 − CIF, and 1 for a commune isolée.
  private let parts: PaddedColumns
  /// By place: shares of the communes' part received, and levied after the exemptions; FSRIF of the year before, after the
  /// exemptions. 0 at a place that fills.
  private let colonnes: PaddedColumns

  static let largeur = 4

  /// The communes of the country as the caller holds them, one row a commune.
  public struct Colonnes: Sendable {
    public var populationDGF: [Double]
    public var potentielFinancier: [Double]
    /// 0 where it is not known.
    public var fsrif: [Double]
    /// Not-a-number for a commune that is not ranked.
    public var dsu10000: [Double]
    public var dsu5000: [Double]
    public var dsrCible: [Double]

    public init(
      populationDGF: [Double], potentielFinancier: [Double], fsrif: [Double], dsu10000: [Double], dsu5000: [Double],
      dsrCible: [Double]
    ) {
      self.populationDGF = populationDGF
      self.potentielFinancier = potentielFinancier
      self.fsrif = fsrif
      self.dsu10000 = dsu10000
      self.dsu5000 = dsu5000
      self.dsrCible = dsrCible
    }
  }

  /// - Parameters:
  ///   - membres: rows of the communes of each entity of the set.
  ///   - cif: of each entity of the set; not-a-number leaves its communes at zero.
  public init(
    _ e: IndicateursEnsembles, membres: [[Int]], cif: [Double], colonnes c: Colonnes,
    parametres: ParametresRepartitionInterne
  ) {
    var lignes: [Int?] = []
    var positions: [Int32] = []
    var parts = [Double](repeating: 0, count: e.prelevables)
    var prelevement: [Double] = []
    var reversement: [Double] = []
    var fsrif: [Double] = []
    let laissee = Self.partLaissee(c, parametres)
    func verse(_ position: Int) -> Bool { membres[e.lignes[position]].contains { c.fsrif[$0] > 0 } }
    let ordre = (0..<e.prelevables).filter { !verse($0) } + (0..<e.prelevables).filter(verse)
    var blocsAvant = [0]
    for position in e.metropole.ensembles {
      let mine = verse(position) ? 0 : Self.blocs(membres[e.lignes[position]].count)
      blocsAvant.append((blocsAvant.last ?? 0) + mine)
    }
    self.blocsAvant = blocsAvant
    let blocsSansFSRIF = ordre.filter { !verse($0) }.reduce(0) { $0 + Self.blocs(membres[e.lignes[$1]].count) }
    for position in ordre {
      let entite = e.lignes[position]
      let rows = membres[entite]
      let isolee = !e.ensembles.estEnsemble[entite]
      // Before the CIF shares (2012) nothing is split here.
      let retenu = isolee ? 0 : parametres.partageParCIF ? PartageParCIF.retenir(cif: cif[entite]) : .nan
      parts[position] = retenu.isNaN ? 0 : 1 - retenu
      let egaux = rows.map { _ in 1 / Double(rows.count) }
      let (paye, recu) = isolee ? (egaux, egaux) : Self.poids(rows, c, parametres)
      let blocs = Self.blocs(rows.count)
      let vides = blocs * Self.largeur - rows.count
      positions += [Int32](repeating: Int32(position), count: blocs)
      lignes += rows.map { $0 } + [Int?](repeating: nil, count: vides)
      let zeros = [Double](repeating: 0, count: vides)
      prelevement += zip(rows, paye).map { (isolee ? 1 : laissee[$0]) * $1 } + zeros
      reversement += recu + zeros
      fsrif += rows.map { isolee || !(c.fsrif[$0] > 0) ? 0 : laissee[$0] * c.fsrif[$0] } + zeros
    }
    self.lignes = lignes
    var partCommunes = PaddedColumns(rows: parts.count + IndicateursEnsembles.marge, columns: 1)
    partCommunes.set(0, (parts + [Double](repeating: 0, count: IndicateursEnsembles.marge)).span)
    self.parts = partCommunes
    // A line that straddles both kinds passes by the formula with a FSRIF, of zero.
    lignesSansFSRIF = blocsSansFSRIF / 2
    var columns = PaddedColumns(rows: lignes.count, columns: 3)
    columns.set(0, reversement.span)
    columns.set(1, prelevement.span)
    columns.set(2, fsrif.span)
    colonnes = columns
    self.positions = positions + [Int32](repeating: positions.last ?? 0, count: columns.lanes * 2 - positions.count)
  }

  private static func blocs(_ communes: Int) -> Int { (communes + largeur - 1) / largeur }

  private static func partLaissee(_ c: Colonnes, _ parametres: ParametresRepartitionInterne) -> [Double] {
    var laissee = [Double](repeating: 1, count: c.populationDGF.count)
    var span = laissee.mutableSpan
    Exonerations.partLaissee(
      dsu10000: c.dsu10000.span, dsu5000: c.dsu5000.span, dsrCible: c.dsrCible.span,
      parametres: parametres.exoneration, into: &span)
    return laissee
  }

  private static func poids(
    _ rows: [Int], _ c: Colonnes, _ parametres: ParametresRepartitionInterne
  ) -> (prelevement: [Double], reversement: [Double]) {
    let population = rows.map { c.populationDGF[$0] }
    let potentiel = rows.map { c.potentielFinancier[$0] }
    var prelevement = [Double](repeating: 0, count: rows.count)
    var reversement = prelevement
    var exclues = prelevement
    var paye = prelevement.mutableSpan
    DroitCommunPrelevement.poids(populationDGF: population.span, potentielFinancier: potentiel.span, into: &paye)
    var recu = reversement.mutableSpan
    var dehors = exclues.mutableSpan
    DroitCommunAttribution.poids(
      populationDGF: population.span, potentielFinancier: potentiel.span, seuilExclusion: parametres.seuilExclusion,
      into: &recu, exclues: &dehors)
    func parts(_ poids: [Double]) -> [Double] {
      let somme = orderedSum(poids.span)
      return poids.map { somme > 0 ? $0 / somme : 0 }
    }
    return (parts(prelevement), parts(reversement))
  }

  // MARK: Evaluations

  /// A few scenarios whose communes are computed together, so that the columns are read once: kept by the caller, allocated
  /// once.
  public final class Bloc {
    public static let capacite = 8
    /// What the communes of each position receive together, one column a scenario, and pay together.
    private let travail: LaneScratch
    fileprivate let recus: UnsafeMutablePointer<RowsInput>
    fileprivate let payes: UnsafeMutablePointer<RowsInput>
    fileprivate let sorties: UnsafeMutablePointer<RowsOutput>
    fileprivate let totaux: LaneScratch
    public fileprivate(set) var scenarios = 0
    fileprivate var contributeurs = 0

    public init(_ e: IndicateursEnsembles) {
      travail = LaneScratch(rows: e.prelevables + IndicateursEnsembles.marge, columns: 2 * Self.capacite)
      recus = .allocate(capacity: Self.capacite)
      payes = .allocate(capacity: Self.capacite)
      sorties = .allocate(capacity: Self.capacite)
      totaux = LaneScratch(rows: 24 * Self.capacite, columns: 1)
      for s in 0..<Self.capacite {
        recus[s] = RowsInput(travail.address(s))
        payes[s] = RowsInput(travail.address(Self.capacite + s))
        sorties[s] = travail.address(0)
      }
    }

    deinit {
      recus.deallocate()
      payes.deallocate()
      sorties.deallocate()
    }

    public func vider() { (scenarios, contributeurs) = (0, 0) }

    fileprivate func places(_ s: Int) -> (recu: RowsOutput, paye: RowsOutput) {
      (travail.address(s), travail.address(Self.capacite + s))
    }

    /// What `pertes` found for a scenario: how many communes lose more than their tolerance, what they lose in all, and the
    /// largest loss of a commune (negative amounts).
    public func pertes(_ s: Int) -> (nombre: Double, total: Double, plusForte: Double) {
      let mine = totaux.address(0) + 24 * s
      return (mine[0], mine[8], mine[16])
    }
  }

  /// Adds the scenario that was just evaluated to a block that is not full.
  public func ajouter(
    _ evaluation: EspaceFPICNational, noyaux: ColumnKernels = KernelSet.selected.columns, a bloc: Bloc
  ) {
    precondition(bloc.scenarios < Bloc.capacite, "the block is full")
    let (recu, paye) = bloc.places(bloc.scenarios)
    let part = parts.address(0)
    evaluation.parcourir { plage in
      let bas = plage.positions.lowerBound
      noyaux.parts(
        plage.positions.count, plage.partage, plage.valeur, evaluation.paiement(plage), part + bas, recu + bas,
        paye + bas)
    }
    bloc.scenarios += 1
    bloc.contributeurs = max(bloc.contributeurs, evaluation.contributeurs)
  }

  private func places(_ columns: RowsInput) -> ColumnKernels.Places {
    (
      columns: UnsafeRawPointer(columns).assumingMemoryBound(to: Lanes.self), lanes: colonnes.lanes,
      groups: positions.span.first
    )
  }

  private func etendues(_ bloc: Bloc) -> ColumnKernels.Stretches {
    // A line holds two blocks: one that straddles is computed in full.
    let payants = min((blocsAvant[bloc.contributeurs] + 1) / 2, lignesSansFSRIF)
    let metropole = max(payants, min((blocsAvant.last ?? 0) / 2, lignesSansFSRIF))
    return (paying: payants, idle: metropole, plain: lignesSansFSRIF)
  }

  /// Received less paid at every place, in the order of `lignes`, for each scenario of a block: one pass over the columns,
  /// nothing allocated. Past the caches where a balance starts a line of theirs.
  /// - Parameter sortie: where the `lignes.count` balances of a scenario of the block go.
  public func soldes(
    _ bloc: Bloc, noyaux: ColumnKernels = KernelSet.selected.columns, dans sortie: (Int) -> RowsOutput
  ) {
    guard !lignes.isEmpty else { return }
    for s in 0..<bloc.scenarios { bloc.sorties[s] = sortie(s) }
    noyaux.spread(
      lignes.count, places(colonnes.address(0)), etendues(bloc), bloc.scenarios, bloc.recus, bloc.payes, bloc.sorties)
  }

  /// Communes that lose more than their tolerance against a reference, without writing a balance: read from the block.
  ///
  /// - Parameters: columns of one scenario in the order of `lignes`, euros; an infinite tolerance leaves a commune out.
  public func pertes(
    _ bloc: Bloc, reference: PaddedColumns, tolerances: PaddedColumns,
    noyaux: ColumnKernels = KernelSet.selected.columns
  ) {
    guard !lignes.isEmpty else { return }
    reference.withColumn(0) { before in
      tolerances.withColumn(0) { limit in
        noyaux.spreadLosses(
          places(colonnes.address(0)), etendues(bloc), before, limit, bloc.scenarios, bloc.recus, bloc.payes,
          bloc.totaux.column(0))
      }
    }
  }
}
