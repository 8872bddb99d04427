extension Balayage {
  /// The value that a target takes: one draw, or one point of a grid, is a scenario that could be written.
  public enum Valeur: Sendable, Equatable {
    case quantite(Quantite)
    /// In percent, in the order of the criteria.
    case poids([Decimal])
  }
}

extension Scenario {
  /// What the scenario writes at a target; `nil` when it writes nothing there.
  ///
  /// A hypothesis that is not written is a rate of 0 %. A parameter of the law and a column are not in the scenario.
  public func valeur(_ cible: Balayage.Cible) -> Balayage.Valeur? {
    if case .hypothese(let grandeur) = cible, !hypotheses.contains(where: { $0.grandeur.value == grandeur }) {
      return .quantite(.pourcentage(Decimal(0)))
    }
    var found: Balayage.Valeur?
    var copy = self
    copy.change(cible) { value in
      found = value
      return nil
    }
    return found
  }

  /// The scenario in which the target takes another value, everything else as written.
  ///
  /// - Parameter span: where a hypothesis or a reform that the scenario does not write is deemed written.
  public func remplacant(_ cible: Balayage.Cible, par valeur: Balayage.Valeur, span: Span) -> Scenario {
    var out = self
    switch (cible, valeur) {
    case (.hypothese(let grandeur), .quantite(.pourcentage(let rate))):
      out.hypotheses.removeAll { $0.grandeur.value == grandeur }
      if rate.mantissa != 0 {
        out.hypotheses.append(Hypothese(grandeur: Located(grandeur, span), taux: Located(rate, span)))
      }
    case (.parametre(let chemin, let annee), .quantite(let quantite)):
      out.parametres.removeAll { $0.chemin.value == chemin && $0.aCompterDe.value == annee }
      let written: RemplacementParametre.Valeur =
        switch quantite {
        case .montant(let montant): .montant(montant)
        case .pourcentage(let rate): .pourcentage(rate)
        case .nombre(let number): .nombre(number)
        }
      out.parametres.append(
        RemplacementParametre(
          chemin: Located(chemin, span), valeur: Located(written, span), aCompterDe: Located(annee, span)))
      out.parametres.sort { $0.aCompterDe.value < $1.aCompterDe.value }
    default: out.change(cible) { _ in valeur }
    }
    return out
  }

  /// Gives the value at a target to `body`, and writes what it returns.
  private mutating func change(_ cible: Balayage.Cible, _ body: (Balayage.Valeur) -> Balayage.Valeur?) {
    if case .hypothese(let grandeur) = cible {
      for index in hypotheses.indices where hypotheses[index].grandeur.value == grandeur {
        hypotheses[index].taux.value.change(body)
      }
      return
    }
    for index in articles.indices where articles[index].numero.value == cible.article {
      switch articles[index].objet {
      case .attributionCompensation(var clauses):
        clauses.change(cible, body)
        articles[index].objet = .attributionCompensation(clauses)
      case .dotationSolidarite(var clauses):
        clauses.change(cible, body)
        articles[index].objet = .dotationSolidarite(clauses)
      case .fpic(var clauses):
        clauses.change(cible, body)
        articles[index].objet = .fpic(clauses)
      case .levier(.fondsDeConcours(var clauses)):
        clauses.change(cible, body)
        articles[index].objet = .levier(.fondsDeConcours(clauses))
      case .levier: break
      }
    }
  }
}

extension Balayage.Cible {
  /// Number of the article that holds it; `nil` outside the articles.
  public var article: Int? {
    switch self {
    case .enveloppe(let article, _), .indexation(let article), .poids(let article, _), .plancher(let article),
      .plafond(let article), .partEPCI(let article, _), .montantEnsemble(let article, _, _),
      .coefficientIntegrationFiscale(let article), .revision(let article, _):
      article
    case .parametre, .hypothese, .colonne: nil
    }
  }
}

private typealias Change = (Balayage.Valeur) -> Balayage.Valeur?

extension Montant {
  fileprivate mutating func change(_ body: Change) {
    if case .quantite(.montant(let value))? = body(.quantite(.montant(self))) { self = value }
  }
}

