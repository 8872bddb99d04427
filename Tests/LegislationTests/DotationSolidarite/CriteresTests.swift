import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Critères de répartition : exemples et cas limites")
struct CriteresTests {
  /// One commune against a mean.
  func score(
    _ x: Double, moyenne: Double, p: Double = 100, _ forme: FormeRichesse, sens: SensRepartition = .direct
  ) -> Double {
    let (richesse, population) = ([x], [p])
    let preparee = FormePreparee(
      forme, richesse: richesse.span, moyenne: moyenne, population: population.span, sens: sens)
    let scratch = LaneScratch(rows: 1, columns: 1)
    let somme = preparee.colonnes.withColumn(0) {
      FormePreparee.scores(
        preparee.nature, lues: $0, lanes: scratch.lanes, coefficient: forme.coefficient, noyaux: .selected,
        dans: scratch.column(0))
    }
    #expect(somme == scratch.rows(0)[0])
    return scratch.rows(0)[0]
  }

  @Test("Forme A : l'écrêtage vient avant l'exposant, une richesse nulle ou négative prend le maximum")
  func rapportInverse() {
    let a = FormeRichesse.rapportInverse(exposant: 1, ecretage: 0.25...4)
    let a2 = FormeRichesse.rapportInverse(exposant: 2, ecretage: 0.25...4)
    let racine = FormeRichesse.rapportInverse(exposant: 0.5, ecretage: 0.25...4)
    #expect(score(500, moyenne: 1000, a) == 200)
    #expect(score(500, moyenne: 1000, a2) == 400)
    #expect(score(250, moyenne: 1000, racine) == 200)
    #expect(score(250, moyenne: 1000, a) == 400)
    #expect(score(249, moyenne: 1000, a) == 400)
    #expect(score(4000, moyenne: 1000, a) == 25)
    #expect(score(4001, moyenne: 1000, a) == 25)
    // 4² and not 4: clamped, then squared.
    #expect(score(100, moyenne: 1000, a2) == 1600)
    #expect(score(0, moyenne: 1000, a) == 400)
    #expect(score(-10, moyenne: 1000, a2) == 1600)
    #expect(score(500, moyenne: 1000, p: 0, a) == 0)
    // Mirrored.
    #expect(score(500, moyenne: 1000, a, sens: .inverse) == 50)
    #expect(score(-10, moyenne: 1000, a, sens: .inverse) == 25)
    #expect(score(9000, moyenne: 1000, a, sens: .inverse) == 400)
    // Aimargues.
    let aimargues = score(6_578_163 / 5996, moyenne: 989.750520, p: 5770, a)
    #expect((aimargues - 5205.45).magnitude < 0.01)
  }

  @Test("Forme B : zéro à la moyenne et au-dessus")
  func ecartTronque() {
    #expect(score(1000, moyenne: 1000, .ecartTronque) == 0)
    #expect(score(1000.01, moyenne: 1000, .ecartTronque) == 0)
    #expect(score(750, moyenne: 1000, .ecartTronque) == 25)
    #expect(score(0, moyenne: 1000, .ecartTronque) == 100)
    #expect(score(1250, moyenne: 1000, .ecartTronque, sens: .inverse) == 25)
    #expect(score(750, moyenne: 1000, .ecartTronque, sens: .inverse) == 0)
    #expect((score(2_004_887 / 2411, moyenne: 989.750520, p: 2406, .ecartTronque) - 384.55).magnitude < 0.01)
  }

  @Test("Forme C : la population à la moyenne, zéro au double")
  func lineaire() {
    #expect(score(1000, moyenne: 1000, .lineaire(pente: 1)) == 100)
    #expect(score(500, moyenne: 1000, .lineaire(pente: 1)) == 150)
    #expect(score(2000, moyenne: 1000, .lineaire(pente: 1)) == 0)
    #expect(score(2500, moyenne: 1000, .lineaire(pente: 1)) == 0)
    #expect(score(1500, moyenne: 1000, .lineaire(pente: 2)) == 0)
    #expect(score(1500, moyenne: 1000, .lineaire(pente: 1), sens: .inverse) == 150)
    #expect((score(2_004_887 / 2411, moyenne: 989.750520, p: 2406, .lineaire(pente: 1)) - 2790.55).magnitude < 0.01)
  }

  func colonnes(
    insee: [Double], revenu: [Double]? = nil, potentiel: [Double]? = nil, quantites: [[Double]] = []
  ) -> ColonnesCommunes {
    ColonnesCommunes(
      populationINSEE: Matrix(column: insee), populationDGF: Matrix(column: insee),
      revenu: Matrix(column: revenu ?? insee), potentiel: Matrix(column: potentiel ?? insee),
      quantites: quantites.map { Matrix(column: $0) })
  }

  @Test("Un revenu manquant prend la moyenne des autres, et le dit")
  func imputation() {
    let moteur = MoteurCriteres(communes: colonnes(insee: [100, 300, 100], revenu: [1_000, 5_000, .nan]))
    let out = moteur.evaluer(CritereRepartition("revenu", .revenu(.lineaire(pente: 1))))
    #expect(out.moyennes == [15])
    #expect(out.parHabitant?.values == [10, 5_000.0 / 300, 15])
    #expect(out.faits == [[.donneeManquante(commune: 2, critere: "revenu")]])
    // At the mean: its share of the weighting population.
    #expect(out.scores[2, 0] == 100)
  }

