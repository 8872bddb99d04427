import Diagnostics
import Language
import Simulation

/// What `pacte balayer --national --plan` prints.
enum NationalPlanText {
  static func render(_ sweep: NationalSweep, threads: Int, block: Int?) -> String {
    var out = "\(Typography.number(Double(sweep.count))) scénarios du FPIC \(sweep.run.options.annee), "
    out += "\(Typography.number(Double(sweep.entites))) ensembles et communes isolées\n\n"
    out += SweepPlanText.axes(sweep.design)
    let (shared, anew) = sweep.reach
    if !shared.isEmpty {
      out += "\nLus par chaque évaluation, les entités étant préparées une fois : \(shared.joined(separator: ", "))\n"
    }
    if !anew.isEmpty {
      out += "\nEntités préparées de nouveau pour chaque valeur de : \(anew.joined(separator: ", "))\n"
    }
    if sweep.hasCommunes { out += "\nCommunes calculées huit variantes à la fois, avant arrondi\n" }
    return Typography.apply(out + SweepPlanText.execution(sweep, threads: threads, block: block))
  }
}
