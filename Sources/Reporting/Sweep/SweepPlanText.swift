import Diagnostics
import Language
import Sampling
import Simulation

/// What `pacte balayer --plan` prints.
public enum SweepPlanText {
  public static func render(_ sweep: Sweep, threads: Int, block: Int?) -> String {
    let design = sweep.design
    var out = "\(Typography.number(Double(sweep.count))) scénarios, \(sweep.annees.count) années, "
    out += "\(sweep.communes) communes\n\nCe qui varie\n"
    for axis in design.axes {
      out += "  \(axis.name) : \(axis.isDrawn ? "tiré" : "\(Typography.number(Double(axis.points))) valeurs")\n"
    }
    if design.axes.contains(where: \.isDrawn) {
      out += "  \(Typography.number(Double(design.draws))) tirages \(design.spread.texte), graine \(design.seed)\n"
    }
    let width = block ?? SweepRunner.defaultBlock(sweep)
    out += "\nExécution\n"
    out += "  \(threads) fil\(threads > 1 ? "s" : ""), blocs de \(width) scénarios, "
    out += "\(Typography.number(Double(SweepRunner.bytesPerScenario(sweep)))) octets par scénario\n"
    out += "  remis par tranches de \(SweepRunner.trancheSize(sweep.count)) scénarios, dans l'ordre\n"
    return Typography.apply(out)
  }
}
