import Diagnostics
import Legislation
import Simulation

/// An explanation as an indented tree, or as JSON.
public enum ExplanationRenderer {
  public static func text(_ explanation: Explanation) -> String {
    var lines: [String] = []
    append(explanation, prefix: "", branch: "", to: &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func append(_ node: Explanation, prefix: String, branch: String, to lines: inout [String]) {
    lines.append(prefix + branch + Typography.apply("\(node.libelle) : \(shown(node.valeur, node.unite))"))
    let inner = branch.isEmpty ? prefix : prefix + (branch.hasPrefix("├") ? "│  " : "   ")
    let margin = inner + (node.enfants.isEmpty ? "     " : "│    ")
    if let calcul = node.calcul { lines.append(margin + Typography.apply("= \(calcul)")) }
    if let regle = node.regle {
      let doubt = regle.confiance == .verifie ? "" : " (\(regle.confiance.rawValue))"
      lines.append(margin + Typography.apply("règle : \(regle.formule)"))
      lines.append(margin + Typography.apply("texte : \(regle.article)\(doubt)"))
    }
    if let source = node.source { lines.append(margin + Typography.apply("source : \(source)")) }
    for (index, child) in node.enfants.enumerated() {
      append(child, prefix: inner, branch: index == node.enfants.count - 1 ? "└─ " : "├─ ", to: &lines)
    }
  }

  static func shown(_ value: Double, _ unit: Explanation.Unite) -> String {
    guard !value.isNaN else { return "nd" }
    switch unit {
    case .centimes: return Typography.centimes(value)
    case .euros: return value == value.rounded() ? Typography.euros(value) : Typography.euros(value, decimals: 6)
    case .eurosParHabitant: return Typography.eurosPerHead(value, decimals: 6)
    case .habitants: return Typography.number(value) + "\(Typography.noBreak)hab."
    case .taux: return Typography.percent(value, decimals: 6)
    case .nombre: return Typography.shortest(value, maximum: 9)
    case .metres: return Typography.number(value) + "\(Typography.noBreak)m"
    }
  }

  public static func json(_ explanations: [Explanation]) -> String {
    "[\n" + explanations.map { json($0, depth: 1) }.joined(separator: ",\n") + "\n]"
  }

  private static func json(_ node: Explanation, depth: Int) -> String {
    let indent = String(repeating: "  ", count: depth)
    var fields = [
      "\"libelle\": \(JSONText.string(node.libelle))", "\"valeur\": \(JSONText.number(node.valeur))",
      "\"unite\": \(JSONText.string(node.unite.rawValue))",
    ]
    if let regle = node.regle {
      fields.append("\"regle\": \(JSONText.string(regle.identifiant))")
      fields.append("\"formule\": \(JSONText.string(regle.formule))")
      fields.append("\"article\": \(JSONText.string(regle.article))")
      fields.append("\"confiance\": \(JSONText.string(regle.confiance.rawValue))")
    }
    if let calcul = node.calcul { fields.append("\"calcul\": \(JSONText.string(calcul))") }
    if let source = node.source { fields.append("\"source\": \(JSONText.string(source))") }
    if !node.enfants.isEmpty {
      fields.append(
        "\"enfants\": [\n" + node.enfants.map { json($0, depth: depth + 1) }.joined(separator: ",\n") + "\n\(indent)]")
    }
    return indent + "{" + fields.joined(separator: ", ") + "}"
  }
}
