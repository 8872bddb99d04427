import Diagnostics
import Legislation
import Simulation
import Territory

/// Reads the published tables of a folder and writes the page of the explained discrepancies.
public enum DiscrepancyStudy {
  /// - Returns: the page, and what reading the tables told.
  /// - Throws: what makes a table unreadable; `T0292` when the folder has none.
  public static func page(folder: String) throws -> (text: String, diagnostics: [Diagnostic]) {
    let droit = try Parametres.charger()
    var identities: [NationalIdentities] = []
    var proxies: [ProxyFPIC] = []
    var diagnostics: [Diagnostic] = []
    for path in try NationalCriteria.tables(in: folder) {
      let criteria = try NationalCriteria.read(path)
      diagnostics += criteria.diagnostics
      identities.append(try NationalIdentities(criteria, parametres: droit))
      proxies.append(try ProxyFPIC(criteria, droit: droit))
    }
    return (ExplainedDiscrepancies.page(identities, proxies: proxies), diagnostics)
  }
}