  @Test("Aucune donnée : une erreur ; moyenne nulle : une erreur")
  func donneesAbsentes() {
    let absents = MoteurCriteres(communes: colonnes(insee: [100, 300], revenu: [.nan, .nan]))
    #expect(
      absents.evaluer(CritereRepartition("revenu", .revenu(.ecartTronque))).faits == [
        [.donneesAbsentes(critere: "revenu")]
      ])
    let nuls = MoteurCriteres(communes: colonnes(insee: [100, 300], revenu: [0, 0]))
    #expect(
      nuls.evaluer(CritereRepartition("revenu", .revenu(.ecartTronque))).faits == [
        [.moyenneNonPositive(critere: "revenu", moyenne: 0)]
      ])
  }

  @Test("Toutes égales : la forme B ne distingue rien, la population décide")
  func pointsNuls() {
    let moteur = MoteurCriteres(communes: colonnes(insee: [100, 300]))
    let out = moteur.evaluer(CritereRepartition("potentiel", .potentiel(.ecartTronque)))
    #expect(out.parts.values == [0.25, 0.75])
    #expect(out.faits == [[.pointsNuls(critere: "potentiel")]])
    let petites = moteur.evaluer(CritereRepartition("petites", .petiteCommune(seuil: 100)))
    #expect(petites.parts.values == [0.25, 0.75])
  }

  @Test("Petites communes : strictement sous le seuil")
  func seuil() {
    let moteur = MoteurCriteres(communes: colonnes(insee: [1999, 2000, 2001]))
    #expect(moteur.evaluer(CritereRepartition("petites", .petiteCommune(seuil: 2000))).scores.values == [1, 0, 0])
    #expect(moteur.evaluer(CritereRepartition("forfait", .forfait)).scores.values == [1, 1, 1])
  }

  @Test("Une commune sans habitant n'a aucune part, quel que soit le critère")
  func sansHabitant() {
    let moteur = MoteurCriteres(
      communes: colonnes(insee: [0, 1000, 500], revenu: [0, 9_000_000, 6_000_000], quantites: [[70, 20, 10]]))
    let criteres: [NatureCritere] = [
      .revenu(.rapportInverse(exposant: 1, ecretage: 0.25...4)), .potentiel(.lineaire(pente: 1)), .population(nil),
      .quantite(0), .tauxPondere(numerateur: 0, denominateur: nil), .forfait, .petiteCommune(seuil: 5000),
    ]
    for nature in criteres {
      let out = moteur.evaluer(CritereRepartition("critère", nature))
      #expect(out.parts[0, 0] == 0)
      #expect(out.faits == [[]])
    }
  }

  @Test("Taux pondéré : effort fiscal, rapport de deux quantités, taux manquant")
  func tauxPondere() {
    let moteur = MoteurCriteres(
      communes: colonnes(insee: [1000, 3000], quantites: [[1.2, 0.8], [120, 240], [400, 1200], [.nan, 0.8]]))
    let effort = moteur.evaluer(CritereRepartition("effort fiscal", .tauxPondere(numerateur: 0, denominateur: nil)))
    #expect((effort.moyennes[0] - 0.9).magnitude < 1e-15)
    #expect((effort.scores[0, 0] - 1333.3333333).magnitude < 1e-6)
    #expect((effort.parts[0, 0] - 1.0 / 3).magnitude < 1e-15)
    let sociaux = moteur.evaluer(CritereRepartition("logements", .tauxPondere(numerateur: 1, denominateur: 2)))
    #expect(sociaux.parHabitant?.values == [0.3, 0.2])
    let manque = moteur.evaluer(CritereRepartition("effort fiscal", .tauxPondere(numerateur: 3, denominateur: nil)))
    #expect(manque.parts.values == [0.25, 0.75])
    #expect(manque.faits == [[.donneeManquante(commune: 0, critere: "effort fiscal")]])
  }

  @Test("Quantité : manquante, la moyenne par habitant ; négative, une erreur")
  func quantite() {
    let moteur = MoteurCriteres(
      communes: colonnes(insee: [1000, 3000, 500], quantites: [[40, 60, .nan], [40, -1, 3]]))
    let voirie = moteur.evaluer(CritereRepartition("voirie", .quantite(0)))
    #expect(voirie.scores.values == [40, 60, 12.5])
    #expect(voirie.faits == [[.donneeManquante(commune: 2, critere: "voirie")]])
    let negative = moteur.evaluer(CritereRepartition("places", .quantite(1)))
    #expect(negative.faits == [[.quantiteNegative(commune: 1, critere: "places", valeur: -1)]])
  }

  @Test("Logements sociaux d'Aimargues : 10 % de 500 000 € au prorata de 139 sur 1 387")
  func exempleMontantBrut() {
    let out = DotationSolidarite.calculer(PetiteCamargue.entrees(), parametres: PetiteCamargue.droit2022)
    #expect((out.contributions[3][0, 0] - 501_081.47).magnitude < 0.01)
  }
}
