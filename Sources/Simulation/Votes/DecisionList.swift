import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The decisions that a scenario needs, in order, and where their votes stand.
struct DecisionList {
  let plan: ScenarioPlan
  let territoire: Territory
  /// What the rules computed, year by year: whose AC changes.
  let traces: [YearTrace]

  typealias Facts = [(fait: any FaitDeLiceite, article: Article, span: Span?)]

  /// By year, then in the order of the articles.
  func build() throws(DiagnosedError) -> (decisions: [Decision], faits: Facts) {
    var decisions: [Decision] = []
    var faits: Facts = []
    func append(_ found: (decision: Decision, faits: Facts)?) {
      guard let found else { return }
      decisions.append(found.decision)
      faits += found.faits
    }
    for found in try attributionCompensation() { append(found) }
    append(try dotationSolidarite())
    for side in [plan.prelevement, plan.attribution].compactMap({ $0 }) { append(try fpic(side)) }
    let levers = try LeverDecisions(plan: plan, annee: year, seats: VoteCounter(territoire: territoire).seats).build()
    decisions += levers.decisions
    faits += levers.faits
    let sorted = decisions.enumerated().sorted { ($0.element.annee, $0.offset) < ($1.element.annee, $1.offset) }
    return (sorted.map(\.element), faits)
  }

  // MARK: attribution de compensation

  private func attributionCompensation() throws(DiagnosedError) -> [(decision: Decision, faits: Facts)] {
    guard let ac = plan.attributionCompensation else { return [] }
    var out: [(decision: Decision, faits: Facts)] = []
    for (index, entry) in ac.revisions.enumerated() {
      let mode = entry.revision.mode
      let rules = try ReglesDePassage(annee: entry.annee, parametres: plan.parametres)
      let droit = try ParametresAC(annee: entry.annee, parametres: plan.parametres)
      let counter = VoteCounter(territoire: territoire)
      let clause = entry.clause
      let positions = MunicipalPositions(clause.positions, undated: clause.refus, territoire)
      let steps = rules.attributionCompensation(mode, delaiCommunes: .mois(droit.delaiCommunesCLECT)).map { step in
        counter.step(
          step, scrutin: clause.vote.flatMap { Scrutin($0.value) }, positions: positions.qualified,
          interested: interested(index, ac), notification: clause.calendrier?.rapport)
      }
      // Nothing is written of most revisions, which are simulated long before they are voted: the table of decisions
      // says so, a remarque each would only repeat it.
      let told = clause.vote != nil || !clause.positions.isEmpty
      out.append(
        (
          Decision(
            article: ac.article.heading, objet: mode.libelle.capitalisedFirst + " à compter de \(entry.annee)",
            annee: entry.annee, voies: [steps.map(\.etape)]),
          (told ? steps.flatMap(\.faits) : []).map { ($0, ac.article, clause.vote?.span ?? clause.span) }
            + late(clause.vote, entry.annee, droit).map { ($0, ac.article, clause.vote?.span) }
        ))
    }
    return out
  }

  /// A revision of `annee` voted once its final amounts are settled.
  private func late(_ vote: Located<Vote>?, _ annee: Int, _ droit: ParametresAC) -> [FaitAC] {
    guard let date = vote?.value.date.flatMap({ DateCivile($0) }),
      let limit = DateCivile(annee: annee, mois: droit.moisDefinitif, jour: droit.jourDefinitif), date > limit
    else { return [] }
    return [.deliberationTardive(date: date, limite: limit)]
  }

  /// Rows whose AC the revision changes.
  private func interested(_ index: Int, _ ac: AttributionCompensationPlan) -> [Int] {
    let entry = ac.revisions[index]
    let sameYear = ac.revisions.indices.filter { ac.revisions[$0].annee == entry.annee }.sorted {
      (ac.revisions[$0].revision.mode, $0) < (ac.revisions[$1].revision.mode, $1)
    }
    guard let position = sameYear.firstIndex(of: index),
      let result = traces.first(where: { $0.annee == entry.annee })?.attributionCompensation,
      position < result.revisions.count
    else { return [] }
    let asked = result.revisions[position].demandes
    return territoire.communes.indices.filter { asked[$0, 0] != 0 && !asked[$0, 0].isNaN }
  }

  // MARK: dotation de solidarité

  private func dotationSolidarite() throws(DiagnosedError) -> (decision: Decision, faits: Facts)? {
    guard let dsc = plan.dotationSolidarite else { return nil }
    let rules = try ReglesDePassage(annee: year, parametres: plan.parametres)
    let scrutin = dsc.clauses.vote.flatMap { Scrutin($0.value) }
    let counter = VoteCounter(territoire: territoire)
    let found = rules.dotationSolidarite.map { counter.step($0, scrutin: scrutin) }
    // The amount and the criteria are one vote: a majority missed by both is told once.
    let faits: [FaitMajorite] = found.first?.faits.isEmpty == false ? found[0].faits : found.flatMap(\.faits)
    return (
      Decision(
        article: dsc.article.heading, objet: "Montant et critères de la dotation", annee: year,
        voies: [found.map(\.etape)]),
      faits.map { ($0, dsc.article, dsc.clauses.vote?.span) }
    )
  }

