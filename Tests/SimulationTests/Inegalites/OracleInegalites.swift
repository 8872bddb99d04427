import Foundation

/// The measures as the textbook writes them: all pairs, no sorting, nothing shared with the engine.
struct OracleInegalites {
  var population: [Double]
  var avant: [Double]
  /// Euros.
  var transferts: [Double]

  var nombre: Int { population.count }
  var total: Double { population.reduce(0, +) }
  var apres: [Double] { (0..<nombre).map { avant[$0] + transferts[$0] / population[$0] } }

  func moyenne(_ x: [Double]) -> Double { zip(population, x).reduce(0) { $0 + $1.0 * $1.1 } / total }

  func gini(_ x: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<nombre {
      for j in 0..<nombre { sum += population[i] * population[j] * abs(x[i] - x[j]) }
    }
    return sum / (2 * total * total * moyenne(x))
  }

  func theil(_ x: [Double]) -> Double {
    let mean = moyenne(x)
    return (0..<nombre).reduce(0) { $0 + population[$1] * (x[$1] / mean) * log(x[$1] / mean) } / total
  }

  func rang(_ i: Int) -> Double {
    var below = 0.0
    for j in 0..<nombre {
      if avant[j] < avant[i] { below += population[j] }
      if avant[j] == avant[i] { below += population[j] / 2 }
    }
    return below / total
  }

  /// Of an amount in euros, along the ranking before transfers.
  func concentration(_ montants: [Double]) -> Double {
    2 * (0..<nombre).reduce(0) { $0 + montants[$1] * rang($1) } / montants.reduce(0, +) - 1
  }

  var inversions: Int {
    let after = apres
    var count = 0
    for i in 0..<nombre {
      for j in 0..<nombre where avant[i] < avant[j] && after[i] > after[j] { count += 1 }
    }
    return count
  }

  var reclassement: Double {
    gini(apres) - concentration((0..<nombre).map { population[$0] * apres[$0] })
  }

  func quantile(_ x: [Double], pourcent: Int) -> Double {
    x.filter { value in
      (0..<nombre).reduce(0.0) { $0 + (x[$1] <= value ? population[$1] : 0) } * 100 >= total * Double(pourcent)
    }.min() ?? .nan
  }

  var partSousLaMoyenne: Double {
    let mean = moyenne(avant)
    return (0..<nombre).reduce(0) { $0 + (avant[$1] < mean ? transferts[$1] : 0) } / transferts.reduce(0, +)
  }

  /// Every inhabitant of a level of wealth gets the mean transfer of that level; the half ends where it ends.
  var partMoitiePauvre: Double {
    var out = 0.0
    var left = total / 2
    for level in Set(avant).sorted() {
      let members = (0..<nombre).filter { avant[$0] == level }
      let people = members.reduce(0) { $0 + population[$1] }
      let amount = members.reduce(0) { $0 + transferts[$1] }
      out += amount / people * min(people, max(left, 0))
      left -= people
    }
    return out / transferts.reduce(0, +)
  }

  func correlation(_ x: [Double]) -> (correlation: Double, pente: Double) {
    let y = (0..<nombre).map { transferts[$0] / population[$0] }
    let (mx, my) = (moyenne(x), moyenne(y))
    func covariance(_ a: [Double], _ ma: Double, _ b: [Double], _ mb: Double) -> Double {
      (0..<nombre).reduce(0) { $0 + population[$1] * (a[$1] - ma) * (b[$1] - mb) } / total
    }
    let (xx, yy, xy) = (covariance(x, mx, x, mx), covariance(y, my, y, my), covariance(x, mx, y, my))
    return (xy / sqrt(xx * yy), xy / xx)
  }
}
