import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// One side of the FPIC tied to the territory: what does not change over the years is settled once.
struct FPICPlan: Sendable {
  let nature: NatureFPIC
  /// Where the scenario decides it; `nil` when the droit commun applies for want of an article.
  let article: Article?
  let clause: Language.DecisionFPIC?
  private(set) var decision: Legislation.DecisionFPIC
  /// Euros by year of the period; NaN when unknown.
  let montants: [Int: Double]
  /// Where the amount comes from, for explanations.
  let sourceMontant: String
  let cif: Double
  let sourceCIF: String
  let territoire: Territory
  private let codes: [String]
  private let statut: RepartitionInterneEntrees.Statut

  /// `nil` when the territory knows nothing of this side and the scenario does not speak of it.
  static func compile(
    nature: NatureFPIC, article: Article?, territoire: Territory, annees: [Int], projection: Projection,
    parametres: Parametres, diagnostics: inout [Diagnostic]
  ) throws(DiagnosedError) -> FPICPlan? {
    var clauses: ClausesFPIC?
    if case .fpic(let found)? = article?.objet { clauses = found }
    let clause = nature == .prelevement ? clauses?.prelevement : clauses?.reversement
    let amounts = try Amounts.resolve(nature, clause, territoire, annees, projection, parametres, &diagnostics)
    guard let amounts else {
      if clause == nil {
        diagnostics.append(unknown(nature, clauses == nil))
        return nil
      }
      throw DiagnosedError([missingAmount(nature, clause)])
    }
    let cif = try CoefficientSource.resolve(clauses, territoire, parametres, annees)
    if clause == nil {
      diagnostics.append(
        Diagnostic(
          "S0201", .remarque,
          "\(nature.libelle) FPIC : aucune décision écrite, la répartition de droit commun s'applique",
          place: article?.span.place(), context: nature.article + ", II"))
    }
    return FPICPlan(
      nature: nature, article: article, clause: clause,
      decision: try proposal(clause, nature, territoire, annees), montants: amounts.byYear,
      sourceMontant: amounts.source, cif: cif.value, sourceCIF: cif.source, territoire: territoire,
      codes: territoire.communes.map(\.insee.texte),
      statut: try statut(nature, clause, territoire, annees, parametres))
  }

  /// What the split of a year reads.
  /// - Parameter deliberee: the split of the year of the deliberation, where it may go on holding.
  func entrees(
    annee: Int, state: YearState, deliberee: RepartitionInterneResultat? = nil
  ) -> RepartitionInterneEntrees {
    RepartitionInterneEntrees(
      nature: nature, codesINSEE: codes, populationDGF: state.populationDGF,
      potentielFinancier: state.potentielFinancier, montant: [montants[annee] ?? .nan],
      cif: [state.coefficientIntegrationFiscale ?? cif], statut: statut,
      decision: deliberee.flatMap { quotesParts($0, annee) } ?? decision,
      populationINSEE: state.populationINSEE, revenu: state.revenu,
      potentielFiscal: state.potentielFiscal, prelevementFSRIF: fsrif(annee), rangs: rangs,
      contributions: territoire.contributions(annee: annee))
  }

  /// Evaluates a year, for one scenario or for those whose values are in `entrees`.
  func evaluate(
    _ entrees: RepartitionInterneEntrees, annee: Int, parametres: Parametres
  ) throws(DiagnosedError) -> RepartitionInterneResultat {
    let rules = try ParametresRepartitionInterne(annee: annee, parametres: parametres)
    do {
      return try RepartitionInterne.calculer(entrees, parametres: rules)
    } catch {
      throw DiagnosedError([
        Diagnostic("S0210", .erreur, "\(nature.libelle) FPIC : colonnes de longueurs différentes (\(error))")
      ])
    }
  }

  /// Whether the first year's shares go on holding (« vaut jusqu'à son retrait »).
  var pluriannuelle: Bool { clause?.pluriannuelle != nil && decision != .droitCommun }

  /// The shares of a past deliberation, lapsed from the year that the scenario writes on.
  private func quotesParts(_ deliberee: RepartitionInterneResultat, _ annee: Int) -> Legislation.DecisionFPIC? {
    let amounts = deliberee.deliberes
    guard deliberee.annee < annee, let epci = amounts.epci.first, epci.isFinite else { return nil }
    var caducite: QuotesPartsFigees.Caducite?
    if let fin = clause?.fin?.value, annee >= fin.annee {
      caducite =
        switch fin.cause {
        case .retrait: .retrait
        case .revisionParEPCI: .revisionParEPCI
        case .revisionParCommune: .revisionParCommune
        }
    }
    return .quotesParts(
      QuotesPartsFigees(
        annee: deliberee.annee, codesINSEE: codes, epci: epci, communes: amounts.communes.columnArray(0),
        origine: clause?.mode.value == .libre ? .libre : .derogatoire, caducite: caducite))
  }

  /// The same amounts under another decision.
  func deciding(_ decision: Legislation.DecisionFPIC) -> FPICPlan {
    var copy = self
    copy.decision = decision
    return copy
  }

  private func fsrif(_ annee: Int) -> Matrix? {
    territoire.latestVintage(of: "fsrif_prelevement", upTo: annee - 1).map { Matrix(column: $0.column.values) }
  }

  private var rangs: RangsExoneration? {
    let names = ["rang_dsu_10000", "rang_dsu_5000", "rang_dsr_cible"]
    let columns = names.map { territoire.column($0)?.values }
    guard columns.contains(where: { $0 != nil }) else { return nil }
    let blank = [Double](repeating: .nan, count: territoire.communes.count)
    return RangsExoneration(
      dsu10000: Matrix(column: columns[0] ?? blank), dsu5000: Matrix(column: columns[1] ?? blank),
      dsrCible: Matrix(column: columns[2] ?? blank))
  }

  private static func unknown(_ nature: NatureFPIC, _ noArticle: Bool) -> Diagnostic {
    let column = nature == .prelevement ? "fpic_prelevement_AAAA" : "fpic_reversement_AAAA"
    return Diagnostic(
      "S0202", .remarque,
      "\(nature.libelle) FPIC : montant de l'ensemble inconnu, ce flux n'entre pas dans les soldes",
      repair: "renseignez \(column) dans ensembles.csv, ou un article FPIC du scénario")
  }

  private static func missingAmount(_ nature: NatureFPIC, _ clause: Language.DecisionFPIC?) -> Diagnostic {
    let column = nature == .prelevement ? "fpic_prelevement_AAAA" : "fpic_reversement_AAAA"
    return Diagnostic(
      "S0203", .erreur, "\(nature.libelle) FPIC : le montant de l'ensemble intercommunal manque",
      place: clause?.span.place(),
      repair:
        "écrivez « montant de l'ensemble : 500 000 € en 2026, puis constant », ou renseignez \(column) dans ensembles.csv (notification de la préfecture, ou OFGL)"
    )
  }
}
