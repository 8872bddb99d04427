import Diagnostics

/// A GeoJSON among the files added to an import: the outlines of its communes.
enum ContoursSource {
  /// - Returns: false when the file is no GeoJSON, and must be read as a table.
  static func add(
    _ path: String, passage: PassageTable?, to territory: inout ImportedTerritory
  ) throws(DiagnosedError) -> Bool {
    let head = FileBytes.head(path)
    let gzip = head.starts(with: [0x1F, 0x8B])
    guard gzip ? path.lowercased().contains("json") : GeoJSONReader.looksLike(head) else { return false }
    let raw = try FileBytes.readRaw(path, limit: ContoursFile.limit)
    guard territory.nature != .NATIONAL else {
      throw FileBytes.fault(
        "T0288", "un dossier national ne garde pas de contours",
        "ajoutez « \(path.fileName) » à un EPCI tiré de ce dossier : pacte importer epci … --avec \(path.fileName)",
        path)
    }
    let file = try ContoursFile.read(
      try FileBytes.inflated(raw, path: path, limit: ContoursFile.limit), path: path,
      empreinte: SHA256.hexadecimal(raw), communes: territory.communes, passage: passage
    ).contours
    territory.diagnostics += file.diagnostics
    let count = file.contours.count
    guard count > 0 else {
      territory.diagnostics.append(
        Diagnostic(
          "T0265", .alerte, "« \(path.fileName) » n'a le contour d'aucune commune de « \(territory.nom) »",
          place: Place(file: path), repair: "vérifiez que c'est le bon fichier"))
      return true
    }
    territory.contours.merge(file.contours) { _, new in new }
    let what = "contour\(count > 1 ? "s" : "") de \(count) commune\(count > 1 ? "s" : "")"
    territory.sources.append(Source(fichier: path.fileName, sha256: file.empreinte, colonnes: what))
    territory.diagnostics.append(
      Diagnostic(
        "T0267", .remarque, "« \(path.fileName) », lu comme un GeoJSON, apporte les \(what)", place: Place(file: path)))
    return true
  }
}
