import Diagnostics
import Simulation
import Territory

extension HTMLReport {
  var annex: String {
    var out = ""
    for scenario in comparison.scenarios {
      out += "<h3>\(HTMLText.escape(scenario.nom)) · \(HTMLText.sentence(scenario.titre))</h3>"
      if let fichier = scenario.fichier { out += "<p class=\"note\">Fichier \(HTMLText.escape(fichier))</p>" }
      for article in scenario.regles {
        out += "<p>\(HTMLText.sentence(article.titre))</p>" + list(article.lignes)
      }
      out += "<p>Hypothèses</p>" + list(scenario.hypotheses)
    }
    if !comparison.referenceEstScenario {
      out +=
        "<h3>\(HTMLText.sentence("Référence : \(comparison.reference.nom)"))</h3>"
        + list(comparison.reference.hypotheses)
    }
    out +=
      "<h3>Arrondis</h3>"
      + list([
        "AC et DSC au centime, FPIC à l'euro ; chaque enveloppe est fermée exactement par la méthode des plus forts restes",
        "À égalité de restes : pour l'AC et la DSC le plus petit code INSEE ; pour le FPIC la plus grande population DGF, puis le plus petit code INSEE",
        "Les bornes légales sont arrondies vers l'intérieur",
      ])
    out +=
      "<h3>Comptes de la commune (M57)</h3>"
      + list(
        comparison.composantes.compactMap { flux in
          flux.compte.map { "\(flux.libelle) : \($0)" }
        })
    return out + "<h3>Sources</h3>" + list(sources)
  }

  private var sources: [String] {
    let territoire = comparison.territoire
    var out = ["Territoire \(territoire.nom), SIREN \(territoire.siren), données de \(territoire.annee)"]
    out += territoire.sources.map { source in
      [source.fichier, source.colonnes, source.date].compactMap { $0 }.joined(separator: ", ")
    }
    out += territoire.empreintes.sorted { $0.key < $1.key }.map { "\($0.key) : SHA-256 \($0.value)" }
    return out
  }

  private func list(_ lines: [String]) -> String {
    lines.isEmpty ? "" : "<ul class=\"clauses\">" + lines.map { "<li>\(HTMLText.sentence($0))</li>" }.joined() + "</ul>"
  }
}
