import LinearAlgebra

// The validation contract V1 to V3, V6, V7 and V10; V4 and V5 are `ControleDuVoteFPIC`, V8 stands with the criteria, and
// V9 (an excluded commune has a floor of 0) follows from the bounds.
extension CalculRepartition {
  /// V1 to V3: an amount for each, whole euros, zero or more, adding up to the amount of the ensemble.
  mutating func controlerMontants(_ montants: MontantsFPIC, _ droitCommun: RepartitionDroitCommun) {
    let colonnes = max(montants.scenarios, droitCommun.montant.count)
    for s in 0..<colonnes {
      let epci = lane(montants.epci, s)
      let communes = montants.communes
      let colonne = communes.values.span.extracting(communes.column(s))
      var complet = true
      for ligne in -1..<lignes {
        let commune = ligne < 0 ? nil : ligne
        let montant = ligne < 0 ? epci : colonne[ligne]
        if montant.isNaN {
          complet = false
          noter(.montantManquant(commune: commune, nature), s, sur: colonnes)
        } else if montant < 0 {
          noter(.montantNegatif(commune: commune, montant: montant, nature), s, sur: colonnes)
        } else if montant != montant.rounded() {
          noter(.montantNonEntier(commune: commune, montant: montant, nature), s, sur: colonnes)
        }
      }
      let total = montants.total(s)
      let attendu = lane(droitCommun.montant, s)
      if complet, attendu.isFinite, total != attendu {
        noter(.totalFaux(total: total, attendu: attendu, nature), s, sur: colonnes)
      }
    }
  }

  /// V6 and V7, and the reading of the interval where two readings differ.
  mutating func controlerBornes(_ proposee: RepartitionProposee, _ droitCommun: RepartitionDroitCommun) {
    for (s, bornes) in proposee.bornesEPCI.enumerated() {
      let serre = bornes.minimum > bornes.minimumLegal || bornes.maximum < bornes.maximumLegal
      if bornes.blocTenant == .communes || serre {
        noter(.lectureDesBornes(bornes, nature), s, sur: proposee.bornesEPCI.count)
      }
    }
    let colonnes = max(proposee.montants.scenarios, droitCommun.scenarios)
    for s in 0..<colonnes {
      for fait in depassements(proposee.montants, proposee.bornesEPCI, proposee.bornesCommunes, droitCommun, s) {
        noter(fait, s, sur: colonnes)
      }
    }
  }

  /// Amounts of one scenario that cross a bound of mode A.
  func depassements(
    _ montants: MontantsFPIC, _ bornesEPCI: [BornesEPCI], _ bornesCommunes: Matrix,
    _ droitCommun: RepartitionDroitCommun, _ s: Int
  ) -> [FaitFPIC] {
    var faits: [FaitFPIC] = []
    let bornes = bornesEPCI[bornesEPCI.count == 1 ? 0 : s]
    let epci = lane(montants.epci, s)
    if epci < bornes.minimumLegal || epci > bornes.maximumLegal {
      faits.append(
        .ecartEPCI(part: epci, bornes, taux: parametres.ecartMaximalEPCI, annee: parametres.annee, nature))
    }
    let communes = montants.communes.values.span.extracting(montants.communes.column(s))
    let limites = bornesCommunes.values.span.extracting(bornesCommunes.column(s))
    let reference = droitCommun.montants.communes
    let references = reference.values.span.extracting(reference.column(s))
    for i in 0..<lignes {
      let dehors = nature == .prelevement ? communes[i] > limites[i] : communes[i] < limites[i]
      guard dehors, let taux = parametres.ecartMaximalCommune else { continue }
      faits.append(
        .borneCommune(
          commune: i, montant: communes[i], borne: limites[i], droitCommun: references[i],
          taux: taux, nature))
    }
    return faits
  }

  /// V10 in mode B, where the amounts stand: exempt communes that pay, FSRIF that is not deducted.
  mutating func controlerExonerees(
    _ montants: MontantsFPIC, _ droitCommun: RepartitionDroitCommun, confirmees: Bool
  ) {
    guard nature == .prelevement else { return }
    let part = partLaissee()
    let reference = droitCommun.montants.communes
    let colonnes = max(montants.scenarios, part.columns)
    for s in 0..<colonnes {
      let communes = montants.communes.values.span.extracting(montants.communes.column(s))
      let laissee = part.values.span.extracting(part.column(s))
      let references = reference.values.span.extracting(reference.column(s))
      for i in 0..<lignes where laissee[i] < 1 && communes[i] > (laissee[i] * references[i]).roundedHalfUp {
        noter(
          .exempteePrelevee(commune: i, montant: communes[i], moitie: laissee[i] > 0, confirmee: confirmees), s,
          sur: colonnes)
      }
      guard let fsrif = entrees.prelevementFSRIF, entrees.statut == .fiscalitePropre else { continue }
      let verses = fsrif.values.span.extracting(fsrif.column(s))
      for i in 0..<lignes where verses[i] > 0 && communes[i] > 0 {
        noter(.fsrifNonDeduit(commune: i, montant: communes[i]), s, sur: max(colonnes, fsrif.columns))
      }
    }
  }
}
