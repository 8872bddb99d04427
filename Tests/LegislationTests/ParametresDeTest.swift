@testable import Legislation

// Parameters of a year as the registry gives them: no test writes the law a second time.

extension ParametresAC {
  init(annee: Int) { self = try! ParametresAC(annee: annee, parametres: .charger()) }
}

extension ParametresDSC {
  /// Those of the year, or of the first year with criteria, under these readings.
  init(annee: Int, partMinimale: Double?, criteresMajoritaires: Bool, reconductionOuverte: Bool = false) {
    self = try! ParametresDSC(annee: max(annee, 2020), parametres: .charger())
    self.annee = annee
    self.partMinimale = partMinimale
    self.criteresMajoritaires = criteresMajoritaires
    self.reconductionOuverte = reconductionOuverte
  }
}

extension ParametresTaux {
  init(cfeBaisseObligatoireFPU: Bool = false, thrsMajoration: Bool = true) {
    self = try! ParametresTaux(annee: 2025, parametres: .charger())
    self.cfeBaisseObligatoireFPU = cfeBaisseObligatoireFPU
    self.thrsMajoration = thrsMajoration
  }
}
