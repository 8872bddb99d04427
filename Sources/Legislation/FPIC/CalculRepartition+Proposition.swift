import LinearAlgebra

// A proposal: from criteria, from written amounts, or everything on the EPCI; bounded and checked in mode A.
extension CalculRepartition {
  /// - Parameter plafonnement: mode A; `nil` in mode B, where no bound holds.
  mutating func proposition(
    _ proposition: DecisionFPIC.Proposition, _ droitCommun: RepartitionDroitCommun,
    plafonnement: DecisionFPIC.Plafonnement?
  ) -> RepartitionProposee {
    if !parametres.partageParCIF, plafonnement != nil {
      for (s, cif) in entrees.cif.enumerated() where cif.isNaN {
        noter(.donneeManquante(.cif, commune: nil, nature), s, sur: entrees.cif.count)
      }
    }
    let (bornesCommunes, bornesEPCI) =
      plafonnement == nil ? (Matrix(rows: 0, columns: 1), []) : bornes(droitCommun)
    var proposee: RepartitionProposee
    switch proposition {
    case .criteres(let criteres):
      proposee = construire(
        criteres, droitCommun, bornesCommunes, bornesEPCI, ramener: plafonnement == .ramener,
        legaux: plafonnement != nil)
    case .montants(let montants):
      proposee = ecrite(montants)
      controlerMontants(montants, droitCommun)
    case .totaliteEPCI:
      proposee = ecrite(
        MontantsFPIC(epci: droitCommun.montant, communes: Matrix(rows: lignes, columns: 1)))
    }
    proposee.bornesCommunes = bornesCommunes
    proposee.bornesEPCI = bornesEPCI
    if plafonnement != nil { controlerBornes(proposee, droitCommun) }
    return proposee
  }

  private func ecrite(_ montants: MontantsFPIC) -> RepartitionProposee {
    let vide = Matrix(rows: 0, columns: 1)
    return RepartitionProposee(
      partsParCritere: [], parts: vide, reels: vide, bornesCommunes: vide, bornesEPCI: [], montants: montants)
  }

  func bornes(_ droitCommun: RepartitionDroitCommun) -> (communes: Matrix, epci: [BornesEPCI]) {
    let colonnes = droitCommun.scenarios
    let montants = droitCommun.montants
    var communes = Matrix(rows: lignes, columns: colonnes)
    var epci: [BornesEPCI] = []
    epci.reserveCapacity(colonnes)
    for s in 0..<colonnes {
      let reference = montants.communes.values.span.extracting(montants.communes.column(s))
      var somme = 0.0
      communes.updateColumn(s) { out in
        BornesDerogation.communes(
          droitCommun: reference, nature: nature, taux: parametres.ecartMaximalCommune, into: &out)
        somme = orderedSum(out.span)
      }
      epci.append(
        BornesDerogation.epci(
          droitCommunEPCI: lane(droitCommun.epciDeReference, s), montant: lane(droitCommun.montant, s),
          sommeDesBornes: somme,
          nature: nature, parametres: parametres))
    }
    return (communes, epci)
  }

  private mutating func construire(
    _ criteres: DecisionFPIC.ParCriteres, _ droitCommun: RepartitionDroitCommun, _ bornesCommunes: Matrix,
    _ bornesEPCI: [BornesEPCI], ramener: Bool, legaux: Bool
  ) -> RepartitionProposee {
    let partsParCritere = criteres.criteres.map { partsDuCritere($0) }
    let parts = ponderer(partsParCritere, criteres, legaux: legaux)
    let demandees = partsDemandees(criteres.partEPCI, droitCommun)
    let largeur = max(droitCommun.scenarios, parts.columns, demandees.count)
    var reels = Matrix(rows: lignes, columns: largeur)
    var communes = reels
    var epci = [Double](repeating: .nan, count: largeur)
    for s in 0..<largeur {
      let montant = lane(droitCommun.montant, s)
      var part = lane(demandees, s)
      if ramener, part.isFinite, lane(droitCommun.montants.epci, s).isFinite {
        let retenue = bornesEPCI[bornesEPCI.count == 1 ? 0 : s].plusProche(part)
        if retenue != part {
          noter(.partEPCIRamenee(ecrite: part, retenue: retenue, nature), s, sur: largeur)
          part = retenue
        }
      }
      if part < 0 || part > montant {
        noter(.partEPCIImpossible(part: part, montant: montant, nature), s, sur: largeur)
      }
      let possible = repartirBloc(
        montant - part, parts, ramener && parametres.ecartMaximalCommune != nil ? bornesCommunes : nil, s, sur: largeur,
        reels: &reels, communes: &communes)
      if possible { epci[s] = part }
    }
    let vide = Matrix(rows: 0, columns: 1)
    return RepartitionProposee(
      partsParCritere: partsParCritere, parts: parts, reels: reels, bornesCommunes: vide, bornesEPCI: [],
      montants: MontantsFPIC(epci: epci, communes: communes))
  }

  /// EPCI shares as asked, whole euros, one per scenario that tells them apart.
  private func partsDemandees(_ part: DecisionFPIC.PartEPCI, _ droitCommun: RepartitionDroitCommun) -> [Double] {
    switch part {
    case .droitCommun: return droitCommun.epciDeReference
    case .montants(let euros): return euros.map(\.roundedHalfUp)
    case .fractions(let fractions):
      let colonnes = max(fractions.count, droitCommun.montant.count)
      return (0..<colonnes).map { (lane(fractions, $0) * lane(droitCommun.montant, $0)).roundedHalfUp }
    }
  }

  /// Splits the block of one scenario; false, with not-a-number amounts and a fact, when there is no solution.
  private mutating func repartirBloc(
    _ bloc: Double, _ parts: Matrix, _ bornes: Matrix?, _ s: Int, sur largeur: Int, reels: inout Matrix,
    communes: inout Matrix
  ) -> Bool {
    let colonne = parts.values.span.extracting(parts.column(s))
    let departage = departage(s)
    guard bloc >= 0, bloc.isFinite, !orderedSum(colonne).isNaN else {
      reels.fillColumn(s, with: .nan)
      communes.fillColumn(s, with: .nan)
      return false
    }
    var reparti = false
    guard let bornes else {
      reels.updateColumn(s) { reels in
        communes.updateColumn(s) { entiers in
          reparti = RepartitionEnEuros.repartir(
            total: bloc, poids: colonne, departage: departage.span, reels: &reels, entiers: &entiers)
        }
      }
      if !reparti { noter(.sansPoids(nature), s, sur: largeur) }
      return reparti
    }
    let limites = bornes.values.span.extracting(bornes.column(s))
    var reste: Double?
    reels.updateColumn(s) { reels in
      do throws(BoundedScalingError) {
        try PropositionDerogatoire.plafonner(parts: colonne, bloc: bloc, bornes: limites, nature: nature, into: &reels)
      } catch {
        switch error {
        case .floorsExceedTotal(let manque): reste = manque
        case .ceilingsBelowTotal(let surplus): reste = surplus
        }
        return
      }
      communes.updateColumn(s) { entiers in
        reparti = (try? largestRemainder(reels.span, total: bloc, tieRank: departage.span, into: &entiers)) != nil
      }
    }
    if !reparti {
      noter(.propositionInfaisable(reste: reste ?? bloc, nature), s, sur: largeur)
      reels.fillColumn(s, with: .nan)
      communes.fillColumn(s, with: .nan)
    }
    return reparti
  }
}
