import Diagnostics
import Language
import Sampling
import Simulation

/// What `pacte balayer --plan` prints.
enum SweepPlanText {
  static func render(_ sweep: Sweep, threads: Int, block: Int?) throws(DiagnosedError) -> String {
    var out = "\(Typography.number(Double(sweep.count))) scénarios, \(sweep.annees.count) années, "
    out += "\(sweep.communes) communes\n\n" + axes(sweep.design)
    let outline = try sweep.outline()
    if !outline.lanes.isEmpty {
      out += "\nCôte à côte dans un même plan : \(outline.lanes.joined(separator: ", "))\n"
    }
    if !outline.compiled.isEmpty {
      out += "\nUn plan compilé pour chaque valeur de\n"
      for (axis, obstacle) in outline.compiled { out += "  \(axis) : \(obstacle.texte)\n" }
    }
    out += "\nRègles, à plan donné\n"
    for regle in outline.rules {
      let steps = outline.steps.filter { $0.regle == regle }
      let (once, each) = (steps.filter(\.uneFois).map(\.annee), steps.filter { !$0.uneFois }.map(\.annee))
      var parts: [String] = []
      if !once.isEmpty { parts.append("une fois pour tous (\(years(once)))") }
      if !each.isEmpty { parts.append("par scénario (\(years(each)))") }
      out += "  \(regle) : \(parts.joined(separator: ", "))\n"
    }
    out +=
      "  parts des critères : une fois par plan ; montants bruts : produit des parts par les poids et l'enveloppe\n"
    let judged = sweep.verdicts.filter { ![.calculable, .licite, .acceptable].contains($0.objet) }
    if !judged.isEmpty {
      out += "\nVerdicts, jugés variante par variante dans le bloc\n"
      for verdict in judged { out += "  \(verdict.nom) : \(verdict.texte)\n" }
    }
    return Typography.apply(out + execution(sweep, threads: threads, block: block))
  }

  static func axes(_ design: SweepDesign) -> String {
    var out = "Ce qui varie\n"
    for axis in design.axes {
      out += "  \(axis.name) : \(axis.isDrawn ? "tiré" : "\(Typography.number(Double(axis.points))) valeurs")\n"
    }
    if design.axes.contains(where: \.isDrawn) {
      out += "  \(Typography.number(Double(design.draws))) tirages \(design.spread.texte), graine \(design.seed)\n"
    }
    return out
  }

  static func execution(_ sweep: some SweepCase, threads: Int, block: Int?) -> String {
    let width = block ?? sweep.blockWidth
    var out = "\nExécution\n"
    out += "  \(threads) fil\(threads > 1 ? "s" : ""), blocs de \(width) scénarios, "
    out += "\(Typography.number(Double(sweep.bytesPerScenario))) octets par scénario\n"
    out += "  remis dans l'ordre, par tranches de \(SweepPace.largest) scénarios au plus\n"
    return out
  }

  /// « 2026 », « 2026 à 2028 »
  private static func years(_ annees: [Int]) -> String {
    guard let first = annees.first, let last = annees.last, first != last else {
      return annees.first.map(String.init) ?? ""
    }
    return annees.count == last - first + 1 ? "\(first) à \(last)" : annees.map(String.init).joined(separator: ", ")
  }
}

extension SweepPlanOutline {
  /// The rules, in the order of the calculation.
  fileprivate var rules: [String] {
    var out: [String] = []
    for step in steps where !out.contains(step.regle) { out.append(step.regle) }
    return out
  }
}
