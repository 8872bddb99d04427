import LinearAlgebra

@testable import Legislation

/// Small ensembles that the tests of the FPIC share, and builders that keep them readable.
enum ExemplesFPIC {
  static func parametres(_ annee: Int) throws -> ParametresRepartitionInterne {
    try ParametresRepartitionInterne(annee: annee, parametres: .charger())
  }

  /// Four communes; c2 is 250th at the DSU, c3 paid 150 000 € to the FSRIF.
  static func prelevement(
    montant: [Double] = [500_000], cif: [Double] = [0.362514], decision: DecisionFPIC = .droitCommun
  ) -> RepartitionInterneEntrees {
    let rien = Double.nan
    return RepartitionInterneEntrees(
      nature: .prelevement, codesINSEE: ["30001", "30002", "30003", "30004"],
      populationDGF: Matrix(column: [12_000, 5_000, 3_000, 800]),
      potentielFinancier: Matrix(column: [15_600_000, 4_500_000, 4_800_000, 560_000]), montant: montant, cif: cif,
      decision: decision, populationINSEE: Matrix(column: [11_500, 4_900, 2_800, 790]),
      revenu: Matrix(column: [172_500_000, 58_800_000, 50_400_000, 9_480_000]),
      prelevementFSRIF: Matrix(column: [0, 0, 150_000, 0]),
      rangs: RangsExoneration(
        dsu10000: Matrix(column: [rien, 250, rien, rien]), dsu5000: Matrix(column: [rien, rien, rien, rien]),
        dsrCible: Matrix(column: [rien, rien, rien, rien])))
  }

  /// The same with a fifth commune of 3 200 € per head, above twice the mean.
  static func attribution(
    montant: [Double] = [300_000], cif: [Double] = [0.362514], decision: DecisionFPIC = .droitCommun
  ) -> RepartitionInterneEntrees {
    RepartitionInterneEntrees(
      nature: .attribution, codesINSEE: ["30001", "30002", "30003", "30004", "30005"],
      populationDGF: Matrix(column: [12_000, 5_000, 3_000, 800, 200]),
      potentielFinancier: Matrix(column: [15_600_000, 4_500_000, 4_800_000, 560_000, 640_000]), montant: montant,
      cif: cif, decision: decision, populationINSEE: Matrix(column: [11_500, 4_900, 2_800, 790, 190]),
      revenu: Matrix(column: [172_500_000, 58_800_000, 50_400_000, 9_480_000, 3_800_000]))
  }

  /// Population 20 %, income 40 %, potentiel financier 40 %.
  static func criteres(_ part: DecisionFPIC.PartEPCI) -> DecisionFPIC.Proposition {
    .criteres(
      DecisionFPIC.ParCriteres(
        partEPCI: part,
        criteres: [.init(.population), .init(.revenu), .init(.potentielFinancier)],
        poids: Matrix(column: [0.2, 0.4, 0.4])))
  }

  static func calculer(_ entrees: RepartitionInterneEntrees, _ annee: Int = 2024) throws -> RepartitionInterneResultat {
    try RepartitionInterne.calculer(entrees, parametres: parametres(annee))
  }
}

extension RepartitionInterneResultat {
  func codes(_ scenario: Int = 0) -> [String] { faits(scenario).map(\.code) }
}

extension ExemplesFPIC {
  /// Ranks known, and nobody ranked.
  static func sansRang(_ communes: Int) -> RangsExoneration {
    let aucun = Matrix(rows: communes, columns: 1, repeating: .nan)
    return RangsExoneration(dsu10000: aucun, dsu5000: aucun, dsrCible: aucun)
  }
}
