import LinearAlgebra

/// The set prepared for the evaluations of a year: what no rate, weight or amount of the year moves, in columns.
///
/// Positions follow the law rather than the file: ensembles of the métropole, then its communes isolées, the same for the
/// overseas departments, then those without index, and last the collectivités that neither pay nor are ranked. So each
/// rule reads contiguous ranges, without a test per entity. Within a group: descending potentiel per inhabitant, so that
/// those above a threshold come first, then ascending SIREN. A class: its fifteen columns are long to copy, scenario after
/// scenario.
public final class IndicateursEnsembles: Sendable {
  public let moyennes: MoyennesNationales
  /// Row in the set of each position.
  public let lignes: [Int]
  public let metropole: Groupe
  public let outreMer: Groupe
  /// Entities that the levy concerns; the rest are collectivités.
  public let prelevables: Int
  /// Entities without index, in either zone.
  public var sansIndice: Range<Int> { outreMer.tous.upperBound..<prelevables }
  public let coefficient: [Double]
  public let populationPonderee: [Double]
  public let populationDGF: [Double]
  /// Euros per weighted inhabitant, and per inhabitant INSEE.
  public let potentielParHabitant: [Double]
  public let revenuParHabitant: [Double]
  public let effortFiscal: [Double]
  /// What the kernels read, by `Colonne`, then one column for each rate of the guarantee.
  let colonnes: PaddedColumns
  let nombreBases: Int
  let repartition: RepartitionIndices
  let ensembles: EnsemblesNationaux

  enum Colonne: Int, CaseIterable {
    // Levy: euros per weighted inhabitant; relative gap of the revenu to the mean; population DGF, 0 for an exempt entity;
    // infinite when unknown; euros.
    case potentiel, ecartRevenu, assiette, ressources, fsrif
    // Terms of the index of the reversement.
    case rapportPotentiel, rapportRevenu, rapportEffort
    case populationDGF
  }

  /// Positions ranked together: the ensembles, then the communes isolées.
  public struct Groupe: Sendable, Equatable {
    public var ensembles: Range<Int>
    public var isolees: Range<Int>
    public var tous: Range<Int> { ensembles.lowerBound..<isolees.upperBound }
  }

  /// - Throws: a fact when an entity cannot be measured.
  public init(
    _ e: EnsemblesNationaux, parametres: ParametresFPICNational,
    moyennesDonnees: MoyennesNationales.Donnees = .init()
  ) throws(FaitFPICNational) {
    try Self.verifier(e)
    let coefficients = e.populationDGF.map { parametres.logarithme.valeur($0) }
    let moyennes = MoyennesNationales(
      e, coefficients: coefficients, metropoleEtDOM: parametres.moyennesMetropoleEtDOM,
      effortNational: parametres.effortNationalOutreMer, donnees: moyennesDonnees)
    self.moyennes = moyennes
    ensembles = e
    let sansEffort = moyennes.effortFiscal.high.isNaN
    func famille(_ i: Int) -> Int {
      if e.zones[i] == .collectivite { return 5 }
      if sansEffort || !e.aUnEffort(i) { return 4 }
      return (e.zones[i] == .dom ? 2 : 0) + (e.estEnsemble[i] ? 0 : 1)
    }
    func potentielDe(_ i: Int) -> Double { e.potentielFinancierAgrege[i] / (e.populationDGF[i] * coefficients[i]) }
    let ordre = (0..<e.count).map { (famille($0), -potentielDe($0), e.sirens[$0], $0) }.sorted { $0 < $1 }
    let lignes = ordre.map(\.3)
    self.lignes = lignes
    func borne(_ famille: Int) -> Int { ordre.firstIndex { $0.0 >= famille } ?? ordre.count }
    let metropole = Groupe(ensembles: borne(0)..<borne(1), isolees: borne(1)..<borne(2))
    self.metropole = metropole
    outreMer = Groupe(ensembles: borne(2)..<borne(3), isolees: borne(3)..<borne(4))
    prelevables = borne(5)
    func colonne(_ valeur: (Int) -> Double) -> [Double] { lignes.map(valeur) }
    coefficient = colonne { coefficients[$0] }
    let populationPonderee = colonne { e.populationDGF[$0] * coefficients[$0] }
    self.populationPonderee = populationPonderee
    let populationDGF = colonne { e.populationDGF[$0] }
    self.populationDGF = populationDGF
    let potentiel = colonne(potentielDe)
    potentielParHabitant = potentiel
    let revenu = colonne { e.revenu[$0] / e.populationINSEE[$0] }
    revenuParHabitant = revenu
    let effort = colonne { e.aUnEffort($0) ? e.effortNumerateur[$0] / e.effortDenominateur[$0] : .nan }
    effortFiscal = effort
    let revenuPrelevement = moyennes.revenuPrelevement.value
    func reference(_ metropole: DoubleDouble, _ outreMer: DoubleDouble) -> (Int) -> Double {
      { e.zones[lignes[$0]] == .dom ? outreMer.value : metropole.value }
    }
    let referencePotentiel = reference(moyennes.potentielFinancierAgrege, moyennes.potentielOutreMer)
    let referenceRevenu = reference(moyennes.revenuReversement, moyennes.revenuOutreMer)
    let referenceEffort = reference(moyennes.effortFiscal, moyennes.effortOutreMer)
    let bases = e.basesGarantie
    nombreBases = bases.count
    // A kernel may pass the end of a range by a lane.
    var colonnes = PaddedColumns(rows: lignes.count + Self.marge, columns: Colonne.allCases.count + bases.count)
    func poser(_ rang: Int, _ valeurs: [Double]) {
      colonnes.set(rang, (valeurs + [Double](repeating: 0, count: Self.marge)).span)
    }
    func poser(_ colonne: Colonne, _ valeurs: [Double]) { poser(colonne.rawValue, valeurs) }
    poser(.potentiel, potentiel)
    poser(.ecartRevenu, revenu.map { IndicePrelevement.ecart($0, a: revenuPrelevement) })
    poser(
      .assiette, colonne { parametres.ilesExonerees && e.iles[$0] ? 0 : e.populationDGF[$0] * e.partLaissee[$0] })
    // A half exemption halves the levy, capped or not: its score and its cap. In full, the null score is enough.
    func laisse(_ i: Int) -> Double { e.partLaissee[i] > 0 ? e.partLaissee[i] : 1 }
    poser(.ressources, colonne { e.ressources[$0].isNaN ? .infinity : e.ressources[$0] * laisse($0) })
    poser(.fsrif, colonne { e.fsrif[$0].isNaN ? 0 : e.fsrif[$0] * laisse($0) })
    let rapports = [
      lignes.indices.map { referencePotentiel($0) / potentiel[$0] },
      lignes.indices.map { referenceRevenu($0) / revenu[$0] }, lignes.indices.map { effort[$0] / referenceEffort($0) },
    ]
    for (rang, rapport) in rapports.enumerated() { poser(Colonne.rapportPotentiel.rawValue + rang, rapport) }
    poser(.populationDGF, populationDGF)
    for (rang, base) in bases.enumerated() { poser(Colonne.allCases.count + rang, lignes.map { base[$0] }) }
    self.colonnes = colonnes
    repartition = RepartitionIndices(
      rapports.map { Array($0[metropole.ensembles]) },
      poids: [
        parametres.poidsPotentielReversement, parametres.poidsRevenuReversement, parametres.poidsEffortReversement,
      ])
  }

