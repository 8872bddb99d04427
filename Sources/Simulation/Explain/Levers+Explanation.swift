import Diagnostics
import Language
import Legislation
import LinearAlgebra

/// The trees behind the flows of the levers, for one commune and one year.
struct LeverExplainer {
  let year: ExplainedYear

  private var row: Int { year.row }
  private var trace: LeverYear { year.trace.leviers }
  private var plans: LeverPlan { year.plan.leviers }

  /// One tree a flow, in the order of the report.
  func explain() -> [Explanation] {
    Flux.leviers.compactMap { flux in
      guard let value = trace.flux[flux]?[row], !value.isNaN else { return nil }
      switch flux {
      case .priseEnChargeFPIC: return priseEnCharge
      case .fondsDeConcours: return fondsDeConcours(value)
      case .taxeAmenagement: return taxeAmenagement(value)
      case .partageFoncier: return foncier(value)
      case .dgfTerritoriale: return dgf(value)
      case .servicesCommuns: return factures(value)
      case .fiscalite: return fiscalite(value)
      default: return nil
      }
    }
  }

  private func node(
    _ flux: Flux, _ value: Double, _ regle: Regle, _ operation: Operation?, _ enfants: [Explanation],
    source: String? = nil
  ) -> Explanation {
    Explanation(
      flux.libelle, value, .centimes, grandeur: flux.rawValue, regle: regle, operation: operation, source: source,
      enfants: enfants)
  }

  // MARK: FPIC

  private var priseEnCharge: Explanation? {
    guard let found = trace.priseEnCharge, let clause = plans.priseEnCharge?.clause(year.annee) else { return nil }
    let own = Explanation(
      "Prélèvement de la commune", found.prelevements[row], .centimes, grandeur: "fpic_pris_en_charge.prelevement",
      source: "répartition du prélèvement FPIC de \(year.annee)")
    let total = Explanation(
      "Prélèvement des communes", orderedSum(found.prelevements.span), .centimes,
      grandeur: "fpic_pris_en_charge.prelevement_total", portee: .ensemble, source: "somme des communes")
    let part = Explanation(
      "Part prise en charge", found.part, .taux, grandeur: "fpic_pris_en_charge.part", portee: .ensemble,
      source: year.line(clause.part.span))
    var cost = Explanation(
      "Coût pour l'EPCI", found.cout, .centimes, grandeur: "fpic_pris_en_charge.cout", portee: .ensemble,
      enfants: [part, total])
    let asked = Operation.arrondi(part.op * total.op, .euro)
    cost.operation = asked
    if let limite = clause.limite, found.limite.isFinite {
      let limit = Explanation(
        "Limite", found.limite, .centimes, grandeur: "fpic_pris_en_charge.limite", portee: .ensemble,
        source: year.line(limite.span))
      cost.operation = .plusPetit([asked, .arrondi(limit.op, .euroInferieur)])
      cost.enfants.append(limit)
    }
    guard total.valeur > 0 else {
      return node(.priseEnChargeFPIC, found.montants[row], PriseEnChargeFPIC.regle, own.op, [own])
    }
    let reels = found.prelevements.map { found.cout / 100 * ($0 / total.valeur) }
    let real = Explanation(
      "Montant avant arrondi", reels[row], .euros, grandeur: "fpic_pris_en_charge.reel",
      operation: cost.op * (own.op / total.op), enfants: [cost, own, total])
    let closure = Closure(entiers: found.montants.map { $0 / 100 }, reels: reels, row: row, unite: .euroInferieur)
    var out = node(
      .priseEnChargeFPIC, found.montants[row], PriseEnChargeFPIC.regle, closure.operation(real), [real])
    out.calcul = closure.phrase
    return out
  }

  // MARK: fonds de concours

