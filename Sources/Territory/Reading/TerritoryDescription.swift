import Diagnostics
import Yams

/// `territoire.yaml`: what the folder is about.
struct TerritoryDescription {
  var nom: String
  var siren: String
  var nature: NatureEPCI
  var regime: RegimeFiscal
  var annee: Int
  var sources: [Source]
  var diagnostics: [Diagnostic]
  var empreinte: String

  static let keys = ["nom", "siren", "nature", "regime", "annee", "sources", "a_completer"]

  static func read(_ path: String) throws(DiagnosedError) -> TerritoryDescription {
    let yaml = try YAMLFile.read(path)
    var found = yaml.unknownKeys(known: keys)
    func required(_ key: String, _ example: String) -> String? {
      if let text = yaml.text(key) { return text }
      found.append(
        Diagnostic(
          "T0143", .erreur, "la clé « \(key) » manque", place: Place(file: path),
          repair: "ajoutez « \(key): \(example) »"))
      return nil
    }
    let nom = required("nom", "CA du Val d'Exemple")
    let nature = required("nature", "CA").flatMap { choice($0, "nature", of: NatureEPCI.self, yaml, &found) }
    // A national set is no EPCI: it has neither a SIREN nor a tax regime of its own.
    let country = nature == .NATIONAL
    let siren = country ? yaml.text("siren") ?? "" : required("siren", "\"200012345\"")
    let written = country ? yaml.text("regime") ?? RegimeFiscal.FPU.rawValue : required("regime", "FPU")
    let regime = written.flatMap { choice($0, "regime", of: RegimeFiscal.self, yaml, &found) }
    let annee = required("annee", "2026").flatMap { text -> Int? in
      if let year = Int(text), (1990...2100).contains(year) { return year }
      found.append(
        Diagnostic(
          "T0144", .erreur, "« \(text) » n'est pas une année", place: yaml.place(yaml.node("annee")),
          repair: "écrivez quatre chiffres, par exemple 2026"))
      return nil
    }
    if let siren, !(country && siren.isEmpty) { found += check(siren: siren, yaml) }
    guard let nom, let siren, let nature, let regime, let annee, !found.hasErrors else { throw DiagnosedError(found) }
    return TerritoryDescription(
      nom: nom, siren: siren, nature: nature, regime: regime, annee: annee, sources: sources(yaml), diagnostics: found,
      empreinte: yaml.empreinte)
  }

  private static func choice<T: RawRepresentable & CaseIterable>(
    _ text: String, _ key: String, of type: T.Type, _ yaml: YAMLFile, _ found: inout [Diagnostic]
  ) -> T? where T.RawValue == String {
    if let value = T(rawValue: text.uppercased()) { return value }
    let names = type.allCases.map(\.rawValue)
    let nearest = Folding.nearest(text, among: names).map { "vouliez-vous dire \($0) ? " } ?? ""
    found.append(
      Diagnostic(
        "T0145", .erreur, "« \(text) » n'est pas une valeur de « \(key) »", place: yaml.place(yaml.node(key)),
        repair: "\(nearest)valeurs possibles : \(names.joined(separator: ", "))"))
    return nil
  }

  private static func check(siren: String, _ yaml: YAMLFile) -> [Diagnostic] {
    let place = yaml.place(yaml.node("siren"))
    guard SIREN.isWellFormed(siren) else {
      return [
        Diagnostic(
          "T0146", .erreur, "« \(siren) » n'est pas un SIREN", place: place,
          repair: "un SIREN a neuf chiffres, entre guillemets : \"200012345\"")
      ]
    }
    guard SIREN.hasValidKey(siren) else {
      return [
        Diagnostic(
          "T0147", .remarque, "la clé de contrôle du SIREN \(siren) est fausse : SIREN fictif ou mal recopié",
          place: place)
      ]
    }
    return []
  }

  private static func sources(_ yaml: YAMLFile) -> [Source] {
    guard case .sequence(let items)? = yaml.node("sources") else { return [] }
    return items.compactMap { item in
      guard case .mapping(let map) = item, let file = map[Node("fichier")]?.string else { return nil }
      return Source(
        fichier: file, sha256: map[Node("sha256")]?.string, date: map[Node("date")]?.string,
        colonnes: map[Node("colonnes")]?.string)
    }
  }
}

/// Nine digits, the last one a check digit.
public enum SIREN {
  public static func isWellFormed(_ text: String) -> Bool {
    text.utf8.count == 9 && text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  /// The SIREN of a cell in which a spreadsheet put spaces or decimals: `243 000 593`, `243000593.0`.
  static func cleaned(_ text: String) -> String { isWellFormed(text) ? text : CodeText.withoutDamage(text) }

  /// Luhn's check.
  public static func hasValidKey(_ text: String) -> Bool {
    var sum = 0
    for (index, byte) in text.utf8.reversed().enumerated() {
      let digit = Int(byte) - 48
      let weighted = index % 2 == 1 ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return sum % 10 == 0
  }
}
