import Simulation
import Territory

/// Every intermediate figure of a run as a tidy table, at full double precision.
public enum DetailTable {
  public static func make(_ details: [(scenario: String, lignes: [DetailLine])], territoire: Territory) -> Table {
    var table = Table(
      piece: "detail", title: "Détail des calculs",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("insee", "Code INSEE", .code),
        .init("commune", "Commune", .text), .init("grandeur", "Grandeur", .text), .init("valeur", "Valeur", .exact),
        .init("unite", "Unité", .text), .init("regle", "Règle", .text), .init("source", "Source", .text),
      ])
    for (scenario, lines) in details {
      table.rows.reserveCapacity(table.rows.count + lines.count)
      for line in lines {
        let commune = line.commune.map { territoire.communes[$0] }
        table.rows.append([
          .text(scenario), .number(Double(line.annee)), commune.map { .text($0.insee.texte) } ?? .missing,
          commune.map { .text($0.nom) } ?? .missing, .text(line.grandeur),
          Table.Cell(line.unite == .centimes ? line.valeur / 100 : line.valeur), .text(line.unite.symbole),
          .text(line.regle), .text(line.source),
        ])
      }
    }
    return table
  }
}

extension Explanation.Unite {
  /// As data files write it; rates are fractions, centimes become euros.
  var symbole: String {
    switch self {
    case .centimes, .euros: "€"
    case .eurosParHabitant: "€/hab."
    case .habitants: "hab."
    case .taux: "fraction"
    case .nombre: ""
    case .metres: "m"
    case .ouiNon: "oui=1"
    }
  }
}
