/// The figures of a fact, apart from its sentence: what was measured, against which bound, and what would be lawful.
///
/// Money in euros, shares as fractions, deadlines in days after the last lawful day. Every figure is finite.
public struct Mesure: Sendable, Equatable {
  /// On which side of the bound the law stands.
  public enum Sens: String, Sendable, Codable {
    case auMoins = "au moins"
    case auPlus = "au plus"
    /// The bound itself does not do.
    case plusDe = "plus de"
    case moinsDe = "moins de"
    case exactement
  }

  public enum Unite: String, Sendable, Codable {
    case euros = "€"
    case eurosParHabitant = "€/hab."
    /// A fraction: 0.35 is 35 %.
    case part
    /// A multiple: 1.2 times the mean.
    case coefficient
    case voix, jours, ans, habitants, conseils, communes, comptes
  }

  /// What is measured, as it stands in a sentence: « part des critères légaux ».
  public var grandeur: String
  public var valeur: Double
  public var sens: Sens
  public var borne: Double
  /// Nearest lawful value; `nil` when no value of this quantity repairs the fact by itself.
  public var plusProche: Double?
  public var unite: Unite

  /// `nil` when a figure is missing: such a fact speaks of data and not of a bound.
  public init?(
    _ grandeur: String, _ valeur: Double, _ sens: Sens, _ borne: Double, plusProche: Double?, _ unite: Unite
  ) {
    guard valeur.isFinite, borne.isFinite, plusProche?.isFinite ?? true else { return nil }
    self.grandeur = grandeur
    self.valeur = unite == .euros ? valeur : Self.denoised(valeur)
    self.sens = sens
    self.borne = unite == .euros ? borne : Self.denoised(borne)
    self.plusProche = plusProche
    self.unite = unite
  }

  /// 20 % + 10 % are 30 %, whatever the last bit says.
  private static func denoised(_ value: Double) -> Double {
    value.magnitude < 1e3 ? (value * 1e12).rounded() / 1e12 : value
  }

  /// The bound is the nearest lawful value.
  public init?(_ grandeur: String, _ valeur: Double, _ sens: Sens, _ borne: Double, _ unite: Unite) {
    self.init(grandeur, valeur, sens, borne, plusProche: borne, unite)
  }

  /// Amounts in centimes, told in euros.
  public init?(_ grandeur: String, centimes valeur: Double, _ sens: Sens, _ borne: Double) {
    self.init(grandeur, valeur / 100, sens, borne / 100, .euros)
  }

  /// Value minus bound, without the noise of the subtraction: centimes for money, 1e-9 otherwise.
  public var ecart: Double {
    let scale = unite == .euros ? 100.0 : 1e9
    return ((valeur - borne) * scale).rounded() / scale
  }
}

extension Mesure {
  /// « 34,99 % », « 26 281 € »: as precise as needed.
  public func texte(_ value: Double, signed: Bool = false) -> String {
    let sign = signed && value > 0 ? "+" : ""
    switch unite {
    case .euros: return Typography.euros(value, decimals: value == value.rounded() ? 0 : 2, signed: signed)
    case .part: return sign + Typography.shortest(value * 100) + "\(Typography.noBreak)%"
    case .coefficient: return sign + Typography.shortest(value)
    case .eurosParHabitant: return Typography.eurosPerHead(value, signed: signed)
    case .jours where value.magnitude < 2: return sign + Typography.shortest(value) + "\(Typography.noBreak)jour"
    default: return sign + Typography.shortest(value) + "\(Typography.noBreak)\(unite.rawValue)"
    }
  }

  /// « au moins 35 % »
  public var borneEcrite: String { "\(sens.rawValue) \(texte(borne))" }

  /// « −0,01 point » where the value is a share, « +26 281 € » otherwise.
  public var ecartEcrit: String {
    guard unite == .part else { return texte(ecart, signed: true) }
    let points = Typography.shortest(ecart * 100)
    return (ecart > 0 ? "+" : "") + points + "\(Typography.noBreak)" + (ecart.magnitude < 0.02 ? "point" : "points")
  }
}

extension Mesure: Codable {
  private enum CodingKeys: String, CodingKey { case grandeur, valeur, sens, borne, ecart, plusProche, unite }

  public init(from decoder: any Decoder) throws {
    let c = try decoder.container(keyedBy: CodingKeys.self)
    grandeur = try c.decode(String.self, forKey: .grandeur)
    valeur = try c.decode(Double.self, forKey: .valeur)
    sens = try c.decode(Sens.self, forKey: .sens)
    borne = try c.decode(Double.self, forKey: .borne)
    plusProche = try c.decodeIfPresent(Double.self, forKey: .plusProche)
    unite = try c.decode(Unite.self, forKey: .unite)
  }

  /// The gap is written too: a reader of the file has nothing to compute.
  public func encode(to encoder: any Encoder) throws {
    var c = encoder.container(keyedBy: CodingKeys.self)
    try c.encode(grandeur, forKey: .grandeur)
    try c.encode(valeur, forKey: .valeur)
    try c.encode(sens, forKey: .sens)
    try c.encode(borne, forKey: .borne)
    try c.encode(ecart, forKey: .ecart)
    try c.encodeIfPresent(plusProche, forKey: .plusProche)
    try c.encode(unite, forKey: .unite)
  }
}
