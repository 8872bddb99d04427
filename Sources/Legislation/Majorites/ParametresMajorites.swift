import Diagnostics

/// The thresholds of the votes in force in a year, as plain values.
public struct ParametresMajorites: Sendable, Equatable {
  public var simple: RegleDeMajorite
  public var deuxTiers: RegleDeMajorite
  public var unanimite: RegleUnanimite
  public var qualifiee: MajoriteQualifiee

  /// - Throws: `L0003` when the year precedes a threshold.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    simple = RegleDeMajorite(fraction: try parametres.rapportExige(.majoriteSimple, annee: annee), stricte: true)
    deuxTiers = RegleDeMajorite(
      fraction: try parametres.rapportExige(.majoriteDeuxTiers, annee: annee),
      abstentionsComptees: parametres.estOuvert(.majoriteAbstentionsComptees, annee: annee))
    unanimite = RegleUnanimite(abstentionNeutre: parametres.estOuvert(.majoriteAbstentionNeutre, annee: annee))
    qualifiee = MajoriteQualifiee(
      premiere: .init(
        conseils: try parametres.rapportExige(.majoriteQualifieeConseilsForte, annee: annee),
        population: try parametres.rapportExige(.majoriteQualifieePopulationFaible, annee: annee),
        populationStricte: true),
      seconde: .init(
        conseils: try parametres.rapportExige(.majoriteQualifieeConseilsFaible, annee: annee),
        population: try parametres.rapportExige(.majoriteQualifieePopulationForte, annee: annee),
        populationStricte: false),
      population: parametres.estOuvert(.majoriteQualifieePopulationDGF, annee: annee) ? .dgf : .insee,
      silenceVautAccord: parametres.estOuvert(.majoriteQualifieeSilenceAccord, annee: annee))
  }

  /// The paths read here.
  public static let chemins: [CheminParametre] = [
    .majoriteSimple, .majoriteDeuxTiers, .majoriteAbstentionsComptees, .majoriteAbstentionNeutre,
    .majoriteQualifieeConseilsForte, .majoriteQualifieePopulationFaible, .majoriteQualifieeConseilsFaible,
    .majoriteQualifieePopulationForte, .majoriteQualifieePopulationDGF, .majoriteQualifieeSilenceAccord,
    .majoriteCriteresDSCDeuxTiers,
  ]
}
