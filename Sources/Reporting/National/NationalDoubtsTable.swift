import Diagnostics
import Simulation

extension NationalDoubts {
  /// Open points of the law on which the national amounts depend; empty when none moves them.
  public var table: Table {
    var table = Table(
      piece: "doutes", title: "Doutes dont dépend le résultat",
      columns: [
        .init("point", "Point ouvert", .text), .init("libelle", "Ce qu'il règle", .text),
        .init("decision", "Décision", .count), .init("retenu", "Retenu", .text), .init("autre", "Autre lecture", .text),
        .init("montant", "Ce qui change", .text), .init("touches", "Nombre", .count),
        .init("nom", "Plus fort écart", .text), .init("ecart", "Écart", .euros),
        .init("deplace", "Montant déplacé", .euros), .init("texte", "Texte", .text),
      ])
    for effet in effets {
      table.rows.append([
        .text(effet.chemin), .text(effet.libelle), effet.decision.map { .number(Double($0)) } ?? .missing,
        .text(effet.retenue), .text(effet.autre),
        .text(effet.montant?.libelle ?? "le calcul s'arrête : \(effet.echec ?? "")"), .number(Double(effet.touches)),
        .text(effet.nom), effet.montant == nil ? .missing : Table.Cell(effet.ecart),
        effet.montant == nil ? .missing : Table.Cell(effet.deplace), .text(effet.article),
      ])
    }
    return table
  }
}
