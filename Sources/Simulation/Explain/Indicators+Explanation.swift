import Legislation
import LinearAlgebra

/// The coefficient d'intégration fiscale of a year: the published one, moved by the dépenses de transfert.
struct CoefficientExplainer {
  let year: ExplainedYear
  /// Where the published coefficient comes from; `nil` outside the FPIC.
  var plan: FPICPlan?

  /// - Parameter retenu: within [0, 1], as the FPIC takes it; `nil` for the plain coefficient.
  func explain(retenu: Double? = nil) -> Explanation {
    let value = year.state.coefficientIntegrationFiscale ?? plan?.cif ?? .nan
    var node = withReceipts(value)
    guard let retenu, retenu != value else { return node }
    node = Explanation(
      "Coefficient d'intégration fiscale retenu", retenu, .taux, grandeur: "cif.retenu", portee: .ensemble,
      operation: .plusPetit([.plusGrand([node.op, .un(0)]), .un(1)]), enfants: [node])
    return node
  }

  /// The receipts that the levers moved, over the coefficient that the transfers give.
  private func withReceipts(_ value: Double) -> Explanation {
    let retroaction = year.plan.retroaction
    guard retroaction.active, let recettes = retroaction.recettes,
      let before = year.state.coefficient.map({
        $0.beforeReceipts(dotations: year.history.dotationSolidarite($0.counted).totalKnown)
      }), before != value
    else { return moved(value) }
    let retard = (try? ParametresTaux(annee: year.annee, parametres: year.plan.parametres))?.retardRecettes ?? 1
    let found = year.history.leviers.recettes(year.annee - retard)
    let growth = retroaction.projection.factor(.recettesFiscales, annee: year.annee)
    func gain(_ libelle: String, _ euros: Double, _ name: String) -> Explanation {
      Explanation(
        libelle, euros / growth, .euros, grandeur: "cif.\(name)", portee: .ensemble,
        source: "taux et partages de \(year.annee - retard), somme des communes")
    }
    var base = moved(before)
    base.grandeur = "cif.avant_recettes"
    let epci = gain("Recettes gagnées par l'EPCI", found.epci, "gain_epci")
    let communes = gain("Recettes gagnées par les communes", found.communes, "gain_communes")
    let total = Explanation(
      "Recettes de l'EPCI, des communes et des syndicats", recettes, .euros, grandeur: "cif.recettes",
      portee: .ensemble, source: "ensembles.csv, recettes_cif_epci + recettes_cif_communes + recettes_cif_syndicats")
    return Explanation(
      "Coefficient d'intégration fiscale de \(year.annee)", value, .taux, grandeur: "cif", portee: .ensemble,
      regle: RecettesDuCIF.regle,
      operation: (base.op * total.op + epci.op) / .somme([total.op, epci.op, communes.op]),
      enfants: [base, total, epci, communes])
  }

  private func moved(_ value: Double) -> Explanation {
    let retroaction = year.plan.retroaction
    let source = plan?.sourceCIF ?? "ensembles.csv, cif"
    let leaf = Explanation(
      "Coefficient d'intégration fiscale", value, .taux, grandeur: "cif", portee: .ensemble, source: source)
    guard let published = retroaction.coefficientPublie, published != value, let recettes = retroaction.recettes,
      let rules = try? ParametresIndicateurs(annee: year.annee, parametres: year.plan.parametres).cif
    else { return leaf }
    let before = Explanation(
      "Coefficient publié", published, .taux, grandeur: "cif.publie", portee: .ensemble, source: source)
    let denominator = Explanation(
      "Recettes de l'EPCI, des communes et des syndicats", recettes, .euros, grandeur: "cif.recettes",
      portee: .ensemble, source: "ensembles.csv, recettes_cif_epci + recettes_cif_communes + recettes_cif_syndicats")
    let now = transfers(year.annee - rules.retardComptes, rules, "cif.transferts")
    let then = transfers(retroaction.annee - rules.retardComptes, rules, "cif.transferts_publies")
    let growth = retroaction.projection.factor(.recettesFiscales, annee: year.annee)
    var current = now.op
    var children = [before, now, then, denominator]
    if growth != 1 {
      let factor = Explanation(
        "Évolution des recettes fiscales", growth, .nombre, grandeur: "hypothese.recettesFiscales", portee: .ensemble,
        source: "hypothèse du scénario")
      current = now.op / factor.op
      children.append(factor)
    }
    return Explanation(
      "Coefficient d'intégration fiscale de \(year.annee)", value, .taux, grandeur: "cif", portee: .ensemble,
      regle: CoefficientIntegrationFiscale.regle, operation: before.op - (current - then.op) / denominator.op,
      enfants: children)
  }

  private func transfers(_ annee: Int, _ rules: CoefficientIntegrationFiscale.Regles, _ name: String) -> Explanation {
    func total(_ libelle: String, _ block: Matrix, _ suffix: String) -> Explanation {
      year.sum("\(libelle) de \(annee)", block, .centimes, "\(name).\(suffix)")
    }
    let ac = total("AC nettes", year.history.attributionCompensation(annee), "ac")
    let dsc = total("DSC", year.history.dotationSolidarite(annee), "dsc")
    let unique = year.plan.retroaction.fiscaliteProfessionnelleUnique
    let value = CoefficientIntegrationFiscale.depensesDeTransfert(
      attributions: ac.valeur / 100, dotations: dsc.valeur / 100, fiscaliteProfessionnelleUnique: unique, regles: rules)
    var node = Explanation(
      "Dépenses de transfert de \(annee)", value, .euros, grandeur: name, portee: .ensemble)
    guard let share = year.parameter(.indicateursCifPartDsc) else { return node }
    node.operation = unique ? ac.op + share.op * dsc.op : share.op * dsc.op
    node.enfants = unique ? [ac, share, dsc] : [share, dsc]
    return node
  }
}

