import LinearAlgebra
import Testing

@testable import Legislation

@Suite("FPIC national : les deux côtés de chaque seuil")
struct SeuilsNationauxTests {
  /// Entities of 1 000 inhabitants: coefficient 1, so that every mean is an exact fraction.
  private func ensembles(
    pfia: [Double], revenu: [Double]? = nil, effort: [Double]? = nil, ei: [Bool]? = nil, population: [Double]? = nil
  ) -> EnsemblesNationaux {
    let n = pfia.count
    return EnsemblesNationaux(
      sirens: (0..<n).map { String(100_000_000 + $0) }, estEnsemble: ei ?? pfia.map { _ in true },
      zones: pfia.map { _ in .metropole }, iles: pfia.map { _ in false },
      populationDGF: population ?? pfia.map { _ in 1_000 }, populationINSEE: population ?? pfia.map { _ in 1_000 },
      revenu: revenu ?? pfia.map { _ in 15_000_000 }, potentielFinancierAgrege: pfia,
      ressources: pfia.map { _ in 1e12 }, effortNumerateur: effort ?? pfia.map { _ in 1_000 },
      effortDenominateur: pfia.map { _ in 1_000 }, fsrif: pfia.map { _ in 0 })
  }

  private func lignes(_ e: EnsemblesNationaux, annee: Int = 2024) throws -> [LigneFPICNational] {
    try FPICNational.calculer(
      e, parametres: try EnsemblesDuVecteur.parametres(annee), financement: .init(fonds: 1_000_000)
    ).lignes
  }

  @Test("exactement 0,9 fois la moyenne ne contribue pas ; un euro de plus, oui")
  func contributeur() throws {
    // 0,9 × mean of (900 000, 1 000 000, 1 100 000) = 900 000, with an income that alone would make it pay.
    let revenu = [60_000_000.0, 15_000_000, 15_000_000]
    let juste = try lignes(ensembles(pfia: [900_000, 1_000_000, 1_100_000], revenu: revenu))
    #expect(!juste[0].contributeur && juste[0].prelevement == 0)
    let plus = try lignes(ensembles(pfia: [900_001, 1_000_000, 1_100_000], revenu: revenu))
    #expect(plus[0].contributeur && plus[0].prelevement > 0)
  }

  @Test("60 % : entier supérieur, en nombres entiers", arguments: zip(1...11, [1, 2, 2, 3, 3, 4, 5, 5, 6, 6, 7]))
  func nombre(_ total: Int, _ attendu: Int) throws {
    let e = ensembles(pfia: (0..<total).map { 1_000_000 + Double($0) * 1_000 })
    #expect(try lignes(e).count { $0.eligible } == attendu)
  }

  @Test("à indices égaux : la plus peuplée, puis le plus petit SIREN")
  func egalite() throws {
    let e = ensembles(
      pfia: [1_000_000, 2_000_000, 1_000_000, 1_000_000], revenu: [15e6, 30e6, 15e6, 15e6],
      effort: nil, population: [1_000, 2_000, 1_000, 1_000])
    let r = try FPICNational.calculer(
      e, parametres: try EnsemblesDuVecteur.parametres(2024), financement: .init(fonds: 1_000_000))
    // 60 % × 4 = 2,4: three are served, the last of the equal ones is not.
    #expect(r.lignes.map(\.eligible) == [true, true, true, false])
    #expect(r.lignes.map { $0.rang ?? 0 } == [2, 1, 3, 4])
    #expect(r.metropole.egalite)
  }

