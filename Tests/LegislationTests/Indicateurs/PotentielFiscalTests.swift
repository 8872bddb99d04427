import TestSupport
import Testing

@testable import Legislation

@Suite("Potentiel fiscal et effort fiscal reconstruits")
struct PotentielFiscalTests {
  let taux: TauxMoyensNationaux
  let effort: EffortFiscal.Taux
  let droit: Parametres

  init() throws {
    droit = try Parametres.charger()
    taux = try #require(TauxMoyensNationaux(annee: 2022, parametres: droit))
    effort = try #require(EffortFiscal.Taux(annee: 2022, parametres: droit))
  }

  /// L'Abergement-Clémenciat, DGCL 2022.
  private var menages: BlocMenages {
    var out = BlocMenages()
    out.basesTFPB = 560_734
    out.taux2020 = 0.2466
    out.coefficientCorrecteur = 1.210634
    out.basesTFPNB = 66_524
    out.basesTHRS = 52_832
    return out
  }

  private var produits: ProduitsCommunaux {
    var out = ProduitsCommunaux()
    out.pylones = 46_764
    out.droitsDeMutation = 37_212
    out.fngirPreleve = 37_017
    return out
  }

  /// CC de la Dombes.
  private var dombes: ProduitsGroupement {
    var out = ProduitsGroupement()
    out.basesCFE = 9_132_206
    out.basesTHRS = 2_739_582
    out.economiques = 1_425_096 + 182_509 + 313_743
    out.tafnb = 74_610
    out.partSalaires = 1_008_712
    out.dcrtp = 21_814
    out.fngirPreleve = 511_371
    out.locauxIndustriels = 38_277 + 771_856
    out.fractionTVA = 3_768_492
    out.population = 40_850
    out.attributions = 6_597_374
    return out
  }

  private func brut(
    _ regime: RegimeCommune, population: Double = 814, ac: Double = 66_957, _ groupement: ProduitsGroupement? = nil
  ) -> Double {
    PotentielFiscal.brut(
      menages: menages, produits: produits, groupement: groupement ?? dombes, regime: regime, population: population,
      attribution: ac, taux: taux)
  }

  @Test("L'Abergement-Clémenciat 2022 : 456 664 € avant fraction, terme à terme")
  func abergement() {
    #expect((menages.valeur(taux, fiscaliteProfessionnelleUnique: true) - 279_896.166).magnitude < 0.01)
    #expect(produits.propres == 46_959)
    #expect((dombes.aPartager(taux, regime: .fiscaliteUnique) - 9_751_557.53).magnitude < 1)
    #expect((brut(.fiscaliteUnique) - 456_664.195).magnitude < 0.05)
    let denominator = EffortFiscal.denominateur(menages, effort)
    #expect((denominator - 262_654.03).magnitude < 0.05)
    let rate = FractionCorrection.effortFiscal(
      numerateur: 163_341 + 27_385 + 5_844, denominateur: denominator, fractionNumerateur: 165_090,
      fractionDenominateur: 128_440, poids: 1)
    #expect((rate - 0.924739).magnitude < 1e-6)
  }

  @Test("TV-1 : jusqu'en 2021, 405 161 + 29 940 − 21 728 = 413 373 €")
  func before2022() {
    let shared = PotentielFiscalAncien.ventile(
      aPartager: -1_073_648, population: 810, populationGroupement: 40_025)
    #expect(shared.rounded() == -21_728)
    let fiscal = PotentielFiscalAncien.calculer(
      troisTaxes: 405_161, communaux: 29_940, ventiles: shared.rounded(), territorialises: 0)
    #expect(fiscal == 413_373)
    let financier = PotentielFinancier.calculer(
      potentielFiscal: fiscal, dotationForfaitaire: 87_064, partSalaires: 0, taxeProfessionnelle: 276, prelevements: 0)
    #expect(financier == 500_161 && (financier / 810 - 617.482716).magnitude < 5e-7)
  }

