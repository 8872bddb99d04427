import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The DSC of a scenario tied to the territory: what does not change over the years is settled once.
struct DotationSolidaritePlan: Sendable {
  let article: Article
  let clauses: ClausesDotationSolidarite
  let criteria: CriteriaPlan
  /// Centimes by year.
  let enveloppes: [Int: Double]
  let ponderation: PopulationPonderation
  let cadre: CadreDSC
  private let territoire: Territory

  static func compile(
    article: Article, clauses: ClausesDotationSolidarite, territoire: Territory, annees: [Int],
    parametres: ParametresDSC
  ) throws(DiagnosedError) -> DotationSolidaritePlan {
    guard let enveloppe = clauses.enveloppe else {
      throw DiagnosedError([
        Diagnostic(
          "S0301", .erreur, "l'enveloppe de la dotation n'est pas écrite", place: article.span.place(),
          context: article.heading, repair: "ajoutez « enveloppe de 3,5 M€ en \(annees.first ?? 0), puis constante »")
      ])
    }
    var enveloppes: [Int: Double] = [:]
    for annee in annees {
      guard let centimes = enveloppe.value.centimes(annee: annee, territoire: territoire) else {
        throw DiagnosedError([
          Diagnostic(
            "S0302", .erreur, "l'enveloppe n'est pas écrite pour \(annee)", place: enveloppe.span.place(),
            context: article.heading, repair: "ajoutez « puis constante » ou « puis indexée de … % par an »")
        ])
      }
      enveloppes[annee] = centimes
    }
    try checkOrigins(clauses, article)
    let criteria = try CriteriaPlan.compile(
      clauses.repartition, territoire: territoire, ecretage: parametres.ecretage)
    return DotationSolidaritePlan(
      article: article, clauses: clauses, criteria: criteria, enveloppes: enveloppes,
      ponderation: clauses.ponderation?.value == .dgf ? .dgf : .insee,
      cadre: CadreDSC(
        institutionObligatoire: territoire.nature == .CU || territoire.nature == .METROPOLE,
        fiscaliteProfessionnelleUnique: territoire.regime == .FPU,
        etablissementPublicTerritorial: territoire.nature == .EPT),
      territoire: territoire)
  }

  /// A guarantee and a smoothing of the same article start from the same past year.
  private static func checkOrigins(_ clauses: ClausesDotationSolidarite, _ article: Article) throws(DiagnosedError) {
    guard let lissage = clauses.lissage, case .lineaire(_, let from) = lissage.value else { return }
    for garantie in clauses.garanties {
      guard case .annee(let year) = garantie.value.base, year != from else { continue }
      throw DiagnosedError([
        Diagnostic(
          "S0303", .erreur, "la garantie part des montants de \(year), le lissage de ceux de \(from)",
          place: garantie.span.place(), related: [lissage.span.place("le lissage")], context: article.heading,
          repair: "prenez la même année pour les deux")
      ])
    }
  }

  /// Evaluates a year for one scenario, or for those of `lanes`.
  /// - Parameter depart: first year of the period, in which reforms start.
  func evaluate(
    annee: Int, depart: Int, state: YearState, parametres: ParametresDSC, lanes: PlanLanes = PlanLanes()
  ) throws(DiagnosedError) -> DotationSolidariteResultat {
    var entrees = DotationSolidariteEntrees(
      scenarios: lanes.scenarios, communes: columns(state), criteres: criteria.criteres,
      poids: lanes.poids ?? Matrix(column: criteria.poids),
      enveloppes: lanes.enveloppes[annee] ?? [enveloppes[annee] ?? .nan])
    entrees.ponderation = ponderation
    entrees.cadre = cadre
    entrees.anneePrecedente = state.dotationSolidarite
    try applyGuarantee(&entrees, annee: annee, lanes: lanes)
    try applySmoothing(&entrees, annee: annee, depart: depart)
    return DotationSolidarite.calculer(entrees, parametres: parametres)
  }

  /// What the criteria of a year read.
  func columns(_ state: YearState) -> ColonnesCommunes {
    var colonnes = criteria.colonnes
    colonnes.populationINSEE = state.populationINSEE
    colonnes.populationDGF = state.populationDGF
    colonnes.revenu = state.revenu
    if usesFinancier { colonnes.potentiel = state.potentielFinancier }
    return colonnes
  }

  private var usesFinancier: Bool {
    !clauses.repartition.contains { $0.grandeur.value == .potentielFiscal }
  }

  /// The guarantee of a year: the first written one that still holds.
  func guarantee(annee: Int) -> Located<ClausesDotationSolidarite.Garantie>? {
    clauses.garanties.first { annee <= $0.value.jusquEn?.value ?? .max }
  }

  private func applyGuarantee(
    _ entrees: inout DotationSolidariteEntrees, annee: Int, lanes: PlanLanes
  ) throws(DiagnosedError) {
    guard let clause = guarantee(annee: annee) else { return }
    let garantie = clause.value
    var reference = ReferenceGarantie.anneePrecedente
    if case .annee(let year) = garantie.base {
      reference = .origine
      entrees.origine = try past(year, at: clause.span)
    }
    entrees.garantie = Garantie(
      methode(garantie.financement), reference: reference,
      planchers: [garantie.plancher?.value.fraction ?? .nan], plafonds: [garantie.plafond?.value.fraction ?? .nan])
    // Lanes move the bounds of the first guarantee written.
    if annee <= clauses.garanties[0].value.jusquEn?.value ?? .max {
      if let planchers = lanes.planchers { entrees.garantie.planchers = planchers }
      if let plafonds = lanes.plafonds { entrees.garantie.plafonds = plafonds }
    }
  }

  private func methode(_ financement: ClausesDotationSolidarite.Garantie.Financement) -> MethodeGarantie {
    switch financement {
    case .epci: .complement
    case .communesEnHausse: .gagnants
    case .tunnel: .tunnel
    }
  }

  private func applySmoothing(
    _ entrees: inout DotationSolidariteEntrees, annee: Int, depart: Int
  ) throws(DiagnosedError) {
    guard let clause = clauses.lissage else { return }
    let rang = annee - depart + 1
    switch clause.value {
    case .lineaire(let ans, let depuis):
      entrees.origine = try past(depuis, at: clause.span)
      entrees.lissage = LissageDSC(rang: rang, duree: ans)
    case .degressif(let echelle, let depuis):
      entrees.origine = try past(depuis, at: clause.span)
      entrees.garantie = GarantieDegressive.garantie(echelle: echelle.map(\.fraction), rang: rang)
    }
  }

  /// Centimes of a past year, from the territory.
  private func past(_ annee: Int, at span: Span) throws(DiagnosedError) -> Matrix {
    guard let column = territoire.column("dsc", annee: annee) else {
      var diagnostic = territoire.missingColumn(lever: "la dotation de solidarité", column: "dsc_\(annee)")
      diagnostic.place = span.place()
      throw DiagnosedError([diagnostic])
    }
    return Matrix(column: column.values.map { ($0 * 100).roundedHalfUp })
  }
}
