import Diagnostics
import Legislation

/// The dated parameters of the law, a row a value.
public enum ParametersTable {
  public static func make(_ parametres: [ParametreDate]) -> Table {
    var table = Table(
      piece: "parametres", title: "Paramètres du droit",
      columns: [
        .init("chemin", "Chemin", .text), .init("libelle", "Libellé", .text), .init("unite", "Unité", .text),
        .init("depuis", "Depuis", .year), .init("valeur", "Valeur", .exact), .init("rapport", "Fraction exacte", .text),
        .init("texte", "Texte", .text), .init("confiance", "Confiance", .text), .init("decision", "Décision", .count),
        .init("autres_lectures", "Autres lectures", .text), .init("note", "Note", .text),
      ])
    for entry in parametres {
      for step in entry.valeurs {
        table.rows.append([
          .text(entry.chemin.rawValue), .text(entry.libelle), .text(entry.unite.rawValue), .number(Double(step.annee)),
          .number(step.valeur), step.rapport.map { .text("\($0)") } ?? .missing, .text(entry.article),
          .text(entry.confiance.rawValue), entry.decision.map { .number(Double($0)) } ?? .missing,
          .text(others(entry, annee: step.annee)), entry.note.map { .text($0) } ?? .missing,
        ])
      }
    }
    return table
  }

  /// « non », « 2 ans, 4 ans ».
  public static func others(_ entry: ParametreDate, annee: Int) -> String {
    entry.autresLectures(annee: annee).map { entry.unite.texte($0) }.joined(separator: ", ")
  }

  /// For a terminal.
  public static func text(_ parametre: ParametreDate) -> String {
    let values = parametre.valeurs.map {
      "\($0.annee) → \(parametre.unite.texte($0.valeur, rapport: $0.rapport))"
    }.joined(separator: ", ")
    var lines = [
      parametre.chemin.rawValue, "  \(parametre.libelle)", "  valeurs : \(values)",
      "  texte : \(parametre.article) (\(parametre.confiance.rawValue))",
    ]
    if let last = parametre.valeurs.last, parametre.confiance == .doute {
      let other = others(parametre, annee: last.annee)
      lines.append(
        "  retenu : \(parametre.unite.texte(last.valeur, rapport: last.rapport)) ; autre lecture : "
          + (other.isEmpty ? "non chiffrée" : other))
    }
    if let decision = parametre.decision { lines.append("  décision du projet : \(decision)") }
    if let note = parametre.note { lines.append("  note : \(note)") }
    return lines.joined(separator: "\n") + "\n"
  }
}
