import LinearAlgebra

/// A common service whose cost is imputed on the AC.
public struct ServicesCommuns: Sendable {
  /// Yearly cost, centimes, by scenario.
  public var couts: [Double]
  /// Keys by commune (acts, posts, inhabitants): only their proportions count.
  public var cles: Matrix
  /// Part that the EPCI keeps, by scenario.
  public var partsEPCI: [Double]

  public init(couts: [Double], cles: Matrix, partsEPCI: [Double]) {
    self.couts = couts
    self.cles = cles
    self.partsEPCI = partsEPCI
  }
}

/// Imputation of common services on the AC.
///
/// - *Texte*: CGCT art. L5211-4-2; the keys are settled by convention.
/// - *Formule*: `ΔAC_i = −(1 − κ_EPCI) · K · clé_i / Σ clé`, closed to the centime.
/// - *Exemple*: K = 100 000 €, κ_EPCI = 40 %, keys 2 and 1: −40 000 and −20 000 €.
/// - *Bornes et cas limites*: null or negative keys are an error; the imputation raises the CIF, an invoice does not.
/// - *Voir aussi*: `Transfert`.
public enum ImputationServicesCommuns {
  public static let regle = Regle(
    "ac.services_communs", libelle: "Imputation des services communs", article: ModeRevision.servicesCommuns.article,
    formule: "variation = − (1 − part de l'EPCI) × coût × clé ÷ somme des clés")

  /// The same share, invoiced rather than imputed.
  public static let facture = Regle(
    "services_communs", libelle: "Services communs facturés", article: ModeRevision.servicesCommuns.article,
    formule: "facture = − (1 − part de l'EPCI) × coût × clé ÷ somme des clés")

  /// Writes real centimes; returns the whole total to close on.
  public static func demander(
    cout: Double, partEPCI: Double, cles: Span<Double>, dans demandes: inout MutableSpan<Double>
  ) -> Double {
    let total = (1 - partEPCI) * cout
    let sum = orderedSum(cles)
    for i in 0..<cles.count { demandes[i] = 0 - total * (cles[i] / sum) }
    return 0 - total.roundedHalfUp
  }
}
