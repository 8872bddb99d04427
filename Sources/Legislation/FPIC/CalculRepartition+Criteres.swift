import LinearAlgebra

// Shares of the criteria, then their weighted mean.
extension CalculRepartition {
  mutating func partsDuCritere(_ critere: CritereDerogation) -> Matrix {
    let population = entrees.populationDGF
    let unites = Matrix(rows: lignes, columns: 1, repeating: 1)
    switch critere.grandeur {
    case .population:
      return parts(unites, unites, ponderation: population, decroissant: false, critere.nom, imputer: false)
    case .revenu:
      return parts(
        entrees.revenu, entrees.populationINSEE, ponderation: population, decroissant: nature == .attribution,
        critere.nom, imputer: true, manque: entrees.revenu == nil ? .revenu : .populationINSEE)
    case .potentielFinancier:
      return parts(
        entrees.potentielFinancier, population, ponderation: population, decroissant: nature == .attribution,
        critere.nom, imputer: false)
    case .potentielFiscal:
      return parts(
        entrees.potentielFiscal, population, ponderation: population, decroissant: nature == .attribution,
        critere.nom, imputer: true, manque: .potentielFiscal)
    case .complementaire(_, let valeurs, let decroissant, let pondere):
      return parts(
        valeurs, unites, ponderation: pondere ? population : unites, decroissant: decroissant, critere.nom,
        imputer: true)
    }
  }

  /// Shares of `total ÷ diviseur`, once per distinct column.
  /// - Parameters:
  ///   - imputer: facts about missing or null values are this criterion's own; otherwise they have been noted already.
  ///   - manque: what is not known when `total` or `diviseur` is absent as a whole.
  private mutating func parts(
    _ total: Matrix?, _ diviseur: Matrix?, ponderation: Matrix, decroissant: Bool, _ nom: String, imputer: Bool,
    manque: FaitFPIC.DonneeFPIC = .potentielFinancier
  ) -> Matrix {
    guard let total, let diviseur else {
      noter(.donneeManquante(manque, commune: nil, nature), 0, sur: 1)
      return Matrix(rows: lignes, columns: 1, repeating: .nan)
    }
    let colonnes = max(total.columns, diviseur.columns, ponderation.columns)
    var parts = Matrix(rows: lignes, columns: colonnes)
    var valeurs = Matrix(rows: lignes, columns: colonnes)
    for s in 0..<colonnes {
      let numerateur = total.values.span.extracting(total.column(s))
      let denominateur = diviseur.values.span.extracting(diviseur.column(s))
      let poids = ponderation.values.span.extracting(ponderation.column(s))
      var moyenne = 0.0
      valeurs.updateColumn(s) { valeurs in
        CritereDerogation.parHabitant(numerateur, denominateur, into: &valeurs)
        moyenne = CritereDerogation.moyenne(valeurs.span, ponderation: poids)
        parts.updateColumn(s) { parts in
          CritereDerogation.parts(
            valeurs: valeurs.span, ponderation: poids, decroissant: decroissant, moyenne: moyenne, into: &parts)
        }
      }
      guard imputer else { continue }
      for i in 0..<lignes where ponderation[i, ponderation.columns == 1 ? 0 : s] > 0 {
        let valeur = valeurs[i, s]
        if valeur.isNaN {
          noter(.valeurImputee(commune: i, critere: nom, moyenne: moyenne), s, sur: colonnes)
        } else if valeur < 0 || (decroissant && valeur == 0) {
          noter(.valeurNonPositive(commune: i, critere: nom, valeur: valeur), s, sur: colonnes)
        }
      }
    }
    return parts
  }

  /// Weighted shares: weights brought back to a sum of 1 over the criteria that are not null.
  mutating func ponderer(_ parts: [Matrix], _ criteres: DecisionFPIC.ParCriteres, legaux: Bool) -> Matrix {
    let poids = criteres.poids
    let colonnes = parts.reduce(poids.columns) { max($0, $1.columns) }
    var total = Matrix(rows: lignes, columns: colonnes)
    for s in 0..<poids.columns {
      controlerPoids(criteres, s)
      if legaux, parametres.criteresLegaux { controlerCriteresLegaux(criteres, s) }
    }
    for s in 0..<colonnes {
      let colonnePoids = poids.column(s)
      var retenus = [Double](repeating: 0, count: parts.count)
      for (j, part) in parts.enumerated() {
        let poids = poids.values[colonnePoids.lowerBound + j]
        let somme = orderedSum(part.values.span.extracting(part.column(s)))
        if somme == 0, poids > 0 {
          noter(.critereNul(critere: criteres.criteres[j].nom, nature), s, sur: colonnes)
        }
        retenus[j] = somme == 0 ? 0 : (poids >= 0 ? poids : .nan)
      }
      let somme = orderedSum(retenus.span)
      total.updateColumn(s) { total in
        for (j, part) in parts.enumerated() where retenus[j] != 0 {
          PropositionDerogatoire.accumuler(
            part.values.span.extracting(part.column(s)), poids: retenus[j] / somme, into: &total)
        }
      }
    }
    return total
  }

  private mutating func controlerPoids(_ criteres: DecisionFPIC.ParCriteres, _ s: Int) {
    let poids = criteres.poids
    for (j, critere) in criteres.criteres.enumerated() where !(poids[j, s] >= 0 && poids[j, s].isFinite) {
      noter(.poidsInvalide(critere: critere.nom, poids: poids[j, s], nature), s, sur: poids.columns)
    }
    let somme = orderedSum(poids.values.span.extracting(poids.column(s)))
    if (somme - 1).magnitude > 1e-9 { noter(.poidsRamenes(total: somme, nature), s, sur: poids.columns) }
  }

  /// V8: the three legal criteria, and the complementary ones only as a complement.
  private mutating func controlerCriteresLegaux(_ criteres: DecisionFPIC.ParCriteres, _ s: Int) {
    let poids = criteres.poids
    var legaux = 0.0
    var complementaires = 0.0
    var presents: [FaitFPIC.CritereLegal] = []
    for (j, critere) in criteres.criteres.enumerated() where poids[j, s] > 0 {
      if critere.estLegal { legaux += poids[j, s] } else { complementaires += poids[j, s] }
      switch critere.grandeur {
      case .population: presents.append(.population)
      case .revenu: presents.append(.revenu)
      case .potentielFinancier, .potentielFiscal: presents.append(.potentiel)
      case .complementaire: break
      }
    }
    for critere in [FaitFPIC.CritereLegal.population, .revenu, .potentiel] where !presents.contains(critere) {
      noter(.critereLegalAbsent(critere, nature), s, sur: poids.columns)
    }
    if complementaires > legaux {
      noter(
        .criteresComplementairesDominants(complementaires: complementaires, legaux: legaux, nature), s,
        sur: poids.columns)
    }
  }
}
