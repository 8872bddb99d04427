import Diagnostics

/// The tables of a national folder, from its binary when it says the same as they do.
struct NationalTables {
  var communes: CommunesFile
  var ensembles: EnsemblesFile
  /// Why the binary was not used, when it is there.
  static func refused(_ refusal: BinaryTerritory.Refusal, _ path: String) -> Diagnostic? {
    switch refusal {
    case .absent: nil
    case .version(let found):
      Diagnostic(
        "T0237", .remarque,
        "« \(path) » est de la version \(found) du format, celle d'ici est la \(BinaryTerritory.version) : les tables CSV sont lues",
        place: Place(file: path), repair: "refaites l'import pour rouvrir le dossier plus vite")
    case .damaged:
      Diagnostic(
        "T0238", .alerte, "« \(path) » est abîmé : les tables CSV sont lues", place: Place(file: path),
        repair: "refaites l'import, ou supprimez ce fichier")
    }
  }

  /// - Returns: `nil` with the reason when the CSV tables must be read.
  static func open(_ folder: String) -> (tables: NationalTables?, diagnostics: [Diagnostic]) {
    let path = folder + "/" + BinaryTerritory.fileName
    let read: BinaryTerritory.Read
    do {
      read = try BinaryTerritory.read(path)
    } catch {
      return (nil, [refused(error, path)].compactMap { $0 })
    }
    // A table that is missing or was changed is met again, and told, when it is read as text.
    guard let communes = FileBytes.digest(folder + "/communes.csv"),
      let ensembles = FileBytes.digest(folder + "/ensembles.csv")
    else { return (nil, []) }
    guard communes == read.communes, ensembles == read.ensembles else {
      return (
        nil,
        [
          Diagnostic(
            "T0237", .remarque,
            "les tables du dossier ont changé depuis l'import : elles sont lues à la place de « \(path) »",
            place: Place(file: path), repair: "supprimez ce fichier, ou refaites l'import")
        ]
      )
    }
    let territory = read.territory
    return (
      NationalTables(
        communes: CommunesFile(
          communes: territory.communes,
          columns: Dictionary(territory.columns.map { ($0.nom, $0) }) { first, _ in first }, diagnostics: [],
          empreinte: SHA256.hexadecimal(digest: read.communes)),
        ensembles: EnsemblesFile(
          ensembles: territory.ensembles, diagnostics: [], empreinte: SHA256.hexadecimal(digest: read.ensembles))), []
    )
  }
}
