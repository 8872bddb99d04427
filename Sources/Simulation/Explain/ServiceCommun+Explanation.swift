import Language
import Legislation

/// The share of a commune in the cost of a common service, imputed on its AC or invoiced.
struct ServiceCommunExplainer {
  let year: ExplainedYear
  let service: RevisionAttributionCompensation.Service
  let services: ServicesCommuns
  let prefix: String

  /// What the commune bears, negative, before rounding.
  var real: Explanation {
    let amount = Explanation(
      "Coût annuel", services.couts[0], .centimes, grandeur: "\(prefix).cout", portee: .ensemble,
      source: year.line(service.cout.span))
    let kept = Explanation(
      "Part de l'EPCI", services.partsEPCI[0], .taux, grandeur: "\(prefix).part_epci", portee: .ensemble,
      source: year.line(service.partEPCI.span))
    let keys = services.cles.columnArray(0)
    let key = Explanation(
      "Clé de la commune", keys[year.row], .taux, grandeur: "\(prefix).cle",
      source: "parts pondérées des critères écrits")
    let sum = Explanation(
      "Somme des clés", keys.reduce(0, +), .taux, grandeur: "\(prefix).cles", portee: .ensemble,
      source: "somme des \(keys.count) communes")
    return Explanation(
      "Variation avant arrondi", 0 - (1 - kept.valeur) * amount.valeur * (key.valeur / sum.valeur), .centimes,
      grandeur: "\(prefix).reel",
      operation: .nombre(0, .centimes) - .produit([.un(1) - kept.op, amount.op, key.op]) / sum.op,
      enfants: [kept, amount, key, sum])
  }

  /// A service invoiced, to the centime.
  func facture(_ montant: Double) -> Explanation {
    var node = Explanation(
      "Service commun « \(service.nom.value) »", montant, .centimes, grandeur: prefix,
      regle: ImputationServicesCommuns.facture)
    var part = real
    part.libelle = "Part de la commune avant arrondi"
    node.close(on: part)
    return node
  }
}
