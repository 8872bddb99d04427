/// A yearly flow between the EPCI and its communes, seen from the commune.
public enum Flux: String, Sendable, CaseIterable, Codable {
  case attributionCompensation = "ac"
  /// The part of the AC booked in investissement: inside the AC, not beside it.
  case attributionInvestissement = "ac_investissement"
  case dotationSolidarite = "dsc"
  case prelevementFPIC = "fpic_prelevement"
  case reversementFPIC = "fpic_reversement"
  case priseEnChargeFPIC = "fpic_pris_en_charge"
  case fondsDeConcours = "fonds_de_concours"
  case taxeAmenagement = "taxe_amenagement"
  case partageFoncier = "partage_foncier"
  case dgfTerritoriale = "dgf_territoriale"
  /// Common services that the EPCI invoices.
  case servicesCommuns = "services_communs"
  /// Change of the commune's own tax product.
  case fiscalite = "fiscalite"
  case net

  /// The flows that every territory has, with columns of past years.
  public static let historiques: [Flux] = [
    .attributionCompensation, .dotationSolidarite, .reversementFPIC, .prelevementFPIC,
  ]

  /// The flows of the levers that a scenario may add; unknown (NaN) where it does not use them.
  public static let leviers: [Flux] = [
    .priseEnChargeFPIC, .fondsDeConcours, .taxeAmenagement, .partageFoncier, .dgfTerritoriale,
    .servicesCommuns, .fiscalite,
  ]

  /// The flows that add up to `net`.
  public static let composantes: [Flux] = historiques + leviers

  /// +1 when the commune receives it, −1 when it pays it. The other flows are signed by themselves.
  public var sens: Double { self == .prelevementFPIC ? -1 : 1 }

  /// Investment for the commune: outside its épargne.
  public var estInvestissement: Bool {
    switch self {
    case .attributionInvestissement, .fondsDeConcours, .taxeAmenagement: true
    default: false
    }
  }

  public var libelle: String {
    switch self {
    case .attributionCompensation: "Attribution de compensation"
    case .attributionInvestissement: "Attribution de compensation, part d'investissement"
    case .dotationSolidarite: "Dotation de solidarité communautaire"
    case .prelevementFPIC: "FPIC : prélèvement"
    case .reversementFPIC: "FPIC : reversement"
    case .priseEnChargeFPIC: "FPIC : prélèvement pris en charge par l'EPCI"
    case .fondsDeConcours: "Fonds de concours"
    case .taxeAmenagement: "Taxe d'aménagement partagée"
    case .partageFoncier: "Foncier des zones partagé"
    case .dgfTerritoriale: "DGF territoriale"
    case .servicesCommuns: "Services communs facturés"
    case .fiscalite: "Produit fiscal, variation"
    case .net: "Solde net"
    }
  }

  public var abrege: String {
    switch self {
    case .attributionCompensation: "AC"
    case .attributionInvestissement: "dont AC d'investissement"
    case .dotationSolidarite: "DSC"
    case .prelevementFPIC: "FPIC prélevé"
    case .reversementFPIC: "FPIC reversé"
    case .priseEnChargeFPIC: "FPIC pris en charge"
    case .fondsDeConcours: "Fonds de concours"
    case .taxeAmenagement: "Taxe d'aménagement"
    case .partageFoncier: "Foncier partagé"
    case .dgfTerritoriale: "DGF territoriale"
    case .servicesCommuns: "Services facturés"
    case .fiscalite: "Produit fiscal"
    case .net: "Net"
    }
  }

  /// Accounts of the commune in M57, printed beside the flow; `nil` for the balance.
  public var compte: String? {
    switch self {
    case .attributionCompensation: "73211 (reçue), 739211 (versée)"
    case .attributionInvestissement: "13246 (reçue), 2046 (versée)"
    case .dotationSolidarite: "73212"
    case .prelevementFPIC: "7392221"
    case .reversementFPIC: "732221"
    case .priseEnChargeFPIC: "7392221, en moins"
    case .fondsDeConcours: "13251, ou 13151 s'il est amortissable"
    case .taxeAmenagement: "10226"
    case .partageFoncier: "739218 (versé)"
    case .dgfTerritoriale: "741"
    case .servicesCommuns: "62876 (versé)"
    case .fiscalite: "73111"
    case .net: nil
    }
  }
}
