import LinearAlgebra

// Droit commun of 2012: by the contributions to the potentiel fiscal agrégé.
extension CalculRepartition {
  mutating func droitCommunParContribution() -> RepartitionDroitCommun {
    let montant = retenirMontants()
    // Only a derogation reads the CIF in 2012: its absence is told there.
    let cif = entrees.cif.map(PartageParCIF.retenir)
    guard let contributions = entrees.contributions else {
      noter(.donneeManquante(.contributionPFA, commune: nil, nature), 0, sur: 1)
      return vide(montant, cif)
    }
    controlerPopulations()
    let (poids, parts) = poidsParContribution(contributions)
    let retenues = parts.indices.map { s -> Double in
      let retenue = PartageParCIF.retenir(cif: parts[s])
      if retenue != parts[s], !parts[s].isNaN {
        noter(.partContributionHorsBornes(part: parts[s], retenue: retenue, nature), s, sur: parts.count)
      }
      return retenue
    }
    let largeur = max(poids.columns, montant.count, parts.count, cif.count)
    var out = RepartitionDroitCommun(
      montant: montant, cifBrut: entrees.cif, cifRetenu: cif, poids: poids,
      exclues: Matrix(rows: lignes, columns: poids.columns), reels: Matrix(rows: lignes, columns: largeur),
      montants: MontantsFPIC(
        epci: (0..<largeur).map { montantEPCI(contributions, lane(montant, $0), lane(retenues, $0), $0) },
        communes: poids),
      partContribution: parts, epciDeReference: [])
    repartirBlocs(&out)
    out.epciDeReference = (0..<largeur).map {
      PartageParCIF.partager(montant: lane(montant, $0), cif: lane(cif, $0)).epci
    }
    return out
  }

  private func montantEPCI(_ c: ContributionsPFA, _ montant: Double, _ retenue: Double, _ s: Int) -> Double {
    let propres = c.communes.values.span.extracting(c.communes.column(s))
    let recues = c.attributions.values.span.extracting(c.attributions.column(s))
    return PartageParContribution.montantEPCI(
      montant: montant, epci: lane(c.epci, s), communes: orderedSum(propres),
      attributions: nature == .prelevement ? orderedSum(recues) : 0, retenue: retenue)
  }

  private func vide(_ montant: [Double], _ cif: [Double]) -> RepartitionDroitCommun {
    let inconnu = Matrix(rows: lignes, columns: 1, repeating: .nan)
    return RepartitionDroitCommun(
      montant: montant, cifBrut: entrees.cif, cifRetenu: cif, poids: inconnu,
      exclues: Matrix(rows: lignes, columns: 1), reels: inconnu,
      montants: MontantsFPIC(epci: [.nan], communes: inconnu), partContribution: [.nan], epciDeReference: [.nan])
  }

  private mutating func poidsParContribution(_ c: ContributionsPFA) -> (poids: Matrix, parts: [Double]) {
    let population = entrees.populationDGF
    let prelevement = nature == .prelevement
    let colonnes = max(
      c.communes.columns, c.epci.count, prelevement ? c.attributions.columns : 1,
      prelevement ? 1 : population.columns)
    var poids = Matrix(rows: lignes, columns: colonnes)
    var parts = [Double](repeating: .nan, count: colonnes)
    for s in 0..<colonnes {
      let propres = c.communes.values.span.extracting(c.communes.column(s))
      let recues = c.attributions.values.span.extracting(c.attributions.column(s))
      let habitants = population.values.span.extracting(population.column(s))
      let total = orderedSum(propres)
      parts[s] = PartageParContribution.partEPCI(
        epci: lane(c.epci, s), communes: total, attributions: prelevement ? orderedSum(recues) : 0)
      if lane(c.epci, s).isNaN { noter(.donneeManquante(.contributionPFA, commune: nil, nature), s, sur: colonnes) }
      for i in 0..<lignes {
        let base = prelevement ? propres[i] + recues[i] : propres[i]
        if propres[i].isNaN {
          noter(.donneeManquante(.contributionPFA, commune: i, nature), s, sur: colonnes)
        } else if base.isNaN {
          noter(.donneeManquante(.attributionCompensation, commune: i, nature), s, sur: colonnes)
        } else if base <= 0, habitants[i] > 0 {
          noter(.contributionNonPositive(commune: i, contribution: base, nature), s, sur: colonnes)
        }
      }
      poids.updateColumn(s) { poids in
        if prelevement {
          PartageParContribution.poidsPrelevement(contributions: propres, attributions: recues, into: &poids)
        } else {
          PartageParContribution.poidsAttribution(
            contributions: propres, populationDGF: habitants, total: total + lane(c.epci, s), into: &poids)
        }
      }
    }
    return (poids, parts)
  }
}
