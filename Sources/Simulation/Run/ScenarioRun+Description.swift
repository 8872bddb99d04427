import Diagnostics
import Language
import Legislation
import Territory

extension ScenarioRun {
  /// The result with everything a reader wants beside the amounts: identity, hypotheses, rules, decisions.
  /// - Throws: `L0003` when a year precedes a rule of the votes.
  func described(by plan: ScenarioPlan) throws(DiagnosedError) -> ScenarioResult {
    var out = result
    let scenario = plan.scenario
    out.fichier = scenario.source.name
    out.empreinte = scenario.source.empreinte
    out.auteur = scenario.auteur?.value
    out.date = scenario.date.map { date in
      let pad = { (n: Int) in n < 10 ? "0\(n)" : "\(n)" }
      return "\(date.value.annee)-\(pad(date.value.mois))-\(pad(date.value.jour))"
    }
    out.hypotheses = plan.hypotheses
    out.regles = scenario.articles.map { ($0.heading, $0.sentences) }
    let (decisions, faits) = try DecisionList(plan: plan, territoire: plan.territoire, traces: traces).build()
    out.decisions = decisions
    var legality = LegalityReport(territoire: plan.territoire)
    let first = plan.annees.first ?? plan.territoire.annee
    for (fait, article, span) in faits { legality.add([fait], annee: first, article: article, span: span) }
    out.diagnostics += legality.diagnostics(annees: [first])
    return out
  }
}

extension ScenarioPlan {
  /// Decided defaults on which the amounts depend, as sentences.
  var hypotheses: [String] {
    var out: [String] = []
    if let dsc = dotationSolidarite {
      out += dsc.criteria.defauts.map { "DSC, \($0)" }
      if dsc.clauses.ponderation == nil {
        out.append("DSC, pondération par la population INSEE totale, à défaut de choix écrit")
      }
    }
    if let dsc = dotationSolidarite, !dsc.planchers.isEmpty {
      out.append(
        "DSC, la part due aux communes du contrat de ville à défaut de pacte est prise dans l'enveloppe, et répartie par les mêmes critères"
      )
    }
    if attributionCompensation?.initiales != nil {
      out.append(
        "AC initiales : les indicateurs publiés sont réputés les compter ; seules leurs révisions les déplacent")
    }
    out += leviers.defauts.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    if let last = annees.last, last > parametres.derniereAnneeConnue {
      out.append("Droit connu jusqu'en \(parametres.derniereAnneeConnue) ; ses paramètres sont maintenus ensuite")
    }
    out += scenario.hypotheses.map { "Hypothèse : \($0.texte), à partir des données de \(territoire.annee)" }
    out += scenario.parametres.map { "Droit modifié : \($0.texte)" }
    out.append(
      scenario.hypotheses.isEmpty
        ? "Données de \(territoire.annee) maintenues sur toute la période"
        : "Données de \(territoire.annee) maintenues pour tout le reste")
    out.append(contentsOf: retroaction.sentences)
    return out
  }
}

extension Article {
  /// What the article does, clause by clause, as written: the lines of the scenario are the best summary of themselves.
  var sentences: [String] {
    let lines = span.source.lines
    guard span.line >= 1, span.line <= lines.count else { return [] }
    var out: [String] = []
    for line in lines[span.line...] {
      let text = line.drop(while: \.isWhitespace)
      if text.isEmpty { continue }
      let isIndented = line.first?.isWhitespace ?? false
      guard isIndented else { break }
      if !text.hasPrefix("#") { out.append(String(text)) }
    }
    return out
  }
}
