import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The envelopes of a DSC, year by year, whatever rule the article writes.
struct EnvelopeResolver {
  let article: Article
  let clauses: ClausesDotationSolidarite
  let territoire: Territory
  let projection: Projection
  let droit: Parametres

  /// Centimes owed to the communes of the contrat de ville; no entry for a year with a pact.
  func floors(_ annees: [Int]) throws(DiagnosedError) -> [Int: Double] {
    guard let contrat = clauses.contratDeVille?.value else { return [:] }
    var out: [Int: Double] = [:]
    for annee in annees where annee < contrat.pacteAdopte ?? .max {
      let rules = try ParametresDSC(annee: annee, parametres: droit)
      out[annee] = PlancherContratDeVille.montant(
        produit: try products(annee, clauses.contratDeVille?.span),
        produitPrecedent: try products(annee - 1, clauses.contratDeVille?.span),
        part: rules.partCroissanceContratDeVille)
    }
    return out
  }

  func envelopes(_ annees: [Int], planchers: [Int: Double]) throws(DiagnosedError) -> [Int: Double] {
    if let written = clauses.enveloppe { return try self.written(written, annees) }
    switch clauses.regleEnveloppe?.value {
    case .plancherContratDeVille:
      return Dictionary(uniqueKeysWithValues: annees.map { ($0, planchers[$0] ?? 0) })
    case .partRecettes(let part):
      var out: [Int: Double] = [:]
      for annee in annees {
        guard let receipts = receipts(annee - 1) else { throw missing("S0302", annee, clauses.regleEnveloppe?.span) }
        out[annee] = EnveloppeDSC.partDesRecettes(part.fraction, recettes: receipts)
      }
      return out
    case nil:
      // Only a reconduction goes without.
      let others = annees.filter { $0 != clauses.reconduction?.value }
      guard let first = others.first else { return Dictionary(uniqueKeysWithValues: annees.map { ($0, 0) }) }
      throw missing("S0301", first, nil)
    }
  }

  /// An amount written by year; « puis augmentée de … » reads the products.
  func written(_ amount: Located<MontantAnnuel>, _ annees: [Int]) throws(DiagnosedError) -> [Int: Double] {
    var out: [Int: Double] = [:]
    for annee in annees {
      if case .partHausse(let part)? = amount.value.suite?.value, let last = amount.value.paliers.last?.annee.value,
        annee > last
      {
        guard let start = amount.value.centimes(annee: last, territoire: territoire, projection: projection) else {
          throw missing("S0302", annee, amount.span)
        }
        let years = try (last...annee).map { year throws(DiagnosedError) in
          try products(year, amount.value.suite?.span)
        }
        out[annee] = EnveloppeDSC.partDeLaHausse(depart: start, part: part.fraction, produits: years)
        continue
      }
      guard let centimes = amount.value.centimes(annee: annee, territoire: territoire, projection: projection) else {
        throw missing("S0302", annee, amount.span)
      }
      out[annee] = centimes
    }
    return out
  }

  /// Centimes of fiscalité professionnelle over the territory.
  private func products(_ annee: Int, _ span: Span?) throws(DiagnosedError) -> Double {
    guard let column = territoire.column("produit_fp", annee: annee), !column.values.contains(where: \.isNaN) else {
      var diagnostic = territoire.missingColumn(lever: "l'enveloppe de la dotation", column: "produit_fp_\(annee)")
      diagnostic.place = span?.place()
      diagnostic.context = article.heading
      throw DiagnosedError([diagnostic])
    }
    return column.values.reduce(0) { $0 + ($1 * 100).roundedHalfUp }
  }

  /// Centimes of receipts of the EPCI in `annee`, or the latest before, carried by the hypothesis.
  private func receipts(_ annee: Int) -> Double? {
    guard let known = territoire.ensemble?.latestVintage(of: "rrf", upTo: annee) else { return nil }
    return known.value * projection.factor(.recettesReelles, annee: annee, depuis: known.annee) * 100
  }

  private func missing(_ code: String, _ annee: Int, _ span: Span?) -> DiagnosedError {
    let what =
      code == "S0301" ? "l'enveloppe de la dotation n'est pas écrite" : "l'enveloppe n'est pas écrite pour \(annee)"
    return DiagnosedError([
      Diagnostic(
        code, .erreur, what, place: (span ?? article.span).place(), context: article.heading,
        repair: code == "S0301"
          ? "ajoutez « enveloppe de 3,5 M€ en \(annee), puis constante »"
          : "ajoutez « puis constante » ou « puis indexée de … % par an »")
    ])
  }
}
