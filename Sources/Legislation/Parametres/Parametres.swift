import Diagnostics

/// The registry of the dated parameters of the law: every number that a finance act may change.
///
/// Rules never read it: a mechanism builds its plain structure of parameters for a year (for instance
/// `ParametresRepartitionInterne(annee:parametres:)`) and passes it on.
public struct Parametres: Sendable {
  /// In the order of `CheminParametre.allCases`.
  public internal(set) var entrees: [ParametreDate]

  private static let positions: [CheminParametre: Int] = Dictionary(
    uniqueKeysWithValues: CheminParametre.allCases.enumerated().map { ($1, $0) })

  /// The files of `Parameters/`; a new mechanism adds its line here and its paths to `CheminParametre`.
  static var fichiers: [(nom: String, contenu: [UInt8])] {
    [
      ("droit.yaml", PackageResources.droit_yaml),
      ("ac.yaml", PackageResources.ac_yaml),
      ("dsc.yaml", PackageResources.dsc_yaml),
      ("fpic.yaml", PackageResources.fpic_yaml),
      ("fpic_national.yaml", PackageResources.fpic_national_yaml),
      ("majorites.yaml", PackageResources.majorites_yaml),
      ("indicateurs.yaml", PackageResources.indicateurs_yaml),
      ("dotation_intercommunalite.yaml", PackageResources.dotation_intercommunalite_yaml),
      ("fonds_de_concours.yaml", PackageResources.fonds_de_concours_yaml),
      ("taxe_amenagement.yaml", PackageResources.taxe_amenagement_yaml),
      ("foncier.yaml", PackageResources.foncier_yaml),
      ("dgf_territoriale.yaml", PackageResources.dgf_territoriale_yaml),
      ("taux.yaml", PackageResources.taux_yaml),
    ]
  }

  /// Reads and checks the registry embedded in the program.
  /// - Throws: every fault of every file (`L0004`).
  public static func charger() throws(DiagnosedError) -> Parametres {
    try Parametres(fichiers: fichiers.map { ($0.nom, String(decoding: $0.contenu, as: UTF8.self)) })
  }

  init(fichiers: [(nom: String, texte: String)]) throws(DiagnosedError) {
    var diagnostics: [Diagnostic] = []
    var found = [ParametreDate?](repeating: nil, count: CheminParametre.allCases.count)
    for fichier in fichiers {
      var parser = RegistryParser(file: fichier.nom)
      parser.parse(fichier.texte)
      diagnostics += parser.diagnostics
      for entry in parser.entries {
        guard let position = Self.positions[entry.chemin] else { continue }
        if found[position] != nil {
          diagnostics.append(
            Diagnostic(
              "L0004", .erreur, "registre du droit : le paramètre « \(entry.chemin.rawValue) » est écrit deux fois",
              place: Place(file: fichier.nom)))
        }
        found[position] = entry
      }
    }
    if diagnostics.isEmpty {
      for (chemin, entry) in zip(CheminParametre.allCases, found) where entry == nil {
        diagnostics.append(
          Diagnostic(
            "L0004", .erreur, "registre du droit : le paramètre « \(chemin.rawValue) » manque, une règle le lit"))
      }
    }
    guard diagnostics.isEmpty else { throw DiagnosedError(diagnostics) }
    entrees = found.compactMap { $0 }
  }

  /// The whole history of a parameter.
  public subscript(chemin: CheminParametre) -> ParametreDate {
    // The initialiser refuses a registry where a path is missing, so positions and entries agree.
    entrees[Self.positions[chemin, default: 0]]
  }

  /// The value in force in `annee`: that of the last dated year before or equal. `nil` before the first one:
  /// the rule did not exist.
  public func valeur(_ chemin: CheminParametre, annee: Int) -> Double? {
    self[chemin].valeur(annee: annee)?.valeur
  }

  /// The exact fraction in force in `annee`, for parameters of unit `rapport`.
  public func rapport(_ chemin: CheminParametre, annee: Int) -> Rapport? {
    self[chemin].valeur(annee: annee)?.rapport
  }

  /// Whether a `oui_non` parameter is « oui » in `annee`; false before its first year.
  public func estOuvert(_ chemin: CheminParametre, annee: Int) -> Bool {
    valeur(chemin, annee: annee) == 1
  }

  /// Like `valeur`, where the rule cannot do without.
  /// - Throws: `L0003` before the first year.
  public func valeurExigee(_ chemin: CheminParametre, annee: Int) throws(DiagnosedError) -> Double {
    guard let valeur = valeur(chemin, annee: annee) else { throw Self.anterieure(self[chemin], annee) }
    return valeur
  }

  /// Like `rapport`, where the rule cannot do without.
  /// - Throws: `L0003` before the first year.
  public func rapportExige(_ chemin: CheminParametre, annee: Int) throws(DiagnosedError) -> Rapport {
    guard let rapport = rapport(chemin, annee: annee) else { throw Self.anterieure(self[chemin], annee) }
    return rapport
  }

  private static func anterieure(_ parametre: ParametreDate, _ annee: Int) -> DiagnosedError {
    let premiere = parametre.valeurs.first?.annee ?? annee
    return DiagnosedError([
      Diagnostic(
        "L0003", .erreur, "\(parametre.libelle) : aucune valeur en \(annee), la première est celle de \(premiere)",
        context: parametre.article,
        repair: "commencez en \(premiere)")
    ])
  }
}
