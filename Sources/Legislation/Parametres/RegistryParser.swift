import Diagnostics
import Yams

/// Reads one YAML file of the registry: a list of parameters, each with
/// `chemin, libelle, unite, article, confiance, valeurs`, and optionally `note`, `decision` (of the project, where the texts
/// leave the value open) and `alternatives` (the other values that they allow).
///
/// Scalars are read as text and interpreted here: Yams resolves types with regular expressions, which would cost more
/// than the rest of the load.
struct RegistryParser {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var entries: [ParametreDate] = []

  private static let required = ["chemin", "libelle", "unite", "article", "confiance", "valeurs"]
  private static let known = required + ["note", "decision", "alternatives"]
  private static let confidence: [String: Confiance] = [
    "verifie": .verifie, "derive": .derive, "memoire": .memoire, "doute": .doute,
  ]

  init(file: String) { self.file = file }

  mutating func parse(_ text: String) {
    let root: Node?
    do { root = try compose(yaml: text, .basic) } catch {
      report("ce fichier n'est pas du YAML lisible : \(error)", nil)
      return
    }
    guard let list = root?.sequence else {
      report("une liste de paramètres est attendue", root)
      return
    }
    for node in list { parseEntry(node) }
  }

  private mutating func parseEntry(_ node: Node) {
    guard let mapping = node.mapping else {
      report("un paramètre est attendu, avec ses clés « chemin », « libelle »…", node)
      return
    }
    var fields: [String: Node] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string, Self.known.contains(name) else {
        let written = key.scalar?.string ?? "?"
        let near = Folding.nearest(written, among: Self.known).map { " (« \($0) » ?)" } ?? ""
        report("clé inconnue « \(written) »\(near)", key)
        return
      }
      fields[name] = value
    }
    for name in Self.required where fields[name] == nil {
      report("la clé « \(name) » manque", node)
      return
    }
    guard let path = text(fields, "chemin"), let label = text(fields, "libelle"), let unitName = text(fields, "unite"),
      let article = text(fields, "article"), let confidenceName = text(fields, "confiance")
    else {
      report("un texte est attendu pour chaque clé autre que « valeurs »", node)
      return
    }
    guard let chemin = CheminParametre(rawValue: path) else {
      report("aucune règle ne lit le paramètre « \(path) »", node)
      return
    }
    guard let unite = UniteParametre(rawValue: unitName) else {
      report("unité inconnue « \(unitName) » pour « \(path) »", fields["unite"])
      return
    }
    guard let confiance = Self.confidence[confidenceName] else {
      report("confiance inconnue « \(confidenceName) » : verifie, derive, memoire ou doute", fields["confiance"])
      return
    }
    guard let values = parseValues(fields["valeurs"], unite, path),
      let alternatives = parseAlternatives(fields["alternatives"], unite, path)
    else { return }
    if fields["decision"] != nil, text(fields, "decision").flatMap(Int.init) == nil {
      report("le numéro de décision de « \(path) » est un entier", fields["decision"])
      return
    }
    entries.append(
      ParametreDate(
        chemin: chemin, libelle: label, unite: unite, article: article, confiance: confiance,
        note: text(fields, "note"), decision: text(fields, "decision").flatMap(Int.init), alternatives: alternatives,
        valeurs: values))
  }

  private mutating func parseAlternatives(_ node: Node?, _ unit: UniteParametre, _ path: String) -> [ValeurDatee]? {
    guard let node else { return [] }
    guard let list = node.sequence, !list.isEmpty else {
      report("« alternatives » de « \(path) » est une liste de valeurs", node)
      return nil
    }
    var out: [ValeurDatee] = []
    for item in list {
      guard let parsed = Self.value(item.scalar?.string ?? "", unit, year: 0) else {
        report("autre valeur de « \(path) » : il faut \(unit.attendu)", item)
        return nil
      }
      out.append(parsed)
    }
    return out
  }

  private mutating func parseValues(_ node: Node?, _ unit: UniteParametre, _ path: String) -> [ValeurDatee]? {
    guard let mapping = node?.mapping, !mapping.isEmpty else {
      report("« valeurs » associe au moins une année à une valeur", node)
      return nil
    }
    var values: [ValeurDatee] = []
    for (key, value) in mapping {
      guard let year = key.scalar.flatMap({ Int($0.string) }) else {
        report("une année est attendue dans les valeurs de « \(path) »", key)
        return nil
      }
      if let last = values.last, last.annee >= year {
        report("les années de « \(path) » ne sont pas dans l'ordre : \(year) après \(last.annee)", key)
        return nil
      }
      guard let parsed = Self.value(value.scalar?.string ?? "", unit, year: year) else {
        report("valeur de « \(path) » en \(year) : il faut \(unit.attendu)", value)
        return nil
      }
      values.append(parsed)
    }
    return values
  }

  private static func value(_ text: String, _ unit: UniteParametre, year: Int) -> ValeurDatee? {
    switch unit {
    case .rapport:
      guard let ratio = Rapport(text), unit.admet(ratio.valeur) else { return nil }
      return ValeurDatee(annee: year, valeur: ratio.valeur, rapport: ratio)
    case .ouiNon:
      guard text == "oui" || text == "non" else { return nil }
      return ValeurDatee(annee: year, valeur: text == "oui" ? 1 : 0)
    default:
      guard let number = Double(text), unit.admet(number) else { return nil }
      return ValeurDatee(annee: year, valeur: number)
    }
  }

  private func text(_ fields: [String: Node], _ name: String) -> String? { fields[name]?.scalar?.string }

  private mutating func report(_ message: String, _ node: Node?) {
    diagnostics.append(
      Diagnostic(
        "L0004", .erreur, "registre du droit : \(message)",
        place: Place(file: file, line: node?.mark?.line, column: node?.mark?.column)))
  }
}
