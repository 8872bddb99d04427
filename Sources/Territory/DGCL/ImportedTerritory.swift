import Diagnostics

/// A territory read in the published table, ready to be written as a folder.
public struct ImportedTerritory: Sendable {
  public var nom: String
  public var siren: String
  /// Year N of the file.
  public var annee: Int
  public var nature: NatureEPCI
  public var regime: RegimeFiscal
  public var communes: [Commune]
  /// Columns of `communes.csv`, in the order in which they are written.
  public var columns: [Column]
  public var ensemble: Ensemble
  public var sources: [Source]
  /// What the published table does not hold: `communes.csv : dsc_2021`.
  public var aCompleter: [String]
  /// Remarques and alertes: an import that meets an error has none to return.
  public var diagnostics: [Diagnostic]

  public var nombreCommunes: Int { communes.count }

  /// The files of the folder, by name.
  public var files: [(nom: String, texte: String)] {
    [
      ("territoire.yaml", FolderText.description(self)), ("communes.csv", FolderText.communes(self)),
      ("ensembles.csv", FolderText.ensembles(self)),
    ]
  }

  /// Writes the folder: whole, or not at all.
  /// - Parameter replace: take the place of an existing territory; what it holds besides `territoire.yaml`,
  ///   `communes.csv` and `ensembles.csv` (groupements, national means) is kept.
  public func write(to folder: String, replace: Bool) throws(DiagnosedError) {
    try FolderWriter.write(files.map { ($0.nom, Array($0.texte.utf8)) }, to: folder, replace: replace)
  }
}
