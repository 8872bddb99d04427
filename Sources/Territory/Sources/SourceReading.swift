import Diagnostics

/// The figures of a file, by column of the territory and by key, and what was met on the way.
struct SourceReading {
  struct Cell {
    var value: Double
    var line: Int
  }

  var format: SourceFormat
  var path: String
  var empreinte: String
  /// By `communes.ac_2023`, then by INSEE code or SIREN.
  var values: [String: [String: Cell]] = [:]
  var diagnostics: [Diagnostic] = []
  /// Rows of years that the territory does not ask for.
  private(set) var otherYears = 0
  /// Every key met, whether or not it has values.
  private(set) var keys: Set<String> = []
  /// Columns of which the mapping adds the rows up.
  private(set) var additive: Set<String> = []
  /// Rows of a key that do not say the same.
  private var disagreements: [(name: String, code: String, first: Int, second: Int)] = []
  private var yearsMet: Set<Int> = []
  private var skipped = SkippedRows()

  /// - Parameters:
  ///   - annee: year of the territory: figures without a vintage are those of this year.
  ///   - insee: INSEE code by SIREN of commune, for the files that only have the latter.
  init(
    _ source: SourceTable, _ format: SourceFormat, annee: Int, insee: [String: String]
  ) throws(DiagnosedError) {
    self.format = format
    path = source.table.file
    empreinte = source.empreinte
    diagnostics = source.diagnostics
    let header = source.table.header
    if format.cle == .sirenCommune, insee.isEmpty {
      throw FileBytes.fault(
        "T0262", "« \(path) » désigne les communes par leur SIREN, que le territoire n'a pas",
        "donnez la composition des EPCI avec --composition : elle a le SIREN de chaque commune", path)
    }
    guard let key = SourceLabel(format.cleColonne).position(in: header) else {
      throw FileBytes.fault(
        "T0261", "« \(path) » n'a pas la colonne « \(format.cleColonne) » de la correspondance « \(format.nom) »",
        "vérifiez la correspondance ; colonnes du fichier : \(header.prefix(12).joined(separator: ", "))", path)
    }
    let plan = Plan(format, header, key: key)
    if !plan.missing.isEmpty, !format.longue {
      diagnostics.append(
        Diagnostic(
          "T0263", plan.numbers.isEmpty ? .erreur : .remarque,
          "« \(path.fileName) » n'a pas : \(plan.missing.joined(separator: ", "))", place: Place(file: path, line: 1),
          repair: "vérifiez les libellés de la correspondance « \(format.nom) »"))
    }
    for (label, positions) in plan.doubles {
      diagnostics.append(try DoubledColumns.check(positions, readAs: "« \(label) »", in: source.table))
    }
    let read = source.table.columns(numbers: plan.numbers, texts: plan.texts)
    let ragged = read.ragged.prefix(20).map { TableHeader(source.table).ragged($0.line, $0.count) }
    guard ragged.isEmpty, !diagnostics.hasErrors else { throw DiagnosedError(diagnostics + ragged) }
    try take(read, plan, source.table, annee, insee)
  }

