import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Droit commun : CIF, seuil de deux fois la moyenne, égalités, cas limites")
struct DroitCommunTests {
  private func ensemble(
    _ nature: NatureFPIC, population: [Double], potentiel: [Double], montant: Double, cif: Double = 0,
    codes: [String]? = nil
  ) -> RepartitionInterneEntrees {
    RepartitionInterneEntrees(
      nature: nature, codesINSEE: codes ?? population.indices.map { "0100\($0)" },
      populationDGF: Matrix(column: population), potentielFinancier: Matrix(column: potentiel), montant: [montant],
      cif: [cif],
      rangs: RangsExoneration(
        dsu10000: Matrix(column: population.map { _ in .nan }), dsu5000: Matrix(column: population.map { _ in .nan }),
        dsrCible: Matrix(column: population.map { _ in .nan })))
  }

  @Test(
    "la part de l'EPCI est arrondie au demi-euro supérieur, celle des communes vient par différence",
    arguments: [
      (1.0, 0.5, 1.0), (3, 0.5, 2), (1_000, 0.3625, 363), (1_000, 0.36249, 362), (300_000, 0.362514, 108_754),
    ])
  func partage(_ montant: Double, _ cif: Double, _ epci: Double) {
    let partage = PartageParCIF.partager(montant: montant, cif: cif)
    #expect(partage.epci == epci)
    #expect(partage.communes == montant - epci)
  }

  @Test(
    "un CIF hors de 0 à 1 est ramené, la valeur brute reste, une alerte le dit",
    arguments: [(-0.2, 0.0, 0.0), (1.3, 1.0, 1_000), (0, 0, 0), (1, 1, 1_000)])
  func cif(_ brut: Double, _ retenu: Double, _ epci: Double) throws {
    let resultat = try ExemplesFPIC.calculer(
      ensemble(.prelevement, population: [10, 20], potentiel: [1_000, 3_000], montant: 1_000, cif: brut))
    #expect(resultat.droitCommun.cifBrut == [brut])
    #expect(resultat.droitCommun.cifRetenu == [retenu])
    #expect(resultat.notifies.epci == [epci])
    #expect(resultat.notifies.total(0) == 1_000)
    #expect(resultat.codes() == (brut == retenu ? [] : ["L0320"]))
  }

  @Test("à deux fois la moyenne exactement on reçoit, un euro au-dessus on est exclu")
  func seuil() throws {
    // Mean: 30 000 000 / 30 000 = 1 000; the first commune has 2 000 €/hab. exactly.
    let juste = try ExemplesFPIC.calculer(
      ensemble(.attribution, population: [10_000, 20_000], potentiel: [20_000_000, 10_000_000], montant: 1_000))
    #expect(juste.droitCommun.exclues.columnArray(0) == [0, 0])
    #expect(juste.notifies.communes[0, 0] > 0)
    let audela = try ExemplesFPIC.calculer(
      ensemble(.attribution, population: [10_000, 20_000], potentiel: [20_000_001, 9_999_999], montant: 1_000))
    #expect(audela.droitCommun.exclues.columnArray(0) == [1, 0])
    #expect(audela.notifies.communes.columnArray(0) == [0, 1_000])
  }

  @Test("le seuil ne dépend pas de l'arrondi, même quand les produits dépassent 2^53")
  func seuilExact() {
    let grand = 94_906_267.0
    #expect(!productExceeds(grand, grand, grand, grand))
    #expect(productExceeds(grand, grand, grand - 1, grand + 1))
    #expect(!productExceeds(grand - 1, grand + 1, grand, grand))
    #expect(grand * grand == (grand - 1) * (grand + 1), "the rounded products alone would not tell them apart")
  }

  @Test("l'euro en trop va au plus fort reste, à égalité à la commune la plus peuplée, puis au plus petit code")
  func egalites() throws {
    let peuplee = try ExemplesFPIC.calculer(
      ensemble(.prelevement, population: [100, 300, 200], potentiel: [1, 1, 1], montant: 10))
    #expect(peuplee.notifies.communes.columnArray(0) == [3, 4, 3])
    let code = try ExemplesFPIC.calculer(
      ensemble(
        .prelevement, population: [100, 100, 100], potentiel: [1, 1, 1], montant: 11,
        codes: ["2B001", "01002", "2A001"]))
    #expect(code.notifies.communes.columnArray(0) == [3, 4, 4])
  }

  @Test("une commune sans habitant ne paie ni ne reçoit, une remarque le dit", arguments: NatureFPIC.allCases)
  func sansHabitant(_ nature: NatureFPIC) throws {
    let resultat = try ExemplesFPIC.calculer(
      ensemble(nature, population: [0, 100, 100], potentiel: [500, 1_000, 1_000], montant: 100))
    #expect(resultat.notifies.communes.columnArray(0) == [0, 50, 50])
    #expect(resultat.codes() == ["L0322"])
  }

