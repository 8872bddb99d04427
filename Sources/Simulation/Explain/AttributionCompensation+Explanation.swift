import Diagnostics
import Language
import Legislation

/// The tree behind a commune's AC: what it was, and each revision since.
struct AttributionCompensationExplainer {
  let plan: AttributionCompensationPlan
  /// Years of the period up to the one explained, in order.
  let years: [(year: ExplainedYear, result: AttributionCompensationResultat)]
  let row: Int

  func explain() -> Explanation {
    var node = start
    let last = years.last?.year.annee
    for (year, result) in years {
      let revisions = revisions(year, result)
      guard !revisions.isEmpty || year.annee == last else { continue }
      let terms = [node] + revisions
      node = Explanation(
        year.annee == last ? "Attribution de compensation" : "Attribution de compensation de \(year.annee)",
        result.attributions[row, 0], .centimes, grandeur: year.annee == last ? "ac" : "ac.\(year.annee)",
        regle: AttributionCompensation.regle, operation: .somme(terms.map(\.op)), enfants: terms)
    }
    if let result = years.last?.result, result.investissement[row, 0] != 0 { node.enfants += sections(result) }
    return node
  }

  private var start: Explanation {
    guard let initiales = plan.initiales, let written = plan.clauses.initiales else {
      return Explanation(
        "Montant de départ", plan.depart[row, 0], .centimes, grandeur: "ac.depart", source: plan.sourceDepart)
    }
    let terms = initiales.termes.enumerated().filter { $0.element.montants[row] != 0 }.map { index, term in
      Explanation(
        term.libelle, term.montants[row], .centimes, grandeur: "ac.initiale.terme_\(index + 1)",
        source: "communes.csv, données de \(written.annee.value - 1)")
    }
    return Explanation(
      "Attribution initiale de \(written.annee.value), avant les charges", plan.depart[row, 0], .centimes,
      grandeur: "ac.depart", regle: AttributionInitiale.regle, operation: .somme(terms.map(\.op)),
      source: years.first?.year.line(written.span), enfants: terms)
  }

  /// What of the AC is booked in each section; only the first moves the épargne brute.
  private func sections(_ result: AttributionCompensationResultat) -> [Explanation] {
    let investment = Explanation(
      "Dont section d'investissement", result.investissement[row, 0], .centimes, grandeur: "ac.investissement",
      regle: PartInvestissement.regle, source: "part en investissement, antérieure et décidée par le scénario")
    let total = Explanation(
      "Attribution de compensation", result.attributions[row, 0], .centimes, grandeur: "ac.total",
      source: "montant ci-dessus")
    return [
      Explanation(
        "Dont section de fonctionnement, seule comptée dans l'épargne brute", result.fonctionnement[row, 0], .centimes,
        grandeur: "ac.fonctionnement", operation: total.op - investment.op, enfants: [total, investment])
    ]
  }

  /// The revisions of a year that concern the commune, in the order in which they apply.
  private func revisions(_ year: ExplainedYear, _ result: AttributionCompensationResultat) -> [Explanation] {
    let written = plan.revisions.filter { $0.annee == year.annee }.enumerated().sorted {
      ($0.element.revision.mode, $0.offset) < ($1.element.revision.mode, $1.offset)
    }.map(\.element)
    return result.revisions.enumerated().compactMap { index, evaluated in
      guard evaluated.demandes[row, 0] != 0 || evaluated.deltas[row, 0] != 0 else { return nil }
      let node = RevisionExplainer(
        year: year, evaluated: evaluated, clause: index < written.count ? written[index].clause : nil,
        revision: index < written.count ? written[index].revision.of(year.state, clause: written[index].clause) : nil,
        prefix: "ac.\(year.annee).revision_\(index + 1)"
      ).explain()
      return year.annee == years.last?.year.annee ? node : node.dated(year.annee)
    }
  }
}

extension Explanation {
  /// Figures of an earlier year than the one explained carry it in their name, since they may differ from those of the
  /// year; the figures of the AC already do, and parameters keep their path.
  fileprivate func dated(_ annee: Int) -> Explanation {
    var out = self
    if !grandeur.isEmpty, !grandeur.hasPrefix("ac."), parametre == nil { out.grandeur = "\(grandeur).\(annee)" }
    out.enfants = enfants.map { $0.dated(annee) }
    return out
  }
}
