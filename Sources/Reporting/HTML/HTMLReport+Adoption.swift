import Diagnostics
import Legislation
import Simulation

extension HTMLReport {
  /// Each decision with its steps, in the order in which they are taken.
  var adoption: String {
    var out = "<p class=\"note\">\(HTMLText.sentence(AdoptionText.disclaimer))</p>\n"
    for scenario in comparison.scenarios {
      let phrases = AdoptionPhrases(comparison, scenario)
      out += "<h3>\(HTMLText.escape(scenario.nom)) · \(HTMLText.sentence(scenario.titre))</h3>"
      guard !scenario.decisions.isEmpty else {
        out += "<p>Aucune décision à prendre.</p>"
        continue
      }
      let losers = phrases.perdantes.map(comparison.nom)
      out +=
        "<p>"
        + HTMLText.sentence(
          losers.isEmpty
            ? "Aucune commune ne perd." : "Communes perdantes au moins une année : \(losers.joined(separator: ", ")).")
        + "</p>"
      out += steps(scenario, phrases)
    }
    return out + seats
  }

  private func steps(_ scenario: ScenarioResult, _ phrases: AdoptionPhrases) -> String {
    let heads = ["Décision", "Étape et règle", "État", "Seuil et délai", "Communes pivots", "Les perdantes"]
    var out =
      "<div class=\"cadre\"><table><caption>\(HTMLText.sentence("Décisions du scénario \(scenario.nom), leurs règles de passage et ce qu'il faut pour les adopter"))</caption><thead><tr>"
    out += heads.map { "<th scope=\"col\">\(HTMLText.sentence($0))</th>" }.joined() + "</tr></thead><tbody>\n"
    for decision in scenario.decisions {
      let rows = decision.voies.enumerated().flatMap { way, steps in steps.map { (way, $0) } }
      for (index, entry) in rows.enumerated() {
        out += "<tr>"
        if index == 0 {
          out +=
            "<th scope=\"rowgroup\" rowspan=\"\(rows.count)\">\(HTMLText.sentence(decision.objet))<br><span class=\"sous\">\(decision.annee) · \(HTMLText.sentence(decision.etat.libelle))</span></th>"
        }
        out += cells(entry.1, way: decision.voies.count > 1 ? entry.0 + 1 : nil, phrases) + "</tr>\n"
      }
    }
    return out + "</tbody></table></div>\n"
  }

  private func cells(_ step: EtapeDecision, way: Int?, _ phrases: AdoptionPhrases) -> String {
    func cell(_ lines: [String]) -> String {
      "<td>" + lines.map { HTMLText.sentence($0) }.joined(separator: "<br>") + "</td>"
    }
    let doubt = step.etape.confiance == .verifie ? "" : " (\(step.etape.confiance.rawValue))"
    var rule = [(way.map { "Voie \($0). " } ?? "") + step.regle, step.etape.article + doubt]
    if let advice = step.etape.conseil { rule.append(advice) }
    var threshold = [phrases.threshold(step)]
    if step.etape.silence != .sansObjet { threshold.append("le silence \(step.etape.silence.libelle)") }
    if let delay = step.delai { threshold.append(delay + (step.echeance.map { ", soit le \($0)" } ?? "")) }
    guard let found = phrases.analysis(step) else {
      return cell(rule) + cell([step.etat.libelle, step.detail]) + cell(threshold) + "<td>–</td><td>–</td>"
    }
    let pivots = [
      "indispensables : \(phrases.indispensables(found))", "pour bloquer : \(phrases.blocage(found))",
      "pour emporter : \(phrases.majorite(found))",
    ]
    let losers =
      phrases.perdantes.isEmpty
      ? ["aucune"]
      : [
        "\(phrases.against(step).capitalisedFirst) : \(phrases.outcome(found.siContre)).",
        "\(phrases.abstaining(step).capitalisedFirst) : \(phrases.outcome(found.siAbstention)).",
      ]
    return cell(rule) + cell([step.etat.libelle, step.detail]) + cell(threshold) + cell(pivots) + cell(losers)
  }

  private var seats: String {
    let table = comparison.siegesTable
    guard !table.rows.isEmpty else { return "" }
    return
      "<details class=\"imprime\"><summary>\(HTMLText.sentence("Sièges et pouvoir de vote de chaque commune"))</summary>"
      + table.without(["insee"]).html(
        caption:
          "Une commune est décisive dans une coalition quand ses voix font passer le seuil de la première décision")
      + "</details>\n"
  }

  /// Open points of the law, and by how much another reading moves the result.
  var doubts: String {
    let table = comparison.doutesTable
    guard !table.rows.isEmpty else { return "" }
    return
      "<p class=\"note\">"
      + HTMLText.sentence(
        "Le scénario a été recalculé avec l'autre lecture de chaque point que les textes laissent ouvert ; ceux qui ne changent rien ne sont pas listés. « pacte parametres --doutes » les donne tous."
      ) + "</p>\n"
      + table.without(["libelle"]).html(
        caption: "Effet de chaque autre lecture : la commune dont un flux bouge le plus, et l'EPCI", sortable: false,
        signed: ["ecart", "cout_epci"], neutral: ["ecart", "cout_epci"])
  }
}