  @Test("la première année d'une fiscalité unique, l'ancien régime vaut encore")
  func firstYear() {
    #expect(
      RegimeCommune.applicable(annee: .fiscaliteUnique, precedent: .fiscaliteAdditionnelle) == .fiscaliteAdditionnelle)
    #expect(RegimeCommune.applicable(annee: .fiscaliteUnique, precedent: nil) == .fiscaliteUnique)
    // Under fiscalité additionnelle the AC is nothing, whatever its amount.
    #expect(brut(.fiscaliteAdditionnelle, ac: 0) == brut(.fiscaliteAdditionnelle, ac: 1e6))
    #expect(brut(.isolee) == brut(.isolee, ac: 5, ProduitsGroupement()))
  }

  @Test("hors fiscalité unique : bases de CFE et produits de la commune, substituts du groupement partagés")
  func additional() {
    var own = ProduitsCommunaux()
    own.basesCFE = 1_000
    own.economiques = 50
    own.economiquesDuGroupement = 7
    own.partSalaires = 3
    own.ifer = 11
    var group = ProduitsGroupement()
    group.population = 100
    group.fractionTVA = 400
    group.fngirPreleve = 100
    group.basesCFEZones = 2_000
    group.economiquesZones = 60
    group.partSalaires = 40
    group.attributions = 500
    func value(_ regime: RegimeCommune) -> Double {
      PotentielFiscal.brut(
        menages: BlocMenages(), produits: own, groupement: group, regime: regime, population: 10, attribution: 20,
        taux: taux)
    }
    let cfe = taux.fonciereEntreprises
    let professional = cfe * 1_000 + 50 + 7 + 3 + 11
    #expect((value(.fiscaliteAdditionnelle) - (professional + 0.1 * 300)).magnitude < 1e-9)
    #expect((value(.isolee) - professional).magnitude < 1e-9)
    #expect(
      (value(.fiscaliteDeZone) - (professional + 20 + 0.1 * (cfe * 2_000 + 60 + 40 + 300 - 500))).magnitude < 1e-9)
    #expect((value(.fiscaliteUnique) - (11 + 20 + 0.1 * (cfe * 2_000 + 60 + 40 + 300 - 500))).magnitude < 1e-9)
  }

  @Test(
    "mille groupements tirés au hasard : recalculer les potentiels donne la même variation que la règle de rétroaction",
    arguments: [21, 22, 23, 24])
  func feedback(_ seed: UInt64) {
    var draws = SplitMix64(seed: seed)
    for round in 0..<250 {
      let n = Int.random(in: 1...30, using: &draws)
      let people = (0..<n).map { _ in Double(Int.random(in: 0...20_000, using: &draws)) }
      let total = people.reduce(0, +)
      guard total > 0 else { continue }
      let before = (0..<n).map { _ in Double(Int.random(in: -500_000...2_000_000, using: &draws)) }
      let after = before.map {
        Bool.random(using: &draws) ? $0 : $0 + Double(Int.random(in: -90_000...90_000, using: &draws))
      }
      func potentials(_ ac: [Double]) -> [Double] {
        var group = dombes
        group.population = total
        group.attributions = ac.reduce(0, +)
        return (0..<n).map { i in
          PotentielFiscal.brut(
            menages: menages, produits: produits, groupement: group, regime: .fiscaliteUnique, population: people[i],
            attribution: ac[i], taux: taux)
        }
      }
      let (first, second) = (potentials(before), potentials(after))
      let rule = RetroactionPotentiel.variation(
        attributions: .init(column: after.map { $0 * 100 }), reference: .init(column: before.map { $0 * 100 }),
        populationDGF: .init(column: people)
      ).values
      for i in 0..<n {
        #expect((second[i] - first[i] - rule[i]).magnitude < 1e-6, "graine \(seed), tour \(round)")
        let moved = ValeurPubliee.deplacee(1_234_567, reference: first[i], scenario: second[i])
        #expect((moved - 1_234_567 - rule[i]).magnitude < 1e-6)
      }
      #expect((second.reduce(0, +) - first.reduce(0, +)).magnitude < 1e-4)
    }
    #expect(ValeurPubliee.deplacee(428_415.1, reference: 3.3, scenario: 3.3) == 428_415.1)
    #expect(ValeurPubliee.deplacee(428_415, reference: 428_417, scenario: 429_417) == 429_415)
    #expect(ValeurPubliee.residu(428_415, reference: 428_417) == -2)
  }

  @Test("les taux moyens ne se reportent pas d'une année sur l'autre")
  func rates() {
    #expect(TauxMoyensNationaux(annee: 2023, parametres: droit) == nil)
    #expect(EffortFiscal.Taux(annee: 2021, parametres: droit) == nil)
  }

  @Test("potentiel financier agrégé : les deux compensations sortent, le FSRIF entre ou sort ; moyenne pondérée")
  func aggregate() throws {
    var t = PotentielFinancierAgrege.Termes()
    t.potentielFiscalAgrege = 1_000
    t.dotationsForfaitaires = 200
    t.partSalaires = 30
    t.taxeProfessionnelle = 20
    t.prelevements = 5
    t.minorations = 4
    t.fsrifRecu = 3
    t.fsrifPaye = 2
    #expect(PotentielFinancierAgrege.calculer(t) == 1_142)
    #expect(PotentielFinancierAgrege.approche(potentielsFinanciers: [1, 2, 4].span) == 7)
    let log = try ParametresIndicateurs(annee: 2024, parametres: droit).logarithme
    #expect(
      (PotentielFinancierAgrege.parHabitant(20e6, population: 20_000, logarithme: log) - 810.67).magnitude < 0.005)
    // Sum over sum: 3 M€ over 7 500 + 20 000 × 1,233547.
    let mean = PotentielFinancierAgrege.moyenne(
      potentiels: [1e6, 2e6].span, populations: [7_500, 20_000].span, logarithme: log)
    #expect((mean - 3e6 / (7_500 + 20_000 * 1.233547176)).magnitude < 1e-6)
  }

  @Test("effort fiscal agrégé : somme sur somme, et rien pour qui n'a pas de dénominateur")
  func aggregateEffort() {
    #expect(
      (EffortFiscalAgrege.moyenne(numerateurs: [1.2, 0.4].span, denominateurs: [1, 0.5].span) - 1.6 / 1.5).magnitude
        < 1e-15)
    #expect(EffortFiscalAgrege.moyenne(numerateurs: [3, 5].span, denominateurs: [2, .nan].span) == 1.5)
    #expect(EffortFiscalAgrege.calculer(numerateur: 3, denominateur: 2) == 1.5)
    #expect(EffortFiscalAgrege.calculer(numerateur: 3, denominateur: 0).isNaN)
  }
}