  private mutating func take(
    _ read: ScannedColumns, _ plan: Plan, _ table: CSVTable, _ annee: Int, _ insee: [String: String]
  ) throws(DiagnosedError) {
    let motif = format.cleMotif.flatMap { try? Regex($0) }
    var wanted: Set<Int> = []
    // A long file repeats a few labels a hundred thousand times.
    var targets: [String: [Plan.Target]] = [:]
    for row in 0..<read.count {
      func text(_ column: Int) -> String { table.text(read.text(column, row)).trimmed }
      guard plan.filters.allSatisfy({ $0.values.contains(Folding.fold(text($0.text))) }) else { continue }
      var key = text(0)
      if let motif {
        key =
          key.firstMatch(of: motif).flatMap { $0.output.count > 1 ? $0.output[1].substring : nil }.map(String.init)
          ?? ""
      }
      guard let code = Self.key(key, format.cle, insee) else {
        // A commune that the composition does not have is none of the territory's.
        if !(format.cle == .sirenCommune && SIREN.isWellFormed(SIREN.cleaned(key))) {
          skipped.add(row, key: text(0), isBlank: plan.isBlank(row, in: read))
        }
        continue
      }
      var year = plan.titleYear ?? annee
      if let column = plan.year {
        guard let written = Self.year(text(column)) else {
          skipped.add(row, year: text(column))
          continue
        }
        year = written
      }
      keys.insert(code)
      yearsMet.insert(year)
      wanted.insert(row)
      if format.longue {
        let label = text(plan.variable)
        let known = targets[label] ?? plan.targets(of: label)
        targets[label] = known
        for cible in known { add(read, cible, row, code, year, annee) }
      } else {
        for cible in plan.cibles { add(read, cible, row, code, year, annee) }
      }
    }
    diagnostics += skipped.told(read, plan, kept: wanted.sorted(), table, format)
    let faults = read.defects.filter { wanted.contains($0.row) }.prefix(20).map { defect in
      let text = table.text(CSVField(range: defect.range, quoted: false))
      let fault = NumberFault(text, ambiguous: defect.ambiguous)
      return Diagnostic(
        "T0220", .erreur, fault.message,
        place: table.place(read.line(defect.row), column: table.header[plan.numbers[defect.number]]),
        repair: fault.repair)
    }
    guard faults.isEmpty else { throw DiagnosedError(Array(faults)) }
    fillAbsent(annee)
    tellDisagreements()
    if keys.isEmpty {
      throw FileBytes.fault(
        "T0264", "aucune ligne de « \(path) » n'a pu être rattachée à une commune ou à un ensemble",
        "vérifiez la colonne « \(format.cleColonne) » et les filtres de la correspondance « \(format.nom) »", path)
    }
    if values.isEmpty, !yearsMet.isEmpty {
      diagnostics.append(
        Diagnostic(
          "T0265", .alerte,
          "« \(path.fileName) » n'apporte aucune valeur : années du fichier \(yearsMet.sorted().map(String.init).joined(separator: ", ")), territoire de \(annee)",
          place: Place(file: path),
          repair: "donnez le fichier de \(annee), ou vérifiez les libellés de la correspondance"))
    }
  }

  private mutating func add(
    _ read: ScannedColumns, _ cible: Plan.Target, _ row: Int, _ code: String, _ year: Int, _ annee: Int
  ) {
    let vintage = cible.cible.colonne.contains("{")
    guard vintage || year == annee else {
      otherYears += 1
      return
    }
    let value = read.number(cible.number, row) * cible.cible.facteur
    guard value.isFinite else { return }
    let name = cible.cible.fichier + "." + SourceFormat.column(cible.cible.colonne, annee: year)
    if let before = values[name]?[code] {
      // The same figure may be published twice; the first one is kept, unless rows add up.
      guard cible.cible.cumul else {
        if before.value != value { disagreements.append((name, code, before.line, read.line(row))) }
        return
      }
      values[name]?[code] = Cell(value: before.value + value, line: before.line)
    } else {
      values[name, default: [:]][code] = Cell(value: value, line: read.line(row))
      if cible.cible.cumul { additive.insert(name) }
    }
  }

  private mutating func tellDisagreements() {
    guard let worst = disagreements.first else { return }
    let codes = Set(disagreements.map(\.code)).count
    let column = worst.name.split(separator: ".").last.map(String.init) ?? worst.name
    diagnostics.append(
      Diagnostic(
        "T0277", .alerte,
        "\(codes) clé\(codes > 1 ? "s ont" : " a") plusieurs lignes de « \(path.fileName) » qui ne disent pas la même chose, dont \(worst.code) (lignes \(worst.first) et \(worst.second)) pour \(column) : la première est gardée",
        place: Place(file: path, line: worst.second),
        repair: "retirez les lignes en trop ; si elles s'additionnent, écrivez « cumul: oui » dans la correspondance"))
  }

  /// An account that a commune of the file does not have did not move.
  private mutating func fillAbsent(_ annee: Int) {
    guard let absent = format.absent else { return }
    for cible in format.cibles {
      for year in yearsMet where cible.colonne.contains("{") || year == annee {
        let name = cible.fichier + "." + SourceFormat.column(cible.colonne, annee: year)
        for key in keys where values[name]?[key] == nil {
          values[name, default: [:]][key] = Cell(value: absent, line: 0)
        }
      }
    }
  }

  private static func key(_ text: String, _ cle: SourceFormat.Cle, _ insee: [String: String]) -> String? {
    switch cle {
    case .insee:
      let code = CodeINSEE.padded(text)
      return CodeINSEE(code) == nil ? nil : code
    case .siren:
      let code = SIREN.cleaned(text)
      return SIREN.isWellFormed(code) ? code : nil
    case .sirenCommune: return insee[SIREN.cleaned(text)]
    }
  }

  /// `2024`, `2024-01-01`, `01/01/2024`, `2 024`.
  static func year(_ text: String) -> Int? {
    let parts = text.filter { !$0.isWhitespace }.split { !$0.isNumber }
    return parts.lazy.compactMap { $0.count == 4 ? Int($0) : nil }.first { (1990...2100).contains($0) }
  }
}
