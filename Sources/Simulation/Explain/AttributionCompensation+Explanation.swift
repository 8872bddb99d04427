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
    var node = Explanation(
      "Montant de départ", plan.depart[row, 0], .centimes, grandeur: "ac.depart", source: plan.sourceDepart)
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
    return node
  }

  /// The revisions of a year that concern the commune, in the order in which they apply.
  private func revisions(_ year: ExplainedYear, _ result: AttributionCompensationResultat) -> [Explanation] {
    let written = plan.revisions.filter { $0.annee == year.annee }.enumerated().sorted {
      ($0.element.revision.mode, $0.offset) < ($1.element.revision.mode, $1.offset)
    }.map(\.element)
    return result.revisions.enumerated().compactMap { index, evaluated in
      guard evaluated.demandes[row, 0] != 0 || evaluated.deltas[row, 0] != 0 else { return nil }
      return RevisionExplainer(
        year: year, evaluated: evaluated, clause: index < written.count ? written[index].clause : nil,
        revision: index < written.count ? written[index].revision : nil,
        prefix: "ac.\(year.annee).revision_\(index + 1)"
      ).explain()
    }
  }
}
