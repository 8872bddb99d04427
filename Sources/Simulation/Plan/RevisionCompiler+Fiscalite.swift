import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

// Revisions that read the taxes of the territory.
extension RevisionCompiler {
  func compile(
    _ baisse: RevisionAttributionCompensation.Baisse, _ clause: RevisionAttributionCompensation
  ) throws(DiagnosedError) -> BaisseBases {
    let year = clause.aCompterDe.value
    let rules = try ParametresAC(annee: year, parametres: parametres)
    let compensation = rules.perteNetteDeCompensation ? Double(baisse.compensation?.value.centimes ?? 0) : 0
    let portee: PorteeBaisse = baisse.communesPerdantes ? .communesPerdantes : .proportionnelle
    let limite = baisse.limite?.value.fraction
    if let perte = baisse.perte {
      return BaisseBases(
        pertes: [
          RevisionBaisseBases.perteNette(
            produitPrecedent: Double(perte.value.centimes), produit: 0, compensation: compensation)
        ],
        pertesLocalisees: baisse.pertes.isEmpty ? nil : amounts(baisse.pertes), portee: portee, plafondRecettes: limite)
    }
    let before = centimes("produit_fp", year - 1)
    let after = centimes("produit_fp", year)
    let located = column { values in
      for row in values.indices {
        let loss = before[row] - after[row]
        values[row] = loss < 0 ? 0 : loss
      }
    }
    return BaisseBases(
      pertes: [
        RevisionBaisseBases.perteNette(
          produitPrecedent: orderedSum(before.span), produit: orderedSum(after.span), compensation: compensation)
      ],
      pertesLocalisees: located, portee: portee, plafondRecettes: limite)
  }

  private func centimes(_ family: String, _ year: Int) -> [Double] {
    territoire.column(family, annee: year)?.values.map { ($0 * 100).roundedHalfUp }
      ?? [Double](repeating: .nan, count: territoire.communes.count)
  }

  func compile(
    _ neutralisation: RevisionAttributionCompensation.Neutralisation, _ clause: RevisionAttributionCompensation
  ) -> NeutralisationFiscale {
    func latest(_ family: String) -> Matrix {
      let found = territoire.latestVintage(of: family, upTo: clause.aCompterDe.value - 1)
      return Matrix(
        column: found?.column.values ?? [Double](repeating: .nan, count: territoire.communes.count))
    }
    return NeutralisationFiscale(
      impots: neutralisation.impots.map { impot in
        ImpotNeutralise(
          libelle: impot.value.libelle, impot: impot.value.impot, bases: latest("bases_\(impot.value.colonne)"),
          tauxCommunes: latest("taux_\(impot.value.colonne)"),
          tauxAncienEPCI: latest("taux_ancien_epci_\(impot.value.colonne)"))
      }, auTitreDeLaFusion: neutralisation.auTitreDeLaFusion, refus: mask(clause.refus + clause.positions.refus))
  }
}

extension RevisionAttributionCompensation.Neutralisation.Impot {
  var impot: Impot {
    switch self {
    case .foncierBati: .foncierBati
    case .foncierNonBati: .foncierNonBati
    case .residencesSecondaires: .residencesSecondaires
    }
  }

  /// As it stands in a sentence.
  var libelle: String {
    switch self {
    case .foncierBati: "la taxe foncière sur les propriétés bâties"
    case .foncierNonBati: "la taxe foncière sur les propriétés non bâties"
    case .residencesSecondaires: "la taxe d'habitation sur les résidences secondaires"
    }
  }
}

extension ChargeTransferee {
  /// The evaluation as written, in euros a year.
  /// - Parameter tauxFCTVA: rate of the law in the year of the transfer, for « FCTVA déduit ».
  init(_ evaluation: EvaluationCharges, transfert: Int, tauxFCTVA: Double?) {
    func accounts(_ comptes: EvaluationCharges.Comptes) -> CoutFonctionnement {
      let amounts = comptes.montants.map(\.value.euros)
      switch comptes.methode {
      case .dernierBudget: return .dernierBudget(amounts.last ?? 0)
      case .moyenneComptes: return .moyenneComptes(amounts)
      case .prefet(let first, _, let prices):
        return .arretePrefet(
          ComptesActualises(
            montants: amounts, premiereAnnee: first, anneeTransfert: transfert, evolution: prices.fraction))
      }
    }
    var investment: ComptesActualises?
    if let written = evaluation.investissement, case .arretePrefet(let found) = accounts(written) {
      investment = found
    }
    self.init(
      fonctionnement: evaluation.fonctionnement.map(accounts) ?? .dernierBudget(0),
      equipements: evaluation.equipements.map { equipement in
        let rate: Double
        switch equipement.fctva?.value {
        case .deduit: rate = tauxFCTVA ?? .nan
        case .taux(let written): rate = written.fraction
        case nil: rate = 0
        }
        return EquipementTransfere(
          cout: equipement.cout.value.euros, subventions: equipement.subventions?.value.euros ?? 0, tauxFCTVA: rate,
          fraisFinanciers: equipement.interets?.value.euros ?? 0,
          entretien: equipement.entretien.map(\.value.euros), duree: Double(equipement.dureeAns.value))
      }, investissement: investment, ressources: evaluation.ressources?.value.euros ?? 0)
  }
}
