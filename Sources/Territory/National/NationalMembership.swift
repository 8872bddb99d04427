import Diagnostics

/// Which ensemble each commune of the national table belongs to.
///
/// The table of a year carries the perimeter of 1 January of that year, which is the one of the law: it decides. A
/// composition gives names and natures, and its differences are counted. The Métropole du Grand Paris is replaced by
/// its établissements publics territoriaux; Paris is a commune isolée (decision #1).
struct NationalMembership {
  struct Entity {
    var nom: String
    var nature: NatureEPCI?
    var regime: RegimeFiscal?
  }

  /// SIREN of the ensemble by row of the table; `nil`: commune isolée.
  private(set) var siren: [String?] = []
  private(set) var entities: [String: Entity] = [:]
  private(set) var sources: [Source] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: PublishedFile, composition: String?, ept: String?) throws(DiagnosedError) {
    var territoires = try EPT.all()
    if let ept {
      let read = try CompositionTable(ept)
      territoires = read.ept
      diagnostics += read.diagnostics
      sources.append(Source(fichier: ept.fileName, sha256: read.empreinte, colonnes: "composition des EPT"))
    }
    var eptOf: [String: String] = [:]
    for (siren, membership) in territoires {
      entities[siren] = Entity(nom: membership.nom, nature: .EPT, regime: .FPU)
      for insee in membership.communes { eptOf[insee] = siren }
    }
    let published = try composition.map { path throws(DiagnosedError) in try CompositionTable(path) }
    if let published, let composition {
      sources.append(
        Source(
          fichier: composition.fileName, sha256: published.empreinte, colonnes: "nom et nature des EPCI, par SIREN"))
    }
    diagnostics += published?.diagnostics ?? []
    assign(file, eptOf)
    if let published { compare(file, published, composition ?? "") }
    if siren.contains(where: { $0.map { entities[$0]?.nature == .EPT } ?? false }) {
      diagnostics.append(
        Diagnostic(
          "T0231", .remarque,
          "les communes de la Métropole du Grand Paris sont dans leurs EPT\(ept == nil ? " (composition de 2023)" : ""), et Paris est une commune isolée",
          place: Place(file: file.table.file), context: "article L. 2336-1 du CGCT"))
    }
    guard !diagnostics.hasErrors else { throw DiagnosedError(diagnostics) }
  }

  private mutating func assign(_ file: PublishedFile, _ eptOf: [String: String]) {
    for row in 0..<file.count {
      let insee = CodeINSEE.padded(file.text("insee", row))
      let (code, broken) = file.siren(row)
      guard code == EPT.metropole || eptOf[insee] != nil else {
        if let broken, CodeINSEE(insee) != nil || file.foreign(row) == nil { tell(broken, file, row) }
        guard let code else {
          siren.append(nil)
          continue
        }
        siren.append(code)
        if entities[code] == nil { entities[code] = Entity(nom: file.text("nom_epci", row)) }
        continue
      }
      siren.append(eptOf[insee])
      if eptOf[insee] == nil, insee != EPT.paris {
        diagnostics.append(
          Diagnostic(
            "T0230", .erreur,
            "\(file.text("nom", row)) (\(insee)) est dans la Métropole du Grand Paris et dans aucun de ses EPT",
            place: file.place(row), context: "article L. 2336-1 du CGCT",
            repair: "donnez la composition des EPT de l'année avec --ept"))
      }
    }
  }

  /// A damaged SIREN would make an isolée of a commune that is in an EPCI.
  private mutating func tell(_ broken: String, _ file: PublishedFile, _ row: Int) {
    guard diagnostics.count < 20 else { return }
    diagnostics.append(
      Diagnostic(
        "T0146", .erreur, "« \(broken) » n'est pas un SIREN", place: file.place(row, column: "Code SIREN de l'EPCI"),
        repair:
          "un tableur a pu le tronquer (2,43E+08) : reprenez le fichier publié, ou mettez la colonne au format texte"
      ))
  }

  private mutating func compare(_ file: PublishedFile, _ table: CompositionTable, _ path: String) {
    for (siren, epci) in table.epci where entities[siren] != nil && entities[siren]?.nature != .EPT {
      entities[siren] = Entity(
        nom: epci.nom, nature: NatureGuess.read(code: epci.nature),
        regime: epci.regime.flatMap { RegimeFiscal(rawValue: $0.uppercased()) })
    }
    var different: [String] = []
    for row in 0..<file.count {
      let insee = CodeINSEE.padded(file.text("insee", row))
      guard let other = table.membre[insee], let mine = siren[row], entities[mine]?.nature != .EPT else { continue }
      if other != mine { different.append(file.text("nom", row)) }
    }
    if !different.isEmpty {
      diagnostics.append(
        Diagnostic(
          "T0233", .remarque,
          "\(different.count) communes n'ont pas le même EPCI dans « \(path.fileName) » (\(ImportChecks.list(different))) : le fichier de \(file.annee) décide",
          place: Place(file: path),
          repair:
            "le périmètre de la loi est celui du 1er janvier \(file.annee) ; la composition donne les noms et natures"))
    }
  }
}
