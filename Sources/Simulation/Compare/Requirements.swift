import Diagnostics
import Language
import Legislation
import Territory

/// Judges the `exiger` of a scenario on its results, against the reference of the run.
struct RequirementJudge {
  var comparison: Comparison
  var scenario: ScenarioResult
  /// The law, as the scenario reforms it.
  var parametres: Parametres

  func judge(_ exigence: Exigence) -> RequirementResult {
    let constats = findings(exigence.condition)
    return RequirementResult(texte: exigence.ligne, satisfaite: constats.isEmpty, constats: constats)
  }

  private func findings(_ condition: Exigence.Condition) -> [String] {
    switch condition {
    case .aucunePerte(let commune):
      return losses(of: commune) { ecart, _ in ecart.sens == .perdante ? "" : nil }
    case .perteMaximale(let seuil, let commune):
      return losses(of: commune) { ecart, annee in excess(ecart, seuil.value, annee) }
    case .nombrePerdantes(let limit):
      return years { annee in
        let count = comparison.synthese(scenario, annee: annee).perdantes.communes
        guard count > limit.value else { return nil }
        return "\(annee) : \(count) communes perdantes, \(count - limit.value) de trop"
      }
    case .montant(let flux, let commune, let comparaison, let montant, let annee):
      return bound(flux, commune, comparaison, montant.value, annee?.value)
    case .vote(let majorite, let perdantes): return vote(majorite, perdantes)
    case .coutEPCI(let montant, let annee):
      return years(annee?.value) { annee in
        let cost = comparison.synthese(scenario, annee: annee).ecartCoutEPCI
        let limit = Double(montant.value.centimes)
        if cost.isNaN { return "\(annee) : le coût ne peut pas être calculé, un flux manque" }
        guard cost > limit else { return nil }
        return "\(annee) : \(Typography.centimes(cost)) de plus que la référence, "
          + "soit \(Typography.centimes(cost - limit)) de trop"
      }
    }
  }

  /// The majority with the losing communes against or abstaining, all the others in favour.
  private func vote(_ majorite: Exigence.MajoriteExigee, _ attitude: Exigence.AttitudePerdantes) -> [String] {
    guard let annee = comparison.annees.first,
      let rules = try? ParametresMajorites(annee: annee, parametres: parametres)
    else { return ["la règle de vote n'est pas connue"] }
    let losers = comparison.perdantes(scenario)
    guard
      let issue = LosersVote(SeuilDePassage(majorite, rules), territoire: comparison.territoire)?
        .hypothesis(VoteWeights(comparison.territoire).tally(losers), attitude)
    else { return ["les sièges ou les populations ne sont pas tous renseignés"] }
    guard !issue.acquis else { return [] }
    let names = losers.prefix(5).map { comparison.territoire.communes[$0].nom }.joined(separator: ", ")
    let more = losers.count > 5 ? "…" : ""
    let what =
      majorite == .qualifiee
      ? "\(issue.pour) conseils favorables sur \(issue.base)"
      : "\(issue.pour) voix pour sur \(issue.base), il en faut \(issue.necessaires)"
    return ["\(what) ; \(losers.count) communes perdantes (\(names)\(more))"]
  }

  private func years(_ only: Int? = nil, _ finding: (Int) -> String?) -> [String] {
    (only.map { [$0] } ?? comparison.annees).compactMap(finding)
  }

  /// One sentence a commune, for its worst year.
  private func losses(of commune: CommuneRef?, _ excess: (Ecart, Int) -> String?) -> [String] {
    let rows =
      commune.flatMap { $0.resolve(in: comparison.territoire) }.map { [$0] }
      ?? Array(comparison.territoire.communes.indices)
    let byYear = comparison.annees.map { (annee: $0, ecarts: comparison.ecarts(scenario, annee: $0)) }
    return rows.compactMap { row in
      let broken = byYear.compactMap { year in
        excess(year.ecarts[row], year.annee).map { (year.annee, year.ecarts[row], $0) }
      }
      guard let worst = broken.min(by: { $0.1.montant < $1.1.montant }) else { return nil }
      let name = comparison.territoire.communes[row].nom
      let head = Typography.eurosPerHead(worst.1.parHabitant, signed: true)
      let span = broken.count == 1 ? "en \(worst.0)" : "\(broken.count) années, la pire en \(worst.0)"
      let tail = worst.2.isEmpty ? "" : ", \(worst.2)"
      return "\(name) : \(Typography.centimes(worst.1.montant, signed: true)) (\(head)), \(span)\(tail)"
    }
  }

