import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// What the split of every ensemble between its communes is made of, in a year of the country.
///
/// An ensemble whose plain CIF is not known, and an établissement public territorial, whose share is frozen, are not split:
/// their communes stay unknown.
struct NationalCommunes: Sendable {
  let membres: [[Int]]
  /// Of each entity; not-a-number where its communes stay unknown.
  let cif: [Double]
  let colonnes: CommunesNationales.Colonnes
  let parametres: ParametresRepartitionInterne
  /// By row of the territory: the balance of the commune is known.
  let isKnown: [Bool]

  /// - Parameter coefficients: by entity, where its own column does not give the CIF.
  /// - Throws: `S0813` when no commune can be split.
  init(_ set: NationalSet, coefficients: [NationalCoefficient?], droit: Parametres) throws(DiagnosedError) {
    let territoire = set.territoire
    parametres = try ParametresRepartitionInterne(annee: set.annee, parametres: droit)
    guard parametres.partageParCIF else {
      throw Self.unsplit("en \(set.annee) le partage suit des contributions, pas le CIF", "retirez --communes")
    }
    membres = set.membres
    let cif = set.entites.indices.map { row -> Double in
      let entite = set.entites[row]
      guard entite.type == .ensemble else { return 0 }
      if entite.textes["nature"]?.uppercased() == NatureEPCI.EPT.rawValue { return .nan }
      return (entite.natureCIF == .simple ? entite.value("cif") : nil) ?? coefficients[row]?.simple ?? .nan
    }
    self.cif = cif
    func column(_ name: String) -> [Double] {
      territoire.column(name)?.values ?? [Double](repeating: .nan, count: territoire.communes.count)
    }
    let fsrif = territoire.latestVintage(of: "fsrif_prelevement", upTo: set.annee - 1)?.column.values
    let colonnes = CommunesNationales.Colonnes(
      populationDGF: column("population_dgf"), potentielFinancier: column("potentiel_financier"),
      fsrif: fsrif.map { $0.map { $0.isNaN ? 0 : $0 } } ?? [Double](repeating: 0, count: territoire.communes.count),
      dsu10000: column("rang_dsu_10000"), dsu5000: column("rang_dsu_5000"), dsrCible: column("rang_dsr_cible"))
    self.colonnes = colonnes
    var known = [Bool](repeating: false, count: territoire.communes.count)
    for (row, members) in membres.enumerated() where !cif[row].isNaN && set.colonnes.zones[row] != .collectivite {
      // A weight that is not known would leave the whole ensemble unknown.
      let split = set.entites[row].type == .isolee || members.allSatisfy { colonnes.potentielFinancier[$0] > 0 }
      for commune in members where split { known[commune] = true }
    }
    isKnown = known
    guard known.contains(true) else {
      throw Self.unsplit(
        "aucun ensemble n'a de coefficient d'intégration fiscale connu",
        "renseignez cif dans ensembles.csv, ou retirez --communes")
    }
  }

  private static func unsplit(_ why: String, _ repair: String) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "S0813", .erreur, "les communes ne peuvent pas être calculées : \(why)",
        context: "CGCT art. L2336-3, II et L2336-5, II", repair: repair)
    ])
  }

  /// The same splits, to the last bit.
  func isSame(as other: NationalCommunes) -> Bool {
    let (mine, theirs) = (colonnes, other.colonnes)
    return cif.isIdentical(to: other.cif) && mine.populationDGF.isIdentical(to: theirs.populationDGF)
      && mine.potentielFinancier.isIdentical(to: theirs.potentielFinancier)
      && mine.fsrif.isIdentical(to: theirs.fsrif) && mine.dsu10000.isIdentical(to: theirs.dsu10000)
      && mine.dsu5000.isIdentical(to: theirs.dsu5000) && mine.dsrCible.isIdentical(to: theirs.dsrCible)
  }
}
