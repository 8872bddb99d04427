import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

/// The split of 2012 commune by commune, in whole numbers: it shares no code with the engine.
private struct Oracle2012 {
  struct Commune {
    var code: String
    var population: Int
    var contribution: Int
    var ac: Int
    var fsrif = 0
    var rang10000: Int?
    var rang5000: Int?
  }
  var nature: NatureFPIC
  var montant: Int
  var epci: Int
  var communes: [Commune]

  var total: Int { epci + communes.reduce(0) { $0 + $1.contribution } }

  /// EPCI, then communes, before FSRIF and exemptions.
  func droitCommun() -> (epci: Int, communes: [Int]) {
    let ac = nature == .prelevement ? communes.reduce(0) { $0 + $1.ac } : 0
    let own = min(max(epci - ac, 0), total)
    let part = (2 * own * montant + total) / (2 * total)
    let bloc = montant - part
    if bloc == 0 { return (part, communes.map { _ in 0 }) }
    guard nature == .attribution else {
      let weights = communes.map { max($0.contribution + $0.ac, 0) }
      let sum = weights.reduce(0, +)
      return (
        part,
        close(weights.map { bloc * $0 / sum }, weights.map { ((bloc * $0 % sum) * 2_000_000 / sum + 1) / 2 }, bloc)
      )
    }
    // Population × mean ÷ own contribution per head: the mean is the same for all.
    let poorest =
      communes.filter { $0.population > 0 && $0.contribution > 0 }
      .map { Double($0.contribution) / Double($0.population) }.min() ?? .infinity
    let weights = communes.map { c -> Double in
      guard c.population > 0 else { return 0 }
      let head = c.contribution > 0 ? Double(c.contribution) / Double(c.population) : poorest
      return Double(c.population) / head
    }
    let sum = weights.reduce(0, +)
    let millionths = weights.map { Int((Double(bloc) * $0 / sum * 1_000_000).rounded()) }
    return (part, close(millionths.map { $0 / 1_000_000 }, millionths.map { $0 % 1_000_000 }, bloc))
  }

  private func close(_ floors: [Int], _ rests: [Int], _ total: Int) -> [Int] {
    var out = floors
    let order = communes.indices.sorted { a, b in
      if rests[a] != rests[b] { return rests[a] > rests[b] }
      if communes[a].population != communes[b].population { return communes[a].population > communes[b].population }
      return communes[a].code < communes[b].code
    }
    for i in order.prefix(max(total - floors.reduce(0, +), 0)) { out[i] += 1 }
    return out
  }

  /// FSRIF first, then 150 in full and up to 250 by half, 10 in full and up to 30 by half.
  func notifies() -> (epci: Int, communes: [Int]) {
    var (own, amounts) = droitCommun()
    guard nature == .prelevement else { return (own, amounts) }
    for (i, c) in communes.enumerated() {
      let rest = amounts[i] - min(amounts[i], c.fsrif)
      func kept(_ rank: Int?, _ full: Int, _ half: Int) -> Int {
        guard let rank else { return rest }
        return rank <= full ? 0 : rank <= half ? (rest + 1) / 2 : rest
      }
      let left = min(kept(c.rang10000, 150, 250), kept(c.rang5000, 10, 30))
      own += amounts[i] - left
      amounts[i] = left
    }
    return (own, amounts)
  }

  var entrees: RepartitionInterneEntrees {
    func column(_ value: (Commune) -> Int) -> Matrix { Matrix(column: communes.map { Double(value($0)) }) }
    func ranks(_ value: (Commune) -> Int?) -> Matrix {
      Matrix(column: communes.map { value($0).map(Double.init) ?? .nan })
    }
    return RepartitionInterneEntrees(
      nature: nature, codesINSEE: communes.map(\.code), populationDGF: column(\.population),
      // No potentiel financier: the split of 2012 does not read it.
      potentielFinancier: Matrix(rows: communes.count, columns: 1, repeating: .nan), montant: [Double(montant)],
      cif: [.nan], prelevementFSRIF: column(\.fsrif),
      rangs: RangsExoneration(
        dsu10000: ranks(\.rang10000), dsu5000: ranks(\.rang5000),
        dsrCible: Matrix(rows: communes.count, columns: 1, repeating: 1)),
      contributions: ContributionsPFA(
        communes: column(\.contribution), epci: [Double(epci)], attributions: column(\.ac)))
  }
}

