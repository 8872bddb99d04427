import Diagnostics
import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

@Suite("Dotation d'intercommunalité")
struct DotationIntercommunaliteTests {
  let droit: Parametres
  let rules: ParametresDotationIntercommunalite

  init() throws {
    droit = try Parametres.charger()
    rules = try ParametresDotationIntercommunalite(annee: 2024, parametres: droit)
  }

  /// The four EPCI of the worked example; the population is also the INSEE one.
  private func example(_ before: [Double]) -> EPCINationaux {
    let people = [120_000.0, 45_000, 14_000, 9_000]
    func total(_ perHead: [Double]) -> [Double] { zip(perHead, people).map { $0 * $1 } }
    return EPCINationaux(
      categories: [.agglomeration, .agglomeration, .communesFiscaliteUnique, .communesFiscaliteAdditionnelle],
      populationDGF: people, populationINSEE: people, revenu: total([16_500, 14_800, 13_900, 13_200]),
      potentielFiscal: total([520, 430, 290, 150]), cif: [0.41, 0.38, 0.52, 0.30],
      dotationPrecedenteParHabitant: before, complementDejaVerse: [true, true, true, true],
      transformes: [false, false, false, false])
  }

  @Test("premier exemple : deux plafonds, λ = 7 841 264,95")
  func first() throws {
    let out = try DotationIntercommunalite.calculer(example([38, 30, 24, 9]), enveloppe: 7e6, parametres: rules)
    for (found, expected) in zip(out.montants, [4_879_600.0, 1_620_000, 403_200, 97_200]) {
      #expect((found - expected).magnitude < 0.005)
    }
    #expect((out.enveloppeLibre - 7_841_264.95).magnitude < 0.01)
    #expect((out.potentielMoyen[1] - 495.4545).magnitude < 1e-4)
    #expect(out.potentielMoyen[0].isNaN && out.potentielMoyen[2] == 290 && out.potentielMoyen[3] == 150)
    #expect((out.revenuMoyen - 15_741.4894).magnitude < 1e-4)
  }

  @Test("second exemple : un plancher à 100 %, λ = 7 507 676,82")
  func second() throws {
    let out = try DotationIntercommunalite.calculer(example([38, 38, 60, 30]), enveloppe: 7.6e6, parametres: rules)
    for (found, expected) in zip(out.montants, [4_672_008.92, 1_805_129.16, 840_000, 282_861.92]) {
      #expect((found - expected).magnitude < 0.005)
    }
    #expect((out.enveloppeLibre - 7_507_676.82).magnitude < 0.01)
    #expect(out.planchers == [4_560_000, 1_710_000, 840_000, 256_500])
    #expect((out.montants.reduce(0, +) - 7.6e6).magnitude < 1e-6)
    #expect(out.notifies == [4_672_009, 1_805_129, 840_000, 282_862])
  }

