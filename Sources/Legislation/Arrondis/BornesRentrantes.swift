extension Double {
  /// A bound that must not be exceeded, in whole units: `6 791 931,435 € → 6 791 931,43 €`.
  ///
  /// - *Texte*: convention: legal caps are rounded toward zero, so that a clamped amount never exceeds them.
  /// - *Formule*: partie entière, except that a value within 1e-6 unit (or four bits) below a whole number is that
  ///   number: `0,95 × 100` is not exact in binary.
  /// - *Exemple*: 5 % of 135 838 628,70 € is 6 791 931,435 €, kept at 6 791 931,43 €.
  /// - *Bornes et cas limites*: infinities and NaN come out unchanged; for a negative value the floor is away from zero:
  ///   apply it to magnitudes.
  /// - *Voir aussi*: `plancherEntier`.
  public var plafondEntier: Double {
    let nearest = rounded()
    return (self - nearest).magnitude <= Swift.max(1e-6, 4 * ulp) ? nearest : rounded(.down)
  }

  /// A bound that must be reached, in whole units: `42 749,051 € → 42 749,06 €`. Mirror of `plafondEntier`.
  public var plancherEntier: Double { -(-self).plafondEntier }
}