@Suite("Répartition interne de 2012, selon les contributions au potentiel fiscal agrégé")
struct Repartition2012Tests {
  private let droit: ParametresRepartitionInterne

  init() throws { droit = try ExemplesFPIC.parametres(2012) }

  private func exemple(_ nature: NatureFPIC, montant: Int = 100_000) -> Oracle2012 {
    Oracle2012(
      nature: nature, montant: montant, epci: 4_000_000,
      communes: [
        .init(code: "30001", population: 6_000, contribution: 3_000_000, ac: 600_000),
        .init(code: "30002", population: 5_000, contribution: 2_000_000, ac: 200_000),
        .init(code: "30003", population: 1_000, contribution: 1_000_000, ac: -100_000),
      ])
  }

  @Test("l'exemple de la règle : prélèvement corrigé des AC, attribution selon l'insuffisance")
  func vector() throws {
    let levy = try RepartitionInterne.calculer(exemple(.prelevement).entrees, parametres: droit)
    // 4 M€ − 0,7 M€ of AC, of 10 M€: 33 %; communes on 3,6, 2,2 and 0,9 M€.
    #expect(levy.droitCommun.partContribution == [0.33])
    #expect(levy.droitCommun.montants.epci == [33_000])
    #expect(levy.droitCommun.montants.communes.columnArray(0) == [36_000, 22_000, 9_000])
    let gift = try RepartitionInterne.calculer(exemple(.attribution).entrees, parametres: droit)
    // 40 %; weights 12, 12,5 and 1 of 25,5.
    #expect(gift.droitCommun.montants.epci == [40_000])
    #expect(gift.droitCommun.montants.communes.columnArray(0) == [28_235, 29_412, 2_353])
    #expect(gift.faits.isEmpty)
  }

  @Test("2013 partage par le CIF, 2012 non ; seule la règle de 2012 se passe du CIF")
  func years() throws {
    #expect(!droit.partageParCIF && !droit.criteresLegaux && droit.ecartMaximalCommune == nil)
    let after = try ExemplesFPIC.parametres(2013)
    #expect(after.partageParCIF && after.criteresLegaux && after.ecartMaximalCommune == 0.2)
    let found = try RepartitionInterne.calculer(exemple(.prelevement).entrees, parametres: after)
    #expect(found.codes().contains("L0323"))
  }

