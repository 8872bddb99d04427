import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

/// A country drawn at random: ensembles of one to twelve communes, communes isolées, overseas departments.
private struct Pays {
  var ensembles: EnsemblesNationaux
  var positions: [Int32] = []
  var populations: [Double] = []
  var potentiels: [Double] = []
  var exonerees: [Bool] = []
  /// Rows of the communes of each entity, and whether none of them is exempt.
  var membres: [[Int]]
  var sansExoneration: [Bool]
  var cif: [Double]

  init(_ graine: UInt64, nombre: Int) {
    var g = SplitMix64(seed: graine)
    var communes: [(ensemble: Int, population: Double, potentiel: Double)] = []
    var (population, potentiel, revenu) = ([Double](), [Double](), [Double]())
    let estEnsemble = (0..<nombre).map { _ in !g.chance(0.1) }
    for e in 0..<nombre {
      let premiere = communes.count
      let membres = estEnsemble[e] ? Int.random(in: 1...12, using: &g) : 1
      for _ in 0..<membres {
        let p = g.chance(0.02) ? 0 : g.entier(50...20_000)
        communes.append((e, p, g.chance(0.03) ? 0 : (p * Double.random(in: 500...2500, using: &g)).rounded()))
      }
      communes.append((e, 500, 600_000))
      let mine = communes[premiere...]
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
    membres = .init(repeating: [], count: nombre)
    sansExoneration = .init(repeating: true, count: nombre)
    for (row, c) in communes.enumerated() {
      membres[c.ensemble].append(row)
      positions.append(Int32(c.ensemble))
      populations.append(c.population)
      potentiels.append(c.potentiel)
      exonerees.append(g.chance(0.1))
      if exonerees[row] { sansExoneration[c.ensemble] = false }
    }
  }
}

@Suite("FPIC national : noyaux")
struct NoyauxNationauxTests {
  fileprivate func evaluer(
    _ pays: Pays, _ noyaux: KernelSet, fonds: Double
  ) throws -> EspaceFPICNational {
    let p = try EnsemblesDuVecteur.parametres(2024)
    let e = try IndicateursEnsembles(pays.ensembles, parametres: p)
    let espace = EspaceFPICNational(e)
    try FPICNational.evaluer(
      p, FPICNational.Financement(fonds: fonds, quotePart: 10_000, partDepartements: 8_000), noyaux: noyaux.columns,
      dans: espace)
    return espace
  }

  private func positions(_ espace: EspaceFPICNational) -> [PositionFPIC] {
    (0..<espace.ensembles.prelevables).map { espace[$0] }
  }

  func bits(_ column: [Double]) -> [UInt64] { column.map { $0.isNaN ? 0 : $0.bitPattern } }

  @Test("Mêmes bits à tous les niveaux de processeur, 200 pays ; les soldes sont ceux de chaque position")
  func niveaux() throws {
    for graine in UInt64(1)...200 {
      let pays = Pays(graine, nombre: graine % 20 == 0 ? 1_300 : Int(graine % 97) + 1)
      let fonds = pays.ensembles.potentielFinancierAgrege.reduce(0, +) * 0.004
      guard let reference = try? evaluer(pays, .portable, fonds: fonds) else { continue }
      let attendues = positions(reference)
      for noyaux in KernelSet.available {
        let espace = try evaluer(pays, noyaux, fonds: fonds)
        let vues = positions(espace)
        for column in [
          \PositionFPIC.score, \.plafond, \.prelevement, \.indice, \.reversement, \.garantie,
        ] {
          #expect(bits(vues.map { $0[keyPath: column] }) == bits(attendues.map { $0[keyPath: column] }), "\(graine)")
        }
        #expect(vues.map(\.eligible) == attendues.map(\.eligible), "graine \(graine)")
        #expect(espace.metropole == reference.metropole && espace.outreMer == reference.outreMer)
        let soldes = LaneScratch(rows: vues.count + 8, columns: 1)
        espace.soldes(noyaux: noyaux.columns, dans: soldes.address(0))
        let poses = vues.map { $0.reversement + $0.garantie - $0.prelevement }
        #expect(bits(Array(soldes.rows(0)[..<vues.count])) == bits(poses), "graine \(graine)")
      }
      // The levy is the fund, and what is not guaranteed is shared.
      #expect((attendues.reduce(0) { $0 + $1.prelevement } - fonds).magnitude < 1e-6 * fonds)
    }
  }

