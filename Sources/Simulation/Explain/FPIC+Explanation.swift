import Diagnostics
import Language
import Legislation
import LinearAlgebra

/// The tree behind a commune's share of the FPIC, read from the columns that the rules filled. Amounts in euros.
struct FPICExplainer {
  let year: ExplainedYear
  let plan: FPICPlan
  let result: RepartitionInterneResultat

  var row: Int { year.row }
  var prefix: String { plan.nature == .prelevement ? "fpic_prelevement" : "fpic_reversement" }

  func explain() -> Explanation {
    let decided = decided
    var out = Explanation(
      plan.nature == .prelevement ? "Prélèvement au titre du FPIC" : "Reversement au titre du FPIC",
      result.notifies.communes[row, 0], .euros, grandeur: prefix, operation: decided.op, calcul: "mode : \(mode)",
      source: year.line(plan.clause?.span), enfants: [decided])
    if let found = deductions(decided) {
      out.operation = found.reduce(decided.op) { $0 - $1.op }
      out.enfants += found
    }
    return out
  }

  private var mode: String {
    switch plan.clause?.mode.value {
    case .derogatoire: "répartition dérogatoire à la majorité des deux tiers"
    case .libre: "répartition libre"
    case .droitCommun, nil: "droit commun"
    }
  }

  /// The amount before what the EPCI takes over, with the droit commun that bounds it.
  private var decided: Explanation {
    let common = droitCommun
    guard let found = result.proposition else { return common }
    return FPICProposalExplainer(explainer: self, proposal: found, droitCommun: common).explain()
  }

  // MARK: deductions

  private func deductions(_ before: Explanation) -> [Explanation]? {
    guard let found = result.deductions else { return nil }
    let fsrif = found.fsrif[row, 0]
    let exoneration = found.exonerations[row, 0]
    guard fsrif != 0 || exoneration != 0 else { return nil }
    var out: [Explanation] = []
    if fsrif != 0 {
      let known = year.plan.territoire.latestVintage(of: "fsrif_prelevement", upTo: year.annee - 1)
      let paid = Explanation(
        "Prélèvement FSRIF", known?.column.values[row] ?? .nan, .euros, grandeur: "\(prefix).fsrif_verse",
        source: "communes.csv, fsrif_prelevement_\(known?.annee ?? year.annee - 1)")
      out.append(
        Explanation(
          "Déduction du FSRIF, prise en charge par l'EPCI", fsrif, .euros, grandeur: "\(prefix).fsrif",
          regle: DeductionFSRIF.regle, operation: .plusPetit([before.op, .arrondi(paid.op, .euro)]),
          enfants: [before.leafCopy, paid]))
    }
    if exoneration != 0 {
      let left = Explanation(
        "Part laissée à la commune", found.partLaissee[row, 0], .taux, grandeur: "\(prefix).part_laissee",
        source: "rang de la commune à la DSU ou à la DSR cible", enfants: ranks)
      let rest = fsrif == 0 ? before.op : before.op - .nombre(fsrif, .euros)
      out.append(
        Explanation(
          "Exonération, prise en charge par l'EPCI", exoneration, .euros, grandeur: "\(prefix).exoneration",
          regle: Exonerations.regle, operation: rest - .arrondi(left.op * rest, .euro),
          enfants: [before.leafCopy, left] + (fsrif == 0 ? [] : [out[0].leafCopy])))
    }
    return out
  }

  /// The rank that exempts, and the last rank that the law exempts.
  private var ranks: [Explanation] {
    let lists: [(String, String, CheminParametre)] = [
      ("Rang à la DSU, 10 000 habitants et plus", "rang_dsu_10000", .fpicRangCompletDSU10000),
      ("Rang à la DSU, 5 000 à 9 999 habitants", "rang_dsu_5000", .fpicRangCompletDSU5000),
      ("Rang à la DSR cible", "rang_dsr_cible", .fpicRangCompletDSRCible),
    ]
    var out: [Explanation] = []
    for (label, column, path) in lists {
      let rank = year.plan.territoire.column(column)?.values[row] ?? .nan
      guard !rank.isNaN else { continue }
      out.append(Explanation(label, rank, .nombre, grandeur: column, source: "communes.csv, \(column)"))
      if let limit = year.parameter(path) { out.append(limit) }
    }
    return out
  }

  // MARK: droit commun

  /// Amount of the ensemble.
  var ensemble: Explanation {
    let amount = result.droitCommun.montant.first ?? .nan
    var node = Explanation(
      "Montant de l'ensemble intercommunal", amount, .euros, grandeur: "\(prefix).ensemble", portee: .ensemble,
      source: plan.sourceMontant)
    guard let written = plan.clause?.montantEnsemble else { return node }
    let step = year.annual(
      node.libelle, written, centimes: (amount * 100).roundedHalfUp, grandeur: "\(prefix).ensemble.ecrit")
    node.source = year.line(written.span)
    if let operation = step.operation {
      node.operation = .arrondi(operation, .euro)
      node.enfants = step.enfants
    }
    return node
  }

