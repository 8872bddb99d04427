import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

struct DGFTerritorialeAnnee: Sendable {
  /// Centimes: what each commune pools, and what comes back.
  var apports: [Double]
  var reversement: SharedEnvelope
  var source: String
}

struct DGFTerritorialePlan: Sendable {
  let article: Article
  let clauses: ClausesDGFTerritoriale
  let criteria: CriteriaPlan
  private let territoire: Territory

  static func compile(
    _ article: Article, _ clauses: ClausesDGFTerritoriale, _ territoire: Territory, _ ecretage: ClosedRange<Double>
  ) throws(DiagnosedError) -> DGFTerritorialePlan {
    DGFTerritorialePlan(
      article: article, clauses: clauses,
      criteria: try CriteriaPlan.compile(clauses.repartition, territoire: territoire, ecretage: ecretage),
      territoire: territoire)
  }

  var ponderation: PopulationPonderation { clauses.ponderation?.value == .dgf ? .dgf : .insee }

  var mode: MiseEnCommun { if case .totale? = clauses.mise?.apport { .totale } else { .partielle } }

  func evaluate(
    annee: Int, state: YearState, parametres: Parametres, into year: inout LeverYear
  ) throws(DiagnosedError) {
    guard let mise = clauses.mise, mise.aCompterDe.value <= annee else { return }
    let rules = try ParametresDGFTerritoriale(annee: annee, parametres: parametres)
    let count = territoire.communes.count
    let unknown = [Double](repeating: .nan, count: count)
    let dgf = territoire.latestVintage(of: "dgf", upTo: annee)
    let recettes = territoire.latestVintage(of: "rrf", upTo: annee - 1)?.column.values
    let dotations = dgf?.column.values.map { ($0 * 100).roundedHalfUp } ?? unknown
    let apports = apports(mise.apport, dotations: dotations, recettes: recettes ?? unknown)
    let faits = ControleDGFTerritoriale.verifier(
      mode: mode, apports: apports, dotations: dotations, recettes: recettes, criteres: criteria.criteres,
      poids: criteria.poids, potentielFiscal: criteria.usesPotentielFiscal, parametres: rules)
    year.add(LeverFacts(article: article, faits: faits, span: mise.span))
    let weights = ponderation
    let columns = criteria.columns(state)
    let evaluated = MoteurCriteres(communes: columns, ponderation: weights).evaluer(criteria.criteres)
    let rows = RangsDepartage.ordreDesLignes(count)
    let shared = RepartitionFermee.repartir(
      enveloppe: orderedSum(apports.span), criteres: evaluated, poids: criteria.poids.span, rangs: rows.span)
    year.add(LeverFacts(article: article, faits: shared.faits.map(FaitDGFTerritoriale.critere)))
    year.dgfTerritoriale = DGFTerritorialeAnnee(
      apports: apports, reversement: SharedEnvelope(resultat: shared, colonnes: columns),
      source: apportSource(mise, annee))
    year.add(closed: .dgfTerritoriale, zip(shared.montants, apports).map(-))
  }

  private func apportSource(_ mise: ClausesDGFTerritoriale.Mise, _ annee: Int) -> String {
    switch mise.apport {
    case .totale, .pourcentageDGF:
      return territoire.latestVintage(of: "dgf", upTo: annee).map { "communes.csv, dgf_\($0.annee)" } ?? "inconnue"
    case .pourcentageRecettes:
      return territoire.latestVintage(of: "rrf", upTo: annee - 1).map { "communes.csv, rrf_\($0.annee)" } ?? "inconnue"
    case .montants: return "\(mise.span.source.name), sous la ligne \(mise.span.line)"
    }
  }

  private func apports(
    _ apport: ClausesDGFTerritoriale.Mise.Apport, dotations: [Double], recettes: [Double]
  ) -> [Double] {
    switch apport {
    case .totale: return dotations
    case .pourcentageDGF(let part): return dotations.map { ($0 * part.value.fraction).roundedHalfUp }
    case .pourcentageRecettes(let part):
      return recettes.map { ControleDGFTerritoriale.plafond(recettes: $0, part: part.value.fraction) }
    case .montants(let montants):
      var out = [Double](repeating: 0, count: territoire.communes.count)
      for line in montants {
        if let row = line.commune.resolve(in: territoire) { out[row] += Double(line.montant.value.centimes) }
      }
      return out
    }
  }
}

struct PriseEnChargeAnnee: Sendable {
  /// Centimes.
  var prelevements: [Double]
  var part: Double
  var limite: Double
  var montants: [Double]
  var cout: Double
}

struct PriseEnChargePlan: Sendable {
  let article: Article
  let clauses: ClausesPriseEnCharge
  /// The FPIC article votes a derogatory split of the levy.
  private let derogatoire: Bool

  init(article: Article, clauses: ClausesPriseEnCharge, articles: [Article]) {
    self.article = article
    self.clauses = clauses
    derogatoire = articles.contains { article in
      guard case .fpic(let fpic) = article.objet else { return false }
      return fpic.prelevement?.mode.value == .derogatoire
    }
  }

  /// - Parameter prelevements: centimes of the year; `nil` when the levy is not known.
  func evaluate(annee: Int, prelevements: [Double]?, state: YearState, into year: inout LeverYear) {
    let inForce = clauses.prises.filter { $0.aCompterDe.value <= annee }
    guard let clause = inForce.max(by: { $0.aCompterDe.value < $1.aCompterDe.value }) else { return }
    var faits: [FaitPriseEnCharge] = derogatoire ? [.repartitionDerogatoire] : []
    guard let prelevements, !prelevements.contains(where: \.isNaN) else {
      year.add(LeverFacts(article: article, faits: faits + [FaitPriseEnCharge.prelevementInconnu], span: clause.span))
      return
    }
    let part = clause.part.value.fraction
    let limite = clause.limite.map { Double($0.value.centimes) } ?? .infinity
    let people = state.populationDGF.columnArray(0)
    let rows = RangsDepartage.ordreDesLignes(prelevements.count)
    let ranks = RangsDepartage.parPopulation(people.span, rangsINSEE: rows.span)
    var montants = [Double](repeating: 0, count: prelevements.count)
    var span = montants.mutableSpan
    let cost = PriseEnChargeFPIC.repartir(
      prelevements: prelevements.span, part: part, limite: limite, rangs: ranks.span, dans: &span)
    let asked = part * orderedSum(prelevements.span)
    if asked > limite { faits.append(.limiteAtteinte(demande: asked.roundedHalfUp, limite: limite)) }
    year.priseEnCharge = PriseEnChargeAnnee(
      prelevements: prelevements, part: part, limite: limite, montants: montants, cout: cost)
    year.add(closed: .priseEnChargeFPIC, montants)
    year.add(LeverFacts(article: article, faits: faits, span: clause.span))
  }
}
