import Diagnostics
import Legislation
import LinearAlgebra

/// What the years of the country share under given figures and a given law: the entities, prepared.
struct NationalPlan: Sendable {
  let parametres: ParametresFPICNational
  let envelope: NationalEnvelope
  let indicateurs: IndicateursEnsembles
  /// Potentiel financier agrégé per weighted inhabitant, and weighted inhabitants, by entity of the set; not-a-number and
  /// zero for a collectivité.
  let richesse: [Double]
  let population: [Double]
  /// `nil` unless they are asked for.
  let communes: CommunesNationales?

  /// - Parameters:
  ///   - set: with the bases of its guarantees.
  ///   - communes: what their splits are made of.
  /// - Throws: what makes an entity impossible to measure.
  init(_ set: NationalSet, droit: Parametres, communes split: NationalCommunes?) throws(DiagnosedError) {
    parametres = try ParametresFPICNational(annee: set.annee, parametres: droit)
    envelope = NationalEnvelope(set.territoire.national)
    do {
      indicateurs = try IndicateursEnsembles(
        set.colonnes, parametres: parametres, moyennesDonnees: envelope.moyennes)
    } catch {
      throw DiagnosedError([
        error.diagnostic { siren in set.entites.first { $0.siren == siren }?.nom ?? siren }
      ])
    }
    var wealth = [Double](repeating: .nan, count: set.entites.count)
    var people = [Double](repeating: 0, count: set.entites.count)
    for position in 0..<indicateurs.prelevables {
      wealth[indicateurs.lignes[position]] = indicateurs.potentielParHabitant[position]
      people[indicateurs.lignes[position]] = indicateurs.populationPonderee[position]
    }
    (richesse, population) = (wealth, people)
    let indicateurs = indicateurs
    communes = split.map {
      CommunesNationales(
        indicateurs, membres: $0.membres, cif: $0.cif, colonnes: $0.colonnes, parametres: $0.parametres)
    }
  }
}

/// A plan and where one thread evaluates it.
final class NationalBench {
  let plan: NationalPlan
  let espace: EspaceFPICNational
  let inegalites: MesureInegalites
  /// Part of each entity's amounts that goes to the poorer half of the population.
  let moitiePauvre: [Double]
  let communes: CommuneBench?

  /// - Parameter yardstick: of the communes, where they are computed.
  init(_ plan: NationalPlan, communes yardstick: CommuneYardstick? = nil) {
    self.plan = plan
    communes = plan.communes.flatMap { nationales in yardstick.map { CommuneBench(nationales, plan, $0) } }
    espace = EspaceFPICNational(plan.indicateurs)
    inegalites = MesureInegalites(richesse: plan.richesse, population: plan.population)
    var parts = [Double](repeating: 0, count: plan.richesse.count)
    let classement = inegalites.classement
    for (ligne, part) in zip(classement.lignes, PartCiblee.moitiePauvre(classement)) { parts[ligne] = part }
    moitiePauvre = parts
  }
}
