import LinearAlgebra
import Testing

@testable import Legislation

@Suite("AC : attribution initiale, évaluation du préfet, accord, neutralisation, calendrier")
struct NouveauxModesTests {
  let droit = ParametresAC(annee: 2027)

  private func calculer(_ ac: [Double], _ revisions: [RevisionAC]) -> AttributionCompensationResultat {
    AttributionCompensation.calculer(
      AttributionCompensationEntrees(scenarios: 1, attributions: Matrix(column: ac), revisions: revisions),
      parametres: droit)
  }

  @Test("TV-14 : neutralisation fiscale, 1 M€ à 4 % et 3 M€ à 1 %")
  func neutralisation() {
    let bases = Matrix(column: [1_000_000, 3_000_000])
    let anciens = Matrix(column: [0.04, 0.01])
    func impot(_ communes: [Double]) -> ImpotNeutralise {
      ImpotNeutralise(
        libelle: "la taxe", impot: .foncierBati, bases: bases, tauxCommunes: Matrix(column: communes),
        tauxAncienEPCI: anciens)
    }
    let moyen = NeutralisationFiscale.tauxMoyenPondere(
      bases: [1_000_000, 3_000_000].span, tauxAncienEPCI: [0.04, 0.01].span)
    #expect((moyen - 0.0175).magnitude < 1e-15)
    let out = calculer([0, 0], [.neutralisation(NeutralisationFiscale(impots: [impot([0.10, 0.10])]))])
    #expect(out.revisions[0].mode == .neutralisation)
    #expect(out.attributions.values == [-2_250_000, 2_250_000])
    // The first commune becomes a payer, and says so.
    #expect(out.faits == [[.devientContributrice(commune: 0, avant: 0, apres: -2_250_000)]])
    let taux = NeutralisationFiscale.tauxCompense(taux: 0.10, tauxAncienEPCI: 0.04, tauxMoyen: moyen, bases: 1_000_000)
    #expect((taux.taux - 0.1225).magnitude < 1e-12 && taux.residu == 0)
    // The second commune taxes at 0.5 %: its rate should be −0.25 %, the amounts stand, 7 500 € stay with the taxpayers.
    let impossible = calculer([0, 0], [.neutralisation(NeutralisationFiscale(impots: [impot([0.10, 0.005])]))])
    #expect(impossible.attributions.values == [-2_250_000, 2_250_000])
    guard case .tauxCompenseNegatif(1, "la taxe", let rate, let residu) = impossible.faits[0][0] else {
      Issue.record("\(impossible.faits)")
      return
    }
    #expect((rate + 0.0025).magnitude < 1e-12 && (residu - 750_000).magnitude < 1e-6)
    // Exactly zero is possible.
    let limite = calculer([0, 0], [.neutralisation(NeutralisationFiscale(impots: [impot([0.10, 0.0075])]))])
    #expect(limite.faits[0].count == 1)
  }

