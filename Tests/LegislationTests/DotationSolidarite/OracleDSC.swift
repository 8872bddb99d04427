import LinearAlgebra
import TestSupport

@testable import Legislation

/// A naive scalar transcription of L5211-28-4 and of the practices around it, one commune at a time, written from the
/// texts and sharing nothing with the engine. Amounts in centimes.
struct OracleDSC {
  struct Commune {
    var insee: Double
    var dgf: Double
    var revenu: Double?
    var potentiel: Double?
    var logements: Double?
    var effort: Double?
    var anterieur: Double?
  }

  enum Forme {
    case rapport(Double)
    case ecart
    case lineaire(Double)
  }

  var communes: [Commune]
  var surDGF = false
  var formeRevenu = Forme.lineaire(1)
  var formePotentiel = Forme.ecart
  /// revenu, potentiel, population, logements, effort, forfait, petites communes.
  var poids: [Double]
  var seuil = 2000.0
  var enveloppe: Double

  func population(_ c: Commune) -> Double { surDGF ? c.dgf : c.insee }

  func points(_ x: Double, _ mean: Double, _ p: Double, _ forme: Forme) -> Double {
    switch forme {
    case .rapport(let exposant):
      var ratio = x <= 0 ? 4 : mean / x
      if ratio > 4 { ratio = 4 }
      if ratio < 0.25 { ratio = 0.25 }
      var power = 1.0
      for _ in 0..<Int(exposant) { power *= ratio }
      return p * power
    case .ecart: return x < mean ? p * (mean - x) / mean : 0
    case .lineaire(let pente):
      let factor = 1 + pente * (mean - x) / mean
      return factor > 0 ? p * factor : 0
    }
  }

  func parHabitant(_ total: (Commune) -> Double?, _ tetes: (Commune) -> Double) -> (values: [Double], mean: Double) {
    var sum = 0.0
    var heads = 0.0
    for c in communes {
      if let t = total(c) {
        sum += t
        heads += tetes(c)
      }
    }
    let mean = sum / heads
    return (communes.map { c in total(c).flatMap { tetes(c) > 0 ? $0 / tetes(c) : nil } ?? mean }, mean)
  }

  func shares(_ points: [Double]) -> [Double] {
    let sum = points.reduce(0, +)
    if sum > 0 { return points.map { $0 / sum } }
    let heads = communes.map(population).reduce(0, +)
    return communes.map { population($0) / heads }
  }

  func bruts() -> [Double] {
    let revenu = parHabitant(\.revenu, \.insee)
    let potentiel = parHabitant(\.potentiel, \.dgf)
    var columns: [[Double]] = []
    columns.append(
      shares(
        communes.indices.map { i in
          population(communes[i]) > 0 ? points(revenu.values[i], revenu.mean, population(communes[i]), formeRevenu) : 0
        }))
    columns.append(
      shares(
        communes.indices.map { i in
          population(communes[i]) > 0
            ? points(potentiel.values[i], potentiel.mean, population(communes[i]), formePotentiel) : 0
        }))
    columns.append(shares(communes.map(population)))
    let logements = parHabitant(\.logements, population).mean
    columns.append(
      shares(communes.map { c in population(c) > 0 ? c.logements ?? logements * population(c) : 0 }))
    var effortSum = 0.0
    var effortHeads = 0.0
    for c in communes where c.effort != nil {
      effortSum += (c.effort ?? 0) * population(c)
      effortHeads += population(c)
    }
    let effort = effortSum / effortHeads
    columns.append(shares(communes.map { c in population(c) * (c.effort ?? effort) / effort }))
    columns.append(shares(communes.map { population($0) > 0 ? 1 : 0 }))
    columns.append(shares(communes.map { population($0) > 0 && population($0) < seuil ? 1 : 0 }))
    return communes.indices.map { i in
      var d = 0.0
      for c in columns.indices { d += enveloppe * poids[c] * columns[c][i] }
      return d
    }
  }

