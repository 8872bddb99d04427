import Diagnostics
import Glibc

/// A figure per inhabitant that stands far from those of the communes of the same size.
struct QualityOutlier: Sendable, Equatable {
  var commune: String
  var grandeur: String
  var valeur: Double
  var motif: String
  /// In distances from the quartile to the fence: 1 is on the fence.
  var distance: Double
}

/// Money per head is skewed and depends on the size of the commune: each figure is compared, on a logarithmic scale, with
/// those of its class of population, by the rule of `AdjustedBoxplot`.
///
/// The fences are those of the file itself where it has enough communes of the class, otherwise those that the national
/// table of 2022 gives, in `Data/bornes_atypiques.csv`.
struct QualityOutliers {
  /// A figure over another.
  private struct Figure {
    /// As in `bornes_atypiques.csv`.
    var name: String
    /// `ac` and `rrf` have a vintage.
    var column: String
    var base: String
    var libelle: String
    /// Amounts received and amounts paid are two quantities, of which only a large one is strange.
    var sign: Double?

    func scaled(_ value: Double) -> Double {
      let value = value * (sign ?? 1)
      return value > 0 ? log(value) : .nan
    }

    /// `ac_2021`, and no `ac_investissement_2021`.
    func names(_ name: String) -> Bool {
      name == column
        || (["ac", "rrf"].contains(column) && name.hasPrefix(column + "_")
          && name.utf8.count == column.utf8.count + 5 && Int(name.suffix(4)) != nil)
    }
  }

  private static let figures = [
    Figure(name: "revenu", column: "revenu", base: "population_insee", libelle: "revenu par habitant"),
    Figure(
      name: "potentiel_financier", column: "potentiel_financier", base: "population_dgf",
      libelle: "potentiel financier par habitant"),
    Figure(
      name: "potentiel_fiscal", column: "potentiel_fiscal", base: "population_dgf",
      libelle: "potentiel fiscal par habitant"),
    Figure(
      name: "ac_recue", column: "ac", base: "population_dgf", libelle: "attribution reçue par habitant", sign: 1),
    Figure(
      name: "ac_versee", column: "ac", base: "population_dgf", libelle: "attribution versée par habitant", sign: -1),
    Figure(name: "rrf", column: "rrf", base: "population_dgf", libelle: "recettes réelles par habitant"),
    Figure(
      name: "effort_fiscal_numerateur", column: "effort_fiscal_numerateur", base: "effort_fiscal_denominateur",
      libelle: "effort fiscal"),
    Figure(
      name: "population_dgf", column: "population_dgf", base: "population_insee",
      libelle: "population DGF par habitant INSEE"),
  ]

  /// Classes of population DGF, those of the law up to 35 000 inhabitants; above, communes are too few to be split.
  private static let classes = [0.0, 500, 1_000, 2_000, 3_500, 5_000, 7_500, 10_000, 15_000, 20_000, 35_000]
  /// Communes of a class from which it speaks for itself.
  private static let enough = 100

  private let territory: ImportedTerritory
  private let known: [String: AdjustedBoxplot]
  /// Class of each commune; `nil` without its population.
  private let classOf: [Int?]

  /// The furthest first.
  static func find(_ territory: ImportedTerritory) -> [QualityOutlier] {
    guard let populations = territory.columns.first(where: { $0.nom == "population_dgf" })?.values,
      let known = try? boundsOf2022()
    else { return [] }
    let all = QualityOutliers(
      territory: territory, known: known,
      classOf: populations.map { population in
        population.isFinite ? classes.lastIndex { $0 <= population } : nil
      })
    return all.found.sorted { ($1.distance, $0.commune, $0.grandeur) < ($0.distance, $1.commune, $1.grandeur) }
  }

  private var found: [QualityOutlier] {
    territory.columns.flatMap { column in
      Self.figures.filter { $0.names(column.nom) }.flatMap { outliers(of: $0, in: column) }
    }
  }

  private func outliers(of figure: Figure, in column: Column) -> [QualityOutlier] {
    guard let base = territory.columns.first(where: { $0.nom == figure.base })?.values else { return [] }
    let values = zip(column.values, base).map { $1 > 0 ? figure.scaled($0 / $1) : .nan }
    let bounds = bounds(figure, values)
    return values.indices.compactMap { row in
      guard values[row].isFinite, let size = classOf[row], let fences = bounds[size] else { return nil }
      let distance = fences.distance(values[row])
      guard distance > 1, figure.sign == nil || values[row] > fences.q3 else { return nil }
      return outlier(column.nom, figure, row, size, values[row], fences, distance)
    }
  }

  /// The fences of each class, on the scale of the figure.
  private func bounds(_ figure: Figure, _ values: [Double]) -> [AdjustedBoxplot?] {
    var members = [[Double]](repeating: [], count: Self.classes.count)
    for (row, value) in values.enumerated() where value.isFinite {
      if let size = classOf[row] { members[size].append(value) }
    }
    return members.indices.map { size in
      members[size].count >= Self.enough
        ? AdjustedBoxplot(members[size])
        : known[Self.key(figure.name, Self.classes[size])].map { fences in
          AdjustedBoxplot(q1: log(fences.q1), q3: log(fences.q3), low: log(fences.low), high: log(fences.high))
        }
    }
  }

  private func outlier(
    _ column: String, _ figure: Figure, _ row: Int, _ size: Int, _ value: Double, _ fences: AdjustedBoxplot,
    _ distance: Double
  ) -> QualityOutlier {
    func text(_ scaled: Double) -> String { Typography.shortest(exp(scaled), maximum: 2) }
    let commune = territory.communes[row]
    return QualityOutlier(
      commune: "\(commune.nom) (\(commune.insee.texte))",
      grandeur: column == figure.column || figure.base.hasPrefix("effort")
        ? figure.libelle : "\(figure.libelle) (\(column))",
      valeur: exp(value),
      motif:
        "\(value > fences.q3 ? "au-dessus de \(text(fences.high))" : "au-dessous de \(text(fences.low))"), \(Self.label(size))",
      distance: distance)
  }

  private static func label(_ size: Int) -> String {
    func number(_ value: Double) -> String { Typography.number(value) }
    guard size + 1 < classes.count else { return "communes de \(number(classes[size])) habitants et plus" }
    return size == 0
      ? "communes de moins de \(number(classes[1])) habitants"
      : "communes de \(number(classes[size])) à \(number(classes[size + 1])) habitants"
  }

  private static func key(_ figure: String, _ from: Double) -> String { "\(figure) \(Int(from))" }

  /// By figure and lower bound of the class, in euros or inhabitants.
  static func boundsOf2022() throws(DiagnosedError) -> [String: AdjustedBoxplot] {
    let table = try CSVTable(bytes: PackageResources.bornes_atypiques_csv, file: "bornes_atypiques.csv")
    var found: [String: AdjustedBoxplot] = [:]
    try table.forEachRow { _, fields throws(DiagnosedError) in
      let texts = fields.map { table.text($0) }
      let numbers = texts.dropFirst().compactMap { Double($0) }
      guard numbers.count == 6 else { return true }
      found[key(texts[0], numbers[0])] = AdjustedBoxplot(
        q1: numbers[2], q3: numbers[3], low: numbers[4], high: numbers[5])
      return true
    }
    return found
  }
}
