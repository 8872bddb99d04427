import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Simulation

/// Envelopes shared by criteria, transcribed commune by commune on random territories: DGF territoriale, fractions of the
/// DSC and the part reserved to the contrat de ville.
@Suite("Enveloppes partagées : oracle naïf sur des territoires tirés au hasard")
struct SharedEnvelopeOracleTests {
  /// Figures of the tutorial's communes drawn again, written in its folder.
  private struct Territory {
    var columns: [String: [Int]] = [:]
    let workshop: Workshop

    init(_ draws: inout SplitMix64, extra: [String]) throws {
      workshop = try Workshop()
      var d = draws
      var found: [String: [Int]] = [:]
      try workshop.editCommunes { rows in
        var rows = rows
        for name in extra where !rows[0].contains(name) { for i in rows.indices { rows[i].append(i == 0 ? name : "") } }
        func set(_ name: String, _ value: (Int) -> Int) {
          guard let c = rows[0].firstIndex(of: name) else { return }
          for i in 1..<rows.count {
            let v = value(i - 1)
            rows[i][c] = String(v)
            found[name, default: []].append(v)
          }
        }
        set("population_insee") { _ in d.int(100...20_000) }
        set("population_dgf") { i in found["population_insee", default: []][i] * d.int(100...130) / 100 }
        set("revenu") { i in found["population_insee", default: []][i] * d.int(8_000...25_000) }
        set("potentiel_financier") { i in found["population_dgf", default: []][i] * d.int(500...1_800) }
        set("potentiel_fiscal") { i in found["population_dgf", default: []][i] * d.int(400...1_600) }
        set("rrf_2025") { i in found["population_dgf", default: []][i] * d.int(700...1_800) }
        set("voirie") { _ in d.int(0...90_000) }
        set("contrat_ville") { i in i == 0 ? 1 : d.int(0...1) }
        set("dgf_2025") { i in found["population_dgf", default: []][i] * d.int(60...250) }
        set("produit_fp_2025") { i in found["population_dgf", default: []][i] * d.int(100...300) }
        set("produit_fp_2026") { i in found["produit_fp_2025", default: []][i] * d.int(95...115) / 100 }
        return rows
      }
      draws = d
      columns = found
    }

    var count: Int { columns["population_insee"]?.count ?? 0 }
    func double(_ name: String) -> [Double] { columns[name, default: []].map(Double.init) }

    /// Share of each commune in a criterion, weighted by the population INSEE.
    func revenu() -> [Double] {
      let (p, r) = (double("population_insee"), double("revenu"))
      let mean = r.reduce(0, +) / p.reduce(0, +)
      return shares(p.indices.map { p[$0] * max(0, 1 + (mean - r[$0] / p[$0]) / mean) })
    }
    func potentiel(_ column: String) -> [Double] {
      let (p, d, x) = (double("population_insee"), double("population_dgf"), double(column))
      let mean = x.reduce(0, +) / d.reduce(0, +)
      return shares(p.indices.map { p[$0] * max(0, mean - x[$0] / d[$0]) / mean })
    }
    func voirie() -> [Double] { shares(double("voirie")) }
    private func shares(_ scores: [Double]) -> [Double] {
      let sum = scores.reduce(0, +)
      let p = double("population_insee")
      return scores.map { sum > 0 ? $0 / sum : 0 }.enumerated().map { sum > 0 ? $1 : p[$0] / p.reduce(0, +) }
    }
  }

  /// Whole centimes: floors, then the largest remainders to the millionth, the smallest INSEE code first.
  private static func close(_ real: [Double], _ total: Int) -> [Double] {
    var out = real.map { ($0 + 1e-7).rounded(.down) }
    let rests = zip(real, out).map { (($0 - $1) * 1e6).rounded() }
    let order = real.indices.sorted { rests[$0] != rests[$1] ? rests[$0] > rests[$1] : $0 < $1 }
    for i in order.prefix(max(0, total - Int(out.reduce(0, +)))) { out[i] += 1 }
    return out
  }

  /// Percent as written: `12,5`.
  private static func percent(_ tenths: Int) -> String { "\(tenths / 10),\(tenths % 10)" }

