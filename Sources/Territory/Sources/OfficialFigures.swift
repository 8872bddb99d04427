import Diagnostics

/// The published figures of ensembles, by SIREN then by column, read with the mappings that ship with the program.
public enum OfficialFigures {
  public static func read(
    _ path: String, annee: Int
  ) throws(DiagnosedError) -> (values: [String: [String: Double]], diagnostics: [Diagnostic]) {
    let formats = try SourceFormat.shipped().filter { $0.cle == .siren }
    let source = try SourceTable(path) { header in formats.contains { $0.recognises(header) } }
    guard let format = formats.first(where: { $0.recognises(source.table.header) }) else {
      throw FileBytes.fault(
        "T0266", "« \(path) » n'est pas un fichier publié d'ensembles intercommunaux",
        "il faut l'export « fpic-ensembles-intercommunaux » de l'OFGL : \(formats.first?.entete ?? "")", path)
    }
    let reading = try SourceReading(source, format, annee: annee, insee: [:])
    var values: [String: [String: Double]] = [:]
    for (name, cells) in reading.values where name.hasPrefix("ensembles.") {
      let column = String(name.dropFirst("ensembles.".count))
      for (siren, cell) in cells { values[siren, default: [:]][column] = cell.value }
    }
    guard values.values.contains(where: { $0.keys.contains { $0.hasPrefix("fpic_") && $0.hasSuffix("_\(annee)") } })
    else {
      throw FileBytes.fault(
        "T0272", "« \(path) » n'a aucun montant de FPIC de \(annee)",
        "donnez l'export de \(annee), ou une autre année avec --annee", path)
    }
    return (values, reading.diagnostics)
  }
}
