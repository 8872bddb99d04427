import Diagnostics
import Language
import Legislation
import Reporting
import Simulation
import Territory

/// Every code that `pacte` can print, with its explanation; a list a line.
enum AllCodes {
  static var entries: [CodeEntry] {
    let lists: [[CodeEntry]] = [
      LanguageCodes.entries,
      TerritoryCodes.entries,
      CodesParametres.entrees,
      CodesAC.entrees,
      CodesDSC.entrees,
      CodesFPIC.entrees,
      CodesFPICNational.entrees,
      CodesMajorites.entrees,
      CodesFondsDeConcours.entrees,
      CodesTaxeAmenagement.entrees,
      CodesPartageFoncier.entrees,
      CodesDGFTerritoriale.entrees,
      CodesTaux.entrees,
      CodesPriseEnCharge.entrees,
      SimulationCodes.entries,
      ReportingCodes.entries,
      UsageFault.entries,
      Front.entries,
      ExpliquerCommand.entries,
      Outcome.entries,
      BalayerCommand.entries,
      RejouerCommand.entries,
    ]
    return lists.flatMap { $0 }
  }
}
