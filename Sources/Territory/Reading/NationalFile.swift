import Diagnostics

/// `national.yaml`: national means and values of point of a year.
struct NationalFile {
  var valeurs: [String: Double]
  var diagnostics: [Diagnostic]
  var empreinte: String

  private static let keys =
    [
      "annee", "pfia_moyen_habitant", "revenu_moyen_prelevement", "revenu_moyen_reversement", "effort_fiscal_moyen",
      "valeur_point_prelevement", "valeur_point_reversement", "indice_seuil_eligibilite", "fonds",
      "ressources_exterieures", "regularisations", "quote_part_outre_mer", "population_outre_mer",
      "population_metropole", "population_dom", "enveloppe_dotation_intercommunalite",
    ] + TerritoireOutreMer.allCases.map(\.cle)

  static func read(_ path: String) throws(DiagnosedError) -> NationalFile {
    let yaml = try YAMLFile.read(path)
    var found = yaml.unknownKeys(known: keys)
    var valeurs: [String: Double] = [:]
    for (key, node) in yaml.root {
      guard let name = key.string, keys.contains(name), let text = node.string, !text.isEmpty else { continue }
      if case .value(let value) = NumberText.read(text, decimal: .point) {
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

/// Who shares the part of the overseas quota that the departments leave (CGCT art. R2336-7).
public enum TerritoireOutreMer: String, Sendable, CaseIterable {
  case mayotte
  case nouvelleCaledonie = "nouvelle_caledonie"
  case polynesieFrancaise = "polynesie_francaise"
  case saintPierreEtMiquelon = "saint_pierre_et_miquelon"
  case wallisEtFutuna = "wallis_et_futuna"

  /// Key of its population of the last census in `national.yaml`.
  public var cle: String { "population_\(rawValue)" }

  public var nom: String {
    switch self {
    case .mayotte: "Mayotte"
    case .nouvelleCaledonie: "Nouvelle-Calédonie"
    case .polynesieFrancaise: "Polynésie française"
    case .saintPierreEtMiquelon: "Saint-Pierre-et-Miquelon"
    case .wallisEtFutuna: "Wallis-et-Futuna"
    }
  }
}
