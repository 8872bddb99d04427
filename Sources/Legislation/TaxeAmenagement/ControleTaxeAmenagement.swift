import Diagnostics

/// Dated values that the sharing of the taxe d'aménagement reads.
public struct ParametresTaxeAmenagement: Sendable, Equatable {
  /// `taxe_amenagement.reversement_obligatoire`
  public var communesObligees: Bool
  /// `taxe_amenagement.reversement_epci_obligatoire`
  public var epciOblige: Bool

  public init(communesObligees: Bool, epciOblige: Bool) {
    self.communesObligees = communesObligees
    self.epciOblige = epciOblige
  }

  public init(annee: Int, parametres: Parametres) {
    self.init(
      communesObligees: parametres.estOuvert(.taxeAmenagementObligatoire, annee: annee),
      epciOblige: parametres.estOuvert(.taxeAmenagementEPCIObligatoire, annee: annee))
  }

  public static let chemins: [CheminParametre] = [.taxeAmenagementObligatoire, .taxeAmenagementEPCIObligatoire]
}

/// Whether a sharing of the taxe d'aménagement is lawful.
///
/// - *Texte*: LF 2022, art. 109, and LFR 2022-2, art. 15; CGI art. 1379, 16°.
/// - *Formule*: a nil sharing breaks the law when it is compulsory; a share beyond that of the charges is pointed out when
///   the charges are known.
/// - *Exemple*: 50 % asked, the EPCI bears 30 % of the public equipment: 20 points beyond.
/// - *Bornes et cas limites*: « compte tenu de la charge des équipements publics » fixes no rate: the second fact asks for no
///   motive.
/// - *Voir aussi*: `TaxeAmenagement`.
public enum ControleTaxeAmenagement {
  public static let regle = Regle(
    "taxe_amenagement.controle", libelle: "Obligation et mesure du partage",
    article: "CGI art. 1379, 16° et 1379-0 bis", formule: "part demandée comparée à la part des charges d'équipement")

  /// - Parameters:
  ///   - flux: signed centimes of the year.
  ///   - parts: rate on the common product; `charges` the rate by charges, NaN where unknown.
  public static func verifier(
    produit: [Double], flux: [Double], parts: PartsTaxeAmenagement, charges: [Double], percepteur: PercepteurTaxe,
    parametres: ParametresTaxeAmenagement
  ) -> [FaitTaxeAmenagement] {
    var faits: [FaitTaxeAmenagement] = []
    let oblige = percepteur == .communes ? parametres.communesObligees : parametres.epciOblige
    for i in flux.indices {
      if produit[i].isNaN {
        faits.append(.produitManquant(commune: i))
      } else if oblige, produit[i] > 0, flux[i] == 0 {
        faits.append(.reversementObligatoire(commune: i, percepteur: percepteur))
      }
      let part = parts.produit[i]
      if !part.isNaN, !charges[i].isNaN, part > charges[i] + 1e-9, percepteur == .communes {
        faits.append(.auDelaDesCharges(commune: i, part: part, charges: charges[i]))
      }
    }
    return faits
  }
}