  @Test("commune isolée égale à la médiane : non éligible ; au-dessus : éligible, pair comme impair")
  func mediane() throws {
    let revenus = [20e6, 15e6, 10e6]
    // Odd: the commune isolée is the median itself.
    let impair = try lignes(ensembles(pfia: [1e6, 1e6, 1e6], revenu: revenus, ei: [true, false, true]))
    #expect(!impair[1].eligible)
    let dessus = try lignes(ensembles(pfia: [1e6, 1e6, 1e6], revenu: [15e6, 10e6, 20e6], ei: [true, false, true]))
    #expect(dessus[1].eligible)
    // Even: it is one of the two middle values, above their mean unless they are equal.
    let pair = try lignes(
      ensembles(pfia: [1e6, 1e6, 1e6, 1e6], revenu: [20e6, 15e6, 12e6, 10e6], ei: [true, true, false, true]))
    #expect(pair[2].eligible)
    let egales = try lignes(
      ensembles(pfia: [1e6, 1e6, 1e6, 1e6], revenu: [20e6, 12e6, 12e6, 10e6], ei: [true, true, false, true]))
    #expect(!egales[2].eligible)
    let identiques = try lignes(ensembles(pfia: [1e6, 1e6, 1e6], ei: [true, false, true]))
    #expect(!identiques[1].eligible)
  }

  @Test(
    "effort fiscal : exactement au seuil, non ; au-dessus, oui ; sans condition depuis 2023",
    arguments: [
      (2012, 500.0), (2013, 750), (2014, 800), (2015, 900), (2016, 1_000), (2022, 1_000),
    ])
  func effort(_ annee: Int, _ seuil: Double) throws {
    func premier(_ effort: Double, _ annee: Int) throws -> Bool {
      // The first one has by far the best index.
      try lignes(
        ensembles(pfia: [500_000, 1e6, 1e6], revenu: [5e6, 15e6, 15e6], effort: [effort, 1_200, 1_200]), annee: annee)[
          0
        ]
        .eligible
    }
    #expect(try !premier(seuil, annee))
    #expect(try premier(seuil + 0.001, annee))
    #expect(try premier(seuil, 2023))
  }

  @Test("île d'une seule commune : prélevée en 2012, exonérée ensuite, toujours bénéficiaire possible")
  func ile() throws {
    var e = ensembles(pfia: [3e6, 1e6, 1e6, 2e6])
    e.iles[0] = true
    #expect(try lignes(e, annee: 2012)[0].prelevement > 0)
    let apres = try lignes(e, annee: 2013)
    #expect(!apres[0].contributeur && apres[0].prelevement == 0 && apres[0].rang != nil)
  }

  @Test("fonds : un euro de trop n'est pas finançable ; juste assez, chacun paie son plafond")
  func fonds() throws {
    var e = ensembles(pfia: [3e6, 1e6, 1e6])
    e.ressources = [10_000_000, 1, 1]
    let p = try EnsemblesDuVecteur.parametres(2024)
    let juste = try FPICNational.calculer(e, parametres: p, financement: .init(fonds: 1_400_000))
    #expect(juste.valeurPoint.valeur.isInfinite && juste.lignes[0].prelevement == 1_400_000)
    #expect(throws: FaitFPICNational.self) {
      try FPICNational.calculer(e, parametres: p, financement: .init(fonds: 1_400_001))
    }
  }

  @Test("sans effort fiscal : pas de rang, hors de tous les comptes, et contributeur quand même")
  func sansEffort() throws {
    let r = try lignes(ensembles(pfia: [3e6, 1e6, 1e6, 1e6], effort: [0, 1_000, 1_100, 1_200]))
    #expect(r[0].rang == nil && !r[0].eligible && r[0].prelevement > 0)
    #expect(r.count { $0.eligible } == 2)
  }

  @Test("quote-part d'outre-mer : 55 170 370 € ; les territoires ferment")
  func outreMer() throws {
    let quote = QuotePartOutreMer.montant(
      fonds: 1_000_000_000, populationOutreMer: 2_800_000, populationMetropole: 64_700_000, majoration: 1.33)
    #expect(quote == 55_170_370)
    let parts = try #require(
      QuotePartOutreMer.partsTerritoires(1_001, populations: [300, 300, 300, 6, 11]))
    #expect(parts.reduce(0, +) == 1_001)
  }
}
