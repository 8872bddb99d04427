import LinearAlgebra

/// Who collects the tax on the territory.
public enum PercepteurTaxe: String, Sendable, Codable {
  case communes, epci
}

/// How much of the product one shares with the other: a rate a commune, NaN where the rule does not hold.
public struct PartsTaxeAmenagement: Sendable, Equatable {
  /// On the whole product, or on what is outside the zones when `zones` holds.
  public var produit: [Double]
  /// On the product of the business zones; NaN when the zones follow the common rate.
  public var zones: [Double]

  public init(produit: [Double], zones: [Double]) {
    self.produit = produit
    self.zones = zones
  }
}

/// Sharing of the taxe d'aménagement between the communes and their EPCI.
///
/// - *Texte*: CGI art. 1379, 16° and 1379-0 bis; LF 2022, art. 109, and LFR 2022-2, art. 15: from the communes to the EPCI
///   for 2022 only by obligation, by choice since; from the EPCI that collects to its communes, always.
/// - *Formule*: `reversement_i = τ_i · (TA_i − TA_zones,i) + τ_zones,i · TA_zones,i`, half up to the centime; by charges,
///   `τ_i = charges de l'EPCI ÷ (charges de l'EPCI + charges de la commune)`, and its complement when the EPCI collects.
/// - *Exemple*: 100 000 € of which 40 000 € in zones, 5 % and 100 %: 3 000 + 40 000 = 43 000 €.
/// - *Bornes et cas limites*: investment for both: outside the épargne. A commune without product gives nothing; a missing
///   product is an error of the data, told once. A rate stays between 0 and 1.
/// - *Voir aussi*: `ControleTaxeAmenagement`, parameters `taxe_amenagement`.
public enum TaxeAmenagement {
  public static let regle = Regle(
    "taxe_amenagement.reversement", libelle: "Partage de la taxe d'aménagement",
    article: "CGI art. 1379, 16° et 1379-0 bis",
    formule: "part hors zones × produit hors zones + part des zones × produit des zones")

  public static let regleCharges = Regle(
    "taxe_amenagement.charges", libelle: "Part selon la charge des équipements publics",
    article: "CGI art. 1379, 16°",
    formule: "charges d'équipement de l'EPCI ÷ (charges de l'EPCI + charges de la commune)", confiance: .derive)

  /// Signed centimes seen from the commune: negative when it pays.
  /// - Parameters: `produit` and `zones` in centimes; the rates of one scenario.
  public static func flux(
    produit: Span<Double>, zones: Span<Double>, parts: PartsTaxeAmenagement, percepteur: PercepteurTaxe,
    dans flux: inout MutableSpan<Double>
  ) {
    for i in 0..<produit.count {
      let commun = parts.produit[i].isNaN ? 0 : parts.produit[i]
      let separe = !parts.zones[i].isNaN
      let reste = separe ? produit[i] - zones[i] : produit[i]
      let montant = commun * reste + (separe ? parts.zones[i] * zones[i] : 0)
      flux[i] = percepteur == .communes ? 0 - montant.roundedHalfUp : montant.roundedHalfUp
    }
  }

  /// Rates by charges: what the one who pays leaves to the other.
  public static func partsSelonCharges(epci: [Double], communes: [Double], percepteur: PercepteurTaxe) -> [Double] {
    zip(epci, communes).map { epci, commune in
      let total = epci + commune
      guard total > 0 else { return .nan }
      return (percepteur == .communes ? epci : commune) / total
    }
  }
}
