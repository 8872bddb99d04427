import Diagnostics
import Language
import Legislation

/// The part of a commune in an envelope shared by criteria: rights to draw, DGF territoriale.
struct SharedEnvelopeExplainer {
  let year: ExplainedYear
  let shared: SharedEnvelope
  let criteria: CriteriaPlan
  let clauses: [Critere]
  let ponderation: PopulationPonderation
  let prefix: String
  let libelle: String
  let enveloppe: Explanation

  func explain() -> Explanation {
    let row = year.row
    let result = shared.resultat
    let real = Explanation(
      "Montant avant arrondi", result.bruts[row], .centimes, grandeur: "\(prefix).brut",
      operation: .somme(terms.map(\.op)), enfants: terms)
    let closure = Closure(entiers: result.montants, reels: result.bruts, row: row, unite: .centimeInferieur)
    return Explanation(
      libelle, result.montants[row], .centimes, grandeur: prefix, regle: RepartitionFermee.regle,
      operation: closure.operation(real), calcul: closure.phrase, enfants: [real])
  }

  private var terms: [Explanation] {
    shared.resultat.criteres.indices.map { index in
      let evalue = shared.resultat.criteres[index]
      let name = "\(prefix).critere_\(index + 1)"
      let share = CriterionExplainer(
        year: year, evalue: evalue, colonnes: shared.colonnes, ponderation: ponderation,
        source: criteria.sources[index], prefix: name
      ).share()
      let weight = Explanation(
        "Poids du critère", criteria.poids[index], .taux, grandeur: "\(name).poids", portee: .ensemble,
        source: index < clauses.count ? year.line(clauses[index].span) : nil)
      return Explanation(
        evalue.critere.libelle.prefix(1).uppercased() + evalue.critere.libelle.dropFirst(),
        shared.resultat.contributions[index][year.row], .centimes, grandeur: name, regle: MontantsBruts.regle,
        operation: .produit([enveloppe.op, weight.op, share.op]), enfants: [enveloppe, weight, share])
    }
  }
}
