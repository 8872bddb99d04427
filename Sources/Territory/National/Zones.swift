/// Where a commune stands for the FPIC.
enum Zones {
  /// `dom`: the departments that share the overseas quota; `com`: Mayotte and the collectivités, which are neither
  /// levied nor ranked.
  static func zone(_ departement: String) -> String {
    switch departement {
    case "971", "972", "973", "974": "dom"
    default: departement.hasPrefix("97") || departement.hasPrefix("98") ? "com" : "metropole"
    }
  }

  /// Key of `national.yaml` for the population of a territory outside the departments.
  static func key(_ departement: String) -> String? {
    switch departement {
    case "975": "population_saint_pierre_et_miquelon"
    case "976": "population_mayotte"
    case "986": "population_wallis_et_futuna"
    case "987": "population_polynesie_francaise"
    case "988": "population_nouvelle_caledonie"
    default: nil
    }
  }
}
