import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

/// The modes of AC that share or cap amounts, transcribed from the texts in exact fractions of 128-bit integers.
@Suite("AC : contre des fractions exactes, au centime")
struct OracleACTests {
  let droit = ParametresAC(annee: 2027)

  struct Rapport {
    var num: Int128
    var den: Int128
    /// Whole part toward −∞, and the remainder to a millionth.
    var plancher: (entier: Int128, reste: Int) {
      var (q, r) = num.quotientAndRemainder(dividingBy: den)
      if r < 0 { (q, r) = (q - 1, r + den) }
      let (whole, left) = (r * 1_000_000).quotientAndRemainder(dividingBy: den)
      let half = left * 2
      let reste = Int(whole) + (half > den || (half == den && whole % 2 == 1) ? 1 : 0)
      return reste == 1_000_000 ? (q + 1, 0) : (q, reste)
    }
  }

  /// Largest remainders, ties to the first rows.
  private func fermer(_ reels: [Rapport], total: Int128) -> [Double] {
    let parts = reels.map(\.plancher)
    var out = parts.map(\.entier)
    let missing = Int(total - out.reduce(0, +))
    let order = parts.indices.sorted { (-parts[$0].reste, $0) < (-parts[$1].reste, $1) }
    for row in order.prefix(max(missing, 0)) { out[row] += 1 }
    return out.map { Double($0) }
  }

  private func deltas(_ ac: [Int], _ revision: RevisionAC) -> RevisionEvaluee {
    let entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: Matrix(column: ac.map(Double.init)), revisions: [revision])
    return AttributionCompensation.calculer(entrees, parametres: droit).revisions[0]
  }

  private func column(_ values: [Int]) -> Matrix { Matrix(column: values.map(Double.init)) }

  @Test("Services communs, 3 000 territoires, clés égales et nulles comprises")
  func services() {
    for graine in UInt64(1)...3000 {
      var g = SplitMix64(seed: graine)
      let n = Int.random(in: 1...25, using: &g)
      // Small keys make ties frequent.
      let keys = (0..<n).map { _ in Int.random(in: 0...(g.chance(0.5) ? 4 : 20_000), using: &g) }
      guard keys.contains(where: { $0 > 0 }) else { continue }
      let cost = Int.random(in: 1...90_000_000, using: &g)
      let kept = Int.random(in: 0...100, using: &g)
      let found = deltas(
        .init(repeating: 0, count: n),
        .servicesCommuns(
          ServicesCommuns(couts: [Double(cost)], cles: column(keys), partsEPCI: [Double(kept) / 100])))
      let sum = Int128(keys.reduce(0, +))
      let due = Int128(cost) * Int128(100 - kept)
      let reels = keys.map { Rapport(num: -due * Int128($0), den: 100 * sum) }
      #expect(found.deltas.values == fermer(reels, total: -((due + 50) / 100)), "graine \(graine)")
    }
  }

  @Test("Neutralisation de deux impôts, 3 000 territoires : au centime, et de somme nulle")
  func neutralisation() {
    for graine in UInt64(1)...3000 {
      var g = SplitMix64(seed: graine)
      let n = Int.random(in: 1...20, using: &g)
      func draw(_ range: ClosedRange<Int>) -> [Int] { (0..<n).map { _ in Int.random(in: range, using: &g) } }
      let bases = [draw(1...9_000_000), draw(0...400_000)]
      // Ten-thousandths.
      let rates = [draw(0...2_000), draw(0...3_000)]
      let sums = bases.map { column in Int128(column.reduce(0, +)) }
      guard sums[1] > 0 else { continue }
      let impots = (0..<2).map { k in
        ImpotNeutralise(
          libelle: "impôt", impot: .foncierBati, bases: column(bases[k]),
          tauxCommunes: column(.init(repeating: 1, count: n)),
          tauxAncienEPCI: Matrix(column: rates[k].map { Double($0) / 10_000 }))
      }
      let found = deltas(
        .init(repeating: 0, count: n), .neutralisation(NeutralisationFiscale(impots: impots)))
      var products: [Int128] = [0, 0]
      for k in 0..<2 { for i in 0..<n { products[k] += Int128(bases[k][i]) * Int128(rates[k][i]) } }
      var reels: [Rapport] = []
      for i in 0..<n {
        var gain = Int128(0)
        for k in 0..<2 {
          let gap = Int128(rates[k][i]) * sums[k] - products[k]
          gain += Int128(bases[k][i]) * gap * sums[1 - k]
        }
        reels.append(Rapport(num: -gain, den: 100 * sums[0] * sums[1]))
      }
      #expect(found.deltas.values == fermer(reels, total: 0), "graine \(graine)")
      #expect(found.couts == [0], "graine \(graine)")
    }
  }

  @Test(
    "Communes perdantes, 3 000 territoires : ni plus que leur perte, ni plus que leur attribution, ni plus que la perte nette"
  )
  func perdantes() {
    for graine in UInt64(1)...3000 {
      var g = SplitMix64(seed: graine)
      let n = Int.random(in: 1...20, using: &g)
      let ac = (0..<n).map { _ in Int.random(in: -4_000_000...9_000_000, using: &g) }
      let losses = (0..<n).map { _ in g.chance(0.3) ? 0 : Int.random(in: 0...5_000_000, using: &g) }
      let net = Int.random(in: 1...40_000_000, using: &g)
      let found = deltas(
        ac,
        .baisseBases(
          BaisseBases(pertes: [Double(net)], pertesLocalisees: column(losses), portee: .communesPerdantes)))
      let own = (0..<n).map { max(min(losses[$0], ac[$0]), 0) }
      let sum = own.reduce(0, +)
      let expected = own.map { loss -> Double in
        guard sum > net else { return -Double(loss) }
        let (q, r) = (loss * net).quotientAndRemainder(dividingBy: sum)
        // Within a millionth below a whole centime is that centime.
        return -Double(r > 0 && (sum - r) * 1_000_000 <= sum ? q + 1 : q)
      }
      #expect(found.deltas.values.map { $0 + 0 } == expected.map { $0 + 0 }, "graine \(graine)")
      #expect(-found.couts[0] <= Double(net))
      for i in ac.indices { #expect(found.deltas[i, 0] == 0 || Double(ac[i]) + found.deltas[i, 0] >= 0) }
    }
  }

  @Test("L'ordre des communes ne change rien à ce que chacune paie, hors égalités")
  func permutation() {
    for graine in UInt64(1)...300 {
      var g = SplitMix64(seed: graine)
      let n = Int.random(in: 2...15, using: &g)
      // Distinct keys: no tie, hence no order.
      let keys = Array((1...400).shuffled(using: &g).prefix(n))
      let order = Array(0..<n).shuffled(using: &g)
      func imputed(_ keys: [Int]) -> [Double] {
        deltas(
          .init(repeating: 0, count: n),
          .servicesCommuns(ServicesCommuns(couts: [7_777_777], cles: column(keys), partsEPCI: [0.3]))
        ).deltas.values
      }
      let plain = imputed(keys)
      let moved = imputed(order.map { keys[$0] })
      for (position, row) in order.enumerated() {
        #expect((moved[position] - plain[row]).magnitude <= 1, "graine \(graine)")
      }
      #expect(moved.reduce(0, +) == plain.reduce(0, +))
    }
  }
}