  @Test("DGF territoriale : apports plafonnés au centime inférieur, total rendu selon les critères", arguments: 1...12)
  func dgf(_ seed: Int) throws {
    var d = SplitMix64(seed: UInt64(seed))
    let t = try Territory(&d, extra: ["dgf_2025"])
    let whole = seed % 3 == 0
    let tenths = d.int(1...10)
    let first = d.int(300...600)
    let c = try t.workshop.run(
      """
      article 1 : DGF territoriale
        mise en commun \(whole ? "totale à compter de 2026" : "partielle à compter de 2026 : 0,\(tenths == 10 ? "9" : "\(tenths)") % des recettes réelles")
        pondération : population INSEE
        répartie
          \(Self.percent(first)) % selon l'écart de revenu par habitant, linéaire
          \(Self.percent(1_000 - first)) % selon l'insuffisance de potentiel fiscal par habitant, écart tronqué
        en connaissance de cause : « essai »
      """, periode: "2026 à 2026")
    #expect(!c.scenarios[0].diagnostics.hasErrors, "\(c.scenarios[0].diagnostics.filter { $0.severity == .erreur })")
    let rate = tenths == 10 ? 9 : tenths
    let given =
      whole
      ? t.columns["dgf_2025", default: []].map { $0 * 100 }
      // Euros × tenths of a percent: ÷ 10 in centimes, toward zero.
      : t.columns["rrf_2025", default: []].map { $0 * rate / 10 }
    let total = given.reduce(0, +)
    let (revenu, potentiel) = (t.revenu(), t.potentiel("potentiel_fiscal"))
    let w = Double(first) / 1_000
    let back = Self.close(
      revenu.indices.map { Double(total) * w * revenu[$0] + Double(total) * (1 - w) * potentiel[$0] }, total)
    let found = c.centimes(2026, .dgfTerritoriale)
    #expect(found == zip(back, given).map { $0 - Double($1) }, "graine \(seed)")
    #expect(found.reduce(0, +) == 0)
  }

  @Test("DSC : fractions et part réservée au contrat de ville, la somme de calculs séparés", arguments: 1...16)
  func dotation(_ seed: Int) throws {
    var d = SplitMix64(seed: UInt64(1_000 + seed))
    let t = try Territory(&d, extra: ["produit_fp_2025", "produit_fp_2026"])
    let envelope = d.int(500_000...4_000_000)
    let part = d.int(100...900)
    let first = d.int(100...900)
    let pact = seed % 4 == 0
    let c = try t.workshop.run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de \(envelope) € en 2026, puis constante
        pondération : population INSEE
        \(pact ? "contrat de ville : pacte adopté en 2026" : "contrat de ville : sans pacte")
        fraction « Solidarité » : \(Self.percent(part)) % de l'enveloppe
          répartie
            \(Self.percent(first)) % selon l'insuffisance de potentiel financier par habitant, écart tronqué
            \(Self.percent(1_000 - first)) % selon l'écart de revenu par habitant, linéaire
        fraction « Voirie » : le reste
          répartie selon la longueur de voirie
        en connaissance de cause : « essai »
      """, periode: "2026 à 2026")
    let e = envelope * 100
    let rise =
      t.columns["produit_fp_2026", default: []].reduce(0, +) - t.columns["produit_fp_2025", default: []].reduce(0, +)
    // Half of the rise in centimes is a whole number; within the envelope.
    let reserve = pact ? 0 : min(max(rise, 0) * 50, e)
    let solidarity = (2 * e * part + 1_000) / 2_000
    let rest = e - reserve - solidarity
    guard rest >= 0 else {
      #expect(c.codes.contains("L0231"), "graine \(seed)")
      return
    }
    #expect(!c.scenarios[0].diagnostics.hasErrors, "\(c.scenarios[0].diagnostics.filter { $0.severity == .erreur })")
    let flags = t.double("contrat_ville")
    func reserved(_ shares: [Double]) -> [Double] {
      let inside = zip(shares, flags).map { $1 == 1 ? $0 : 0 }
      let sum = inside.reduce(0, +)
      let heads = zip(t.double("population_insee"), flags).map { $1 == 1 ? $0 : 0 }
      return sum > 0 ? inside.map { $0 / sum } : heads.map { $0 / heads.reduce(0, +) }
    }
    let w = Double(first) / 1_000
    // Money of each criterion outside the reserve; the reserve follows the same proportions.
    let money = [Double(solidarity) * w, Double(solidarity) * (1 - w), Double(rest)]
    let shared = money.reduce(0, +)
    let criteria = [t.potentiel("potentiel_financier"), t.revenu(), t.voirie()]
    var real = [Double](repeating: 0, count: t.count)
    for (k, shares) in criteria.enumerated() {
      let own = reserved(shares)
      for i in real.indices { real[i] += money[k] * shares[i] + Double(reserve) * money[k] / shared * own[i] }
    }
    #expect(c.centimes(2026, .dotationSolidarite) == Self.close(real, e), "graine \(seed)")
  }
}
