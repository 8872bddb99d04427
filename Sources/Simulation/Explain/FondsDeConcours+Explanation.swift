import Diagnostics
import Language
import Legislation

/// The projects of a commune in a year, and the rights that they draw on.
struct ProjectExplainer {
  let year: ExplainedYear
  let plan: FondsDeConcoursPlan
  let found: FondsDeConcoursResultat
  let droits: SharedEnvelope?

  private var row: Int { year.row }

  var projects: [Explanation] {
    var before: [Explanation] = []
    for (index, evalue) in found.projets.enumerated() where evalue.projet.commune == row {
      let name = "fonds_de_concours.projet_\(index + 1)"
      let cap = cap(evalue, name)
      let asked: Explanation
      if evalue.projet.demande == .maximum {
        asked = cap
      } else {
        asked = Explanation(
          "Montant demandé", evalue.demande, .centimes, grandeur: "\(name).demande", source: line(evalue.projet))
      }
      var node = Explanation(
        "Fonds de concours « \(evalue.projet.nom) »", evalue.verse, .centimes, grandeur: name,
        regle: FondsDeConcours.regle, operation: asked.op,
        borne: .init(maximum: evalue.plafond.montant, article: PlafondFondsDeConcours.regle.article),
        enfants: evalue.projet.demande == .maximum ? [cap] : [asked, cap])
      if let available = available(evalue, name, after: before) {
        node.operation = .plusPetit([asked.op, available.op])
        node.enfants.append(available)
      }
      before.append(node)
    }
    return before
  }

  /// Rights of the year; `nil` without rights to draw.
  var rights: Explanation? {
    guard let droits, let criteria = plan.criteria else { return nil }
    var envelope = Explanation(
      "Enveloppe des droits de tirage", droits.resultat.enveloppe, .centimes, grandeur: "fonds_de_concours.enveloppe",
      portee: .ensemble, source: year.line(plan.clauses.enveloppe?.span))
    if let written = plan.clauses.enveloppe, plan.enveloppes[year.annee] == droits.resultat.enveloppe {
      envelope = year.annual(
        "Enveloppe des droits de tirage", written, centimes: droits.resultat.enveloppe,
        grandeur: "fonds_de_concours.enveloppe")
    }
    return SharedEnvelopeExplainer(
      year: year, shared: droits, criteria: criteria, clauses: plan.clauses.repartition, ponderation: plan.ponderation,
      prefix: "fonds_de_concours.droit", libelle: "Droit de tirage de \(year.annee)", enveloppe: envelope
    ).explain()
  }

  private func available(_ evalue: ProjetEvalue, _ name: String, after: [Explanation]) -> Explanation? {
    guard evalue.disponible.isFinite, let right = rights else { return nil }
    let carried = Explanation(
      "Droits reportés de \(year.annee - 1)", found.reports[row], .centimes, grandeur: "fonds_de_concours.report",
      source: "solde de \(year.annee - 1)")
    return Explanation(
      "Droits disponibles", evalue.disponible, .centimes, grandeur: "\(name).disponible", regle: DroitsDeTirage.regle,
      operation: after.reduce(right.op + carried.op) { $0 - $1.op }, enfants: [right, carried] + after)
  }

  private func cap(_ evalue: ProjetEvalue, _ name: String) -> Explanation {
    let plafond = evalue.plafond
    let isHT = plan.assiette == .ht
    let cost = Explanation(
      "Coût \(isHT ? "HT" : "TTC")", isHT ? evalue.projet.coutHT : evalue.projet.coutTTC, .centimes,
      grandeur: "\(name).cout", source: line(evalue.projet))
    let subsidies = Explanation(
      "Subventions", evalue.projet.subventions, .centimes, grandeur: "\(name).subventions", source: line(evalue.projet))
    var base = Explanation(
      "Coût resté à financer", plafond.base, .centimes, grandeur: "\(name).base", operation: cost.op - subsidies.op,
      enfants: [cost, subsidies])
    if plan.assiette == .ttcNetFctva, let rate = year.parameter(.fondsDeConcoursTauxFctva) {
      base.operation = cost.op - rate.op * cost.op - subsidies.op
      base.enfants.append(rate)
    }
    let parts = [
      year.parameter(.fondsDeConcoursPartMaximale), year.parameter(.fondsDeConcoursParticipationMinimale),
    ].compactMap { $0 }
    var node = Explanation(
      "Plafond légal", plafond.montant, .centimes, grandeur: "\(name).plafond", regle: PlafondFondsDeConcours.regle,
      enfants: [base] + parts + [cost, subsidies])
    guard parts.count == 2 else { return node }
    let half = Operation.arrondi(parts[0].op * base.op, .centimeInferieur)
    let own = Operation.arrondi((.un(1) - parts[1].op) * cost.op - subsidies.op, .centimeInferieur)
    node.operation = .plusGrand([.plusPetit([half, own]), .un(0)])
    return node
  }

  private func line(_ projet: ProjetFonds) -> String? {
    plan.clauses.projets.first { $0.nom.value == projet.nom && $0.annee.value == year.annee }
      .flatMap { year.line($0.span) }
  }
}
