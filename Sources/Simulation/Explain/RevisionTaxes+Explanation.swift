import Diagnostics
import Language
import Legislation
import LinearAlgebra

// Revisions that a rate or the taxes of the territory give.
extension RevisionExplainer {
  private var before: Explanation {
    Explanation(
      "AC avant la révision", evaluated.avant[row, 0], .centimes, grandeur: "\(prefix).avant",
      source: "montant après les révisions qui précèdent")
  }

  func index(_ node: inout Explanation, _ rate: Located<Decimal>) {
    let fraction = Explanation(
      "Taux écrit", rate.value.fraction, .taux, grandeur: "\(prefix).taux", portee: .ensemble,
      source: year.line(rate.span))
    node.operation = .arrondi(fraction.op * before.op, .centime)
    node.enfants = [fraction, before]
  }

  func loweredBases(_ node: inout Explanation, _ loss: BaisseBases) {
    let net = Explanation(
      "Perte nette de produit", loss.pertes[0], .centimes, grandeur: "\(prefix).perte", portee: .ensemble,
      source: year.line(clause?.span))
    let all = evaluated.avant.columnArray(0)
    if loss.portee == .proportionnelle {
      let positive = Explanation(
        "Somme des attributions positives", all.reduce(0) { $0 + max($1, 0) }, .centimes,
        grandeur: "\(prefix).attributions_positives", portee: .ensemble, source: "somme des \(all.count) communes")
      let cut = min(net.valeur, positive.valeur).plafondEntier
      let real = Explanation(
        "Variation avant arrondi", 0 - cut * (max(before.valeur, 0) / positive.valeur), .centimes,
        grandeur: "\(prefix).reel",
        operation: .nombre(0, .centimes) - .arrondi(.plusPetit([net.op, positive.op]), .centimeInferieur) * before.op
          / positive.op,
        enfants: [net, positive, before])
      node.close(on: real)
      return
    }
    let located = loss.pertesLocalisees?.columnArray(0) ?? []
    guard located.count == all.count else { return }
    let own = Explanation(
      "Perte de la commune", located[row], .centimes, grandeur: "\(prefix).perte_commune",
      source: year.line(clause?.span))
    let kept = all.indices.map { max(min(located[$0], all[$0]), 0) }
    let sum = Explanation(
      "Somme des pertes imputables", kept.reduce(0, +), .centimes, grandeur: "\(prefix).pertes_imputables",
      portee: .ensemble, source: "perte de chaque commune, dans la limite de son attribution")
    let borne = Operation.plusGrand([.plusPetit([own.op, before.op]), .nombre(0, .centimes)])
    let rated = sum.valeur > net.valeur ? borne * net.op / sum.op : borne
    node.operation = .nombre(0, .centimes) - .arrondi(rated, .centimeInferieur)
    node.enfants = [own, before, net, sum]
  }

  func neutralised(_ node: inout Explanation, _ neutral: NeutralisationFiscale) {
    let terms = neutral.impots.enumerated().map { index, impot -> Explanation in
      let name = "\(prefix).impot_\(index + 1)"
      let bases = impot.bases.columnArray(0)
      let rates = impot.tauxAncienEPCI.columnArray(0)
      let base = Explanation(
        "Bases de la commune", bases[row], .euros, grandeur: "\(name).bases", source: "communes.csv, bases")
      let old = Explanation(
        "Taux de l'ancien EPCI", rates[row], .taux, grandeur: "\(name).taux_ancien", source: "communes.csv, taux")
      let mean = Explanation(
        "Taux moyen pondéré", NeutralisationFiscale.tauxMoyenPondere(bases: bases.span, tauxAncienEPCI: rates.span),
        .taux, grandeur: "\(name).taux_moyen", portee: .ensemble,
        source: "somme des produits de l'ancien taux par les bases ÷ somme des bases, \(bases.count) communes")
      return Explanation(
        "Gain sur \(impot.libelle)", base.valeur * (old.valeur - mean.valeur), .euros, grandeur: name,
        operation: base.op * (old.op - mean.op), enfants: [base, old, mean])
    }
    let real = Explanation(
      "Variation avant arrondi", 0 - terms.reduce(0) { $0 + $1.valeur } * 100, .centimes, grandeur: "\(prefix).reel",
      operation: .nombre(0, .centimes) - .somme(terms.map(\.op)), enfants: terms)
    node.close(on: real)
  }
}
