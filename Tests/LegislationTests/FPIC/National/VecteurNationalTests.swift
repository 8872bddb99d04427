import Testing

@testable import Legislation

@Suite("FPIC national : le vecteur des huit entités")
struct VecteurNationalTests {
  private func ligne(_ resultat: FPICNationalResultat, _ nom: String) throws -> LigneFPICNational {
    resultat.lignes[try #require(EnsemblesDuVecteur.noms.firstIndex(of: nom))]
  }

  private func proche(_ a: Double, _ b: Double, _ ecart: Double = 5e-10) -> Bool { (a - b).magnitude <= ecart }

  @Test("les moyennes : rapports de sommes")
  func moyennes() throws {
    let r = try EnsemblesDuVecteur.calculer()
    #expect(proche(r.moyennes.potentielFinancierAgrege.value, 713.149535436))
    #expect(proche(r.seuilContributeur, 641.834581892))
    #expect(proche(r.moyennes.revenuPrelevement.value, 16_126.505276226))
    #expect(proche(r.moyennes.revenuReversement.value, 16_126.505276226))
    #expect(r.moyennes.effortFiscal.value == 1.12)
  }

  @Test(
    "coefficient, PFIA et revenu par habitant",
    arguments: [
      ("A", 1.0, 550.0, 13_000.0), ("B", 1.233547176, 668.802958, 16_000), ("C", 1.563640444, 543.603233, 13_000),
      ("D", 1.713319684, 992.225804, 20_000), ("E", 2, 670, 16_000), ("F", 1.111913485, 566.590844, 12_500),
      ("H", 1.330093268, 654.089470, 8_900), ("G", 1, 900, 19_000),
    ])
  func indicateurs(_ nom: String, _ coefficient: Double, _ potentiel: Double, _ revenu: Double) throws {
    let l = try ligne(try EnsemblesDuVecteur.calculer(), nom)
    #expect(proche(l.coefficient, coefficient))
    #expect(proche(l.potentielParHabitant, potentiel, 5e-7))
    #expect(proche(l.revenuParHabitant, revenu))
  }

  @Test(
    "prélèvement : indice, score, plafond, montant",
    arguments: [
      ("A", Double.nan, 0.0, Double.nan, 0.0), ("B", 0.029552093, 591.0419, 2_170_000, 245_265),
      ("C", .nan, 0, .nan, 0), ("D", 0.469489612, 70_423.4418, 2_600_000, 2_600_000),
      ("E", 0.030950867, 16_094.4508, 91_000_000, 6_678_735), ("F", .nan, 0, .nan, 0),
      ("H", -0.097708236, 0, 3_360_000, 0), ("G", 0.346218991, 1_384.8760, 476_000, 476_000),
    ])
  func prelevement(_ nom: String, _ indice: Double, _ score: Double, _ plafond: Double, _ montant: Double) throws {
    let l = try ligne(try EnsemblesDuVecteur.calculer(), nom)
    #expect(l.contributeur == !indice.isNaN)
    #expect(indice.isNaN ? l.indicePrelevement.isNaN : proche(l.indicePrelevement, indice))
    #expect(proche(l.score, score, 5e-5))
    #expect(plafond.isNaN ? l.plafond.isNaN : proche(l.plafond, plafond, 1e-6))
    #expect(l.prelevement == montant)
    #expect(l.plafonne == ["D", "G"].contains(nom))
  }

  @Test("valeur de point : D puis G plafonnés, et le fonds exactement prélevé")
  func valeurDePoint() throws {
    let r = try EnsemblesDuVecteur.calculer()
    #expect(proche(r.valeurPoint.valeur, 414.971265427))
    #expect(proche(r.lignes.map(\.prelevementReel).reduce(0, +), 10_000_000, 1e-6))
  }

  @Test(
    "reversement : indice, rang, montant",
    arguments: [
      ("H", 1.537381700, 1, 633_411.0), ("F", 1.222234344, 2, 201_427), ("C", 1.220964653, 3, 1_341_453),
      ("A", 1.191127347, 4, 98_150), ("E", 1.022981549, 5, 7_305_559), ("B", 0.993005426, 6, 0),
      ("D", 0.788256872, 7, 0), ("G", 0.837378593, nil, 0),
    ])
  func reversement(_ nom: String, _ indice: Double, _ rang: Int?, _ montant: Double) throws {
    let l = try ligne(try EnsemblesDuVecteur.calculer(), nom)
    #expect(proche(l.indiceReversement, indice))
    #expect(l.rang == rang)
    #expect(l.eligible == (montant > 0))
    #expect(l.reversement == montant)
  }

  @Test("enveloppe, nombre d'éligibles, médiane, valeur de point, solde de E")
  func enveloppe() throws {
    let r = try EnsemblesDuVecteur.calculer()
    #expect(r.metropole.nombre == 5)
    #expect(r.metropole.garanties == 120_000)
    #expect(r.metropole.enveloppe == 9_580_000)
    #expect(proche(r.mediane, 1.107054448))
    #expect(proche(try #require(r.metropole.valeurPoint), 13.733534355))
    #expect(try ligne(r, "B").garantie == 120_000)
    #expect(try ligne(r, "E").solde == 626_824)
  }

  @Test("2016-2022 : A sous le seuil d'effort garde son rang, est exclue, et n'est pas remplacée")
  func effort() throws {
    let r = try EnsemblesDuVecteur.calculer(annee: 2022, effortA: 0.99)
    let servis = EnsemblesDuVecteur.noms.indices.filter { r.lignes[$0].eligible }.map { EnsemblesDuVecteur.noms[$0] }
    #expect(servis.sorted() == ["C", "E", "F", "H"])
    #expect(try ligne(r, "A").rang == 4)
    #expect(try ligne(r, "A").preeligible)
  }
}