  @Test("L'espace sert plusieurs scénarios : aucun ne laisse de trace dans le suivant")
  func suite() throws {
    let p = try EnsemblesDuVecteur.parametres(2024)
    for graine in UInt64(1)...40 {
      let pays = Pays(graine, nombre: Int(graine) + 20)
      let e = try IndicateursEnsembles(pays.ensembles, parametres: p)
      let commun = EspaceFPICNational(e)
      let fonds = pays.ensembles.potentielFinancierAgrege.reduce(0, +) * 0.002
      for rang in 0..<8 {
        var law = p
        law.seuilContributeur = [0.7, 1.1, 0.9, 1.3, 0.8, 0.9, 0.85, 0.95][rang]
        law.effortMinimal = rang % 3 == 2 ? 1.1 : 0
        // More lists of rates than are held, one of them too long.
        law.garantie.taux =
          [
            [0.5, 0.2], [0.9, 0.7, 0.5, 0.25], [0.5], [1, 1], [0.3], [0.5, 0.2], [0.5, 0.2, 0, 0.1, 0.4], [0.9, 0.7],
          ][rang]
        let financement = FPICNational.Financement(fonds: fonds / Double(rang + 1), quotePart: 10, partDepartements: 8)
        let seul = EspaceFPICNational(e)
        guard (try? FPICNational.evaluer(law, financement, dans: seul)) != nil else { continue }
        try FPICNational.evaluer(law, financement, dans: commun)
        for i in 0..<e.prelevables { #expect("\(commun[i])" == "\(seul[i])", "graine \(graine), rang \(rang)") }
      }
    }
  }

  @Test("La coupe cherchée en simple précision garde les plus hauts, ou rend la main")
  func coupe() {
    var (trouvees, larges, rendues) = (0, 0, 0)
    for graine in UInt64(1)...3_000 {
      var g = SplitMix64(seed: graine)
      let n = Int.random(in: 2...90, using: &g)
      // Plain draws, draws a few bits of single precision apart, and ties.
      let pas = [1.0, 1e-7, 1e-10, 0.25][Int(graine % 4)]
      let valeurs = (0..<n).map { _ in
        1 + pas * (graine % 4 == 3 ? g.entier(0...6) : Double.random(in: 0...1, using: &g))
      }
      let nombre = Int.random(in: 1..<n, using: &g)
      let ordre = valeurs.sorted(by: >)
      let travail = LaneScratch(rows: n + 8, columns: 1)
      for i in 0..<n { travail.address(0)[i] = valeurs[i] }
      var cles = valeurs.map(Float.init) + [Float](repeating: 9, count: 40)
      KernelSet.selected.columns.closeKeys(n, &cles)
      let colonne = UnsafePointer(travail.address(0))
      let depart = (seuil: 1 + pas * Double.random(in: -0.5...1.5, using: &g), pas: pas / Double(n))
      for noyaux in KernelSet.available {
        let rapide = EligibiliteReversement.coupureRapide(
          arrondies: cles, sur: n, nombre: nombre, depart: depart, noyaux: noyaux.columns)
        let lente = EligibiliteReversement.coupure(colonne, sur: n, nombre: nombre, noyaux: noyaux.columns)
        let ecart = ordre[nombre - 1] - ordre[nombre]
        if let rapide {
          trouvees += 1
          #expect(!rapide.douteuse && rapide.seuil <= ordre[nombre - 1] && rapide.seuil > ordre[nombre], "\(graine)")
        }
        #expect(lente.douteuse || (lente.seuil <= ordre[nombre - 1] && lente.seuil > ordre[nombre]), "\(graine)")
        if ecart == 0 { #expect(lente.douteuse && rapide == nil, "\(graine)") }
        if ecart > 1e-4 {
          #expect(!lente.douteuse, "\(graine)")
          // A threshold that falls next to a value gives up as well.
          larges += 1
          if rapide == nil { rendues += 1 }
        }
      }
    }
    // A quarter of the draws are plain, a quarter are ties.
    let niveaux = KernelSet.available.count
    #expect(trouvees > 700 * niveaux && larges > 800 * niveaux && rendues < larges / 100)
  }

  /// One country and what its communes weigh.
  private func nationales(_ pays: Pays, _ e: IndicateursEnsembles, _ graine: UInt64) throws -> CommunesNationales {
    let n = pays.positions.count
    var g = SplitMix64(seed: graine)
    let nan = [Double](repeating: .nan, count: n)
    return CommunesNationales(
      e, membres: pays.membres, cif: pays.cif,
      colonnes: .init(
        populationDGF: pays.populations, potentielFinancier: pays.potentiels,
        fsrif: pays.positions.map { $0 % 7 == 3 && g.chance(0.3) ? g.entier(1...20_000) : 0 },
        dsu10000: pays.exonerees.map { $0 ? 100 : .nan }, dsu5000: nan, dsrCible: nan),
      parametres: try ParametresRepartitionInterne(annee: 2024, parametres: try Parametres.charger()))
  }

  @Test("Soldes des communes : mêmes bits à tous les niveaux, seul ou à plusieurs, et les pertes sans écrire un solde")
  func soldes() throws {
    var impairs = 0
    for graine in UInt64(1)...120 {
      let pays = Pays(graine, nombre: graine % 60 == 0 ? 300 : Int(graine % 60) + 3)
      let base = pays.ensembles.potentielFinancierAgrege.reduce(0, +)
      let p = try EnsemblesDuVecteur.parametres(2024)
      let e = try IndicateursEnsembles(pays.ensembles, parametres: p)
      let communes = try nationales(pays, e, graine)
      let places = communes.lignes.count
      if places % 8 != 0 { impairs += 1 }
      let espace = EspaceFPICNational(e)
      let bloc = CommunesNationales.Bloc(e)
      let seul = CommunesNationales.Bloc(e)
      let (bordes, libres) = (LaneScratch(rows: places, columns: 8), LaneScratch(rows: places + 8, columns: 8))
      var vus: [[UInt64]] = []
      for noyaux in KernelSet.available {
        bloc.vider()
        var attendus: [[Double]] = []
        for rang in 0..<Int(graine % 8) + 1 {
          var law = p
          law.seuilContributeur = 0.8 + 0.07 * Double(rang)
          let financement = FPICNational.Financement(fonds: base * 0.001, quotePart: 10_000, partDepartements: 8_000)
          guard (try? FPICNational.evaluer(law, financement, noyaux: noyaux.columns, dans: espace)) != nil else {
            continue
          }
          communes.ajouter(espace, noyaux: noyaux.columns, a: bloc)
          seul.vider()
          communes.ajouter(espace, noyaux: noyaux.columns, a: seul)
          communes.soldes(seul, noyaux: noyaux.columns) { _ in libres.address(0) + 1 }
          attendus.append(Array(libres.rows(0)[1...places]))
          verifier(pays, e, espace, communes, attendus[attendus.count - 1], "graine \(graine), rang \(rang)")
        }
        // To a place that starts a line of the cache, the stores go past the caches.
        communes.soldes(bloc, noyaux: noyaux.columns) { bordes.address($0) }
        for s in attendus.indices {
          #expect(bits(Array(bordes.rows(s))) == bits(attendus[s]), "graine \(graine), \(s) sur \(attendus.count)")
          let reference = PaddedColumns(Matrix(column: attendus[s].map { $0 + 100 }))
          let tolerances = PaddedColumns(Matrix(column: (0..<places).map { Double($0 % 3) * 99.5 }))
          communes.pertes(bloc, reference: reference, tolerances: tolerances, noyaux: noyaux.columns)
          let pertes = bloc.pertes(s)
          let perdants = (0..<places).filter { $0 % 3 != 2 }.count
          #expect(pertes.nombre == Double(perdants), "graine \(graine), \(s)")
          #expect((pertes.total + 100 * Double(perdants)).magnitude < 1e-6 * Double(places))
          #expect((pertes.plusForte + 100).magnitude < 1e-6)
        }
        vus.append(attendus.flatMap { bits($0) })
      }
      for autre in vus { #expect(autre == vus[0], "graine \(graine)") }
    }
    #expect(impairs > 40)
  }

  /// Without FSRIF or exemption, the communes of an ensemble have the balance of their position less the part of the EPCI.
  private func verifier(
    _ pays: Pays, _ e: IndicateursEnsembles, _ espace: EspaceFPICNational, _ communes: CommunesNationales,
    _ soldes: [Double], _ lieu: String
  ) {
    var sommes = [Double](repeating: 0, count: pays.ensembles.count)
    for (place, ligne) in communes.lignes.enumerated() {
      if let ligne { sommes[Int(pays.positions[ligne])] += soldes[place] }
    }
    for position in 0..<e.prelevables {
      let k = e.lignes[position]
      guard k % 7 != 3, pays.ensembles.estEnsemble[k], pays.sansExoneration[k] else { continue }
      let p = espace[position]
      let attendu = (1 - pays.cif[k]) * (p.reversement + p.garantie - p.prelevement)
      let taille = p.reversement + p.garantie + p.prelevement
      #expect((sommes[k] - attendu).magnitude <= 1e-9 * taille + 1e-9, "\(lieu), position \(position)")
    }
  }
}