  /// Share of the EPCI in the droit commun.
  private func epci(_ amount: Explanation) -> Explanation {
    let common = result.droitCommun
    var node = Explanation(
      "Part de l'EPCI", common.montants.epci.first ?? .nan, .euros, grandeur: "\(prefix).droit_commun.epci",
      portee: .ensemble, regle: PartageParCIF.regle)
    if let part = common.partContribution?.first { return byContribution(node, part, amount) }
    let kept = common.cifRetenu.first ?? .nan
    guard !kept.isNaN else {
      node.regle = nil
      node.source = "part figée de l'établissement public territorial"
      return node
    }
    let cif = CoefficientExplainer(year: year, plan: plan).explain(retenu: kept)
    node.operation = .arrondi(cif.op * amount.op, .euro)
    node.enfants = [cif, amount]
    return node
  }

  private var droitCommun: Explanation {
    let common = result.droitCommun
    let amount = ensemble
    let own = epci(amount)
    let block = Explanation(
      "Part des communes", amount.valeur - own.valeur, .euros, grandeur: "\(prefix).droit_commun.communes",
      portee: .ensemble, regle: PartageParCIF.regle, operation: amount.op - own.op, enfants: [amount, own])
    let weights = common.poids.columnArray(0)
    let total = Explanation(
      "Somme des poids", orderedSum(weights.span), .nombre, grandeur: "\(prefix).droit_commun.somme_poids",
      portee: .ensemble, source: "somme des \(weights.count) communes")
    let weight = weight
    let real = Explanation(
      "Montant de droit commun avant arrondi", common.reels[row, 0], .euros, grandeur: "\(prefix).droit_commun.reel",
      operation: block.op * weight.op / total.op, enfants: [block, weight, total])
    let closure = Closure(
      entiers: common.montants.communes.columnArray(0), reels: common.reels.columnArray(0), row: row,
      unite: .euroInferieur)
    return Explanation(
      "Montant de droit commun", common.montants.communes[row, 0], .euros, grandeur: "\(prefix).droit_commun",
      regle: plan.nature == .prelevement ? DroitCommunPrelevement.regle : DroitCommunAttribution.regle,
      operation: closure.operation(real), calcul: closure.phrase, enfants: [real])
  }

  private var weight: Explanation {
    if result.droitCommun.partContribution != nil { return contributionWeight }
    let value = result.droitCommun.poids[row, 0]
    let potentiel = year.potentielFinancier
    let people = year.populationDGF
    var node = Explanation(
      "Poids de la commune", value, .nombre, grandeur: "\(prefix).droit_commun.poids",
      regle: plan.nature == .prelevement ? DroitCommunPrelevement.regle : DroitCommunAttribution.regle)
    guard plan.nature == .attribution else {
      node.operation = value == 0 ? .un(0) : potentiel.op
      if value == 0 { node.calcul = "sans habitant, ou potentiel financier nul ou négatif : poids nul" }
      node.enfants = [potentiel]
      return node
    }
    let total = year.sum(
      "Potentiel financier de l'ensemble", year.state.potentielFinancier, .euros, "potentiel_financier.ensemble")
    let heads = year.sum(
      "Population DGF de l'ensemble", year.state.populationDGF, .habitants, "population_dgf.ensemble")
    let mean = Explanation(
      "Potentiel financier moyen par habitant", total.valeur / heads.valeur, .eurosParHabitant,
      grandeur: "potentiel_financier.moyenne", portee: .ensemble, operation: total.op / heads.op,
      enfants: [total, heads])
    let own = Explanation(
      "Potentiel financier par habitant", potentiel.valeur / people.valeur, .eurosParHabitant,
      grandeur: "potentiel_financier.par_habitant", operation: potentiel.op / people.op, enfants: [potentiel, people])
    node.enfants = [people, mean, own]
    if let limit = year.parameter(.fpicSeuilExclusionAttribution) { node.enfants.append(limit) }
    if value == 0 {
      node.operation = .un(0)
      node.calcul =
        result.droitCommun.exclues[row, 0] == 1
        ? "exclue : potentiel financier par habitant supérieur au multiple légal de la moyenne" : "sans habitant"
    } else if potentiel.valeur > 0 {
      node.operation = people.op * mean.op / own.op
    } else {
      node.calcul = "potentiel financier nul ou négatif : compté comme celui de la commune la plus pauvre"
    }
    return node
  }
}

extension Explanation {
  /// The same figure without its own explanation, which is given elsewhere in the tree.
  var leafCopy: Explanation {
    var out = self
    out.enfants = []
    out.operation = nil
    out.calcul = nil
    out.regle = nil
    out.borne = nil
    out.source = "expliqué plus haut"
    return out
  }
}
