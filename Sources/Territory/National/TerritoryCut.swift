import Diagnostics

/// An EPCI (or an EPT) cut out of a national folder, as a territory of its own.
public enum TerritoryCut {
  /// - Parameters:
  ///   - asked: a SIREN, or the name of an EPCI.
  ///   - folder: a territory folder of nature NATIONAL.
  public static func cut(_ asked: String, from folder: String) throws(DiagnosedError) -> ImportedTerritory {
    let (national, found) = try TerritoryReader.read(folder: folder)
    guard national.nature == .NATIONAL else {
      throw FileBytes.fault(
        "T0240", "« \(folder) » est le territoire d'un seul EPCI, pas un ensemble national",
        "donnez le dossier écrit par « pacte importer national »", folder)
    }
    var territory = try cut(asked, from: national)
    territory.diagnostics = found + territory.diagnostics
    return territory
  }

  static func cut(_ asked: String, from national: Territory) throws(DiagnosedError) -> ImportedTerritory {
    let ensemble = try find(asked, in: national)
    let rows = national.communes.indices.filter { national.communes[$0].epci == ensemble.siren }
    guard !rows.isEmpty else {
      throw FileBytes.fault(
        "T0241", "« \(national.dossier) » n'a aucune commune de \(ensemble.nom)",
        "refaites l'import national avec ses communes", national.dossier)
    }
    let columns = national.columns.values.sorted { $0.nom < $1.nom }.compactMap { column -> Column? in
      let values = rows.map { column.values[$0] }
      return values.allSatisfy(\.isNaN) ? nil : Column(nom: column.nom, values: values)
    }
    let nature = ensemble.textes["nature"].flatMap { NatureEPCI(rawValue: $0.uppercased()) } ?? .CC
    let regime = ensemble.textes["regime"].flatMap { RegimeFiscal(rawValue: $0.uppercased()) } ?? .FPU
    let source = Source(
      fichier: national.dossier.fileName + "/communes.csv", sha256: national.empreintes["communes.csv"],
      colonnes: "tirées de « \(national.nom) »")
    let past = national.annee - 1
    let wanted = [
      "rrf_\(past)", "dsc_\(past)", "fpic_prelevement_\(past)", "fpic_reversement_\(past)", "fsrif_prelevement_\(past)",
      "sieges", "contrat_ville",
    ]
    let missing = wanted.filter { name in !columns.contains { $0.nom == name } }.map { "communes.csv : \($0)" }
    let lacking = ["cif", "cif_nature", "pfia", "rfa"].filter {
      ensemble.valeurs[$0] == nil && ensemble.textes[$0]?.isEmpty != false
    }.map { "ensembles.csv : \($0)" }
    var territory = ImportedTerritory(
      nom: ensemble.nom, siren: ensemble.siren, annee: national.annee, nature: nature, regime: regime,
      communes: rows.map { national.communes[$0] }, columns: columns, ensembles: [ensemble],
      sources: national.sources + [source], aCompleter: missing + lacking, diagnostics: [])
    territory.identites = []
    return territory
  }

  private static func find(_ asked: String, in national: Territory) throws(DiagnosedError) -> Ensemble {
    let siren = asked.filter { !$0.isWhitespace }
    if let ensemble = national.ensembles.first(where: { $0.siren == siren }) {
      guard ensemble.textes["type"] != "CI" else {
        throw FileBytes.fault(
          "T0224", "\(ensemble.nom) est une commune isolée, sans ensemble ni répartition interne",
          "donnez le SIREN d'un EPCI, neuf chiffres", national.dossier)
      }
      return ensemble
    }
    if siren == EPT.metropole { throw DiagnosedError([try EPT.refusal()]) }
    if let commune = national.communes.first(where: { $0.insee.texte == siren.uppercased() }) {
      let epci = commune.epci.flatMap { siren in national.ensembles.first { $0.siren == siren } }
      throw FileBytes.fault(
        "T0224", "« \(siren) » est le code d'une commune, pas un EPCI",
        epci.map { "cette commune est dans l'EPCI \($0.nom) (\($0.siren))" } ?? "cette commune est isolée",
        national.dossier)
    }
    let key = Folding.fold(asked)
    let named = national.ensembles.filter { Folding.fold($0.nom) == key }
    if named.count == 1 { return named[0] }
    let nearest = Folding.nearest(asked, among: national.ensembles.map(\.nom)).flatMap { nom in
      national.ensembles.first { $0.nom == nom }.map { "vouliez-vous dire \($0.nom) (\($0.siren)) ?" }
    }
    throw FileBytes.fault(
      SIREN.isWellFormed(siren) ? "T0211" : "T0212",
      SIREN.isWellFormed(siren)
        ? "aucun EPCI de « \(national.dossier) » ne porte le SIREN \(siren)"
        : "aucun EPCI de « \(national.dossier) » ne s'appelle « \(asked) »",
      nearest ?? "donnez le SIREN de l'EPCI, neuf chiffres ; le dossier a \(national.ensembles.count) ensembles",
      national.dossier)
  }
}
