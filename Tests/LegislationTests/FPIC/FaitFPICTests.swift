import Diagnostics
import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Phrases sur la répartition interne du FPIC")
struct FaitFPICTests {
  private func nom(_ rang: Int) -> String { ["Aubais", "Beauvoisin", "Codognan", "Montjoie"][rang] }
  private func clair(_ texte: String?) -> String? {
    texte.map { String($0.map { $0 == "\u{202F}" || $0 == "\u{00A0}" ? " " : $0 }) }
  }
  private func phrases(_ fait: FaitFPIC) -> [String?] { [clair(fait.message(nom: nom)), clair(fait.repair(nom: nom))] }

  private func bornes(_ cif: Double, _ part: Double, annee: Int = 2024) throws -> [FaitFPIC] {
    try ExemplesFPIC.calculer(
      ExemplesFPIC.prelevement(
        montant: [1_000_000], cif: [cif],
        decision: .derogatoire(ExemplesFPIC.criteres(.montants([part])), plafonnement: .verifier)), annee
    ).faits(0).filter { ["L0306", "L0312"].contains($0.code) }
  }

  @Test("L0306 : par combien la part de l'EPCI sort, la valeur légale, le bloc qui borne et la lecture plus large")
  func ecartEPCI() throws {
    let faits = try bornes(0.7, 800_000)
    #expect(
      faits.map(phrases) == [
        [
          "prélèvement FPIC : la part de l'EPCI peut aller de 610 002 € à 790 000 € ; l'écart permis est tenu par le "
            + "bloc des communes, le minimum par les plafonds des communes ; à ne mesurer que la part de l'EPCI, elle "
            + "irait de 490 000 € à 910 000 €",
          nil,
        ],
        [
          "prélèvement FPIC : la part de l'EPCI, 800 000 €, dépasse de 10 000 € son maximum de 790 000 € (droit commun "
            + "700 000 €, écart limité à 30 %)",
          "790 000 € est la valeur légale la plus proche ; l'écart permis est tenu par le bloc des communes, le minimum "
            + "par les plafonds des communes ; à ne mesurer que la part de l'EPCI, elle irait de 490 000 € à 910 000 €",
        ],
      ])
    #expect(faits.map(\.severity) == [.remarque, .alerte])
    #expect(faits.map(\.article) == ["CGCT art. L2336-3, II, 1°", "CGCT art. L2336-3, II, 1°"])
    #expect(
      try bornes(0.4, 270_000).map(phrases) == [
        [
          "prélèvement FPIC : la part de l'EPCI, 270 000 €, est inférieure de 10 000 € à son minimum de 280 000 € (droit "
            + "commun 400 000 €, écart limité à 30 %)",
          "280 000 € est la valeur légale la plus proche ; l'écart permis est tenu par la part de l'EPCI",
        ]
      ])
  }

  @Test("L0306 : quand le partage ne pouvait pas être modifié")
  func epciFixe() throws {
    #expect(
      try bornes(0.4, 410_000, annee: 2014).map(phrases).first?.first
        == "prélèvement FPIC : la part de l'EPCI, 410 000 €, s'écarte de 10 000 € du droit commun (400 000 €), que le "
        + "droit de 2014 ne permet pas de modifier")
  }

  @Test("L0307 : prélèvement au-dessus, attribution au-dessous, et la valeur légale la plus proche")
  func borneCommune() {
    #expect(
      phrases(
        .borneCommune(commune: 3, montant: 9_500, borne: 9_114, droitCommun: 7_011, taux: 0.3, .prelevement))
        == [
          "le prélèvement de Montjoie, 9 500 €, dépasse de 386 € son maximum de 9 114 € (droit commun 7 011 €, hausse "
            + "limitée à 30 %)",
          "9 114 € est la valeur légale la plus proche",
        ])
    let attribution = FaitFPIC.borneCommune(
      commune: 3, montant: 8_000, borne: 8_594, droitCommun: 12_276, taux: 0.3, .attribution)
    #expect(
      phrases(attribution).first
        == "l'attribution de Montjoie, 8 000 €, est inférieure de 594 € à son minimum de 8 594 € (droit commun 12 276 €, "
        + "baisse limitée à 30 %)")
    #expect(attribution.article == "CGCT art. L2336-5, II, 1°" && attribution.commune == 3)
  }

  @Test("L0301 à L0303 : montants écrits")
  func montants() {
    #expect(
      phrases(.montantManquant(commune: nil, .prelevement)).first == "prélèvement FPIC : l'EPCI n'a pas de montant")
    #expect(
      phrases(.totalFaux(total: 499_990, attendu: 500_000, .prelevement)) == [
        "prélèvement FPIC : les montants totalisent 499 990 €, il manque 10 € pour atteindre 500 000 €",
        "ajoutez 10 €, par exemple à la part de l'EPCI",
      ])
    #expect(
      phrases(.totalFaux(total: 500_001, attendu: 500_000, .attribution)) == [
        "attribution FPIC : les montants totalisent 500 001 €, soit 1 € de trop par rapport à 500 000 €",
        "retirez 1 €, par exemple à la part de l'EPCI",
      ])
    #expect(
      phrases(.montantNonEntier(commune: 0, montant: 10.5, .prelevement)).first
        == "prélèvement FPIC : le montant pour Aubais n'est pas un nombre entier d'euros (10,50 €)")
    #expect(
      phrases(.montantNegatif(commune: 1, montant: -20, .prelevement)) == [
        "prélèvement FPIC : le montant pour Beauvoisin est négatif (−20 €)", "0 € est le montant légal le plus proche",
      ])
  }

  @Test("L0308, L0309 : critères")
  func criteres() {
    #expect(
      phrases(.critereLegalAbsent(.revenu, .attribution)) == [
        "attribution FPIC : le critère légal du revenu par habitant n'intervient pas dans la répartition dérogatoire",
        "donnez à ce critère un poids, même faible, ou votez une répartition libre",
      ])
    #expect(
      phrases(.criteresComplementairesDominants(complementaires: 0.6, legaux: 0.4, .prelevement)).first
        == "prélèvement FPIC : les critères complémentaires pèsent 60,00 %, plus que les trois critères légaux (40,00 %)"
    )
  }

  @Test("L0310, L0311 : commune exonérée, FSRIF")
  func exonerees() {
    #expect(
      phrases(.exempteePrelevee(commune: 1, montant: 1_000, moitie: false, confirmee: false)) == [
        "Beauvoisin, exonérée en entier, paie 1 000 € dans la répartition libre",
        "mettez 0 € et ajoutez la différence à l'EPCI, ou confirmez que la commune exonérée paie",
      ])
    #expect(
      phrases(.fsrifNonDeduit(commune: 2, montant: 500)).first
        == "Codognan paie 500 € dans la répartition libre sans déduction de son prélèvement FSRIF")
  }

  @Test(
    "les faits sur les données et la construction",
    arguments: [
      (
        FaitFPIC.cifHorsBornes(cif: -0.2, retenu: 0),
        "le coefficient d'intégration fiscale, −0,2, sort de l'intervalle de 0 à 1 : 0 est retenu"
      ),
      (
        .potentielFinancierNonPositif(commune: 0, potentiel: -50, .attribution),
        "le potentiel financier d'Aubais n'est pas positif (−50 €) : il compte comme celui de la commune la plus pauvre "
          + "au-dessus de zéro"
      ),
      (.sansPopulation(commune: 3), "Montjoie n'a pas d'habitant : son poids est nul"),
      (
        .donneeManquante(.populationDGF, commune: 3, .prelevement),
        "prélèvement FPIC : la population DGF de Montjoie n'est pas connue"
      ),
      (
        .donneeManquante(.cif, commune: nil, .prelevement),
        "prélèvement FPIC : le coefficient d'intégration fiscale de l'ensemble intercommunal n'est pas connu"
      ),
      (
        .sansPoids(.attribution),
        "attribution FPIC : aucune commune n'a de poids, la part des communes ne peut pas être répartie"
      ),
      (.fsrifInconnu(commune: 3), "le prélèvement FSRIF de Montjoie n'est pas connu : rien n'est déduit"),
      (
        .valeurImputee(commune: 3, critere: "le revenu par habitant", moyenne: 12_345.678),
        "le revenu par habitant : la valeur de Montjoie n'est pas connue, la moyenne des autres communes (12 345,68) la "
          + "remplace"
      ),
      (
        .poidsRamenes(total: 0.95, .prelevement),
        "prélèvement FPIC : les poids des critères totalisent 95,00 %, ils sont ramenés à 100 %"
      ),
      (
        .partEPCIRamenee(ecrite: 300_000, retenue: 235_634, .prelevement),
        "prélèvement FPIC : la part de l'EPCI, 300 000 €, est ramenée à 235 634 €, la valeur possible la plus proche"
      ),
      (
        .propositionInfaisable(reste: 64_851, .prelevement),
        "prélèvement FPIC : même au plafond de chaque commune ayant une part, 64 851 € ne trouvent pas preneur"
      ),
      (
        .quotesPartsCaduques(.perimetre, annee: 2024, .prelevement),
        "prélèvement FPIC : la délibération de 2024 ne produit plus d'effet (le périmètre a changé), le droit commun "
          + "s'applique"
      ),
      (
        .bornesNonRetestees(depassements: 2, annee: 2024, .prelevement),
        "prélèvement FPIC : avec les quotes-parts de la délibération de 2024, 2 montants sortent des bornes de cette année"
      ),
    ])
  func donnees(_ fait: FaitFPIC, _ phrase: String) {
    #expect(clair(fait.message(nom: nom)) == phrase)
  }

  @Test(
    "le nom d'une commune après « de »",
    arguments: [
      ("Montjoie", "de Montjoie"), ("Aubais", "d'Aubais"), ("Évreux", "d'Évreux"), ("Œuilly", "d'Œuilly"),
      ("Yvetot", "d'Yvetot"), ("Yutz", "de Yutz"), ("Le Havre", "du Havre"), ("Les Angles", "des Angles"),
      ("La Rochelle", "de La Rochelle"), ("L'Isle-Adam", "de L'Isle-Adam"), ("Hyères", "de Hyères"), ("", "de "),
    ])
  func complement(_ nom: String, _ attendu: String) {
    #expect(deNom(nom) == attendu)
  }

  @Test("chaque code a son explication, unique et dans l'ordre")
  func codes() {
    let codes = CodesFPIC.entrees.map(\.code)
    #expect(codes == Array(Set(codes)).sorted())
    let faits: [FaitFPIC] = [
      .montantManquant(commune: nil, .prelevement), .totalFaux(total: 0, attendu: 1, .prelevement),
      .montantNegatif(commune: nil, montant: -1, .prelevement), .critereLegalAbsent(.revenu, .prelevement),
      .criteresComplementairesDominants(complementaires: 1, legaux: 0, .prelevement),
      .exempteePrelevee(commune: 0, montant: 1, moitie: true, confirmee: false),
      .fsrifNonDeduit(commune: 0, montant: 1),
      .cifHorsBornes(cif: 2, retenu: 1), .potentielFinancierNonPositif(commune: 0, potentiel: 0, .prelevement),
      .sansPopulation(commune: 0), .donneeManquante(.cif, commune: nil, .prelevement), .sansPoids(.prelevement),
      .fsrifInconnu(commune: 0), .valeurImputee(commune: 0, critere: "", moyenne: 0),
      .valeurNonPositive(commune: 0, critere: "", valeur: 0), .poidsRamenes(total: 0.5, .prelevement),
      .critereNul(critere: "", .prelevement), .poidsInvalide(critere: "", poids: -1, .prelevement),
      .partEPCIRamenee(ecrite: 1, retenue: 0, .prelevement), .partEPCIImpossible(part: 2, montant: 1, .prelevement),
      .propositionInfaisable(reste: 1, .prelevement), .montantArrondi(ecrit: 0.5, retenu: 1, .prelevement),
      .clesEPTInconnues(annee: 2024, .prelevement),
      .partEPTSuperieure(part: 2, montant: 1, .prelevement), .quotesPartsCaduques(.retrait, annee: 2024, .prelevement),
      .pluriannualiteFermee(annee: 2023, .prelevement),
      .bornesNonRetestees(depassements: 1, annee: 2024, .prelevement), .rangsInconnus,
    ]
    for fait in faits {
      #expect(codes.contains(fait.code), "\(fait)")
      #expect(!fait.message(nom: nom).isEmpty, "\(fait)")
    }
  }
}
