import Diagnostics

/// The EPCI of a published table, gathered when a name must be found or an error explained.
struct EPCIDirectory {
  /// Name by SIREN.
  private(set) var names: [String: String] = [:]
  /// SIREN by folded name.
  private var sirens: [String: Set<String>] = [:]

  init(_ file: PublishedFile) throws(DiagnosedError) {
    var previous: [UInt8] = []
    for row in 0..<file.count where !file.holds("siren_epci", row, previous) {
      previous = Array(file.text("siren_epci", row).utf8)
      if let code = file.siren(row).code, code != EPT.metropole { add(code, file.text("nom_epci", row)) }
    }
    for (code, ept) in try EPT.all() { add(code, ept.nom) }
  }

  private mutating func add(_ siren: String, _ nom: String) {
    names[siren] = nom
    sirens[Self.key(nom), default: []].insert(siren)
  }

  /// The EPCI of that name, when there is one and only one.
  func siren(named nom: String) -> String? {
    guard let found = sirens[Self.key(nom)], found.count == 1 else { return nil }
    return found.first
  }

  /// Why the EPCI asked is not there.
  func unknown(_ asked: String, _ file: PublishedFile) -> Diagnostic {
    let count = Typography.number(Double(names.count))
    if SIREN.isWellFormed(asked) {
      return Diagnostic(
        "T0211", .erreur, "aucun EPCI de « \(file.table.file) » ne porte le SIREN \(asked)",
        place: Place(file: file.table.file),
        repair:
          "vérifiez le SIREN : le fichier a \(count) EPCI de \(file.annee), et un EPCI créé ou fusionné depuis n'y est pas"
      )
    }
    let suggestion = suggestion(for: asked).map { "vouliez-vous dire \($0.nom) (\($0.siren)) ?" }
    return Diagnostic(
      "T0212", .erreur, "aucun EPCI de « \(file.table.file) » ne s'appelle « \(asked) »",
      place: Place(file: file.table.file),
      repair: suggestion ?? "donnez le SIREN de l'EPCI, neuf chiffres ; le fichier a \(count) EPCI")
  }

  /// A misspelt name, or a name said without its kind (« Petite Camargue »).
  private func suggestion(for asked: String) -> (siren: String, nom: String)? {
    let words = Set(Self.key(asked).split(separator: " "))
    let containing = names.filter { words.isSubset(of: Set(Self.key($0.value).split(separator: " "))) }
    var bare: [String: String] = [:]
    for nom in names.values.sorted(by: >) { bare[Self.withoutKind(nom)] = nom }
    let nearest =
      Folding.nearest(asked, among: names.values.sorted())
      ?? Folding.nearest(Self.withoutKind(asked), among: bare.keys.sorted()).flatMap { bare[$0] }
      ?? (words.isEmpty ? nil : containing.values.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) })
    return nearest.flatMap { nom in siren(named: nom).map { ($0, nom) } }
  }

  /// « CC de Petite Camargue » → `petite camargue`.
  private static func withoutKind(_ nom: String) -> String {
    let small: Set<Substring> = [
      "cc", "cdc", "ca", "cu", "metropole", "agglomeration", "communaute", "de", "du", "des", "d",
    ]
    return key(nom).split(separator: " ").filter { !small.contains($0) }.joined(separator: " ")
  }

  private static func key(_ nom: String) -> String {
    Folding.fold(nom).replacing("communaute de communes", with: "cc").replacing(
      "communaute d agglomeration", with: "ca"
    ).replacing("communaute urbaine", with: "cu")
  }
}
