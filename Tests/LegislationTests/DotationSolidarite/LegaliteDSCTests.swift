import Diagnostics
import LinearAlgebra
import Testing

@testable import Legislation

@Suite("DSC : licéité")
struct LegaliteDSCTests {
  /// Facts of a DSC whose criteria are revenu, potentiel, population, voirie.
  func faits(
    _ poids: [Double], _ parametres: ParametresDSC, modifier: (inout DotationSolidariteEntrees) -> Void = { _ in }
  ) -> [FaitDSC] {
    var entrees = DotationSolidariteEntrees(
      scenarios: 1, communes: PetiteCamargue.communes,
      criteres: [
        CritereRepartition("revenu", .revenu(.lineaire(pente: 1))),
        CritereRepartition("potentiel financier", .potentiel(.ecartTronque)),
        CritereRepartition("population", .population(nil)), CritereRepartition("voirie", .quantite(1)),
      ], poids: Matrix(column: poids), enveloppes: [50_000_000])
    entrees.anneePrecedente = Matrix(column: PetiteCamargue.anterieurs)
    modifier(&entrees)
    return DotationSolidarite.calculer(entrees, parametres: parametres).faits[0]
  }

  let droit2024 = ParametresDSC(annee: 2024, partMinimale: 0.35, criteresMajoritaires: true)
  let droit2025 = PetiteCamargue.droit2025

