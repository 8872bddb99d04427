import Diagnostics
import LinearAlgebra

/// The ensembles and the communes isolées of the national set, each with what the table says of it.
struct NationalEnsembles {
  private var ensembles: [Ensemble] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ rows: NationalRows, _ membership: NationalMembership, _ file: PublishedFile) {
    var members: [String: [Int]] = [:]
    var isolated: [Int] = []
    for (row, commune) in rows.communes.enumerated() {
      if let siren = commune.epci { members[siren, default: []].append(row) } else { isolated.append(row) }
    }
    var secret: [String] = []
    var guessed: [String] = []
    var mixed: [String] = []
    for siren in members.keys.sorted() {
      let list = members[siren] ?? []
      let entity = membership.entities[siren]
      let nom = entity?.nom ?? siren
      let regimes = Self.regimes(list, rows, file)
      if regimes.count > 1 { mixed.append(nom) }
      let regime = regimes.first ?? entity?.regime ?? .FPU
      let population = Self.sum("population_insee", list, rows).value
      let guess = NatureGuess.read(nom: nom, regime: regime, population: population)
      if entity?.nature == nil, !guess.sure { guessed.append(nom) }
      let (valeurs, hidden) = Self.aggregates(list, rows)
      if hidden { secret.append(nom) }
      ensembles.append(
        Ensemble(
          siren: siren, nom: nom,
          textes: [
            "type": "EI", "nature": (entity?.nature ?? guess.nature).rawValue, "regime": regime.rawValue,
            "zone": Zones.zone(rows.communes[list[0]].departement),
          ], valeurs: valeurs.merging(["ile": 0]) { first, _ in first }))
    }
    for row in isolated { ensembles.append(Self.isolated(row, rows)) }
    tell(isolated, rows, secret: secret, guessed: guessed, mixed: mixed, file)
  }

  func sorted() -> [Ensemble] { ensembles.sorted { $0.siren < $1.siren } }

  /// Tax regimes of the members, the most frequent first.
  private static func regimes(_ list: [Int], _ rows: NationalRows, _ file: PublishedFile) -> [RegimeFiscal] {
    var counts: [RegimeFiscal: Int] = [:]
    for row in list {
      if let regime = RegimeFiscal(rawValue: file.text("regime", rows.rows[row]).uppercased()) {
        counts[regime, default: 0] += 1
      }
    }
    return counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map(\.key)
  }

  /// A sum over the communes that have a value, and whether some had none.
  private static func sum(_ name: String, _ list: [Int], _ rows: NationalRows) -> (value: Double, hidden: Bool) {
    guard let values = rows.values(name) else { return (.nan, true) }
    let known = list.filter { values[$0].isFinite }
    let total = orderedReduction(known.count) { values[known[$0]] }
    return (known.isEmpty ? .nan : total, known.count < list.count)
  }

  private static func aggregates(_ list: [Int], _ rows: NationalRows) -> (valeurs: [String: Double], hidden: Bool) {
    var valeurs: [String: Double] = [:]
    let revenu = sum("revenu", list, rows)
    // Written only where the plain sum of the communes would be missing.
    if revenu.hidden, revenu.value.isFinite { valeurs["revenu"] = revenu.value }
    let high = sum("effort_fiscal_numerateur", list, rows).value
    let low = sum("effort_fiscal_denominateur", list, rows).value
    if high.isFinite, low.isFinite, low > 0 {
      valeurs["efa_numerateur"] = high
      valeurs["efa_denominateur"] = low
    }
    return (valeurs, revenu.hidden)
  }

  /// A commune isolée: its key is its INSEE code, the table has no SIREN for it.
  private static func isolated(_ row: Int, _ rows: NationalRows) -> Ensemble {
    let commune = rows.communes[row]
    let zone = Zones.zone(commune.departement)
    var valeurs = aggregates([row], rows).valeurs
    // In the métropole, only Paris and the islands of one commune belong to no EPCI (article L. 5210-1-1, V, of the CGCT).
    valeurs["ile"] = zone == "metropole" && commune.insee.texte != EPT.paris ? 1 : 0
    return Ensemble(
      siren: commune.insee.texte, nom: commune.nom,
      textes: ["type": "CI", "insee": commune.insee.texte, "zone": zone], valeurs: valeurs)
  }

  private mutating func tell(
    _ isolated: [Int], _ rows: NationalRows, secret: [String], guessed: [String], mixed: [String],
    _ file: PublishedFile
  ) {
    let place = Place(file: file.table.file)
    func few(_ names: [String]) -> String { ImportChecks.list(names) }
    let metropole = isolated.filter { Zones.zone(rows.communes[$0].departement) == "metropole" }
    diagnostics.append(
      Diagnostic(
        "T0232", .remarque,
        "\(isolated.count) communes isolées, dont \(metropole.count) en métropole : \(few(metropole.map { rows.communes[$0].nom }))",
        place: place, repair: "elles portent leur code INSEE à la place d'un SIREN"))
    if !secret.isEmpty {
      diagnostics.append(
        Diagnostic(
          "T0235", .alerte,
          "\(secret.count) ensembles (\(few(secret))) ont une commune dont le revenu n'est pas publié : elle ne compte pas dans leur revenu",
          place: place,
          repair: "le revenu publié par l'OFGL pour l'ensemble remplace cette somme : ajoutez-le avec --avec"))
    }
    if ensembles.contains(where: { $0.valeurs["efa_numerateur"] != nil }) {
      diagnostics.append(
        Diagnostic(
          "T0236", .alerte,
          "l'effort fiscal agrégé est approché par la somme des numérateurs et des dénominateurs des communes",
          place: place, repair: "l'effort fiscal agrégé publié par l'OFGL le remplace : ajoutez-le avec --avec"))
    }
    if !guessed.isEmpty {
      diagnostics.append(
        Diagnostic(
          "T0214", .alerte,
          "le nom de \(guessed.count) EPCI (\(few(guessed))) ne dit pas leur nature : elle est supposée",
          place: place, repair: "donnez la composition des EPCI avec --composition"))
    }
    if !mixed.isEmpty {
      diagnostics.append(
        Diagnostic(
          "T0215", .remarque,
          "\(mixed.count) EPCI (\(few(mixed))) ont plusieurs régimes fiscaux : le plus fréquent est gardé",
          place: place))
    }
  }
}
