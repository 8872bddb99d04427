import Diagnostics
import Glibc
import LinearAlgebra

/// What an import is worth before anything is simulated: completeness, identities, outliers.
public struct QualityReport {
  struct Identity {
    var libelle: String
    var tenue: Int
    var total: Int
    /// The largest breaches, named.
    var exemples: [String]
  }

  struct Outlier {
    var commune: String
    var grandeur: String
    var valeur: Double
    /// Distance to the median, in robust standard deviations of the logarithm.
    var ecart: Double
  }

  let completude: [(colonne: String, manquantes: Int)]
  let identites: [Identity]
  let atypiques: [Outlier]

  /// - Parameter rows: row of the published table of each commune of the territory.
  init(_ territory: ImportedTerritory, _ file: PublishedFile, rows: [Int]) {
    completude = territory.columns.map { ($0.nom, $0.values.count { $0.isNaN }) }
    let figures = Figures(file: file, rows: rows, names: territory.communes.map(\.nom))
    identites = [figures.population(), figures.attributions(), figures.potentiel(), figures.effort()].compactMap { $0 }
    atypiques = Self.outliers(territory)
  }

  /// Columns of the published table over the rows of the territory.
  private struct Figures {
    let file: PublishedFile
    let rows: [Int]
    let names: [String]

    func column(_ name: String) -> [Double]? {
      file.numbers.firstIndex { $0.colonne == name }.map { column in rows.map { file.number(column, $0) } }
    }

    private func compare(_ label: String, tolerance: Double, _ gap: (Int) -> Double?) -> Identity {
      var identity = Identity(libelle: label, tenue: 0, total: 0, exemples: [])
      var breaches: [(String, Double)] = []
      for row in rows.indices {
        guard let value = gap(row), value.isFinite else { continue }
        identity.total += 1
        if abs(value) <= tolerance { identity.tenue += 1 } else { breaches.append((names[row], value)) }
      }
      breaches.sort { (abs($1.1), $0.0) < (abs($0.1), $1.0) }
      identity.exemples = breaches.prefix(3).map { "\($0.0) (écart \(Typography.shortest($0.1, maximum: 4)))" }
      return identity
    }

    func population() -> Identity? {
      guard let dgf = column("population_dgf"), let insee = column("population_insee"),
        let second = column("residences_secondaires"), let caravans = column("caravanes_majorees")
      else { return nil }
      return compare("population DGF = population INSEE + résidences secondaires + caravanes majorées", tolerance: 0.5)
      {
        dgf[$0] - insee[$0] - second[$0] - caravans[$0]
      }
    }

    func potentiel() -> Identity? {
      guard let fiscal = column("potentiel_fiscal"), let financier = column("potentiel_financier"),
        let df = column("dotation_forfaitaire_n1"), let levy = column("prelevement_fiscalite"),
        let crfp = column("prelevement_crfp"), let cps = column("cps_2014"), let dctp = column("dctp_2014")
      else { return nil }
      return compare(
        "potentiel financier = potentiel fiscal + dotation forfaitaire − compensations − prélèvements, à 2 €",
        tolerance: 2
      ) { financier[$0] - (fiscal[$0] + df[$0] - levy[$0] - crfp[$0] - cps[$0] - dctp[$0]) }
    }

    func effort() -> Identity? {
      guard let high = column("effort_fiscal_numerateur"), let low = column("effort_fiscal_denominateur") else {
        return nil
      }
      return compare("l'effort fiscal a un numérateur et un dénominateur positifs", tolerance: 0) {
        high[$0].isNaN && low[$0].isNaN ? nil : (high[$0] >= 0 && low[$0] > 0 ? 0 : min(high[$0], low[$0]) - 1)
      }
    }

    /// By EPCI: the sum of the members against the total that the table repeats on each row.
    func attributions() -> Identity? {
      guard let ac = column("ac_{N-1}"), let total = column("somme_ac_epci") else { return nil }
      var members: [String: [Int]] = [:]
      for row in rows.indices {
        let siren = file.text("siren_epci", rows[row])
        if SIREN.isWellFormed(siren) { members[siren, default: []].append(row) }
      }
      var identity = Identity(
        libelle: "somme des attributions des communes = total publié de l'EPCI, à 1 €", tenue: 0, total: 0, exemples: []
      )
      for siren in members.keys.sorted() {
        let list = members[siren] ?? []
        guard let published = list.lazy.map({ total[$0] }).first(where: \.isFinite) else { continue }
        let sum = orderedReduction(list.count) { ac[list[$0]].isFinite ? ac[list[$0]] : 0 }
        identity.total += 1
        if abs(sum - published) <= 1 {
          identity.tenue += 1
        } else if identity.exemples.count < 3 {
          identity.exemples.append(
            "\(file.text("nom_epci", rows[list[0]])) (écart \(Typography.euros(sum - published)))")
        }
      }
      return identity
    }
  }

