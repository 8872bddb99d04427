import LinearAlgebra
import Testing

@testable import Legislation

@Suite("AC : révisions, bornes, refus")
struct RevisionsTests {
  let droit = ParametresAC(annee: 2024)

  /// Three communes; AC 1 000,00; 500,00; −200,00 €.
  func entrees(_ revisions: [RevisionAC], scenarios: Int = 1) -> AttributionCompensationEntrees {
    var out = AttributionCompensationEntrees(
      scenarios: scenarios, attributions: Matrix(column: [100_000, 50_000, -20_000]), revisions: revisions)
    out.potentielFinancier = Matrix(column: [1_300_000, 900_000, 800_000])
    out.populationDGF = Matrix(column: [1000, 1000, 1000])
    out.attributionsOrigine = Matrix(column: [100_000, 50_000, -20_000])
    out.recettesPrecedentes = Matrix(column: [50_000_000, 200_000, 50_000_000])
    out.anneesDepuisFusion = 1
    return out
  }

  func calculer(_ entrees: AttributionCompensationEntrees) -> AttributionCompensationResultat {
    AttributionCompensation.calculer(entrees, parametres: droit)
  }

  @Test("Sans révision : la même attribution, bit pour bit")
  func neutre() {
    let ac = [123_456_789, -0.0, -1, 99_999_999_999]
    let out = calculer(AttributionCompensationEntrees(scenarios: 2, attributions: Matrix(column: ac)))
    for scenario in 0..<2 {
      #expect(out.attributions.columnArray(scenario).map(\.bitPattern) == ac.map(\.bitPattern))
    }
    #expect(out.faits == [[], []])
  }

  @Test("Transfert : la charge diminue l'attribution, la restitution l'augmente ; devenir contributrice se dit")
  func transfert() {
    let out = calculer(entrees([.transfert(charges: Matrix(column: [120_000, -5_000, 0]))]))
    #expect(out.attributions.values == [-20_000, 55_000, -20_000])
    #expect(out.faits == [[.devientContributrice(commune: 0, avant: 100_000, apres: -20_000)]])
    #expect(out.revisions[0].couts == [-115_000])
  }

  @Test("Services communs : la part de l'EPCI, les clés, la fermeture")
  func servicesCommuns() {
    let services = ServicesCommuns(couts: [10_000], cles: Matrix(column: [2, 1, 0]), partsEPCI: [0.4])
    #expect(calculer(entrees([.servicesCommuns(services)])).revisions[0].deltas.values == [-4_000, -2_000, 0])
    let tiers = ServicesCommuns(couts: [100], cles: Matrix(column: [1, 1, 1]), partsEPCI: [0])
    let deltas = calculer(entrees([.servicesCommuns(tiers)])).revisions[0].deltas.values
    #expect(deltas.reduce(0, +) == -100)
    #expect(deltas == [-33, -33, -34])
    let nulles = ServicesCommuns(couts: [100], cles: Matrix(column: [0, 0, 0]), partsEPCI: [1.2])
    #expect(calculer(entrees([.servicesCommuns(nulles)])).faits == [[.clesInvalides, .partEPCIInvalide(1.2)]])
  }

