import Diagnostics
import Yams

/// Reads a territory folder; every defect of every file is told in one run.
public enum TerritoryReader {
  /// What a folder may hold.
  private static let files = [
    "territoire.yaml", "communes.csv", "ensembles.csv", "national.yaml", "groupements.csv", ContoursFile.fileName,
    BinaryTerritory.fileName,
  ]

  /// - Throws: all the diagnostics when at least one is an error.
  /// - Returns: the territory, and the remarques and alertes found on the way.
  public static func read(folder: String) throws(DiagnosedError) -> (Territory, [Diagnostic]) {
    guard FolderCheck.isFolder(folder) else {
      let isFile = FolderCheck.exists(folder)
      throw FileBytes.fault(
        isFile ? "T0111" : "T0110",
        isFile
          ? "« \(folder) » est un fichier, il faut le dossier du territoire" : "le dossier « \(folder) » n'existe pas",
        "la ligne « données » du scénario donne le dossier, relatif au fichier du scénario", folder, missing: true)
    }
    var defects = Defects()
    defects.add(FolderCheck.strangers(folder, files))
    guard !defects.found.hasErrors else { throw DiagnosedError(defects.found) }
    let identity = defects.attempt { () throws(DiagnosedError) in
      try TerritoryDescription.read(folder + "/territoire.yaml")
    }
    if let identity { defects.add(identity.diagnostics) }
    let national = identity?.nature == .NATIONAL
    let binary = national ? NationalTables.open(folder) : nil
    if let binary { defects.add(binary.diagnostics) }
    // A national set may have no commune at all: the internal split is then not computed.
    let communes =
      binary?.tables?.communes
      ?? (national && !FolderCheck.exists(folder + "/communes.csv")
        ? CommunesFile(communes: [], columns: [:], diagnostics: [], empreinte: "")
        : defects.attempt { () throws(DiagnosedError) in try CommunesFile.read(folder + "/communes.csv") })
    if let communes { defects.add(communes.diagnostics) }
    var ensembles: [Ensemble] = []
    var moyennes: [String: Double] = [:]
    var empreintes: [String: String] = [:]
    if national || FolderCheck.exists(folder + "/ensembles.csv") {
      let found =
        binary?.tables?.ensembles
        ?? defects.attempt { () throws(DiagnosedError) in try EnsemblesFile.read(folder + "/ensembles.csv") }
      if let found {
        defects.add(found.diagnostics)
        ensembles = found.ensembles
        empreintes["ensembles.csv"] = found.empreinte
      }
    }
    if FolderCheck.exists(folder + "/national.yaml") {
      let found = defects.attempt { () throws(DiagnosedError) in try NationalFile.read(folder + "/national.yaml") }
      if let found {
        defects.add(found.diagnostics)
        moyennes = found.valeurs
        empreintes["national.yaml"] = found.empreinte
      }
    }
    var groupements: [Groupement] = []
    if FolderCheck.exists(folder + "/groupements.csv"), let communes {
      let rows = Dictionary(communes.communes.enumerated().map { ($1.insee.texte, $0) }) { first, _ in first }
      let found = defects.attempt { () throws(DiagnosedError) in
        try GroupementsFile.read(folder + "/groupements.csv", rows: rows)
      }
      if let found {
        defects.add(found.diagnostics)
        groupements = found.groupements
        empreintes["groupements.csv"] = found.empreinte
      }
    }
    var contours: [String: Contour] = [:]
    let outlines = folder + "/" + ContoursFile.fileName
    if !national, let communes, FolderCheck.exists(outlines) {
      let found = defects.attempt { () throws(DiagnosedError) in
        try ContoursFile.read(outlines, communes: communes.communes)
      }
      if let found {
        defects.add(found.diagnostics)
        contours = found.contours
        empreintes[ContoursFile.fileName] = found.empreinte
      }
    }
    guard let identity, let communes, !defects.found.hasErrors else {
      throw DiagnosedError(defects.found, missingInput: defects.missingInput)
    }
    empreintes["territoire.yaml"] = identity.empreinte
    if !communes.empreinte.isEmpty { empreintes["communes.csv"] = communes.empreinte }
    let territory = Territory(
      dossier: folder, nom: identity.nom, siren: identity.siren, nature: identity.nature, regime: identity.regime,
      annee: identity.annee, communes: communes.communes, columns: communes.columns, ensembles: ensembles,
      national: moyennes, groupements: groupements, sources: identity.sources, empreintes: empreintes,
      contours: contours)
    defects.add(Coherence.check(territory, file: folder + "/communes.csv"))
    if territory.nature == .NATIONAL { defects.add(NationalCheck.check(territory, folder: folder)) }
    guard !defects.found.hasErrors else { throw DiagnosedError(defects.found) }
    return (territory, defects.found)
  }
}

/// Diagnostics gathered over several files.
struct Defects {
  private(set) var found: [Diagnostic] = []
  private(set) var missingInput = false

  mutating func add(_ diagnostics: [Diagnostic]) { found += diagnostics }

  mutating func attempt<T>(_ body: () throws(DiagnosedError) -> T) -> T? {
    do { return try body() } catch {
      found += error.diagnostics
      missingInput = missingInput || error.missingInput
      return nil
    }
  }
}

/// What only the files together can tell.
enum Coherence {
  static func check(_ territory: Territory, file: String) -> [Diagnostic] {
    var out: [Diagnostic] = []
    if let population = territory.column("population_insee")?.values, !population.isEmpty,
      population.allSatisfy({ $0 == 0 || $0.isNaN })
    {
      out.append(
        Diagnostic(
          "T0125", .erreur, "aucune commune du territoire n'a d'habitant", place: Place(file: file),
          repair: "renseignez la colonne population_insee"))
    }
    // In a national set every commune is in another EPCI: `NationalCheck` looks at them.
    guard territory.nature != .NATIONAL else { return out }
    let strangers = territory.communes.filter { $0.epci != nil && $0.epci != territory.siren }
    if let first = strangers.first {
      out.append(
        Diagnostic(
          "T0126", .erreur,
          "\(strangers.count) commune\(strangers.count > 1 ? "s" : "") du territoire, dont \(first.nom), porte\(strangers.count > 1 ? "nt" : "") le SIREN d'un autre EPCI (\(first.epci ?? ""))",
          place: Place(file: file, note: "colonne « epci »"),
          repair: "corrigez la colonne epci, ou le siren \(territory.siren) de territoire.yaml"))
    }
    return out
  }
}
