import Diagnostics
import LinearAlgebra

/// Makes the national set out of the table « critères de répartition des dotations – communes » of a year: every
/// commune, every ensemble intercommunal and every commune isolée.
///
/// What the table lacks is left empty (CIF, ressources of the cap, history) or stands as a proxy that is called one:
/// the effort fiscal agrégé is the sum of the communes' numerators and denominators, and the revenu of an ensemble
/// counts for nothing the communes whose revenu is secret.
public enum NationalImporter {
  /// - Parameters:
  ///   - composition: composition of the EPCI, for their names and natures.
  ///   - ept: composition of the EPT of the Grand Paris; without it, that of 2023.
  public static func importNational(
    file: String, composition: String? = nil, ept: String? = nil, annee: Int? = nil, confirme: Bool = false,
    feuille: String? = nil
  ) throws(DiagnosedError) -> ImportedTerritory {
    try importNational(
      from: try PublishedFile(file, annee: annee, confirme: confirme, feuille: feuille), composition: composition,
      ept: ept)
  }

  static func importNational(
    from file: PublishedFile, composition: String? = nil, ept: String? = nil
  ) throws(DiagnosedError) -> ImportedTerritory {
    let membership = try NationalMembership(file, composition: composition, ept: ept)
    let rows = try NationalRows(file, membership)
    let ensembles = NationalEnsembles(rows, membership, file)
    let columns = rows.columns
    let source = Source(
      fichier: file.table.file.fileName, sha256: file.empreinte, date: nil,
      colonnes:
        "DGCL, critères de répartition des dotations, \(file.annee) : \(columns.map(\.nom).joined(separator: ", "))")
    let list = ensembles.sorted()
    let missing = DGCLImporter.missing(file).filter { !$0.hasSuffix("sieges") && !$0.hasSuffix("contrat_ville") }
    var territory = ImportedTerritory(
      nom: "France, \(file.annee)", siren: "000000000", annee: file.annee, nature: .NATIONAL, regime: .FPU,
      communes: rows.communes, columns: columns, ensembles: list, national: rows.populations(file.annee),
      sources: [source] + membership.sources, aCompleter: missing,
      diagnostics: file.diagnostics + membership.diagnostics + rows.diagnostics + ensembles.diagnostics
        + file.match.absent(file.table, file.annee))
    territory.identites = PublishedIdentities(file, rows: rows.rows, communes: territory.communes).all
    return territory
  }
}