extension Decimal {
  fileprivate mutating func change(_ body: Change) {
    if case .quantite(.pourcentage(let value))? = body(.quantite(.pourcentage(self))) { self = value }
  }
}

extension [Critere] {
  fileprivate mutating func change(_ body: Change) {
    guard !isEmpty, case .poids(let values)? = body(.poids(map(\.poids.value))), values.count == count else { return }
    for index in indices { self[index].poids.value = values[index] }
  }
}

extension MontantAnnuel {
  /// Position of the step of a year, or of the only one.
  public func palier(_ annee: Int?) -> Int? {
    guard let annee else { return paliers.count == 1 ? 0 : nil }
    return paliers.firstIndex { $0.annee.value == annee }
  }

  fileprivate mutating func change(annee: Int?, _ body: Change) {
    if let index = palier(annee) { paliers[index].montant.value.change(body) }
  }
}

extension ClausesAttributionCompensation {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    guard case .revision(_, let annee) = cible else { return }
    let same = revisions.indices.filter { revisions[$0].aCompterDe.value == annee }
    guard same.count == 1, let index = same.first else { return }
    switch revisions[index].genre {
    case .libreRepartie(var montant, let repartition, let sens, let refus):
      montant.value.change(body)
      revisions[index].genre = .libreRepartie(montant, repartition: repartition, sens: sens, refus: refus)
    case .individualisee(var rate):
      rate.value.change(body)
      revisions[index].genre = .individualisee(rate)
    case .serviceCommun(var service):
      service.cout.value.change(body)
      revisions[index].genre = .serviceCommun(service)
    case .indexation(var rate, let refus):
      rate.value.change(body)
      revisions[index].genre = .indexation(rate, refus: refus)
    case .baisseBases(var baisse):
      baisse.perte?.value.change(body)
      revisions[index].genre = .baisseBases(baisse)
    case .investissementPart(var part):
      part.value.change(body)
      revisions[index].genre = .investissementPart(part)
    case .libreMontants, .transfert, .fusion, .accord, .individualiseeMontants, .neutralisation,
      .investissementMontants:
      break
    }
  }
}

extension ClausesDotationSolidarite {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch cible {
    case .enveloppe(_, let annee): enveloppe?.value.change(annee: annee, body)
    case .indexation:
      if case .indexee(var rate)? = enveloppe?.value.suite?.value {
        rate.change(body)
        enveloppe?.value.suite?.value = .indexee(rate)
      }
    case .poids(_, nil): repartition.change(body)
    case .plancher: if !garanties.isEmpty { garanties[0].value.plancher?.value.change(body) }
    case .plafond: if !garanties.isEmpty { garanties[0].value.plafond?.value.change(body) }
    default: break
    }
  }
}

extension ClausesFondsDeConcours {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch cible {
    case .enveloppe(_, let annee): enveloppe?.value.change(annee: annee, body)
    case .indexation:
      if case .indexee(var rate)? = enveloppe?.value.suite?.value {
        rate.change(body)
        enveloppe?.value.suite?.value = .indexee(rate)
      }
    case .poids(_, nil): repartition.change(body)
    default: break
    }
  }
}

extension ClausesFPIC {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch cible {
    case .coefficientIntegrationFiscale: coefficientIntegrationFiscale?.value.change(body)
    case .poids(_, .prelevement): prelevement?.criteres.change(body)
    case .poids(_, .reversement): reversement?.criteres.change(body)
    case .montantEnsemble(_, .prelevement, let annee): prelevement?.montantEnsemble?.value.change(annee: annee, body)
    case .montantEnsemble(_, .reversement, let annee): reversement?.montantEnsemble?.value.change(annee: annee, body)
    case .partEPCI(_, .prelevement): prelevement?.partEPCI?.value.change(body)
    case .partEPCI(_, .reversement): reversement?.partEPCI?.value.change(body)
    default: break
    }
  }
}

extension DecisionFPIC.PartEPCI {
  fileprivate mutating func change(_ body: Change) {
    switch self {
    case .pourcentage(var rate):
      rate.change(body)
      self = .pourcentage(rate)
    case .montant(var montant):
      montant.change(body)
      self = .montant(montant)
    case .totalite: break
    }
  }
}
