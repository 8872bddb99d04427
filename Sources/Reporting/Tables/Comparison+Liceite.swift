import Diagnostics
import Simulation

extension Comparison {
  /// What the law and the data object, with the figures of each bound in columns of their own.
  public var liceiteTable: Table {
    var table = Table(
      piece: "liceite", title: "Licéité et remarques",
      columns: [
        .init("scenario", "Scénario", .text), .init("gravite", "Gravité", .text), .init("code", "Code", .text),
        .init("constat", "Constat", .text), .init("lieu", "Lieu", .text), .init("grandeur", "Grandeur mesurée", .text),
        .init("valeur", "Valeur", .exact), .init("sens", "Sens de la borne", .text), .init("borne", "Borne", .exact),
        .init("ecart", "Écart", .exact), .init("valeur_legale", "Valeur légale la plus proche", .exact),
        .init("unite", "Unité", .text), .init("texte", "Texte", .text), .init("issue", "Issue", .text),
      ])
    for (scenario, found) in constats {
      let m = found.mesure
      table.rows.append([
        .text(scenario), .text(found.severity.rawValue), .text(found.code), .text(found.message),
        .text(found.place?.lieu ?? ""), .text(m?.grandeur ?? ""), Table.Cell(m?.valeur ?? .nan),
        .text(m?.sens.rawValue ?? ""), Table.Cell(m?.borne ?? .nan), Table.Cell(m?.ecart ?? .nan),
        Table.Cell(m?.plusProche ?? .nan), .text(m?.unite.rawValue ?? ""), .text(found.context ?? ""),
        .text(found.repair ?? ""),
      ])
    }
    return table
  }

  /// The same for a reader: one column of figures, in the words of the law.
  var liceiteLisible: Table {
    var table = Table(
      piece: "liceite", title: "Licéité et remarques",
      columns: [
        .init("scenario", "Scénario", .text), .init("gravite", "Gravité", .text), .init("code", "Code", .text),
        .init("constat", "Constat", .text), .init("mesure", "Mesure", .text), .init("borne", "Borne", .text),
        .init("ecart", "Écart", .text), .init("texte", "Texte", .text), .init("issue", "Issue", .text),
      ])
    for (scenario, found) in constats {
      let m = found.mesure
      table.rows.append([
        .text(scenario), .text(found.severity.rawValue), .text(found.code), .text(found.message),
        .text(m.map { "\($0.grandeur) : \($0.texte($0.valeur))" } ?? "–"), .text(m?.borneEcrite ?? "–"),
        .text(m?.ecartEcrit ?? "–"), .text(found.context ?? ""), .text(found.repair ?? ""),
      ])
    }
    return table
  }

  /// Gravest first within a scenario.
  private var constats: [(scenario: String, found: Diagnostic)] {
    scenarios.flatMap { scenario in
      scenario.diagnostics.sorted { $0.severity < $1.severity }.map { (scenario.nom, $0) }
    }
  }
}

extension Place {
  /// « scenario-b.pacte:22 »
  fileprivate var lieu: String { line.map { "\(file):\($0)" } ?? file }
}
