import Diagnostics
import Legislation
import Simulation

/// The conditions of adoption of a scenario, for a terminal.
public enum AdoptionText {
  public static func render(_ comparison: Comparison) -> String {
    comparison.scenarios.map { render(comparison, $0) }.joined(separator: "\n")
  }

  private static func render(_ comparison: Comparison, _ scenario: ScenarioResult) -> String {
    let phrases = AdoptionPhrases(comparison, scenario)
    var lines = [
      "Conditions d'adoption de « \(scenario.titre) », scénario \(scenario.nom) ; référence : "
        + comparison.reference.nom, disclaimer, "",
    ]
    let losers = phrases.perdantes.map { comparison.territoire.communes[$0].nom }
    lines.append(
      losers.isEmpty
        ? "Aucune commune ne perd."
        : "Communes perdantes au moins une année (\(losers.count)) : "
          + losers.joined(separator: ", "))
    if scenario.decisions.isEmpty { lines.append("Aucune décision à prendre.") }
    for (index, decision) in scenario.decisions.enumerated() {
      lines.append("")
      lines.append("\(index + 1). \(decision.objet), \(decision.annee) · \(decision.etat.libelle)")
      lines.append("   \(decision.article)")
      for (way, steps) in decision.voies.enumerated() {
        if decision.voies.count > 1 { lines.append("   Voie \(way + 1)") }
        for step in steps { lines += self.lines(step, phrases).map { "   " + $0 } }
      }
    }
    return Typography.apply(lines.joined(separator: "\n")) + "\n"
  }

  static let disclaimer =
    "Calcul sur les sièges et les populations ; les délégués d'une commune sont comptés ensemble. Ce n'est pas une prévision de vote."

  private static func lines(_ step: EtapeDecision, _ phrases: AdoptionPhrases) -> [String] {
    var out = [
      "- \(step.regle)", "    seuil : \(phrases.threshold(step))", "    état : \(step.etat.libelle), \(step.detail)",
    ]
    if step.etape.silence != .sansObjet { out.append("    silence : \(step.etape.silence.libelle)") }
    if let delay = step.delai {
      out.append("    délai : \(delay)" + (step.echeance.map { ", soit le \($0)" } ?? ""))
    }
    if let found = phrases.analysis(step) {
      out.append("    indispensables : \(phrases.indispensables(found))")
      out.append("    pour bloquer : \(phrases.blocage(found))")
      out.append("    pour emporter le vote : \(phrases.majorite(found))")
      if !phrases.perdantes.isEmpty {
        out.append("    \(phrases.against(step)) : \(phrases.outcome(found.siContre))")
        out.append("    \(phrases.abstaining(step)) : \(phrases.outcome(found.siAbstention))")
      }
    }
    if let advice = step.etape.conseil { out.append("    à noter : \(advice)") }
    let doubt = step.etape.confiance == .verifie ? "" : " (\(step.etape.confiance.rawValue))"
    out.append("    texte : \(step.etape.article)\(doubt)")
    return out
  }
}
