import LinearAlgebra

/// The set prepared for the evaluations of a year: what no rate, weight or amount of the year moves, in columns.
///
/// Positions follow the law rather than the file: ensembles of the métropole, then its communes isolées, the same for the
/// overseas departments, then those without index, and last the collectivités that neither pay nor are ranked. So each
/// rule reads contiguous ranges, without a test per entity. Within a group: ascending SIREN.
public struct IndicateursEnsembles: Sendable {
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
  /// Relative gap of the revenu to the mean of the levy.
  let ecartRevenu: [Double]
  /// Population DGF, 0 for an entity that the levy exempts.
  let assiette: [Double]
  /// Terms of the index of the reversement.
  let rapportPotentiel: [Double]
  let rapportRevenu: [Double]
  let rapportEffort: [Double]
  let ressources: [Double]
  let fsrif: [Double]
  let basesGarantie: [[Double]]
  let ensembles: EnsemblesNationaux

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
    let ordre = (0..<e.count).map { (famille($0), e.sirens[$0], $0) }.sorted { $0 < $1 }
    let lignes = ordre.map(\.2)
    self.lignes = lignes
    func borne(_ famille: Int) -> Int { ordre.firstIndex { $0.0 >= famille } ?? ordre.count }
    metropole = Groupe(ensembles: borne(0)..<borne(1), isolees: borne(1)..<borne(2))
    outreMer = Groupe(ensembles: borne(2)..<borne(3), isolees: borne(3)..<borne(4))
    prelevables = borne(5)
    func colonne(_ valeur: (Int) -> Double) -> [Double] { lignes.map(valeur) }
    coefficient = colonne { coefficients[$0] }
    let populationPonderee = colonne { e.populationDGF[$0] * coefficients[$0] }
    self.populationPonderee = populationPonderee
    populationDGF = colonne { e.populationDGF[$0] }
    let potentiel = colonne { e.potentielFinancierAgrege[$0] / (e.populationDGF[$0] * coefficients[$0]) }
    potentielParHabitant = potentiel
    let revenu = colonne { e.revenu[$0] / e.populationINSEE[$0] }
    revenuParHabitant = revenu
    let effort = colonne { e.aUnEffort($0) ? e.effortNumerateur[$0] / e.effortDenominateur[$0] : .nan }
    effortFiscal = effort
    let revenuPrelevement = moyennes.revenuPrelevement.value
    ecartRevenu = revenu.map { IndicePrelevement.ecart($0, a: revenuPrelevement) }
    assiette = colonne {
      (parametres.ilesExonerees && e.iles[$0]) || e.exonerees[$0] ? 0 : e.populationDGF[$0]
    }
    func reference(_ metropole: DoubleDouble, _ outreMer: DoubleDouble) -> (Int) -> Double {
      { e.zones[lignes[$0]] == .dom ? outreMer.value : metropole.value }
    }
    let referencePotentiel = reference(moyennes.potentielFinancierAgrege, moyennes.potentielOutreMer)
    let referenceRevenu = reference(moyennes.revenuReversement, moyennes.revenuOutreMer)
    let referenceEffort = reference(moyennes.effortFiscal, moyennes.effortOutreMer)
    rapportPotentiel = lignes.indices.map { referencePotentiel($0) / potentiel[$0] }
    rapportRevenu = lignes.indices.map { referenceRevenu($0) / revenu[$0] }
    rapportEffort = lignes.indices.map { effort[$0] / referenceEffort($0) }
    ressources = colonne { e.ressources[$0].isNaN ? .infinity : e.ressources[$0] }
    fsrif = colonne { e.fsrif[$0].isNaN ? 0 : e.fsrif[$0] }
    basesGarantie = e.basesGarantie.map { base in lignes.map { base[$0] } }
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
