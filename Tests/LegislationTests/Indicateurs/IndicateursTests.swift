import Diagnostics
import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Indicateurs")
struct IndicateursTests {
  let droit: Parametres
  let regles2022: ParametresIndicateurs

  init() throws {
    droit = try Parametres.charger()
    regles2022 = try ParametresIndicateurs(annee: 2022, parametres: droit)
  }

  @Test(
    "le coefficient logarithmique du FPIC, aux valeurs de la spécification",
    arguments: [
      (1_000.0, 1.0), (7_500, 1), (7_501, 1.000031746), (10_000, 1.068500542), (15_000, 1.165046634),
      (20_000, 1.233547176), (45_000, 1.4266394), (50_000, 1.451726958), (75_000, 1.548273050),
      (100_000, 1.616773592), (120_000, 1.6601865), (150_000, 1.713319684), (200_000, 1.781820226),
      (300_000, 1.878366318), (400_000, 1.946866860), (499_999, 1.999999532), (500_000, 2), (2_200_000, 2),
    ])
  func logarithm(_ population: Double, _ expected: Double) {
    #expect((regles2022.logarithme.valeur(population) - expected).magnitude < 6e-8)
  }

  @Test("l'autre coefficient, celui de la dotation forfaitaire, va de 500 à 200 000 habitants")
  func otherLogarithm() {
    let a = regles2022.logarithmeForfaitaire
    #expect(a.valeur(500) == 1 && a.valeur(200_000) == 2)
    #expect((a.valeur(5_000) - 1.38431089).magnitude < 1e-12)
    #expect((a.valeur(199_999) - 2).magnitude < 1e-5)
  }

  @Test("population DGF : places doublées dans une commune DSU, demi-habitant des ORCOD vers le haut à partir de 2025")
  func population() throws {
    func people(_ annee: Int, majoree: Bool, orcod: Double) throws -> Double {
      PopulationDGF.calculer(
        populationINSEE: 1_000, residencesSecondaires: 37, placesCaravanes: 6, majoree: majoree,
        logementsORCOD: orcod,
        coefficients: try ParametresIndicateurs(annee: annee, parametres: droit).population)
    }
    #expect(try people(2024, majoree: true, orcod: 3) == 1_049)
    #expect(try people(2024, majoree: false, orcod: 3) == 1_043)
    #expect(try people(2025, majoree: false, orcod: 3) == 1_045)
    #expect(try people(2025, majoree: false, orcod: 2) == 1_044)
  }

  @Test(
    "L'Abergement-Clémenciat 2022 : la fraction se retranche, la compensation de taxe professionnelle sort une fois")
  func abergement() {
    let fiscal = FractionCorrection.potentiel(
      brut: 456_664, fraction: 28_247, poids: regles2022.poidsCorrectionPotentiel)
    #expect(fiscal == 428_417)
    let financier = PotentielFinancier.calculer(
      potentielFiscal: 428_415, dotationForfaitaire: 87_413, partSalaires: 0, taxeProfessionnelle: 275, prelevements: 0)
    #expect(financier == 515_553)
    #expect((financier / 814 - 633.357494).magnitude < 5e-7)
  }