  @Test("35 % exactement suffisent, 34,99 % non")
  func trenteCinq() {
    #expect(faits([0.20, 0.15, 0.35, 0.30], droit2025) == [])
    let sous = faits([0.20, 0.1499, 0.35, 0.3001], droit2025)
    #expect(sous.map(\.code) == ["L0201"])
    #expect(
      sous[0].message { "\($0)" }
        == "les critères de revenu et de potentiel déterminent 34,99\u{00A0}% de la dotation, "
        + "il en faut au moins 35\u{00A0}%")
    #expect(sous[0].repair { "\($0)" } == "relever de 0,01 point la part du revenu ou du potentiel")
    #expect(sous[0].severity == .alerte)
    #expect(sous[0].article == "CGCT art. L5211-28-4, II")
  }

  @Test("35 % en trois parts dont la somme binaire est juste au-dessous")
  func trenteCinqEnTroisParts() {
    var somme = 0.0
    for part in [0.030, 0.282, 0.038] { somme += part }
    #expect(somme < 0.35)
    let out = faits([0.030, 0.282, 0.038, 0.65], droit2025) {
      $0.criteres[2] = CritereRepartition("revenu médian", .revenu(.ecartTronque))
    }
    #expect(out == [])
    // The same sum, against a free criterion of exactly 35 %.
    let avant = faits([0.030, 0.282, 0.038, 0.35, 0.30], droit2024) {
      $0.criteres[2] = CritereRepartition("revenu médian", .revenu(.ecartTronque))
      $0.criteres.append(CritereRepartition("population", .population(nil)))
    }
    #expect(avant == [])
  }

  @Test("Jusqu'en 2024, aucun critère libre ne pèse plus que les deux légaux ; en 2025 il le peut")
  func majoritaires() {
    #expect(faits([0.20, 0.15, 0.35, 0.30], droit2024) == [])
    let poids = [0.20, 0.15, 0.36, 0.29]
    let avant = faits(poids, droit2024)
    #expect(avant.map(\.code) == ["L0202"])
    #expect(
      avant[0].message { "\($0)" }
        == "le critère « population » pèse 36\u{00A0}%, plus que les deux critères légaux réunis (35\u{00A0}%)")
    #expect(avant[0].repair { "\($0)" } == "ramener le critère « population » à 35\u{00A0}% au plus")
    #expect(faits(poids, droit2025) == [])
  }

  @Test("Les deux critères légaux doivent peser, même quand l'un suffit à faire 35 %")
  func absents() {
    #expect(faits([0.40, 0, 0.30, 0.30], droit2025) == [.critereLegalAbsent(.potentiel)])
    #expect(faits([0, 0.40, 0.30, 0.30], droit2025).contains(.critereLegalAbsent(.revenu)))
    #expect(faits([0, 0.34, 0.36, 0.30], droit2025).map(\.code) == ["L0203", "L0201"])
  }

  @Test("Une commune sans dotation est signalée, une commune sans habitant ne l'est pas")
  func communeSansDotation() {
    let parInsuffisance = faits([0.001, 0.999, 0, 0], droit2025) {
      $0.criteres[0].nature = .revenu(.ecartTronque)
    }
    // Aimargues is above the mean for both.
    #expect(parInsuffisance == [.communeSansDotation(commune: 0)])
    let vide = faits([0.001, 0.999, 0, 0], droit2025) {
      $0.criteres[0].nature = .revenu(.ecartTronque)
      $0.communes.populationINSEE[0, 0] = 0
    }
    #expect(!vide.contains { $0.code == "L0205" })
  }

  @Test("Part effective : un tunnel serré la fait passer sous 35 %")
  func partEffective() {
    let out = faits([0.25, 0.25, 0.25, 0.25], droit2025) {
      $0.anneePrecedente = Matrix(column: [40_000_000, 1_000_000, 2_000_000, 1_000_000, 6_000_000])
      $0.garantie = Garantie(.tunnel, planchers: [0.98])
    }
    #expect(out.map(\.code) == ["L0204"])
    guard case .partEffectiveInsuffisante(let part, let minimum, _) = out.first else { return }
    #expect(part < minimum && minimum == 0.35)
    // A slack guarantee does not.
    #expect(faits([0.25, 0.25, 0.25, 0.25], droit2025) { $0.garantie = Garantie(.tunnel, planchers: [0.5]) } == [])
  }

  @Test("Poids : total, bornes, valeur absente")
  func poids() {
    #expect(faits([0.3, 0.3, 0.2, 0.15], droit2025).map(\.code) == ["L0228"])
    let fait = FaitDSC.critere(.totalDesPoids(0.95))
    #expect(
      fait.message { "\($0)" } == "les parts des critères totalisent 95\u{00A0}%, il en faut 100\u{00A0}%")
    #expect(fait.repair { "\($0)" } == "il manque 5\u{00A0}%")
    #expect(faits([0.6, 0.6, -0.1, -0.1], droit2025).filter { $0.code == "L0229" }.count == 2)
    #expect(faits([.nan, 0.5, 0.3, 0.2], droit2025).map(\.severity).contains(.erreur))
  }

  @Test("Années : avant 2020 hors du champ, 2020 signale la reconduction")
  func annees() {
    let avant = ParametresDSC(annee: 2019, partMinimale: nil, criteresMajoritaires: false)
    #expect(faits([0.1, 0.1, 0.4, 0.4], avant) == [.anneeSansRegle(2019)])
    let droit2020 = ParametresDSC(
      annee: 2020, partMinimale: 0.35, criteresMajoritaires: true, reconductionOuverte: true)
    #expect(faits([0.2, 0.2, 0.3, 0.3], droit2020) == [.reconductionOuverte(annee: 2020)])
  }

  @Test("Reconduction : les montants de l'année précédente, licite en 2020 seulement")
  func reconduction() {
    var entrees = PetiteCamargue.entrees()
    entrees.mode = .reconduction
    let droit2020 = ParametresDSC(
      annee: 2020, partMinimale: 0.35, criteresMajoritaires: true, reconductionOuverte: true)
    let out = DotationSolidarite.calculer(entrees, parametres: droit2020)
    #expect(out.montants.values == PetiteCamargue.anterieurs)
    #expect(out.totaux == [50_000_000] && out.faits == [[]])
    let apres = DotationSolidarite.calculer(entrees, parametres: droit2024)
    #expect(apres.faits == [[.reconductionFermee(annee: 2024)]])
    #expect(apres.montants.values == PetiteCamargue.anterieurs)
  }

  @Test("Obligation d'instituer : une métropole sans enveloppe, une fusion récente, un contrat de ville sans pacte")
  func obligations() {
    let poids = [0.25, 0.25, 0.25, 0.25]
    func cadre(_ cadre: CadreDSC, enveloppe: Double = 0) -> [FaitDSC] {
      faits(poids, droit2025) {
        $0.cadre = cadre
        $0.enveloppes = [enveloppe]
      }
    }
    #expect(cadre(CadreDSC()) == [])
    #expect(cadre(CadreDSC(institutionObligatoire: true)) == [.institutionObligatoire(.statut)])
    #expect(!cadre(CadreDSC(institutionObligatoire: true), enveloppe: 1).contains { $0.code == "L0210" })
    #expect(cadre(CadreDSC(fiscaliteProfessionnelleUnique: false)) == [.fiscaliteAdditionnelle])
    func fusion(annees: Int, ecart: Double, pacte: Bool = true) -> [FaitDSC] {
      cadre(CadreDSC(anneesDepuisFusion: annees, ecartPotentielFusion: ecart, pacteAdopte: pacte))
    }
    #expect(fusion(annees: 2, ecart: 0.40) == [.institutionObligatoire(.fusion(ecart: 0.40))])
    #expect(fusion(annees: 3, ecart: 0.40) == [])
    #expect(fusion(annees: 2, ecart: 0.3999) == [])
    #expect(fusion(annees: 2, ecart: 0.40, pacte: false) == [])
    func ville(_ enveloppe: Double, pacte: Bool) -> [FaitDSC] {
      cadre(CadreDSC(pacteAdopte: pacte, planchersContratDeVille: [80_000_000]), enveloppe: enveloppe)
    }
    #expect(ville(80_000_000, pacte: false) == [])
    #expect(
      ville(79_999_999, pacte: false) == [.sousPlancherContratDeVille(plancher: 80_000_000, enveloppe: 79_999_999)])
    #expect(ville(79_999_999, pacte: true) == [])
    #expect(cadre(CadreDSC(etablissementPublicTerritorial: true), enveloppe: 1) == [.sansObjetPourUnEPT])
  }

  @Test("Sans article : une métropole sans dotation, connue ou non ; avec une dotation, rien")
  func sansArticle() {
    let metropole = CadreDSC(institutionObligatoire: true)
    #expect(ObligationDSC.controlerSansArticle(metropole, dotation: 0) == [.institutionAbsente(connue: true)])
    #expect(ObligationDSC.controlerSansArticle(metropole, dotation: .nan) == [.institutionAbsente(connue: false)])
    #expect(ObligationDSC.controlerSansArticle(metropole, dotation: 1) == [])
    #expect(ObligationDSC.controlerSansArticle(CadreDSC(), dotation: 0) == [])
    let ept = CadreDSC(institutionObligatoire: true, etablissementPublicTerritorial: true)
    #expect(ObligationDSC.controlerSansArticle(ept, dotation: 0) == [])
    #expect(FaitDSC.institutionAbsente(connue: true).severity == .alerte)
    #expect(FaitDSC.institutionAbsente(connue: false).severity == .remarque)
    #expect(!FaitDSC.institutionAbsente(connue: true).exigeUnMotif)
  }

  @Test("Ce que le scénario tait : pacte d'un contrat de ville, écart d'une fusion de moins de trois ans")
  func silences() {
    func faits(_ cadre: CadreDSC, ville: Bool = false, plancher: Double = .nan, fusion: Bool = false) -> [FaitDSC] {
      ObligationDSC.controlerSilences(
        cadre, contratDeVille: ville, plancher: plancher, fusionSansEcart: fusion, parametres: droit2025)
    }
    #expect(faits(CadreDSC()) == [])
    #expect(faits(CadreDSC(), ville: true, plancher: 500) == [.pacteNonPrecise(plancher: 500)])
    // Only an EPCI under the FPU owes the floor.
    #expect(faits(CadreDSC(fiscaliteProfessionnelleUnique: false), ville: true) == [])
    #expect(faits(CadreDSC(etablissementPublicTerritorial: true), ville: true, fusion: true) == [])
    #expect(
      faits(CadreDSC(anneesDepuisFusion: 2), fusion: true) == [.ecartFusionInconnu(seuil: 0.4, duree: 3)])
    #expect(faits(CadreDSC(anneesDepuisFusion: 3), fusion: true) == [])
    #expect(faits(CadreDSC(anneesDepuisFusion: -1), fusion: true) == [])
    #expect(faits(CadreDSC(anneesDepuisFusion: 2)) == [])
  }

  @Test("Entrées impossibles : des erreurs, jamais un zéro")
  func erreurs() {
    let poids = [0.25, 0.25, 0.25, 0.25]
    #expect(faits(poids, droit2025) { $0.enveloppes = [-1] } == [.enveloppeInvalide(-1)])
    #expect(faits(poids, droit2025) { $0.enveloppes = [.nan] }.map(\.code) == ["L0214"])
    #expect(
      faits(poids, droit2025) {
        $0.garantie = Garantie(.tunnel, planchers: [0.9])
        $0.anneePrecedente = nil
      } == [.originesAbsentes])
    #expect(
      faits(poids, droit2025) {
        $0.garantie = Garantie(.tunnel, planchers: [0.9])
        $0.anneePrecedente?[1, 0] = -5
      } == [.montantAnterieurNegatif(commune: 1, montant: -5)])
    let population = faits(poids, droit2025) { $0.communes.populationINSEE[2, 0] = .nan }
    #expect(population.contains(.critere(.populationManquante(commune: 2))))
    #expect(
      faits(poids, droit2025) { $0.communes.populationINSEE = Matrix(rows: 5, columns: 1) }
        .contains(.critere(.aucunHabitant)))
  }

  @Test("Une donnée manquante est une alerte qui nomme la commune")
  func donneeManquante() {
    let out = faits([0.25, 0.25, 0.25, 0.25], droit2025) { $0.communes.revenu[3, 0] = .nan }
    #expect(out.map(\.code) == ["L0220"])
    #expect(out[0].severity == .alerte && out[0].commune == 3)
    #expect(
      out[0].message { PetiteCamargue.noms[$0] }
        == "la donnée du critère « revenu » manque pour Le Cailar : la moyenne de l'ensemble la remplace")
  }

  @Test("Phrases exactes des planchers irréalisables")
  func phrases() {
    let fait = FaitDSC.planchersAuDessusDeLEnveloppe(planchers: 47_500_000, enveloppe: 47_499_999)
    let e = "\u{00A0}€"
    let t = "\u{202F}"
    #expect(
      fait.message { "\($0)" }
        == "les planchers totalisent 475\(t)000,00\(e) pour une enveloppe de 474\(t)999,99\(e) : il manque 0,01\(e)")
    #expect(
      fait.repair { "\($0)" }
        == "porter l'enveloppe à 475\(t)000,00\(e), ou multiplier les planchers par 0,9999 au plus")
  }

  @Test("Chaque code de fait a son explication, une seule fois")
  func codes() {
    let codes = CodesDSC.entrees.map(\.code)
    #expect(Set(codes).count == codes.count)
    let attendus = (201...239).map { "L0\($0)" }
    #expect(codes == attendus)
  }
}
