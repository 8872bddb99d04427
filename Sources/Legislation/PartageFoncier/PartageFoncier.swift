import LinearAlgebra

/// The tax of the business zones that a commune shares with its group.
public enum ImpotDesZones: String, Sendable, Codable, CaseIterable {
  /// Taxe foncière on built property paid by the businesses of the zones: article 29.
  case foncierBati
  /// Cotisation foncière des entreprises, outside the fiscalité professionnelle unique: article 11.
  case cfe

  public var article: String {
    self == .foncierBati ? "loi 80-10 du 10 janvier 1980, art. 29" : "loi 80-10 du 10 janvier 1980, art. 11"
  }
}

/// Sharing of the land tax of business zones.
///
/// - *Texte*: loi 80-10 of 10 January 1980, art. 29, II (taxe foncière paid by the businesses of a zone that the group
///   created or runs) and art. 11 (former taxe professionnelle, now CFE, outside the FPU).
/// - *Formule*: `part_i = σ_i · B_i · t_i`; on growth, `part_i = σ_i · (B_i · t_i − B_i,réf · t_i,réf)⁺`; half up to the
///   centime. Shared bases: `part_i ÷ t_i` before rounding.
/// - *Exemple*: bases 500 000 €, rate 40 %, σ = 50 %: 100 000 €; on growth from a product of 180 000 €: 10 000 €.
/// - *Bornes et cas limites*: a fall of the product shares nothing on growth; a null rate shares nothing and moves no base;
///   running income for the group, running spending for the commune.
/// - *Voir aussi*: `CorrectionPotentielFoncier`, `RecettesDuCIF`.
public enum PartageFoncier {
  public static let regle = Regle(
    "foncier.partage", libelle: "Partage du foncier des zones d'activités",
    article: "loi 80-10 du 10 janvier 1980, art. 11 et 29", formule: "part × bases des zones × taux de la commune")

  /// - Parameters:
  ///   - bases: euros of the year; `taux` of the commune, fraction.
  ///   - reference: product of the year of reference in euros, zero when the whole product is shared.
  ///   - montants: centimes that the commune pays.
  ///   - assiettes: shared bases, euros, not rounded.
  public static func partager(
    bases: Span<Double>, taux: Span<Double>, parts: Span<Double>, reference: Span<Double>,
    montants: inout MutableSpan<Double>, assiettes: inout MutableSpan<Double>
  ) {
    for i in 0..<bases.count {
      let hausse = bases[i] * taux[i] - reference[i]
      let part = hausse > 0 ? parts[i] * hausse : 0
      montants[i] = (part * 100).roundedHalfUp
      assiettes[i] = taux[i] > 0 ? part / taux[i] : 0
    }
  }
}

/// What the sharing of a tax does to the potentiel fiscal.
///
/// - *Texte*: loi 80-10, art. 29: the potentiel fiscal is corrected symmetrically.
/// - *Formule*: `ΔPF_i(N+1) = − assiette partagée_i(N) × taux moyen national`; the opposite for the group.
/// - *Exemple*: 250 000 € of shared bases at 37,2872 %: − 93 218 € for the commune, + 93 218 € for the group.
/// - *Bornes et cas limites*: zero-sum over the communes and the group; euros, not rounded. `foncier.correction_symetrique`
///   switches it off.
/// - *Voir aussi*: `PartageFoncier`, `RetroactionPotentiel`.
public enum CorrectionPotentielFoncier {
  public static let regle = Regle(
    "foncier.correction_potentiel", libelle: "Correction symétrique du potentiel fiscal",
    article: "loi 80-10 du 10 janvier 1980, art. 29", formule: "− bases partagées × taux moyen national",
    confiance: .doute)

  /// Adds the correction to `variation`, euros.
  public static func ajouter(assiettes: Span<Double>, tauxMoyen: Double, a variation: inout MutableSpan<Double>) {
    for i in 0..<assiettes.count { variation[i] -= assiettes[i] * tauxMoyen }
  }
}
