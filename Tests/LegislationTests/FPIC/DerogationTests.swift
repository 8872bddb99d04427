import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Répartition dérogatoire à la majorité des deux tiers")
struct DerogationTests {
  private func calculer(
    _ part: DecisionFPIC.PartEPCI, _ plafonnement: DecisionFPIC.Plafonnement = .verifier, annee: Int = 2024
  ) throws -> RepartitionInterneResultat {
    try ExemplesFPIC.calculer(
      ExemplesFPIC.prelevement(
        decision: .derogatoire(ExemplesFPIC.criteres(part), plafonnement: plafonnement)), annee)
  }

  @Test("la part de l'EPCI passe jusqu'à 30 % d'écart, un euro plus loin non")
  func v6() throws {
    for part in [126_880.0, 235_634] {
      #expect(try calculer(.montants([part]), .ramener).codes() == [])
    }
    for part in [126_879.0, 235_635] {
      #expect(try calculer(.montants([part])).codes().contains("L0306"))
      let ramenee = try calculer(.montants([part]), .ramener)
      #expect(ramenee.codes() == ["L0331"])
      #expect(ramenee.deliberes.epci == [part < 200_000 ? 126_880 : 235_634])
    }
  }

  @Test("de 2013 à 2015 la part de l'EPCI est fixe")
  func epciFixe() throws {
    #expect(try calculer(.montants([181_257]), .ramener, annee: 2015).codes() == [])
    #expect(try calculer(.montants([181_258]), annee: 2015).codes().contains("L0306"))
    #expect(try calculer(.montants([200_000]), .ramener, annee: 2014).deliberes.epci == [181_257])
  }

  @Test("CIF de 0,7 : le bloc des communes tient l'écart à 90 000 €, l'autre lecture irait à 210 000 €")
  func deuxBlocs() throws {
    let entrees = ExemplesFPIC.prelevement(
      montant: [1_000_000], cif: [0.7],
      decision: .derogatoire(ExemplesFPIC.criteres(.montants([790_001])), plafonnement: .verifier))
    let resultat = try ExemplesFPIC.calculer(entrees)
    let bornes = try #require(resultat.proposition?.bornesEPCI.first)
    #expect((bornes.minimumLegal, bornes.maximumLegal) == (610_000, 790_000))
    #expect(bornes.blocTenant == .communes)
    #expect(resultat.codes().contains("L0306") && resultat.codes().contains("L0312"))
    var large = try ExemplesFPIC.parametres(2024)
    large.ecartDesDeuxBlocs = false
    let autre = try RepartitionInterne.calculer(entrees, parametres: large)
    #expect(autre.proposition?.bornesEPCI.first?.maximumLegal == 910_000)
    #expect(!autre.codes().contains("L0306"))
  }

  @Test("les plafonds des communes bornent la part de l'EPCI par le bas, les planchers par le haut")
  func intervalleConjoint() throws {
    // Every commune at 3 € cannot rise (30 % of 3 € is less than one euro): the block is fixed from above.
    func entrees(_ nature: NatureFPIC, _ part: Double) -> RepartitionInterneEntrees {
      RepartitionInterneEntrees(
        nature: nature, codesINSEE: ["1", "2", "3", "4"], populationDGF: Matrix(column: [10, 10, 10, 10]),
        potentielFinancier: Matrix(column: [5, 5, 5, 5]), montant: [24], cif: [0.5],
        decision: .derogatoire(ExemplesFPIC.criteres(.montants([part])), plafonnement: .ramener),
        populationINSEE: Matrix(column: [10, 10, 10, 10]), revenu: Matrix(column: [7, 7, 7, 7]),
        rangs: ExemplesFPIC.sansRang(4))
    }
    let paye = try ExemplesFPIC.calculer(entrees(.prelevement, 9))
    #expect(paye.proposition?.bornesEPCI.first?.minimumLegal == 9)
    #expect(paye.deliberes.epci == [12])
    #expect(paye.codes() == ["L0331", "L0312"])
    let recu = try ExemplesFPIC.calculer(entrees(.attribution, 15))
    #expect(recu.proposition?.bornesEPCI.first?.maximumLegal == 15)
    #expect(recu.deliberes.epci == [12])
  }