  /// `nil` when the loss stays within the limit; otherwise by how much it goes beyond.
  private func excess(_ ecart: Ecart, _ seuil: Exigence.Seuil, _ annee: Int) -> String? {
    let loss = -ecart.montant
    let recettes = scenario.indicateurs(annee)?.recettesReelles ?? []
    let limit = seuil.limite(ecart.commune, territoire: comparison.territoire, recettes: recettes)
    guard loss > limit else { return nil }
    switch seuil {
    case .montant: return "soit \(Typography.centimes(loss - limit)) de trop"
    case .pourcentageRecettes:
      guard !recettes.isEmpty, !recettes[ecart.commune].isNaN else {
        return "recettes réelles de fonctionnement inconnues"
      }
      return "soit \(Typography.percent(loss / (recettes[ecart.commune] * 100))) des recettes réelles de fonctionnement"
    }
  }

  private func bound(
    _ flux: Exigence.Flux, _ commune: CommuneRef, _ comparaison: Exigence.Comparaison, _ montant: Montant, _ annee: Int?
  ) -> [String] {
    guard let row = commune.resolve(in: comparison.territoire) else { return [] }
    let limit = montant.centimes(row, comparison.territoire)
    return years(annee) { annee in
      let amount = scenario.montants[annee, Flux(flux), row] * flux.sens
      if amount.isNaN, Flux.leviers.contains(Flux(flux)) { return "\(annee) : aucun article n'emploie ce levier" }
      if amount.isNaN || limit.isNaN { return "\(annee) : le montant n'est pas connu" }
      let gap = comparaison == .auMoins ? limit - amount : amount - limit
      guard gap > 0 else { return nil }
      let sentence =
        comparaison == .auMoins ? "il manque \(Typography.centimes(gap))" : "soit \(Typography.centimes(gap)) de trop"
      return "\(annee) : \(Typography.centimes(amount)), \(sentence)"
    }
  }
}

extension Exigence.Seuil {
  /// Centimes beyond which a loss of the commune is too much; NaN where nothing is known to compare with.
  func limite(_ row: Int, territoire: Territory, recettes: [Double]) -> Double {
    switch self {
    case .montant(let montant): return montant.centimes(row, territoire)
    case .pourcentageRecettes(let rate):
      // Without known recettes, any loss is too much.
      guard !recettes.isEmpty, !recettes[row].isNaN else { return 0 }
      return recettes[row] * 100 * rate.fraction
    }
  }
}

extension Montant {
  /// Of a commune; NaN when its population is not known.
  func centimes(_ row: Int, _ territoire: Territory) -> Double {
    guard let choix = parHabitant else { return Double(centimes) }
    return Double(centimes) * (territoire.population(choix)?[row] ?? .nan)
  }
}

extension Exigence.Flux {
  /// An invoice is written as what the commune pays.
  var sens: Double { self == .servicesCommuns ? -1 : 1 }
}

extension Flux {
  init(_ flux: Exigence.Flux) {
    self =
      switch flux {
      case .attributionCompensation: .attributionCompensation
      case .dotationSolidarite: .dotationSolidarite
      case .prelevementFPIC: .prelevementFPIC
      case .reversementFPIC: .reversementFPIC
      case .priseEnChargeFPIC: .priseEnChargeFPIC
      case .fondsDeConcours: .fondsDeConcours
      case .taxeAmenagement: .taxeAmenagement
      case .partageFoncier: .partageFoncier
      case .dgfTerritoriale: .dgfTerritoriale
      case .servicesCommuns: .servicesCommuns
      case .fiscalite: .fiscalite
      case .net: .net
      }
  }
}
