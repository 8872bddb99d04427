import LinearAlgebra

/// Where one thread evaluates one year after another: columns in the positions of `IndicateursEnsembles`, and the figures
/// of the fund. Allocated once, so that a sweep allocates nothing.
///
/// Kept are the columns that every figure follows from in a product or a comparison; `self[position]` gives the figures.
public final class EspaceFPICNational {
  public let ensembles: IndicateursEnsembles
  public var valeurPoint: ValeurPointPrelevement { chiffres.pointee.valeurPoint }
  public var metropole: PartageFPIC { chiffres.pointee.metropole }
  public var outreMer: PartageFPIC { chiffres.pointee.outreMer }
  /// Ensembles of the métropole that may contribute: the first ones.
  var contributeurs: Int { chiffres.pointee.contributeurs }

  /// Figures of the last evaluation, apart so that no access of theirs is checked at run time.
  struct Chiffres {
    var valeurPoint = ValeurPointPrelevement(valeur: .nan, tours: 0)
    var metropole = PartageFPIC(ressources: .nan)
    var outreMer = PartageFPIC(ressources: .nan)
    var contributeurs = 0
    var garantie: RowsOutput
    /// Lists of rates whose guarantees are held, and where the next one goes.
    var listes = 0
    var prochaine = 0
  }
  let chiffres: UnsafeMutablePointer<Chiffres>

  let plan: RowsInput
  let pas: Int
  private let travail: LaneScratch
  /// `max(0, indice) × population DGF` of the levy, of the contributors and of the positions after the ensembles of the
  /// métropole.
  let score: RowsOutput
  let plafond: RowsOutput
  let indice: RowsOutput
  /// Ranks decided otherwise than by the index alone: ±∞.
  let cle: RowsOutput
  /// Whole euros, due to those that are not eligible.
  var garantie: RowsOutput { chiffres.pointee.garantie }
  private let garanties: RowsOutput
  private let taux: RowsOutput
  private static let (listes, rangs) = (4, 4)
  /// Indices of the ensembles of the métropole, rounded.
  let arrondis: UnsafeMutablePointer<Float>

  public init(_ ensembles: IndicateursEnsembles) {
    self.ensembles = ensembles
    plan = ensembles.colonnes.address(0)
    pas = ensembles.colonnes.lanes * 8
    travail = LaneScratch(rows: ensembles.lignes.count + IndicateursEnsembles.marge, columns: 5 + Self.listes)
    score = travail.address(0)
    plafond = travail.address(1)
    indice = travail.address(2)
    cle = travail.address(3)
    arrondis = UnsafeMutableRawPointer(travail.address(4)).assumingMemoryBound(to: Float.self)
    garanties = travail.address(5)
    taux = .allocate(capacity: Self.listes * Self.rangs)
    chiffres = .allocate(capacity: 1)
    chiffres.initialize(to: Chiffres(garantie: garanties))
  }

  deinit {
    taux.deallocate()
    chiffres.deallocate()
  }

  /// Sets the guarantees of a list of rates, which `calcul` computes unless they are among the last ones: a sweep that
  /// leaves the rates alone, or moves them between a few values, computes each list once.
  func garantir(_ liste: borrowing [Double], _ calcul: (RowsInput, Int, RowsOutput) -> Void) {
    let nombre = liste.count
    for k in 0..<chiffres.pointee.listes {
      let tenue = taux + k * Self.rangs
      var pareille = true
      for r in 0..<Self.rangs { pareille = pareille && tenue[r] == (r < nombre ? liste[r] : 0) }
      if pareille {
        chiffres.pointee.garantie = garanties + k * pas
        return
      }
    }
    let k = chiffres.pointee.prochaine
    chiffres.pointee.garantie = garanties + k * pas
    liste.withUnsafeBufferPointer { valeurs in
      if let premiere = valeurs.baseAddress { calcul(premiere, nombre, garanties + k * pas) }
    }
    // A longer list is not held.
    for r in 0..<Self.rangs { taux[k * Self.rangs + r] = nombre > Self.rangs ? .nan : r < nombre ? liste[r] : 0 }
    chiffres.pointee.listes = max(chiffres.pointee.listes, k + 1)
    chiffres.pointee.prochaine = (k + 1) % Self.listes
  }

  func colonne(_ colonne: IndicateursEnsembles.Colonne) -> RowsInput { plan + colonne.rawValue * pas }

  /// Finite, so that a score of zero pays nothing when everybody is at its cap.
  var valeurFinie: Double { valeurPoint.valeur.isFinite ? valeurPoint.valeur : .greatestFiniteMagnitude }