  @Test("sans plafonnement, chaque commune hors de sa borne est dite ; avec, aucune ne la dépasse")
  func v7() throws {
    let libre = try calculer(.droitCommun)
    // Population and income weigh more on c4 than its potentiel financier does.
    let depassees = libre.faits(0).compactMap(\.commune)
    #expect(depassees == [3])
    #expect(libre.deliberes.communes[3, 0] > 9_114)
    let plafonnee = try calculer(.droitCommun, .ramener)
    #expect(plafonnee.deliberes.communes[3, 0] == 9_114)
    #expect(plafonnee.deliberes.total(0) == 500_000)
    #expect(plafonnee.codes() == [])
  }

  @Test("montants écrits : à la borne d'une commune ils passent, un euro au-delà non")
  func montantsEcrits() throws {
    func codes(_ c4: Double) throws -> [String] {
      let montants = MontantsFPIC(
        epci: [181_257], communes: Matrix(column: [195_302 - (c4 - 7_011), 56_337, 60_093, c4]))
      return try ExemplesFPIC.calculer(
        ExemplesFPIC.prelevement(decision: .derogatoire(.montants(montants), plafonnement: .verifier))
      ).codes()
    }
    #expect(try codes(9_114) == [])
    #expect(try codes(9_115) == ["L0307"])
    #expect(try codes(0) == [], "a levy may fall freely")
  }

  @Test("attribution : plancher à 70 %, hausse libre, et zéro pour une commune exclue qui peut recevoir")
  func plancher() throws {
    func resultat(_ c4: Double, _ c5: Double) throws -> RepartitionInterneResultat {
      let montants = MontantsFPIC(
        epci: [108_754], communes: Matrix(column: [99_153 + 12_276 - c4 - c5, 59_676, 20_141, c4, c5]))
      return try ExemplesFPIC.calculer(
        ExemplesFPIC.attribution(decision: .derogatoire(.montants(montants), plafonnement: .verifier)))
    }
    // 30 % of 12 276 is 3 682.8: the floor is 12 276 − 3 682.
    #expect(try resultat(8_594, 0).codes() == [])
    #expect(try resultat(8_593, 0).codes() == ["L0307"])
    #expect(try resultat(40_000, 0).codes() == [])
    #expect(try resultat(12_276, 500).codes() == [])
    #expect(try resultat(12_276, 0).proposition?.bornesCommunes[4, 0] == 0)
  }

