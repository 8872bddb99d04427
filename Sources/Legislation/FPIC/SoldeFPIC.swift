import LinearAlgebra

/// Whole euros of the EPCI and of its communes.
public struct MontantsFPIC: Sendable, Equatable {
  /// One value per scenario, or one for all.
  public var epci: [Double]
  /// Communes × scenarios, or one column for all.
  public var communes: Matrix

  public init(epci: [Double], communes: Matrix) {
    self.epci = epci
    self.communes = communes
  }

  /// Number of scenarios that it tells apart.
  public var scenarios: Int { max(epci.count, communes.columns) }

  /// EPCI and communes together.
  public func total(_ scenario: Int) -> Double {
    lane(epci, scenario) + orderedSum(communes.values.span.extracting(communes.column(scenario)))
  }
}

/// What each one receives less what it pays.
///
/// *Texte.* None: the levy (L2336-3) and the attribution (L2336-5) are two separate operations.
///
/// *Formule.* `solde = attribution − prélèvement`.
///
/// *Exemple.* Attribution 99 153 €, levy 195 302 €: −96 149 €.
///
/// *Bornes et cas limites.* An ensemble may pay and receive at once. A side that does not concern it is not given.
///
/// *Voir aussi.* `RepartitionInterne`.
public enum SoldeFPIC {
  public static let regle = Regle(
    "fpic.solde", libelle: "solde du FPIC", article: "CGCT art. L2336-3 et L2336-5",
    formule: "attribution − prélèvement")

  public static func calculer(attribution: MontantsFPIC, prelevement: MontantsFPIC) -> MontantsFPIC {
    let lignes = attribution.communes.rows
    precondition(lignes == prelevement.communes.rows, "the same communes on both sides")
    let scenarios = max(attribution.scenarios, prelevement.scenarios)
    var communes = Matrix(rows: lignes, columns: scenarios)
    var epci = [Double](repeating: 0, count: scenarios)
    for s in 0..<scenarios {
      let recu = attribution.communes.values.span.extracting(attribution.communes.column(s))
      let paye = prelevement.communes.values.span.extracting(prelevement.communes.column(s))
      communes.updateColumn(s) { out in for i in 0..<lignes { out[i] = recu[i] - paye[i] } }
      epci[s] = lane(attribution.epci, s) - lane(prelevement.epci, s)
    }
    return MontantsFPIC(epci: epci, communes: communes)
  }
}
