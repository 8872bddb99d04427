import Diagnostics
import Language
import Legislation
import LinearAlgebra

/// The share of a commune in one criterion: points, how they came about, and the sum of the points.
///
/// Serves every distribution made of the shared criteria: DSC, free revisions of AC.
struct CriterionExplainer {
  let year: ExplainedYear
  let evalue: CritereEvalue
  let colonnes: ColonnesCommunes
  let ponderation: PopulationPonderation
  /// File and column of the quantity.
  let source: String
  /// Names the nodes: `dsc.critere_1`.
  let prefix: String
  var sens: SensRepartition = .direct

  private var row: Int { year.row }

  func share() -> Explanation {
    let scores = evalue.scores.columnArray(0)
    let sum = orderedSum(scores.span)
    let part = evalue.parts[row, 0]
    guard sum > 0 else {
      let people = people(ponderation)
      let heads = year.sum(
        "Population de l'ensemble", colonnes.population(ponderation), .habitants, "\(prefix).population_ensemble")
      return Explanation(
        "Part de la commune", part, .taux, grandeur: "\(prefix).part", regle: PartsCriteres.regle,
        operation: people.op / heads.op, calcul: "aucune commune n'a de points : part de la population",
        enfants: [people, heads])
    }
    let total = Explanation(
      "Somme des points", sum, .nombre, grandeur: "\(prefix).somme", portee: .ensemble,
      source: "somme des \(scores.count) communes")
    let points = points
    return Explanation(
      "Part de la commune", part, .taux, grandeur: "\(prefix).part", regle: PartsCriteres.regle,
      operation: points.op / total.op, enfants: [points, total])
  }

  private var points: Explanation {
    switch evalue.critere.nature {
    case .revenu(let forme):
      wealth(forme, read(year.revenu, colonnes.revenu), people(.insee))
    case .potentiel(let forme):
      wealth(
        forme, read(isFiscal ? year.potentielFiscal : year.potentielFinancier, colonnes.potentiel), people(.dgf))
    case .population(let choix):
      node(operation: nil, children: [people(choix ?? ponderation)])
    case .quantite(let index): quantity(colonnes.quantites[index])
    case .tauxPondere(let numerateur, let denominateur): rate(numerateur, denominateur)
    case .forfait: leaf("1 par commune habitée")
    case .petiteCommune(let seuil): leaf("1 sous \(Typography.number(seuil)) habitants, 0 au-delà")
    }
  }

  private var isFiscal: Bool { source.contains("fiscal") }

  private func people(_ choix: PopulationPonderation) -> Explanation {
    read(year.population(choix), colonnes.population(choix))
  }

  /// The figure as this distribution read it: the year's own, or the published one where the rule keeps it.
  private func read(_ node: Explanation, _ block: Matrix) -> Explanation {
    let value = block[row, 0]
    guard value != node.valeur, !value.isNaN else { return node }
    var out = node
    out.valeur = value
    out.operation = nil
    out.enfants = []
    out.grandeur = "\(node.grandeur).publie"
    out.source = "communes.csv, valeur publiée"
    return out
  }

  private func node(operation: Operation?, calcul: String? = nil, children: [Explanation]) -> Explanation {
    Explanation(
      "Points de la commune", evalue.scores[row, 0], .nombre, grandeur: "\(prefix).points",
      regle: evalue.critere.nature.regle, operation: operation ?? children.first?.op, calcul: calcul,
      enfants: children)
  }

  private func leaf(_ source: String) -> Explanation {
    Explanation(
      "Points de la commune", evalue.scores[row, 0], .nombre, grandeur: "\(prefix).points",
      regle: evalue.critere.nature.regle, source: source)
  }

  // MARK: wealth per inhabitant

  private func wealth(_ forme: FormeRichesse, _ total: Explanation, _ habitants: Explanation) -> Explanation {
    let x = perHead(total, habitants)
    let mean = Explanation(
      "Moyenne de l'ensemble", evalue.moyennes[0], .eurosParHabitant, grandeur: "\(prefix).moyenne", portee: .ensemble,
      source: "somme des communes divisée par la somme des habitants")
    let people = people(ponderation)
    guard people.valeur > 0 else { return node(operation: .un(0), calcul: "aucun habitant", children: [people]) }
    let gap = sens == .direct ? mean.op - x.op : x.op - mean.op
    switch forme {
    case .ecartTronque:
      return node(
        operation: people.op * (.plusGrand([gap, .un(0)]) / mean.op), children: [people, x, mean])
    case .lineaire(let pente):
      let slope = Explanation(
        "Pente", pente, .nombre, grandeur: "\(prefix).pente", portee: .ensemble, source: "forme linéaire du critère")
      return node(
        operation: people.op * .plusGrand([.un(1) + slope.op * (gap / mean.op), .un(0)]),
        children: [people, x, mean, slope])
    case .rapportInverse(let exposant, _):
      return inverse(exposant, people, x, mean)
    }
  }