  private func fondsDeConcours(_ value: Double) -> Explanation? {
    guard let found = trace.fondsDeConcours, let plan = plans.fondsDeConcours else { return nil }
    let explainer = ProjectExplainer(year: year, plan: plan, found: found, droits: trace.droits)
    let projects = explainer.projects
    if projects.isEmpty {
      return node(
        .fondsDeConcours, value, FondsDeConcours.regle, nil, explainer.rights.map { [$0] } ?? [],
        source: "aucun projet de la commune en \(year.annee)")
    }
    return node(.fondsDeConcours, value, FondsDeConcours.regle, .somme(projects.map(\.op)), projects)
  }

  // MARK: shared taxes

  private func taxeAmenagement(_ value: Double) -> Explanation? {
    guard let found = trace.taxeAmenagement else { return nil }
    let name = "taxe_amenagement"
    let product = Explanation(
      "Produit de la commune", found.produit[row], .centimes, grandeur: "\(name).produit",
      source: "communes.csv, taxe_amenagement_\(found.vintage)")
    let line = plans.taxeAmenagement.flatMap { year.line($0.article.span) }
    func part(_ libelle: String, _ value: Double, _ suffix: String) -> Explanation {
      Explanation(
        libelle, value.isNaN ? 0 : value, .taux, grandeur: "\(name).\(suffix)",
        regle: suffix == "part" ? TaxeAmenagement.regle : nil, source: line)
    }
    let common = part("Part partagée", found.parts.produit[row], "part")
    var operation = common.op * product.op
    var children = [product, common]
    if !found.parts.zones[row].isNaN {
      let zones = Explanation(
        "Dont zones d'activités", found.zones[row], .centimes, grandeur: "\(name).zones",
        source: "communes.csv, taxe_amenagement_zones")
      let rate = part("Part des zones", found.parts.zones[row], "part_zones")
      operation = common.op * (product.op - zones.op) + rate.op * zones.op
      children += [zones, rate]
    }
    let rounded = Operation.arrondi(operation, .centime)
    return node(
      .taxeAmenagement, value, TaxeAmenagement.regle, found.percepteur == .communes ? .un(0) - rounded : rounded,
      children)
  }

  private func foncier(_ value: Double) -> Explanation? {
    guard !trace.partageFoncier.isEmpty else { return nil }
    let terms = trace.partageFoncier.map(share)
    return node(
      .partageFoncier, value, PartageFoncier.regle, terms.reduce(.un(0)) { $0 - $1.op }, terms)
  }

  private func share(_ found: PartageFoncierAnnee) -> Explanation {
    let tax = found.impot == .foncierBati ? "foncier_bati" : "cfe"
    let name = "partage_foncier.\(tax)"
    let bases = Explanation(
      "Bases des zones", found.bases[row], .euros, grandeur: "\(name).bases",
      source: "communes.csv, bases_\(tax)_zones_\(found.vintage)")
    let rate = Explanation(
      "Taux de la commune", found.taux[row], .taux, grandeur: "\(name).taux", source: "communes.csv, taux_\(tax)")
    let part = Explanation(
      "Part partagée", found.parts[row], .taux, grandeur: "\(name).part", source: year.line(found.span))
    var children = [bases, rate, part]
    var product = bases.op * rate.op
    if found.reference[row] != 0 {
      let before = Explanation(
        "Produit de référence", found.reference[row], .euros, grandeur: "\(name).reference",
        source: "bases × taux de l'année de référence")
      product = .plusGrand([product - before.op, .un(0)])
      children.append(before)
    }
    return Explanation(
      found.impot == .foncierBati ? "Foncier bâti partagé" : "Cotisation foncière partagée", found.montants[row],
      .centimes, grandeur: name, regle: PartageFoncier.regle, operation: .arrondi(part.op * product, .centime),
      enfants: children)
  }

