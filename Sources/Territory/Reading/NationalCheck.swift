import Diagnostics

/// What `ensembles.csv` must say of each entity in a national set.
enum NationalCheck {
  /// The Métropole du Grand Paris: its EPT and Paris are the entities of the FPIC.
  static let grandParis = "200054781"
  private static let most = 50

  static func check(_ territory: Territory, folder: String) -> [Diagnostic] {
    let file = folder + "/ensembles.csv"
    var out: [Diagnostic] = []
    guard !territory.ensembles.isEmpty else {
      return [
        Diagnostic(
          "T0160", .erreur, "« \(file) » ne contient aucun ensemble", place: Place(file: file),
          repair: "écrivez une ligne par ensemble intercommunal ou commune isolée sous l'en-tête")
      ]
    }
    var lines: [String: Int] = [:]
    for ensemble in territory.ensembles {
      func place(_ column: String) -> Place {
        Place(file: file, line: ensemble.ligne, note: "colonne « \(column) »")
      }
      out += identity(ensemble, &lines, place)
      out += situation(ensemble, place)
      out += amounts(ensemble, place)
      if out.count >= most { break }
    }
    return Array((out + strangers(territory, lines, folder)).prefix(most))
  }

  private static func identity(
    _ ensemble: Ensemble, _ lines: inout [String: Int], _ place: (String) -> Place
  ) -> [Diagnostic] {
    let siren = ensemble.siren
    guard !siren.isEmpty else {
      return [
        Diagnostic(
          "T0161", .erreur, "un ensemble n'a pas de SIREN", place: place("siren"), repair: "renseignez son SIREN")
      ]
    }
    if let first = lines[siren] {
      return [
        Diagnostic(
          "T0162", .erreur, "l'ensemble \(siren) est écrit deux fois", place: place("siren"),
          repair: "gardez une seule des lignes \(first) et \(ensemble.ligne ?? 0)")
      ]
    }
    lines[siren] = ensemble.ligne ?? 0
    return []
  }

  private static func situation(_ ensemble: Ensemble, _ place: (String) -> Place) -> [Diagnostic] {
    let nom = ensemble.nom.isEmpty ? ensemble.siren : ensemble.nom
    guard let type = ensemble.type else {
      return [
        Diagnostic(
          "T0163", .erreur,
          ensemble.textes["type", default: ""].isEmpty
            ? "\(nom) n'a pas de type" : "« \(ensemble.textes["type", default: ""]) » n'est pas un type d'ensemble",
          place: place("type"),
          repair: "écrivez EI (ensemble intercommunal), CI (commune isolée) ou ANCIEN (ensemble disparu, pour ses "
            + "montants passés)")
      ]
    }
    if type == .ensemble, ensemble.siren == grandParis {
      return [
        Diagnostic(
          "T0164", .erreur, "la Métropole du Grand Paris n'est pas un ensemble du FPIC", place: place("siren"),
          context: "CGCT art. L5219-8",
          repair: "écrivez une ligne EI par établissement public territorial, et Paris en commune isolée")
      ]
    }
    guard type != .ancien, ensemble.zone == nil else { return [] }
    return [
      Diagnostic(
        "T0165", .erreur, "« \(ensemble.textes["zone", default: ""]) » n'est pas une zone", place: place("zone"),
        repair: "écrivez metropole, dom (hors Mayotte) ou com (Mayotte et collectivités d'outre-mer)")
    ]
  }

  private static func amounts(_ ensemble: Ensemble, _ place: (String) -> Place) -> [Diagnostic] {
    let populations = ["population_dgf", "population_insee"]
    var out = populations.filter { (ensemble.value($0) ?? 0) < 0 }.map { name in
      Diagnostic(
        "T0119", .erreur, "une population ne peut pas être négative : \(Int(ensemble.value(name) ?? 0))",
        place: place(name), repair: "corrigez la valeur, ou laissez la case vide")
    }
    for name in ensemble.valeurs.keys.sorted() where name == "ile" || name.hasPrefix("eligible_") {
      guard let value = ensemble.value(name), value != 0, value != 1 else { continue }
      out.append(
        Diagnostic(
          "T0166", .erreur, "« \(name) » vaut 0 ou 1", place: place(name),
          repair: "écrivez 1 pour oui, 0 pour non, ou laissez la case vide si on ne sait pas"))
    }
    return out
  }

  private static func strangers(_ territory: Territory, _ lines: [String: Int], _ folder: String) -> [Diagnostic] {
    let unknown = territory.communes.filter { $0.epci.map { lines[$0] == nil } ?? false }
    guard let first = unknown.first else { return [] }
    return [
      Diagnostic(
        "T0167", .erreur,
        "\(unknown.count) commune\(unknown.count > 1 ? "s" : ""), dont \(first.nom) (\(first.insee.texte)), "
          + "porte\(unknown.count > 1 ? "nt" : "") un SIREN absent d'ensembles.csv (\(first.epci ?? ""))",
        place: Place(file: folder + "/communes.csv", note: "colonne « epci »"),
        repair: "ajoutez l'ensemble à ensembles.csv, ou corrigez la colonne epci")
    ]
  }
}

extension Ensemble {
  public enum TypeEnsemble: String, Sendable {
    case ensemble = "EI"
    case isolee = "CI"
    /// Gone, kept for the amounts of past years.
    case ancien = "ANCIEN"
  }

  public enum Zone: String, Sendable {
    case metropole, dom, com
  }

  /// `nil` when the file does not say it, or says something else.
  public var type: TypeEnsemble? { textes["type"].flatMap { TypeEnsemble(rawValue: $0.uppercased()) } }

  /// The métropole when the file does not say; `nil` for an unknown word.
  public var zone: Zone? {
    guard let text = textes["zone"], !text.isEmpty else { return .metropole }
    return Zone(rawValue: Folding.fold(text))
  }
}

extension TerritoryCodes {
  static let national: [CodeEntry] = [
    CodeEntry(
      "T0160", "Ensemble national vide",
      "Une évaluation nationale du FPIC part de tous les ensembles intercommunaux et communes isolées."),
    CodeEntry("T0161", "Ensemble sans SIREN", "Le SIREN relie l'ensemble à ses communes et à ses montants passés."),
    CodeEntry(
      "T0162", "Ensemble en double", "Compter deux fois un ensemble fausserait toutes les moyennes nationales."),
    CodeEntry(
      "T0163", "Type d'ensemble inconnu",
      "Un ensemble intercommunal (EI) est classé parmi les 60 %, une commune isolée (CI) est comparée à la médiane. Un "
        + "ensemble disparu (ANCIEN) ne compte que par ses montants passés, pour la garantie des périmètres nouveaux."),
    CodeEntry(
      "T0164", "Métropole du Grand Paris",
      "Depuis 2016 les ensembles du FPIC y sont les onze établissements publics territoriaux, et Paris une commune isolée "
        + "(CGCT art. L5219-8)."),
    CodeEntry(
      "T0165", "Zone inconnue",
      "Les départements d'outre-mer (dom) ont leur enveloppe ; Mayotte et les collectivités d'outre-mer (com) ne sont ni "
        + "prélevées ni classées."),
    CodeEntry("T0166", "Oui ou non attendu", "Une île et une éligibilité passée s'écrivent 0 ou 1."),
    CodeEntry(
      "T0167", "Commune d'un ensemble inconnu",
      "Le SIREN de la colonne epci doit être celui d'une ligne d'ensembles.csv ; une commune isolée laisse la case vide."
    ),
  ]
}
