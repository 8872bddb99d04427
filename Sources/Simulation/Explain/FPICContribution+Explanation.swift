import Legislation
import LinearAlgebra

// The split of 2012: contributions to the potentiel fiscal agrégé instead of the CIF and of the potentiel financier.
extension FPICExplainer {
  private var contributions: ContributionsPFA? { year.plan.territoire.contributions(annee: year.annee) }

  private var ownContribution: Explanation {
    Explanation(
      "Contribution au potentiel fiscal agrégé", contributions?.communes[row, 0] ?? .nan, .euros,
      grandeur: "contribution_pfa", source: "communes.csv, contribution_pfa")
  }

  private var sumOfContributions: Explanation {
    let values = contributions?.communes.columnArray(0) ?? []
    return Explanation(
      "Contributions des communes", orderedSum(values.span), .euros, grandeur: "contribution_pfa.communes",
      portee: .ensemble, source: "somme des \(values.count) communes")
  }

  private var epciContribution: Explanation {
    Explanation(
      "Contribution de l'EPCI", contributions?.epci.first ?? .nan, .euros, grandeur: "contribution_pfa.epci",
      portee: .ensemble, source: "ensembles.csv, contribution_pfa, ou pfa moins les communes")
  }

  private var attributionSource: String {
    year.plan.territoire.latestVintage(of: "ac", upTo: year.annee - 1).map { "communes.csv, ac_\($0.annee)" }
      ?? "sans attribution de compensation"
  }

  /// Share of the EPCI by what it contributes.
  func byContribution(_ epci: Explanation, _ part: Double, _ amount: Explanation) -> Explanation {
    var node = epci
    node.regle = PartageParContribution.regle
    let communes = sumOfContributions
    let own = epciContribution
    var share = Explanation(
      "Part de l'EPCI dans le potentiel fiscal agrégé", PartageParCIF.retenir(cif: part), .taux,
      grandeur: "\(prefix).part_contribution", portee: .ensemble, enfants: [own, communes])
    let total = own.op + communes.op
    if plan.nature == .prelevement {
      let paid = contributions?.attributions.columnArray(0) ?? []
      let ac = Explanation(
        "Attributions de compensation versées", orderedSum(paid.span),
        .euros, grandeur: "\(prefix).attributions", portee: .ensemble, source: attributionSource)
      share.operation = (own.op - ac.op) / total
      share.enfants.append(ac)
    } else {
      share.operation = own.op / total
    }
    if share.valeur != part { share.operation = .un(share.valeur) }
    node.operation = .arrondi(share.op * amount.op, .euro)
    node.enfants = [share, amount]
    return node
  }

  var contributionWeight: Explanation {
    let value = result.droitCommun.poids[row, 0]
    let own = ownContribution
    var node = Explanation(
      "Poids de la commune", value, .nombre, grandeur: "\(prefix).droit_commun.poids",
      regle: PartageParContribution.regle)
    guard plan.nature == .attribution else {
      let ac = Explanation(
        "Attribution de compensation reçue", contributions?.attributions[row, 0] ?? .nan, .euros,
        grandeur: "\(prefix).attribution", source: attributionSource)
      node.enfants = [own, ac]
      node.operation = value == 0 ? .un(0) : own.op + ac.op
      if value == 0 { node.calcul = "contribution et attribution nulles ou négatives : poids nul" }
      return node
    }
    let people = year.populationDGF
    let heads = year.sum(
      "Population DGF de l'ensemble", year.state.populationDGF, .habitants, "population_dgf.ensemble")
    let (communes, epci) = (sumOfContributions, epciContribution)
    let mean = Explanation(
      "Contribution moyenne par habitant", (communes.valeur + epci.valeur) / heads.valeur, .eurosParHabitant,
      grandeur: "contribution_pfa.moyenne", portee: .ensemble, operation: (epci.op + communes.op) / heads.op,
      enfants: [epci, communes, heads])
    let perHead = Explanation(
      "Contribution par habitant", own.valeur / people.valeur, .eurosParHabitant,
      grandeur: "contribution_pfa.par_habitant", operation: own.op / people.op, enfants: [own, people])
    node.enfants = [people, mean, perHead]
    if value == 0 {
      node.operation = .un(0)
      node.calcul = "sans habitant"
    } else if own.valeur > 0 {
      node.operation = people.op * mean.op / perHead.op
    } else {
      node.calcul = "contribution nulle ou négative : comptée comme celle de la commune la plus pauvre"
    }
    return node
  }
}
