import LinearAlgebra
import TestSupport

@testable import Legislation

/// The law transcribed commune by commune, in whole numbers wherever it allows: the reference of the property tests.
/// It shares no code with the engine, and neither knows blocks nor scenarios.
struct OracleFPIC {
  struct Commune {
    var code: String
    var population: Int
    var populationINSEE: Int
    var potentiel: Int
    var revenu: Int
    var fsrif: Int
    var rangDSU10000: Int?
    var rangDSU5000: Int?
    var rangDSR: Int?
  }

  var annee: Int
  var nature: NatureFPIC
  var montant: Int
  /// Millionths.
  var cif: Int
  var communes: [Commune]

  struct Montants: Equatable {
    var epci: Int
    var communes: [Int]
  }

  static func demiHaut(_ numerateur: Int, _ denominateur: Int) -> Int {
    (2 * numerateur + denominateur) / (2 * denominateur)
  }

  // MARK: Droit commun

  func droitCommun() -> Montants {
    let epci = Self.demiHaut(cif * montant, 1_000_000)
    let bloc = montant - epci
    return Montants(epci: epci, communes: nature == .prelevement ? prelevement(bloc) : attribution(bloc))
  }

  private func prelevement(_ bloc: Int) -> [Int] {
    let poids = communes.map { $0.population > 0 ? $0.potentiel : 0 }
    let somme = poids.reduce(0, +)
    if bloc == 0 { return poids.map { _ in 0 } }
    return fermer(
      poids.map { bloc * $0 / somme },
      poids.map { Self.demiHaut(bloc * $0 % somme * 1_000_000, somme) }, bloc)
  }

  private func attribution(_ bloc: Int) -> [Int] {
    let total = communes.reduce(0) { $0 + $1.potentiel }
    let habitants = communes.reduce(0) { $0 + $1.population }
    let poids = communes.map { c -> Double in
      if c.population == 0 { return 0 }
      if annee >= 2017, c.potentiel * habitants > 2 * total * c.population { return 0 }
      return Double(c.population) / (Double(c.potentiel) / Double(c.population))
    }
    if bloc == 0 { return poids.map { _ in 0 } }
    let somme = poids.reduce(0, +)
    return euros(poids.map { Double(bloc) / somme * $0 }, bloc)
  }

  /// Largest remainders on millionths of euro.
  func euros(_ reels: [Double], _ total: Int) -> [Int] {
    let millioniemes = reels.map { Int(($0 * 1_000_000).rounded()) }
    return fermer(millioniemes.map { $0 / 1_000_000 }, millioniemes.map { $0 % 1_000_000 }, total)
  }

  private func fermer(_ entiers: [Int], _ restes: [Int], _ total: Int) -> [Int] {
    var montants = entiers
    var attente = Array(montants.indices)
    while montants.reduce(0, +) < total {
      let suivant = attente.max { a, b in
        if restes[a] != restes[b] { return restes[a] < restes[b] }
        if communes[a].population != communes[b].population { return communes[a].population < communes[b].population }
        return communes[a].code > communes[b].code
      }
      guard let suivant else { return montants }
      montants[suivant] += 1
      attente.removeAll { $0 == suivant }
    }
    return montants
  }

  // MARK: Mode A

  /// Weights in percent of population, income and potentiel financier; the share of the EPCI in thousandths.
  func derogatoire(partEPCI: Int, poids: [Int]) -> Montants {
    let reference = droitCommun()
    let limite = annee >= 2015 ? 30 : 20
    let bornes = reference.communes.map { nature == .prelevement ? $0 + $0 * limite / 100 : $0 - $0 * limite / 100 }
    let permis = annee < 2016 ? 0 : min(reference.epci * 30 / 100, (montant - reference.epci) * 30 / 100)
    var (bas, haut) = (reference.epci - permis, reference.epci + permis)
    if nature == .prelevement {
      bas = max(bas, montant - bornes.reduce(0, +))
    } else {
      haut = min(haut, montant - bornes.reduce(0, +))
    }
    let epci = min(max(Self.demiHaut(partEPCI * montant, 1_000), bas), haut)
    let parts = parts(poids)
    let bloc = Double(montant - epci)
    var fixe = [Double?](repeating: nil, count: communes.count)
    while true {
      let reste = bloc - fixe.reduce(0) { $0 + ($1 ?? 0) }
      let libres = zip(parts, fixe).reduce(0) { $0 + ($1.1 == nil ? $1.0 : 0) }
      let essai = zip(parts, fixe).map { part, fixe in fixe ?? (libres > 0 ? reste * part / libres : 0) }
      let dehors = essai.indices.filter { i in
        guard fixe[i] == nil else { return false }
        let borne = Double(bornes[i])
        return nature == .prelevement ? essai[i] > borne + 1e-9 : essai[i] < borne - 1e-9
      }
      if dehors.isEmpty { return Montants(epci: epci, communes: euros(essai, montant - epci)) }
      for i in dehors { fixe[i] = Double(bornes[i]) }
    }
  }

