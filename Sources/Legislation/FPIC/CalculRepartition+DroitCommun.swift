import LinearAlgebra

// Droit commun: weights once per distinct column, amounts once per distinct scenario.
extension CalculRepartition {
  mutating func droitCommun() -> RepartitionDroitCommun {
    if !parametres.partageParCIF, entrees.statut == .fiscalitePropre { return droitCommunParContribution() }
    controlerCommunes()
    var (poids, exclues) = poidsDroitCommun()
    let montant = retenirMontants()
    let cifRetenu = retenirCIF()
    var largeur = max(poids.columns, montant.count)
    var part: [Double]?
    switch entrees.statut {
    case .fiscalitePropre: largeur = max(largeur, cifRetenu.count)
    case .etablissementPublicTerritorial(let ecrite, let cles):
      part = retenirPartEPT(ecrite, montant)
      if !parametres.eptDroitCommun { poids = poidsEPT(cles, exclues) }
      largeur = max(poids.columns, montant.count, part?.count ?? 1)
    }
    let epci = (0..<largeur).map { s in
      part.map { lane($0, s).roundedHalfUp }
        ?? PartageParCIF.partager(montant: lane(montant, s), cif: lane(cifRetenu, s)).epci
    }
    var out = RepartitionDroitCommun(
      montant: montant, cifBrut: entrees.cif, cifRetenu: cifRetenu, poids: poids, exclues: exclues,
      reels: Matrix(rows: lignes, columns: largeur), montants: MontantsFPIC(epci: epci, communes: poids),
      partContribution: nil, epciDeReference: [])
    repartirBlocs(&out)
    out.epciDeReference = out.montants.epci
    return out
  }

  /// Shares the blocks that the EPCI shares of `out` leave, by its weights; not-a-number where that is impossible.
  mutating func repartirBlocs(_ out: inout RepartitionDroitCommun) {
    let largeur = out.montants.epci.count
    var communes = Matrix(rows: lignes, columns: largeur)
    let poids = out.poids
    for s in 0..<largeur {
      let bloc = lane(out.montant, s) - out.montants.epci[s]
      let departage = departage(s)
      let colonne = poids.values.span.extracting(poids.column(s))
      var reparti = false
      out.reels.updateColumn(s) { reels in
        communes.updateColumn(s) { entiers in
          reparti = RepartitionEnEuros.repartir(
            total: bloc, poids: colonne, departage: departage.span, reels: &reels, entiers: &entiers)
        }
      }
      // A block or weights that are not numbers have their own fact; here only weights that are all null.
      if !reparti, bloc.isFinite, !orderedSum(colonne).isNaN { noter(.sansPoids(nature), s, sur: largeur) }
      if !reparti { out.montants.epci[s] = .nan }
    }
    out.montants.communes = communes
  }

  func poidsDroitCommun() -> (poids: Matrix, exclues: Matrix) {
    let population = entrees.populationDGF
    let potentiel = entrees.potentielFinancier
    var poids = Matrix(rows: lignes, columns: max(population.columns, potentiel.columns))
    var exclues = poids
    for s in 0..<poids.columns {
      let habitants = population.values.span.extracting(population.column(s))
      let montants = potentiel.values.span.extracting(potentiel.column(s))
      poids.updateColumn(s) { poids in
        switch nature {
        case .prelevement:
          DroitCommunPrelevement.poids(populationDGF: habitants, potentielFinancier: montants, into: &poids)
        case .attribution:
          exclues.updateColumn(s) { exclues in
            DroitCommunAttribution.poids(
              populationDGF: habitants, potentielFinancier: montants, seuilExclusion: parametres.seuilExclusion,
              into: &poids, exclues: &exclues)
          }
        }
      }
    }
    return (poids, exclues)
  }

  mutating func retenirMontants() -> [Double] {
    let ecrits = entrees.montant
    return ecrits.indices.map { s in
      let (retenu, fait) = Self.retenir(montant: ecrits[s], nature)
      if let fait { noter(fait, s, sur: ecrits.count) }
      return retenu
    }
  }

