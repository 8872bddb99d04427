import Diagnostics

/// `national.yaml`: national means and values of point of a year.
struct NationalFile {
  var valeurs: [String: Double]
  var diagnostics: [Diagnostic]
  var empreinte: String

  private static let keys = [
    "annee", "pfia_moyen_habitant", "revenu_moyen_prelevement", "revenu_moyen_reversement", "effort_fiscal_moyen",
    "valeur_point_prelevement", "valeur_point_reversement", "indice_seuil_eligibilite", "fonds",
    "ressources_exterieures", "regularisations", "population_outre_mer", "population_metropole", "population_dom",
  ]

  static func read(_ path: String) throws(DiagnosedError) -> NationalFile {
    let yaml = try YAMLFile.read(path)
    var found = yaml.unknownKeys(known: keys)
    var valeurs: [String: Double] = [:]
    for (key, node) in yaml.root {
      guard let name = key.string, keys.contains(name), let text = node.string, !text.isEmpty else { continue }
      if case .value(let value) = NumberText.read(text, decimalComma: false) {
        valeurs[name] = value
      } else {
        found.append(
          Diagnostic(
            "T0148", .erreur, "« \(text) » n'est pas un nombre", place: yaml.place(node),
            repair: "écrivez un nombre, décimales au point"))
      }
    }
    return NationalFile(valeurs: valeurs, diagnostics: found, empreinte: yaml.empreinte)
  }
}