  @Test("rang 150 exonéré en entier, 151 de moitié, 251 pas du tout ; 10, 11 et 31 pour les plus petites")
  func exemptions() throws {
    func left(_ change: (inout Oracle2012.Commune) -> Void) throws -> Double {
      var oracle = exemple(.prelevement)
      change(&oracle.communes[0])
      return try RepartitionInterne.calculer(oracle.entrees, parametres: droit).notifies.communes[0, 0]
    }
    #expect(try left { $0.rang10000 = 150 } == 0)
    #expect(try left { $0.rang10000 = 151 } == 18_000)
    #expect(try left { $0.rang10000 = 250 } == 18_000)
    #expect(try left { $0.rang10000 = 251 } == 36_000)
    #expect(try left { $0.rang5000 = 10 } == 0)
    #expect(try left { $0.rang5000 = 11 } == 18_000)
    #expect(try left { $0.rang5000 = 31 } == 36_000)
    // FSRIF first, then half of the rest.
    #expect(
      try left {
        $0.rang10000 = 200
        $0.fsrif = 10_001
      } == 13_000)
  }

  @Test("contribution nulle : rien au prélèvement ; à l'attribution, comptée comme la plus pauvre")
  func nullContribution() throws {
    var oracle = exemple(.prelevement)
    oracle.communes[2].ac = -1_000_000
    var found = try RepartitionInterne.calculer(oracle.entrees, parametres: droit)
    #expect(found.codes() == ["L0341"])
    #expect(found.notifies.communes[2, 0] == 0)
    oracle.nature = .attribution
    oracle.communes[2].contribution = 0
    found = try RepartitionInterne.calculer(oracle.entrees, parametres: droit)
    #expect(found.codes() == ["L0341"])
    #expect(found.notifies.communes.columnArray(0).map { Int($0) } == oracle.droitCommun().communes)
  }

  @Test("des AC plus fortes que la contribution de l'EPCI : sa part est ramenée à zéro")
  func heavy() throws {
    var oracle = exemple(.prelevement)
    oracle.communes[0].ac = 3_900_001
    let found = try RepartitionInterne.calculer(oracle.entrees, parametres: droit)
    #expect(found.codes() == ["L0342"])
    #expect(found.droitCommun.montants.epci == [0])
    oracle.communes[0].ac = 3_900_000
    #expect(try RepartitionInterne.calculer(oracle.entrees, parametres: droit).codes() == [])
  }

  @Test("contribution ou AC inconnue : une erreur qui la nomme, jamais zéro")
  func missing() throws {
    var entrees = exemple(.prelevement).entrees
    entrees.contributions?.attributions[1, 0] = .nan
    var found = try RepartitionInterne.calculer(entrees, parametres: droit)
    #expect(found.codes().contains("L0323") && found.notifies.epci[0].isNaN)
    #expect(
      found.faits(0)[0].message { ["A", "B", "C"][$0] }
        == "prélèvement FPIC : l'attribution de compensation de B n'est pas connue")
    entrees.contributions = nil
    found = try RepartitionInterne.calculer(entrees, parametres: droit)
    #expect(
      found.faits(0)[0].message { _ in "" }
        == "prélèvement FPIC : la contribution au potentiel fiscal agrégé de l'ensemble intercommunal n'est pas connue")
    #expect(found.notifies.epci[0].isNaN)
  }

  @Test("dérogatoire de 2012 : la part de l'EPCI est celle du CIF, sans borne pour les communes")
  func derogation() throws {
    var entrees = exemple(.prelevement).entrees
    entrees.cif = [0.25]
    func codes(_ amounts: [Double]) throws -> [String] {
      entrees.decision = .derogatoire(
        .montants(MontantsFPIC(epci: [amounts[0]], communes: Matrix(column: Array(amounts.dropFirst())))),
        plafonnement: .verifier)
      return try RepartitionInterne.calculer(entrees, parametres: droit).codes()
    }
    #expect(try codes([25_000, 75_000, 0, 0]) == [])
    #expect(try codes([25_001, 74_999, 0, 0]) == ["L0306"])
    entrees.cif = [.nan]
    #expect(try codes([25_000, 75_000, 0, 0]).contains("L0323"))
  }

  @Test("égale à l'euro près à la transcription naïve, 2 000 ensembles")
  func oracle() throws {
    let seed: UInt64 = 20_121
    var hasard = SplitMix64(seed: seed)
    for draw in 0..<2_000 {
      let communes = (0..<hasard.int(1...25)).map { i -> Oracle2012.Commune in
        let people = hasard.int(1...25) == 1 ? 0 : hasard.int(1...30) * hasard.int(1...800)
        var c = Oracle2012.Commune(
          code: String(10_000 + (i * 7_919) % 9_973), population: people,
          contribution: people * hasard.int(50...1_500) + hasard.int(1...999),
          ac: hasard.int(-200...1_500) * people / 10)
        if hasard.int(1...4) == 1 { c.fsrif = hasard.int(0...50_000) }
        if hasard.int(1...4) == 1 { c.rang10000 = hasard.int(140...260) }
        if hasard.int(1...4) == 1 { c.rang5000 = hasard.int(5...35) }
        return c
      }
      let oracle = Oracle2012(
        nature: hasard.int(0...1) == 0 ? .prelevement : .attribution, montant: hasard.int(0...2_000_000),
        epci: hasard.int(1...40_000_000), communes: communes)
      // Weights that are all null have their own fact.
      let weighs = communes.contains { oracle.nature == .prelevement ? $0.contribution + $0.ac > 0 : $0.population > 0 }
      guard weighs else { continue }
      let found = try RepartitionInterne.calculer(oracle.entrees, parametres: droit).notifies
      let expected = oracle.notifies()
      #expect(found.epci == [Double(expected.epci)], "graine \(seed), tirage \(draw)")
      #expect(found.communes.columnArray(0) == expected.communes.map(Double.init), "graine \(seed), tirage \(draw)")
    }
  }
}
