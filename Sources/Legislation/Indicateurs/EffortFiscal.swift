import Diagnostics

/// How much a commune taxes its households, against the mean of France.
///
/// - *Texte*: CGCT art. L2334-5.
/// - *Formule*: since 2022 `numérateur = produits communaux TFPB + TFPNB + THRS`, `dénominateur = t̄(TFPB) × bases +
///   (coefficient correcteur − 1) × taux 2020 × bases + t̄(TFPNB) × bases + t̄(THRS) × bases` at communal mean rates, each with
///   its fraction de correction added.
/// - *Exemple*: L'Abergement-Clémenciat 2022: (163 341 + 27 385 + 5 844 + 165 090) ÷ (262 654 + 128 440) = 0,924739.
/// - *Bornes et cas limites*: the fraction is added here, where a potentiel subtracts it. The correcting coefficient does
///   not apply to exonerated industrial premises here. No cap on the growth of the numerator appears in the published
///   files since 2022. NaN without a positive denominator: the entity is then not ranked.
/// - *Voir aussi*: `FractionCorrection`, `EffortFiscalAgrege`, `TauxMoyensNationaux`.
public enum EffortFiscal {
  public static let regle = Regle(
    "indicateurs.effort_fiscal", libelle: "Effort fiscal d'une commune", article: "CGCT art. L2334-5",
    formule: "(produits des trois taxes + fraction) ÷ (bases aux taux moyens communaux + fraction)")

  /// Communal mean rates, fractions.
  public struct Taux: Sendable, Equatable {
    public var fonciereBatie: Double
    public var fonciereNonBatie: Double
    public var residencesSecondaires: Double

    public init(fonciereBatie: Double, fonciereNonBatie: Double, residencesSecondaires: Double) {
      self.fonciereBatie = fonciereBatie
      self.fonciereNonBatie = fonciereNonBatie
      self.residencesSecondaires = residencesSecondaires
    }

    /// `nil` when the registry has none of exactly this year.
    public init?(annee: Int, parametres: Parametres) {
      guard let batie = parametres.valeurDeLAnnee(.indicateursTauxMoyensEffortTfpb, annee),
        let nonBatie = parametres.valeurDeLAnnee(.indicateursTauxMoyensEffortTfpnb, annee),
        let secondaires = parametres.valeurDeLAnnee(.indicateursTauxMoyensEffortThrs, annee)
      else { return nil }
      self.init(fonciereBatie: batie, fonciereNonBatie: nonBatie, residencesSecondaires: secondaires)
    }
  }

  /// Before the fraction de correction, euros.
  public static func denominateur(_ menages: BlocMenages, _ taux: Taux) -> Double {
    taux.fonciereBatie * menages.basesTFPB
      + (menages.coefficientCorrecteur - 1) * menages.taux2020 * menages.basesTFPB
      + taux.fonciereNonBatie * menages.basesTFPNB + taux.residencesSecondaires * menages.basesTHRS
  }
}
