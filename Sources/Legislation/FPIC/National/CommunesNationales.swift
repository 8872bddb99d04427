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
  /// Lines of two blocks whose entities have no FSRIF, first.
  private let lignesSansFSRIF: Int
  /// Part of the communes of each position: 1 − CIF, and 1 for a commune isolée.
  let partCommunes: [Double]
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
    let blocsSansFSRIF = ordre.filter { !verse($0) }.reduce(0) { $0 + Self.blocs(membres[e.lignes[$1]].count) }
    for position in ordre {
      let entite = e.lignes[position]
      let rows = membres[entite]
      let isolee = !e.ensembles.estEnsemble[entite]
      let retenu = isolee ? 0 : PartageParCIF.retenir(cif: cif[entite])
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
    partCommunes = parts
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

  /// What the communes of each position receive and pay together: scratch of `soldes`, kept by the caller.
  public struct Espace: Sendable {
    var recu: [Double] = []
    var paye: [Double] = []

    public init() {}
  }

  private func reunir(_ evaluation: EspaceFPICNational, _ espace: inout Espace) {
    if espace.recu.count != partCommunes.count {
      espace.recu = partCommunes
      espace.paye = partCommunes
    }
    for i in partCommunes.indices {
      espace.recu[i] = partCommunes[i] * (evaluation.reversement[i] + evaluation.garantie[i])
      espace.paye[i] = partCommunes[i] * evaluation.prelevement[i]
    }
  }

  /// Received less paid at every place, in the order of `lignes`: one pass over the columns, nothing allocated. Past the
  /// caches where `solde` starts a line of theirs.
  public func soldes(
    _ evaluation: EspaceFPICNational, noyaux: ColumnKernels = KernelSet.selected.columns, scratch espace: inout Espace,
    into solde: inout MutableSpan<Double>
  ) {
    precondition(solde.count == lignes.count, "one balance for each place")
    soldes(evaluation, noyaux: noyaux, scratch: &espace, dans: solde.address)
  }

  /// The same, to `lignes.count` doubles.
  public func soldes(
    _ evaluation: EspaceFPICNational, noyaux: ColumnKernels, scratch espace: inout Espace, dans solde: RowsOutput
  ) {
    guard !lignes.isEmpty else { return }
    reunir(evaluation, &espace)
    colonnes.withColumn(0) { columns in
      noyaux.spread(
        colonnes.lanes, lignes.count, lignesSansFSRIF, positions.span.first, columns, espace.recu.span.address,
        espace.paye.span.address, solde)
    }
  }

  /// Communes that lose more than their tolerance against a reference, without writing a balance.
  ///
  /// - Parameters: columns of one scenario in the order of `lignes`, euros; an infinite tolerance leaves a commune out.
  /// - Returns: how many, what they lose in all, and the largest loss of a commune (negative amounts).
  public func pertes(
    _ evaluation: EspaceFPICNational, reference: PaddedColumns, tolerances: PaddedColumns,
    noyaux: ColumnKernels = KernelSet.selected.columns, scratch espace: inout Espace
  ) -> (nombre: Double, total: Double, plusForte: Double) {
    guard !lignes.isEmpty else { return (0, 0, 0) }
    reunir(evaluation, &espace)
    let found = colonnes.withColumn(0) { columns in
      reference.withColumn(0) { before in
        tolerances.withColumn(0) { limit in
          noyaux.spreadLosses(
            colonnes.lanes, lignesSansFSRIF, positions.span.first, columns, before, limit, espace.recu.span.address,
            espace.paye.span.address)
        }
      }
    }
    return (found.count, found.sum, found.lowest)
  }
}
