import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Répartition libre")
struct RepartitionLibreTests {
  private func libre(
    epci: Double, _ communes: [Double], confirmees: Bool = false
  ) throws -> RepartitionInterneResultat {
    try ExemplesFPIC.calculer(
      ExemplesFPIC.prelevement(
        decision: .libre(
          .montants(MontantsFPIC(epci: [epci], communes: Matrix(column: communes))), exonereesConfirmees: confirmees)))
  }

  @Test("l'EPCI prend tout à sa charge")
  func totalite() throws {
    let resultat = try ExemplesFPIC.calculer(
      ExemplesFPIC.prelevement(
        montant: [500_000, 600_000], decision: .libre(.totaliteEPCI, exonereesConfirmees: false)))
    #expect(resultat.notifies.epci == [500_000, 600_000])
    #expect(resultat.notifies.communes.columnArray(1) == [0, 0, 0, 0])
    #expect(resultat.codes() == [])
  }

  @Test("les montants restent ceux qui sont écrits, sans borne ni déduction")
  func montants() throws {
    let resultat = try libre(epci: 100_000, [390_000, 0, 0, 10_000])
    #expect(resultat.codes() == [])
    #expect(resultat.deductions == nil)
    #expect(resultat.notifies.communes.columnArray(0) == [390_000, 0, 0, 10_000])
  }

  @Test("V1 à V3 : montant manquant, total faux dans les deux sens, montant négatif ou avec centimes")
  func controles() throws {
    #expect(
      try libre(epci: .nan, [390_000, 0, 0, 10_000]).faits(0) == [.montantManquant(commune: nil, .prelevement)])
    #expect(
      try libre(epci: 100_000, [390_000, 0, 0, 9_990]).faits(0)
        == [.totalFaux(total: 499_990, attendu: 500_000, .prelevement)])
    #expect(
      try libre(epci: 100_000, [390_000, 0, 0, 10_001]).faits(0)
        == [.totalFaux(total: 500_001, attendu: 500_000, .prelevement)])
    #expect(
      try libre(epci: 100_000, [400_000, 0, 0, 0]).faits(0) == [])
    #expect(
      try libre(epci: 100_000, [410_000, 0, 0, -10_000]).faits(0)
        == [.montantNegatif(commune: 3, montant: -10_000, .prelevement)])
    #expect(
      try libre(epci: 100_000, [389_999.5, 0, 0, 10_000.5]).codes() == ["L0302", "L0302"])
  }

  @Test("une commune exonérée qui paie est une erreur, une remarque si c'est confirmé ; le FSRIF n'est pas déduit")
  func exoneree() throws {
    let erreur = try libre(epci: 100_000, [390_000, 1, 0, 9_999]).faits(0)
    #expect(erreur == [.exempteePrelevee(commune: 1, montant: 1, moitie: false, confirmee: false)])
    #expect(erreur.first?.severity == .erreur)
    let confirmee = try libre(epci: 100_000, [390_000, 1, 0, 9_999], confirmees: true).faits(0)
    #expect(confirmee.first?.severity == .remarque)
    #expect(
      try libre(epci: 100_000, [390_000, 0, 5, 9_995]).faits(0) == [.fsrifNonDeduit(commune: 2, montant: 5)])
  }

  @Test("par critères, la part de l'EPCI est libre et aucune borne ne tient")
  func criteres() throws {
    let resultat = try ExemplesFPIC.calculer(
      ExemplesFPIC.attribution(
        decision: .libre(ExemplesFPIC.criteres(.fractions([0])), exonereesConfirmees: false)))
    #expect(resultat.notifies.epci == [0])
    #expect(resultat.notifies.communes[4, 0] > 0, "the excluded commune receives by the criteria")
    #expect(resultat.notifies.total(0) == 300_000)
    #expect(resultat.codes() == [])
    let tropGrande = try ExemplesFPIC.calculer(
      ExemplesFPIC.attribution(
        decision: .libre(ExemplesFPIC.criteres(.montants([300_001])), exonereesConfirmees: false)))
    #expect(tropGrande.codes() == ["L0332"])
  }
}
