import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Vecteurs de la répartition interne")
struct VecteursRepartitionInterneTests {
  @Test("prélèvement de 500 000 €, CIF 0,362514 : toutes les cases")
  func prelevement() throws {
    let resultat = try ExemplesFPIC.calculer(ExemplesFPIC.prelevement())
    let droitCommun = resultat.droitCommun.montants
    #expect(droitCommun.epci == [181_257])
    #expect(droitCommun.communes.columnArray(0) == [195_302, 56_337, 60_093, 7_011])
    #expect(resultat.deductions?.fsrif.columnArray(0) == [0, 0, 60_093, 0])
    #expect(resultat.deductions?.exonerations.columnArray(0) == [0, 56_337, 0, 0])
    #expect(resultat.notifies.epci == [297_687])
    #expect(resultat.notifies.communes.columnArray(0) == [195_302, 0, 0, 7_011])
    #expect(resultat.notifies.total(0) == 500_000)
    #expect(resultat.faits.isEmpty)
  }

  @Test("ses bornes à la majorité des deux tiers : EPCI, bloc, communes, et l'intervalle conjoint")
  func bornes() throws {
    let entrees = ExemplesFPIC.prelevement(
      decision: .derogatoire(ExemplesFPIC.criteres(.droitCommun), plafonnement: .ramener))
    let proposition = try #require(try ExemplesFPIC.calculer(entrees).proposition)
    #expect(proposition.bornesCommunes.columnArray(0) == [253_892, 73_238, 78_120, 9_114])
    let bornes = try #require(proposition.bornesEPCI.first)
    #expect(bornes.droitCommun - bornes.ecartPropre == 126_880)
    #expect(bornes.droitCommun + bornes.ecartPropre == 235_634)
    // The block by its own 30 % alone goes up to 414 365; the sum of the ceilings stops it at 414 364.
    #expect(318_743 - bornes.ecartDuBloc == 223_121)
    #expect(318_743 + bornes.ecartDuBloc == 414_365)
    #expect(500_000 - bornes.minimumParCommunes == 414_364)
    #expect((bornes.minimum, bornes.maximum) == (126_880, 235_634))
    #expect(bornes.blocTenant == .epci)
  }

  @Test("attribution de 300 000 € : exclusion au-delà de deux fois la moyenne, plus forts restes")
  func attribution() throws {
    let resultat = try ExemplesFPIC.calculer(ExemplesFPIC.attribution())
    let droitCommun = resultat.droitCommun
    #expect(droitCommun.montants.epci == [108_754])
    #expect(droitCommun.exclues.columnArray(0) == [0, 0, 0, 0, 1])
    let poids = [11_472.527473, 6_904.761905, 2_330.357143, 1_420.408163, 0]
    for (calcule, attendu) in zip(droitCommun.poids.columnArray(0), poids) {
      #expect((calcule - attendu).magnitude < 1e-6)
    }
    let reels = [99_153.541529, 59_675.742587, 20_140.563123, 12_276.152761, 0]
    for (calcule, attendu) in zip(droitCommun.reels.columnArray(0), reels) {
      #expect((calcule - attendu).magnitude < 1e-6)
    }
    #expect(droitCommun.montants.communes.columnArray(0) == [99_153, 59_676, 20_141, 12_276, 0])
    // Rounding each to the nearest would make one euro too many.
    #expect(reels.map { $0.rounded() }.reduce(0, +) == 191_247)
    #expect(resultat.notifies.total(0) == 300_000)
    #expect(resultat.deductions == nil)
  }

  @Test("avant 2017 personne n'est exclu")
  func avant2017() throws {
    let droitCommun = try ExemplesFPIC.calculer(ExemplesFPIC.attribution(), 2016).droitCommun
    #expect(droitCommun.exclues.columnArray(0) == [0, 0, 0, 0, 0])
    #expect(droitCommun.montants.communes[4, 0] > 0)
  }

  @Test("le solde de chacun")
  func solde() throws {
    let recu = MontantsFPIC(epci: [108_754], communes: Matrix(column: [99_153, 59_676]))
    let paye = MontantsFPIC(epci: [297_687], communes: Matrix(column: [195_302, 0]))
    let solde = SoldeFPIC.calculer(attribution: recu, prelevement: paye)
    #expect(solde.epci == [-188_933])
    #expect(solde.communes.columnArray(0) == [-96_149, 59_676])
  }
}