  @Test("les trois critères légaux doivent intervenir, les complémentaires rester un complément")
  func v8() throws {
    func faits(_ criteres: [CritereDerogation], _ poids: [Double]) throws -> [FaitFPIC] {
      let proposition = DecisionFPIC.Proposition.criteres(
        .init(partEPCI: .droitCommun, criteres: criteres, poids: Matrix(column: poids)))
      return try ExemplesFPIC.calculer(
        ExemplesFPIC.prelevement(decision: .derogatoire(proposition, plafonnement: .ramener))
      ).faits(0)
    }
    let charges = CritereDerogation(
      .complementaire(
        nom: "la longueur de voirie", valeurs: Matrix(column: [90, 60, 50, 40]), decroissant: true,
        pondereParPopulation: false))
    #expect(
      try faits([.init(.population), .init(.potentielFinancier)], [0.5, 0.5])
        == [.critereLegalAbsent(.revenu, .prelevement)])
    #expect(
      try faits([.init(.population), .init(.potentielFinancier), .init(.revenu)], [0.5, 0.5, 0])
        == [.critereLegalAbsent(.revenu, .prelevement)])
    #expect(
      try faits([.init(.population), .init(.potentielFinancier), .init(.revenu), charges], [0.2, 0.2, 0.1, 0.5]) == [])
    #expect(
      try faits([.init(.population), .init(.potentielFinancier), .init(.revenu), charges], [0.2, 0.1, 0.1, 0.6]).map(
        \.code) == ["L0309"])
  }

  @Test("chaque critère est ramené en parts avant d'être pesé")
  func parts() throws {
    func parts(_ valeurs: [Double], decroissant: Bool) -> [Double] {
      var parts = [0.0, 0]
      var sortie = parts.mutableSpan
      CritereDerogation.parts(
        valeurs: valeurs.span, ponderation: [300, 100].span, decroissant: decroissant, moyenne: 20_000, into: &sortie)
      return parts
    }
    #expect(parts([10_000, 20_000], decroissant: false) == [0.6, 0.4])
    #expect((parts([10_000, 20_000], decroissant: true)[0] - 6.0 / 7).magnitude < 1e-15)
    #expect(parts([.nan, 20_000], decroissant: false) == [0.75, 0.25], "a missing value takes the mean")
    #expect(parts([-5, 20_000], decroissant: true) == [0.75, 0.25], "it counts as the smallest positive value")
    #expect(parts([-5, 20_000], decroissant: false) == [0, 1])
    #expect(parts([0, 0], decroissant: false) == [0, 0])
  }

  @Test("l'excédent d'une commune plafonnée va aux autres selon les mêmes parts")
  func excedent() throws {
    var reels = [0.0, 0, 0]
    var sortie = reels.mutableSpan
    try PropositionDerogatoire.plafonner(
      parts: [0.6, 0.3, 0.1].span, bloc: 100, bornes: [50, 40, 30].span, nature: .prelevement, into: &sortie)
    #expect(reels == [50, 37.5, 12.5])
  }

  @Test("poids qui ne font pas 100 %, poids négatif, critère nul, revenu inconnu : chacun est dit")
  func donnees() throws {
    func resultat(_ poids: [Double], _ modifier: (inout RepartitionInterneEntrees) -> Void = { _ in }) throws
      -> RepartitionInterneResultat
    {
      let proposition = DecisionFPIC.Proposition.criteres(
        .init(
          partEPCI: .droitCommun, criteres: [.init(.population), .init(.revenu), .init(.potentielFinancier)],
          poids: Matrix(column: poids)))
      var entrees = ExemplesFPIC.prelevement(decision: .derogatoire(proposition, plafonnement: .ramener))
      modifier(&entrees)
      return try ExemplesFPIC.calculer(entrees)
    }
    let ramenes = try resultat([0.1, 0.2, 0.2])
    #expect(ramenes.codes() == ["L0328"])
    #expect(try ramenes.deliberes == resultat([0.2, 0.4, 0.4]).deliberes)
    let somme = try #require(ramenes.proposition).parts.values.reduce(0, +)
    #expect((somme - 1).magnitude < 1e-12, "the printed shares add up to 100 %")
    let negatif = try resultat([-0.2, 0.6, 0.6])
    #expect(negatif.codes().contains("L0330"))
    #expect(negatif.deliberes.epci[0].isNaN)
    let nul = try resultat([0.2, 0.4, 0.4]) { $0.revenu = Matrix(column: [0, 0, 0, 0]) }
    #expect(nul.codes().contains("L0329"))
    let impute = try resultat([0.2, 0.4, 0.4]) { $0.revenu?[3, 0] = .nan }
    #expect(impute.codes() == ["L0326"])
    let absent = try resultat([0.2, 0.4, 0.4]) { $0.revenu = nil }
    #expect(absent.faits(0) == [.donneeManquante(.revenu, commune: nil, .prelevement)])
    #expect(absent.deliberes.epci[0].isNaN)
  }

  @Test("quand les communes qui ont une part sont toutes au plafond, la proposition est infaisable")
  func infaisable() throws {
    let proposition = DecisionFPIC.Proposition.criteres(
      .init(
        partEPCI: .droitCommun,
        criteres: [
          .init(
            .complementaire(
              nom: "c1", valeurs: Matrix(column: [1, 0, 0, 0]), decroissant: false, pondereParPopulation: true))
        ], poids: Matrix(column: [1])))
    let resultat = try ExemplesFPIC.calculer(
      ExemplesFPIC.prelevement(decision: .derogatoire(proposition, plafonnement: .ramener)))
    // 318 743 to share, 253 892 at most on c1.
    #expect(resultat.faits(0).contains(.propositionInfaisable(reste: 64_851, .prelevement)))
    #expect(resultat.notifies.epci[0].isNaN)
  }

  @Test("FSRIF et exonérations sont recalculés après une répartition dérogatoire")
  func v10() throws {
    let resultat = try calculer(.droitCommun, .ramener)
    let deliberes = resultat.deliberes.communes
    #expect(resultat.notifies.communes.columnArray(0) == [deliberes[0, 0], 0, 0, deliberes[3, 0]])
    #expect(resultat.notifies.epci[0] == 181_257 + deliberes[1, 0] + deliberes[2, 0])
  }
}