  /// Per-head figures further than six robust deviations from the median.
  private static func outliers(_ territory: ImportedTerritory) -> [Outlier] {
    guard let people = territory.columns.first(where: { $0.nom == "population_dgf" })?.values else { return [] }
    var found: [Outlier] = []
    for column in territory.columns where ["revenu", "potentiel_financier", "potentiel_fiscal"].contains(column.nom) {
      let rows = territory.communes.indices.filter { people[$0] > 0 && column.values[$0] > 0 }
      guard rows.count >= 20 else { continue }
      let logs = rows.map { log(column.values[$0] / people[$0]) }
      let middle = median(logs)
      // 1.4826 makes the median deviation that of a normal law.
      let spread = 1.4826 * median(logs.map { abs($0 - middle) })
      guard spread > 0 else { continue }
      for (row, value) in zip(rows, logs) where abs(value - middle) > 6 * spread {
        found.append(
          Outlier(
            commune: "\(territory.communes[row].nom) (\(territory.communes[row].insee.texte))",
            grandeur: column.nom, valeur: exp(value), ecart: (value - middle) / spread))
      }
    }
    return found.sorted { (abs($1.ecart), $0.commune) < (abs($0.ecart), $1.commune) }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// What is said at once; the rest is in `qualite.md`.
  func diagnostics(_ place: Place) -> [Diagnostic] {
    let broken = identites.filter { $0.tenue < $0.total }
    var found = broken.map { identity in
      Diagnostic(
        "T0270", .remarque,
        "\(identity.libelle) : \(identity.total - identity.tenue) exceptions sur \(Typography.number(Double(identity.total))), dont \(identity.exemples.joined(separator: ", "))",
        place: place, repair: "le détail est dans qualite.md")
    }
    if !atypiques.isEmpty {
      found.append(
        Diagnostic(
          "T0271", .remarque,
          "\(atypiques.count) valeurs par habitant très éloignées des autres, dont \(atypiques[0].commune) : \(atypiques[0].grandeur) de \(Typography.eurosPerHead(atypiques[0].valeur))",
          place: place, repair: "le détail est dans qualite.md"))
    }
    return found
  }

  func text(_ territory: ImportedTerritory) -> String {
    let count = territory.communes.count
    var lines = [
      "# Qualité de l'import : \(territory.nom)", "",
      "\(Typography.number(Double(count))) communes, données de \(territory.annee). Rien n'a encore été simulé.", "",
      "## Complétude", "", "| colonne | valeurs | absentes |", "|---|---:|---:|",
    ]
    for column in completude {
      lines.append(
        "| \(column.colonne) | \(Typography.number(Double(count - column.manquantes))) | \(Typography.number(Double(column.manquantes))) (\(Typography.percent(Double(column.manquantes) / Double(max(1, count)), decimals: 1))) |"
      )
    }
    lines += ["", "## Identités", "", "| identité | tenue | exceptions |", "|---|---:|---|"]
    for identity in identites {
      let held = "\(Typography.number(Double(identity.tenue))) sur \(Typography.number(Double(identity.total)))"
      lines.append(
        "| \(identity.libelle) | \(held) | \(identity.exemples.isEmpty ? "aucune" : identity.exemples.joined(separator: ", ")) |"
      )
    }
    lines += ["", "## Valeurs atypiques", ""]
    if atypiques.isEmpty {
      lines.append("Aucune valeur par habitant n'est à plus de six écarts types robustes de la médiane.")
    } else {
      lines += ["| commune | grandeur | par habitant DGF | écarts types |", "|---|---|---:|---:|"]
      lines += atypiques.prefix(30).map {
        "| \($0.commune) | \($0.grandeur) | \(Typography.eurosPerHead($0.valeur)) | \(Typography.number($0.ecart, decimals: 1)) |"
      }
    }
    return Typography.apply(lines.joined(separator: "\n")) + "\n"
  }
}
