import LinearAlgebra

/// The taxes whose rates a council votes.
public enum Impot: String, Sendable, Codable, CaseIterable {
  case foncierBati, foncierNonBati, residencesSecondaires, cfe
}

/// Rates of the four taxes, fractions; NaN where a council does not vote one or nobody knows it.
public struct TauxVotes: Sendable, Equatable {
  public var valeurs: [Double]

  public init() { valeurs = [Double](repeating: .nan, count: Impot.allCases.count) }

  public subscript(impot: Impot) -> Double {
    get { valeurs[Impot.allCases.firstIndex(of: impot) ?? 0] }
    set { valeurs[Impot.allCases.firstIndex(of: impot) ?? 0] = newValue }
  }
}

/// Change of a tax product that follows a change of rate.
///
/// - *Texte*: CGI art. 1636 B sexies (rates are voted), bases unchanged.
/// - *Formule*: `ΔP_i = Σ_k B_ik · (t_ik − t_ik,départ)`, half up to the centime; for the EPCI, the sum over the communes of
///   `B_ik · Δt_k`, each half up to the centime.
/// - *Exemple*: bases 1 000 000 €, + 0,5 point: + 5 000 €.
/// - *Bornes et cas limites*: a tax whose rate does not move counts for nothing, its bases may be unknown. A swap of rates
///   between the EPCI and its communes closes to the centime: the same bases and opposite changes.
/// - *Voir aussi*: `ReglesDeLien`, `EchangeFiscal`, `RecettesDuCIF`.
public enum ProduitFiscal {
  public static let regle = Regle(
    "taux.produit", libelle: "Variation du produit fiscal", article: "CGI art. 1636 B sexies",
    formule: "bases × variation du taux, impôt par impôt")

  /// Centimes of one tax on one commune; 0 for a rate that does not move.
  /// - Parameter ecart: sum of the points written, as a fraction: the difference of two rates would lose its last bits.
  public static func variation(base: Double, ecart: Double) -> Double {
    ecart == 0 || ecart.isNaN ? 0 : (base * ecart * 100).roundedHalfUp
  }
}

/// A swap of rates that no taxpayer sees: what the EPCI gains, each commune loses, and the pacte gives it back.
///
/// - *Texte*: convention of the pacte; rates under CGI art. 1636 B sexies and 1636 B decies.
/// - *Formule*: `Δt_EPCI = − Δt_i`; `X_i = B_i · Δt`, `X = ΣX_i`; given back by the AC (`ΔAC_i = + X_i`), by the DSC
///   (envelope + X) or by fonds de concours (rights + X).
/// - *Exemple*: + 1 point for the EPCI on bases of 1 and 3 M€: 10 000 and 30 000 €, 40 000 € in all.
/// - *Bornes et cas limites*: the CIF gains `X ÷ D` the year after, and loses it two years after when the AC gives it back,
///   half of it with the DSC, nothing with fonds de concours. The AC gives back what each commune lost, the two others by
///   criteria.
/// - *Voir aussi*: `ProduitFiscal`, `RecettesDuCIF`, `VehiculeDeSolidarite`.
public enum EchangeFiscal {
  public static let regle = Regle(
    "taux.echange", libelle: "Échange de fiscalité neutre pour le contribuable", article: "convention",
    formule: "bases × points échangés", confiance: .derive)
}

/// What the receipts of taxes that move do to the CIF.
///
/// - *Texte*: CGCT art. L5211-29, II.
/// - *Formule*: `CIF' = (CIF · D + ΔRF_EPCI) ÷ (D + ΔRF_EPCI + ΔRF_communes)`; for a swap, `CIF + X ÷ D`.
/// - *Exemple*: D = 45 M€, CIF 0,300, swap of 0,9 M€: 0,320.
/// - *Bornes et cas limites*: exactly the CIF when nothing moves. The delay is `taux.cif.retard_recettes`.
/// - *Voir aussi*: `CoefficientIntegrationFiscale`.
public enum RecettesDuCIF {
  public static let regle = Regle(
    "taux.cif", libelle: "Effet des recettes fiscales sur le CIF", article: "CGCT art. L5211-29, II",
    formule: "(CIF × recettes + gain de l'EPCI) ÷ (recettes + gain de l'EPCI + gain des communes)")

  /// - Parameters: receipts and changes in euros.
  public static func deplacer(_ cif: Double, recettes: Double, epci: Double, communes: Double) -> Double {
    guard epci != 0 || communes != 0 else { return cif }
    // A swap leaves the denominator as it is, whatever the last bit of the two sums.
    let net = epci == -communes ? 0 : epci + communes
    return (cif * recettes + epci) / (recettes + net)
  }
}
