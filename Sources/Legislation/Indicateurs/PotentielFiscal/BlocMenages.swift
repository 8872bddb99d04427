/// The part of a commune's potentiel fiscal that comes from the bases of its households, since 2022.
///
/// - *Texte*: CGCT art. L2334-4, I, 1°, 1° bis and 1° ter.
/// - *Formule*: `t̄(TFPB) × bases TFPB + (coefficient correcteur − 1) × taux 2020 × (bases TFPB + bases exonérées des locaux
///   industriels) + t̄(TFPNB) × bases TFPNB + t̄(THRS) × bases THRS`.
/// - *Exemple*: L'Abergement-Clémenciat 2022: 560 734 € of TFPB bases, rate 24,66 %, coefficient 1,210634: 238 208 €; with
///   the other two taxes, 279 896 €.
/// - *Bornes et cas limites*: the taux of 2020 is that of the commune and of its département together. The correcting
///   coefficient applies to the exonerated bases of industrial premises too. Two mean rates of THRS: communes of groupings
///   à fiscalité professionnelle unique, and the others.
/// - *Voir aussi*: `PotentielFiscal`, `TauxMoyensNationaux`.
public struct BlocMenages: Sendable, Equatable {
  public static let regle = Regle(
    "indicateurs.bloc_menages", libelle: "Potentiel fiscal des ménages", article: "CGCT art. L2334-4, I, 1° à 1° ter",
    formule: "bases × taux moyens + (coefficient correcteur − 1) × taux de 2020 × bases de taxe foncière bâtie")

  /// Gross bases, euros.
  public var basesTFPB = 0.0
  public var basesTFPBLocauxExoneres = 0.0
  public var basesTFPNB = 0.0
  public var basesTHRS = 0.0
  /// Fraction: commune and département, 2020.
  public var taux2020 = 0.0
  public var coefficientCorrecteur = 1.0

  public init() {}

  /// Euros.
  public func valeur(_ taux: TauxMoyensNationaux, fiscaliteProfessionnelleUnique: Bool) -> Double {
    let correction = (coefficientCorrecteur - 1) * taux2020 * (basesTFPB + basesTFPBLocauxExoneres)
    let secondaires =
      fiscaliteProfessionnelleUnique ? taux.residencesSecondairesFPU : taux.residencesSecondaires
    return taux.fonciereBatie * basesTFPB + correction + taux.fonciereNonBatie * basesTFPNB + secondaires * basesTHRS
  }
}
