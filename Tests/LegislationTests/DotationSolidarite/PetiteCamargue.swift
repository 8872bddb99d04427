import LinearAlgebra

@testable import Legislation

/// CC de Petite Camargue, DGCL 2022: the territory of the printed vectors TV-5 to TV-7.
enum PetiteCamargue {
  static let noms = ["Aimargues", "Aubord", "Beauvoisin", "Le Cailar", "Vauvert"]
  static let revenu: [Double] = [84_558_109, 36_181_023, 73_382_391, 36_331_870, 142_298_060]
  static let potentiel: [Double] = [6_578_163, 2_004_887, 4_178_131, 2_022_717, 12_816_285]
  static let insee: [Double] = [5770, 2406, 5159, 2446, 11610]
  static let dgf: [Double] = [5996, 2411, 5239, 2507, 11733]
  static let logementsSociaux: [Double] = [139, 29, 164, 28, 1027]
  static let voirie: [Double] = [81_055, 24_881, 93_381, 43_131, 169_764]
  static let enfants: [Double] = [1159, 427, 1007, 363, 1996]
  /// Centimes.
  static let anterieurs: [Double] = [14_000_000, 4_500_000, 11_000_000, 6_000_000, 14_500_000]

  static let communes = ColonnesCommunes(
    populationINSEE: Matrix(column: insee), populationDGF: Matrix(column: dgf), revenu: Matrix(column: revenu),
    potentiel: Matrix(column: potentiel),
    quantites: [Matrix(column: logementsSociaux), Matrix(column: voirie), Matrix(column: enfants)])

  static let formeA = FormeRichesse.rapportInverse(exposant: 1, ecretage: 0.25...4)

  static func criteres(_ forme: FormeRichesse) -> [CritereRepartition] {
    [
      CritereRepartition("revenu", .revenu(forme)), CritereRepartition("potentiel financier", .potentiel(forme)),
      CritereRepartition("population", .population(.insee)),
      CritereRepartition("logements sociaux", .quantite(0)), CritereRepartition("voirie", .quantite(1)),
      CritereRepartition("3 à 16 ans", .quantite(2)),
    ]
  }

  static let poids = Matrix(column: [0.25, 0.25, 0.20, 0.10, 0.10, 0.10])

  static func entrees(_ forme: FormeRichesse = formeA, enveloppe: Double = 50_000_000) -> DotationSolidariteEntrees {
    var entrees = DotationSolidariteEntrees(
      scenarios: 1, communes: communes, criteres: criteres(forme), poids: poids, enveloppes: [enveloppe])
    entrees.anneePrecedente = Matrix(column: anterieurs)
    entrees.origine = Matrix(column: anterieurs)
    return entrees
  }

  static let droit2022 = ParametresDSC(annee: 2022, partMinimale: 0.35, criteresMajoritaires: true)
  static let droit2025 = ParametresDSC(annee: 2025, partMinimale: 0.35, criteresMajoritaires: false)
}