  private func perHead(_ total: Explanation, _ habitants: Explanation) -> Explanation {
    let value = evalue.parHabitant?[row, 0] ?? .nan
    let known = (total.valeur / habitants.valeur).isFinite
    return Explanation(
      "\(total.libelle) par habitant", value, .eurosParHabitant, grandeur: "\(prefix).valeur",
      regle: RichesseParHabitant.regle, operation: known ? total.op / habitants.op : nil,
      calcul: known ? nil : "donnée manquante : moyenne de l'ensemble", enfants: [total, habitants])
  }

  private func inverse(
    _ exposant: Double, _ people: Explanation, _ x: Explanation, _ mean: Explanation
  ) -> Explanation {
    let bounds = [
      year.parameter(.dscEcretageMinimum), year.parameter(.dscEcretageMaximum),
    ].compactMap { $0 }
    guard bounds.count == 2 else { return node(operation: nil, children: [people, x, mean]) }
    let power = Explanation(
      "Exposant", exposant, .nombre, grandeur: "\(prefix).exposant", portee: .ensemble,
      source: "forme du rapport inverse du critère")
    if sens == .direct, x.valeur <= 0 {
      return node(
        operation: people.op * .puissance(bounds[1].op, power.op),
        calcul: "valeur nulle ou négative : rapport pris à son maximum", children: [people, bounds[1], power])
    }
    let ratio = sens == .direct ? mean.op / x.op : x.op / mean.op
    let kept = Operation.plusPetit([.plusGrand([ratio, bounds[0].op]), bounds[1].op])
    return node(
      operation: people.op * (exposant == 1 ? kept : .puissance(kept, power.op)),
      children: [people, x, mean] + bounds + (exposant == 1 ? [] : [power]))
  }

  // MARK: quantities and rates

  private func quantity(_ block: Matrix) -> Explanation {
    let value = block[row, 0]
    let people = people(ponderation)
    guard people.valeur > 0 else { return node(operation: .un(0), calcul: "aucun habitant", children: [people]) }
    guard value.isNaN else {
      return node(
        operation: nil,
        children: [Explanation("Quantité", value, .nombre, grandeur: "\(prefix).quantite", source: source)])
    }
    let mean = Explanation(
      "Moyenne par habitant", evalue.moyennes[0], .nombre, grandeur: "\(prefix).moyenne", portee: .ensemble,
      source: "communes qui ont la donnée")
    return node(
      operation: mean.op * people.op, calcul: "donnée manquante : moyenne de l'ensemble", children: [mean, people])
  }

  private func rate(_ numerateur: Int, _ denominateur: Int?) -> Explanation {
    let names = source.split(separator: ",").map { $0.drop(while: \.isWhitespace) }
    func column(_ index: Int, _ position: Int) -> Explanation {
      let name = names.count > position ? String(names[position]) : source
      return Explanation(
        name, colonnes.quantites[index][row, 0], .nombre,
        grandeur: "\(prefix).\(position == 1 ? "numerateur" : "denominateur")",
        source: "communes.csv, \(name)")
    }
    let top = column(numerateur, 1)
    let bottom = denominateur.map { column($0, 2) }
    let value = evalue.parHabitant?[row, 0] ?? .nan
    let people = people(ponderation)
    let mean = Explanation(
      "Taux moyen pondéré par la population", evalue.moyennes[0], .nombre, grandeur: "\(prefix).moyenne",
      portee: .ensemble, source: "communes qui ont la donnée")
    guard people.valeur > 0, mean.valeur != 0, !value.isNaN else {
      let points = evalue.scores[row, 0]
      return node(
        operation: points == 0 ? .un(0) : people.op, calcul: "donnée manquante : taux moyen", children: [people])
    }
    let own = Explanation(
      "Taux de la commune", value, .nombre, grandeur: "\(prefix).valeur",
      operation: bottom.map { top.op / $0.op } ?? top.op, enfants: [top] + (bottom.map { [$0] } ?? []))
    return node(operation: people.op * (own.op / mean.op), children: [people, own, mean])
  }
}

extension NatureCritere {
  /// The rule that gives the points of the criterion.
  var regle: Regle {
    switch self {
    case .revenu(let forme), .potentiel(let forme):
      switch forme {
      case .rapportInverse: RapportInverse.regle
      case .ecartTronque: EcartTronque.regle
      case .lineaire: FormeLineaire.regle
      }
    case .population, .quantite: CritereQuantite.regle
    case .tauxPondere: CritereTauxPondere.regle
    case .forfait, .petiteCommune: CritereForfait.regle
    }
  }
}
