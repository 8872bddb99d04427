import Diagnostics
import Glibc

/// Classes of the maps: round limits, the same on both sides of zero.
enum MapClasses {
  /// Limits between small, middling and large changes: thirds of the changes that count, on round numbers.
  /// - Parameter tolerance: a change up to it is none.
  /// - Returns: the two limits, `nil` when nothing changes.
  static func limits(_ values: [Double], tolerance: Double) -> (Double, Double)? {
    let sizes = values.map(abs).filter { $0 > tolerance }.sorted()
    guard !sizes.isEmpty else { return nil }
    var low = round(sizes[sizes.count / 3])
    while low <= tolerance { low = next(low) }
    var high = round(sizes[sizes.count * 2 / 3])
    while high <= low { high = next(max(high, low)) }
    return (low, high)
  }

  /// 1, 2 or 5 times a power of ten, not above the value.
  static func round(_ value: Double) -> Double {
    let power = pow(10, floor(log10(value) + 1e-9))
    let head = value / power
    return (head >= 5 ? 5 : head >= 2 ? 2 : 1) * power
  }

  /// The next of them.
  static func next(_ value: Double) -> Double { round(value * 2.5) }

  /// From the largest gain to the largest loss.
  static func changes(_ limits: (Double, Double)?, tolerance: Double) -> [ChoroplethMap.Category] {
    let stable = ChoroplethMap.Category(
      label: "stable (± \(euros(tolerance)) €)", fill: "#ffffff")
    guard let (low, high) = limits else { return [stable] }
    return [
      .init(label: "gagne plus de \(euros(high)) €/hab.", fill: "#1f5fa8"),
      .init(label: "gagne \(euros(low)) à \(euros(high)) €/hab.", fill: "#7fa9d6"),
      .init(label: "gagne moins de \(euros(low)) €/hab.", fill: "#dbe8f6"), stable,
      .init(label: "perd moins de \(euros(low)) €/hab.", fill: "#fbe6d6", hatch: "#e6a06c"),
      .init(label: "perd \(euros(low)) à \(euros(high)) €/hab.", fill: "#eda66f", hatch: "#b8500a"),
      .init(label: "perd plus de \(euros(high)) €/hab.", fill: "#b8500a", hatch: "#742f00"),
    ]
  }

  /// Class of a change among those of `changes`.
  static func change(_ value: Double, _ limits: (Double, Double)?, tolerance: Double) -> Int {
    guard let (low, high) = limits else { return 0 }
    let size = abs(value)
    guard size > tolerance else { return 3 }
    let distance = size >= high ? 3 : size >= low ? 2 : 1
    return value > 0 ? 3 - distance : 3 + distance
  }

  /// Five classes of a wealth, each with as many communes, from the poorest to the richest.
  static func wealth(_ values: [Double]) -> (limits: [Double], categories: [ChoroplethMap.Category]) {
    let sorted = values.sorted()
    var limits: [Double] = []
    for fifth in 1...4 where !sorted.isEmpty {
      let limit = (sorted[min(sorted.count - 1, sorted.count * fifth / 5)] / 10).rounded() * 10
      if limit > limits.last ?? -.infinity { limits.append(limit) }
    }
    let fills = ["#ffffff", "#d7dde3", "#aab5c0", "#77848f", "#46525d"]
    let categories = (0...limits.count).map { index in
      let label =
        if limits.isEmpty {
          "toutes les communes"
        } else if index == 0 {
          "moins de \(euros(limits[0])) €/hab."
        } else if index == limits.count {
          "\(euros(limits[index - 1])) €/hab. et plus"
        } else {
          "\(euros(limits[index - 1])) à \(euros(limits[index])) €/hab."
        }
      return ChoroplethMap.Category(label: label, fill: fills[index])
    }
    return (limits, categories)
  }

  private static func euros(_ value: Double) -> String { Typography.shortest(value, maximum: 2) }
}
