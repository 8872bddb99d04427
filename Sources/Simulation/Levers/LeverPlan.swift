import Diagnostics
import Language
import Legislation
import Territory

/// The levers of a scenario beside the AC, the DSC and the split of the FPIC, tied to the territory.
struct LeverPlan: Sendable {
  var fondsDeConcours: FondsDeConcoursPlan?
  var taxeAmenagement: TaxeAmenagementPlan?
  var partageFoncier: PartageFoncierPlan?
  var dgfTerritoriale: DGFTerritorialePlan?
  var tauxImposition: TauxImpositionPlan?
  var priseEnCharge: PriseEnChargePlan?
  /// Decided defaults that the articles did not write, as sentences.
  private(set) var defauts: [String] = []
  /// Paths of the law that they read.
  private(set) var chemins: [CheminParametre] = []

  var estVide: Bool { articles.isEmpty }
  private(set) var articles: [Article] = []

  static func compile(
    _ articles: [Article], territoire: Territory, annees: [Int], ecretage: ClosedRange<Double>
  ) throws(DiagnosedError) -> LeverPlan {
    var out = LeverPlan()
    for article in articles {
      guard case .levier(let levier) = article.objet else { continue }
      out.articles.append(article)
      switch levier {
      case .fondsDeConcours(let clauses):
        let plan = try FondsDeConcoursPlan.compile(article, clauses, territoire, annees, ecretage)
        out.fondsDeConcours = plan
        out.defauts += plan.defauts
        out.chemins += ParametresFondsDeConcours.chemins
      case .taxeAmenagement(let clauses):
        out.taxeAmenagement = TaxeAmenagementPlan(article: article, clauses: clauses, territoire: territoire)
        out.chemins += ParametresTaxeAmenagement.chemins
      case .partageFoncier(let clauses):
        out.partageFoncier = PartageFoncierPlan(article: article, clauses: clauses, territoire: territoire)
        out.chemins += ParametresPartageFoncier.chemins
      case .dgfTerritoriale(let clauses):
        let plan = try DGFTerritorialePlan.compile(article, clauses, territoire, ecretage)
        out.dgfTerritoriale = plan
        out.defauts += plan.criteria.defauts.map { "DGF territoriale, \($0)" }
        out.chemins += ParametresDGFTerritoriale.chemins
      case .tauxImposition(let clauses):
        out.tauxImposition = TauxImpositionPlan(
          article: article, clauses: clauses, territoire: territoire, annees: annees)
        out.chemins += ParametresTaux.chemins
      case .priseEnChargeFPIC(let clauses):
        out.priseEnCharge = PriseEnChargePlan(article: article, clauses: clauses, articles: articles)
      }
    }
    return out
  }
}

/// What a lever found in a year, and where it was called.
struct LeverFacts: Sendable {
  var article: Article
  var faits: [any FaitDeLiceite]
  /// A more precise place in the article.
  var span: Span?
}
