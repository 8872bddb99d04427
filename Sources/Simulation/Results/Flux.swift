/// A yearly flow between the EPCI and its communes, seen from the commune.
public enum Flux: String, Sendable, CaseIterable, Codable {
  case attributionCompensation = "ac"
  case dotationSolidarite = "dsc"
  case prelevementFPIC = "fpic_prelevement"
  case reversementFPIC = "fpic_reversement"
  case net

  /// The flows that add up to `net`.
  public static let composantes: [Flux] = [
    .attributionCompensation, .dotationSolidarite, .reversementFPIC, .prelevementFPIC,
  ]

  /// +1 when the commune receives it, −1 when it pays it. An attribution de compensation is signed by itself.
  public var sens: Double { self == .prelevementFPIC ? -1 : 1 }

  public var libelle: String {
    switch self {
    case .attributionCompensation: "Attribution de compensation"
    case .dotationSolidarite: "Dotation de solidarité communautaire"
    case .prelevementFPIC: "FPIC : prélèvement"
    case .reversementFPIC: "FPIC : reversement"
    case .net: "Solde net"
    }
  }

  public var abrege: String {
    switch self {
    case .attributionCompensation: "AC"
    case .dotationSolidarite: "DSC"
    case .prelevementFPIC: "FPIC prélevé"
    case .reversementFPIC: "FPIC reversé"
    case .net: "Net"
    }
  }

  /// Accounts of the commune in M57, printed beside the flow; `nil` for the balance.
  public var compte: String? {
    switch self {
    case .attributionCompensation: "73211 (reçue), 739211 (versée)"
    case .dotationSolidarite: "73212"
    case .prelevementFPIC: "7392221"
    case .reversementFPIC: "732221"
    case .net: nil
    }
  }
}
