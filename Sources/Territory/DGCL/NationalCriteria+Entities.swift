import Diagnostics

extension NationalCriteria {
  /// An ensemble intercommunal, or a commune isolée, of the FPIC.
  public struct Entity: Sendable, Equatable {
    /// SIREN of the EPCI or of the EPT; INSEE code of a commune isolée.
    public var identifiant: String
    public var estEnsemble: Bool
    public var zone: Ensemble.Zone
    /// Rows of the table.
    public var communes: [Int]
  }

  private static let departements: Set<String> = ["971", "972", "973", "974"]
  private static let collectivites: Set<String> = ["975", "976", "986", "987", "988"]

  /// The entities of the FPIC, ascending identifiers: the communes of the Métropole du Grand Paris go to their EPT, and
  /// Paris stands alone.
  public func entities() throws(DiagnosedError) -> [Entity] {
    guard let insee = text("insee"), let siren = text("siren_epci"), let departement = text("departement") else {
      return []
    }
    var territorial: [String: String] = [:]
    for (ept, membership) in try EPT.all() { for code in membership.communes { territorial[code] = ept } }
    var found: [String: Entity] = [:]
    for row in 0..<count {
      let code = insee[row].utf8.count == 4 ? "0" + insee[row] : insee[row]
      var owner: String? = SIREN.isWellFormed(siren[row]) ? siren[row] : nil
      if owner == EPT.metropole { owner = territorial[code] }
      let zone: Ensemble.Zone =
        Self.collectivites.contains(departement[row])
        ? .com
        : Self.departements.contains(departement[row]) ? .dom : .metropole
      let key = owner ?? code
      found[key, default: Entity(identifiant: key, estEnsemble: owner != nil, zone: zone, communes: [])]
        .communes.append(row)
    }
    return found.values.sorted { $0.identifiant < $1.identifiant }
  }
}
