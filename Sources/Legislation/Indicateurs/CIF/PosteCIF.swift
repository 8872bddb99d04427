/// The receipts that the coefficient d'intégration fiscale compares, and what a category leaves out.
///
/// - *Texte*: CGCT art. L5211-29, II, 1° (métropoles, CU, CA) and 1° bis (CC).
/// - *Formule*: the posts below, for the EPCI, for its communes and for the syndicats: the same posts on both sides.
/// - *Exemple*: a communauté de communes in 2025: neither eau nor assainissement; à fiscalité additionnelle: no TASCOM
///   either, nor part salaires.
/// - *Bornes et cas limites*: the water of an agglomération, of a CU or of a métropole never counts, its assainissement
///   always does. TVA replaces the taxe d'habitation (2022) then the CVAE (2024) in the same post's place. The FNGIR is
///   signed.
/// - *Voir aussi*: `CoefficientIntegrationFiscale`, parameters `indicateurs.cif`.
public enum PosteCIF: String, Sendable, CaseIterable {
  case residencesSecondaires = "thrs"
  case fonciereBatie = "tfpb"
  case fonciereNonBatie = "tfpnb"
  case additionnelleNonBati = "tafnb"
  case entreprises = "cfe"
  case valeurAjoutee = "cvae"
  case reseaux = "ifer"
  case surfacesCommerciales = "tascom"
  /// TEOM or REOM.
  case ordures = "ordures_menageres"
  case assainissement
  case eau
  case dcrtp
  /// Signed.
  case fngir
  /// Dotation de compensation, part salaires.
  case partSalaires = "part_salaires"
  case compensations
  case tvaHabitation = "tva_habitation"
  case tvaValeurAjoutee = "tva_cvae"
  case locauxIndustriels = "locaux_industriels"

  public static let regle = Regle(
    "indicateurs.cif.recettes", libelle: "Recettes du coefficient d'intégration fiscale",
    article: "CGCT art. L5211-29, II, 1° et 1° bis", formule: "somme des postes comptés pour la catégorie et l'année")

  public var libelle: String {
    switch self {
    case .residencesSecondaires: "taxe d'habitation sur les résidences secondaires"
    case .fonciereBatie: "taxe foncière sur les propriétés bâties"
    case .fonciereNonBatie: "taxe foncière sur les propriétés non bâties"
    case .additionnelleNonBati: "taxe additionnelle sur le foncier non bâti"
    case .entreprises: "cotisation foncière des entreprises"
    case .valeurAjoutee: "cotisation sur la valeur ajoutée des entreprises"
    case .reseaux: "impositions forfaitaires sur les entreprises de réseaux"
    case .surfacesCommerciales: "taxe sur les surfaces commerciales"
    case .ordures: "taxe ou redevance d'enlèvement des ordures ménagères"
    case .assainissement: "redevance d'assainissement"
    case .eau: "redevance d'eau"
    case .dcrtp: "dotation de compensation de la réforme de la taxe professionnelle"
    case .fngir: "fonds national de garantie individuelle des ressources, signé"
    case .partSalaires: "dotation de compensation, part salaires"
    case .compensations: "compensations d'exonérations énumérées"
    case .tvaHabitation: "fraction de TVA en place de la taxe d'habitation"
    case .tvaValeurAjoutee: "fraction de TVA en place de la CVAE"
    case .locauxIndustriels: "compensation des locaux industriels"
    }
  }

  /// What the year counts.
  public struct Regles: Sendable, Equatable {
    /// `indicateurs.cif.eau_communautes_de_communes`
    public var eauCommunautesDeCommunes: Bool
    /// `indicateurs.cif.tascom_fiscalite_additionnelle`
    public var tascomFiscaliteAdditionnelle: Bool
    /// `indicateurs.cif.tva_habitation`
    public var tvaHabitation: Bool
    /// `indicateurs.cif.tva_cvae`
    public var tvaValeurAjoutee: Bool
    /// `indicateurs.cif.locaux_industriels`
    public var locauxIndustriels: Bool

    public init(
      eauCommunautesDeCommunes: Bool, tascomFiscaliteAdditionnelle: Bool, tvaHabitation: Bool,
      tvaValeurAjoutee: Bool, locauxIndustriels: Bool
    ) {
      self.eauCommunautesDeCommunes = eauCommunautesDeCommunes
      self.tascomFiscaliteAdditionnelle = tascomFiscaliteAdditionnelle
      self.tvaHabitation = tvaHabitation
      self.tvaValeurAjoutee = tvaValeurAjoutee
      self.locauxIndustriels = locauxIndustriels
    }
  }

  public func compte(_ categorie: CategorieEPCI, _ regles: Regles) -> Bool {
    switch self {
    case .eau: categorie.estCommunauteDeCommunes && regles.eauCommunautesDeCommunes
    case .assainissement: !categorie.estCommunauteDeCommunes || regles.eauCommunautesDeCommunes
    case .surfacesCommerciales: categorie != .communesFiscaliteAdditionnelle || regles.tascomFiscaliteAdditionnelle
    case .partSalaires, .compensations: categorie != .communesFiscaliteAdditionnelle
    case .tvaHabitation: regles.tvaHabitation
    case .tvaValeurAjoutee: regles.tvaValeurAjoutee
    case .valeurAjoutee: !regles.tvaValeurAjoutee
    case .locauxIndustriels: regles.locauxIndustriels
    default: true
    }
  }

  /// Sum of what counts, euros.
  public static func total(
    _ montants: (PosteCIF) -> Double?, categorie: CategorieEPCI, regles: Regles
  ) -> Double {
    allCases.reduce(0) { $1.compte(categorie, regles) ? $0 + (montants($1) ?? 0) : $0 }
  }
}
