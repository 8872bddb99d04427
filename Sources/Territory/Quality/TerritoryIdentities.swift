import Diagnostics
import LinearAlgebra

/// An identity that figures satisfy, and the largest breaches of it.
struct QualityIdentity: Sendable, Equatable {
  var libelle: String
  var tenue: Int
  var total: Int
  /// The largest breaches, named.
  var exemples: [String]
  /// Whether a diagnostic of the import tells the breaches one by one.
  var estDite = false

  /// - Parameter gaps: name of a commune or of an ensemble, and by how much it breaks the identity.
  init(_ libelle: String, tolerance: Double, _ gaps: [(nom: String, ecart: Double)]) {
    self.libelle = libelle
    let known = gaps.filter { $0.ecart.isFinite }
    total = known.count
    let breaches = known.filter { abs($0.ecart) > tolerance }.sorted {
      (abs($1.ecart), $0.nom) < (abs($0.ecart), $1.nom)
    }
    tenue = total - breaches.count
    exemples = breaches.prefix(3).map { "\($0.nom) (écart \(Typography.shortest($0.ecart, maximum: 4)))" }
  }

  init(libelle: String, tenue: Int, total: Int, exemples: [String]) {
    (self.libelle, self.tenue, self.total, self.exemples) = (libelle, tenue, total, exemples)
  }
}

/// Identities between the figures of a territory as it is written, whatever files they came from.
struct TerritoryIdentities {
  let territory: ImportedTerritory
  private let columns: [String: [Double]]
  private let members: [String: [Int]]

  init(_ territory: ImportedTerritory) {
    self.territory = territory
    columns = Dictionary(territory.columns.map { ($0.nom, $0.values) }) { first, _ in first }
    members = Dictionary(grouping: territory.communes.indices) { row in
      territory.communes[row].epci
        ?? (territory.nature == .NATIONAL ? territory.communes[row].insee.texte : territory.siren)
    }
  }

  var all: [QualityIdentity] {
    let parts = [
      ("population_insee", "population_dgf"), ("logements_sociaux", "logements"),
      ("population_qpv", "population_insee"), ("population_3_16", "population_insee"),
    ].map { part($0.0, of: $0.1) }
    let sums = ["population_dgf", "population_insee", "revenu"].map { sum($0) }
    return (parts + sums + levies + [aggregate, coefficients]).compactMap { $0 }.filter { $0.total > 0 }
  }

  /// A count is no more than the one that holds it.
  private func part(_ small: String, of large: String) -> QualityIdentity? {
    guard let small = columns[small].map({ (small, $0) }), let large = columns[large].map({ (large, $0) }) else {
      return nil
    }
    return QualityIdentity(
      "\(small.0) ne dépasse pas \(large.0)", tolerance: 0,
      territory.communes.indices.map { row in
        let gap = small.1[row] - large.1[row]
        return (territory.communes[row].nom, gap.isNaN ? .nan : max(0, gap))
      })
  }

  private func total(_ values: [Double], _ rows: [Int]) -> Double {
    orderedReduction(rows.count) { values[rows[$0]] }
  }

  /// What an ensemble says of itself against its communes.
  private func gaps(
    _ name: String, _ gap: (_ stated: Double, _ sum: Double) -> Double
  ) -> [(nom: String, ecart: Double)]? {
    guard let values = columns[name] else { return nil }
    return territory.ensembles.compactMap { ensemble in
      guard let stated = ensemble.valeurs[name], let rows = members[ensemble.siren], !rows.isEmpty else { return nil }
      return (ensemble.nom, gap(stated, total(values, rows)))
    }
  }

  private func sum(_ name: String) -> QualityIdentity? {
    gaps(name) { $0 - $1 }.map {
      QualityIdentity("\(name) de l'ensemble = somme de ses communes, à 1 près", tolerance: 1, $0)
    }
  }

  /// The communes do not pay or receive more of the FPIC than their ensemble.
  private var levies: [QualityIdentity?] {
    columns.keys.filter { $0.hasPrefix("fpic_prelevement_") || $0.hasPrefix("fpic_reversement_") }.sorted().map {
      name in
      gaps(name) { $0.isFinite && $1.isFinite ? max(0, $1 - $0) : .nan }.map {
        QualityIdentity("\(name) des communes ne dépasse pas celui de l'ensemble, à 1 € près", tolerance: 1, $0)
      }
    }
  }

  /// The sum of the communes is a proxy of the potentiel financier agrégé, which a published value cannot be far from.
  private var aggregate: QualityIdentity? {
    guard let values = columns["potentiel_financier"] else { return nil }
    return QualityIdentity(
      "pfia de l'ensemble à moins de 20 % de la somme des potentiels financiers (rapport moins 1)", tolerance: 0.2,
      territory.ensembles.compactMap { ensemble in
        guard let stated = ensemble.valeurs["pfia"], let rows = members[ensemble.siren], !rows.isEmpty else {
          return nil
        }
        return (ensemble.nom, stated / total(values, rows) - 1)
      })
  }

  private var coefficients: QualityIdentity? {
    QualityIdentity(
      "cif entre 0 et 1", tolerance: 0,
      territory.ensembles.compactMap { ensemble in
        ensemble.valeurs["cif"].map { (ensemble.nom, $0 < 0 ? $0 : max(0, $0 - 1)) }
      })
  }
}