  @Test("potentiel financier nul ou négatif : rien à payer ; à recevoir, comme la plus pauvre au-dessus de zéro")
  func potentielNonPositif() throws {
    let paye = try ExemplesFPIC.calculer(
      ensemble(.prelevement, population: [100, 100, 100], potentiel: [-50, 1_000, 3_000], montant: 100))
    #expect(paye.notifies.communes.columnArray(0) == [0, 25, 75])
    #expect(paye.codes() == ["L0321"])
    let recu = try ExemplesFPIC.calculer(
      ensemble(.attribution, population: [100, 100, 100], potentiel: [0, 1_000, 2_000], montant: 100))
    #expect(recu.notifies.communes.columnArray(0) == [40, 40, 20])
    #expect(recu.codes() == ["L0321"])
  }

  @Test("aucun potentiel positif : rien ne peut être réparti, c'est une erreur et non un zéro")
  func aucunPoids() throws {
    let resultat = try ExemplesFPIC.calculer(
      ensemble(.prelevement, population: [100, 100], potentiel: [0, -1], montant: 100))
    #expect(resultat.codes() == ["L0321", "L0321", "L0324"])
    #expect(resultat.notifies.communes.columnArray(0).allSatisfy { $0.isNaN })
    #expect(resultat.notifies.epci[0].isNaN)
  }

  @Test("une donnée manquante laisse les montants inconnus et dit laquelle")
  func manquante() throws {
    let resultat = try ExemplesFPIC.calculer(
      ensemble(.attribution, population: [100, .nan], potentiel: [.nan, 1_000], montant: 100, cif: .nan))
    #expect(
      resultat.faits(0) == [
        .donneeManquante(.populationDGF, commune: 1, .attribution),
        .donneeManquante(.potentielFinancier, commune: 0, .attribution),
        .donneeManquante(.cif, commune: nil, .attribution),
      ])
    #expect(resultat.notifies.communes.columnArray(0).allSatisfy { $0.isNaN })
  }

  @Test("un montant qui n'est pas en euros entiers est arrondi, un montant négatif refusé")
  func montant() throws {
    let arrondi = try ExemplesFPIC.calculer(
      ensemble(.prelevement, population: [1, 1], potentiel: [1, 1], montant: 99.5, cif: 0.5))
    #expect(arrondi.notifies.total(0) == 100)
    #expect(arrondi.codes() == ["L0334"])
    let negatif = try ExemplesFPIC.calculer(
      ensemble(.prelevement, population: [1, 1], potentiel: [1, 1], montant: -1))
    #expect(negatif.codes() == ["L0303"])
  }

  @Test("EPT : montants de 2015 jusqu'en 2024, droit commun ensuite, part donnée, sans déduction du FSRIF")
  func ept() throws {
    var entrees = ExemplesFPIC.prelevement()
    entrees.statut = .etablissementPublicTerritorial(part: [200_000])
    let sansCles = try ExemplesFPIC.calculer(entrees, 2024)
    #expect(sansCles.codes() == ["L0335"])
    #expect(sansCles.notifies.epci[0].isNaN)
    entrees.statut = .etablissementPublicTerritorial(
      part: [200_000], cles: Matrix(column: [100_000, 50_000, 40_000, 10_000]))
    let avant = try ExemplesFPIC.calculer(entrees, 2024)
    #expect(avant.codes() == [])
    #expect(avant.droitCommun.montants.communes.columnArray(0) == [150_000, 75_000, 60_000, 15_000])
    #expect(avant.deductions?.fsrif.columnArray(0) == [0, 0, 0, 0])
    // The second commune is exempt: the EPT pays for it.
    #expect(avant.notifies.epci == [275_000])
    #expect(avant.notifies.communes.columnArray(0) == [150_000, 0, 60_000, 15_000])
    let apres = try ExemplesFPIC.calculer(entrees, 2025)
    #expect(apres.droitCommun.montants.epci == [200_000])
    #expect(apres.droitCommun.montants.communes.columnArray(0) != [150_000, 75_000, 60_000, 15_000])
    #expect(apres.deductions?.fsrif.columnArray(0) == [0, 0, 0, 0])
    #expect(apres.notifies.total(0) == 500_000)
    #expect(apres.codes() == [])
  }

  @Test("EPT : une part figée au-delà du montant est ramenée au montant, et les communes ne paient rien")
  func partEPTSuperieure() throws {
    var entrees = ExemplesFPIC.prelevement()
    entrees.statut = .etablissementPublicTerritorial(part: [600_000])
    let resultat = try ExemplesFPIC.calculer(entrees, 2025)
    #expect(resultat.codes() == ["L0340"])
    #expect(resultat.notifies.epci == [500_000])
    #expect(resultat.notifies.communes.columnArray(0) == [0, 0, 0, 0])
  }

  @Test(
    "EPT : une commune à plus de deux fois le potentiel moyen n'a rien d'une attribution, sa clé de 2015 n'y fait rien")
  func eptExclusion() throws {
    var entrees = ExemplesFPIC.attribution()
    let communes = entrees.codesINSEE.count
    entrees.statut = .etablissementPublicTerritorial(
      part: [0], cles: Matrix(column: [Double](repeating: 1, count: communes)))
    #expect(try ExemplesFPIC.calculer(entrees, 2016).notifies.communes[4, 0] == 60_000)
    #expect(try ExemplesFPIC.calculer(entrees, 2017).notifies.communes[4, 0] == 0)
  }
}
