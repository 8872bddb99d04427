/// A fraction of whole numbers, for thresholds that must be exact (votes at two thirds).
public struct Rapport: Sendable, Equatable, Hashable, CustomStringConvertible {
  public let numerateur: Int
  public let denominateur: Int

  /// `nil` unless `0 ≤ numerateur` and `0 < denominateur`.
  public init?(_ numerateur: Int, _ denominateur: Int) {
    guard numerateur >= 0, denominateur > 0 else { return nil }
    self.numerateur = numerateur
    self.denominateur = denominateur
  }

  /// Reads `2/3`.
  public init?(_ texte: String) {
    let pieces = texte.split(separator: "/", omittingEmptySubsequences: false)
    guard pieces.count == 2, let numerateur = Int(pieces[0]), let denominateur = Int(pieces[1]) else { return nil }
    self.init(numerateur, denominateur)
  }

  /// The simplest fraction within 1e-6 of `valeur`: a scenario writes `0,6667` or `0,6`, votes want whole numbers.
  /// `nil` outside [0, 1].
  public init?(proche valeur: Double) {
    guard valeur >= 0, valeur <= 1 else { return nil }
    var (h0, h1, k0, k1) = (0, 1, 1, 0)
    var reste = valeur
    for _ in 0..<20 {
      let entier = Int(reste)
      (h0, h1) = (h1, entier * h1 + h0)
      (k0, k1) = (k1, entier * k1 + k0)
      let ecart = Double(h1) / Double(k1) - valeur
      if ecart.magnitude <= 1e-6 { break }
      reste = 1 / (reste - Double(entier))
    }
    self.init(h1, k1)
  }

  public var valeur: Double { Double(numerateur) / Double(denominateur) }
  public var description: String { "\(numerateur)/\(denominateur)" }

  /// `partie / total ≥ self` (or `>` when `strict`), exactly: `partie × dénominateur` against `total × numérateur`.
  public func atteint(_ partie: Int, sur total: Int, strict: Bool) -> Bool {
    let gauche = partie.multipliedFullWidth(by: denominateur)
    let droite = total.multipliedFullWidth(by: numerateur)
    return strict ? gauche > droite : gauche >= droite
  }

  /// The smallest whole `partie` that reaches the threshold on `total`.
  public func minimum(sur total: Int, strict: Bool) -> Int {
    let (quotient, reste) = (total * numerateur).quotientAndRemainder(dividingBy: denominateur)
    return strict || reste > 0 ? quotient + 1 : quotient
  }
}
