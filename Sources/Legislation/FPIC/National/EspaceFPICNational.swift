/// What an evaluation writes: columns in the positions of `IndicateursEnsembles`, and the figures of the fund.
///
/// Kept by the caller from one evaluation to the next, so that a sweep allocates nothing.
public struct EspaceFPICNational: Sendable {
  /// `max(0, indice) × population DGF` of the levy; 0 for who does not contribute.
  public internal(set) var score: [Double] = []
  /// Infinite where the ressources are unknown.
  public internal(set) var plafond: [Double] = []
  /// Before rounding, euros.
  public internal(set) var prelevement: [Double] = []
  /// Index of the reversement; not-a-number without rank.
  public internal(set) var indice: [Double] = []
  /// 1 or 0.
  public internal(set) var eligible: [Double] = []
  /// Before rounding, euros.
  public internal(set) var reversement: [Double] = []
  /// Whole euros; 0 for an eligible entity.
  public internal(set) var garantie: [Double] = []
  public internal(set) var valeurPoint = ValeurPointPrelevement(valeur: .nan, tours: 0)
  public internal(set) var metropole = PartageFPIC(ressources: .nan)
  public internal(set) var outreMer = PartageFPIC(ressources: .nan)

  public init() {}

  mutating func prepare(_ e: IndicateursEnsembles) {
    let classes = e.outreMer.tous.upperBound
    guard
      score.count != e.prelevables || indice.prefix(classes).contains(where: \.isNaN)
        || indice.dropFirst(classes).contains(where: { !$0.isNaN })
    else { return }
    let vide = [Double](repeating: 0, count: e.prelevables)
    (score, plafond, prelevement, eligible, reversement, garantie) = (vide, vide, vide, vide, vide, vide)
    indice = (0..<e.prelevables).map { $0 < classes ? 0 : .nan }
  }
}

/// How one envelope of the reversement is shared.
public struct PartageFPIC: Sendable, Equatable {
  /// Before the guarantees, euros.
  public var ressources: Double
  /// How many ensembles the cut keeps.
  public var nombre = 0
  /// Equal indices at the cut were told apart by the population or the SIREN.
  public var egalite = false
  public var garanties = 0.0
  public var enveloppe = 0.0
  /// `Σ(indice × population)` of the eligible.
  public var points = 0.0
  /// `nil` without anything to share, or anybody to receive it.
  public var valeurPoint: Double?

  init(ressources: Double) { self.ressources = ressources }
}
