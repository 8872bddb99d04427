import Diagnostics
import Language
import Legislation

/// The tree behind a commune's AC: what it was, and each revision since.
struct AttributionCompensationExplainer {
  let plan: AttributionCompensationPlan
  /// Years of the period up to the one explained, in order.
  let traces: [(annee: Int, result: AttributionCompensationResultat)]
  let row: Int

  func explain() -> Explanation {
    var children = [
      Explanation("Montant de départ", plan.depart[row, 0], .centimes, source: plan.sourceDepart)
    ]
    for (annee, result) in traces {
      let clauses = plan.revisions.filter { $0.annee == annee }.sorted { $0.revision.mode < $1.revision.mode }
      for (index, revision) in result.revisions.enumerated() where revision.demandes[row, 0] != 0 {
        children.append(explain(revision, clause: index < clauses.count ? clauses[index].clause : nil, annee))
      }
    }
    return Explanation(
      "Attribution de compensation", traces.last?.result.attributions[row, 0] ?? .nan, .centimes,
      regle: AttributionCompensation.regle, enfants: children)
  }

  private func explain(
    _ revision: RevisionEvaluee, clause: RevisionAttributionCompensation?, _ annee: Int
  ) -> Explanation {
    var children: [Explanation] = []
    if revision.deltas[row, 0] != revision.demandes[row, 0] {
      children.append(Explanation("Variation demandée, non appliquée", revision.demandes[row, 0], .centimes))
    }
    if revision.minimums[row, 0].isFinite {
      children.append(
        Explanation("Variation minimale permise", revision.minimums[row, 0], .centimes, regle: BornesRevision.regle))
    }
    if revision.maximums[row, 0].isFinite {
      children.append(
        Explanation("Variation maximale permise", revision.maximums[row, 0], .centimes, regle: BornesRevision.regle))
    }
    if case .transfert(_, let evaluation, _, _)? = clause?.genre { children += charge(evaluation) }
    return Explanation(
      "\(revision.regle.libelle) à compter de \(annee)", revision.deltas[row, 0], .centimes, regle: revision.regle,
      source: clause.map { "\($0.span.source.name), ligne \($0.span.line)" }, enfants: children)
  }

  private func charge(_ evaluation: EvaluationCharges) -> [Explanation] {
    let charge = ChargeTransferee(evaluation)
    return [
      Explanation(
        "Charge nette évaluée par la CLECT", charge.charge, .euros, regle: ChargeTransferee.regle,
        enfants: [
          Explanation("Coût de fonctionnement", charge.fonctionnement.montant, .euros),
          Explanation("Coût annualisé des équipements", charge.coutEquipements, .euros),
          Explanation("Ressources attachées", charge.ressources, .euros),
        ])
    ]
  }
}
