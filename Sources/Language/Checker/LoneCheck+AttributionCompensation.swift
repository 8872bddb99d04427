import Diagnostics

extension LoneCheck {
  mutating func check(_ clauses: ClausesAttributionCompensation) {
    if let depart = clauses.depart, depart.value >= periode.lowerBound {
      add(
        "P0113", .erreur,
        "les montants de départ sont ceux de \(depart.value), la période commence en \(periode.lowerBound)",
        depart.span, repair: "prenez une année antérieure à \(periode.lowerBound)")
    }
    if let initiales = clauses.initiales { check(initiales, clauses) }
    if let fusion = clauses.fusion, fusion.value > periode.upperBound {
      add(
        "P0113", .erreur, "la fusion de \(fusion.value) est après la période", fusion.span,
        repair: "corrigez l'année, ou allongez la période")
    }
    for revision in clauses.revisions { check(revision) }
  }

  private mutating func check(
    _ initiales: ClausesAttributionCompensation.Initiales, _ clauses: ClausesAttributionCompensation
  ) {
    if initiales.annee.value != periode.lowerBound {
      add(
        "P0113", .erreur,
        "les attributions initiales sont celles de \(initiales.annee.value), la période commence en \(periode.lowerBound)",
        initiales.annee.span, repair: "faites commencer la période en \(initiales.annee.value)")
    }
    if let depart = clauses.depart {
      add(
        "P0131", .erreur, "des attributions initiales ne partent pas de montants antérieurs", initiales.span,
        related: [depart.span.place("les montants de départ")], repair: "gardez l'une des deux lignes")
    }
    if initiales.provenances.isEmpty {
      add(
        "P0115", .erreur, "les attributions initiales ne disent pas d'où viennent les communes", initiales.span,
        repair: "ajoutez dessous « communes isolées : toutes »")
    }
    repeated(initiales.provenances.flatMap(\.communes))
    let rest = initiales.provenances.filter(\.communes.isEmpty)
    if rest.count > 1 {
      add(
        "P0116", .erreur, "deux lignes prennent toutes les autres communes", rest[1].span,
        related: [rest[0].span.place("la première")], repair: "nommez les communes de l'une des deux")
    }
  }

  private mutating func check(_ revision: RevisionAttributionCompensation) {
    started(revision.aCompterDe)
    positions(revision.positions)
    repeated(revision.refus + revision.positions.refus)
    switch revision.genre {
    case .libreMontants(let montants, _), .accord(let montants, _):
      if montants.isEmpty { empty(revision, "« « Montjoie » : − 20 000 € »") }
      repeated(montants.map(\.commune))
    case .fusion(let montants), .individualiseeMontants(let montants), .investissementMontants(let montants):
      if montants.isEmpty { empty(revision, "« « Montjoie » : − 10 000 € »") }
      repeated(montants.map(\.commune))
    case .libreRepartie(_, let criteres, _, _):
      if criteres.isEmpty { empty(revision, "« 100 % selon la population DGF »") }
      weights(criteres)
    case .serviceCommun(let service):
      if service.repartition.isEmpty { empty(revision, "« 100 % selon la population INSEE »") }
      share(service.partEPCI, "la part de l'EPCI")
      weights(service.repartition)
    case .transfert(_, let evaluation, let charge, _): check(evaluation, charge, revision)
    case .baisseBases(let baisse): check(baisse, revision)
    case .neutralisation(let neutralisation): check(neutralisation, revision)
    case .investissementPart(let part): share(part, "la part en investissement")
    case .indexation, .individualisee: break
    }
  }

  private mutating func share(_ part: Located<Decimal>, _ what: String) {
    if part.value.fraction > 1 {
      add("P0120", .erreur, "\(what) dépasse 100 %", part.span, repair: "écrivez 100 % au plus")
    }
  }

  private mutating func empty(_ revision: RevisionAttributionCompensation, _ example: String) {
    add(
      "P0115", .erreur, "cette révision ne dit pas de combien ni pour qui", revision.span,
      repair: "ajoutez dessous \(example)")
  }

  private mutating func check(
    _ baisse: RevisionAttributionCompensation.Baisse, _ revision: RevisionAttributionCompensation
  ) {
    repeated(baisse.pertes.map(\.commune))
    if let loss = baisse.pertes.first(where: { $0.montant.value.centimes < 0 }) {
      add(
        "P0106", .erreur, "une perte s'écrit sans signe moins", loss.montant.span,
        repair: "écrivez « « \(loss.commune.value) » : 30 000 € »")
    }
    if !baisse.communesPerdantes, let loss = baisse.pertes.first {
      add(
        "P0131", .erreur, "les pertes par commune sont sans effet quand la baisse est proportionnelle",
        loss.commune.span, repair: "écrivez « sur les communes perdantes », ou retirez ces lignes")
    }
    if baisse.communesPerdantes, baisse.perte != nil, baisse.pertes.isEmpty {
      add(
        "P0115", .erreur, "les pertes des communes perdantes ne sont pas écrites", revision.span,
        repair: "ajoutez dessous « « Montjoie » : 30 000 € », ou écrivez « perte constatée »")
    }
    if baisse.perte == nil, let loss = baisse.pertes.first {
      add(
        "P0131", .erreur, "la perte constatée est lue dans les données : ces lignes sont de trop", loss.commune.span,
        repair: "écrivez « perte de … », ou retirez ces lignes")
    }
  }

  private mutating func check(
    _ neutralisation: RevisionAttributionCompensation.Neutralisation, _ revision: RevisionAttributionCompensation
  ) {
    for (index, impot) in neutralisation.impots.enumerated() {
      guard let first = neutralisation.impots[..<index].first(where: { $0.value == impot.value }) else { continue }
      add(
        "P0127", .erreur, "cet impôt est écrit deux fois", impot.span, related: [first.span.place("la première fois")],
        repair: "gardez-en un seul")
    }
    if neutralisation.auTitreDeLaFusion, let refus = neutralisation.refus.first {
      add(
        "P0131", .erreur, "la révision après fusion ne demande pas l'accord des communes : un refus est sans effet",
        refus.span, repair: "retirez le refus, ou « au titre de la fusion »")
    }
  }

  private mutating func check(
    _ evaluation: EvaluationCharges, _ charge: [PartCharge], _ revision: RevisionAttributionCompensation
  ) {
    if evaluation.fonctionnement == nil, evaluation.equipements.isEmpty, evaluation.investissement == nil {
      add(
        "P0115", .erreur, "la charge transférée n'est pas évaluée", revision.span,
        repair: "ajoutez dessous « fonctionnement : 350 000 €, dernier budget »")
    }
    if charge.isEmpty {
      add(
        "P0115", .erreur, "ce transfert ne dit pas quelle commune supportait la charge", revision.span,
        repair: "ajoutez dessous « charge de « Montjoie » »")
    }
    repeated(charge.map(\.commune))
    guard charge.count > 1 || charge.contains(where: { $0.part != nil }) else { return }
    let total = charge.reduce(0) { $0 + ($1.part?.value.fraction ?? 0) }
    if charge.contains(where: { $0.part == nil }) || (total - 1).magnitude > 1e-9 {
      add(
        "P0112", .erreur, "les parts de la charge doivent être écrites et totaliser 100 %", revision.span,
        repair: "par exemple « charge de « A » : 60 % » et « charge de « B » : 40 % »")
    }
  }
}