  /// Floors up, ceilings down, to the centime; the floor wins.
  func bornes(plancher: Double?, plafond: Double?) -> (floors: [Double], ceilings: [Double]) {
    var floors: [Double] = []
    var ceilings: [Double] = []
    for c in communes {
      var f = 0.0
      var b = Double.infinity
      if let h = c.anterieur {
        if let plancher { f = Self.up(plancher * h) }
        if let plafond { b = Self.down(plafond * h) }
      }
      floors.append(f)
      ceilings.append(b < f ? f : b)
    }
    return (floors, ceilings)
  }

  static func down(_ x: Double) -> Double {
    let near = x.rounded()
    return abs(x - near) < 1e-6 ? near : x.rounded(.down)
  }

  static func up(_ x: Double) -> Double {
    let near = x.rounded()
    return abs(x - near) < 1e-6 ? near : x.rounded(.up)
  }

  /// By sorting the breakpoints and interpolating; `nil` when out of reach.
  static func tunnel(_ d: [Double], _ f: [Double], _ c: [Double], _ total: Double) -> [Double]? {
    func at(_ theta: Double) -> [Double] {
      d.indices.map { i in d[i] == 0 ? f[i] : min(max(theta * d[i], f[i]), c[i]) }
    }
    if f.reduce(0, +) > total + 1e-6 { return nil }
    var most = 0.0
    for i in d.indices { most += d[i] > 0 ? c[i] : f[i] }
    if most < total - 1e-6 { return nil }
    var points: [Double] = [0]
    for i in d.indices where d[i] > 0 {
      points.append(f[i] / d[i])
      if c[i].isFinite { points.append(c[i] / d[i]) }
    }
    points.sort()
    // Far enough for the smallest amount alone to take the total.
    if let least = d.filter({ $0 > 0 }).min() { points.append((points.last ?? 0) + total / least + 1) }
    for k in 1..<points.count {
      let before = at(points[k - 1]).reduce(0, +)
      let after = at(points[k]).reduce(0, +)
      if after >= total || k == points.count - 1 {
        if after == before { return at(points[k - 1]) }
        let t = (total - before) / (after - before)
        return at(points[k - 1] + t * (points[k] - points[k - 1]))
      }
    }
    return at(points[0])
  }

  static func gagnants(_ d: [Double], _ f: [Double], _ total: Double) -> [Double]? {
    if f.reduce(0, +) > total { return nil }
    var need = 0.0
    var room = 0.0
    for i in d.indices {
      if f[i] > d[i] { need += f[i] - d[i] } else { room += d[i] - f[i] }
    }
    return d.indices.map { i in d[i] <= f[i] ? f[i] : d[i] - (room > 0 ? need * (d[i] - f[i]) / room : 0) }
  }

  /// Largest remainder on whole centimes, by sorting; ties by position.
  static func centimes(_ real: [Double], _ total: Double) -> [Int] {
    var out: [Int] = []
    var order: [(Int, Int)] = []
    for (i, x) in real.enumerated() {
      var whole = Int(x.rounded(.down))
      var rest = Int(((x - Double(whole)) * 1e6).rounded(.toNearestOrEven))
      if rest == 1_000_000 {
        whole += 1
        rest = 0
      }
      out.append(whole)
      order.append((-rest, i))
    }
    order.sort(by: <)
    var missing = Int(total) - out.reduce(0, +)
    for (_, i) in order where missing > 0 {
      out[i] += 1
      missing -= 1
    }
    return out
  }
}

