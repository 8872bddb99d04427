import Diagnostics
import LinearAlgebra

/// How a column of real amounts became whole units by the largest remainders, for one row.
struct Closure {
  let entiers: [Double]
  let reels: [Double]
  let row: Int
  /// « centime » or « euro ».
  let unite: Operation.Arrondi

  /// Whole part, then what the remainders gave: 0 or 1 unit.
  func operation(_ reel: Explanation) -> Operation? {
    guard !entiers[row].isNaN else { return nil }
    let more = entiers[row] - whole(row)
    let unit: Explanation.Unite = unite == .centimeInferieur ? .centimes : .euros
    return .arrondi(reel.op, unite) + .nombre(more, unit)
  }

  /// What the reader needs to know whether a unit was due.
  var phrase: String {
    let given = reels.indices.filter { entiers[$0] > whole($0) }
    let name = unite == .centimeInferieur ? "centime" : "euro"
    guard !given.isEmpty else { return "plus forts restes : la somme des parties entières ferme déjà le total" }
    let lowest = given.map(remainder).min() ?? 0
    let count = given.count == 1 ? "1 \(name) restait" : "\(given.count) \(name)s restaient"
    return "plus forts restes : \(count) à répartir, jusqu'au reste \(Typography.shortest(lowest)) ; "
      + "celui de la commune est \(Typography.shortest(remainder(row)))"
  }

  /// As the rule counts it: a real amount within 5e-7 below a whole number is that number.
  private func whole(_ i: Int) -> Double {
    let floor = reels[i].rounded(.down)
    return ((reels[i] - floor) * 1e6).rounded(.toNearestOrEven) >= 1e6 ? floor + 1 : floor
  }

  private func remainder(_ i: Int) -> Double {
    (max(0, reels[i] - whole(i)) * 1e6).rounded(.toNearestOrEven) / 1e6
  }
}
