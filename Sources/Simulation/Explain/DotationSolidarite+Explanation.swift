import Diagnostics
import Language
import Legislation
import LinearAlgebra

/// The tree behind a commune's DSC, read from the columns that the rules filled.
struct DotationSolidariteExplainer {
  let year: ExplainedYear
  let plan: DotationSolidaritePlan
  let result: DotationSolidariteResultat

  private var row: Int { year.row }
  private var annee: Int { year.annee }

  func explain() -> Explanation {
    let real = smoothed
    let unit: UniteMonetaire = plan.clauses.arrondiALEuro ? .euro : .centime
    let closure = Closure(
      entiers: result.montants.columnArray(0).map { $0 / unit.centimes },
      reels: result.lisses.columnArray(0).map { $0 / unit.centimes }, row: row,
      unite: unit == .euro ? .euroInferieur : .centimeInferieur)
    let total = Explanation(
      "Total à voter", result.totaux[0], .centimes, grandeur: "dsc.total", portee: .ensemble,
      source: "somme des \(result.montants.rows) communes, fermée au centime")
    return Explanation(
      "Dotation de solidarité communautaire", result.montants[row, 0], .centimes, grandeur: "dsc",
      regle: DotationSolidarite.regle, operation: closure.operation(real), calcul: closure.phrase,
      enfants: [real, total] + legality)
  }

  /// Figures of the ensemble that the law tests.
  private var legality: [Explanation] {
    guard let minimum = year.parameter(.dscPartMinimale) else { return [] }
    let borne = Explanation.Borne(minimum: minimum.valeur, article: "CGCT art. L5211-28-4, II")
    return [
      Explanation(
        "Poids des deux critères légaux", result.partLegale[0], .taux, grandeur: "dsc.part_legale", portee: .ensemble,
        source: "somme des poids écrits", borne: borne),
      Explanation(
        "Part de la dotation que les critères légaux expliquent", result.partEffective[0], .taux,
        grandeur: "dsc.part_effective", portee: .ensemble, regle: PartEffective.regle,
        source: "part légale × part du total que les garanties n'ont pas déplacée", borne: borne),
      minimum,
    ]
  }

  /// `nil` rule: the same amount as what precedes.
  private var smoothed: Explanation {
    let target = guaranteed
    guard case .lineaire(let ans, let depuis)? = plan.clauses.lissage?.value else { return target }
    let rank = annee - (year.plan.annees.first ?? annee) + 1
    guard rank < ans else { return target }
    let known = year.plan.territoire.column("dsc", annee: depuis)?.values[row] ?? .nan
    let origin = Explanation(
      "Montant de \(depuis)", known.isNaN ? 0 : (known * 100).roundedHalfUp, .centimes, grandeur: "dsc.origine",
      source: known.isNaN ? "commune sans montant en \(depuis) : 0" : "communes.csv, dsc_\(depuis)")
    let position = Explanation(
      "Rang de l'année", Double(rank), .nombre, grandeur: "dsc.lissage.rang", portee: .ensemble,
      source: year.line(plan.clauses.lissage?.span))
    let length = Explanation(
      "Durée du lissage", Double(ans), .nombre, grandeur: "dsc.lissage.duree", portee: .ensemble,
      source: year.line(plan.clauses.lissage?.span))
    return Explanation(
      "Montant lissé", result.lisses[row, 0], .centimes, grandeur: "dsc.lisse", regle: LissageLineaire.regle,
      operation: origin.op + position.op / length.op * (target.op - origin.op),
      enfants: [origin, position, length, target])
  }

  // MARK: guarantee

  private var guaranteed: Explanation {
    let base = raw
    guard let clause = guaranteeClause else { return base }
    let floor = bound("Plancher", result.planchers[row, 0], clause.plancher, clause, "dsc.plancher")
    var out = Explanation(
      "Montant après garantie", result.garantis[row, 0], .centimes, grandeur: "dsc.garanti",
      source: year.line(clause.span))
    switch clause.methode {
    case .aucune: return base
    case .complement:
      out.regle = GarantieComplement.regle
      out.operation = .plusGrand([base.op, floor.op])
      out.enfants = [base, floor]
    case .gagnants:
      out.regle = GarantieGagnants.regle
      gainers(&out, base, floor)
    case .tunnel:
      out.regle = Tunnel.regle
      tunnel(&out, base, floor, clause)
    }
    return out
  }

  private struct Guarantee {
    var methode: MethodeGarantie
    var plancher: Double?
    var plafond: Double?
    /// Year of the reference, and the amounts.
    var reference: (annee: Int, centimes: Double, source: String)
    var span: Span
  }

