import LinearAlgebra

/// Internal split of one side of the FPIC: droit commun, decision, deductions, for every scenario of a block.
///
/// *Texte.* CGCT art. L2336-3, II and III (levy), L2336-5, II (attribution), R2336-2 and R2336-4.
///
/// *Formule.* Droit commun (`PartageParContribution` in 2012; then `PartageParCIF`, `DroitCommunPrelevement` or `DroitCommunAttribution`, `RepartitionEnEuros`);
/// then the decision (`PropositionDerogatoire`, written amounts, or `QuotesPartsFigees`); then, for a levy,
/// `DeductionFSRIF` and `Exonerations`, which the EPCI takes over.
///
/// *Exemple.* Levy of 500 000 €, CIF 0.362514, four communes of which one is exempt by its rank at the DSU (56 337 €) and
/// one is covered by its FSRIF (60 093 €): communes 195 302, 0, 0 and 7 011 €, EPCI 297 687 €.
///
/// *Bornes et cas limites.* EPCI and communes always add up to the amount of the ensemble. In a free split the amounts
/// stand and neither FSRIF nor exemptions are applied (decision 26). What cannot be computed is not-a-number with a fact.
/// Communes isolées have no internal split.
///
/// *Voir aussi.* `RepartitionInterneResultat`, `ControleDuVoteFPIC`, `SoldeFPIC`.
public enum RepartitionInterne {
  /// - Throws: `MatrixError.shape` when the inputs do not have one row per commune, or neither one column nor one per
  ///   scenario.
  public static func calculer(
    _ entrees: RepartitionInterneEntrees, parametres: ParametresRepartitionInterne
  ) throws(MatrixError) -> RepartitionInterneResultat {
    try verifierDimensions(entrees)
    var calcul = CalculRepartition(entrees, parametres)
    let droitCommun = calcul.droitCommun()
    var resultat = RepartitionInterneResultat(
      nature: entrees.nature, annee: parametres.annee, droitCommun: droitCommun, proposition: nil, quotesParts: nil,
      deliberes: droitCommun.montants, deductions: nil, notifies: droitCommun.montants, faits: [])
    var deductible = entrees.nature == .prelevement
    switch entrees.decision {
    case .droitCommun: break
    case .derogatoire(let proposition, let plafonnement):
      let proposee = calcul.proposition(proposition, droitCommun, plafonnement: plafonnement)
      resultat.proposition = proposee
      resultat.deliberes = proposee.montants
    case .libre(let proposition, let confirmees):
      let proposee = calcul.proposition(proposition, droitCommun, plafonnement: nil)
      resultat.proposition = proposee
      resultat.deliberes = proposee.montants
      deductible = false
      calcul.controlerExonerees(proposee.montants, droitCommun, confirmees: confirmees)
    case .quotesParts(let quotes):
      guard let figee = calcul.quotesParts(quotes, droitCommun) else { break }
      resultat.quotesParts = figee
      resultat.deliberes = figee.montants
      if quotes.origine == .libre {
        deductible = false
        calcul.controlerExonerees(figee.montants, droitCommun, confirmees: true)
      }
    }
    resultat.notifies = resultat.deliberes
    if deductible {
      let (deductions, notifies) = calcul.deductions(resultat.deliberes)
      resultat.deductions = deductions
      resultat.notifies = notifies
    }
    resultat.faits = calcul.faits
    return resultat
  }

  private static func verifierDimensions(_ e: RepartitionInterneEntrees) throws(MatrixError) {
    let lignes = e.codesINSEE.count
    var matrices = [e.populationDGF, e.potentielFinancier]
    matrices += [e.populationINSEE, e.revenu, e.potentielFiscal, e.prelevementFSRIF].compactMap { $0 }
    if let rangs = e.rangs { matrices += [rangs.dsu10000, rangs.dsu5000, rangs.dsrCible] }
    var largeurs = [e.montant.count, e.cif.count]
    if let contributions = e.contributions {
      matrices += [contributions.communes, contributions.attributions]
      largeurs.append(contributions.epci.count)
    }
    if case .etablissementPublicTerritorial(let part, let cles) = e.statut {
      largeurs.append(part.count)
      if let cles { matrices.append(cles) }
    }
    switch e.decision {
    case .derogatoire(.criteres(let criteres), _), .libre(.criteres(let criteres), _):
      guard criteres.poids.rows == criteres.criteres.count else {
        throw .shape("\(criteres.poids.rows) weights for \(criteres.criteres.count) criteria")
      }
      largeurs.append(criteres.poids.columns)
      for critere in criteres.criteres {
        if case .complementaire(_, let valeurs, _, _) = critere.grandeur { matrices.append(valeurs) }
      }
      switch criteres.partEPCI {
      case .droitCommun: break
      case .fractions(let valeurs), .montants(let valeurs): largeurs.append(valeurs.count)
      }
    case .derogatoire(.montants(let montants), _), .libre(.montants(let montants), _):
      matrices.append(montants.communes)
      largeurs.append(montants.epci.count)
    default: break
    }
    for matrice in matrices where matrice.rows != lignes {
      throw .shape("\(matrice.rows) rows for \(lignes) communes")
    }
    largeurs += matrices.map(\.columns)
    let scenarios = largeurs.max() ?? 1
    for largeur in largeurs where largeur != 1 && largeur != scenarios {
      throw .shape("\(largeur) columns for \(scenarios) scenarios")
    }
  }
}

/// The inputs of a split, what its stages share, and the facts that they leave.
struct CalculRepartition {
  let entrees: RepartitionInterneEntrees
  let parametres: ParametresRepartitionInterne
  let lignes: Int
  /// Tie-break of each population column.
  let departages: [[Int32]]
  private(set) var faits: [FaitFPICDeScenario] = []

  var nature: NatureFPIC { entrees.nature }

  init(_ entrees: RepartitionInterneEntrees, _ parametres: ParametresRepartitionInterne) {
    self.entrees = entrees
    self.parametres = parametres
    lignes = entrees.codesINSEE.count
    let rangs = RepartitionEnEuros.rangsINSEE(entrees.codesINSEE)
    let population = entrees.populationDGF
    departages = (0..<population.columns).map { s in
      RepartitionEnEuros.departage(
        populationDGF: population.values.span.extracting(population.column(s)), rangsINSEE: rangs)
    }
  }

  func departage(_ scenario: Int) -> [Int32] { departages[departages.count == 1 ? 0 : scenario] }

  /// Notes a fact found in column `scenario` of something that has `colonnes` columns: one column is everybody's.
  mutating func noter(_ fait: FaitFPIC, _ scenario: Int, sur colonnes: Int) {
    faits.append(FaitFPICDeScenario(scenario: colonnes == 1 ? nil : scenario, fait: fait))
  }
}
