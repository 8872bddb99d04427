import LinearAlgebra

/// Shares frozen by a derogatory deliberation that goes on holding.
///
/// *Texte.* CGCT art. L2336-3, II bis, from 2024 on (known through public pages).
///
/// *Formule.* `montant = nouveau montant de l'ensemble × montant délibéré ÷ ancien montant de l'ensemble`, for the EPCI and
/// each commune, whole euros by largest remainders over all of them.
///
/// *Exemple.* Deliberated on 1 000 €: EPCI 400, communes 350 and 250. On 1 001 €: 400.4, 350.35 and 250.25, hence 401,
/// 350 and 250.
///
/// *Bornes et cas limites.* The deliberated amounts are those before FSRIF and exemptions (decision 36). Equal remainders:
/// the EPCI first, then the most populated commune. The deliberation lapses when it is withdrawn, when the EPCI or one
/// commune asks for its revision within two months of the notification, or when the perimeter changes; the droit commun
/// then applies. The bounds of 30 % are not tested again; a remarque counts what exceeds them.
///
/// *Voir aussi.* `RepartitionInterne`, `BornesDerogation`.
public struct QuotesPartsFigees: Sendable, Equatable {
  public static let regle = Regle(
    "fpic.quotes_parts_figees", libelle: "montant selon les quotes-parts d'une délibération antérieure",
    article: "CGCT art. L2336-3, II bis",
    formule: "montant de l'ensemble × part de la délibération, aux plus forts restes", confiance: .derive)

  /// Year of the deliberation.
  public var annee: Int
  public var codesINSEE: [String]
  /// Deliberated amounts before FSRIF and exemptions, whole euros, in the order of `codesINSEE`.
  public var epci: Double
  public var communes: [Double]
  public var origine: Origine
  /// Why it no longer holds; `nil` when it does.
  public var caducite: Caducite?

  public enum Origine: Sendable, Equatable {
    case derogatoire
    case libre
  }

  public enum Caducite: String, Sendable, Equatable {
    case retrait
    case revisionParEPCI
    case revisionParCommune
    case perimetre
  }

  public init(
    annee: Int, codesINSEE: [String], epci: Double, communes: [Double], origine: Origine, caducite: Caducite? = nil
  ) {
    precondition(codesINSEE.count == communes.count, "one amount for each commune")
    self.annee = annee
    self.codesINSEE = codesINSEE
    self.epci = epci
    self.communes = communes
    self.origine = origine
    self.caducite = caducite
  }

  /// Amounts in the order of `codes`; `nil` when the communes are not the same ones.
  func alignees(sur codes: [String]) -> [Double]? {
    if codes == codesINSEE { return communes }
    guard codes.count == codesINSEE.count else { return nil }
    var parCode: [String: Double] = [:]
    for (code, montant) in zip(codesINSEE, communes) { parCode[code] = montant }
    let alignees = codes.compactMap { parCode[$0] }
    return alignees.count == codes.count ? alignees : nil
  }

  /// Splits `montant` over the EPCI (first row of the columns) and the communes.
  /// - Parameters: `departage` ranks the communes; the columns have one row more.
  static func appliquer(
    montant: Double, quotes: Span<Double>, departage: Span<Int32>, reels: inout MutableSpan<Double>,
    entiers: inout MutableSpan<Double>
  ) -> Bool {
    var rangs = [Int32](repeating: 0, count: quotes.count)
    for i in 0..<departage.count { rangs[i + 1] = departage[i] + 1 }
    return RepartitionEnEuros.repartir(
      total: montant, poids: quotes, departage: rangs.span, reels: &reels, entiers: &entiers)
  }
}
