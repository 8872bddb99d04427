import LinearAlgebra

/// The FPIC of every ensemble intercommunal and commune isolée of a year.
///
/// - *Texte*: CGCT art. L2336-1 to L2336-7.
/// - *Formule*: means, levy (`IndicePrelevement`, `PlafonnementPrelevement`), overseas quota (`QuotePartOutreMer`),
///   eligibility (`EligibiliteReversement`), guarantees (`GarantieReversement`); then
///   `enveloppe = fonds + ressources extérieures − régularisations − quote-part − Σ garanties`,
///   `VP = enveloppe ÷ Σ(indice × population)` over the eligible, `reversement = VP × indice × population DGF`.
/// - *Exemple*: the tests' entities, 10 M€, quota 300 000 €, guarantees 120 000 €: 9 580 000 € shared, VP = 13,733534355.
/// - *Bornes et cas limites*: levy and reversement are computed apart, an ensemble may do both. The overseas departments
///   share their own envelope, which pays their guarantees. No eligible entity, or nothing left to share: no valeur de
///   point, and a fact. Amounts are notified in whole euros and their sum is not forced.
/// - *Voir aussi*: `IndicateursEnsembles`, `RepartitionInterne`.
public enum FPICNational {
  public static let regle = Regle(
    "fpic_national.reversement", libelle: "Reversement du FPIC", article: "CGCT art. L2336-5, I",
    formule: "valeur de point × indice × population DGF", confiance: .verifie)

  /// What the year brings and takes, euros.
  public struct Financement: Sendable, Equatable {
    /// Levied on the contributors.
    public var fonds: Double
    public var ressourcesExterieures: Double
    /// Corrections of the year before.
    public var regularisations: Double
    /// Whole euros for overseas, of which the departments without Mayotte.
    public var quotePart: Double
    public var partDepartements: Double

    public init(
      fonds: Double, ressourcesExterieures: Double = 0, regularisations: Double = 0, quotePart: Double = 0,
      partDepartements: Double = 0
    ) {
      self.fonds = fonds
      self.ressourcesExterieures = ressourcesExterieures
      self.regularisations = regularisations
      self.quotePart = quotePart
      self.partDepartements = partDepartements
    }

    /// What the métropole shares before its guarantees.
    public var metropole: Double { fonds + ressourcesExterieures - regularisations - quotePart }
  }

  /// Evaluates a year; nothing is allocated.
  public static func evaluer(
    _ p: ParametresFPICNational, _ financement: Financement, noyaux: ColumnKernels = KernelSet.selected.columns,
    dans espace: EspaceFPICNational
  ) throws(FaitFPICNational) {
    try prelever(espace, p, financement.fonds, noyaux)
    reverser(espace, p, financement, noyaux)
  }

  // MARK: Levy

  private static func prelever(
    _ espace: EspaceFPICNational, _ p: ParametresFPICNational, _ fonds: Double, _ noyaux: ColumnKernels
  ) throws(FaitFPICNational) {
    let e = espace.ensembles
    let seuil = DoubleDouble(decimal: p.seuilContributeur) * e.moyennes.potentielFinancierAgrege
    let tete = e.contributeurs(auDessusDe: seuil.value)
    espace.chiffres.pointee.contributeurs = tete
    let reste = e.metropole.ensembles.upperBound..<e.prelevables
    let loi = (seuil.value, p.poidsPotentielPrelevement, p.poidsRevenuPrelevement, p.tauxPlafond)
    var (scores, capacite) = noyaux.levy(tete, espace.plan, espace.pas, loi, espace.score, espace.plafond)
    var douteux = tete > 0 && IndicePrelevement.douteux(e.potentielParHabitant[tete - 1], seuil.value)
    if !reste.isEmpty {
      let autres = noyaux.levy(
        reste.count, espace.plan + reste.lowerBound, espace.pas, loi, espace.score + reste.lowerBound,
        espace.plafond + reste.lowerBound)
      scores += autres.scores
      capacite += autres.limits
      douteux = douteux || reste.contains { IndicePrelevement.douteux(e.potentielParHabitant[$0], seuil.value) }
    }
    if douteux { (scores, capacite) = departager(espace, p, seuil) }
    // An ulp of a milliard is 1e-7: under a millionth of a euro, the caps make the fund exactly.
    let surplus = capacite - fonds
    if surplus < -1e-6 { throw .fondsNonFinancable(manque: -surplus, capacite: capacite) }
    guard surplus > 1e-6 else {
      espace.chiffres.pointee.valeurPoint = ValeurPointPrelevement(valeur: .infinity, tours: 0)
      return
    }
    espace.chiffres.pointee.valeurPoint = PlafonnementPrelevement.valeurDePoint(
      scores: scores, nombre: tete + reste.count, fonds: fonds
    ) { valeur in
      let premiers = noyaux.exceeded(tete, espace.score, espace.plafond, valeur)
      if reste.isEmpty { return premiers }
      let autres = noyaux.exceeded(
        reste.count, espace.score + reste.lowerBound, espace.plafond + reste.lowerBound, valeur)
      return (premiers.limits + autres.limits, premiers.weights + autres.weights)
    }
  }

