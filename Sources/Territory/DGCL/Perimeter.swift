import Diagnostics

/// Which communes the territory has, and who says so.
struct Perimeter {
  var siren: String
  /// Name, when another source than the national table gives it.
  var nom: String?
  var nature: NatureEPCI?
  var regime: RegimeFiscal?
  /// INSEE codes with the name of the commune; `nil`: the SIREN column of the national table decides.
  var membres: [String: String]?
  var source: Source?
  var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - asked: a SIREN, or the exact name of an EPCI.
  ///   - composition: path of a published composition.
  static func find(
    _ asked: String, in file: PublishedFile, composition: String?
  ) throws(DiagnosedError) -> Perimeter {
    var siren = asked.trimmed.filter { !$0.isWhitespace }
    var found: [Diagnostic] = []
    if !SIREN.isWellFormed(siren) {
      if let code = CodeINSEE(siren.uppercased()) { throw DiagnosedError([communeAsked(code, file)]) }
      let directory = try EPCIDirectory(file)
      guard let known = directory.siren(named: asked) else { throw DiagnosedError([directory.unknown(asked, file)]) }
      siren = known
      found.append(
        Diagnostic("T0213", .remarque, "« \(asked.trimmed) » est l'EPCI \(siren)", place: Place(file: file.table.file)))
    }
    guard siren != EPT.metropole else { throw DiagnosedError([try EPT.refusal()]) }
    var perimeter = try named(siren, in: file, composition: composition)
    perimeter.diagnostics = found + perimeter.diagnostics
    return perimeter
  }

  private static func named(
    _ siren: String, in file: PublishedFile, composition: String?
  ) throws(DiagnosedError) -> Perimeter {
    if let composition {
      let read = try Composition.read(composition, wanted: siren)
      if let epci = read.epci { return Perimeter(epci, composition, read.empreinte) }
    }
    if let ept = try EPT.all()[siren] {
      return Perimeter(
        siren: siren, nom: ept.nom, nature: .EPT, regime: .FPU,
        membres: Dictionary(ept.communes.map { ($0, "") }) { first, _ in first }, source: nil,
        diagnostics: [
          Diagnostic(
            "T0227", .remarque,
            "\(ept.nom) est un EPT : ses communes sont celles de la composition de 2023, et Paris est une commune isolée",
            context: "article L. 2336-1 du CGCT")
        ])
    }
    if let composition {
      throw FileBytes.fault(
        "T0211", "aucun EPCI de « \(composition) » ne porte le SIREN \(siren)",
        "vérifiez le SIREN, ou l'année de la composition", composition)
    }
    return Perimeter(siren: siren)
  }

  private init(_ epci: Composition.EPCI, _ path: String, _ empreinte: String) {
    siren = epci.siren
    nom = epci.nom
    nature = NatureGuess.read(code: epci.nature)
    regime = epci.regime.flatMap { RegimeFiscal(rawValue: $0.uppercased()) }
    membres = Dictionary(epci.membres.map { ($0.insee, $0.nom) }) { first, _ in first }
    source = Source(
      fichier: path.fileName, sha256: empreinte, date: nil, colonnes: "composition de l'EPCI, nature, noms des communes"
    )
  }

  private init(
    siren: String, nom: String? = nil, nature: NatureEPCI? = nil, regime: RegimeFiscal? = nil,
    membres: [String: String]? = nil, source: Source? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.siren = siren
    self.nom = nom
    self.nature = nature
    self.regime = regime
    self.membres = membres
    self.source = source
    self.diagnostics = diagnostics
  }

  /// A commune was asked for: its EPCI is the answer.
  private static func communeAsked(_ code: CodeINSEE, _ file: PublishedFile) -> Diagnostic {
    var repair = "donnez le SIREN d'un EPCI, neuf chiffres"
    if code.texte == EPT.paris {
      repair = "Paris est une commune isolée, sans ensemble ni répartition interne ; \(repair)"
    } else if let row = (0..<file.count).first(where: { file.holds("insee", $0, Array(code.texte.utf8)) }) {
      var epci = (file.text("siren_epci", row), file.text("nom_epci", row))
      if let ept = (try? EPT.all())?.first(where: { $0.value.communes.contains(code.texte) }) {
        epci = (ept.key, ept.value.nom)
      }
      repair =
        SIREN.isWellFormed(epci.0)
        ? "cette commune est dans l'EPCI \(epci.1) (\(epci.0))"
        : "cette commune est isolée : elle n'a pas d'EPCI ; \(repair)"
    }
    return Diagnostic(
      "T0224", .erreur, "« \(code.texte) » est le code d'une commune, pas un EPCI", place: Place(file: file.table.file),
      repair: repair)
  }
}

extension String {
  /// The last component of a path.
  var fileName: String { split(separator: "/").last.map(String.init) ?? self }
}
