import Diagnostics
import Language
import Legislation
import Territory

/// The votes that the other levers need: concordant deliberations, councils in agreement, or a free split of the FPIC.
struct LeverDecisions {
  let plan: ScenarioPlan
  let annee: Int
  let seats: Int?

  func build() -> (decisions: [Decision], faits: DecisionList.Facts) {
    var decisions: [Decision] = []
    var faits: DecisionList.Facts = []
    for article in plan.leviers.articles {
      guard case .levier(let levier) = article.objet, let passage = passage(levier) else { continue }
      let scrutin = levier.vote.flatMap { Scrutin($0.value) }
      decisions.append(decision(article, passage, scrutin))
      if let scrutin, case let issue = passage.regle.evaluer(scrutin), !issue.acquis {
        faits.append(
          (
            FaitMajorite.majoriteNonAtteinte(.conseilCommunautaire, issue, passage.regle, article: passage.texte),
            article, levier.vote?.span
          ))
      }
      if scrutin == nil {
        faits.append((FaitMajorite.voteNonRenseigne(.conseilCommunautaire, article: passage.texte), article, nil))
      }
    }
    return (decisions, faits)
  }

  private struct Passage {
    var objet: String
    /// Who votes, in words.
    var phrase: String
    var texte: String
    /// Of the council of the EPCI.
    var regle: RegleDeMajorite
    var echeance: String?
  }

  private func passage(_ levier: Levier) -> Passage? {
    guard let rules = try? ParametresMajorites(annee: annee, parametres: plan.parametres) else { return nil }
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
    case .dgfTerritoriale: return territoriale(rules)
    case .tauxImposition:
      return Passage(
        objet: "Taux d'imposition",
        phrase: "Chaque conseil vote ses taux à la majorité simple, avant le 15 avril",
        texte: "CGI art. 1636 B sexies et 1639 A", regle: rules.simple)
    case .priseEnChargeFPIC(let clauses): return free(clauses, rules)
    }
  }

  private func territoriale(_ rules: ParametresMajorites) -> Passage {
    if plan.leviers.dgfTerritoriale?.mode == .partielle {
      let months = (try? ParametresDGFTerritoriale(annee: annee, parametres: plan.parametres))?.delaiMois ?? 2
      return Passage(
        objet: "Mise en commun d'une partie de la DGF",
        phrase: "Conseil communautaire, et accord exprès de chaque conseil municipal",
        texte: "CGCT art. L5211-28-2, II",
        regle: rules.simple, echeance: "dans les \(months) mois de la notification de la DGF")
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
  private func free(_ clauses: ClausesPriseEnCharge, _ rules: ParametresMajorites) -> Passage? {
    guard plan.prelevement?.clause?.mode.value != .libre else { return nil }
    var limit: String?
    if let notification = clauses.notification.flatMap({ DateCivile($0.value) }),
      let control = try? ControleDuVoteFPIC(annee: annee, parametres: plan.parametres),
      let date = control.delai.echeance(notification: notification)
    {
      limit = "au plus tard le \(date)"
    }
    return Passage(
      objet: "Répartition libre du prélèvement FPIC, pour sa prise en charge",
      phrase:
        "Conseil communautaire à l'unanimité, ou aux deux tiers des suffrages exprimés sans refus d'un conseil municipal",
      texte: "CGCT art. L2336-3, II, 2°", regle: rules.deuxTiers, echeance: limit)
  }

  private func decision(_ article: Article, _ passage: Passage, _ scrutin: Scrutin?) -> Decision {
    var detail: String
    var etat = Decision.Etat.nonRenseignee
    if let scrutin {
      let issue = passage.regle.evaluer(scrutin)
      etat = issue.acquis ? .acquise : .rejetee
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