  /// Entities within the rounding of the threshold: the score holds where the potentiel exceeds it, strictly.
  /// - Returns: the sum of the scores, and of the caps of the contributors.
  @inline(never)
  private static func departager(
    _ espace: EspaceFPICNational, _ p: ParametresFPICNational, _ seuil: DoubleDouble
  ) -> (scores: Double, capacite: Double) {
    let e = espace.ensembles
    let positions = Array(0..<espace.contributeurs) + Array(e.metropole.ensembles.upperBound..<e.prelevables)
    let (ecartRevenu, assiette) = (espace.colonne(.ecartRevenu), espace.colonne(.assiette))
    for i in positions where IndicePrelevement.douteux(e.potentielParHabitant[i], seuil.value) {
      let contribue = e.potentielExact(i).order(seuil) > 0
      let ecart = IndicePrelevement.ecart(e.potentielParHabitant[i], a: seuil.value)
      let indice = p.poidsPotentielPrelevement * ecart + p.poidsRevenuPrelevement * ecartRevenu[i]
      espace.score[i] = contribue ? max(0, indice) * assiette[i] : 0
    }
    return (
      orderedReduction(positions.count) { espace.score[positions[$0]] },
      orderedReduction(positions.count) {
        espace.score[positions[$0]] > 0 ? espace.plafond[positions[$0]] : 0
      }
    )
  }

  // MARK: Reversement

  private static func reverser(
    _ espace: EspaceFPICNational, _ p: ParametresFPICNational, _ financement: Financement, _ noyaux: ColumnKernels
  ) {
    let e = espace.ensembles
    // The sum over the rates of the guarantee, rounded once, for who is eligible as well: it is settled below.
    espace.garantir(p.garantie.taux) { premier, nombre, garantie in
      let bases = espace.plan + IndicateursEnsembles.Colonne.allCases.count * espace.pas
      noyaux.roundedCombination(e.prelevables, bases, espace.pas, premier, min(nombre, e.nombreBases), garantie)
    }
    noyaux.weighted(
      e.sansIndice.lowerBound, espace.colonne(.rapportPotentiel), espace.pas,
      (p.poidsPotentielReversement, p.poidsRevenuReversement, p.poidsEffortReversement), espace.indice, espace.arrondis)
    noyaux.closeKeys(e.metropole.ensembles.count, espace.arrondis)
    espace.chiffres.pointee.metropole = partager(
      espace, p, e.metropole, .metropole, PartageFPIC(ressources: financement.metropole), noyaux)
    espace.chiffres.pointee.outreMer = partager(
      espace, p, e.outreMer, .dom, PartageFPIC(ressources: financement.partDepartements), noyaux)
  }

  /// Eligibility, guarantees and valeur de point of one envelope.
  private static func partager(
    _ espace: EspaceFPICNational, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe,
    _ zone: EnsemblesNationaux.Zone, _ enveloppe: PartageFPIC, _ noyaux: ColumnKernels
  ) -> PartageFPIC {
    var part = enveloppe
    if !groupe.tous.isEmpty {
      eligibles(espace, p, groupe, &part, noyaux: noyaux)
      // An eligible entity has its attribution; its guarantee does not count.
      let ensembles = noyaux.settle(groupe.ensembles.count, espace.partage(groupe.ensembles, part))
      (part.garanties, part.points) = (ensembles.left, ensembles.points)
    }
    if !groupe.isolees.isEmpty {
      let isolees = noyaux.settle(groupe.isolees.count, espace.partage(groupe.isolees, part, isolees: true))
      part.garanties += isolees.left
      part.points += isolees.points
    }
    let e = espace.ensembles
    for i in e.sansIndice where e.ensembles.zones[e.lignes[i]] == zone { part.garanties += espace.garantie[i] }
    part.enveloppe = part.ressources - part.garanties
    let partageable = part.points > 0 && part.enveloppe > 0
    part.valeurPoint = partageable ? part.enveloppe / part.points : nil
    return part
  }
}
