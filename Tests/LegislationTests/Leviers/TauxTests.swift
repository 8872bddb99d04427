import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Taux d'imposition et règles de lien")
struct TauxTests {
  private func examen(
    _ impot: Impot, _ avant: Double, _ apres: Double, bati: Double = 1, moyenne: Double = 1, fpu: Bool = false,
    _ rules: ParametresTaux = ParametresTaux()
  ) -> VerdictLien? {
    ReglesDeLien.examiner(
      impot, avant: avant, apres: apres, pivot: .init(foncierBati: bati, moyenne: moyenne), epciFPU: fpu,
      parametres: rules)?.verdict
  }

  @Test("la moyenne pondérée : TFPB 20 → 21 %, TFPNB 50 %, bases 9 et 1 : 1,0391 ; CFE à 25,97 % au plus")
  func exemple() throws {
    let pivot = ReglesDeLien.Pivot(
      basesBati: [9], basesNonBati: [1], avant: ([0.20], [0.50]), apres: ([0.21], [0.50]))
    #expect((pivot.foncierBati - 1.05).magnitude < 1e-12 && (pivot.moyenne - 2.39 / 2.3).magnitude < 1e-12)
    let found = try #require(
      ReglesDeLien.examiner(
        .cfe, avant: 0.25, apres: 0.26, pivot: pivot, epciFPU: true, parametres: ParametresTaux()))
    #expect(found.verdict == .exceptionPossible)
    #expect(found.tauxMaximal == 0.2597)
    #expect(
      plain(FaitTaux.lien(commune: nil, found).message { _ in "" })
        == "l'EPCI porte la cotisation foncière des entreprises de 25 % à 26 %, soit 0,0217 point de plus que le lien avec les taxes foncières ne permet ; exception possible"
    )
  }

  @Test("une variation proportionnelle est conforme, dans les deux sens")
  func proportionnelle() {
    for factor in [1.02, 0.97, 1.0 / 3] {
      for impot in [Impot.cfe, .residencesSecondaires, .foncierNonBati] {
        #expect(examen(impot, 0.2584, 0.2584 * factor, bati: factor, moyenne: factor) == .conforme)
      }
    }
  }

  @Test("hausse : la plus petite des deux variations ; à la limite conforme, au-dessus non")
  func hausse() {
    #expect(examen(.residencesSecondaires, 0.10, 0.103, bati: 1.05, moyenne: 1.03) == .conforme)
    #expect(
      examen(.residencesSecondaires, 0.10, 0.1031, bati: 1.05, moyenne: 1.03, ParametresTaux(thrsMajoration: false))
        == .nonConforme)
    #expect(examen(.residencesSecondaires, 0.10, 0.1031, bati: 1.05, moyenne: 1.03) == .exceptionPossible)
    #expect(examen(.residencesSecondaires, 0.10, 0.099, bati: 1.05, moyenne: 1.03) == .conforme, "it may always fall")
    #expect(examen(.residencesSecondaires, 0.10, 0.10, bati: 1.05, moyenne: 1.03) == nil, "nothing moves")
  }

  @Test("baisse : la CFE et la THRS baissent au moins autant ; une CFE de FPU peut rester")
  func baisse() {
    #expect(examen(.cfe, 0.25, 0.25, bati: 0.9, moyenne: 0.95) == .exceptionPossible)
    #expect(examen(.cfe, 0.25, 0.2249, bati: 0.9, moyenne: 0.95) == .conforme)
    #expect(examen(.cfe, 0.25, 0.25, bati: 0.9, moyenne: 0.95, fpu: true) == nil, "no need to fall")
    #expect(
      examen(.cfe, 0.25, 0.25, bati: 0.9, moyenne: 0.95, fpu: true, ParametresTaux(cfeBaisseObligatoireFPU: true))
        == .exceptionPossible)
    #expect(examen(.cfe, 0.25, 0.2501, bati: 0.9, moyenne: 0.95, fpu: true) == .exceptionPossible)
  }

  @Test("le foncier non bâti suit le seul foncier bâti, sans exception")
  func nonBati() {
    #expect(examen(.foncierNonBati, 0.5, 0.5, bati: 0.99, moyenne: 1.02) == .nonConforme)
    #expect(examen(.foncierNonBati, 0.5, 0.495, bati: 0.99, moyenne: 1.02) == .conforme)
    #expect(examen(.foncierNonBati, 0.5, 0.52, bati: 1.03, moyenne: 1.10) == .nonConforme)
    #expect(examen(.foncierNonBati, 0.5, 0.4, bati: 1.03, moyenne: 1.10) == .conforme)
    #expect(examen(.foncierBati, 0.2, 0.4) == nil, "the pivot is free")
    #expect(examen(.cfe, .nan, 0.4) == nil && examen(.cfe, 0.2, 0.3, bati: .nan) == nil)
  }

  @Test("1 M€ de bases et + 0,5 point : 5 000 € ; un taux qui ne bouge pas ne lit pas ses bases")
  func produit() {
    #expect(ProduitFiscal.variation(base: 1_000_000, ecart: 0.005) == 500_000)
    #expect(ProduitFiscal.variation(base: .nan, ecart: 0) == 0)
    #expect(ProduitFiscal.variation(base: 101, ecart: -0.0005) == -5, "5,05 centimes")
    #expect(ProduitFiscal.variation(base: 110, ecart: -0.0005) == -6, "5,5 centimes, halves away from zero")
    #expect(ProduitFiscal.variation(base: 110, ecart: 0.0005) == 6, "an exchange closes to the centime")
  }

  @Test("CIF 0,300 sur 45 M€ : échange de 0,9 M€, 0,320 ; rien ne bouge, exactement le CIF")
  func cif() {
    #expect(
      (RecettesDuCIF.deplacer(0.3, recettes: 45e6, epci: 0.9e6, communes: -0.9e6) - 0.32).magnitude < 1e-15)
    #expect(RecettesDuCIF.deplacer(0.3842, recettes: 45e6, epci: 0, communes: 0) == 0.3842)
    // The EPCI alone raises 5 M€: (13,5 + 5) ÷ 50.
    #expect((RecettesDuCIF.deplacer(0.3, recettes: 45e6, epci: 5e6, communes: 0) - 0.37).magnitude < 1e-15)
  }

  @Test("TV-9 : rendre 0,9 M€ d'AC par la DSC, des fonds de concours ou le FPIC")
  func substitution() throws {
    let rules = try ParametresIndicateurs(annee: 2024, parametres: Parametres.charger()).cif
    let effects = VehiculeDeSolidarite.allCases.map {
      0.3 + Substitution.variationNumerateur($0, montant: 0.9e6, regles: rules) / 45e6
    }
    for (found, expected) in zip(effects, [0.300, 0.310, 0.320, 0.320]) {
      #expect((found - expected).magnitude < 1e-12)
    }
  }

  @Test("épargne : 50 et 43 M€, capital 3 M€, dette 42 M€ ; une DSC de 1 M€ de plus")
  func epargne() {
    let compte = CompteDeLAnnee(recettes: 50, depenses: 43, capitalRembourse: 3, dette: 42)
    #expect(compte.epargneBrute == 7 && compte.epargneNette == 4 && compte.capaciteDesendettement == 6)
    let moved = compte.deplace(recettes: 0, depenses: 1)
    #expect(moved.epargneBrute == 6 && moved.epargneNette == 3 && moved.capaciteDesendettement == 7)
    #expect(compte.deplace(recettes: 0, depenses: 7).capaciteDesendettement.isNaN)
    #expect(PartReversee.calculer(attributions: 16, dotations: 3.4, recettes: 60) == 19.4 / 60)
  }

  @Test("un vote après la date limite : les taux de l'année précédente sont reconduits")
  func late() throws {
    let date = try #require(DateCivile(annee: 2027, mois: 4, jour: 16))
    let limit = try #require(ParametresTaux(annee: 2027, parametres: .charger()).limiteDuVote(2027))
    let fait = FaitTaux.voteTardif(date: date, limite: limit)
    #expect(
      fait.message { _ in "" }
        == "les taux sont votés le 16 avril 2027, après le 15 avril 2027 : ceux de l'année précédente sont reconduits")
    #expect(fait.repair { _ in "" } == "voter les taux le 15 avril 2027 au plus tard")
    #expect(fait.severity == .alerte && !fait.exigeUnMotif && fait.mesure?.valeur == 1)
  }

  @Test("neutralisation : la THRS qui devait baisser avec le foncier bâti, le foncier non bâti qui monte seul")
  func neutralised() throws {
    func impot(_ impot: Impot, bases: [Double], communes: [Double], epci: [Double]) -> ImpotNeutralise {
      ImpotNeutralise(
        libelle: "l'impôt", impot: impot, bases: Matrix(column: bases), tauxCommunes: Matrix(column: communes),
        tauxAncienEPCI: Matrix(column: epci))
    }
    let droit = try ParametresTaux(annee: 2025, parametres: .charger())
    // Weighted mean 3 %: commune 0 goes from 20 to 19 %, commune 1 from 20 to 21 %.
    let bati = impot(.foncierBati, bases: [1e6, 1e6], communes: [0.2, 0.2], epci: [0.02, 0.04])
    #expect(LienDesTauxCompenses.controler(.init(impots: [bati]), parametres: droit) == [])
    // THRS by the same points: commune 0 from 10 to 9 % (0,9 ≤ 0,95), commune 1 from 10 to 11 % (1,1 > 1,05).
    let thrs = impot(.residencesSecondaires, bases: [1e6, 1e6], communes: [0.1, 0.1], epci: [0.02, 0.04])
    let found = LienDesTauxCompenses.controler(.init(impots: [bati, thrs]), parametres: droit)
    #expect(found.map(\.commune) == [1] && found.map(\.code) == ["L0139"])
    guard case .tauxCompenseLie(_, let examen) = found.first else { return }
    #expect((examen.rapportMaximal - 1.05).magnitude < 1e-12 && (examen.apres - 0.11).magnitude < 1e-12)
    // Alone, the TFPNB may not rise: the TFPB stands still.
    let nonBati = impot(.foncierNonBati, bases: [1e6, 1e6], communes: [0.5, 0.5], epci: [0.02, 0.04])
    #expect(LienDesTauxCompenses.controler(.init(impots: [nonBati]), parametres: droit).map(\.commune) == [1])
    // A commune without bases has nothing to vote.
    let empty = impot(.foncierNonBati, bases: [1e6, 0], communes: [0.5, 0.5], epci: [0.02, 0.04])
    #expect(LienDesTauxCompenses.controler(.init(impots: [empty]), parametres: droit) == [])
  }
}
