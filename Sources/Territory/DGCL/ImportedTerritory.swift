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
  /// One for an EPCI; every ensemble and commune isolée for a national set.
  public var ensembles: [Ensemble]
  /// Keys of `national.yaml`.
  public var national: [String: Double] = [:]
  /// Outlines by INSEE code, where a source gave them.
  public var contours: [String: Contour] = [:]
  /// Identities that only the published table could tell; `nil` where nothing was imported, and no quality is told.
  var identites: [QualityIdentity]?
  public var sources: [Source]
  /// What the published table does not hold: `communes.csv : dsc_2021`.
  public var aCompleter: [String]
  /// Remarques and alertes: an import that meets an error has none to return.
  public var diagnostics: [Diagnostic]

  public init(
    nom: String, siren: String, annee: Int, nature: NatureEPCI, regime: RegimeFiscal, communes: [Commune],
    columns: [Column], ensembles: [Ensemble], national: [String: Double] = [:], sources: [Source],
    aCompleter: [String], diagnostics: [Diagnostic]
  ) {
    (self.nom, self.siren, self.annee, self.nature, self.regime) = (nom, siren, annee, nature, regime)
    (self.communes, self.columns, self.ensembles, self.national) = (communes, columns, ensembles, national)
    (self.sources, self.aCompleter, self.diagnostics) = (sources, aCompleter, diagnostics)
  }

  public var nombreCommunes: Int { communes.count }

  /// The files of the folder, by name.
  public var files: [(nom: String, octets: [UInt8])] { allFiles(quality: QualityReport(self)) }

  /// - Parameter quality: the report on its figures, which is one of them.
  private func allFiles(quality: QualityReport?) -> [(nom: String, octets: [UInt8])] {
    let communes = FolderText.communes(self)
    let ensembles = FolderText.ensembles(self)
    var files = [
      ("territoire.yaml", Array(FolderText.description(self).utf8)), ("communes.csv", communes),
      ("ensembles.csv", ensembles),
    ]
    if !national.isEmpty { files.append(("national.yaml", Array(FolderText.national(self).utf8))) }
    if let quality { files.append(("qualite.md", Array(quality.text(self).utf8))) }
    if !contours.isEmpty {
      files.append((ContoursFile.fileName, ContoursFile.bytes(contours, communes: self.communes)))
    }
    if nature == .NATIONAL {
      let binary = BinaryTerritory(communes: self.communes, columns: columns, ensembles: self.ensembles)
      files.append((BinaryTerritory.fileName, binary.bytes(communes: communes, ensembles: ensembles)))
    }
    return files
  }

  /// Writes the folder: whole, or not at all.
  /// - Parameter replace: take the place of an existing territory; what it holds besides `territoire.yaml`,
  ///   `communes.csv` and `ensembles.csv` (groupements, national means) is kept.
  public func write(to folder: String, replace: Bool) throws(DiagnosedError) {
    try write(to: folder, replace: replace, quality: QualityReport(self))
  }

  /// - Parameter quality: the report on its figures, when it was made already.
  public func write(to folder: String, replace: Bool, quality: QualityReport?) throws(DiagnosedError) {
    try FolderWriter.write(
      allFiles(quality: quality).map { ($0.nom, $0.octets) }, to: folder, replace: replace)
  }
}
