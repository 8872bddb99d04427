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

  /// Evaluates a year. Columns of `espace` are in the positions of `e`; nothing is allocated once `espace` has its size.
  public static func evaluer(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ financement: Financement,
    noyaux: ColumnKernels = KernelSet.selected.columns, into espace: inout EspaceFPICNational
  ) throws(FaitFPICNational) {
    espace.prepare(e)
    try prelever(
      e, p, financement.fonds, noyaux, &espace.score, &espace.plafond, &espace.prelevement, &espace.valeurPoint)
    reverser(e, p, financement, noyaux, &espace)
  }

  // MARK: Levy

  private static func prelever(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ fonds: Double, _ noyaux: ColumnKernels,
    _ scores: inout [Double], _ plafonds: inout [Double], _ prelevements: inout [Double],
    _ valeurPoint: inout ValeurPointPrelevement
  ) throws(FaitFPICNational) {
    let tous = 0..<e.prelevables
    let seuil = DoubleDouble(decimal: p.seuilContributeur) * e.moyennes.potentielFinancierAgrege
    var score = scores.mutableSpan
    let douteux = IndicePrelevement.scores(
      potentiel: e.potentielParHabitant.span.extracting(tous), ecartRevenu: e.ecartRevenu.span.extracting(tous),
      assiette: e.assiette.span.extracting(tous), seuil: seuil.value, poidsPotentiel: p.poidsPotentielPrelevement,
      poidsRevenu: p.poidsRevenuPrelevement, noyaux: noyaux, into: &score)
    if douteux { departager(e, p, seuil, &score) }
    var plafond = plafonds.mutableSpan
    let capacite = PlafonnementPrelevement.plafonds(
      ressources: e.ressources.span.extracting(tous), fsrif: e.fsrif.span.extracting(tous), taux: p.tauxPlafond,
      score: score.span, noyaux: noyaux, into: &plafond)
    // An ulp of a milliard is 1e-7: under a millionth of a euro, the caps make the fund exactly.
    let reste = capacite - fonds
    if reste < -1e-6 { throw .fondsNonFinancable(manque: -reste, capacite: capacite) }
    valeurPoint =
      reste <= 1e-6
      ? ValeurPointPrelevement(valeur: .infinity, tours: 0)
      : PlafonnementPrelevement.valeurDePoint(
        score: score.span, plafond: plafond.span, fonds: fonds, noyaux: noyaux)
    var prelevement = prelevements.mutableSpan
    PlafonnementPrelevement.prelever(
      score: score.span, plafond: plafond.span, valeur: valeurPoint.valeur, noyaux: noyaux, into: &prelevement)
  }

  /// Entities within the rounding of the threshold: the score holds where the potentiel exceeds it, strictly.
  @inline(never)
  private static func departager(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ seuil: DoubleDouble, _ score: inout MutableSpan<Double>
  ) {
    for i in 0..<score.count {
      let ecart = IndicePrelevement.ecart(e.potentielParHabitant[i], a: seuil.value)
      guard ecart.magnitude < IndicePrelevement.doute else { continue }
      let contribue = e.potentielExact(i).order(seuil) > 0
      let indice = p.poidsPotentielPrelevement * ecart + p.poidsRevenuPrelevement * e.ecartRevenu[i]
      score[i] = contribue ? max(0, indice) * e.assiette[i] : 0
    }
  }

  // MARK: Reversement

  private static func reverser(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ financement: Financement,
    _ noyaux: ColumnKernels, _ espace: inout EspaceFPICNational
  ) {
    garantir(e, p, noyaux, &espace.garantie)
    let classes = 0..<e.sansIndice.lowerBound
    if !classes.isEmpty {
      var indice = espace.indice.mutableSpan
      IndiceReversement(
        poidsPotentiel: p.poidsPotentielReversement, poidsRevenu: p.poidsRevenuReversement,
        poidsEffort: p.poidsEffortReversement
      ).indices(
        potentiel: e.rapportPotentiel.span.extracting(classes), revenu: e.rapportRevenu.span.extracting(classes),
        effort: e.rapportEffort.span.extracting(classes), noyaux: noyaux, into: &indice)
    }
    espace.metropole = PartageFPIC(ressources: financement.metropole)
    partager(
      e, p, e.metropole, .metropole, noyaux, espace.indice, &espace.metropole, &espace.eligible, &espace.garantie,
      &espace.reversement)
    espace.outreMer = PartageFPIC(ressources: financement.partDepartements)
    partager(
      e, p, e.outreMer, .dom, noyaux, espace.indice, &espace.outreMer, &espace.eligible, &espace.garantie,
      &espace.reversement)
  }

  private static func garantir(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ noyaux: ColumnKernels,
    _ garanties: inout [Double]
  ) {
    var garantie = garanties.mutableSpan
    GarantieReversement.garanties(bases: e.basesGarantie, taux: p.garantie.taux, noyaux: noyaux, into: &garantie)
  }

  /// Eligibility, guarantees and amounts of one envelope.
  private static func partager(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe,
    _ zone: EnsemblesNationaux.Zone, _ noyaux: ColumnKernels, _ indices: [Double], _ part: inout PartageFPIC,
    _ eligibles: inout [Double],
    _ garanties: inout [Double], _ reversements: inout [Double]
  ) {
    Self.eligibles(e, p, groupe, indices: indices, &part, into: &eligibles, noyaux: noyaux)
    let (bas, nombre) = (groupe.tous.lowerBound, groupe.tous.count)
    let eligible = eligibles.span.address + bas
    let indice = indices.span.address + bas
    let population = e.populationDGF.span.address + bas
    var garantie = garanties.mutableSpan
    // An eligible entity has its attribution; its guarantee does not count.
    let soldes = noyaux.settle(nombre, eligible, indice, population, garantie.address + bas)
    part.garanties = soldes.left
    for i in e.sansIndice where e.ensembles.zones[e.lignes[i]] == zone { part.garanties += garantie[i] }
    part.enveloppe = part.ressources - part.garanties
    part.points = soldes.points
    let partageable = part.points > 0 && part.enveloppe > 0
    let valeur = partageable ? part.enveloppe / part.points : 0
    part.valeurPoint = partageable ? valeur : nil
    var reversement = reversements.mutableSpan
    noyaux.serve(nombre, eligible, indice, population, valeur, reversement.address + bas)
  }
}
