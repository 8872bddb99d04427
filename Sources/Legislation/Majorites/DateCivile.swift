/// A day of the Gregorian calendar, for deadlines of deliberations.
public struct DateCivile: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let annee: Int
  public let mois: Int
  public let jour: Int

  /// `nil` when the day does not exist (31 June, 29 February of a common year).
  public init?(annee: Int, mois: Int, jour: Int) {
    guard annee >= 1, (1...12).contains(mois), (1...Self.jours(duMois: mois, annee)).contains(jour) else { return nil }
    self.init(exacte: annee, mois, jour)
  }

  private init(exacte annee: Int, _ mois: Int, _ jour: Int) {
    self.annee = annee
    self.mois = mois
    self.jour = jour
  }

  /// The same day of the month `nombre` months later, or the last day of that month when it is shorter:
  /// 31 December and two months give 28 or 29 February.
  public func ajoutant(mois nombre: Int) -> DateCivile {
    let rang = annee * 12 + (mois - 1) + nombre
    let (cible, moisCible) = (rang / 12, rang % 12 + 1)
    return DateCivile(exacte: cible, moisCible, min(jour, Self.jours(duMois: moisCible, cible)))
  }

  /// Days from `autre` to this day; negative when this day comes first.
  public func jours(depuis autre: DateCivile) -> Int { ordinal - autre.ordinal }

  public static func < (a: DateCivile, b: DateCivile) -> Bool {
    (a.annee, a.mois, a.jour) < (b.annee, b.mois, b.jour)
  }

  /// « 20 juin 2026 », « 1er juillet 2026 ».
  public var description: String { "\(jour == 1 ? "1er" : String(jour)) \(Self.noms[mois - 1]) \(annee)" }

  /// Days since the start of year 1 of the proleptic Gregorian calendar.
  private var ordinal: Int {
    let passees = annee - 1
    let bissextiles = passees / 4 - passees / 100 + passees / 400
    let avant = (1..<mois).reduce(0) { $0 + Self.jours(duMois: $1, annee) }
    return passees * 365 + bissextiles + avant + jour
  }

  private static func jours(duMois mois: Int, _ annee: Int) -> Int {
    switch mois {
    case 4, 6, 9, 11: 30
    case 2: annee % 4 == 0 && (annee % 100 != 0 || annee % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static let noms = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
  ]
}
