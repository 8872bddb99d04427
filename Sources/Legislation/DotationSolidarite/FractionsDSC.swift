import LinearAlgebra

/// What one fraction of the envelope is worth in a year.
public enum PartFraction: Sendable, Equatable {
  /// Centimes.
  case montant(Double)
  /// Fraction of the envelope.
  case part(Double)
  /// What the others leave.
  case reste
}

/// Sub-envelopes, each with its own growth and its own criteria.
///
/// - *Texte*: convention; CGCT art. L5211-28-4, II holds for the whole dotation.
/// - *Formule*: `F_k` as written, the rest takes `E − ΣF_k`; a criterion `c` of fraction `k` weighs `w_kc · F_k / E` in the
///   whole. Fractions that hold a share `s` and grow `k` times as fast as the envelope leave the rest growing at
///   `g·(1 − k·s)/(1 − s)`.
/// - *Exemple*: TV-12, Rennes: g = 7 %, k = 2: fractions at 14 %, the rest at 3,4 %, hence s = 33,9623 %.
/// - *Bornes et cas limites*: fractions above the envelope, or below it without a rest: nothing is paid, and the fact says
///   how much is missing; every `F_k` is whole centimes.
/// - *Voir aussi*: `MontantsBruts`, `CriteresLegaux`.
public enum FractionsDSC {
  public static let regle = Regle(
    "dsc.fractions", libelle: "Fractions de l'enveloppe", article: "convention",
    formule: "montant écrit de chaque fraction, le reste à la dernière", confiance: .derive)

  /// Whole centimes by fraction, and what the fractions leave undistributed (negative when they exceed the total).
  /// - Parameters:
  ///   - enveloppe: what the shares refer to.
  ///   - aRepartir: what the fractions must add up to.
  public static func montants(
    _ parts: [PartFraction], enveloppe: Double, aRepartir: Double
  ) -> (montants: [Double], ecart: Double) {
    var out = parts.map { part -> Double in
      switch part {
      case .montant(let montant): montant.roundedHalfUp
      case .part(let part): (part * enveloppe).roundedHalfUp
      case .reste: 0
      }
    }
    let left = aRepartir - out.reduce(0, +)
    guard let rest = parts.firstIndex(of: .reste), left >= 0 else { return (out, left) }
    out[rest] = left
    return (out, 0)
  }

  /// Growth of the rest when fractions of total share `part` grow `multiple` times as fast as the envelope.
  public static func croissanceDuReste(enveloppe g: Double, multiple k: Double, part s: Double) -> Double {
    g * (1 - k * s) / (1 - s)
  }
}
