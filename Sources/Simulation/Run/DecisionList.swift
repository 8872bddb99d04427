import Diagnostics
import Language
import Legislation
import Territory

/// The decisions that a scenario needs, in order, and where their votes stand.
struct DecisionList {
  let plan: ScenarioPlan
  let territoire: Territory

  typealias Facts = [(fait: any FaitDeLiceite, article: Article)]

  func build() -> (decisions: [Decision], faits: Facts) {
    var decisions = attributionCompensation()
    var faits: Facts = []
    if let found = dotationSolidarite() {
      decisions.append(found.decision)
      faits += found.faits
    }
    for side in [plan.prelevement, plan.attribution].compactMap({ $0 }) {
      guard let found = fpic(side) else { continue }
      decisions.append(found.decision)
      faits += found.faits
    }
    return (decisions, faits)
  }

  private func attributionCompensation() -> [Decision] {
    guard let ac = plan.attributionCompensation else { return [] }
    return ac.revisions.map { entry in
      let mode = entry.revision.mode
      return Decision(
        article: ac.article.heading, objet: capitalised(mode.libelle) + " à compter de \(entry.annee)",
        regle: mode.voteConseil.phrase + mode.voteCommunes.phrase, texte: mode.article, etat: .nonRenseignee,
        detail: seats.map { "conseil communautaire de \($0) sièges" } ?? "sièges non renseignés")
    }
  }

  private func dotationSolidarite() -> (decision: Decision, faits: Facts)? {
    guard let dsc = plan.dotationSolidarite,
      let fraction = plan.parametres.rapport(.majoriteDeuxTiers, annee: year)
    else { return nil }
    let rule = RegleDeMajorite(fraction: fraction)
    let article = "CGCT art. L5211-28-4, I"
    let scrutin = dsc.clauses.vote.flatMap { Scrutin($0.value) }
    var faits: Facts = []
    if let scrutin, case let issue = rule.evaluer(scrutin), !issue.acquis {
      faits.append(
        (FaitMajorite.majoriteNonAtteinte(.conseilCommunautaire, issue, rule, article: article), dsc.article))
    }
    if scrutin == nil {
      faits.append((FaitMajorite.voteNonRenseigne(.conseilCommunautaire, article: article), dsc.article))
    }
    return (decision("Montant et critères de la dotation", dsc.article, rule, article, scrutin), faits)
  }

  private func fpic(_ side: FPICPlan) -> (decision: Decision, faits: Facts)? {
    guard let clause = side.clause, clause.mode.value != .droitCommun, let article = side.article,
      let control = try? ControleDuVoteFPIC(annee: year, parametres: plan.parametres)
    else { return nil }
    let scrutin = clause.vote.flatMap { Scrutin($0.value) }
    let notification = clause.notification.flatMap { DateCivile($0.value) }
    let found: [FaitMajorite]
    let label = side.nature == .prelevement ? "du prélèvement FPIC" : "du reversement FPIC"
    var decision: Decision
    if clause.mode.value == .derogatoire {
      found = control.verifierDerogatoire(scrutin, notification: notification, nature: side.nature)
      decision = self.decision(
        "Répartition dérogatoire \(label)", article, control.derogatoire, side.nature.article + ", II, 1°", scrutin)
    } else {
      found = control.verifierLibre(
        scrutin, notification: notification, positions: positions(clause), notificationAuxCommunes: nil,
        nature: side.nature)
      decision = Decision(
        article: article.heading, objet: "Répartition libre \(label)",
        regle:
          "Conseil communautaire à l'unanimité, ou aux deux tiers des suffrages exprimés sans refus d'un conseil municipal",
        texte: side.nature.article + ", II, 2°", etat: scrutin == nil ? .nonRenseignee : .acquise,
        detail: scrutin.map { "\($0.pour) pour, \($0.contre) contre" } ?? "vote non renseigné")
    }
    if found.contains(where: { $0.severity == .alerte }) { decision.etat = .rejetee }
    if let echeance = control.delai.echeance(notification: notification) {
      decision.detail += " ; au plus tard le \(echeance)"
    }
    return (decision, found.map { ($0, article) })
  }

  private func positions(_ clause: Language.DecisionFPIC) -> [ControleDuVoteFPIC.PositionMunicipale] {
    var out = [ControleDuVoteFPIC.PositionMunicipale](repeating: .silence, count: territoire.communes.count)
    for commune in clause.refus {
      if let row = commune.resolve(in: territoire) { out[row] = .refus(date: nil) }
    }
    return out
  }

  private func decision(
    _ objet: String, _ article: Article, _ rule: RegleDeMajorite, _ texte: String, _ scrutin: Scrutin?
  ) -> Decision {
    let regle = "Conseil communautaire, deux tiers des suffrages exprimés"
    guard let scrutin else {
      let needed = seats.map { "il faut \(rule.voixNecessaires(sur: $0)) voix si les \($0) élus s'expriment" }
      return Decision(
        article: article.heading, objet: objet, regle: regle, texte: texte, etat: .nonRenseignee,
        detail: needed ?? "vote non renseigné")
    }
    let issue = rule.evaluer(scrutin)
    return Decision(
      article: article.heading, objet: objet, regle: regle, texte: texte, etat: issue.acquis ? .acquise : .rejetee,
      detail: "\(issue.pour) voix pour sur \(issue.base) exprimées ; il en fallait \(issue.voixNecessaires)")
  }

  private var year: Int { plan.annees.first ?? territoire.annee }

  /// Seats of the council, when the territory knows those of every commune.
  private var seats: Int? {
    guard let values = territoire.column("sieges")?.values, !values.contains(where: \.isNaN) else { return nil }
    return Int(values.reduce(0, +))
  }

  private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension VoteConseilRequis {
  var phrase: String {
    switch self {
    case .majoriteSimple: "Conseil communautaire à la majorité simple"
    case .deuxTiersExprimes: "Conseil communautaire aux deux tiers des suffrages exprimés"
    case .convention: "Convention entre l'EPCI et les communes"
    }
  }
}

extension VoteCommunesRequis {
  var phrase: String {
    switch self {
    case .aucun, .convention: ""
    case .chaqueInteressee: ", et accord de chaque commune intéressée à la majorité simple"
    case .majoriteQualifieeSurRapport: ", après rapport de la CLECT adopté par les communes à la majorité qualifiée"
    case .majoriteQualifiee: ", et communes à la majorité qualifiée (art. L5211-5, II)"
    }
  }
}

extension Scrutin {
  /// `nil` when the vote counts nobody.
  init?(_ vote: Vote) {
    guard vote.pour >= 0, vote.contre >= 0 else { return nil }
    self.init(pour: vote.pour, contre: vote.contre, date: vote.date.flatMap { DateCivile($0) })
  }
}

extension DateCivile {
  init?(_ date: DateEcrite) { self.init(annee: date.annee, mois: date.mois, jour: date.jour) }
}
