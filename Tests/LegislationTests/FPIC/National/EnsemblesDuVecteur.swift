@testable import Legislation

/// The eight entities of the national vector, and what the year brings.
enum EnsemblesDuVecteur {
  static let noms = ["A", "B", "C", "D", "E", "F", "H", "G"]

  static func ensembles(effortA: Double = 1.05, garanties: [Double]? = nil) -> EnsemblesNationaux {
    EnsemblesNationaux(
      sirens: noms, estEnsemble: noms.map { $0 != "G" }, zones: noms.map { _ in .metropole },
      iles: noms.map { _ in false },
      populationDGF: [6_000, 20_000, 80_000, 150_000, 520_000, 12_000, 30_000, 4_000],
      populationINSEE: [5_600, 19_000, 78_000, 147_000, 512_000, 11_400, 29_000, 3_500],
      revenu: [
        72_800_000, 304_000_000, 1_014_000_000, 2_940_000_000, 8_192_000_000, 142_500_000, 258_100_000, 66_500_000,
      ],
      potentielFinancierAgrege: [
        3_300_000, 16_500_000, 68_000_000, 255_000_000, 696_800_000, 7_560_000, 26_100_000, 3_600_000,
      ],
      ressources: [3_000_000, 15_500_000, 61_000_000, 240_000_000, 650_000_000, 7_000_000, 24_000_000, 3_400_000],
      effortNumerateur: [effortA, 0.98, 1.20, 0.90, 1.15, 1.10, 1.30, 0.95], effortDenominateur: noms.map { _ in 1 },
      fsrif: [0, 0, 0, 31_000_000, 0, 0, 0, 0], basesGarantie: garanties.map { [$0] } ?? [])
  }

  static let financement = FPICNational.Financement(fonds: 10_000_000, quotePart: 300_000)

  static func parametres(_ annee: Int) throws -> ParametresFPICNational {
    try ParametresFPICNational(annee: annee, parametres: try Parametres.charger())
  }

  static func calculer(annee: Int = 2024, effortA: Double = 1.05) throws -> FPICNationalResultat {
    // 133 333.33… × 90 % = 120 000 € of guarantee, for B that is not eligible.
    try FPICNational.calculer(
      ensembles(effortA: effortA, garanties: noms.map { $0 == "B" ? 120_000 / 0.9 : 0 }),
      parametres: try parametres(annee), financement: financement, moyennes: .init(effortFiscal: 1.12))
  }
}
