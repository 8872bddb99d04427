import LinearAlgebra
import Testing

@testable import Legislation

@Suite("FPIC national : les communes en une passe")
struct CommunesNationalesTests {
  /// B and E of the vector have the communes of the internal split; G is a commune isolée.
  @Test(
    "avant arrondi, les mêmes montants que la répartition interne, à quelques euros près",
    arguments: [2013, 2016, 2024])
  func same(_ annee: Int) throws {
    let p = try EnsemblesDuVecteur.parametres(annee)
    let interne = try ParametresRepartitionInterne(annee: annee, parametres: try Parametres.charger())
    let set = EnsemblesDuVecteur.ensembles()
    let e = try IndicateursEnsembles(set, parametres: p, moyennesDonnees: .init(effortFiscal: 1.12))
    let espace = EspaceFPICNational(e)
    try FPICNational.evaluer(p, EnsemblesDuVecteur.financement, dans: espace)
    let exemple = ExemplesFPIC.attribution()
    let communes = exemple.codesINSEE.count
    // Rows 0…4: B; 5…9: E; 10: G.
    let membres = set.sirens.map { siren -> [Int] in
      ["B": Array(0..<5), "E": Array(5..<10), "G": [10]][siren] ?? []
    }
    let cif = set.sirens.map { ["B": 0.362514, "E": 0.5][$0] ?? .nan }
    let population = exemple.populationDGF.values + exemple.populationDGF.values + [4_000]
    let potentiel = exemple.potentielFinancier.values + exemple.potentielFinancier.values + [3_600_000]
    let fsrif = [0.0, 0, 20_000, 0, 0] + [0, 0, 2_000_000, 0, 0] + [0]
    let nan = [Double](repeating: .nan, count: 11)
    let rangs = [Double.nan, 200, .nan, .nan, .nan] + [.nan, .nan, .nan, 3, .nan] + [.nan]
    let nationales = CommunesNationales(
      e, membres: membres, cif: cif,
      colonnes: .init(
        populationDGF: population, potentielFinancier: potentiel, fsrif: fsrif, dsu10000: rangs, dsu5000: nan,
        dsrCible: nan), parametres: interne)
    var soldes = [Double](repeating: .nan, count: nationales.lignes.count)
    let bloc = CommunesNationales.Bloc(e)
    nationales.ajouter(espace, a: bloc)
    let ecrits = LaneScratch(rows: soldes.count, columns: 1)
    nationales.soldes(bloc) { _ in ecrits.address(0) }
    soldes = Array(ecrits.rows(0))

    let resultat = try FPICNational.calculer(
      set, parametres: p, financement: EnsemblesDuVecteur.financement, moyennes: .init(effortFiscal: 1.12))
    for (siren, lignes) in [("B", 0..<5), ("E", 5..<10)] {
      let i = try #require(set.sirens.firstIndex(of: siren))
      let ligne = resultat.lignes[i]
      func cote(_ nature: NatureFPIC, _ montant: Double) throws -> RepartitionInterneResultat {
        try RepartitionInterne.calculer(
          RepartitionInterneEntrees(
            nature: nature, codesINSEE: exemple.codesINSEE, populationDGF: exemple.populationDGF,
            potentielFinancier: exemple.potentielFinancier, montant: [montant], cif: [cif[i]],
            prelevementFSRIF: Matrix(column: Array(fsrif[lignes])),
            rangs: RangsExoneration(
              dsu10000: Matrix(column: Array(rangs[lignes])), dsu5000: Matrix(column: Array(nan[lignes])),
              dsrCible: Matrix(column: Array(nan[lignes])))),
          parametres: interne)
      }
      let paye = try cote(.prelevement, ligne.prelevement)
      let recu = try cote(.attribution, ligne.reversement)
      for (rang, row) in lignes.enumerated() where rang < communes {
        let attendu = recu.notifies.communes[rang, 0] - paye.notifies.communes[rang, 0]
        let place = try #require(nationales.lignes.firstIndex { $0 == row })
        #expect((soldes[place] - attendu).magnitude <= 3, "\(siren) \(rang) : \(soldes[place]) \(attendu)")
      }
    }
    let place = try #require(nationales.lignes.firstIndex { $0 == 10 })
    #expect(soldes[place] == -espace[try #require(e.lignes.firstIndex(of: 7))].prelevement)
  }
}