  private func dgf(_ value: Double) -> Explanation? {
    guard let found = trace.dgfTerritoriale, let plan = plans.dgfTerritoriale else { return nil }
    let paid = Explanation(
      "Apport de la commune", found.apports[row], .centimes, grandeur: "dgf_territoriale.apport",
      regle: DGFTerritoriale.regle, source: found.source)
    let pot = Explanation(
      "Total mis en commun", found.reversement.resultat.enveloppe, .centimes, grandeur: "dgf_territoriale.total",
      portee: .ensemble, source: "somme des apports")
    let back = SharedEnvelopeExplainer(
      year: year, shared: found.reversement, criteria: plan.criteria, clauses: plan.clauses.repartition,
      ponderation: plan.ponderation, prefix: "dgf_territoriale.reversement", libelle: "Reversement", enveloppe: pot
    ).explain()
    return node(.dgfTerritoriale, value, DGFTerritoriale.regle, back.op - paid.op, [back, paid])
  }

  private func factures(_ value: Double) -> Explanation {
    let terms = trace.factures.enumerated().map { index, found in
      ServiceCommunExplainer(
        year: year, service: found.service, services: found.services, prefix: "services_communs.service_\(index + 1)"
      ).facture(found.montants[row])
    }
    return node(
      .servicesCommuns, value, ImputationServicesCommuns.facture, .somme(terms.map(\.op)), terms)
  }

  // MARK: rates

  private func fiscalite(_ value: Double) -> Explanation? {
    guard let found = trace.fiscalite, let plan = plans.tauxImposition else { return nil }
    let terms = Impot.allCases.compactMap { impot -> Explanation? in
      let moved = found.communes[row].ecart[impot]
      guard moved != 0, let bases = found.bases[impot] else { return nil }
      let name = "fiscalite.\(impot.colonne)"
      let base = Explanation(
        "Bases", bases[row], .euros, grandeur: "\(name).bases", source: "communes.csv, bases_\(impot.colonne)")
      let rate = Explanation(
        "Variation du taux", moved, .taux, grandeur: "\(name).ecart", source: year.line(plan.article.span))
      return Explanation(
        impot.nom.prefix(1).uppercased() + impot.nom.dropFirst(),
        ProduitFiscal.variation(base: bases[row], ecart: moved), .centimes, grandeur: name,
        regle: ProduitFiscal.regle, operation: .arrondi(base.op * rate.op, .centime), enfants: [base, rate])
    }
    if terms.isEmpty {
      return node(.fiscalite, value, ProduitFiscal.regle, nil, [], source: "aucun taux de la commune ne change")
    }
    return node(.fiscalite, value, ProduitFiscal.regle, .somme(terms.map(\.op)), terms)
  }
}

extension PriseEnChargePlan {
  /// The line in force in a year.
  func clause(_ annee: Int) -> ClausesPriseEnCharge.Prise? {
    clauses.prises.filter { $0.aCompterDe.value <= annee }.max { $0.aCompterDe.value < $1.aCompterDe.value }
  }
}

extension ExplainedYear {
  /// Effect on both potentiels of the taxes shared the year before; `nil` when nothing moves.
  var sharedTaxes: Explanation? {
    guard let correction = state.correctionPartages else { return nil }
    let shared = history.leviers.assiettes[annee - 1] ?? []
    let terms = shared.map { found -> (Explanation, Explanation) in
      let tax = found.impot == .foncierBati ? "foncier_bati" : "cfe"
      let base = Explanation(
        "Bases partagées en \(annee - 1)", found.assiettes[row], .euros, grandeur: "retroaction.assiette_\(tax)",
        source: "part ÷ taux de la commune, avant arrondi")
      let rate = Explanation(
        "Taux moyen national", found.tauxMoyen, .taux, grandeur: "retroaction.taux_moyen_\(tax)", portee: .ensemble,
        source: "paramètre foncier.taux_moyen_\(tax)")
      return (base, rate)
    }
    return Explanation(
      "Effet des partages de foncier", correction[row, 0], .euros, grandeur: "retroaction.partages",
      regle: CorrectionPotentielFoncier.regle, operation: terms.reduce(.un(0)) { $0 - $1.0.op * $1.1.op },
      enfants: terms.flatMap { [$0.0, $0.1] })
  }
}
