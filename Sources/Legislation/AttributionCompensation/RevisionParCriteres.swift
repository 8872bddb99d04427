import LinearAlgebra

/// A free revision whose total is shared by criteria.
public struct LibreParCriteres: Sendable {
  /// Total to add (positive) or to take (negative), centimes, by scenario.
  public var montants: [Double]
  public var communes: ColonnesCommunes
  public var ponderation: PopulationPonderation
  public var criteres: [CritereRepartition]
  /// Criteria × scenarios (or one column).
  public var poids: Matrix
  /// `nil`: mirrored for a reduction, direct for an increase.
  public var sens: SensRepartition?
  /// 1 for a commune that refuses.
  public var refus: Matrix?

  public init(
    montants: [Double], communes: ColonnesCommunes, ponderation: PopulationPonderation = .insee,
    criteres: [CritereRepartition], poids: Matrix, sens: SensRepartition? = nil, refus: Matrix? = nil
  ) {
    self.montants = montants
    self.communes = communes
    self.ponderation = ponderation
    self.criteres = criteres
    self.poids = poids
    self.sens = sens
    self.refus = refus
  }

  /// The direction of one scenario.
  public func sens(montant: Double) -> SensRepartition { sens ?? (montant < 0 ? .inverse : .direct) }
}

/// Free revision shared by criteria.
///
/// - *Texte*: CGI art. 1609 nonies C, V-1° bis; criteria are a practice.
/// - *Formule*: `ΔAC_i = M · Σ_c w_c · part_ic`, closed to the centime, then the refusals as in `RevisionLibre`.
/// - *Exemple*: −300 000 € on the potentiel, shape A, Petite Camargue: Beauvoisin pays 45 545 € with the mirrored shape,
///   68 619 with the direct one.
/// - *Bornes et cas limites*: the shapes of wealth are mirrored for a reduction unless the scenario says otherwise, so
///   that the poorest do not pay most; free criteria are never mirrored.
/// - *Voir aussi*: `MoteurCriteres`, `RevisionLibre`.
public enum RevisionParCriteres {
  public static let regle = Regle(
    "ac.libre_criteres", libelle: "Révision libre répartie par critères", article: ModeRevision.libre.article,
    formule: "variation = montant × somme des (part du critère × part de la commune)", confiance: .derive)

  /// Writes real centimes. `parts` are one block per criterion.
  public static func demander(
    montant: Double, poids: Span<Double>, criteres: [CritereEvalue], scenario: Int,
    dans demandes: inout MutableSpan<Double>
  ) {
    for i in 0..<demandes.count { demandes[i] = 0 }
    for (c, critere) in criteres.enumerated() {
      let column = critere.parts.column(scenario)
      let share = montant * poids[c]
      for i in 0..<demandes.count { demandes[i] += share * critere.parts.values[column.lowerBound + i] }
    }
  }
}
