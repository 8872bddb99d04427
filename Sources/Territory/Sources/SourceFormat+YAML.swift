import Diagnostics
import Yams

extension SourceFormat {
  private static let keys = [
    "nom", "origine", "eprouve", "entete", "reconnu", "forme", "cle", "cle_colonne", "cle_motif", "annee_colonne",
    "variable", "valeur", "filtres", "colonnes", "absent",
  ]

  /// The mappings that ship with the program.
  public static func shipped() throws(DiagnosedError) -> [SourceFormat] {
    // The more demanding header first: that of the groupements holds all the columns of the other long table.
    let files = [
      ("ofgl-dotations-gfp.yaml", PackageResources.ofgl_dotations_gfp_yaml),
      ("ofgl-fpic.yaml", PackageResources.ofgl_fpic_yaml),
      ("ofgl-dotations-communes.yaml", PackageResources.ofgl_dotations_communes_yaml),
      ("ofgl-comptes-communes.yaml", PackageResources.ofgl_comptes_communes_yaml),
      ("balances-communes.yaml", PackageResources.balances_communes_yaml), ("rei.yaml", PackageResources.rei_yaml),
      ("dgcl-epci.yaml", PackageResources.dgcl_epci_yaml),
      ("notification-df.yaml", PackageResources.notification_df_yaml),
      ("notification-dsu.yaml", PackageResources.notification_dsu_yaml),
      ("territoire-communes.yaml", PackageResources.territoire_communes_yaml),
    ]
    var formats: [SourceFormat] = []
    for (name, bytes) in files { formats.append(try SourceFormat(try YAMLFile(bytes: bytes, path: name))) }
    return formats
  }

  public static func read(_ path: String) throws(DiagnosedError) -> SourceFormat {
    try SourceFormat(try YAMLFile.read(path))
  }

  init(_ yaml: YAMLFile) throws(DiagnosedError) {
    var found = yaml.unknownKeys(known: Self.keys)
    func required(_ key: String, _ example: String) -> String {
      if let text = yaml.text(key) { return text }
      found.append(
        Diagnostic(
          "T0143", .erreur, "la clé « \(key) » manque", place: Place(file: yaml.path),
          repair: "ajoutez « \(key): \(example) »"))
      return ""
    }
    nom = required("nom", "comptes de la commune")
    origine = yaml.text("origine") ?? ""
    eprouve = yaml.text("eprouve") == "oui"
    entete = yaml.text("entete") ?? ""
    fichier = yaml.path
    cleColonne = required("cle_colonne", "Code INSEE")
    cleMotif = yaml.text("cle_motif")
    anneeColonne = yaml.text("annee_colonne")
    variable = yaml.text("variable")
    valeur = yaml.text("valeur")
    absent = yaml.text("absent").flatMap { Double($0) }
    let forme = yaml.text("forme") ?? "large"
    longue = forme == "longue"
    if let written = Cle(rawValue: required("cle", "insee")) {
      cle = written
    } else {
      cle = .insee
      found.append(
        Diagnostic(
          "T0145", .erreur, "« \(yaml.text("cle") ?? "") » n'est pas une valeur de « cle »",
          place: yaml.place(yaml.node("cle")),
          repair: "valeurs possibles : \(Cle.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    if longue, variable == nil || valeur == nil {
      found.append(
        Diagnostic(
          "T0143", .erreur, "une forme longue a besoin des clés « variable » et « valeur »",
          place: yaml.place(yaml.node("forme")), repair: "nommez la colonne des libellés et celle des valeurs"))
    }
    var columns: [String] = []
    if case .sequence(let items)? = yaml.node("reconnu") { columns = items.compactMap(\.string) }
    reconnu = columns.isEmpty ? [cleColonne, variable, valeur].compactMap { $0 } : columns
    filtres = []
    if case .mapping(let map)? = yaml.node("filtres") {
      for (key, node) in map {
        let values = node.sequence?.compactMap(\.string) ?? node.string.map { [$0] } ?? []
        filtres.append((key.string ?? "", values))
      }
    }
    cibles = []
    if case .mapping(let map)? = yaml.node("colonnes") {
      for (key, node) in map {
        if let cible = Self.cible(key.string ?? "", node) {
          cibles.append(cible)
        } else {
          found.append(
            Diagnostic(
              "T0260", .erreur, "la correspondance de « \(key.string ?? "") » n'est pas comprise",
              place: yaml.place(key),
              repair: "écrivez « communes.NOM » ou « ensembles.NOM », ou {vers: communes.NOM, facteur: 1000}"))
        }
      }
    }
    let labels = reconnu + cibles.map(\.libelle) + filtres.map(\.colonne)
    for label in labels where SourceLabel(label).isBroken {
      found.append(
        Diagnostic(
          "T0260", .erreur, "« \(label) » n'est pas une expression régulière", place: Place(file: yaml.path),
          repair: "vérifiez ses parenthèses, ou écrivez le libellé exact"))
    }
    if cibles.isEmpty, !found.hasErrors {
      found.append(
        Diagnostic(
          "T0143", .erreur, "la clé « colonnes » manque", place: Place(file: yaml.path),
          repair: "ajoutez « colonnes: » et une ligne « libellé: communes.NOM » par grandeur"))
    }
    guard !found.hasErrors else { throw DiagnosedError(found) }
  }

  private static func cible(_ libelle: String, _ node: Node) -> Cible? {
    var text = node.string
    var cible = Cible(libelle: libelle, fichier: "", colonne: "")
    if case .mapping(let map) = node {
      text = map[Node("vers")]?.string
      cible.valeur = map[Node("valeur")]?.string
      cible.cumul = map[Node("cumul")]?.string == "oui"
      if let factor = map[Node("facteur")]?.string {
        guard let value = Double(factor) else { return nil }
        cible.facteur = value
      }
    }
    guard let text, let dot = text.firstIndex(of: ".") else { return nil }
    cible.fichier = String(text[..<dot])
    cible.colonne = String(text[text.index(after: dot)...])
    guard ["communes", "ensembles"].contains(cible.fichier), !cible.colonne.isEmpty else { return nil }
    return cible
  }

  /// `ac_{N-1}` in the year 2024 → `ac_2023`.
  static func column(_ pattern: String, annee: Int) -> String {
    guard let open = pattern.firstIndex(of: "{"), let close = pattern.firstIndex(of: "}"), open < close else {
      return pattern
    }
    let lag = pattern[pattern.index(after: open)..<close].dropFirst()
    return String(pattern[..<open]) + String(annee + (Int(lag) ?? 0)) + String(pattern[pattern.index(after: close)...])
  }
}
