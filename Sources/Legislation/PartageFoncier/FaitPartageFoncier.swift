import Diagnostics

/// Dated values that the sharing of land tax reads.
public struct ParametresPartageFoncier: Sendable, Equatable {
  /// `foncier.correction_symetrique`
  public var corrige: Bool
  /// `foncier.taux_moyen_foncier_bati`, `foncier.taux_moyen_cfe`
  public var tauxMoyenFoncierBati: Double
  public var tauxMoyenCFE: Double

  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    corrige = parametres.estOuvert(.foncierCorrectionSymetrique, annee: annee)
    tauxMoyenFoncierBati = try parametres.valeurExigee(.foncierTauxMoyenFoncierBati, annee: annee)
    tauxMoyenCFE = try parametres.valeurExigee(.foncierTauxMoyenCFE, annee: annee)
  }

  public func tauxMoyen(_ impot: ImpotDesZones) -> Double {
    impot == .foncierBati ? tauxMoyenFoncierBati : tauxMoyenCFE
  }

  public static let chemins: [CheminParametre] = [
    .foncierCorrectionSymetrique, .foncierTauxMoyenFoncierBati, .foncierTauxMoyenCFE,
  ]
}

/// What the checks of the sharing of land tax found in one year.
public enum FaitPartageFoncier: FaitDeLiceite, Equatable {
  /// The EPCI already collects the CFE.
  case cfeSousFPU
  case donneeManquante(commune: Int, impot: ImpotDesZones)

  public var code: String {
    switch self {
    case .cfeSousFPU: "L0801"
    case .donneeManquante: "L0802"
    }
  }

  public var severity: Severity { .erreur }

  public var article: String {
    switch self {
    case .cfeSousFPU: ImpotDesZones.cfe.article
    case .donneeManquante(_, let impot): impot.article
    }
  }

  public var commune: Int? { if case .donneeManquante(let commune, _) = self { commune } else { nil } }
  public var mesure: Mesure? { nil }

  public var exigeUnMotif: Bool { false }

  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .cfeSousFPU:
      "l'EPCI est à fiscalité professionnelle unique : il perçoit déjà la cotisation foncière des entreprises, les "
        + "communes n'en ont pas à partager"
    case .donneeManquante(let commune, let impot):
      "les bases ou le taux de \(impot == .foncierBati ? "foncier bâti" : "CFE") des zones d'activités manquent pour "
        + nom(commune)
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .cfeSousFPU: "retirer la ligne, ou partager le foncier bâti des zones"
    case .donneeManquante:
      "renseigner la commune dans communes.csv ; zéro quand elle n'a pas de zone"
    }
  }
}

/// Long explanations of the codes L08xx, for `pacte expliquer --code`.
public enum CodesPartageFoncier {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0801", "Partage de CFE sous fiscalité professionnelle unique",
      "L'article 11 de la loi du 10 janvier 1980 partage la cotisation foncière que les communes perçoivent ; sous "
        + "fiscalité professionnelle unique elle revient tout entière à l'EPCI."),
    CodeEntry(
      "L0802", "Bases ou taux des zones manquants",
      "La part se calcule sur les bases des entreprises de la zone et le taux de la commune."),
  ]
}
