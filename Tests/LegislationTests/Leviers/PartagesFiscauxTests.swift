import Testing

@testable import Legislation

@Suite("Taxe d'aménagement et foncier des zones")
struct PartagesFiscauxTests {
  private func flux(
    _ produit: [Double], _ zones: [Double], _ parts: PartsTaxeAmenagement, _ percepteur: PercepteurTaxe = .communes
  ) -> [Double] {
    var out = produit
    var span = out.mutableSpan
    TaxeAmenagement.flux(produit: produit.span, zones: zones.span, parts: parts, percepteur: percepteur, dans: &span)
    return out
  }

  @Test("100 000 € dont 40 000 € en zone, 5 % et 100 % : 43 000 € ; sans part des zones, 5 % du tout")
  func exemple() {
    let parts = PartsTaxeAmenagement(produit: [0.05, 0.05], zones: [1, .nan])
    #expect(flux([10_000_000, 10_000_000], [4_000_000, 4_000_000], parts) == [-4_300_000, -500_000])
    #expect(flux([10_000_000, 10_000_000], [4_000_000, 4_000_000], parts, .epci) == [4_300_000, 500_000])
    #expect(flux([1_001], [0], .init(produit: [0.5], zones: [.nan])) == [-501], "half a centime goes up")
  }

  @Test("selon les charges : 30 de l'EPCI sur 100 ; quand l'EPCI perçoit, la commune reçoit le reste")
  func charges() {
    #expect(TaxeAmenagement.partsSelonCharges(epci: [30], communes: [70], percepteur: .communes) == [0.3])
    #expect(TaxeAmenagement.partsSelonCharges(epci: [30], communes: [70], percepteur: .epci) == [0.7])
    #expect(TaxeAmenagement.partsSelonCharges(epci: [0], communes: [0], percepteur: .epci)[0].isNaN)
  }

  @Test("le reversement des communes n'était obligatoire qu'en 2022, celui de l'EPCI l'est toujours")
  func obligation() throws {
    let registre = try Parametres.charger()
    func codes(_ annee: Int, _ percepteur: PercepteurTaxe, produit: Double = 100, part: Double = 0) -> [String] {
      ControleTaxeAmenagement.verifier(
        produit: [produit], flux: [0], parts: .init(produit: [part], zones: [.nan]), charges: [.nan],
        percepteur: percepteur, parametres: ParametresTaxeAmenagement(annee: annee, parametres: registre)
      ).map(\.code)
    }
    #expect(codes(2021, .communes).isEmpty && codes(2022, .communes) == ["L0701"] && codes(2023, .communes).isEmpty)
    #expect(codes(2026, .epci) == ["L0701"])
    #expect(codes(2026, .epci, produit: 0).isEmpty)
    #expect(codes(2026, .epci, produit: .nan) == ["L0703"])
  }

  @Test("au-delà de la part des charges : une alerte sans motif, à la part exacte rien")
  func auDela() {
    let rules = ParametresTaxeAmenagement(communesObligees: false, epciOblige: true)
    func faits(_ part: Double) -> [FaitTaxeAmenagement] {
      ControleTaxeAmenagement.verifier(
        produit: [100], flux: [-10], parts: .init(produit: [part], zones: [.nan]), charges: [0.3],
        percepteur: .communes,
        parametres: rules)
    }
    #expect(faits(0.3).isEmpty)
    let found = faits(0.5)
    #expect(found == [.auDelaDesCharges(commune: 0, part: 0.5, charges: 0.3)] && !found[0].exigeUnMotif)
    #expect(
      plain(found[0].message { _ in "Montjoie" })
        == "Montjoie reverse 50 % de sa taxe d'aménagement alors que l'EPCI porte 30 % de la charge des équipements publics, soit 20 points de plus"
    )
  }

  private func share(
    bases: Double, taux: Double, part: Double, reference: Double = 0
  ) -> (montant: Double, assiette: Double) {
    var montants = [0.0]
    var assiettes = [0.0]
    var paid = montants.mutableSpan
    var shared = assiettes.mutableSpan
    PartageFoncier.partager(
      bases: [bases].span, taux: [taux].span, parts: [part].span, reference: [reference].span, montants: &paid,
      assiettes: &shared)
    return (montants[0], assiettes[0])
  }

  @Test("bases 500 000 €, taux 40 %, moitié : 100 000 € ; sur la hausse depuis 180 000 € : 10 000 €")
  func foncier() {
    #expect(share(bases: 500_000, taux: 0.4, part: 0.5) == (10_000_000, 250_000))
    let grown = share(bases: 500_000, taux: 0.4, part: 0.5, reference: 180_000)
    #expect(grown.montant == 1_000_000 && (grown.assiette - 25_000).magnitude < 1e-9)
    #expect(share(bases: 500_000, taux: 0.4, part: 0.5, reference: 200_000) == (0, 0))
    #expect(share(bases: 500_000, taux: 0.4, part: 0.5, reference: 210_000) == (0, 0), "a fall shares nothing")
    #expect(share(bases: 500_000, taux: 0, part: 0.5) == (0, 0))
  }

  @Test("250 000 € de bases partagées à 37,2872 % : 93 218 € de potentiel en moins pour la commune")
  func correction() throws {
    let rules = try ParametresPartageFoncier(annee: 2025, parametres: try Parametres.charger())
    var variation = [0.0, 5]
    var span = variation.mutableSpan
    CorrectionPotentielFoncier.ajouter(
      assiettes: [250_000, 0].span, tauxMoyen: rules.tauxMoyen(.foncierBati), a: &span)
    #expect(variation == [-93_218, 5])
  }

  @Test("phrases")
  func phrases() {
    #expect(FaitPartageFoncier.cfeSousFPU.severity == .erreur)
    #expect(
      FaitPartageFoncier.donneeManquante(commune: 0, impot: .foncierBati).message { _ in "Montjoie" }
        == "les bases ou le taux de foncier bâti des zones d'activités manquent pour Montjoie")
    #expect(
      FaitTaxeAmenagement.reversementObligatoire(commune: 0, percepteur: .epci).message { _ in "Montjoie" }
        == "l'EPCI perçoit la taxe d'aménagement et n'en reverse rien à Montjoie")
  }
}
