import TestSupport
import Testing

@testable import Legislation

@Suite("Coefficient d'intégration fiscale : postes, cas particuliers, oracle")
struct CIFTests {
  let droit: Parametres

  init() throws { droit = try Parametres.charger() }

  private func counted(_ annee: Int, _ categorie: CategorieEPCI) throws -> Set<String> {
    let rules = try ParametresIndicateurs(annee: annee, parametres: droit).cif.postes
    return Set(PosteCIF.allCases.filter { $0.compte(categorie, rules) }.map(\.rawValue))
  }

  @Test("postes comptés selon la catégorie et l'année")
  func posts() throws {
    let common: Set<String> = [
      "thrs", "tfpb", "tfpnb", "tafnb", "cfe", "ifer", "ordures_menageres", "dcrtp", "fngir", "locaux_industriels",
      "tva_habitation",
    ]
    let business: Set<String> = ["tascom", "part_salaires", "compensations"]
    #expect(try counted(2023, .agglomeration) == common.union(business).union(["assainissement", "cvae"]))
    #expect(try counted(2024, .urbaine) == common.union(business).union(["assainissement", "tva_cvae"]))
    #expect(try counted(2025, .communesFiscaliteUnique) == common.union(business).union(["tva_cvae"]))
    #expect(
      try counted(2026, .communesFiscaliteUnique)
        == common.union(business).union(["tva_cvae", "assainissement", "eau"]))
    #expect(try counted(2025, .communesFiscaliteAdditionnelle) == common.union(["tva_cvae"]))
    #expect(
      try counted(2026, .communesFiscaliteAdditionnelle) == common.union(["tva_cvae", "assainissement", "eau"]))
    #expect(
      try counted(2020, .communesFiscaliteAdditionnelle)
        == common.subtracting(["tva_habitation", "locaux_industriels"]).union(["cvae"]))
    let rules = try ParametresIndicateurs(annee: 2025, parametres: droit).cif.postes
    let total = PosteCIF.total(
      { [.fonciereBatie: 10, .surfacesCommerciales: 5, .fngir: -3, .eau: 100][$0] },
      categorie: .communesFiscaliteAdditionnelle, regles: rules)
    #expect(total == 7)
  }

  @Test("première année, deuxième année, fusion plafonnée à 105 % de la moyenne pondérée")
  func transformed() throws {
    var sum = CIFTransforme.Cumul()
    sum.recettesEPCI = 40
    sum.transferts = 10
    sum.recettesTotales = 100
    #expect(CIFTransforme.premiereAnnee(sum) == 0.3)
    #expect((CIFTransforme.deuxiemeAnnee(avantTransferts: 0.44, sum) - 0.33).magnitude < 1e-15)
    #expect(CIFTransforme.Cumul().moyenne.isNaN)
    let cap = try ParametresIndicateurs(annee: 2025, parametres: droit).plafondFusion
    let mean = (0.52 * 10_000 + 0.30 * 30_000) / 40_000
    #expect((CIFTransforme.fusion(plusFort: 0.52, moyenne: mean, plafond: cap) - 0.37275).magnitude < 1e-15)
    #expect(CIFTransforme.fusion(plusFort: 0.36, moyenne: mean, plafond: cap) == 0.36)
  }

  /// The article read word for word, in whole euros: numerator and denominator of the coefficient.
  private func oracle(
    epci: Int, communes: Int, syndicats: Int, versees: Int, recues: Int, dsc: Int, fpu: Bool
  ) -> (haut: Double, bas: Int) {
    let denominator = epci + communes + syndicats
    var numerator = Double(epci) - Double(dsc) / 2
    if fpu {
      if recues > versees {
        // « le solde est ajouté aux recettes de l'établissement » : numerator only.
        numerator += Double(recues - versees)
      } else {
        numerator -= Double(versees - recues)
      }
    }
    return (numerator, denominator)
  }

  @Test("deux mille cas tirés au hasard : le coefficient est celui de l'article lu à la lettre", arguments: [31, 32])
  func random(_ seed: UInt64) throws {
    let rules = try ParametresIndicateurs(annee: 2024, parametres: droit).cif
    var draws = SplitMix64(seed: seed)
    for round in 0..<1_000 {
      func euros(_ most: Int) -> Int { Int.random(in: 0...most, using: &draws) }
      let (epci, communes, syndicats) = (euros(90_000_000), euros(90_000_000), euros(5_000_000) + 1)
      let (paid, received, dsc, fpu) = (
        euros(30_000_000), euros(30_000_000), euros(9_000_000), Bool.random(using: &draws)
      )
      let expected = oracle(
        epci: epci, communes: communes, syndicats: syndicats, versees: paid, recues: received, dsc: dsc, fpu: fpu)
      let found = CoefficientIntegrationFiscale.calculer(
        recettes: .init(epci: Double(epci), communes: Double(communes), syndicats: Double(syndicats)),
        depensesDeTransfert: CoefficientIntegrationFiscale.depensesDeTransfert(
          attributions: Double(paid - received), dotations: Double(dsc), fiscaliteProfessionnelleUnique: fpu,
          regles: rules))
      #expect(found == expected.haut / Double(expected.bas), "graine \(seed), tour \(round)")
    }
  }
}
