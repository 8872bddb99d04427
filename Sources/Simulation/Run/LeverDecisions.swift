import Diagnostics
import Language
import Legislation
import Territory

/// The votes that the other levers need: concordant deliberations, councils in agreement, or a free split of the FPIC.
struct LeverDecisions {
  let plan: ScenarioPlan
  let annee: Int
  let seats: Int?

  func build() throws(DiagnosedError) -> (decisions: [Decision], faits: DecisionList.Facts) {
    var decisions: [Decision] = []
    var faits: DecisionList.Facts = []
    for article in plan.leviers.articles {
      guard case .levier(let levier) = article.objet, let passage = try passage(levier) else { continue }
      let scrutin = levier.vote.flatMap { Scrutin($0.value) }
      let found = judge(passage, scrutin)
      decisions.append(decision(article, passage, scrutin, late: found.contains { $0.severity == .alerte }))
      faits += found.map { ($0, article, levier.vote?.span) }
    }
    return (decisions, faits)
  }

  /// The majority, then the deadline where one counts.
  private func judge(_ passage: Passage, _ scrutin: Scrutin?) -> [any FaitDeLiceite] {
    guard let scrutin else {
      return [FaitMajorite.voteNonRenseigne(.conseilCommunautaire, article: passage.texte)]
    }
    var out: [any FaitDeLiceite] = []
    let issue = passage.regle.evaluer(scrutin)
    if !issue.acquis {
      out.append(
        FaitMajorite.majoriteNonAtteinte(.conseilCommunautaire, issue, passage.regle, article: passage.texte))
    }
    if let delai = passage.delai {
      out += delai.verifier(
        date: scrutin.date, notification: passage.notification, article: passage.texte, objet: .conseilCommunautaire)
    }
    if let limit = passage.limiteDesTaux, let date = scrutin.date, date > limit {
      out.append(FaitTaux.voteTardif(date: date, limite: limit))
    }
    return out
  }

  private struct Passage {
    var objet: String
    /// Who votes, in words.
    var phrase: String
    var texte: String
    /// Of the council of the EPCI.
    var regle: RegleDeMajorite
    var echeance: String?
    /// Deadline counted from a notification, when the law sets one.
    var delai: Delai?
    var notification: DateCivile?
    /// Last day of the year to vote rates.
    var limiteDesTaux: DateCivile?
  }

  private func passage(_ levier: Levier) throws(DiagnosedError) -> Passage? {
    let rules = try ParametresMajorites(annee: annee, parametres: plan.parametres)
    let concordant =
      "Délibérations concordantes, à la majorité simple, du conseil communautaire et de chaque commune concernée"
    switch levier {
    case .fondsDeConcours:
      return Passage(
        objet: "Fonds de concours", phrase: concordant, texte: "CGCT art. L5214-16, V, L5215-26 et L5216-5, VI",
        regle: rules.simple)
    case .taxeAmenagement:
      return Passage(
        objet: "Partage de la taxe d'aménagement", phrase: concordant, texte: "CGI art. 1379, 16°", regle: rules.simple)
    case .partageFoncier:
      return Passage(
        objet: "Partage du foncier des zones d'activités", phrase: concordant,
        texte: "loi 80-10 du 10 janvier 1980, art. 11 et 29", regle: rules.simple)
    case .dgfTerritoriale(let clauses): return try territoriale(clauses, rules)
    case .tauxImposition(let clauses):
      let year = clauses.mesures.map(\.aCompterDe.value).min() ?? annee
      let limit = try ParametresTaux(annee: year, parametres: plan.parametres).limiteDuVote(year)
      return Passage(
        objet: "Taux d'imposition",
        phrase: "Chaque conseil vote ses taux à la majorité simple"
          + (limit.map { ", au plus tard le \($0)" } ?? ""),
        texte: "CGI art. 1636 B sexies et 1639 A", regle: rules.simple, limiteDesTaux: limit)
    case .priseEnChargeFPIC(let clauses): return try free(clauses, rules)
    }
  }

  private func territoriale(
    _ clauses: ClausesDGFTerritoriale, _ rules: ParametresMajorites
  ) throws(DiagnosedError) -> Passage {
    if plan.leviers.dgfTerritoriale?.mode == .partielle {
      let delai = Delai.mois(try ParametresDGFTerritoriale(annee: annee, parametres: plan.parametres).delaiMois)
      let notification = clauses.notification.flatMap { DateCivile($0.value) }
      return Passage(
        objet: "Mise en commun d'une partie de la DGF",
        phrase: "Conseil communautaire, et accord exprès de chaque conseil municipal",
        texte: "CGCT art. L5211-28-2, II", regle: rules.simple,
        echeance: delai.echeance(notification: notification).map { "au plus tard le \($0)" }
          ?? delai.phrase(depart: "la notification de la DGF"),
        delai: delai, notification: notification)
    }
    let metropole = plan.territoire.nature == .METROPOLE
    return Passage(
      objet: "Mise en commun de la DGF",
      phrase: metropole
        ? "Conseil aux deux tiers des suffrages exprimés, et communes à la majorité qualifiée (art. L5211-5, II)"
        : "Conseil aux deux tiers des suffrages exprimés, et délibérations concordantes de toutes les communes",
      texte: "CGCT art. L5211-28-2, I", regle: rules.deuxTiers)
  }

  /// `nil` when the FPIC article votes the free split already.
  private func free(
    _ clauses: ClausesPriseEnCharge, _ rules: ParametresMajorites
  ) throws(DiagnosedError) -> Passage? {
    guard plan.prelevement?.clause?.mode.value != .libre else { return nil }
    let notification = clauses.notification.flatMap { DateCivile($0.value) }
    let delai = try ControleDuVoteFPIC(annee: annee, parametres: plan.parametres).delai
    return Passage(
      objet: "Répartition libre du prélèvement FPIC, pour sa prise en charge",
      phrase:
        "Conseil communautaire à l'unanimité, ou aux deux tiers des suffrages exprimés sans refus d'un conseil municipal",
      texte: "CGCT art. L2336-3, II, 2°", regle: rules.deuxTiers,
      echeance: delai.echeance(notification: notification).map { "au plus tard le \($0)" }, delai: delai,
      notification: notification)
  }

  private func decision(_ article: Article, _ passage: Passage, _ scrutin: Scrutin?, late: Bool) -> Decision {
    var detail: String
    var etat = Decision.Etat.nonRenseignee
    if let scrutin {
      let issue = passage.regle.evaluer(scrutin)
      etat = issue.acquis && !late ? .acquise : .rejetee
      detail = "\(issue.pour) voix pour sur \(issue.base) exprimées ; il en fallait \(issue.voixNecessaires)"
    } else {
      detail =
        seats.map { "il faut \(passage.regle.voixNecessaires(sur: $0)) voix si les \($0) élus s'expriment" }
        ?? "vote non renseigné"
    }
    if let echeance = passage.echeance { detail += " ; \(echeance)" }
    return Decision(
      article: article.heading, objet: passage.objet, regle: passage.phrase, texte: passage.texte, etat: etat,
      detail: detail, annee: annee)
  }
}
