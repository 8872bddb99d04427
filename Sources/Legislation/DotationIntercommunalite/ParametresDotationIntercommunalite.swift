import Diagnostics

/// Dated values that the rules of the dotation d'intercommunalité read, for one year.
public struct ParametresDotationIntercommunalite: Sendable, Equatable {
  public var annee: Int
  public var partBase: Double
  public var partPerequation: Double
  /// `dotation_intercommunalite.augmentation`, euros.
  public var augmentation: Double
  /// `dotation_intercommunalite.annees_garanties`
  public var anneesGaranties: Int
  public var bornes: BornesDotationIntercommunalite
  /// `dotation_intercommunalite.minimum_habitant`, euros per inhabitant DGF.
  public var minimumHabitant: Double
  /// `dotation_intercommunalite.potentiel_exclu_du_complement`
  public var potentielExcluDuComplement: Double

  /// The values in force in `annee`.
  /// - Throws: `L0003` before 2019.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    func exigee(_ chemin: CheminParametre) throws(DiagnosedError) -> Double {
      try parametres.valeurExigee(chemin, annee: annee)
    }
    self.annee = annee
    partBase = try exigee(.dotationIntercommunalitePartBase)
    partPerequation = try exigee(.dotationIntercommunalitePartPerequation)
    augmentation = try exigee(.dotationIntercommunaliteAugmentation)
    anneesGaranties = Int(try exigee(.dotationIntercommunaliteAnneesGaranties))
    bornes = BornesDotationIntercommunalite(
      garantie: try exigee(.dotationIntercommunaliteGarantie),
      garantieRenforcee: try exigee(.dotationIntercommunaliteGarantieRenforcee),
      plafond: try exigee(.dotationIntercommunalitePlafond),
      seuilCIFUrbain: try exigee(.dotationIntercommunaliteSeuilCifUrbain),
      seuilCIFCommunautes: try exigee(.dotationIntercommunaliteSeuilCifCommunautes),
      seuilPotentiel: try exigee(.dotationIntercommunaliteSeuilPotentiel))
    minimumHabitant = try exigee(.dotationIntercommunaliteMinimumHabitant)
    potentielExcluDuComplement = try exigee(.dotationIntercommunalitePotentielExcluDuComplement)
  }

  /// The paths read by the local estimate, for the remarque on parameters carried forward.
  public static let cheminsLocaux: [CheminParametre] = [
    .dotationIntercommunaliteGarantie, .dotationIntercommunaliteGarantieRenforcee, .dotationIntercommunalitePlafond,
    .dotationIntercommunaliteSeuilCifUrbain, .dotationIntercommunaliteSeuilCifCommunautes,
  ]
}
