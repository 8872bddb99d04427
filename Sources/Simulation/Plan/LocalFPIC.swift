import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// « montant de l'ensemble : calculé »: the ensemble's amounts year by year, from the means of `national.yaml`.
struct LocalFPIC {
  let nature: NatureFPIC
  let territoire: Territory
  let projection: Projection
  let droit: Parametres
  let place: Place?

  /// Euros by year.
  func amounts(_ annees: [Int], _ diagnostics: inout [Diagnostic]) throws(DiagnosedError) -> [Int: Double] {
    try require()
    let valeurPoint = try valeurDePoint(&diagnostics)
    var percus: [Int: GarantieReversement.Percu] = [:]
    var out: [Int: Double] = [:]
    // The guarantee of a year reads the years before, those between the data and the period too.
    let first = min(annees.first ?? territoire.annee, territoire.annee + 1)
    for annee in first...max(first, annees.last ?? first) {
      let vp = valeurPoint * projection.factor(.valeursDePoint, annee: annee)
      let law = try local(annee)
      if nature == .prelevement {
        out[annee] = law.prelevement(entity(annee), valeurPoint: vp)
      } else {
        let percu = law.reversement(entity(annee), valeurPoint: vp) { percus[$0] ?? past($0) }
        percus[annee] = percu
        out[annee] = percu.attribution + percu.garantie
      }
    }
    return out.filter { annees.contains($0.key) }
  }

  /// The means of a year: those of `national.yaml`, carried by the hypotheses.
  private func local(_ annee: Int) throws(DiagnosedError) -> FPICLocal {
    func mean(_ key: String, _ grandeur: Hypothese.Grandeur) -> Double {
      (territoire.national[key] ?? .nan) * projection.factor(grandeur, annee: annee)
    }
    return FPICLocal(
      parametres: try ParametresFPICNational(annee: annee, parametres: droit),
      potentielMoyen: mean("pfia_moyen_habitant", .potentielMoyen),
      revenuMoyenPrelevement: mean("revenu_moyen_prelevement", .revenuMoyen),
      revenuMoyenReversement: mean("revenu_moyen_reversement", .revenuMoyen),
      effortMoyen: territoire.national["effort_fiscal_moyen"] ?? .nan,
      indiceSeuil: territoire.national["indice_seuil_eligibilite"] ?? .nan)
  }

  private func entity(_ annee: Int) -> FPICLocal.Entite {
    let ensemble = territoire.ensemble
    func total(_ name: String, _ grandeur: Hypothese.Grandeur) -> Double {
      let column = Matrix(column: territoire.column(name)?.values ?? [.nan])
      let moved = projection.column(column, grandeur, annee: annee).values
      guard let own = ensemble?.value(name) else { return orderedSum(moved.span) }
      return own * projection.factor(grandeur, annee: annee)
    }
    let growth = projection.factor(.potentielFinancier, annee: annee)
    let effort = ensemble.flatMap { e in
      e.value("efa_numerateur").flatMap { high in e.value("efa_denominateur").map { (high, $0) } }
        ?? e.value("efa").map { ($0, 1) }
    }
    return FPICLocal.Entite(
      isolee: ensemble?.type == .isolee, ile: ensemble?.value("ile") == 1,
      populationDGF: total("population_dgf", .population), populationINSEE: total("population_insee", .population),
      revenu: total("revenu", .revenus), potentielFinancierAgrege: (ensemble?.value("pfia") ?? .nan) * growth,
      ressources: (ensemble?.value("rfa") ?? .infinity) * growth, effortNumerateur: effort?.0 ?? .nan,
      effortDenominateur: effort?.1 ?? .nan,
      fsrif: ensemble?.latestVintage(of: "fsrif_prelevement", upTo: annee - 1)?.value ?? 0)
  }

