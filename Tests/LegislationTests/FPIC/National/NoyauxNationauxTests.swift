import LinearAlgebra
import Testing

@testable import Legislation

/// A country drawn at random: ensembles of one to twelve communes, communes isolées, overseas departments.
private struct Pays {
  var ensembles: EnsemblesNationaux
  var positions: [Int32] = []
  var populations: [Double] = []
  var potentiels: [Double] = []
  var exonerees: [Bool] = []
  var cif: [Double]

  init(_ graine: UInt64, nombre: Int) {
    var g = TirageDSC(graine: graine)
    var communes: [(ensemble: Int, population: Double, potentiel: Double)] = []
    var (population, potentiel, revenu) = ([Double](), [Double](), [Double]())
    let estEnsemble = (0..<nombre).map { _ in !g.chance(0.1) }
    for e in 0..<nombre {
      let membres = estEnsemble[e] ? Int.random(in: 1...12, using: &g) : 1
      for _ in 0..<membres {
        let p = g.chance(0.02) ? 0 : g.entier(50...20_000)
        communes.append((e, p, g.chance(0.03) ? 0 : (p * Double.random(in: 500...2500, using: &g)).rounded()))
      }
      communes.append((e, 500, 600_000))
      let mine = communes.filter { $0.ensemble == e }
      population.append(mine.reduce(0) { $0 + $1.population })
      potentiel.append(mine.reduce(0) { $0 + $1.potentiel })
      revenu.append((population[e] * Double.random(in: 9_000...24_000, using: &g)).rounded())
    }
    ensembles = EnsemblesNationaux(
      sirens: (0..<nombre).map { String(200_000_000 + $0) }, estEnsemble: estEnsemble,
      zones: (0..<nombre).map { _ in g.chance(0.05) ? .dom : .metropole },
      iles: .init(repeating: false, count: nombre), populationDGF: population, populationINSEE: population,
      revenu: revenu, potentielFinancierAgrege: potentiel,
      ressources: potentiel.map { g.chance(0.05) ? .nan : $0 * 0.9 },
      effortNumerateur: (0..<nombre).map { _ in g.chance(0.03) ? .nan : Double.random(in: 0.7...1.6, using: &g) },
      effortDenominateur: .init(repeating: 1, count: nombre), fsrif: .init(repeating: 0, count: nombre),
      basesGarantie: (0..<4).map { _ in (0..<nombre).map { _ in g.chance(0.5) ? 0 : g.entier(0...400_000) } })
    cif = (0..<nombre).map { estEnsemble[$0] ? Double.random(in: 0.1...0.7, using: &g) : .nan }
    for c in communes {
      positions.append(Int32(c.ensemble))
      populations.append(c.population)
      potentiels.append(c.potentiel)
      exonerees.append(g.chance(0.1))
    }
  }
}

@Suite("FPIC national : noyaux")
struct NoyauxNationauxTests {
  fileprivate func evaluer(
    _ pays: Pays, _ noyaux: KernelSet, fonds: Double
  ) throws -> (IndicateursEnsembles, EspaceFPICNational) {
    let p = try EnsemblesDuVecteur.parametres(2024)
    let e = try IndicateursEnsembles(pays.ensembles, parametres: p)
    var espace = EspaceFPICNational()
    try FPICNational.evaluer(
      e, p, FPICNational.Financement(fonds: fonds, quotePart: 10_000, partDepartements: 8_000), noyaux: noyaux.columns,
      into: &espace)
    return (e, espace)
  }

  func bits(_ column: [Double]) -> [UInt64] { column.map { $0.isNaN ? 0 : $0.bitPattern } }

  @Test("Mêmes bits à tous les niveaux de processeur, 200 pays")
  func niveaux() throws {
    for graine in UInt64(1)...200 {
      let pays = Pays(graine, nombre: Int(graine % 97) + 1)
      let fonds = pays.ensembles.potentielFinancierAgrege.reduce(0, +) * 0.004
      guard let (_, reference) = try? evaluer(pays, .portable, fonds: fonds) else { continue }
      for noyaux in KernelSet.available {
        let (_, espace) = try evaluer(pays, noyaux, fonds: fonds)
        for column in [
          \EspaceFPICNational.score, \.plafond, \.prelevement, \.indice, \.eligible, \.reversement, \.garantie,
        ] {
          #expect(bits(espace[keyPath: column]) == bits(reference[keyPath: column]), "graine \(graine)")
        }
        #expect(espace.metropole == reference.metropole && espace.outreMer == reference.outreMer)
      }
      // The levy is the fund, and what is not guaranteed is shared.
      #expect((reference.prelevement.reduce(0, +) - fonds).magnitude < 1e-6 * fonds)
    }
  }

  @Test("Soldes des communes : mêmes bits à tous les niveaux, et les pertes sans écrire un solde")
  func soldes() throws {
    let interne = try ParametresRepartitionInterne(annee: 2024, parametres: try Parametres.charger())
    var impairs = 0
    for graine in UInt64(1)...120 {
      let pays = Pays(graine, nombre: Int(graine % 60) + 3)
      let fonds = pays.ensembles.potentielFinancierAgrege.reduce(0, +) * 0.003
      guard let (e, espace) = try? evaluer(pays, .selected, fonds: fonds) else { continue }
      let n = pays.positions.count
      var g = TirageDSC(graine: graine)
      let nan = [Double](repeating: .nan, count: n)
      let nationales = CommunesNationales(
        e, membres: (0..<pays.ensembles.count).map { k in (0..<n).filter { pays.positions[$0] == Int32(k) } },
        cif: pays.cif,
        colonnes: .init(
          populationDGF: pays.populations, potentielFinancier: pays.potentiels,
          fsrif: (0..<n).map { _ in g.chance(0.1) ? g.entier(1...20_000) : 0 },
          dsu10000: pays.exonerees.map { $0 ? 100 : .nan }, dsu5000: nan, dsrCible: nan), parametres: interne)
      let places = nationales.lignes.count
      if places % 8 != 0 { impairs += 1 }
      var scratch = CommunesNationales.Espace()
      var vus: [[Double]] = []
      for noyaux in KernelSet.available {
        var soldes = [Double](repeating: .nan, count: places)
        var span = soldes.mutableSpan
        nationales.soldes(espace, noyaux: noyaux.columns, scratch: &scratch, into: &span)
        // To a place that starts a line of the cache, the stores go past the caches.
        let aligned = LaneScratch(rows: places, columns: 1)
        nationales.soldes(espace, noyaux: noyaux.columns, scratch: &scratch, dans: aligned.address(0))
        #expect(bits(soldes) == bits(Array(aligned.rows(0))), "graine \(graine)")
        vus.append(soldes)
        let reference = PaddedColumns(Matrix(column: soldes.map { $0 + 100 }))
        let tolerances = PaddedColumns(Matrix(column: (0..<places).map { Double($0 % 3) * 99.5 }))
        let pertes = nationales.pertes(
          espace, reference: reference, tolerances: tolerances, noyaux: noyaux.columns, scratch: &scratch)
        let perdants = (0..<places).filter { $0 % 3 != 2 }.count
        #expect(pertes.nombre == Double(perdants), "graine \(graine)")
        #expect((pertes.total + 100 * Double(perdants)).magnitude < 1e-6 * Double(places))
        #expect((pertes.plusForte + 100).magnitude < 1e-6)
      }
      for autre in vus { #expect(bits(autre) == bits(vus[0]), "graine \(graine)") }
    }
    #expect(impairs > 40)
  }
}