  @Test("Neutralisation au titre de la fusion : bornée ; des bases manquantes sont une erreur")
  func neutralisationFusion() {
    let impot = ImpotNeutralise(
      libelle: "la taxe", impot: .foncierBati, bases: Matrix(column: [1_000_000, 3_000_000]),
      tauxCommunes: Matrix(column: [0.1, 0.1]),
      tauxAncienEPCI: Matrix(column: [0.04, 0.01]))
    var entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: Matrix(column: [5_000_000, 10_000_000]),
      revisions: [.neutralisation(NeutralisationFiscale(impots: [impot], auTitreDeLaFusion: true))])
    entrees.attributionsOrigine = entrees.attributions
    entrees.recettesPrecedentes = Matrix(column: [1e9, 1e9])
    entrees.anneesDepuisFusion = 1
    let out = AttributionCompensation.calculer(entrees, parametres: droit)
    #expect(out.revisions[0].mode == .fusion)
    // 30 % of 50 000 € is 15 000 €, below 22 500; 30 % of 100 000 € is above.
    #expect(
      out.faits == [[.borneDepassee(mode: .fusion, commune: 0, demande: -2_250_000, borne: -1_500_000)]])
    var manque = impot
    manque.tauxAncienEPCI = Matrix(column: [.nan, 0.01])
    #expect(
      calculer([0, 0], [.neutralisation(NeutralisationFiscale(impots: [manque]))]).faits == [
        [.basesManquantes(commune: 0, impot: "la taxe")]
      ])
  }

  @Test("Attribution initiale : les trois cas, le FNGIR, la déduction fermée par défaut")
  func initiale() {
    var e = AttributionInitialeEntrees(
      provenances: [.isolee, .fiscaliteAdditionnelle, .fiscaliteProfessionnelleUnique])
    func column(_ euros: Double...) -> Matrix { Matrix(column: euros.map { $0 * 100 }) }
    e.produits = column(320_000, 100_000, 999_999)
    e.compensationPartSalaires = column(45_000, 10_000, 999_999)
    e.contributionSRU = column(1_000, 999_999, 999_999)
    e.fiscaliteMenages = column(999_999, 30_000, 999_999)
    e.compensationsMenages = column(999_999, 2_000, 999_999)
    e.reversements = column(999_999, 5_000, 999_999)
    e.ancienEPCI = column(.nan, .nan, -7_500)
    #expect(AttributionInitiale.calculer(e).montants == [36_600_000, 10_500_000, -750_000])
    e.fngir = column(-12_000, 0, 500)
    #expect(AttributionInitiale.calculer(e).montants == [35_400_000, 10_500_000, -700_000])
    e.deduireMenages = true
    let (montants, termes) = AttributionInitiale.calculer(e)
    #expect(montants == [35_400_000, 7_300_000, -700_000])
    for row in 0..<3 { #expect(termes.reduce(0) { $0 + $1.montants[row] } == montants[row]) }
    e.compensationPartSalaires = column(.nan, 10_000, .nan)
    let manque = AttributionInitiale.calculer(e).montants
    #expect(manque[0].isNaN && manque[1] == 7_300_000 && manque[2] == -700_000)
  }

  @Test("Préfet : moyenne des comptes actualisés aux prix de l'année du transfert")
  func prefet() {
    let comptes = ComptesActualises(
      montants: [100_000, 100_000, 100_000], premiereAnnee: 2024, anneeTransfert: 2027, evolution: 0.02)
    #expect((comptes.montant - 104_053.60).magnitude < 1e-9)
    // By hand: (90 000 × 1,02³ + 96 000 × 1,02² + 120 000 × 1,02) / 3.
    var variables = comptes
    variables.montants = [90_000, 96_000, 120_000]
    let expected = (90_000 * 1.061208 + 96_000 * 1.0404 + 120_000 * 1.02) / 3
    #expect((variables.montant - expected).magnitude < 1e-9)
    let charge = ChargeTransferee(
      fonctionnement: .arretePrefet(comptes),
      investissement: ComptesActualises(
        montants: .init(repeating: 14_000, count: 7), premiereAnnee: 2020, anneeTransfert: 2027, evolution: 0),
      ressources: 4_053.60)
    #expect((charge.charge - 114_000).magnitude < 1e-9)
    #expect(charge.renouvellementAnnuel == 14_000)
  }

  @Test("Accord : réduit, ne relève pas, et ne s'impose pas à qui refuse")
  func accord() {
    let out = calculer(
      [100_000, 50_000, 50_000],
      [.accord(montants: Matrix(column: [-8_000, -4_000, 1_000]), refus: Matrix(column: [0, 1, 0]))])
    #expect(out.revisions[0].deltas.values == [-8_000, 0, 1_000])
    #expect(
      out.faits == [
        [
          .borneDepassee(mode: .accord, commune: 2, demande: 1_000, borne: 0),
          .refus(mode: .accord, commune: 1, montant: -4_000),
          .accordPartiel(mode: .accord, demande: -11_000, applique: -7_000),
        ]
      ])
  }

  @Test("Deux révisions du même mode partent de la même attribution et partagent sa borne")
  func memeMode() {
    var entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: Matrix(column: [100_000, 50_000]),
      revisions: [
        .individualisee(.montants(Matrix(column: [-3_000, 0]))),
        .individualisee(.montants(Matrix(column: [-3_000, 0]))),
      ])
    entrees.potentielFinancier = Matrix(column: [3_000_000, 1_000_000])
    entrees.populationDGF = Matrix(column: [1_000, 1_000])
    entrees.horsBornes = .ecreter
    let out = AttributionCompensation.calculer(entrees, parametres: droit)
    // 5 % of 100 000, not of 97 000, and once.
    #expect(out.revisions.map { $0.deltas[0, 0] } == [-3_000, -2_000])
    #expect(out.revisions[1].avant[0, 0] == 100_000)
    let libre = calculer(
      [100_000],
      [.libre(montants: Matrix(column: [-20_000]), refus: nil), .indexation(taux: [0.10], refus: nil)])
    #expect(libre.attributions.values == [90_000])
  }

  @Test("Fusion : une seule fois, même dans l'année ; une date inconnue est une remarque")
  func fusion() {
    func faits(_ change: (inout AttributionCompensationEntrees) -> Void) -> [FaitAC] {
      var e = AttributionCompensationEntrees(
        scenarios: 1, attributions: Matrix(column: [100_000]), revisions: [.fusion(montants: Matrix(column: [-1]))])
      e.attributionsOrigine = Matrix(column: [100_000])
      e.recettesPrecedentes = Matrix(column: [1e8])
      e.anneesDepuisFusion = 0
      change(&e)
      return AttributionCompensation.calculer(e, parametres: droit).faits[0]
    }
    #expect(faits { _ in } == [])
    #expect(faits { $0.anneesDepuisFusion = 2 } == [])
    #expect(faits { $0.anneesDepuisFusion = 3 } == [.horsDelaiFusion(annees: 3, duree: 3)])
    #expect(faits { $0.dateFusionInconnue = true } == [.dateFusionInconnue(duree: 3)])
    #expect(faits { $0.revisions.append(.fusion(montants: Matrix(column: [-1]))) } == [.fusionDejaUtilisee])
    #expect(faits { $0.fusionDejaUtilisee = true } == [.fusionDejaUtilisee])
  }

  @Test("Baisse des bases sous un plafond de recettes, et nette de compensation")
  func baisse() {
    #expect(RevisionBaisseBases.perteNette(produitPrecedent: 100, produit: 40, compensation: 25) == 35)
    #expect(RevisionBaisseBases.perteNette(produitPrecedent: 100, produit: 100.5, compensation: 0) == 0)
    var entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: Matrix(column: [100_000_000, 50_000_000, -10_000_000]),
      revisions: [.baisseBases(BaisseBases(pertes: [9_000_000], plafondRecettes: 0.02))])
    entrees.recettesPrecedentes = Matrix(column: [250_000_050, 500_000_000, .nan])
    entrees.horsBornes = .ecreter
    let out = AttributionCompensation.calculer(entrees, parametres: droit)
    #expect(out.revisions[0].deltas.values == [-5_000_001, -3_000_000, 0])
    entrees.recettesPrecedentes = nil
    #expect(
      AttributionCompensation.calculer(entrees, parametres: droit).faits[0] == [
        .recettesManquantes(mode: .baisseBases, commune: 0), .recettesManquantes(mode: .baisseBases, commune: 1),
      ])
  }

  @Test("Arrondi à l'euro : les montants calculés sont entiers et le total est gardé")
  func euro() {
    var entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: Matrix(column: [0, 0, 0]),
      revisions: [
        .servicesCommuns(ServicesCommuns(couts: [10_000], cles: Matrix(column: [1, 1, 1]), partsEPCI: [0]))
      ])
    entrees.unite = .euro
    let out = AttributionCompensation.calculer(entrees, parametres: droit)
    #expect(out.attributions.values == [-3_300, -3_300, -3_400])
  }

  @Test("Part en investissement : antérieure, décidée, et son excès sur le renouvellement")
  func investissement() {
    var e = AttributionCompensationEntrees(scenarios: 1, attributions: Matrix(column: [-1_700_000, 0]))
    e.investissementAnterieur = Matrix(column: [-500_000, .nan])
    e.investissementDecide = Matrix(column: [-100_000, 0])
    e.renouvellement = Matrix(column: [4_000_000, 0])
    e.partsInvestissement = [0.5]
    let out = AttributionCompensation.calculer(e, parametres: droit)
    #expect(out.investissement.values == [-2_600_000, 0])
    #expect(out.fonctionnement.values == [900_000, 0])
    #expect(out.faits == [[]])
    e.partsInvestissement = [1]
    #expect(
      AttributionCompensation.calculer(e, parametres: droit).faits == [
        [.investissementExcessif(commune: 0, investissement: -4_100_000, renouvellement: 4_000_000)]
      ])
  }

  @Test("Calendrier : neuf mois, trois mois, 15 février, cinq ans, de part et d'autre de chaque date")
  func calendrier() throws {
    func jour(_ annee: Int, _ mois: Int, _ jour: Int) throws -> DateCivile {
      try #require(DateCivile(annee: annee, mois: mois, jour: jour))
    }
    var piscine = CalendrierTransfert(nom: "Piscine", annee: 2027)
    func faits() -> [FaitAC] { CalendrierAC.controler(piscine, parametres: droit) }
    let echeance = try jour(2027, 9, 30)
    #expect(faits() == [.rapportAttendu(transfert: "Piscine", echeance: echeance)])
    piscine.rapport = echeance
    #expect(faits() == [])
    piscine.deliberations = try jour(2027, 12, 30)
    #expect(faits() == [])
    piscine.deliberations = try jour(2027, 12, 31)
    #expect(faits().map(\.code) == ["L0129"])
    piscine.rapport = try jour(2027, 10, 1)
    #expect(faits().map(\.code) == ["L0128"])
    piscine.comptesFonctionnement = 2024...2026
    piscine.comptesInvestissement = 2021...2026
    #expect(
      faits() == [.comptesDuPrefet(transfert: "Piscine", section: .investissement, ecrits: 6, attendus: 7)])
    #expect(CalendrierAC.controler(notification: try jour(2026, 2, 14), parametres: droit) == [])
    #expect(CalendrierAC.controler(notification: try jour(2026, 2, 15), parametres: droit).map(\.code) == ["L0130"])
    func rappel(_ dernier: Int?, _ annee: Int) -> [FaitAC] {
      CalendrierAC.rappelQuinquennal(dernier: dernier, annee: annee, premiereAnnee: 2026, parametres: droit)
    }
    #expect(rappel(2022, 2026) == [] && rappel(2022, 2027).count == 1 && rappel(2022, 2028) == [])
    #expect(rappel(2019, 2026).count == 1 && rappel(nil, 2026).count == 1 && rappel(nil, 2027) == [])
  }

  @Test(
    "Territoires particuliers : Lyon, Marseille, Corse et outre-mer tournent avec une remarque ; le Grand Paris non")
  func particuliers() {
    func faits(_ siren: String, _ codes: String...) -> [FaitAC] {
      ReglesParticulieres.controler(siren: siren, codesINSEE: codes)
    }
    #expect(faits("200012345", "30006", "29001") == [])
    #expect(faits("200046977").map(\.severity) == [.remarque])
    #expect(faits("200054807").map(\.severity) == [.remarque])
    #expect(faits("200012345", "30006", "2A004").count == 1)
    #expect(faits("200012345", "97101").count == 1)
    #expect(faits("200054781") == [.metropoleDuGrandParis])
    #expect(FaitAC.metropoleDuGrandParis.severity == .erreur)
  }
}
