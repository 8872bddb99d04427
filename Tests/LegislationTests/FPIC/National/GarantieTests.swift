import Testing

@testable import Legislation

@Suite("FPIC national : les garanties de chaque régime")
struct GarantieTests {
  /// What an entity gets year after year once it is no longer eligible, from its last attribution.
  private func suite(_ derniere: Int, _ montant: Double, jusqu fin: Int) throws -> [Double] {
    var percus = [derniere: GarantieReversement.Percu(attribution: montant, garantie: 0, eligible: true)]
    return try ((derniere + 1)...fin).map { annee in
      let garantie = try EnsemblesDuVecteur.parametres(annee).garantie.montant { percus[$0] }
      percus[annee] = .init(attribution: 0, garantie: garantie, eligible: false)
      return garantie
    }
  }

  @Test(
    "du dernier montant à l'extinction",
    arguments: [
      (2015, 100_000.0, [90_000.0, 81_000, 68_850, 48_195, 24_098, 0]),
      (2016, 100_000, [90_000, 76_500, 53_550, 26_775, 0]),
      (2017, 100_000, [85_000, 59_500, 29_750, 0]), (2018, 100_000, [70_000, 35_000, 0]), (2019, 100_000, [50_000, 0]),
      (2014, 100_000, [50_000, 0, 0]), (2012, 100_000, [50_000, 0]), (2020, 100_000, [50_000, 0]),
      (2021, 100_000, [50_000, 0, 0, 0]), (2022, 200_000, [180_000, 140_000, 100_000, 50_000]),
      (2023, 200_000, [180_000, 140_000, 100_000]),
    ])
  func paths(_ derniere: Int, _ montant: Double, _ attendu: [Double]) throws {
    #expect(try suite(derniere, montant, jusqu: derniere + attendu.count) == attendu)
  }

  @Test("après quatre ans, plus rien ; la perte de 2022 n'ouvre qu'une année")
  func ladder() throws {
    let garantie = try EnsemblesDuVecteur.parametres(2026).garantie
    func percu(_ derniere: Int) -> (Int) -> GarantieReversement.Percu? {
      { .init(attribution: $0 == derniere ? 200_000 : 0, garantie: 0, eligible: $0 == derniere) }
    }
    #expect(garantie.montant(percu(2022)) == 50_000)
    #expect(garantie.montant(percu(2021)) == 0)
    #expect(garantie.base(percu(2021)) == nil)
  }

  @Test("éligible de nouveau puis plus : l'échelle recommence à 90 %")
  func again() throws {
    let garantie = try EnsemblesDuVecteur.parametres(2026).garantie
    let percus: [Int: GarantieReversement.Percu] = [
      2022: .init(attribution: 300_000, garantie: 0, eligible: true),
      2023: .init(attribution: 0, garantie: 270_000, eligible: false),
      2024: .init(attribution: 0, garantie: 210_000, eligible: false),
      2025: .init(attribution: 100_000, garantie: 0, eligible: true),
    ]
    #expect(garantie.montant { percus[$0] } == 90_000)
  }

  @Test("sans passé connu, rien")
  func unknown() throws {
    #expect(try EnsemblesDuVecteur.parametres(2024).garantie.montant { _ in nil } == 0)
  }

  @Test("quotes-parts : population ÷ potentiel par habitant ; parts égales sans potentiel")
  func shares() {
    // 1 000 inhabitants at 500 € and 1 000 at 1 000 €: weights 2 and 1.
    #expect(QuotesPartsCommunales.quotePart(montant: 90_000, poids: 2, somme: 3, membres: 2) == 60_000)
    #expect(QuotesPartsCommunales.quotePart(montant: 90_000, poids: 0, somme: 0, membres: 3) == 30_000)
  }

  @Test("le demi-euro monte ; 0,499999 reste")
  func rounding() {
    #expect(EuroNotifie.arrondir(24_097.5) == 24_098)
    #expect(EuroNotifie.arrondir(24_097.499999) == 24_097)
    #expect(EuroNotifie.arrondir(0.1 * 3 * 5) == 2)
    #expect(EuroNotifie.arrondir(0) == 0)
    #expect(PlafonnementPrelevement.notifier(476_000.7, plafonne: true) == 476_000)
    #expect(PlafonnementPrelevement.notifier(0.14 * 15_500_000, plafonne: true) == 2_170_000)
  }
}