  private func past(_ annee: Int) -> GarantieReversement.Percu? {
    guard let e = territoire.ensemble else { return nil }
    let attribution = e.value("fpic_reversement", annee: annee)
    let garantie = e.value("fpic_garantie", annee: annee) ?? 0
    guard
      let eligible = e.value("eligible", annee: annee).map({ $0 == 1 }) ?? attribution.map({ $0 > 0 && garantie == 0 })
    else { return nil }
    return .init(
      attribution: eligible ? attribution ?? 0 : 0, garantie: eligible ? 0 : garantie > 0 ? garantie : attribution ?? 0,
      eligible: eligible)
  }

  /// Given, or calibrated on the notified amount of the year of the data.
  private func valeurDePoint(_ diagnostics: inout [Diagnostic]) throws(DiagnosedError) -> Double {
    let levy = nature == .prelevement
    let key = levy ? "valeur_point_prelevement" : "valeur_point_reversement"
    if let given = territoire.national[key] {
      tell("\(Typography.shortest(given)) € (national.yaml)", &diagnostics)
      return given
    }
    let family = levy ? "fpic_prelevement" : "fpic_reversement"
    let law = try local(territoire.annee)
    let known = entity(territoire.annee)
    let points = levy ? law.assiette(known).score : law.eligible(known) ? law.indice(known) * known.populationDGF : 0
    guard let notified = territoire.ensemble?.value(family, annee: territoire.annee), notified > 0, points > 0,
      !levy || notified < law.assiette(known).plafond - 1
    else {
      // An ensemble out of the fund, and that stays out, needs no valeur de point.
      if points == 0, (territoire.ensemble?.value(family, annee: territoire.annee) ?? 0) == 0 { return 0 }
      throw fault(
        "S0221", "la valeur de point manque, et aucun montant notifié de \(territoire.annee) ne permet de la caler",
        "ajoutez \(key) à national.yaml, ou \(family)_\(territoire.annee) (non plafonné, hors garantie) à ensembles.csv"
      )
    }
    tell(
      "\(Typography.shortest(notified / points)) €, calée sur les \(Typography.euros(notified)) notifiés en \(territoire.annee)",
      &diagnostics)
    return notified / points
  }

  private func tell(_ value: String, _ diagnostics: inout [Diagnostic]) {
    diagnostics.append(
      Diagnostic(
        "S0222", .remarque,
        "\(nature.libelle) FPIC calculé avec les moyennes de national.yaml et une valeur de point de \(value), maintenues sauf hypothèse",
        place: place, context: FPICLocal.regle.article))
  }

  /// Every figure that the rule cannot do without, told at once.
  private func require() throws(DiagnosedError) {
    var missing = ["pfia_moyen_habitant"]
    missing +=
      nature == .prelevement
      ? ["revenu_moyen_prelevement"]
      : ["revenu_moyen_reversement", "effort_fiscal_moyen", "indice_seuil_eligibilite"]
    missing = missing.filter { territoire.national[$0] == nil }
    var found: [Diagnostic] = []
    if !missing.isEmpty {
      found +=
        fault(
          "S0223", "il manque à national.yaml : \(missing.joined(separator: ", "))",
          "ces moyennes figurent sur la fiche FPIC de l'ensemble, jointe à la notification"
        ).diagnostics
    }
    if territoire.ensemble?.value("pfia") == nil {
      found +=
        fault(
          "S0224",
          "le potentiel financier agrégé manque ; la somme des potentiels financiers des communes ne se compare pas aux moyennes officielles",
          "renseignez la colonne pfia d'ensembles.csv (fiche FPIC)"
        ).diagnostics
    }
    let e = territoire.ensemble
    if nature == .attribution, e?.value("efa") == nil,
      e?.value("efa_numerateur") == nil || e?.value("efa_denominateur") == nil
    {
      found +=
        fault(
          "S0225", "l'effort fiscal agrégé manque", "renseignez efa, ou efa_numerateur et efa_denominateur"
        ).diagnostics
    }
    if !found.isEmpty { throw DiagnosedError(found) }
  }

  private func fault(_ code: String, _ message: String, _ repair: String) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        code, .erreur, "\(nature.libelle) FPIC : \(message)", place: place, context: FPICLocal.regle.article,
        repair: repair)
    ])
  }
}