  @Test("Libre : la commune qui refuse garde son attribution, les autres avancent, le coût partiel est dit")
  func libre() {
    let out = calculer(
      entrees([
        .libre(montants: Matrix(column: [-3_000, -2_000, -1_000]), refus: Matrix(column: [0, 1, 0]))
      ]))
    #expect(out.attributions.values == [97_000, 50_000, -21_000])
    #expect(out.revisions[0].coutsDemandes == [-6_000] && out.revisions[0].couts == [-4_000])
    #expect(
      out.faits == [
        [
          .refus(mode: .libre, commune: 1, montant: -2_000),
          .accordPartiel(mode: .libre, demande: -6_000, applique: -4_000),
        ]
      ])
    // A commune that has nothing to vote cannot refuse.
    let sansObjet = calculer(
      entrees([.libre(montants: Matrix(column: [-3_000, 0, 0]), refus: Matrix(column: [0, 1, 1]))]))
    #expect(sansObjet.faits == [[]])
  }

  @Test("Libre par critères : la hausse est directe, la baisse en miroir, chacune ferme au centime")
  func libreParCriteres() {
    func montant(_ m: Double) -> RevisionEvaluee {
      let libre = LibreParCriteres(
        montants: [m], communes: PetiteCamargue.communes,
        criteres: [CritereRepartition("potentiel", .potentiel(.ecartTronque))], poids: Matrix(column: [1]))
      var e = AttributionCompensationEntrees(
        scenarios: 1, attributions: Matrix(column: [Double](repeating: 1e8, count: 5)))
      e.revisions = [.libreParCriteres(libre)]
      return AttributionCompensation.calculer(e, parametres: droit).revisions[0]
    }
    let hausse = montant(10_000_001)
    let baisse = montant(-10_000_001)
    #expect(hausse.couts == [10_000_001] && baisse.couts == [-10_000_001])
    // Above the mean: Aimargues and Vauvert. They receive nothing of a rise and bear the whole of a cut.
    #expect(hausse.deltas[0, 0] == 0 && hausse.deltas[4, 0] == 0)
    #expect(baisse.deltas[1, 0] == 0 && baisse.deltas[2, 0] == 0 && baisse.deltas[3, 0] == 0)
    #expect(hausse.criteresInverses.isEmpty && baisse.criteresDirects.isEmpty)
  }

  @Test("Indexation : une révision libre qui est toujours une alerte, sauf à 0 %")
  func indexation() {
    let out = calculer(entrees([.indexation(taux: [0.015], refus: nil)]))
    #expect(out.attributions.values == [101_500, 50_750, -20_300])
    #expect(out.faits == [[.indexation(taux: 0.015)]])
    #expect(out.revisions[0].mode == .libre)
    #expect(calculer(entrees([.indexation(taux: [0], refus: nil)])).faits == [[]])
  }

  @Test("Individualisée : strictement au-dessus de 120 % de la moyenne")
  func seuil() {
    // Mean 1 000 €/hab.; 1 200 exactly, then one euro more on the total.
    func eligible(_ potentiel: [Double], strict: Bool = true) -> [Double] {
      var out = [0.0, 0, 0]
      var span = out.mutableSpan
      let population = [1000.0, 1000, 1000]
      var parametres = droit
      parametres.seuilStrict = strict
      RevisionIndividualisee.eligibilite(
        potentiel: potentiel.span, population: population.span, parametres: parametres, dans: &span)
      return out
    }
    #expect(eligible([1_200_000, 900_000, 900_000]) == [0, 0, 0])
    #expect(eligible([1_200_000, 900_000, 900_000], strict: false) == [1, 0, 0])
    #expect(eligible([1_200_001, 900_000, 899_999]) == [1, 0, 0])
    #expect(eligible([1_199_999, 900_000, 900_001], strict: false) == [0, 0, 0])
  }

  @Test("Individualisée : taux uniforme, et ce que fait chaque choix au-delà de 5 %")
  func individualisee() {
    #expect(
      calculer(entrees([.individualisee(.taux([0.05]))])).revisions[0].deltas.values == [-5_000, 0, 0])
    for (choix, attendu) in [(HorsBornes.signaler, -6_000.0), (.ecreter, -5_000), (.refuser, 0)] {
      var e = entrees([.individualisee(.taux([0.06]))])
      e.horsBornes = choix
      let out = calculer(e)
      #expect(out.revisions[0].deltas.values == [attendu, 0, 0])
      #expect(
        out.faits == [
          [
            choix == .signaler
              ? .borneDepassee(mode: .individualisee, commune: 0, demande: -6_000, borne: -5_000)
              : .borneAppliquee(mode: .individualisee, commune: 0, demande: -6_000, applique: attendu)
          ]
        ])
    }
  }

  @Test("Individualisée : hausse, commune non éligible, attribution négative, aucune éligible")
  func individualiseeRefusee() {
    let hausse = calculer(entrees([.individualisee(.montants(Matrix(column: [1, 0, 0])))]))
    #expect(hausse.faits == [[.reductionSeulement(commune: 0, hausse: 1)]])
    let non = calculer(entrees([.individualisee(.montants(Matrix(column: [0, -100, 0])))]))
    #expect(non.faits == [[.nonEligible(commune: 1, rapport: 0.9, seuil: 1.2)]])
    var negative = entrees([.individualisee(.montants(Matrix(column: [0, 0, -100])))])
    negative.potentielFinancier = Matrix(column: [600_000, 500_000, 1_400_000])
    #expect(calculer(negative).faits.first?.contains(.nonReductible(commune: 2, attribution: -20_000)) == true)
    var aucune = entrees([.individualisee(.taux([0.05]))])
    aucune.potentielFinancier = Matrix(column: [900_000, 900_000, 900_000])
    #expect(calculer(aucune).faits == [[.aucuneCommuneEligible(seuil: 1.2)]])
    var manque = entrees([.individualisee(.taux([0.05]))])
    manque.potentielFinancier = nil
    #expect(calculer(manque).faits[0].map(\.code) == ["L0121", "L0121", "L0121"])
    #expect(calculer(manque).attributions.values.allSatisfy { $0.isNaN })
  }

  @Test("Fusion : la borne exacte passe, un centime de plus non ; la valeur absolue pour une attribution négative")
  func fusion() {
    // min(30 % of 1 000 €, …) = 300 €; min(150, 5 % of 2 000) = 100 €; 30 % of |−200| = 60 €.
    let exacte = calculer(entrees([.fusion(montants: Matrix(column: [-30_000, 10_000, 6_000]))]))
    #expect(exacte.faits == [[]])
    #expect(exacte.attributions.values == [70_000, 60_000, -14_000])
    let audela = calculer(entrees([.fusion(montants: Matrix(column: [-30_001, 10_001, 6_001]))]))
    #expect(
      audela.faits == [
        [
          .borneDepassee(mode: .fusion, commune: 0, demande: -30_001, borne: -30_000),
          .borneDepassee(mode: .fusion, commune: 1, demande: 10_001, borne: 10_000),
          .borneDepassee(mode: .fusion, commune: 2, demande: 6_001, borne: 6_000),
        ]
      ])
  }

  @Test("Fusion : recettes de N−1 et attribution d'origine exigées, une fois, dans les trois ans")
  func fusionConditions() {
    let demande = RevisionAC.fusion(montants: Matrix(column: [-100, 0, 0]))
    var sansRecettes = entrees([demande])
    sansRecettes.recettesPrecedentes = nil
    #expect(calculer(sansRecettes).faits == [[.recettesManquantes(mode: .fusion, commune: 0)]])
    var sansOrigine = entrees([demande])
    sansOrigine.attributionsOrigine?[0, 0] = .nan
    #expect(calculer(sansOrigine).faits == [[.origineManquante(commune: 0)]])
    var derniere = entrees([demande])
    derniere.anneesDepuisFusion = 2
    #expect(calculer(derniere).faits == [[]])
    derniere.anneesDepuisFusion = 3
    #expect(calculer(derniere).faits == [[.horsDelaiFusion(annees: 3, duree: 3)]])
    derniere.anneesDepuisFusion = nil
    #expect(calculer(derniere).faits == [[.horsDelaiFusion(annees: nil, duree: 3)]])
    var deja = entrees([demande])
    deja.fusionDejaUtilisee = true
    #expect(calculer(deja).faits == [[.fusionDejaUtilisee]])
    var sansSecondeBorne = droit
    sansSecondeBorne.partRecettesFusion = nil
    sansSecondeBorne.partAttributionFusion = 0.15
    var ancien = entrees([.fusion(montants: Matrix(column: [-15_000, 7_500, 0]))])
    ancien.recettesPrecedentes = nil
    #expect(AttributionCompensation.calculer(ancien, parametres: sansSecondeBorne).faits == [[]])
  }

  @Test("Baisse des bases : jamais plus que la perte ni que les attributions ; communes perdantes")
  func baisseBases() {
    func deltas(_ baisse: BaisseBases) -> [Double] {
      calculer(entrees([.baisseBases(baisse)])).revisions[0].deltas.values
    }
    #expect(deltas(BaisseBases(pertes: [1])) == [-1, 0, 0])
    #expect(deltas(BaisseBases(pertes: [1e9])) == [-100_000, -50_000, 0])
    let locales = Matrix(column: [30_000, 90_000, 10_000])
    // Own losses min(30 000; 50 000; 0) = 80 000, scaled to the net loss.
    #expect(
      deltas(BaisseBases(pertes: [40_000], pertesLocalisees: locales, portee: .communesPerdantes))
        == [-15_000, -25_000, 0])
    #expect(
      deltas(BaisseBases(pertes: [1e9], pertesLocalisees: locales, portee: .communesPerdantes))
        == [-30_000, -50_000, 0])
    // Floored to the centime, so the sum stays within the loss.
    #expect(
      deltas(BaisseBases(pertes: [100], pertesLocalisees: locales, portee: .communesPerdantes)) == [-37, -62, 0])
    #expect(calculer(entrees([.baisseBases(BaisseBases(pertes: [0]))])).faits == [[.sansPerte]])
    #expect(
      calculer(entrees([.baisseBases(BaisseBases(pertes: [5], portee: .communesPerdantes))])).faits
        == [[.pertesLocaliseesManquantes]])
    #expect(RevisionBaisseBases.perteNette(produitPrecedent: 100, produit: 70, compensation: 10) == 20)
    #expect(RevisionBaisseBases.perteNette(produitPrecedent: 100, produit: 120, compensation: 0) == 0)
  }

  @Test("Ordre légal : chaque mode part de l'attribution que le précédent a laissée")
  func ordre() {
    // Written backwards: the individual reduction must see the AC after the transfer, 80 000: at most 4 000.
    let out = calculer(
      entrees([
        .fusion(montants: Matrix(column: [-1, 0, 0])), .individualisee(.taux([0.05])),
        .libre(montants: Matrix(column: [10_000, 0, 0]), refus: nil),
        .transfert(charges: Matrix(column: [30_000, 0, 0])),
      ]))
    #expect(out.revisions.map(\.mode) == [.transfert, .libre, .individualisee, .fusion])
    #expect(out.revisions.map { $0.avant[0, 0] } == [100_000, 70_000, 80_000, 76_000])
    #expect(out.revisions.map { $0.deltas[0, 0] } == [-30_000, 10_000, -4_000, -1])
    #expect(out.attributions[0, 0] == 75_999)
    #expect(out.revisions[2].minimums[0, 0] == -4_000)
  }

  @Test("Attribution d'investissement : vers zéro au centime, et pas plus que le renouvellement")
  func investissement() {
    var e = entrees([])
    e.renouvellement = Matrix(column: [4_000_001, 0, 100])
    e.partsInvestissement = [0.5]
    var out = calculer(e)
    #expect(out.investissement.values == [-2_000_000, 0, -50])
    #expect(out.fonctionnement.values == [2_100_000, 50_000, -19_950])
    #expect(out.faits == [[]])
    e.partsInvestissement = [1.5]
    out = calculer(e)
    #expect(out.faits[0].map(\.code) == ["L0117", "L0117"])
  }

  @Test("Sans fiscalité professionnelle unique, un EPT, une attribution manquante, un montant manquant : des erreurs")
  func erreurs() {
    var fa = entrees([])
    fa.fiscaliteProfessionnelleUnique = false
    #expect(calculer(fa).faits == [[.sansFiscaliteProfessionnelleUnique]])
    fa.attributions = Matrix(column: [0, 0, 0])
    #expect(calculer(fa).faits == [[]])
    var ept = entrees([])
    ept.etablissementPublicTerritorial = true
    // A remarque: no AC, and the rest of the scenario runs.
    #expect(calculer(ept).faits == [[.sansObjetPourUnEPT]])
    #expect(FaitAC.sansObjetPourUnEPT.severity == .remarque)
    #expect(calculer(ept).attributions.values == [0, 0, 0])
    var manque = entrees([])
    manque.attributions[1, 0] = .nan
    #expect(calculer(manque).faits == [[.attributionManquante(commune: 1)]])
    #expect(
      calculer(entrees([.libre(montants: Matrix(column: [0, .nan, 0]), refus: nil)])).faits
        == [[.montantInvalide(mode: .libre, commune: 1)]])
  }
}
