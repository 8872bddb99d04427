import Diagnostics
import Language
import Legislation

/// The tree behind a commune's DSC, read from the columns that the rules filled.
struct DotationSolidariteExplainer {
  let plan: DotationSolidaritePlan
  let result: DotationSolidariteResultat
  let annee: Int
  let row: Int

  func explain() -> Explanation {
    var children: [Explanation] = []
    if let lissage = smoothing { children.append(lissage) }
    if let garantie = guaranteed { children.append(garantie) }
    children.append(raw)
    return Explanation(
      "Dotation de solidarité communautaire", result.montants[row, 0], .centimes, regle: DotationSolidarite.regle,
      calcul: "arrondi au centime par les plus forts restes, pour un total de \(Typography.centimes(result.totaux[0]))",
      enfants: children)
  }

  private var smoothing: Explanation? {
    guard case .lineaire(let ans, let depuis)? = plan.clauses.lissage?.value else { return nil }
    return Explanation(
      "Montant lissé", result.lisses[row, 0], .centimes, regle: LissageLineaire.regle,
      calcul: "lissage linéaire sur \(ans) ans depuis les montants de \(depuis)",
      source: line(plan.clauses.lissage?.span))
  }

  private var guaranteed: Explanation? {
    let floor = result.planchers[row, 0]
    let ceiling = result.plafonds[row, 0]
    let theta = result.theta[0]
    guard floor > 0 || ceiling.isFinite || !theta.isNaN else { return nil }
    var bounds = [Explanation("Plancher", floor, .centimes, regle: BornesGarantie.regle)]
    if ceiling.isFinite { bounds.append(Explanation("Plafond", ceiling, .centimes, regle: BornesGarantie.regle)) }
    if !theta.isNaN { bounds.append(Explanation("Facteur commun θ du tunnel", theta, .nombre, regle: Tunnel.regle)) }
    let calcul =
      theta.isNaN
      ? nil
      : "montant brut × θ = \(Typography.centimes(result.bruts[row, 0] * theta)), ramené entre le plancher et le plafond"
    let lissage: String? =
      if case .degressif? = plan.clauses.lissage?.value { line(plan.clauses.lissage?.span) } else { nil }
    return Explanation(
      "Montant après garantie", result.garantis[row, 0], .centimes, calcul: calcul,
      source: lissage ?? line(plan.guarantee(annee: annee)?.span), enfants: bounds)
  }

  private var raw: Explanation {
    let enveloppe = plan.enveloppes[annee] ?? .nan
    var children = [
      Explanation("Enveloppe de \(annee)", enveloppe, .centimes, source: line(plan.clauses.enveloppe?.span))
    ]
    for index in result.criteres.indices { children.append(criterion(index, enveloppe)) }
    return Explanation(
      "Montant brut", result.bruts[row, 0], .centimes, regle: MontantsBruts.regle,
      calcul: "somme des montants de chaque critère", enfants: children)
  }

  private func criterion(_ index: Int, _ enveloppe: Double) -> Explanation {
    let evalue = result.criteres[index]
    let poids = plan.criteria.poids[index]
    let part = evalue.parts[row, 0]
    var children: [Explanation] = [
      Explanation("Part de la commune", part, .taux, regle: PartsCriteres.regle),
      Explanation("Points de la commune", evalue.scores[row, 0], .nombre, regle: evalue.critere.nature.regle),
      Explanation("Somme des points", evalue.scores.columnArray(0).reduce(0, +), .nombre),
    ]
    if let parHabitant = evalue.parHabitant {
      let unit: Explanation.Unite = evalue.critere.nature.estLegal ? .eurosParHabitant : .nombre
      children.append(
        Explanation("Valeur de la commune", parHabitant[row, 0], unit, source: plan.criteria.sources[index]))
      children.append(Explanation("Moyenne de l'ensemble", evalue.moyennes[0], unit))
    }
    let population = plan.criteria.colonnes.population(plan.ponderation)
    children.append(
      Explanation(
        "Population de pondération (\(plan.ponderation == .insee ? "INSEE" : "DGF"))", population[row, 0], .habitants,
        source: "communes.csv, population_\(plan.ponderation.rawValue)"))
    let formula =
      "\(Typography.centimes(enveloppe)) × \(Typography.percent(poids)) × \(Typography.percent(part, decimals: 6))"
    return Explanation(
      evalue.critere.libelle.prefix(1).uppercased() + evalue.critere.libelle.dropFirst(),
      result.contributions[index][row, 0], .centimes, calcul: formula,
      source: line(plan.clauses.repartition[index].span), enfants: children)
  }

  private func line(_ span: Span?) -> String? { span.map { "\($0.source.name), ligne \($0.line)" } }
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
