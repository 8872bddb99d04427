import Diagnostics
import Language
import Legislation
import LinearAlgebra

/// The tree behind a derogatory or free split: criteria, block, bounds.
struct FPICProposalExplainer {
  let explainer: FPICExplainer
  let proposal: RepartitionProposee
  let droitCommun: Explanation

  private var year: ExplainedYear { explainer.year }
  private var row: Int { explainer.row }
  private var prefix: String { explainer.prefix }
  private var nature: NatureFPIC { explainer.plan.nature }
  private var clause: Language.DecisionFPIC? { explainer.plan.clause }

  func explain() -> Explanation {
    var out = Explanation(
      "Montant délibéré", proposal.montants.communes[row, 0], .euros, grandeur: "\(prefix).delibere",
      source: year.line(clause?.span))
    let limit = bound
    if let limit {
      let article = "\(nature.article), II, 1°"
      out.borne =
        nature == .prelevement
        ? .init(maximum: limit.valeur, article: article) : .init(minimum: limit.valeur, article: article)
    }
    if proposal.reels.rows > 0 {
      let real = real(limit)
      let closure = Closure(
        entiers: proposal.montants.communes.columnArray(0), reels: proposal.reels.columnArray(0), row: row,
        unite: .euroInferieur)
      out.operation = closure.operation(real)
      out.calcul = closure.phrase
      out.enfants = [real]
    } else if case .totalite? = clause?.partEPCI?.value {
      out.calcul = "l'EPCI prend tout à sa charge"
    } else if let own = clause?.montants.first(where: { $0.commune.resolve(in: year.plan.territoire) == row }) {
      out.source = year.line(own.montant.span)
    }
    if let limit { out.enfants.append(limit) }
    if limit == nil || out.enfants.isEmpty { out.enfants.append(droitCommun) }
    return out
  }

  /// Ceiling of a levy, floor of an attribution.
  private var bound: Explanation? {
    guard proposal.bornesCommunes.rows > 0, let gap = year.parameter(.fpicEcartMaximalCommune) else { return nil }
    let value = proposal.bornesCommunes[row, 0]
    let margin = Explanation(
      "Écart permis", (value - droitCommun.valeur).magnitude, .euros, grandeur: "\(prefix).ecart_permis",
      regle: BornesDerogation.regle, operation: .arrondi(gap.op * droitCommun.op, .euroInferieur),
      enfants: [gap, droitCommun.leafCopy])
    return Explanation(
      nature == .prelevement ? "Maximum légal de la commune" : "Minimum légal de la commune", value, .euros,
      grandeur: "\(prefix).borne", regle: BornesDerogation.regle,
      operation: nature == .prelevement ? droitCommun.op + margin.op : droitCommun.op - margin.op,
      enfants: [droitCommun, margin])
  }

  // MARK: the block and the share

  private func real(_ limit: Explanation?) -> Explanation {
    let reals = proposal.reels.columnArray(0)
    var node = Explanation(
      "Montant proposé avant arrondi", reals[row], .euros, grandeur: "\(prefix).propose",
      regle: PropositionDerogatoire.regle)
    let block = block
    let share = share
    let bounds =
      clause?.dansLesBornes == true && proposal.bornesCommunes.rows > 0
      ? proposal.bornesCommunes.columnArray(0) : []
    let held = { (i: Int) in !bounds.isEmpty && reals[i] == bounds[i] }
    guard reals.indices.contains(where: held) else {
      node.operation = block.op * share.op
      node.enfants = [block, share]
      return node
    }
    if held(row), let limit {
      node.operation = limit.op
      node.calcul = "retenu à la borne légale"
      node.enfants = [limit.leafCopy, block, share]
      return node
    }
    let fixed = Explanation(
      "Montants des communes retenues à leur borne", orderedReduction(reals.count) { held($0) ? reals[$0] : 0 },
      .euros, grandeur: "\(prefix).montants_bornes", portee: .ensemble, source: "somme des communes")
    let parts = proposal.parts.columnArray(0)
    let free = Explanation(
      "Parts des autres communes", orderedReduction(reals.count) { held($0) ? 0 : parts[$0] }, .taux,
      grandeur: "\(prefix).parts_libres", portee: .ensemble, source: "somme des communes")
    node.operation = (block.op - fixed.op) * share.op / free.op
    node.enfants = [block, fixed, share, free]
    return node
  }

  private var block: Explanation {
    let amount = explainer.ensemble
    let own = epci(amount)
    return Explanation(
      "Bloc des communes", amount.valeur - own.valeur, .euros, grandeur: "\(prefix).bloc", portee: .ensemble,
      operation: amount.op - own.op, enfants: [amount, own])
  }