  private var guaranteeClause: Guarantee? {
    if case .degressif(let echelle, let depuis)? = plan.clauses.lissage?.value, let span = plan.clauses.lissage?.span {
      let rank = annee - (year.plan.annees.first ?? annee) + 1
      guard rank <= echelle.count else { return nil }
      return Guarantee(
        methode: .gagnants, plancher: echelle[rank - 1].fraction, plafond: nil, reference: past(depuis), span: span)
    }
    guard let clause = plan.guarantee(annee: annee) else { return nil }
    let reference: (annee: Int, centimes: Double, source: String)
    switch clause.value.base {
    case .annee(let past): reference = self.past(past)
    case .anneePrecedente:
      reference = (
        annee - 1, year.state.dotationSolidarite[row, 0],
        annee == year.plan.annees.first ? "communes.csv, dsc_\(annee - 1)" : "montant de \(annee - 1) du scénario"
      )
    }
    return Guarantee(
      methode: clause.value.financement == .epci
        ? .complement : clause.value.financement == .tunnel ? .tunnel : .gagnants,
      plancher: clause.value.plancher?.value.fraction, plafond: clause.value.plafond?.value.fraction,
      reference: reference, span: clause.span)
  }

  private func past(_ annee: Int) -> (annee: Int, centimes: Double, source: String) {
    let value = year.plan.territoire.column("dsc", annee: annee)?.values[row] ?? .nan
    return (annee, (value * 100).roundedHalfUp, "communes.csv, dsc_\(annee)")
  }

  /// A floor or a ceiling: a fraction of the reference, rounded inward.
  private func bound(
    _ libelle: String, _ value: Double, _ fraction: Double?, _ clause: Guarantee, _ grandeur: String
  ) -> Explanation {
    var node = Explanation(libelle, value, .centimes, grandeur: grandeur, regle: BornesGarantie.regle)
    if plan.guarantee(annee: annee)?.value.habitant.estVide == false {
      node.regle = BornesEcrites.regle
      node.source = year.line(clause.span)
      return node
    }
    guard let fraction, !clause.reference.centimes.isNaN else {
      node.source = clause.reference.centimes.isNaN ? "commune sans montant de référence" : "non écrit"
      return node
    }
    let past = Explanation(
      "Montant de \(clause.reference.annee)", clause.reference.centimes, .centimes, grandeur: "dsc.reference",
      source: clause.reference.source)
    let rate = Explanation(
      "Fraction garantie", fraction, .taux, grandeur: "\(grandeur).taux", portee: .ensemble,
      source: year.line(clause.span))
    node.enfants = [past, rate]
    // A ceiling brought up to the floor is not its own product any more.
    let isFloor = libelle == "Plancher"
    if isFloor || value <= fraction * clause.reference.centimes + 1 {
      node.operation = .arrondi(past.op * rate.op, isFloor ? .centimeSuperieur : .centimeInferieur)
    }
    return node
  }

  private func gainers(_ out: inout Explanation, _ base: Explanation, _ floor: Explanation) {
    let d = result.bruts.columnArray(0)
    let f = result.planchers.columnArray(0)
    let need = Explanation(
      "Besoin des communes sous leur plancher", orderedReduction(d.count) { max(0, f[$0] - d[$0]) }, .centimes,
      grandeur: "dsc.garantie.besoin", portee: .ensemble, source: "somme des communes")
    let surplus = Explanation(
      "Excédents des communes au-dessus de leur plancher", orderedReduction(d.count) { max(0, d[$0] - f[$0]) },
      .centimes, grandeur: "dsc.garantie.excedents", portee: .ensemble, source: "somme des communes")
    if d[row] > f[row] {
      out.operation = base.op - need.op * (base.op - floor.op) / surplus.op
      out.enfants = [base, floor, need, surplus]
    } else {
      out.operation = floor.op
      out.calcul = "le montant brut est sous le plancher"
      out.enfants = [floor, base]
    }
  }

  private func tunnel(_ out: inout Explanation, _ base: Explanation, _ floor: Explanation, _ clause: Guarantee) {
    let ceiling = result.plafonds[row, 0]
    let factor = theta
    out.enfants = [base, factor, floor]
    out.operation = .plusGrand([base.op * factor.op, floor.op])
    if ceiling.isFinite {
      let top = bound("Plafond", ceiling, clause.plafond, clause, "dsc.plafond")
      out.enfants.append(top)
      out.operation = .plusPetit([.plusGrand([base.op * factor.op, floor.op]), top.op])
    }
  }