  /// A range of positions that receive by one rule: received above, paid by the first `contributeurs`.
  struct Plage {
    var positions: Range<Int>
    var contributeurs: Int
    var partage: ColumnKernels.Sharing
    /// Euros a point.
    var valeur: Double
  }

  /// Where a range shares; without an index the guarantee is its own key, which no threshold lets share.
  func partage(_ positions: Range<Int>, _ partage: PartageFPIC?, isolees: Bool = false) -> ColumnKernels.Sharing {
    let bas = positions.lowerBound
    let seuil = partage.map { isolees ? $0.seuilIsolees : $0.seuil } ?? .infinity
    let cles = partage.map { $0.surCles ? cle : indice } ?? garantie
    return (
      key: RowsInput(cles + bas), threshold: seuil, index: RowsInput(indice + bas),
      base: colonne(.populationDGF) + bas, otherwise: RowsInput(garantie + bas)
    )
  }

  /// Every position in ascending order.
  func parcourir(_ corps: (Plage) -> Void) {
    let e = ensembles
    func visiter(_ positions: Range<Int>, _ partage: PartageFPIC?, isolees: Bool = false) {
      guard !positions.isEmpty else { return }
      let tete = positions == e.metropole.ensembles
      corps(
        Plage(
          positions: positions, contributeurs: tete ? contributeurs : positions.count,
          partage: self.partage(positions, partage, isolees: isolees), valeur: partage?.valeurPoint ?? 0))
    }
    visiter(e.metropole.ensembles, metropole)
    visiter(e.metropole.isolees, metropole, isolees: true)
    visiter(e.outreMer.ensembles, outreMer)
    visiter(e.outreMer.isolees, outreMer, isolees: true)
    visiter(e.sansIndice, nil)
  }

  func paiement(_ plage: Plage) -> ColumnKernels.Paying {
    let bas = plage.positions.lowerBound
    return (
      rows: plage.contributeurs, weight: RowsInput(score + bas), limit: RowsInput(plafond + bas), value: valeurFinie
    )
  }

  /// What each position receives less what it pays, before rounding, for `ensembles.prelevables` positions and up to a lane
  /// more: past the caches where it starts a line of theirs.
  public func soldes(noyaux: ColumnKernels = KernelSet.selected.columns, dans solde: RowsOutput) {
    parcourir { plage in
      noyaux.balances(
        plage.positions.count, plage.partage, plage.valeur, paiement(plage), solde + plage.positions.lowerBound)
    }
  }

  /// The figures of one position.
  public subscript(position: Int) -> PositionFPIC {
    let e = ensembles
    precondition(position >= 0 && position < e.prelevables, "no such position")
    var p = PositionFPIC()
    if !e.metropole.ensembles.contains(position) || position < contributeurs {
      p.score = score[position]
      p.plafond = plafond[position]
      p.prelevement = min(valeurFinie * p.score, p.plafond)
    }
    parcourir { plage in
      guard plage.positions.contains(position) else { return }
      let rang = position - plage.positions.lowerBound
      p.eligible = plage.partage.key[rang] >= plage.partage.threshold
      p.garantie = p.eligible ? 0 : garantie[position]
      guard position < e.sansIndice.lowerBound else { return }
      p.indice = indice[position]
      p.reversement = p.eligible ? plage.valeur * (p.indice * plage.partage.base[rang]) : 0
    }
    return p
  }
}

/// What an evaluation gives a position.
public struct PositionFPIC: Sendable, Equatable {
  /// `max(0, indice) × population DGF` of the levy; 0 for who does not contribute.
  public var score = 0.0
  /// Infinite where the ressources are unknown; not-a-number for who is not near the threshold of the contributors.
  public var plafond = Double.nan
  /// Before rounding, euros.
  public var prelevement = 0.0
  /// Index of the reversement; not-a-number without rank.
  public var indice = Double.nan
  public var eligible = false
  /// Before rounding, euros.
  public var reversement = 0.0
  /// Whole euros; 0 for an eligible entity.
  public var garantie = 0.0
}

/// How one envelope of the reversement is shared.
public struct PartageFPIC: Sendable, Equatable {
  /// Before the guarantees, euros.
  public var ressources: Double
  /// How many ensembles the cut keeps.
  public var nombre = 0
  /// Equal indices at the cut were told apart by the population or the SIREN.
  public var egalite = false
  public var garanties = 0.0
  public var enveloppe = 0.0
  /// `Σ(indice × population)` of the eligible.
  public var points = 0.0
  /// `nil` without anything to share, or anybody to receive it.
  public var valeurPoint: Double?
  /// The index, or the clef, that an ensemble, or a commune isolée, must reach.
  var seuil = Double.infinity
  var seuilIsolees = Double.infinity
  var surCles = false

  init(ressources: Double) { self.ressources = ressources }
}
