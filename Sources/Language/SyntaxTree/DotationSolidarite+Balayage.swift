extension ClausesDotationSolidarite {
  mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch cible {
    case .enveloppe(_, let annee):
      enveloppe?.value.change(annee: annee, body)
      if annee == nil, case .partRecettes(var rate)? = regleEnveloppe?.value {
        rate.change(body)
        regleEnveloppe?.value = .partRecettes(rate)
      }
    case .indexation: enveloppe?.value.changeSuite(body)
    case .poids(_, nil): repartition.change(body)
    case .plancher:
      guard !garanties.isEmpty else { return }
      if garanties[0].value.plancher == nil { garanties[0].value.habitant.plancher?.value.change(body) }
      garanties[0].value.plancher?.value.change(body)
    case .plafond:
      guard !garanties.isEmpty else { return }
      if garanties[0].value.plafond == nil { garanties[0].value.habitant.plafond?.value.change(body) }
      garanties[0].value.plafond?.value.change(body)
    case .borne(.baisse, _, nil): if !garanties.isEmpty { garanties[0].value.habitant.baisse?.value.change(body) }
    case .borne(.hausse, _, nil): if !garanties.isEmpty { garanties[0].value.habitant.hausse?.value.change(body) }
    case .dureeLissage:
      if case .lineaire(var years, let from)? = lissage?.value {
        years.changeNumber(body)
        lissage?.value = .lineaire(ans: years, depuis: from)
      }
    case .finGarantie: if !garanties.isEmpty { garanties[0].value.jusquEn?.value.changeNumber(body) }
    case .montant(let nom, nil, _, let annee):
      for index in versements.indices where nom.nomme(versements[index].nom) {
        versements[index].montant.value.change(annee: annee, body)
      }
    case .enveloppeFraction(let nom, _, let annee):
      for index in fractions.indices where nom.nomme(fractions[index].nom) {
        fractions[index].part.value.change(annee, body)
      }
    case .poidsNommes(let nom, _):
      for index in fractions.indices where nom.nomme(fractions[index].nom) { fractions[index].repartition.change(body) }
    case .forme(let forme, let rang, _): repartition.change(forme, rang, body)
    default: break
    }
  }
}

extension ClausesDotationSolidarite.Fraction.Part {
  fileprivate mutating func change(_ annee: Int?, _ body: Change) {
    switch self {
    case .annuel(var montant):
      montant.change(annee: annee, body)
      self = .annuel(montant)
    case .part(var rate) where annee == nil:
      rate.change(body)
      self = .part(rate)
    case .partIndexee(var rate, let first, let index) where annee ?? first == first:
      rate.change(body)
      self = .partIndexee(rate, annee: first, taux: index)
    case .part, .partIndexee, .reste: break
    }
  }
}

extension [Critere] {
  /// The exponent or the slope of a criterion, counted from 1.
  mutating func change(_ forme: Balayage.Forme, _ rang: Int, _ body: Change) {
    guard indices.contains(rang - 1) else { return }
    switch (self[rang - 1].forme?.value, forme) {
    case (.rapportInverse(var exposant)?, .exposant):
      exposant.changeNumber(body)
      self[rang - 1].forme?.value = .rapportInverse(exposant: exposant)
    case (.lineaire(var pente)?, .pente):
      pente.changeNumber(body)
      self[rang - 1].forme?.value = .lineaire(pente: pente)
    default: break
    }
  }
}

extension MontantAnnuel {
  /// The rate by which it goes on.
  mutating func changeSuite(_ body: Change) {
    switch suite?.value {
    case .indexee(var rate)?:
      rate.change(body)
      suite?.value = .indexee(rate)
    case .partHausse(var rate)?:
      rate.change(body)
      suite?.value = .partHausse(rate)
    case .constante?, nil: break
    }
  }
}
