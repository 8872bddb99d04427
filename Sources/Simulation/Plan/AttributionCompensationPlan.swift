import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The AC of a scenario tied to the territory: its starting amounts and the revisions of each year.
struct AttributionCompensationPlan: Sendable {
  let article: Article
  let clauses: ClausesAttributionCompensation
  /// Centimes before the first revision; NaN where unknown.
  let depart: Matrix
  let sourceDepart: String
  /// Rows of `clauses.revisions` and what the rules evaluate for them.
  let revisions: [(annee: Int, clause: RevisionAttributionCompensation, revision: RevisionAC)]
  private let territoire: Territory

  static func compile(
    article: Article, clauses: ClausesAttributionCompensation, territoire: Territory, annees: [Int],
    ecretage: ClosedRange<Double>
  ) throws(DiagnosedError) -> AttributionCompensationPlan {
    let first = annees.first ?? territoire.annee
    let start = try start(clauses, article, territoire, upTo: first - 1)
    var revisions: [(annee: Int, clause: RevisionAttributionCompensation, revision: RevisionAC)] = []
    var errors: [Diagnostic] = []
    let compiler = RevisionCompiler(territoire: territoire, ecretage: ecretage)
    for clause in clauses.revisions {
      do {
        revisions.append((max(first, clause.aCompterDe.value), clause, try compiler.compile(clause)))
      } catch {
        errors += error.diagnostics
      }
    }
    if !errors.isEmpty { throw DiagnosedError(errors) }
    return AttributionCompensationPlan(
      article: article, clauses: clauses, depart: Matrix(column: start.centimes),
      sourceDepart: "communes.csv, ac_\(start.annee)", revisions: revisions, territoire: territoire)
  }

  private static func start(
    _ clauses: ClausesAttributionCompensation, _ article: Article, _ territoire: Territory, upTo annee: Int
  ) throws(DiagnosedError) -> (annee: Int, centimes: [Double]) {
    let found: (annee: Int, column: Column)?
    if let written = clauses.depart {
      found = territoire.column("ac", annee: written.value).map { (written.value, $0) }
    } else {
      found = territoire.latestVintage(of: "ac", upTo: annee)
    }
    guard let found else {
      var diagnostic = territoire.missingColumn(
        lever: "l'attribution de compensation", column: "ac_\(clauses.depart?.value ?? annee)")
      diagnostic.place = (clauses.depart?.span ?? article.span).place()
      throw DiagnosedError([diagnostic])
    }
    return (found.annee, found.column.values.map { ($0 * 100).roundedHalfUp })
  }

  /// Evaluates a year for one scenario: the revisions that start this year, on the AC of the year before.
  func evaluate(
    annee: Int, depart first: Int, state: YearState, parametres: Parametres
  ) throws(DiagnosedError) -> AttributionCompensationResultat {
    let before = annee == first ? depart : state.attributionCompensation
    var entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: before, revisions: revisions.filter { $0.annee == annee }.map(\.revision))
    entrees.fiscaliteProfessionnelleUnique = territoire.regime == .FPU
    entrees.etablissementPublicTerritorial = territoire.nature == .EPT
    entrees.potentielFinancier = state.potentielFinancier
    entrees.populationDGF = state.populationDGF
    entrees.recettesPrecedentes = territoire.column("rrf", annee: annee - 1).map { Matrix(column: $0.values) }
    entrees.attributionsOrigine = territoire.column("ac_ancien_epci").map {
      Matrix(column: $0.values.map { ($0 * 100).roundedHalfUp })
    }
    // A column of former amounts is what tells that a fusion took place.
    if entrees.attributionsOrigine != nil { entrees.anneesDepuisFusion = 0 }
    return AttributionCompensation.calculer(entrees, parametres: try ParametresAC(annee: annee, parametres: parametres))
  }
}

extension AttributionCompensationResultat {
  /// Centimes, one column.
  var montants: Matrix { attributions }
}
