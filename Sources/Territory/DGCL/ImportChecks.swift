import Diagnostics
import LinearAlgebra

/// Identities that the published figures satisfy; a file that breaks one was altered, or read wrong.
enum ImportChecks {
  static func run(_ rows: PublishedRows, _ file: PublishedFile) -> [Diagnostic] {
    population(rows, file) + attributions(rows, file) + completeness(rows, file)
  }

  /// Population DGF = population INSEE + résidences secondaires + places de caravanes after majoration.
  private static func population(_ rows: PublishedRows, _ file: PublishedFile) -> [Diagnostic] {
    guard let dgf = rows.values("population_dgf"), let insee = rows.values("population_insee"),
      let secondaires = rows.values("residences_secondaires"), let caravanes = rows.values("caravanes_majorees")
    else { return [] }
    return rows.rows.indices.compactMap { row in
      let sum = insee[row] + secondaires[row] + caravanes[row]
      guard sum.isFinite, dgf[row].isFinite, abs(sum - dgf[row]) > 0.5 else { return nil }
      return Diagnostic(
        "T0221", .alerte,
        "\(rows.rows[row].nom) : la population DGF (\(Typography.number(dgf[row]))) n'est pas la population INSEE plus les résidences secondaires et les caravanes (\(Typography.number(sum)))",
        place: file.table.place(rows.rows[row].line), repair: "comparez avec le fichier publié par la DGCL")
    }
  }

  /// Sum of the AC of the communes = AC of the EPCI, within 1 €.
  private static func attributions(_ rows: PublishedRows, _ file: PublishedFile) -> [Diagnostic] {
    guard let ac = rows.values("ac_{N-1}"), let published = rows.values("somme_ac_epci")?.first(where: \.isFinite)
    else { return [] }
    let sum = orderedReduction(ac.count) { ac[$0].isFinite ? ac[$0] : 0 }
    guard abs(sum - published) > 1 else { return [] }
    return [
      Diagnostic(
        "T0222", .remarque,
        "les attributions de compensation des communes totalisent \(Typography.euros(sum)), et le fichier en donne \(Typography.euros(published)) pour l'EPCI",
        place: Place(file: file.table.file),
        repair: "le périmètre a pu changer dans l'année : vérifiez les attributions des communes entrées ou sorties")
    ]
  }

  /// Columns of which some communes have no value; a rank is not expected of every commune.
  private static func completeness(_ rows: PublishedRows, _ file: PublishedFile) -> [Diagnostic] {
    rows.columns.enumerated().compactMap { position, column in
      guard column.usage != .rang, column.usage != .controle else { return nil }
      let without = rows.rows.filter { $0.values[position].isNaN }
      guard !without.isEmpty else { return nil }
      let name = column.name(annee: file.annee)
      let who =
        without.count == rows.rows.count
        ? "aucune commune n'a" : "\(list(without.map(\.nom))) n'\(without.count > 1 ? "ont" : "a") pas"
      return Diagnostic(
        "T0223", .remarque, "\(who) de valeur pour \(name)", place: Place(file: file.table.file),
        repair: "la case reste vide dans communes.csv : complétez-la si un critère en a besoin")
    }
  }

  /// « A, B et C », or « A, B et 12 autres ».
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    if names.count <= 4 { return names.dropLast().joined(separator: ", ") + " et " + last }
    return names.prefix(3).joined(separator: ", ") + " et \(names.count - 3) autres"
  }
}
