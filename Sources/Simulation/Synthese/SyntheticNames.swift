import Sampling

/// Names and codes of places that do not exist.
enum SyntheticNames {
  private static let heads = [
    "Mont", "Val", "Bel", "Clair", "Haute", "Ville", "Roche", "Font", "Vaux", "Saint-", "Beau", "Long", "Bois", "Puy",
    "Ver", "Mar", "Cour", "Lan", "Char", "Vire",
  ]
  private static let tails = [
    "joie", "fort", "court", "ville", "mont", "rive", "ac", "ières", "ay", "gny", "sac", "val", "bourg", "lac", "tour",
    "ence", "oux", "elle", "vin", "ard",
  ]
  private static let rivers = [
    "Orne", "Vézère", "Doux", "Loue", "Sauldre", "Touques", "Brenne", "Vire", "Aure", "Cance",
  ]

  static func commune(_ draws: SyntheticDraws, _ position: Int) -> String {
    let bits = draws.random.bits(
      draw: draws.ensemble, stream: SyntheticDraws.Stream.nom.rawValue, position: UInt32(position))
    let name = heads[Int(bits % 20)] + tails[Int((bits >> 8) % 20)]
    return (bits >> 16) % 3 == 0 ? name + "-sur-" + rivers[Int((bits >> 24) % 10)] : name
  }

  /// Nine digits whose key is right, in a range that no EPCI uses.
  static func siren(_ number: Int) -> String {
    let base = String(99_000_000 + number)
    for key in 0...9 {
      let text = base + String(key)
      var sum = 0
      for (index, byte) in text.utf8.reversed().enumerated() {
        let digit = Int(byte) - 48
        let weighted = index % 2 == 1 ? digit * 2 : digit
        sum += weighted > 9 ? weighted - 9 : weighted
      }
      if sum % 10 == 0 { return text }
    }
    return base + "0"
  }

  /// Departments of the métropole, without Corse; each has room for 999 communes.
  private static let departments = (1...95).filter { $0 != 20 }.map { ($0 < 10 ? "0" : "") + String($0) }
  private static let overseas = ["971", "972", "973", "974"]

  static let mostCommunes = departments.count * 999
  static let mostOverseas = overseas.count * 99

  static func commune(number: Int) -> (insee: String, departement: String) {
    let department = departments[number / 999]
    return (department + pad(number % 999 + 1, 3), department)
  }

  static func overseas(number: Int) -> (insee: String, departement: String) {
    let department = overseas[number / 99]
    return (department + pad(number % 99 + 1, 2), department)
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}

/// Normal quantile of a share.
enum QuantileOfShare {
  static func value(_ share: Double) -> Double { normalQuantile(share) }
}
