import Diagnostics

/// `contours.geojson`: the outlines of the communes of a territory, for maps.
struct ContoursFile {
  static let fileName = "contours.geojson"
  /// Largest file read: all the communes of France at full detail.
  static let limit = 1 << 29

  var contours: [String: Contour]
  var diagnostics: [Diagnostic]
  var empreinte: String

  /// - Parameter communes: those of the territory.
  static func read(_ path: String, communes: [Commune]) throws(DiagnosedError) -> ContoursFile {
    let raw = try FileBytes.readRaw(path, limit: limit)
    var file = try read(
      try FileBytes.inflated(raw, path: path, limit: limit), path: path, empreinte: SHA256.hexadecimal(raw),
      communes: communes)
    if !file.others.isEmpty {
      file.contours.diagnostics.append(
        Diagnostic(
          "T0287", .remarque,
          "\(file.others.count) contour\(file.others.count > 1 ? "s" : "") de « \(path.fileName) » \(file.others.count > 1 ? "sont ceux" : "est celui") d'autres communes, dont \(file.others[0])",
          place: Place(file: path), repair: "retirez-les, ou vérifiez les codes"))
    }
    return file.contours
  }

  static func read(
    _ bytes: [UInt8], path: String, empreinte: String, communes: [Commune], passage: PassageTable? = nil
  ) throws(DiagnosedError) -> (contours: ContoursFile, others: [String]) {
    let reader = try GeoJSONReader(bytes, path: path, wanted: Set(communes.map(\.insee.texte)), passage: passage)
    var found = reader.diagnostics
    let absent = communes.filter { reader.contours[$0.insee.texte] == nil }
    if !absent.isEmpty, !reader.contours.isEmpty {
      found.append(
        Diagnostic(
          "T0286", .alerte,
          "\(ImportChecks.list(absent.map(\.nom))) n'\(absent.count > 1 ? "ont" : "a") pas de contour dans « \(path.fileName) » : la carte ne \(absent.count > 1 ? "les" : "la") montrera pas",
          place: Place(file: path), repair: "prenez des contours de l'année des données"))
    }
    return (
      ContoursFile(contours: reader.contours, diagnostics: found, empreinte: empreinte), reader.others.sorted()
    )
  }

  /// The same outlines as a GeoJSON, one commune a line, to the millionth of a degree (a tenth of a metre).
  static func bytes(_ contours: [String: Contour], communes: [Commune]) -> [UInt8] {
    var out = Array("{\"type\":\"FeatureCollection\",\"features\":[".utf8)
    var first = true
    for commune in communes {
      guard let contour = contours[commune.insee.texte] else { continue }
      out += Array(
        "\(first ? "" : ",")\n{\"type\":\"Feature\",\"properties\":{\"code\":\"\(commune.insee.texte)\",\"nom\":\"\(escaped(commune.nom))\"},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":["
          .utf8)
      first = false
      append(contour.polygones, to: &out) { rings, out in
        out.append(UInt8(ascii: "["))
        append(rings, to: &out) { ring, out in
          out.append(UInt8(ascii: "["))
          append(ring, to: &out) { position, out in
            out += Array("[\(degrees(position.longitude)),\(degrees(position.latitude))]".utf8)
          }
          out.append(UInt8(ascii: "]"))
        }
        out.append(UInt8(ascii: "]"))
      }
      out += Array("]}}".utf8)
    }
    out += Array("\n]}\n".utf8)
    return out
  }

  private static func append<T>(_ items: [T], to out: inout [UInt8], _ write: (T, inout [UInt8]) -> Void) {
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      write(item, &out)
    }
  }

  private static func degrees(_ value: Double) -> String {
    FolderText.number((value * 1e6).rounded() / 1e6)
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      default: scalar.value < 32 ? " " : String(scalar)
      }
    }.joined()
  }
}
