import Diagnostics
import Simulation

extension HTMLReport {
  /// Inequality of wealth between the communes, before and after the transfers of the last year.
  var metriques: String {
    let table = comparison.metriquesShown(annee)
    guard !table.rows.isEmpty else { return "" }
    return "<p>" + HTMLText.sentence(Comparison.prudenceMetriques) + "</p>\n"
      + table.html(
        caption: "Potentiel financier par habitant DGF, avant et après les transferts de \(annee)", sortable: false)
  }
}
