import Diagnostics

/// National mean rates at which the bases of a potentiel fiscal or of an effort fiscal are valued.
///
/// - *Texte*: CGCT art. L2334-4, I, last paragraphs (potentiel), L2334-5 (effort fiscal).
/// - *Formule*: `taux moyen = Σ produits nationaux ÷ Σ bases brutes nationales`, last known year; for the potentiel the
///   rates of taxes foncières are those of communes and EPCI together, for the effort fiscal those of communes alone.
/// - *Exemple*: potentiel of 2022: 37,28721 % for the TFPB; effort fiscal of 2022: 35,1549 %.
/// - *Bornes et cas limites*: data of a year, never carried to another one: no published table gives them, those of 2022
///   were fitted on the published file. Without them, a potentiel is read as published and only its changes computed.
/// - *Voir aussi*: `BlocMenages`, `EffortFiscal`, parameters `indicateurs.taux_moyens`.
public struct TauxMoyensNationaux: Sendable, Equatable {
  public static let regle = Regle(
    "indicateurs.taux_moyens", libelle: "Taux moyens nationaux", article: "CGCT art. L2334-4, I",
    formule: "Σ produits ÷ Σ bases brutes, communes et EPCI", confiance: .derive)

  /// Fractions.
  public var fonciereBatie: Double
  public var fonciereNonBatie: Double
  public var residencesSecondaires: Double
  /// The same, communes of groupings à fiscalité professionnelle unique.
  public var residencesSecondairesFPU: Double
  /// Own bases of groupings à fiscalité professionnelle unique.
  public var residencesSecondairesGroupements: Double
  public var fonciereEntreprises: Double

  public init(
    fonciereBatie: Double, fonciereNonBatie: Double, residencesSecondaires: Double, residencesSecondairesFPU: Double,
    residencesSecondairesGroupements: Double, fonciereEntreprises: Double
  ) {
    self.fonciereBatie = fonciereBatie
    self.fonciereNonBatie = fonciereNonBatie
    self.residencesSecondaires = residencesSecondaires
    self.residencesSecondairesFPU = residencesSecondairesFPU
    self.residencesSecondairesGroupements = residencesSecondairesGroupements
    self.fonciereEntreprises = fonciereEntreprises
  }

  /// `nil` when the registry has none of exactly this year.
  public init?(annee: Int, parametres: Parametres) {
    func exact(_ chemin: CheminParametre) -> Double? { parametres.valeurDeLAnnee(chemin, annee) }
    guard let fonciereBatie = exact(.indicateursTauxMoyensTfpb),
      let fonciereNonBatie = exact(.indicateursTauxMoyensTfpnb),
      let residencesSecondaires = exact(.indicateursTauxMoyensThrs),
      let residencesSecondairesFPU = exact(.indicateursTauxMoyensThrsFpu),
      let residencesSecondairesGroupements = exact(.indicateursTauxMoyensThrsGroupements),
      let fonciereEntreprises = exact(.indicateursTauxMoyensCfe)
    else { return nil }
    self.init(
      fonciereBatie: fonciereBatie, fonciereNonBatie: fonciereNonBatie, residencesSecondaires: residencesSecondaires,
      residencesSecondairesFPU: residencesSecondairesFPU,
      residencesSecondairesGroupements: residencesSecondairesGroupements, fonciereEntreprises: fonciereEntreprises)
  }
}

extension Parametres {
  /// The value dated of exactly this year: data of a year are never carried to another one.
  func valeurDeLAnnee(_ chemin: CheminParametre, _ annee: Int) -> Double? {
    self[chemin].valeurs.first { $0.annee == annee }?.valeur
  }
}
