import Diagnostics
import Language
import Legislation

/// One revision of AC: what was asked, what the law allows, what applies.
struct RevisionExplainer {
  let year: ExplainedYear
  let evaluated: RevisionEvaluee
  let clause: RevisionAttributionCompensation?
  let revision: RevisionAC?
  let prefix: String

  var row: Int { year.row }

  func explain() -> Explanation {
    let asked = request
    let delta = evaluated.deltas[row, 0]
    var out = Explanation(
      "\(evaluated.regle.libelle) à compter de \(year.annee)", delta, .centimes, grandeur: prefix,
      regle: evaluated.regle, source: year.line(clause?.span), borne: bound, enfants: [asked])
    if delta == evaluated.demandes[row, 0] {
      out.operation = asked.op
    } else if delta == 0 {
      out.operation = .nombre(0, .centimes)
      out.calcul = "la commune refuse : son attribution ne change pas"
    } else {
      out.operation = .nombre(delta, .centimes)
      out.calcul = "variation ramenée à sa borne légale"
    }
    out.enfants += boundNodes
    return out
  }

  // MARK: bounds

  private var bound: Explanation.Borne? {
    let (low, high) = (evaluated.minimums[row, 0], evaluated.maximums[row, 0])
    guard low.isFinite || high.isFinite else { return nil }
    return Explanation.Borne(
      minimum: low.isFinite ? low : nil, maximum: high.isFinite ? high : nil, article: evaluated.mode.article)
  }

  /// Where the bounds come from.
  private var boundNodes: [Explanation] {
    let before = Explanation(
      "AC avant la révision", evaluated.avant[row, 0], .centimes, grandeur: "\(prefix).avant",
      source: "montant après les révisions qui précèdent")
    let low = evaluated.minimums[row, 0]
    guard low.isFinite else { return [] }
    switch evaluated.mode {
    case .individualisee:
      // A second reduction of the year has what the first one leaves.
      guard let rate = year.parameter(.acBaisseIndividualisee), low < 0, evaluated.maximums[row, 0] == 0 else {
        return [before]
      }
      return [
        Explanation(
          "Baisse maximale", -low, .centimes, grandeur: "\(prefix).baisse_maximale", regle: BornesRevision.regle,
          operation: .arrondi(rate.op * before.op, .centimeInferieur), enfants: [rate, before])
      ]
    case .fusion: return [fusionBound(-low)]
    default: return [before]
    }
  }

  private func fusionBound(_ value: Double) -> Explanation {
    let territoire = year.plan.territoire
    let origin = Explanation(
      "AC versée par l'ancien EPCI", ((territoire.column("ac_ancien_epci")?.values[row] ?? .nan) * 100).magnitude,
      .centimes, grandeur: "\(prefix).ac_origine", source: "communes.csv, ac_ancien_epci (valeur absolue)")
    let revenue = Explanation(
      "Recettes réelles de fonctionnement de \(year.annee - 1)",
      territoire.column("rrf", annee: year.annee - 1)?.values[row] ?? .nan, .euros, grandeur: "\(prefix).rrf",
      source: "communes.csv, rrf_\(year.annee - 1)")
    var node = Explanation(
      "Variation maximale", value, .centimes, grandeur: "\(prefix).variation_maximale", regle: RevisionFusion.regle)
    guard let part = year.parameter(.acPartAttributionFusion) else { return node }
    var terms = [part.op * origin.op]
    node.enfants = [part, origin]
    if let share = year.parameter(.acPartRecettesFusion) {
      terms.append(share.op * revenue.op)
      node.enfants += [share, revenue]
    }
    node.operation = .arrondi(.plusPetit(terms), .centimeInferieur)
    return node
  }

  // MARK: what is asked

  private var request: Explanation {
    var node = Explanation(
      "Variation demandée", evaluated.demandes[row, 0], .centimes, grandeur: "\(prefix).demande",
      source: year.line(clause?.span))
    switch (clause?.genre, revision) {
    case (.libreMontants(let amounts, _), _), (.fusion(let amounts), _), (.accord(let amounts, _), _),
      (.individualiseeMontants(let amounts), _):
      let own = amounts.first { $0.commune.resolve(in: year.plan.territoire) == row }
      node.source = year.line(own?.montant.span) ?? node.source
    case (.libreRepartie(let amount, let lines, _, _), .libreParCriteres(let free)):
      shared(&node, amount, lines, free)
    case (.transfert(_, let evaluation, let charges, let back), _):
      transfer(&node, evaluation, charges, back)
    case (.individualisee(let rate), _):
      let fraction = Explanation(
        "Taux écrit", rate.value.fraction, .taux, grandeur: "\(prefix).taux", portee: .ensemble,
        source: year.line(rate.span))
      let before = Explanation(
        "AC avant la révision", evaluated.avant[row, 0], .centimes, grandeur: "\(prefix).avant",
        source: "montant après les révisions qui précèdent")
      node.operation = .nombre(0, .centimes) - .arrondi(fraction.op * before.op, .centimeInferieur)
      node.enfants = [fraction, before]
    case (.serviceCommun(let written), .servicesCommuns(let services)):
      let real = ServiceCommunExplainer(year: year, service: written, services: services, prefix: prefix).real
      node.close(on: real)
    case (.indexation(let rate, _), _): index(&node, rate)
    case (.baisseBases, .baisseBases(let loss)): loweredBases(&node, loss)
    case (.neutralisation, .neutralisation(let neutral)): neutralised(&node, neutral)
    default: break
    }
    return node
  }

  private func shared(
    _ node: inout Explanation, _ amount: Located<Montant>, _ lines: [Critere], _ free: LibreParCriteres
  ) {
    let total = Explanation(
      "Montant à répartir", Double(amount.value.centimes), .centimes, grandeur: "\(prefix).montant", portee: .ensemble,
      source: year.line(amount.span))
    let direction = free.sens(montant: free.montants[0])
    let criteria = direction == .direct ? evaluated.criteresDirects : evaluated.criteresInverses
    let terms = criteria.enumerated().map { index, criterion -> Explanation in
      let name = "\(prefix).critere_\(index + 1)"
      let weight = Explanation(
        "Poids du critère", free.poids[index, 0], .taux, grandeur: "\(name).poids", portee: .ensemble,
        source: index < lines.count ? year.line(lines[index].span) : node.source)
      let share = CriterionExplainer(
        year: year, evalue: criterion, colonnes: free.communes, ponderation: free.ponderation,
        source: criterion.critere.libelle, prefix: name, sens: direction
      ).share()
      return Explanation(
        criterion.critere.libelle.capitalisedFirst, weight.valeur * share.valeur, .taux, grandeur: name,
        operation: weight.op * share.op, enfants: [weight, share])
    }
    let real = Explanation(
      "Variation avant arrondi", terms.reduce(0) { $0 + total.valeur * $1.valeur }, .centimes,
      grandeur: "\(prefix).reel", operation: total.op * .somme(terms.map(\.op)), enfants: [total] + terms)
    node.close(on: real, note: direction == .inverse ? "critères inversés : les plus riches paient le plus" : nil)
  }
}

extension Explanation {
  /// Closed on whole centimes: the part below, or one centime more by the largest remainders.
  mutating func close(on real: Explanation, note: String? = nil) {
    let given = valeur - real.valeur.rounded(.down)
    operation = .arrondi(real.op, .centimeInferieur) + .nombre(given, .centimes)
    calcul = [note, "arrondi au centime par les plus forts restes"].compactMap { $0 }.joined(separator: " ; ")
    enfants = [real]
  }
}
