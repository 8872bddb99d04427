import Diagnostics
import Language
import Legislation

// The charge that a transfer takes from a commune.
extension RevisionExplainer {
  func transfer(
    _ node: inout Explanation, _ evaluation: EvaluationCharges, _ charges: [PartCharge], _ back: Bool
  ) {
    let charge = evaluated(evaluation)
    var terms: [Explanation] = []
    if evaluation.fonctionnement != nil || evaluation.investissement == nil {
      terms.append(
        accounts(
          "Coût de fonctionnement", charge.fonctionnement.montant, evaluation.fonctionnement,
          "\(prefix).fonctionnement", node.source))
    }
    if let written = evaluation.investissement {
      terms.append(
        accounts(
          "Coût d'investissement", charge.investissement?.montant ?? .nan, written, "\(prefix).investissement",
          node.source))
    }
    for (index, equipment) in evaluation.equipements.enumerated() { terms.append(self.equipment(equipment, index)) }
    let resources = Explanation(
      "Ressources attachées", charge.ressources, .euros, grandeur: "\(prefix).ressources", portee: .ensemble,
      source: year.line(evaluation.ressources?.span) ?? "non écrites : 0")
    let net = Explanation(
      "Charge nette évaluée par la CLECT", charge.charge, .euros, grandeur: "\(prefix).charge", portee: .ensemble,
      regle: ChargeTransferee.regle, operation: .somme(terms.map(\.op)) - resources.op, enfants: terms + [resources])
    let own = charges.first { $0.commune.resolve(in: year.plan.territoire) == row }
    let share = Explanation(
      "Part de la charge portée par la commune", own?.part?.value.fraction ?? 1, .taux, grandeur: "\(prefix).part",
      source: year.line(own?.commune.span) ?? node.source)
    let product = Operation.arrondi(net.op * share.op, .centime)
    node.operation = back ? product : .nombre(0, .centimes) - product
    node.enfants = [net, share]
  }

  private func evaluated(_ evaluation: EvaluationCharges) -> ChargeTransferee {
    ChargeTransferee(
      evaluation, transfert: clause?.aCompterDe.value ?? year.annee, tauxFCTVA: year.parameter(.acTauxFCTVA)?.valeur)
  }

  /// A mean of accounts, at the prices of the year of the transfer where the prefect evaluates.
  private func accounts(
    _ libelle: String, _ value: Double, _ written: EvaluationCharges.Comptes?, _ name: String, _ fallback: String?
  ) -> Explanation {
    var out = Explanation(
      libelle, value, .euros, grandeur: name, portee: .ensemble,
      source: year.line(written?.montants.first?.span) ?? fallback)
    guard let written, written.montants.count > 1 else { return out }
    func leaves(_ first: Int) -> [Explanation] {
      written.montants.enumerated().map { index, amount in
        Explanation(
          "Compte de \(first + index)", amount.value.euros, .euros, grandeur: "\(name).compte_\(first + index)",
          portee: .ensemble, source: year.line(amount.span))
      }
    }
    switch written.methode {
    case .dernierBudget: break
    case .moyenneComptes(let first, _):
      out.enfants = leaves(first)
      out.operation = .somme(out.enfants.map(\.op)) / .un(Double(out.enfants.count))
    case .prefet(let first, _, let prices):
      let transfer = clause?.aCompterDe.value ?? year.annee
      let rise = Explanation(
        "Évolution annuelle des prix", prices.fraction, .taux, grandeur: "\(name).prix", portee: .ensemble,
        source: out.source)
      let accounts = leaves(first)
      out.operation =
        .somme(
          accounts.enumerated().map { index, account in
            account.op * .puissance(.un(1) + rise.op, .un(Double(transfer - first - index)))
          }) / .un(Double(accounts.count))
      out.enfants = [rise] + accounts
      out.regle = ComptesActualises.regle
    }
    return out
  }

  private func equipment(_ written: EvaluationCharges.Equipement, _ index: Int) -> Explanation {
    let name = "\(prefix).equipement_\(index + 1)"
    func leaf(_ libelle: String, _ amount: Located<Montant>?, _ suffix: String) -> Explanation {
      Explanation(
        libelle, amount?.value.euros ?? 0, .euros, grandeur: "\(name).\(suffix)", portee: .ensemble,
        source: year.line(amount?.span) ?? "non écrit : 0")
    }
    let cost = leaf(written.renouvellement ? "Coût de renouvellement" : "Coût", written.cout, "cout")
    let grants = leaf("Subventions", written.subventions, "subventions")
    let interest = leaf("Intérêts", written.interets, "interets")
    let life = Explanation(
      "Durée, en années", Double(written.dureeAns.value), .nombre, grandeur: "\(name).duree", portee: .ensemble,
      source: year.line(written.dureeAns.span))
    var children = [cost, grants, interest, life]
    var total = cost.op - grants.op + interest.op
    if let fctva = fctva(written, name) {
      total = total - fctva.op * cost.op
      children.append(fctva)
    }
    let upkeep: Operation
    if written.entretien.count > 1 {
      let leaves = written.entretien.enumerated().map { leaf("Entretien, année \($0 + 1)", $1, "entretien_\($0 + 1)") }
      upkeep = .somme(leaves.map(\.op)) / life.op
      children += leaves
    } else {
      let yearly = leaf("Entretien annuel", written.entretien.first, "entretien")
      upkeep = yearly.op
      children.append(yearly)
    }
    return Explanation(
      "Coût annualisé de l'équipement", evaluated(EvaluationCharges(equipements: [written])).coutEquipements, .euros,
      grandeur: name, portee: .ensemble, operation: total / life.op + upkeep, enfants: children)
  }

  private func fctva(_ written: EvaluationCharges.Equipement, _ name: String) -> Explanation? {
    switch written.fctva?.value {
    case nil: nil
    case .deduit: year.parameter(.acTauxFCTVA)
    case .taux(let rate):
      Explanation(
        "Taux du FCTVA", rate.fraction, .taux, grandeur: "\(name).fctva", portee: .ensemble,
        source: year.line(written.fctva?.span))
    }
  }
}
