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

  /// How many clauses a target names: one, or it is nothing, or it is not precise enough.
  func occurrences(_ cible: Balayage.Cible) -> Int {
    var count = 0
    var copy = self
    copy.visit(cible) { _ in
      count += 1
      return nil
    }
    return count
  }

  /// Gives the value at a target to `body`, and writes what it returns; nothing when several clauses answer to it.
  private mutating func change(_ cible: Balayage.Cible, _ body: (Balayage.Valeur) -> Balayage.Valeur?) {
    guard occurrences(cible) == 1 else { return }
    visit(cible, body)
  }

  private mutating func visit(_ cible: Balayage.Cible, _ body: (Balayage.Valeur) -> Balayage.Valeur?) {
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
      case .levier(var levier):
        levier.change(cible, body)
        articles[index].objet = .levier(levier)
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
      .coefficientIntegrationFiscale(let article), .revision(let article, _), .montant(_, _, let article, _),
      .taux(_, _, let article, _), .poste(_, _, let article, _), .borne(_, let article, _),
      .poidsNommes(_, let article), .poidsRevision(_, let article), .enveloppeFraction(_, let article, _),
      .forme(_, _, let article), .dureeLissage(let article), .finGarantie(let article):
      article
    case .parametre, .poidsIndice, .hypothese, .colonne: nil
    }
  }
}
