import Diagnostics
import Language
import Legislation
import Reporting
import Simulation
import Territory

/// Every code that `pacte` can print, with its explanation.
enum AllCodes {
  static var entries: [CodeEntry] {
    LanguageCodes.entries + TerritoryCodes.entries + CodesParametres.entrees + CodesAC.entrees + CodesDSC.entrees
      + CodesFPIC.entrees + CodesMajorites.entrees + SimulationCodes.entries + ReportingCodes.entries
      + UsageFault.entries + Front.entries + ExpliquerCommand.entries + Outcome.entries
  }
}