  @Test("poids de la fraction de correction : deux trajectoires jusqu'en 2025, une seule ensuite")
  func weights() throws {
    let weights = try (2020...2029).map { annee in
      let rules = try ParametresIndicateurs(annee: annee, parametres: droit)
      return [rules.poidsCorrectionPotentiel, rules.poidsCorrectionEffortFiscal]
    }
    #expect(
      weights == [
        [0, 0], [0, 0], [1, 1], [0.9, 1], [0.8, 0.9], [0.6, 0.8], [0.4, 0.4], [0.2, 0.2], [0, 0], [0, 0],
      ])
    let effort = FractionCorrection.effortFiscal(
      numerateur: 90, denominateur: 100, fractionNumerateur: 20, fractionDenominateur: 10, poids: 0.5)
    #expect((effort - 100.0 / 105).magnitude < 1e-15)
    #expect(
      FractionCorrection.effortFiscal(
        numerateur: 1, denominateur: 0, fractionNumerateur: 0, fractionDenominateur: 0, poids: 1
      ).isNaN)
  }

  @Test("TV-9 : coefficient d'intégration fiscale, dérivées comprises")
  func cif() {
    let receipts = CoefficientIntegrationFiscale.Recettes(epci: 20e6, communes: 25e6, syndicats: 0)
    func cif(_ ac: Double, _ dsc: Double) -> Double {
      CoefficientIntegrationFiscale.calculer(
        recettes: receipts,
        depensesDeTransfert: CoefficientIntegrationFiscale.depensesDeTransfert(
          attributions: ac, dotations: dsc, fiscaliteProfessionnelleUnique: true, regles: regles2022.cif))
    }
    #expect((cif(6e6, 1e6) - 0.3).magnitude < 1e-15)
    #expect((cif(5.55e6, 1e6) - 0.31).magnitude < 1e-15)
    #expect((cif(6e6, 1.9e6) - 0.29).magnitude < 1e-15)
    #expect((cif(5.1e6, 1.9e6) - 0.31).magnitude < 1e-15)
    // Communes that pay more than they receive: the surplus joins the numerator.
    #expect((cif(-0.5e6, 1e6) - 20.0 / 45).magnitude < 1e-15)
    #expect(CoefficientIntegrationFiscale.deplacer(0.3842, variationTransferts: 0, recettes: 1) == 0.3842)
    #expect(
      (CoefficientIntegrationFiscale.deplacer(0.3, variationTransferts: 450_000, recettes: 45e6) - 0.29).magnitude
        < 1e-15)
  }

  @Test("sans fiscalité unique, les AC ne comptent pas ; AC d'investissement selon l'option")
  func cifOptions() throws {
    var rules = regles2022.cif
    func transfers(_ fpu: Bool) -> Double {
      CoefficientIntegrationFiscale.depensesDeTransfert(
        attributions: 100, dontInvestissement: 10, dotations: 40, fiscaliteProfessionnelleUnique: fpu, regles: rules)
    }
    #expect(transfers(true) == 120 && transfers(false) == 20)
    rules.acInvestissementComptee = false
    #expect(transfers(true) == 110)
  }

  @Test("métropole à 0,57 : plafond en dernier 0,600, en premier 0,627")
  func cap() {
    var rule = CIFPrisEnCompte(plafond: 0.6, coefficientMetropole: 1.1, plafondEnDernier: true)
    #expect(rule.valeur(0.57, metropole: true) == 0.6)
    #expect(rule.valeur(0.65, metropole: false) == 0.6)
    #expect(rule.valeur(0.4, metropole: false) == 0.4)
    #expect(rule.valeur(.nan, metropole: true).isNaN)
    rule.plafondEnDernier = false
    #expect(rule.valeur(.nan, metropole: false).isNaN)
    #expect((rule.valeur(0.57, metropole: true) - 0.627).magnitude < 1e-15)
    #expect((rule.valeur(0.65, metropole: true) - 0.66).magnitude < 1e-15)
  }

  // MARK: Feedback of AC

  /// Population DGF of Petite Camargue, 2022.
  static let camargue = Matrix(column: [5_996, 2_411, 5_239, 2_507, 11_733])

  private func feedback(_ deltas: [Double]) -> [Double] {
    let before = [1_264_435.0, 25_571, -32_848, -94_849, 2_664_225].map { $0 * 100 }
    return RetroactionPotentiel.variation(
      attributions: Matrix(column: zip(before, deltas).map { $0 + $1 * 100 }), reference: Matrix(column: before),
      populationDGF: Self.camargue
    ).values
  }

  @Test("TV-8 : + 50 000 € à Aimargues seule, la somme est nulle ; un échange à somme nulle passe tel quel")
  func camargue() {
    let alone = feedback([50_000, 0, 0, 0, 0])
    let expected = [39_249.0856, -4_322.9578, -9_393.6025, -4_495.0871, -21_037.4381]
    for (found, expected) in zip(alone, expected) { #expect((found - expected).magnitude < 5e-5) }
    #expect(alone.reduce(0, +).magnitude < 1e-9)
    let swap = feedback([-100_000, 0, 0, 0, 100_000])
    #expect(swap == [-100_000, 0, 0, 0, 100_000])
    #expect((swap[0] / 5_996 + 16.677785).magnitude < 5e-7 && (swap[4] / 11_733 - 8.522969).magnitude < 5e-7)
    #expect(feedback([0, 0, 0, 0, 0]) == [0, 0, 0, 0, 0])
  }

  @Test("la même variation par habitant partout ne bouge rien ; une AC manquante reste hors du compte")
  func uniform() {
    for (index, value) in feedback(Self.camargue.values.map { $0 * 3 }).enumerated() {
      #expect(value.magnitude < 1e-8, "commune \(index)")
    }
    let partial = RetroactionPotentiel.variation(
      attributions: Matrix(column: [200, .nan]), reference: Matrix(column: [0, 100]),
      populationDGF: Matrix(column: [50, 50]))
    #expect(partial.values == [1, -1])
  }
}