  private func parts(_ poids: [Int]) -> [Double] {
    func enParts(_ x: [Double]) -> [Double] { x.map { $0 / x.reduce(0, +) } }
    func critere(_ parHabitant: (Commune) -> Double) -> [Double] {
      enParts(
        communes.map { c in
          if c.population == 0 { return 0 }
          let x = parHabitant(c)
          return Double(c.population) * (nature == .prelevement ? x : 1 / x)
        })
    }
    let population = critere { _ in 1 }
    let revenu = critere { Double($0.revenu) / Double($0.populationINSEE) }
    let potentiel = critere { Double($0.potentiel) / Double($0.population) }
    return communes.indices.map { i in
      (Double(poids[0]) * population[i] + Double(poids[1]) * revenu[i] + Double(poids[2]) * potentiel[i]) / 100
    }
  }

  // MARK: FSRIF and exemptions

  func apresDeductions(_ deliberes: Montants) -> Montants {
    guard nature == .prelevement else { return deliberes }
    var notifies = deliberes
    for (i, c) in communes.enumerated() {
      let deduit = min(deliberes.communes[i], c.fsrif)
      let reste = deliberes.communes[i] - deduit
      let garde = [
        gardeDSU(c.rangDSU10000, annee >= 2016 ? 250 : 150, 250, reste),
        gardeDSU(c.rangDSU5000, annee >= 2016 ? 30 : 10, 30, reste),
        annee >= 2016 && (c.rangDSR ?? .max) <= 2_500 ? 0 : reste,
      ].reduce(reste, min)
      notifies.communes[i] = garde
      notifies.epci += deliberes.communes[i] - garde
    }
    return notifies
  }

  private func gardeDSU(_ rang: Int?, _ complet: Int, _ demi: Int, _ reste: Int) -> Int {
    guard let rang else { return reste }
    if rang <= complet { return 0 }
    return annee < 2016 && rang <= demi ? Self.demiHaut(reste, 2) : reste
  }
}

extension OracleFPIC {
  /// A random ensemble; some communes are twins, so that exact ties happen, and some have no inhabitant.
  static func tirer(_ hasard: inout SplitMix64) -> OracleFPIC {
    var communes: [Commune] = []
    for i in 0..<hasard.int(1...25) {
      let population = hasard.int(1...20) == 1 ? 0 : hasard.int(1...30) * hasard.int(1...800)
      let parHabitant = hasard.int(1...8) == 1 ? hasard.int(2_000...9_000) : hasard.int(200...2_000)
      var commune = Commune(
        code: String(10_000 + (i * 7_919) % 9_973), population: population,
        populationINSEE: max(1, population * 95 / 100), potentiel: population * parHabitant + hasard.int(0...999),
        revenu: max(1, population) * hasard.int(8_000...40_000), fsrif: 0)
      if hasard.int(1...4) == 1 { commune.fsrif = hasard.int(0...100_000) }
      if hasard.int(1...4) == 1 { commune.rangDSU10000 = hasard.int(140...260) }
      if hasard.int(1...4) == 1 { commune.rangDSU5000 = hasard.int(5...35) }
      if hasard.int(1...4) == 1 { commune.rangDSR = hasard.int(2_495...2_505) }
      if let jumelle = communes.last, hasard.int(1...4) == 1 {
        let code = commune.code
        commune = jumelle
        commune.code = code
      }
      communes.append(commune)
    }
    if communes.allSatisfy({ $0.population == 0 }) { communes[0].population = 500 }
    for i in communes.indices where communes[i].potentiel == 0 { communes[i].potentiel = 1 }
    return OracleFPIC(
      annee: hasard.int(2013...2026), nature: hasard.int(0...1) == 0 ? .prelevement : .attribution,
      montant: hasard.int(0...2_000_000), cif: hasard.int(0...1_000_000), communes: communes)
  }

  func entrees(_ decision: DecisionFPIC = .droitCommun) -> RepartitionInterneEntrees {
    func colonne(_ valeur: (Commune) -> Int) -> Matrix { Matrix(column: communes.map { Double(valeur($0)) }) }
    func rangs(_ rang: (Commune) -> Int?) -> Matrix {
      Matrix(column: communes.map { rang($0).map(Double.init) ?? .nan })
    }
    return RepartitionInterneEntrees(
      nature: nature, codesINSEE: communes.map(\.code), populationDGF: colonne(\.population),
      potentielFinancier: colonne(\.potentiel), montant: [Double(montant)], cif: [Double(cif) / 1_000_000],
      decision: decision, populationINSEE: colonne(\.populationINSEE), revenu: colonne(\.revenu),
      prelevementFSRIF: colonne(\.fsrif),
      rangs: RangsExoneration(
        dsu10000: rangs(\.rangDSU10000), dsu5000: rangs(\.rangDSU5000), dsrCible: rangs(\.rangDSR)))
  }
}

extension OracleFPIC.Montants {
  init(_ montants: MontantsFPIC, _ scenario: Int = 0) {
    epci = Int(montants.epci[montants.epci.count == 1 ? 0 : scenario])
    communes = montants.communes.columnArray(scenario).map { Int($0) }
  }
}
