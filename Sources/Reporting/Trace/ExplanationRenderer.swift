import Diagnostics
import Legislation
import Simulation

/// An explanation as an indented tree, or as JSON.
public enum ExplanationRenderer {
  public static func text(_ explanation: Explanation) -> String {
    var tree = Tree()
    tree.append(explanation, prefix: "", branch: "")
    return tree.lines.joined(separator: "\n") + "\n"
  }

  /// A figure that several branches use is explained once.
  private struct Tree {
    var lines: [String] = []
    var explained: Set<String> = []
    var rules: Set<String> = []

    mutating func append(_ node: Explanation, prefix: String, branch: String) {
      let again = !node.enfants.isEmpty && !node.grandeur.isEmpty && explained.contains(node.grandeur)
      let title = "\(node.libelle) : \(FigureText.shown(node.valeur, node.unite))"
      lines.append(prefix + branch + Typography.apply(again ? title + " (expliqué plus haut)" : title))
      guard !again else { return }
      explained.insert(node.grandeur)
      let inner = branch.isEmpty ? prefix : prefix + (branch.hasPrefix("├") ? "│  " : "   ")
      let margin = inner + (node.enfants.isEmpty ? "     " : "│    ")
      let known = node.regle.map { !rules.insert($0.identifiant).inserted } ?? false
      for detail in ExplanationRenderer.details(node, ruleKnown: known) {
        lines.append(margin + Typography.apply(detail))
      }
      for (index, child) in node.enfants.enumerated() {
        append(child, prefix: inner, branch: index == node.enfants.count - 1 ? "└─ " : "├─ ")
      }
    }
  }

  /// The lines under the title of a node.
  /// - Parameter ruleKnown: the rule has been told already.
  static func details(_ node: Explanation, ruleKnown: Bool = false) -> [String] {
    var out: [String] = []
    // A sum of one term says nothing.
    if let operation = node.operation, node.enfants.count > 1 || !operation.isBare {
      out.append("= \(FigureText.operation(operation))")
    }
    if let calcul = node.calcul { out.append(calcul) }
    if let regle = node.regle, !ruleKnown {
      out.append("règle : \(regle.formule)")
      out.append("texte : \(regle.article)\(doubt(regle.confiance))")
    }
    if let parametre = node.parametre {
      out.append("\(parametre.phrase) : \(parametre.article)\(doubt(parametre.confiance))")
      if let note = parametre.note, parametre.confiance != .verifie { out.append("note : \(note)") }
    }
    if let borne = node.bornePhrase { out.append("borne légale : \(borne)") }
    if let source = node.source { out.append("source : \(source)") }
    return out
  }

  private static func doubt(_ confiance: Confiance) -> String {
    confiance == .verifie ? "" : " (\(confiance.rawValue))"
  }

  public static func json(_ explanations: [Explanation]) -> String {
    "[\n" + explanations.map { json($0, depth: 1) }.joined(separator: ",\n") + "\n]"
  }

  private static func json(_ node: Explanation, depth: Int) -> String {
    let indent = String(repeating: "  ", count: depth)
    var fields = [
      "\"grandeur\": \(JSONText.string(node.grandeur))", "\"portee\": \(JSONText.string(node.portee.rawValue))",
      "\"libelle\": \(JSONText.string(node.libelle))", "\"valeur\": \(JSONText.number(node.valeur))",
      "\"unite\": \(JSONText.string(node.unite.rawValue))",
    ]
    if let operation = node.operation {
      fields.append("\"operation\": \(JSONText.string(FigureText.operation(operation)))")
    }
    if let calcul = node.calcul { fields.append("\"calcul\": \(JSONText.string(calcul))") }
    if let regle = node.regle {
      fields.append("\"regle\": \(JSONText.string(regle.identifiant))")
      fields.append("\"formule\": \(JSONText.string(regle.formule))")
      fields.append("\"article\": \(JSONText.string(regle.article))")
      fields.append("\"confiance\": \(JSONText.string(regle.confiance.rawValue))")
    }
    if let parametre = node.parametre {
      fields.append(
        "\"parametre\": {\"chemin\": \(JSONText.string(parametre.chemin)), \"depuis\": \(parametre.depuis), "
          + "\"article\": \(JSONText.string(parametre.article)), "
          + "\"confiance\": \(JSONText.string(parametre.confiance.rawValue)), \"remplacee\": \(parametre.remplacee)}")
    }
    if let borne = node.borne {
      fields.append(
        "\"borne\": {\"minimum\": \(JSONText.number(borne.minimum ?? .nan)), "
          + "\"maximum\": \(JSONText.number(borne.maximum ?? .nan)), \"marge\": \(JSONText.number(borne.marge(node.valeur))), "
          + "\"article\": \(JSONText.string(borne.article))}")
    }
    if let source = node.source { fields.append("\"source\": \(JSONText.string(source))") }
    if !node.enfants.isEmpty {
      fields.append(
        "\"enfants\": [\n" + node.enfants.map { json($0, depth: depth + 1) }.joined(separator: ",\n") + "\n\(indent)]")
    }
    return indent + "{" + fields.joined(separator: ", ") + "}"
  }
}

extension Operation {
  /// A single figure, without any arithmetic.
  var isBare: Bool {
    switch self {
    case .nombre: true
    case .somme(let terms): terms.count == 1 && terms[0].isBare
    default: false
    }
  }
}