/// The dotation d'intercommunalité of a year, national point values held.
struct DotationIntercommunaliteExplainer {
  let year: ExplainedYear

  /// `nil` when the territory does not know the dotation.
  func explain() -> Explanation? {
    guard let found = year.state.dotation, let locale = year.plan.retroaction.locale else { return nil }
    let name = "dotation_intercommunalite"
    let reference = Explanation(
      "Dotation publiée de \(year.plan.territoire.annee)", locale.reference, .euros, grandeur: "\(name).reference",
      portee: .ensemble, source: "ensembles.csv, \(name)_\(year.plan.territoire.annee)")
    var node = Explanation(
      "Dotation d'intercommunalité", found.centimes, .centimes, grandeur: name, portee: .ensemble,
      regle: DotationIntercommunaliteLocale.regle)
    guard let calcul = found.calcul else {
      node.operation = reference.op
      node.enfants = [reference]
      return node
    }
    let free = free(reference, found, calcul, locale)
    let (floor, ceiling) = bounds(found, calcul)
    node.operation = .arrondi(.plusPetit([.plusGrand([free.op, floor.op]), ceiling.op]), .centime)
    node.enfants = [free, floor, ceiling]
    node.borne = .init(
      minimum: calcul.plancher * 100, maximum: calcul.plafond * 100,
      article: BornesDotationIntercommunalite.regle.article)
    return node
  }

  private func free(
    _ reference: Explanation, _ found: DotationOfYear, _ calcul: DotationIntercommunaliteLocale.Annee,
    _ locale: DotationIntercommunaliteLocale
  ) -> Explanation {
    let plain = CoefficientExplainer(year: year).explain()
    var counted = plain
    if found.cif != plain.valeur {
      counted = Explanation(
        "Coefficient pris en compte", found.cif, .taux, grandeur: "cif.pris_en_compte", portee: .ensemble,
        regle: CIFPrisEnCompte.regle,
        enfants: [
          plain, year.parameter(.indicateursCifPlafond), year.parameter(.indicateursCifCoefficientMetropole),
          year.parameter(.indicateursCifPlafondEnDernier),
        ].compactMap { $0 })
    }
    let before = Explanation(
      "Coefficient pris en compte de référence", locale.cifReference, .taux, grandeur: "cif.pris_en_compte.reference",
      portee: .ensemble, source: "ensembles.csv, cif")
    let heads = Explanation(
      "Population DGF de \(year.annee)", found.population, .habitants, grandeur: "population_dgf.ensemble",
      portee: .ensemble, source: "somme des communes")
    let then = Explanation(
      "Population DGF de référence", locale.populationReference, .habitants,
      grandeur: "population_dgf.ensemble.reference", portee: .ensemble, source: "somme des communes")
    var operation = Operation.produit([reference.op, counted.op / before.op, heads.op / then.op])
    var children = [reference, counted, before, heads, then]
    if found.evolution != 1 {
      let growth = Explanation(
        "Évolution de la valeur de point", found.evolution, .nombre, grandeur: "hypothese.dotationIntercommunalite",
        portee: .ensemble, source: "hypothèse du scénario")
      operation = operation * growth.op
      children.append(growth)
    }
    return Explanation(
      "Dotation avant garantie et plafond", calcul.libre, .euros, grandeur: "dotation_intercommunalite.libre",
      portee: .ensemble, operation: operation, enfants: children)
  }

  private func bounds(
    _ found: DotationOfYear, _ calcul: DotationIntercommunaliteLocale.Annee
  ) -> (floor: Explanation, ceiling: Explanation) {
    let name = "dotation_intercommunalite"
    let past = Explanation(
      "Dotation de \(year.annee - 1)", found.precedente.montant, .euros, grandeur: "\(name).precedente",
      portee: .ensemble, source: "montant de l'année précédente")
    let heads = Explanation(
      "Population DGF de \(year.annee)", found.population, .habitants, grandeur: "population_dgf.ensemble",
      portee: .ensemble, source: "somme des communes")
    let before = Explanation(
      "Population DGF de \(year.annee - 1)", found.precedente.population, .habitants,
      grandeur: "population_dgf.ensemble.precedente", portee: .ensemble, source: "somme des communes")
    let base = past.op * (heads.op / before.op)
    func bound(_ libelle: String, _ value: Double, _ suffix: String, _ rate: Explanation?) -> Explanation {
      var node = Explanation(
        libelle, value, .euros, grandeur: "\(name).\(suffix)", portee: .ensemble,
        regle: BornesDotationIntercommunalite.regle)
      if let rate {
        node.operation = rate.op * base
        node.enfants = [rate, past, heads, before]
      }
      return node
    }
    let candidates = [
      year.parameter(.dotationIntercommunaliteGarantie), year.parameter(.dotationIntercommunaliteGarantieRenforcee),
    ].compactMap { $0 }
    let ratio = calcul.plancher / (past.valeur * (heads.valeur / before.valeur))
    let guarantee = candidates.min { ($0.valeur - ratio).magnitude < ($1.valeur - ratio).magnitude }
    return (
      bound("Garantie", calcul.plancher, "plancher", guarantee),
      bound("Plafond", calcul.plafond, "plafond", year.parameter(.dotationIntercommunalitePlafond))
    )
  }
}