  private func epci(_ amount: Explanation) -> Explanation {
    let value = proposal.montants.epci.first ?? .nan
    var node = Explanation(
      "Part de l'EPCI décidée", value, .euros, grandeur: "\(prefix).part_epci", portee: .ensemble,
      source: year.line(clause?.partEPCI?.span) ?? "droit commun")
    if let bounds = proposal.bornesEPCI.first {
      node.borne = .init(
        minimum: bounds.minimum, maximum: bounds.maximum, article: "\(nature.article), II, 1°")
      node.enfants = [year.parameter(.fpicEcartMaximalEPCI), year.parameter(.fpicEcartDesDeuxBlocs)].compactMap { $0 }
    }
    guard case .pourcentage(let percent)? = clause?.partEPCI?.value else { return node }
    let rate = Explanation(
      "Part écrite", percent.fraction, .taux, grandeur: "\(prefix).part_epci.taux", portee: .ensemble,
      source: year.line(clause?.partEPCI?.span))
    let asked = (percent.fraction * amount.valeur).roundedHalfUp
    if asked == value {
      node.operation = .arrondi(rate.op * amount.op, .euro)
      node.enfants = [rate, amount.leafCopy] + node.enfants
    } else {
      node.calcul = "\(Typography.euros(asked)) écrits, ramenés à la borne légale"
    }
    return node
  }

  // MARK: criteria

  private var share: Explanation {
    let value = proposal.parts[row, 0]
    let lines = clause?.criteres ?? []
    let terms = proposal.partsParCritere.indices.map { index -> Explanation in
      let name = "\(prefix).critere_\(index + 1)"
      let weight = Explanation(
        "Poids du critère", index < lines.count ? lines[index].poids.value.fraction : .nan, .taux,
        grandeur: "\(name).poids", portee: .ensemble, source: index < lines.count ? year.line(lines[index].span) : nil)
      let part = part(index, name)
      return Explanation(
        "Part pondérée du critère \(index + 1)", weight.valeur * part.valeur, .taux, grandeur: name,
        operation: weight.op * part.op, enfants: [weight, part])
    }
    return Explanation(
      "Part de la commune", value, .taux, grandeur: "\(prefix).part",
      operation: .somme(terms.map(\.op)), enfants: terms)
  }

  private func part(_ index: Int, _ name: String) -> Explanation {
    let value = proposal.partsParCritere[index][row, 0]
    var node = Explanation(
      "Part dans le critère", value, .taux, grandeur: "\(name).part", regle: CritereDerogation.regle)
    guard let criteria = criteria, index < criteria.criteres.count, value > 0 else {
      node.source = "critère de la délibération"
      return node
    }
    let points = points(criteria.criteres[index].grandeur, name)
    let x = points.node
    guard x.valeur.isFinite, x.valeur > 0 else {
      node.calcul = "donnée manquante ou nulle : moyenne des autres communes"
      node.enfants = [x]
      return node
    }
    let total = Explanation(
      "Somme des points", sum(points.all, proposal.partsParCritere[index].columnArray(0)),
      x.unite == .habitants ? .habitants : .nombre, grandeur: "\(name).somme", portee: .ensemble,
      source: "somme des \(points.all.count) communes")
    node.operation = x.op / total.op
    node.enfants = [x, total]
    return node
  }

  /// The points of the commune with their explanation, and those of every commune.
  private func points(_ grandeur: CritereDerogation.Grandeur, _ name: String) -> (node: Explanation, all: [Double]) {
    let people = year.populationDGF
    let state = year.state
    let decreasing = nature == .attribution
    func perHead(
      _ total: Explanation, _ heads: Explanation, _ totals: Matrix, _ habitants: Matrix
    ) -> (node: Explanation, all: [Double]) {
      let own = Explanation(
        "\(total.libelle) par habitant", total.valeur / heads.valeur, .eurosParHabitant, grandeur: "\(name).valeur",
        operation: total.op / heads.op, enfants: [total, heads])
      let all = (0..<totals.rows).map { i in
        let value = totals[i, 0] / habitants[i, 0]
        return decreasing ? state.populationDGF[i, 0] / value : state.populationDGF[i, 0] * value
      }
      let node = Explanation(
        "Points de la commune", all[row], .nombre, grandeur: "\(name).points",
        operation: decreasing ? people.op / own.op : people.op * own.op, enfants: [people, own])
      return (node, all)
    }
    switch grandeur {
    case .population: return (people, state.populationDGF.columnArray(0))
    case .revenu: return perHead(year.revenu, year.populationINSEE, state.revenu, state.populationINSEE)
    case .potentielFinancier:
      return perHead(year.potentielFinancier, people, state.potentielFinancier, state.populationDGF)
    case .potentielFiscal: return perHead(year.potentielFiscal, people, state.potentielFiscal, state.populationDGF)
    case .complementaire(let label, let values, _, _):
      let node = Explanation(
        label.capitalisedFirst, values[row, 0], .nombre, grandeur: "\(name).points", source: "communes.csv, \(label)")
      return (node, values.columnArray(0))
    }
  }

  /// The sum that the rule divided by. Where a value was imputed, the largest share tells it.
  private func sum(_ points: [Double], _ parts: [Double]) -> Double {
    let known = points.indices.allSatisfy { parts[$0] == 0 || (points[$0].isFinite && points[$0] > 0) }
    if known { return orderedReduction(points.count) { parts[$0] == 0 ? 0 : points[$0] } }
    let largest = points.indices.filter { points[$0].isFinite }.max { parts[$0] < parts[$1] }
    return largest.map { points[$0] / parts[$0] } ?? .nan
  }

  private var criteria: Legislation.DecisionFPIC.ParCriteres? {
    switch explainer.plan.decision {
    case .derogatoire(.criteres(let criteria), _), .libre(.criteres(let criteria), _): criteria
    default: nil
    }
  }
}
