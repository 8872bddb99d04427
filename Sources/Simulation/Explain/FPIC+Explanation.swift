import Diagnostics
import Language
import Legislation

/// The tree behind a commune's share of the FPIC, read from the columns that the rules filled. Amounts in euros.
struct FPICExplainer {
  let plan: FPICPlan
  let result: RepartitionInterneResultat
  let row: Int

  func explain() -> Explanation {
    var children: [Explanation] = []
    if let deductions { children.append(deductions) }
    if let proposal { children.append(proposal) }
    children.append(droitCommun)
    let title = plan.nature == .prelevement ? "Prélèvement au titre du FPIC" : "Reversement au titre du FPIC"
    return Explanation(
      title, result.notifies.communes[row, 0], .euros,
      calcul: "mode : \(mode)", source: plan.clause.map { "\($0.span.source.name), ligne \($0.span.line)" },
      enfants: children)
  }

  private var mode: String {
    switch plan.clause?.mode.value {
    case .derogatoire: "répartition dérogatoire à la majorité des deux tiers"
    case .libre: "répartition libre"
    case .droitCommun, nil: "droit commun"
    }
  }

  private var deductions: Explanation? {
    guard let found = result.deductions else { return nil }
    let fsrif = found.fsrif[row, 0]
    let exoneration = found.exonerations[row, 0]
    guard fsrif != 0 || exoneration != 0 else { return nil }
    var children = [Explanation("Montant avant déduction", result.deliberes.communes[row, 0], .euros)]
    if fsrif != 0 {
      children.append(
        Explanation("Déduction du FSRIF, prise en charge par l'EPCI", fsrif, .euros, regle: DeductionFSRIF.regle))
    }
    if exoneration != 0 {
      children.append(
        Explanation(
          "Exonération DSU ou DSR, prise en charge par l'EPCI", exoneration, .euros, regle: Exonerations.regle))
    }
    return Explanation("Part prise en charge par l'EPCI", fsrif + exoneration, .euros, enfants: children)
  }

  private var proposal: Explanation? {
    guard let found = result.proposition else { return nil }
    var children = [Explanation("Part de l'EPCI", found.montants.epci.first ?? .nan, .euros)]
    for (index, part) in found.partsParCritere.enumerated() {
      let name = plan.clause.flatMap { index < $0.criteres.count ? $0.criteres[index] : nil }
      let weight = name.map { Typography.percent($0.poids.value.fraction) } ?? ""
      children.append(
        Explanation(
          "Part dans le critère \(index + 1) (poids \(weight))", part[row, 0], .taux, regle: CritereDerogation.regle,
          source: name.map { "\($0.span.source.name), ligne \($0.span.line)" }))
    }
    if found.parts.rows > 0 { children.append(Explanation("Part pondérée", found.parts[row, 0], .taux)) }
    if found.bornesCommunes.rows > 0 {
      let name = plan.nature == .prelevement ? "Maximum légal de la commune" : "Minimum légal de la commune"
      children.append(Explanation(name, found.bornesCommunes[row, 0], .euros, regle: BornesDerogation.regle))
    }
    return Explanation("Montant délibéré", found.montants.communes[row, 0], .euros, enfants: children)
  }

  private var droitCommun: Explanation {
    let common = result.droitCommun
    let amount = common.montant.first ?? .nan
    let epci = common.montants.epci.first ?? .nan
    let weights = common.poids.columnArray(0)
    let rule = plan.nature == .prelevement ? DroitCommunPrelevement.regle : DroitCommunAttribution.regle
    let share = Explanation(
      "Part des communes", amount - epci, .euros, regle: PartageParCIF.regle,
      calcul: "\(Typography.euros(amount)) − \(Typography.euros(epci)) pour l'EPCI",
      enfants: [
        Explanation("Montant de l'ensemble intercommunal", amount, .euros, source: plan.sourceMontant),
        Explanation("Coefficient d'intégration fiscale", common.cifRetenu.first ?? .nan, .taux, source: plan.sourceCIF),
      ])
    var children = [share]
    if common.exclues[row, 0] == 1 {
      children.append(
        Explanation(
          "Exclue : potentiel financier par habitant supérieur à deux fois la moyenne", 0, .euros, regle: rule))
    }
    children.append(
      Explanation(
        "Poids de la commune", weights[row], .nombre, regle: rule,
        source: "communes.csv, potentiel_financier et population_dgf"))
    children.append(Explanation("Somme des poids", weights.reduce(0, +), .nombre))
    children.append(Explanation("Montant avant arrondi", common.reels[row, 0], .euros))
    return Explanation(
      "Montant de droit commun", common.montants.communes[row, 0], .euros, regle: rule,
      calcul: "arrondi à l'euro par les plus forts restes", enfants: children)
  }
}
