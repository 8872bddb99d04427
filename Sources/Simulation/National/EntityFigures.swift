import LinearAlgebra
import Territory

/// Figures of the entities: their own, or the sum over their communes.
struct EntityFigures {
  let territoire: Territory
  let entites: [Ensemble]
  let membres: [[Int]]

  struct Found {
    var values: [Double]
    /// Where the value is a sum over the communes.
    var summed: [Bool]
    /// The year found, for a column that depends on one.
    var vintage: Int?
  }

  struct Effort {
    var numerateur: [Double]
    var denominateur: [Double]
    /// Where only the ratio is known.
    var ratio: [Bool]
  }

  /// - Parameter communes: the column of `communes.csv` whose sum stands for it; a missing commune makes it missing.
  func column(_ name: String, communes: String? = nil) -> Found {
    let parts = communes.flatMap { territoire.column($0)?.values }
    var found = Found(values: [], summed: [])
    for (entite, rows) in zip(entites, membres) {
      if let value = entite.value(name) {
        found.values.append(value)
        found.summed.append(false)
      } else if let parts, !rows.isEmpty {
        found.values.append(orderedReduction(rows.count) { parts[rows[$0]] })
        found.summed.append(true)
      } else {
        found.values.append(.nan)
        found.summed.append(false)
      }
    }
    return found
  }

  /// The latest year of a family that is not after `annee`; an unknown commune counts for nothing, as a sum that the
  /// law takes over those that paid.
  func latest(_ family: String, upTo annee: Int) -> Found {
    let own = entites.compactMap { $0.latestVintage(of: family, upTo: annee)?.annee }.max()
    let year = [own, territoire.latestVintage(of: family, upTo: annee)?.annee].compactMap { $0 }.max()
    guard let year else {
      return Found(values: entites.map { _ in 0 }, summed: entites.map { _ in false }, vintage: nil)
    }
    let parts = territoire.column(family, annee: year)?.values
    let values = zip(entites, membres).map { entite, rows in
      entite.value(family, annee: year)
        ?? parts.map { parts in orderedReduction(rows.count) { parts[rows[$0]].isNaN ? 0 : parts[rows[$0]] } } ?? 0
    }
    return Found(values: values, summed: entites.map { $0.value(family, annee: year) == nil }, vintage: year)
  }

  func effort() -> Effort {
    var effort = Effort(numerateur: [], denominateur: [], ratio: [])
    for entite in entites {
      if let high = entite.value("efa_numerateur"), let low = entite.value("efa_denominateur") {
        effort.numerateur.append(high)
        effort.denominateur.append(low)
        effort.ratio.append(false)
      } else {
        effort.numerateur.append(entite.value("efa") ?? .nan)
        effort.denominateur.append(entite.value("efa") == nil ? .nan : 1)
        effort.ratio.append(entite.value("efa") != nil)
      }
    }
    return effort
  }
}

/// Which communes belong to which entity.
enum Membership {
  static func members(_ entites: [Ensemble], in territoire: Territory) -> [[Int]] {
    var rows: [[Int]] = entites.map { _ in [] }
    let bySIREN = Dictionary(entites.enumerated().map { ($1.siren, $0) }) { first, _ in first }
    let alone = aloneByKey(entites)
    for (row, commune) in territoire.communes.enumerated() {
      if let entite = entity(commune, bySIREN, alone) { rows[entite].append(row) }
    }
    return rows
  }

  /// A commune isolée is found by the SIREN that its commune bears, its INSEE code, or its name.
  static func entity(_ commune: Commune, _ bySIREN: [String: Int], _ alone: [String: Int]) -> Int? {
    if let epci = commune.epci { return bySIREN[epci] }
    return alone[commune.insee.texte] ?? alone[commune.nom]
  }

  static func aloneByKey(_ entites: [Ensemble]) -> [String: Int] {
    var out: [String: Int] = [:]
    for (index, entite) in entites.enumerated() where entite.type == .isolee {
      for key in [entite.textes["insee"], entite.siren, entite.nom] {
        if let key, !key.isEmpty, out[key] == nil { out[key] = index }
      }
    }
    return out
  }
}