/// Seeded draws of territories; the seed is printed by the tests that fail.
extension SplitMix64 {
  mutating func entier(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &self)) }
  mutating func chance(_ p: Double) -> Bool { Double.random(in: 0..<1, using: &self) < p }

  /// Whole percents that add up to 1, each legal criterion positive.
  mutating func poids(_ count: Int) -> [Double] {
    var cuts = (0..<(count - 1)).map { _ in Int.random(in: 0...90, using: &self) }
    cuts.sort()
    var parts: [Int] = []
    var last = 0
    for cut in cuts + [90] {
      parts.append(cut - last)
      last = cut
    }
    parts[0] += 5
    parts[1] += 5
    return parts.map { Double($0) / 100 }
  }

  mutating func commune(manques: Bool) -> OracleDSC.Commune {
    let insee = chance(0.03) ? 0 : entier(40...12_000)
    let dgf = insee == 0 ? 0 : insee + entier(0...600)
    return OracleDSC.Commune(
      insee: insee, dgf: dgf,
      revenu: manques && chance(0.08) ? nil : (insee * Double.random(in: 7_000...30_000, using: &self)).rounded(),
      potentiel: manques && chance(0.08)
        ? nil : (chance(0.03) ? 0 : (dgf * Double.random(in: 400...3_000, using: &self)).rounded()),
      logements: manques && chance(0.08) ? nil : entier(0...900),
      effort: manques && chance(0.08) ? nil : Double.random(in: 0.6...1.6, using: &self),
      anterieur: chance(0.05) ? nil : entier(0...60_000_000))
  }
}

extension OracleDSC {
  /// The same territory as the engine reads it, in one column.
  var colonnes: ColonnesCommunes {
    func column(_ value: (Commune) -> Double?) -> Matrix { Matrix(column: communes.map { value($0) ?? .nan }) }
    return ColonnesCommunes(
      populationINSEE: column(\.insee), populationDGF: column(\.dgf), revenu: column(\.revenu),
      potentiel: column(\.potentiel), quantites: [column(\.logements), column(\.effort)])
  }

  var criteres: [CritereRepartition] {
    func forme(_ f: Forme) -> FormeRichesse {
      switch f {
      case .rapport(let exposant): .rapportInverse(exposant: exposant, ecretage: 0.25...4)
      case .ecart: .ecartTronque
      case .lineaire(let pente): .lineaire(pente: pente)
      }
    }
    return [
      CritereRepartition("revenu", .revenu(forme(formeRevenu))),
      CritereRepartition("potentiel", .potentiel(forme(formePotentiel))),
      CritereRepartition("population", .population(nil)), CritereRepartition("logements", .quantite(0)),
      CritereRepartition("effort fiscal", .tauxPondere(numerateur: 1, denominateur: nil)),
      CritereRepartition("forfait", .forfait), CritereRepartition("petites", .petiteCommune(seuil: seuil)),
    ]
  }

  var entrees: DotationSolidariteEntrees {
    var out = DotationSolidariteEntrees(
      scenarios: 1, communes: colonnes, criteres: criteres, poids: Matrix(column: poids), enveloppes: [enveloppe])
    out.ponderation = surDGF ? .dgf : .insee
    out.anneePrecedente = Matrix(column: communes.map { $0.anterieur ?? .nan })
    out.origine = out.anneePrecedente
    return out
  }

  /// A random territory with at least one inhabitant.
  static func tirage(graine: UInt64, manques: Bool = true) -> OracleDSC {
    var g = SplitMix64(seed: graine)
    let count = Int.random(in: 1...25, using: &g)
    var communes = (0..<count).map { _ in g.commune(manques: manques) }
    // One complete commune, so that every mean exists.
    communes[0] = OracleDSC.Commune(
      insee: 1500, dgf: 1600, revenu: 21_000_000, potentiel: 1_500_000, logements: 60, effort: 1.1,
      anterieur: 3_000_000)
    var out = OracleDSC(communes: communes, poids: g.poids(7), enveloppe: g.entier(1...900_000_000))
    out.surDGF = g.chance(0.5)
    let formes: [Forme] = [.rapport(1), .rapport(2), .ecart, .lineaire(1), .lineaire(0.5)]
    out.formeRevenu = formes[Int.random(in: 0..<formes.count, using: &g)]
    out.formePotentiel = formes[Int.random(in: 0..<formes.count, using: &g)]
    return out
  }
}
