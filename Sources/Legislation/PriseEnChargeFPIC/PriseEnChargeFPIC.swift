import Diagnostics
import LinearAlgebra

/// The EPCI bears a part of what the FPIC takes from its communes.
///
/// - *Texte*: CGCT art. L2336-3, II, 2° (free split): the EPCI's part grows by what the communes no longer pay.
/// - *Formule*: `K = min(p · ΣS, limite)`; `K_i = K · S_i ÷ ΣS`, closed to the euro; cost for the EPCI: K.
/// - *Exemple*: levies of 100 and 201 €, p = 50 %: K = 151 € (150,5 half up), 50 and 101 €.
/// - *Bornes et cas limites*: nobody is given back more than its levy; a null levy takes nothing. It equals a DSC shared
///   like the levies, without any effect on the CIF.
/// - *Voir aussi*: `FermetureEnveloppe`, `BornesDerogation`.
public enum PriseEnChargeFPIC {
  public static let regle = Regle(
    "fpic.prise_en_charge", libelle: "Prise en charge du FPIC par l'EPCI", article: "CGCT art. L2336-3, II, 2°",
    formule: "part prise en charge × prélèvement de la commune, à l'euro par les plus forts restes")

  /// - Parameters:
  ///   - prelevements: whole euros in centimes.
  ///   - limite: centimes a year; +∞ without.
  ///   - rangs: ties of the FPIC: the larger population first.
  ///   - montants: whole euros in centimes.
  /// - Returns: the cost, centimes; NaN when it cannot be closed.
  public static func repartir(
    prelevements: Span<Double>, part: Double, limite: Double, rangs: Span<Int32>,
    dans montants: inout MutableSpan<Double>
  ) -> Double {
    let total = orderedSum(prelevements)
    guard total > 0 else {
      for i in 0..<montants.count { montants[i] = total.isNaN ? .nan : 0 }
      return total.isNaN ? .nan : 0
    }
    let asked = (part * total / 100).roundedHalfUp * 100
    let cost = min(asked, (limite / 100).plafondEntier * 100, total)
    var reels = [Double](repeating: 0, count: prelevements.count)
    for i in 0..<prelevements.count { reels[i] = cost * (prelevements[i] / total) }
    let closed: ()? = try? FermetureEnveloppe.fermer(
      reels.span, total: cost, unite: .euro, rangs: rangs, dans: &montants)
    return closed == nil ? .nan : cost
  }
}

/// What the checks of a prise en charge found. Centimes.
public enum FaitPriseEnCharge: FaitDeLiceite, Equatable {
  /// The FPIC article votes the derogatory split at two thirds.
  case repartitionDerogatoire
  case prelevementInconnu
  case limiteAtteinte(demande: Double, limite: Double)

  public var code: String {
    switch self {
    case .repartitionDerogatoire: "L1101"
    case .prelevementInconnu: "L1102"
    case .limiteAtteinte: "L1103"
    }
  }

  public var severity: Severity {
    switch self {
    case .repartitionDerogatoire: .alerte
    case .prelevementInconnu: .erreur
    case .limiteAtteinte: .remarque
    }
  }

  public var article: String { PriseEnChargeFPIC.regle.article }
  public var commune: Int? { nil }
  public var mesure: Mesure? {
    guard case .limiteAtteinte(let demande, let limite) = self else { return nil }
    return Mesure("prise en charge", centimes: demande, .auPlus, limite)
  }

  public var exigeUnMotif: Bool { self == .repartitionDerogatoire }

  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .repartitionDerogatoire:
      "la prise en charge suppose une répartition libre du prélèvement, l'article FPIC en vote une dérogatoire"
    case .prelevementInconnu: "le prélèvement FPIC des communes n'est pas connu : rien ne peut être pris en charge"
    case .limiteAtteinte(let demande, let limite):
      "la prise en charge demandée, \(Typography.centimes(demande)), est ramenée à sa limite de "
        + Typography.centimes(limite)
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .repartitionDerogatoire:
      "écrire « prélèvement : répartition libre », ou relever la part de l'EPCI dans ses bornes"
    case .prelevementInconnu: "renseigner fpic_prelevement_AAAA dans ensembles.csv, ou un article FPIC"
    case .limiteAtteinte: nil
    }
  }
}

/// Long explanations of the codes L11xx, for `pacte expliquer --code`.
public enum CodesPriseEnCharge {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L1101", "Prise en charge et répartition dérogatoire",
      "Que l'EPCI paie une part du prélèvement des communes est une répartition libre, votée à l'unanimité ou aux deux "
        + "tiers sans refus d'un conseil municipal. La répartition dérogatoire aux deux tiers a ses propres bornes."),
    CodeEntry("L1102", "Prélèvement inconnu", "La prise en charge est une part du prélèvement de chaque commune."),
    CodeEntry("L1103", "Limite de la prise en charge", "La limite écrite dans l'article plafonne le coût de l'année."),
  ]
}