  /// The amount of the ensemble in whole euros, and what must be said of it.
  static func retenir(montant ecrit: Double, _ nature: NatureFPIC) -> (retenu: Double, fait: FaitFPIC?) {
    guard ecrit.isFinite else { return (.nan, .donneeManquante(.montant, commune: nil, nature)) }
    guard ecrit >= 0 else { return (.nan, .montantNegatif(commune: nil, montant: ecrit, nature)) }
    let retenu = ecrit.roundedHalfUp
    return (retenu, retenu == ecrit ? nil : .montantArrondi(ecrit: ecrit, retenu: retenu, nature))
  }

  mutating func retenirCIF() -> [Double] {
    guard entrees.statut == .fiscalitePropre else { return [.nan] }
    let bruts = entrees.cif
    return bruts.indices.map { s in
      let (retenu, fait) = Self.retenir(cif: bruts[s], nature)
      if let fait { noter(fait, s, sur: bruts.count) }
      return retenu
    }
  }

  static func retenir(cif brut: Double, _ nature: NatureFPIC) -> (retenu: Double, fait: FaitFPIC?) {
    let retenu = PartageParCIF.retenir(cif: brut)
    if retenu.isNaN { return (retenu, .donneeManquante(.cif, commune: nil, nature)) }
    return (retenu, retenu == brut ? nil : .cifHorsBornes(cif: brut, retenu: retenu))
  }

  /// The frozen share, at most the amount of the ensemble.
  private mutating func retenirPartEPT(_ ecrite: [Double], _ montant: [Double]) -> [Double] {
    let colonnes = max(ecrite.count, montant.count)
    return (0..<colonnes).map { s in
      let part = lane(ecrite, s).roundedHalfUp
      let total = lane(montant, s)
      if part.isNaN { noter(.donneeManquante(.partEPT, commune: nil, nature), s, sur: colonnes) }
      guard part > total else { return part }
      noter(.partEPTSuperieure(part: part, montant: total, nature), s, sur: colonnes)
      return total
    }
  }

  private mutating func poidsEPT(_ cles: Matrix?, _ exclues: Matrix) -> Matrix {
    guard let cles else {
      noter(.clesEPTInconnues(annee: parametres.annee, nature), 0, sur: 1)
      return Matrix(rows: lignes, columns: 1, repeating: .nan)
    }
    var poids = Matrix(rows: lignes, columns: max(cles.columns, exclues.columns))
    for s in 0..<poids.columns {
      poids.updateColumn(s) { poids in
        ClesEPT.poids(
          montants2015: cles.values.span.extracting(cles.column(s)),
          exclues: exclues.values.span.extracting(exclues.column(s)), into: &poids)
      }
    }
    return poids
  }

  mutating func controlerCommunes() {
    controlerPopulations()
    let population = entrees.populationDGF
    let potentiel = entrees.potentielFinancier
    for s in 0..<potentiel.columns {
      for i in 0..<lignes {
        let montant = potentiel[i, s]
        if montant.isNaN {
          noter(.donneeManquante(.potentielFinancier, commune: i, nature), s, sur: potentiel.columns)
        } else if montant <= 0, population[i, population.columns == 1 ? 0 : s] > 0 {
          noter(.potentielFinancierNonPositif(commune: i, potentiel: montant, nature), s, sur: potentiel.columns)
        }
      }
    }
  }

  mutating func controlerPopulations() {
    let population = entrees.populationDGF
    for s in 0..<population.columns {
      for i in 0..<lignes {
        let habitants = population[i, s]
        if habitants.isNaN {
          noter(.donneeManquante(.populationDGF, commune: i, nature), s, sur: population.columns)
        } else if habitants <= 0 {
          noter(.sansPopulation(commune: i), s, sur: population.columns)
        }
      }
    }
  }
}