  /// What is left once the communes at a bound are served, over the raw amounts of the others.
  private var theta: Explanation {
    let g = result.garantis.columnArray(0)
    let d = result.bruts.columnArray(0)
    let f = result.planchers.columnArray(0)
    let c = result.plafonds.columnArray(0)
    let held = { (i: Int) in g[i] == f[i] || g[i] == c[i] }
    var node = Explanation(
      "Facteur commun θ du tunnel", result.theta[0], .nombre, grandeur: "dsc.theta", portee: .ensemble,
      regle: Tunnel.regle)
    let free = Explanation(
      "Montants bruts des communes entre leurs bornes", orderedReduction(g.count) { held($0) ? 0 : d[$0] }, .centimes,
      grandeur: "dsc.theta.bruts_libres", portee: .ensemble, source: "somme des communes")
    guard free.valeur > 0 else {
      node.source = "toutes les communes sont à l'une de leurs bornes"
      return node
    }
    let fixed = Explanation(
      "Montants des communes à une borne", orderedReduction(g.count) { held($0) ? g[$0] : 0 }, .centimes,
      grandeur: "dsc.theta.montants_bornes", portee: .ensemble, source: "somme des communes")
    let envelope = envelope
    node.operation = (envelope.op - fixed.op) / free.op
    node.enfants = [envelope, fixed, free]
    return node
  }

  // MARK: raw amount

  /// What is shared: in whole euros where the article says so.
  private var envelope: Explanation {
    let written = writtenEnvelope
    let euros = (written.valeur / 100).roundedHalfUp * 100
    guard plan.clauses.arrondiALEuro, euros != written.valeur else { return written }
    return Explanation(
      "Enveloppe de \(annee), arrondie à l'euro", euros, .centimes, grandeur: "dsc.enveloppe.arrondie",
      portee: .ensemble, operation: .arrondi(written.op, .euro), enfants: [written])
  }

  private var writtenEnvelope: Explanation {
    guard let written = plan.clauses.enveloppe else {
      return Explanation(
        "Enveloppe de \(annee)", plan.enveloppes[annee] ?? .nan, .centimes, grandeur: "dsc.enveloppe",
        portee: .ensemble, regle: EnveloppeDSC.regle,
        source: year.line(plan.clauses.regleEnveloppe?.span) ?? "reconduction")
    }
    let total = plan.enveloppes[annee] ?? .nan
    let added = year.plan.leviers.tauxImposition?.supplement(.dotationSolidarite, annee: annee) ?? 0
    let own = year.annual(
      "Enveloppe de \(annee)", written, centimes: total - added,
      grandeur: added == 0 ? "dsc.enveloppe" : "dsc.enveloppe.ecrite")
    guard added != 0 else { return own }
    let more = Explanation(
      "Produit des échanges de taux, restitué", added, .centimes, grandeur: "dsc.enveloppe.restitution",
      portee: .ensemble, regle: EchangeFiscal.regle, source: "somme des communes")
    return Explanation(
      "Enveloppe de \(annee), avec la restitution", total, .centimes, grandeur: "dsc.enveloppe", portee: .ensemble,
      operation: own.op + more.op, enfants: [own, more])
  }

  private var raw: Explanation {
    let criteria = result.criteres.indices.map(criterion)
    return Explanation(
      "Montant brut", result.bruts[row, 0], .centimes, grandeur: "dsc.brut", regle: MontantsBruts.regle,
      operation: .somme(criteria.map(\.op)), enfants: criteria)
  }

  private func criterion(_ index: Int) -> Explanation {
    let evalue = result.criteres[index]
    let composition = plan.composition(annee: annee, state: year.state)
    let origin = composition.origines[index]
    let line = plan.lignes[origin.ligne]
    let prefix = "dsc.critere_\(index + 1)"
    let weight = Explanation(
      origin.reservee ? "Poids du critère dans la part réservée" : "Poids du critère", composition.poids[index], .taux,
      grandeur: "\(prefix).poids", portee: .ensemble, source: year.line(line.span))
    let share = CriterionExplainer(
      year: year, evalue: evalue, colonnes: composition.colonnes, ponderation: plan.ponderation,
      source: origin.reservee
        ? "part de la commune dans le critère, entre communes du contrat de ville"
        : plan.criteria.sources[origin.ligne],
      prefix: prefix
    ).share()
    let envelope = envelope
    return Explanation(
      evalue.critere.libelle.capitalisedFirst + (origin.reservee ? " (contrat de ville)" : ""),
      result.contributions[index][row, 0], .centimes, grandeur: prefix,
      operation: .produit([envelope.op, weight.op, share.op]), source: year.line(line.span),
      enfants: [envelope, weight, share])
  }
}

extension String {
  public var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