  static let marge = 8

  /// How many ensembles of the métropole, the first of them, may exceed a threshold of potentiel per inhabitant: those
  /// that twice the digits would have to tell apart included.
  func contributeurs(auDessusDe seuil: Double) -> Int {
    let limite = seuil * (1 - 2 * IndicePrelevement.doute)
    var bas = 0
    var nombre = metropole.ensembles.count
    // No branch on the comparison: it would be mispredicted at every step.
    while nombre > 0 {
      let moitie = nombre / 2
      let dessus = potentielParHabitant[bas + moitie] > limite
      bas = dessus ? bas + moitie + 1 : bas
      nombre = dessus ? nombre - moitie - 1 : moitie
    }
    return bas
  }

  private static func verifier(_ e: EnsemblesNationaux) throws(FaitFPICNational) {
    for i in 0..<e.count where e.zones[i] != .collectivite {
      let siren = e.sirens[i]
      guard e.populationDGF[i] > 0, e.populationINSEE[i] > 0 else { throw .sansPopulation(siren: siren) }
      guard e.potentielFinancierAgrege[i] > 0 else {
        throw .potentielNonPositif(siren: siren, e.potentielFinancierAgrege[i])
      }
      guard e.revenu[i] > 0 else { throw .revenuNonPositif(siren: siren, e.revenu[i]) }
    }
  }

  // MARK: Twice the digits, where doubles do not decide

  /// PFIA per inhabitant of a position.
  func potentielExact(_ position: Int) -> DoubleDouble {
    let i = lignes[position]
    return DoubleDouble(decimal: ensembles.potentielFinancierAgrege[i])
      / (DoubleDouble(ensembles.populationDGF[i]) * DoubleDouble(coefficient[position]))
  }

  /// Index of the reversement of a ranked position.
  func indiceExact(_ position: Int, _ p: ParametresFPICNational) -> DoubleDouble {
    let i = lignes[position]
    let e = ensembles
    let dom = e.zones[i] == .dom
    let effort = DoubleDouble(decimal: e.effortNumerateur[i]) / DoubleDouble(decimal: e.effortDenominateur[i])
    let revenu = DoubleDouble(decimal: e.revenu[i]) / DoubleDouble(e.populationINSEE[i])
    let formule = IndiceReversement(
      poidsPotentiel: DoubleDouble(decimal: p.poidsPotentielReversement),
      poidsRevenu: DoubleDouble(decimal: p.poidsRevenuReversement),
      poidsEffort: DoubleDouble(decimal: p.poidsEffortReversement))
    return formule.valeur(
      potentiel: (dom ? moyennes.potentielOutreMer : moyennes.potentielFinancierAgrege) / potentielExact(position),
      revenu: (dom ? moyennes.revenuOutreMer : moyennes.revenuReversement) / revenu,
      effort: effort / (dom ? moyennes.effortOutreMer : moyennes.effortFiscal))
  }

  /// Descending index, then descending population DGF, then ascending SIREN.
  func precede(_ a: Int, _ b: Int, _ p: ParametresFPICNational) -> Bool {
    let order = indiceExact(a, p).order(indiceExact(b, p))
    if order != 0 { return order > 0 }
    if populationDGF[a] != populationDGF[b] { return populationDGF[a] > populationDGF[b] }
    return ensembles.sirens[lignes[a]] < ensembles.sirens[lignes[b]]
  }
}
