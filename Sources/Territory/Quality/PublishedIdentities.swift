import Diagnostics
import LinearAlgebra

/// Identities between columns of the published table that a territory does not keep, over the rows of the territory.
struct PublishedIdentities {
  let file: PublishedFile
  let rows: [Int]
  let names: [String]

  init(_ file: PublishedFile, rows: [Int], communes: [Commune]) {
    (self.file, self.rows, names) = (file, rows, communes.map(\.nom))
  }

  private func column(_ name: String) -> [Double]? {
    file.numbers.firstIndex { $0.colonne == name }.map { column in rows.map { file.number(column, $0) } }
  }

  private func compare(_ label: String, tolerance: Double, _ gap: (Int) -> Double?) -> QualityIdentity {
    QualityIdentity(label, tolerance: tolerance, rows.indices.compactMap { row in gap(row).map { (names[row], $0) } })
  }

  var all: [QualityIdentity] { [population(), attributions(), potentiel(), effort()].compactMap { $0 } }

  private func population() -> QualityIdentity? {
    guard let dgf = column("population_dgf"), let insee = column("population_insee"),
      let second = column("residences_secondaires"), let caravans = column("caravanes_majorees")
    else { return nil }
    return compare("population DGF = population INSEE + résidences secondaires + caravanes majorées", tolerance: 0.5) {
      dgf[$0] - insee[$0] - second[$0] - caravans[$0]
    }
  }

  private func potentiel() -> QualityIdentity? {
    guard let fiscal = column("potentiel_fiscal"), let financier = column("potentiel_financier"),
      let df = column("dotation_forfaitaire_n1"), let levy = column("prelevement_fiscalite"),
      let crfp = column("prelevement_crfp"), let cps = column("cps_2014"), let dctp = column("dctp_2014")
    else { return nil }
    return compare(
      "potentiel financier = potentiel fiscal + dotation forfaitaire − compensations − prélèvements, à 2 €",
      tolerance: 2
    ) { financier[$0] - (fiscal[$0] + df[$0] - levy[$0] - crfp[$0] - cps[$0] - dctp[$0]) }
  }

  private func effort() -> QualityIdentity? {
    guard let high = column("effort_fiscal_numerateur"), let low = column("effort_fiscal_denominateur") else {
      return nil
    }
    return compare("l'effort fiscal a un numérateur et un dénominateur positifs", tolerance: 0) {
      high[$0].isNaN && low[$0].isNaN ? nil : (high[$0] >= 0 && low[$0] > 0 ? 0 : min(high[$0], low[$0]) - 1)
    }
  }

  /// By EPCI: the sum of the members against the total that the table repeats on each row.
  private func attributions() -> QualityIdentity? {
    guard let ac = column("ac_{N-1}"), let total = column("somme_ac_epci") else { return nil }
    var members: [String: [Int]] = [:]
    for row in rows.indices {
      if let siren = file.siren(rows[row]).code { members[siren, default: []].append(row) }
    }
    var identity = QualityIdentity(
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
