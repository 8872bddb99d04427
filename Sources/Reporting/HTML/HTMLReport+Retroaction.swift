import Diagnostics
import Simulation

extension HTMLReport {
  /// The feedback of the amounts on the indicators of later years, beside the same scenario without it.
  var retroaction: String {
    let table = comparison.retroactionTable
    guard !table.rows.isEmpty else { return "" }
    var out =
      "<p>"
      + HTMLText.sentence(
        "L'AC d'une année entre dans le potentiel financier de la suivante (CGCT art. L2334-4) ; l'AC et la moitié de la DSC d'une année entrent deux ans plus tard dans le coefficient d'intégration fiscale (art. L5211-29), donc dans la dotation d'intercommunalité et dans le partage du FPIC. Estimation à données nationales constantes."
      ) + "</p>\n"
    out += table.html(
      caption: "Coefficient d'intégration fiscale et dotation d'intercommunalité, avec et sans rétroaction",
      sortable: false, signed: ["cif_ecart", "dotation_ecart", "fpic_ecart"],
      neutral: ["cif_ecart", "dotation_ecart", "fpic_ecart"])
    return out + potentiels
  }

  private var potentiels: String {
    var out = ""
    for scenario in comparison.scenarios {
      var table = comparison.potentielsTable
      table.rows.removeAll { $0[0] != .text(scenario.nom) || $0[1] != .number(Double(annee)) }
      guard !table.rows.isEmpty else { continue }
      out +=
        "<details><summary>\(HTMLText.sentence("Potentiel financier de chaque commune en \(annee), scénario \(scenario.nom)"))</summary>"
        + table.without(["scenario", "annee", "insee"]).html(
          caption: "Potentiel financier et solde du FPIC en \(annee), en euros", signed: ["ecart"], neutral: ["ecart"])
        + "</details>\n"
    }
    return out
  }
}