  @Test("des planchers au-dessus de l'enveloppe : une erreur qui dit combien il manque")
  func infeasible() {
    #expect(throws: EchecDotationIntercommunalite.planchersAuDessusDeLEnveloppe(manque: 66_500)) {
      try DotationIntercommunalite.calculer(example([38, 38, 60, 30]), enveloppe: 7.3e6, parametres: rules)
    }
  }

  @Test("plafond 110 % jusqu'en 2023, 120 % ensuite ; rien avant 2019")
  func ceilings() throws {
    #expect(try ParametresDotationIntercommunalite(annee: 2023, parametres: droit).bornes.plafond == 1.1)
    #expect(rules.bornes.plafond == 1.2)
    #expect(throws: DiagnosedError.self) {
      try ParametresDotationIntercommunalite(annee: 2018, parametres: droit)
    }
  }

  @Test("garantie : de part et d'autre de chaque seuil")
  func guarantee() {
    func part(_ cif: Double, _ categorie: CategorieEPCI, faible: Bool = false, transforme: Bool = false) -> Double {
      rules.bornes.partGarantie(
        cif: cif, categorie: categorie, potentielFaible: faible, transforme: transforme)
    }
    #expect(part(0.35, .agglomeration) == 0.95 && part(0.350001, .agglomeration) == 1)
    #expect(part(0.35, .urbaine) == 0.95 && part(0.36, .urbaine) == 1)
    #expect(part(0.5, .communesFiscaliteUnique) == 0.95 && part(0.51, .communesFiscaliteAdditionnelle) == 1)
    #expect(part(0.1, .agglomeration, faible: true) == 1)
    #expect(part(0.1, .agglomeration, transforme: true) == 1)
    // 300 € for 3 inhabitants is exactly 60 % of 3 500 € for 21: not under it; one euro less is.
    func against(_ potentiel: Double) -> Int {
      var e = example([38, 38, 60, 30])
      e.categories = [.agglomeration, .agglomeration, .agglomeration, .urbaine]
      (e.populationDGF, e.potentielFiscal) = ([3, 7, 11, 1], [potentiel, 1_000, 2_200, 1])
      return DotationIntercommunalite.comparer(e, 0, multiple: 0.6, somme: .init(e))
    }
    #expect(against(300) == 0 && against(299) == -1 && against(301) == 1)
  }

  @Test("complément de 5 € : une fois, et pas pour un EPCI deux fois plus riche que sa catégorie")
  func complement() {
    func due(_ dotation: Double, _ potentiel: Double, _ paid: Bool = false) -> Double {
      ComplementDotation.parHabitant(
        dotationParHabitant: dotation, potentielExclu: potentiel > 200, dejaVerse: paid, minimum: 5)
    }
    #expect(due(3, 100) == 2 && due(5, 100) == 0 && due(6, 100) == 0)
    #expect(due(3, 200) == 2 && due(3, 200.01) == 0 && due(3, 100, true) == 0)
  }

  // MARK: Against a bisection in scalars

  private func oracle(_ e: EPCINationaux, _ enveloppe: Double, _ plafond: Double) -> [Double]? {
    let n = e.populationDGF.count
    var mean: [Int: (Double, Double)] = [:]
    for i in 0..<n {
      let key = e.categories[i].rawValue
      mean[key, default: (0, 0)].0 += e.potentielFiscal[i]
      mean[key, default: (0, 0)].1 += e.populationDGF[i]
    }
    let rev = e.revenu.reduce(0, +) / e.populationINSEE.reduce(0, +)
    var a: [Double] = []
    var w: [Double] = []
    var low: [Double] = []
    var high: [Double] = []
    for i in 0..<n {
      let (total, people) = mean[e.categories[i].rawValue] ?? (0, 1)
      let pf = e.potentielFiscal[i] / e.populationDGF[i]
      let pc = e.populationDGF[i] * e.cif[i]
      a.append(pc)
      w.append(pc * (total / people / pf + rev / (e.revenu[i] / e.populationINSEE[i])))
      let urban = e.categories[i] == .urbaine || e.categories[i] == .agglomeration
      var before = e.dotationPrecedenteParHabitant[i]
      if before < 5, !e.complementDejaVerse[i], pf <= 2 * (total / people) { before = 5 }
      let safe = e.cif[i] > (urban ? 0.35 : 0.5) || pf < 0.6 * (total / people) || e.transformes[i]
      low.append((safe ? 1 : 0.95) * before * e.populationDGF[i])
      high.append(plafond * before * e.populationDGF[i])
    }
    let sa = a.reduce(0, +)
    let sw = w.reduce(0, +)
    guard low.reduce(0, +) <= enveloppe, high.reduce(0, +) >= enveloppe else { return nil }
    func amounts(_ l: Double) -> [Double] {
      (0..<n).map { min(max(l * (0.3 * a[$0] / sa + 0.7 * w[$0] / sw), low[$0]), high[$0]) }
    }
    var (bottom, top) = (0.0, enveloppe)
    while amounts(top).reduce(0, +) < enveloppe, top < 1e15 { top *= 2 }
    for _ in 0..<200 {
      let middle = (bottom + top) / 2
      if amounts(middle).reduce(0, +) < enveloppe { bottom = middle } else { top = middle }
    }
    return amounts(top)
  }

  @Test(
    "mille ensembles tirés au hasard : les mêmes euros qu'une bissection naïve", arguments: [UInt64(11), 12, 13, 14])
  func random(_ seed: UInt64) throws {
    var draws = SplitMix64(seed: seed)
    var solved = 0
    for _ in 0..<250 {
      let n = Int.random(in: 2...30, using: &draws)
      func column(_ range: ClosedRange<Double>) -> [Double] {
        (0..<n).map { _ in Double.random(in: range, using: &draws) }
      }
      let people = column(5_000...300_000).map { $0.rounded() }
      let e = EPCINationaux(
        categories: (0..<n).map { _ in CategorieEPCI.allCases.randomElement(using: &draws) ?? .urbaine },
        populationDGF: people, populationINSEE: people.map { ($0 * 0.95).rounded() },
        revenu: zip(column(10_000...25_000), people).map { $0 * $1 },
        potentielFiscal: zip(column(80...900), people).map { $0 * $1 }, cif: column(0.1...0.6),
        dotationPrecedenteParHabitant: column(2...60),
        complementDejaVerse: (0..<n).map { _ in Bool.random(using: &draws) },
        transformes: (0..<n).map { _ in Int.random(in: 0..<10, using: &draws) == 0 })
      let last = zip(e.dotationPrecedenteParHabitant, people).reduce(0.0) { $0 + $1.0 * $1.1 }
      let enveloppe = (last * Double.random(in: 0.94...1.22, using: &draws)).rounded()
      guard let expected = oracle(e, enveloppe, 1.2) else {
        #expect(throws: EchecDotationIntercommunalite.self, "graine \(seed)") {
          try DotationIntercommunalite.calculer(e, enveloppe: enveloppe, parametres: rules)
        }
        continue
      }
      solved += 1
      let found = try DotationIntercommunalite.calculer(e, enveloppe: enveloppe, parametres: rules)
      for i in 0..<n { #expect((found.montants[i] - expected[i]).magnitude < 0.01, "graine \(seed)") }
      #expect((found.montants.reduce(0, +) - enveloppe).magnitude < 1e-6 * enveloppe)
    }
    #expect(solved > 100)
  }

  // MARK: Local

  @Test("localement : la dotation suit le CIF, entre la garantie et le plafond ; rien ne bouge si rien ne change")
  func local() {
    let local = DotationIntercommunaliteLocale(
      reference: 2_438_000, cifReference: 0.4, populationReference: 87_941, categorie: .agglomeration)
    func year(_ cif: Double, _ before: Double = 2_438_000, people: Double = 87_941)
      -> DotationIntercommunaliteLocale.Annee
    {
      local.annee(
        cif: cif, population: people, precedente: (before, 87_941), evolution: 1, bornes: rules.bornes)
    }
    #expect(year(0.4).montant == 2_438_000 && year(0.4).borne == .aucune)
    #expect((year(0.42).montant - 2_559_900).magnitude < 1e-6)
    let high = year(0.5)
    #expect(high.borne == .plafond && (high.montant - 1.2 * 2_438_000).magnitude < 1e-6)
    // Above 0,35 an agglomeration cannot lose; under it, 5 % a year at most.
    #expect(year(0.38).borne == .garantie && year(0.38).montant == 2_438_000)
    #expect((year(0.3).montant - 0.95 * 2_438_000).magnitude < 1e-6)
    #expect((year(0.4, people: 90_000).montant - 2_438_000 * 90_000 / 87_941).magnitude < 1e-3)
  }
}
