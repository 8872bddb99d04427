extension ParametresFPICNational {
  /// Numbers that every evaluation reads and nothing prepared beforehand does: years that differ by them alone share their
  /// `IndicateursEnsembles`.
  public static let cheminsDirects: [CheminParametre] = [
    .fpicNationalMontantPrelevements, .fpicNationalPrelevementSeuil, .fpicNationalPrelevementPoidsPotentiel,
    .fpicNationalPrelevementPoidsRevenu, .fpicNationalPrelevementPlafond, .fpicNationalReversementPoidsPotentiel,
    .fpicNationalReversementPoidsRevenu, .fpicNationalReversementPoidsEffortFiscal,
    .fpicNationalReversementPartEligible,
    .fpicNationalReversementEffortFiscalMinimal, .fpicNationalOutreMerMajoration, .fpicNationalGarantieTaux,
    .fpicNationalGarantieTauxDeuxiemeAnnee, .fpicNationalGarantieTauxTroisiemeAnnee,
    .fpicNationalGarantieTauxQuatriemeAnnee,
  ]

  /// Gives a number another value than that of the law; those that are not direct stay as they are.
  /// - Parameter valeur: one that the unit of the parameter admits.
  public mutating func poser(_ chemin: CheminParametre, _ valeur: Double) {
    switch chemin {
    case .fpicNationalMontantPrelevements: montantPrelevements = valeur
    case .fpicNationalPrelevementSeuil: seuilContributeur = valeur
    case .fpicNationalPrelevementPoidsPotentiel: poidsPotentielPrelevement = valeur
    case .fpicNationalPrelevementPoidsRevenu: poidsRevenuPrelevement = valeur
    case .fpicNationalPrelevementPlafond: tauxPlafond = valeur
    case .fpicNationalReversementPoidsPotentiel: poidsPotentielReversement = valeur
    case .fpicNationalReversementPoidsRevenu: poidsRevenuReversement = valeur
    case .fpicNationalReversementPoidsEffortFiscal: poidsEffortReversement = valeur
    case .fpicNationalReversementPartEligible: partEligible = Rapport(proche: valeur) ?? partEligible
    case .fpicNationalReversementEffortFiscalMinimal: effortMinimal = valeur
    case .fpicNationalOutreMerMajoration: majorationOutreMer = valeur
    case .fpicNationalGarantieTaux: garantie.taux[0] = valeur
    case .fpicNationalGarantieTauxDeuxiemeAnnee: garantie.taux[1] = valeur
    case .fpicNationalGarantieTauxTroisiemeAnnee: garantie.taux[2] = valeur
    case .fpicNationalGarantieTauxQuatriemeAnnee: garantie.taux[3] = valeur
    default: break
    }
  }
}