  // MARK: FPIC

  private func fpic(_ side: FPICPlan) throws(DiagnosedError) -> (decision: Decision, faits: Facts)? {
    guard let clause = side.clause, clause.mode.value != .droitCommun, let article = side.article else { return nil }
    let control = try ControleDuVoteFPIC(annee: year, parametres: plan.parametres)
    let rules = try ReglesDePassage(annee: year, parametres: plan.parametres)
    let scrutin = clause.vote.flatMap { Scrutin($0.value) }
    let notification = clause.notification.flatMap { DateCivile($0.value) }
    let second = clause.notificationAuxCommunes.flatMap { DateCivile($0.value) }
    let positions = MunicipalPositions(clause.positions, territoire)
    let label = side.nature == .prelevement ? "du prélèvement FPIC" : "du reversement FPIC"
    let counter = VoteCounter(territoire: territoire)
    var faits: [FaitMajorite] = []
    var voies: [[EtapeDecision]]
    let objet: String
    if clause.mode.value == .derogatoire {
      objet = "Répartition dérogatoire \(label)"
      faits = control.verifierDerogatoire(scrutin, notification: notification, nature: side.nature)
      voies = [
        rules.fpicDerogatoire(control, side.nature).map {
          counter.step($0, scrutin: scrutin, notification: notification).etape
        }
      ]
    } else {
      objet = "Répartition libre \(label)"
      faits = control.verifierLibre(
        scrutin, notification: notification, positions: positions.fpic, notificationAuxCommunes: second,
        nature: side.nature)
      voies = rules.fpicLibre(control, side.nature).map { way in
        way.map { step in
          let council = step.organe == .conseilCommunautaire
          return counter.step(
            step, scrutin: scrutin, positions: positions.qualified, interested: Array(territoire.communes.indices),
            notification: council ? notification : second
          ).etape
        }
      }
    }
    if let scrutin, let seats = counter.seats, scrutin.presents > seats {
      faits.append(
        .plusDeVoixQueDeSieges(
          .conseilCommunautaire, voix: scrutin.presents, sieges: seats, article: side.nature.article + ", II"))
    }
    var decision = Decision(article: article.heading, objet: objet, annee: year, voies: voies)
    // A late vote, or a way that the year does not know, is no vote.
    if faits.contains(where: { $0.severity == .alerte }) { decision.etat = .rejetee }
    return (decision, faits.map { ($0, article, clause.vote?.span ?? clause.span) })
  }

  private var year: Int { plan.annees.first ?? territoire.annee }
}

/// What the municipal councils said, row by row.
struct MunicipalPositions {
  private(set) var rows: [Language.PositionMunicipale?]

  /// A line without names speaks for the communes that no other line names.
  init(_ written: [Language.PositionMunicipale], undated: [CommuneRef] = [], _ territoire: Territory) {
    rows = [Language.PositionMunicipale?](repeating: nil, count: territoire.communes.count)
    for name in undated {
      guard let row = name.resolve(in: territoire) else { continue }
      rows[row] = Language.PositionMunicipale(avis: .refus, communes: [name], span: name.span)
    }
    for line in written {
      for name in line.communes { if let row = name.resolve(in: territoire) { rows[row] = line } }
    }
    if let all = written.first(where: \.communes.isEmpty) {
      for row in rows.indices where rows[row] == nil { rows[row] = all }
    }
  }

  var fpic: [ControleDuVoteFPIC.PositionMunicipale] {
    rows.map { line in
      switch line?.avis {
      case .accord: .accord
      case .refus: .refus(date: line?.date.flatMap { DateCivile($0.value) })
      case .silence, nil: .silence
      }
    }
  }

  /// `nil` where nothing is written.
  var qualified: [MajoriteQualifiee.Position?] {
    rows.map { line in
      line.map { $0.avis == .accord ? .favorable : $0.avis == .refus ? .defavorable : .silence }
    }
  }
}

extension Scrutin {
  /// `nil` when the vote counts nobody.
  init?(_ vote: Vote) {
    guard vote.pour >= 0, vote.contre >= 0, vote.abstentions >= 0 else { return nil }
    self.init(
      pour: vote.pour, contre: vote.contre, abstentions: vote.abstentions, date: vote.date.flatMap { DateCivile($0) })
  }

  /// Members who took part.
  var presents: Int { pour + contre + abstentions }
}

extension DateCivile {
  init?(_ date: DateEcrite) { self.init(annee: date.annee, mois: date.mois, jour: date.jour) }
}
