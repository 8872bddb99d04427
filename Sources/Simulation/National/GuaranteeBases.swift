import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// The bases of the guarantees: past amounts of each entity, or of the former ensembles of its communes.
struct GuaranteeBases {
  let set: NationalSet
  let regle: GarantieReversement
  private let ensembles: [String: Ensemble]
  private let alone: [String: String]

  /// One column a rate of the year; the first is the first year without eligibility.
  private(set) var columns: [[Double]] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ set: NationalSet, regle: GarantieReversement) {
    self.set = set
    self.regle = regle
    ensembles = Dictionary(set.territoire.ensembles.map { ($0.siren, $0) }) { first, _ in first }
    var alone: [String: String] = [:]
    for entite in set.territoire.ensembles where entite.type == .isolee {
      for key in [entite.textes["insee"], entite.nom] where key?.isEmpty == false { alone[key ?? ""] = entite.siren }
    }
    self.alone = alone
    guard regle.taux.contains(where: { $0 > 0 }) else { return }
    var columns = regle.taux.map { _ in [Double](repeating: 0, count: set.entites.count) }
    let perimeter = regle.quotesParts ? FormerPerimeter(set, regle: regle, alone: alone) : nil
    var unknown = 0
    for row in set.entites.indices where set.colonnes.zones[row] != .collectivite {
      if let perimeter, perimeter.changed(row) {
        perimeter.add(row, to: &columns) { perceived($0, $1) }
      } else {
        let siren = set.entites[row].siren
        if perceived(siren, regle.annee - 1) == nil { unknown += 1 }
        if let base = regle.base({ perceived(siren, $0) }) { columns[base.rang][row] += base.montant }
      }
    }
    self.columns = columns
    diagnostics += perimeter?.diagnostics ?? []
    if unknown > 0 { diagnostics.append(unknownHistory(unknown)) }
  }

  private func unknownHistory(_ count: Int) -> Diagnostic {
    let year = regle.annee - 1
    return Diagnostic(
      "S0721", .alerte,
      "\(count) entité\(count > 1 ? "s" : "") sans montants ni éligibilité de \(year) : aucune garantie n'y est calculée",
      context: "CGCT art. L2336-6",
      repair: "renseignez eligible_\(year), fpic_reversement_\(year) et fpic_garantie_\(year) dans ensembles.csv")
  }

  /// What an ensemble got; `nil` when its eligibility is not known.
  func perceived(_ siren: String, _ year: Int) -> GarantieReversement.Percu? {
    guard let ensemble = ensembles[siren] else { return nil }
    let attribution = ensemble.value("fpic_reversement", annee: year)
    let garantie = ensemble.value("fpic_garantie", annee: year)
    let eligible: Bool
    if let written = ensemble.value("eligible", annee: year) {
      eligible = written == 1
    } else {
      guard attribution != nil || garantie != nil else { return nil }
      eligible = (garantie ?? 0) == 0 && (attribution ?? 0) > 0
    }
    // The amount of a non-eligible entity, where only one column is filled, is its guarantee.
    if !eligible { return .init(attribution: 0, garantie: garantie ?? attribution ?? 0, eligible: false) }
    return attribution.map { .init(attribution: $0, garantie: 0, eligible: true) }
  }
}

/// The ensembles of past years, commune by commune.
struct FormerPerimeter {
  let set: NationalSet
  let regle: GarantieReversement
  /// Former ensemble of each commune, by year; `nil` for a year that the file does not know.
  private var former: [Int: [String?]] = [:]
  private var members: [Int: [String: [Int]]] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private var weights: [Int: [Double]] = [:]

  init?(_ set: NationalSet, regle: GarantieReversement, alone: [String: String]) {
    self.set = set
    self.regle = regle
    for year in (regle.annee - regle.profondeur)..<regle.annee {
      guard let column = set.territoire.column("epci", annee: year) else { continue }
      let names = zip(set.territoire.communes, column.values).map { commune, epci -> String? in
        guard epci.isNaN else {
          let digits = String(Int(epci))
          return String(repeating: "0", count: max(0, 9 - digits.utf8.count)) + digits
        }
        return alone[commune.insee.texte] ?? alone[commune.nom]
      }
      former[year] = names
      var rows: [String: [Int]] = [:]
      for (row, name) in names.enumerated() { if let name { rows[name, default: []].append(row) } }
      members[year] = rows
      weights[year] = insufficiency(year)
    }
    guard !former.isEmpty else { return nil }
  }

  /// Population × insufficiency: population² ÷ potentiel financier, on the data of the perimeter's year.
  private mutating func insufficiency(_ year: Int) -> [Double] {
    let territoire = set.territoire
    func column(_ name: String) -> [Double] {
      if let own = territoire.column(name, annee: year) { return own.values }
      diagnostics.append(
        Diagnostic(
          "S0722", .remarque,
          "garantie : \(name)_\(year) manque, les quotes-parts du périmètre de \(year) prennent \(name)",
          context: "CGCT art. L2336-6", repair: "renseignez \(name)_\(year) dans communes.csv"))
      return territoire.column(name)?.values ?? territoire.communes.map { _ in .nan }
    }
    return zip(column("population_dgf"), column("potentiel_financier")).map { population, potentiel in
      population > 0 && potentiel > 0 ? population * population / potentiel : 0
    }
  }

  /// Its communes, or those of its former self, are not the same ones in every year known.
  func changed(_ row: Int) -> Bool {
    let siren = set.entites[row].siren
    let rows = set.membres[row]
    guard !rows.isEmpty else { return false }
    return members.values.contains { $0[siren] != rows }
  }

  /// Adds what each commune brings to the bases of the entity.
  func add(
    _ row: Int, to columns: inout [[Double]], _ perceived: (String, Int) -> GarantieReversement.Percu?
  ) {
    for commune in set.membres[row] {
      func name(_ year: Int) -> String? { former[year].map { $0[commune] } ?? set.entites[row].siren }
      let base = regle.base { year in name(year).flatMap { perceived($0, year) } }
      guard let base, let former = name(base.annee) else { continue }
      let rows = members[base.annee]?[former] ?? set.membres[row]
      let weight = weights[base.annee] ?? []
      guard weight.count > commune else {
        // The year's perimeter is unknown, hence unchanged: the whole amount, once.
        if commune == set.membres[row].first { columns[base.rang][row] += base.montant }
        continue
      }
      columns[base.rang][row] += QuotesPartsCommunales.quotePart(
        montant: base.montant, poids: weight[commune], somme: orderedReduction(rows.count) { weight[rows[$0]] },
        membres: rows.count)
    }
  }
}
