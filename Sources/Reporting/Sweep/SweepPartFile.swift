import Diagnostics
import Glibc
import Simulation
import Storage
import Territory

/// The results of one part of a sweep, in one file that travels to where the parts are brought together.
///
/// Words of 64 bits: a head that tells the sweep and the part, the state of the statistics, then for each scenario its
/// records, its verdicts, and its amounts where they are kept.
struct SweepPartFile {
  static let suffix = "partie"

  let path: String
  let part: SweepPart
  let range: Range<Int>
  let failures: Int
  /// What the numbers depend on, « nom=valeur » a line.
  let identity: [String]
  private let file: NumberFile
  private let lengths: [Int]
  /// Positions of the statistics, then of the records, of the verdicts and of the amounts.
  private let first: Int
  private let starts: [Int]

  private static let mark: UInt64 = 0x7061_6374_6570_6131
  private static let head = 10

  // MARK: Writing

  static func write<Case: ReportedSweep>(
    _ stage: SweepStage<Case>, _ part: SweepPart, of files: SweepFiles<Case>, path: String
  ) throws {
    let sweep = files.sweep
    let file = try NumberFile(path, keeping: 0)
    let identity = Array(files.identity.map { "\($0.nom)=\($0.valeur)" }.joined(separator: "\n").utf8)
    let state = stage.statistics.state
    let lengths = [sweep.recordLength, sweep.verdicts.count, files.keepsValues ? sweep.valueLength : 0]
    let numbers =
      [part.rank, part.count, stage.range.lowerBound, stage.range.upperBound, stage.failures] + lengths
      + [identity.count]
    try file.append([mark] + numbers.map { UInt64($0) } + [UInt64(state.count)])
    try file.append(identity.map(UInt64.init))
    try file.append(state)
    let runs: [(Range<Int>) throws -> [Double]] = [stage.records, stage.verdicts, stage.values]
    for (read, length) in zip(runs, lengths) where length > 0 {
      for run in Self.runs(stage.range, length) { try file.append(try read(run)) }
    }
  }

  /// Consecutive scenarios whose numbers fit in a few megabytes.
  private static func runs(_ range: Range<Int>, _ length: Int) -> [Range<Int>] {
    let step = max(1, (1 << 19) / max(1, length))
    return stride(from: range.lowerBound, to: range.upperBound, by: step).map {
      $0..<min($0 + step, range.upperBound)
    }
  }

  // MARK: Reading

  /// - Throws: `U0233` when the file is not a part, or not a whole one.
  init(_ path: String) throws {
    guard access(path, R_OK) == 0 else {
      _ = try FileBytes.read(path)
      throw Self.unreadable(path)
    }
    let file = try NumberFile(reading: path)
    let size = file.count
    guard size > Self.head, case let head = try file.words(at: 0, count: Self.head + 1), head[0] == Self.mark,
      head.dropFirst().allSatisfy({ $0 < 1 << 52 }), case let numbers = head.dropFirst().map({ Int($0) }),
      let part = SweepPart(numbers[0], of: numbers[1]), numbers[2] <= numbers[3]
    else { throw Self.unreadable(path) }
    self.path = path
    self.part = part
    self.file = file
    range = numbers[2]..<numbers[3]
    failures = numbers[4]
    lengths = Array(numbers[5..<8])
    let (nameLength, stateLength) = (numbers[8], numbers[9])
    first = Self.head + 1 + nameLength
    var start = first + stateLength
    var starts: [Int] = []
    for length in lengths {
      starts.append(start)
      let (words, overflow) = length.multipliedReportingOverflow(by: range.count)
      guard !overflow, words < 1 << 60 else { throw Self.unreadable(path) }
      start += words
    }
    self.starts = starts
    guard start == size else { throw Self.unreadable(path) }
    let name = try file.words(at: Self.head + 1, count: nameLength)
    identity = String(decoding: name.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  struct Run {
    var records: [Double]
    var verdicts: [Double]
    var values: [Double]
  }

  /// Its scenarios in order, some at a time.
  func forEachRun(_ body: (Run) throws -> Void) throws {
    for run in Self.runs(range, lengths.reduce(0, +)) {
      let found = try (0..<3).map { kind in
        try file.read(
          at: starts[kind] + (run.lowerBound - range.lowerBound) * lengths[kind], count: run.count * lengths[kind])
      }
      try body(Run(records: found[0], verdicts: found[1], values: found[2]))
    }
  }

  func statistics<Case: SweepCase>(_ sweep: Case) throws -> Case.Statistics {
    let state = try file.words(at: first, count: starts[0] - first)
    guard let found = sweep.statistics(state) else { throw Self.unreadable(path) }
    return found
  }

  // MARK: Bringing together

  /// Every part of a sweep, in order.
  /// - Throws: `U0234` parts of another sweep, `U0235` of other cuts, missing or given twice.
  static func all(_ paths: [String], of files: SweepFiles<some ReportedSweep>) throws -> [SweepPartFile] {
    let parts = try named(paths, files).map { try SweepPartFile($0) }
    let own = files.identity.map { "\($0.nom)=\($0.valeur)" }
    for part in parts where part.identity != own || part.range != part.part.range(files.sweep.count) {
      throw foreign(part, own)
    }
    guard let count = parts.first?.part.count, parts.allSatisfy({ $0.part.count == count }) else {
      let cuts = parts.map { "\($0.part.rank)/\($0.part.count)" }.joined(separator: ", ")
      throw DiagnosedError([
        Diagnostic(
          "U0235", .erreur, "ces parties ne viennent pas du même découpage : \(cuts)",
          repair: "réunissez des parties dont le second nombre est le même")
      ])
    }
    let sorted = parts.sorted { $0.part.rank < $1.part.rank }
    for (a, b) in zip(sorted, sorted.dropFirst()) where a.part == b.part {
      throw DiagnosedError([
        Diagnostic(
          "U0235", .erreur,
          "la partie \(a.part.rank) sur \(count) est donnée deux fois : « \(a.path) » et « \(b.path) »",
          repair: "gardez l'une des deux")
      ])
    }
    let missing = (1...count).filter { rank in !sorted.contains { $0.part.rank == rank } }
    guard missing.isEmpty else {
      let names = missing.prefix(8).map(String.init).joined(separator: ", ") + (missing.count > 8 ? "…" : "")
      throw DiagnosedError([
        Diagnostic(
          "U0235", .erreur,
          missing.count == 1
            ? "il manque la partie \(names) sur \(count)"
            : "il manque \(missing.count) parties sur \(count) : \(names)",
          repair: "lancez « pacte balayer … --partie \(missing[0])/\(count) --sortie DOSSIER », ou donnez son dossier")
      ])
    }
    return sorted
  }

  /// Files as given, and those of this sweep in the folders given; each once.
  private static func named(_ paths: [String], _ files: SweepFiles<some ReportedSweep>) throws -> [String] {
    var out: [String] = []
    for path in paths {
      var found = [path]
      var info = stat()
      if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
        let prefix = "\(files.stem)-partie-"
        found = entries(path).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".\(suffix)") }.sorted()
          .map { "\(path)/\($0)" }
        if found.isEmpty {
          throw DiagnosedError([
            Diagnostic(
              "U0235", .erreur, "le dossier « \(path) » n'a aucune partie de ce balayage",
              repair: "donnez le dossier de --sortie, où est un fichier « \(prefix)1-sur-3.\(suffix) »")
          ])
        }
      }
      for name in found where !out.contains(name) { out.append(name) }
    }
    return out
  }

  private static func entries(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var out: [String] = []
    while let entry = readdir(folder) {
      out.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return out
  }

  private static func unreadable(_ path: String) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "U0233", .erreur, "ce fichier n'est pas la partie d'un balayage, ou il est tronqué", place: Place(file: path),
        repair: "copiez-le de nouveau, ou relancez cette partie")
    ])
  }

  /// Names what differs.
  private static func foreign(_ part: SweepPartFile, _ own: [String]) -> DiagnosedError {
    func pair(_ line: String) -> (name: Substring, value: Substring) {
      let pieces = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (pieces[0], pieces.count > 1 ? pieces[1] : "")
    }
    let here = own.map(pair)
    var changes: [String] = []
    for (name, value) in part.identity.map(pair) {
      guard let now = here.first(where: { $0.name == name })?.value else {
        changes.append("\(name) (absent ici)")
        continue
      }
      // A fingerprint tells nobody anything.
      if now != value { changes.append(value.count > 32 ? "\(name)" : "\(name) (\(value) ; ici \(now))") }
    }
    for (name, _) in here where !part.identity.contains(where: { pair($0).name == name }) {
      changes.append("\(name) (absent de la partie)")
    }
    let told = changes.isEmpty ? "nombre de scénarios" : changes.joined(separator: ", ")
    return DiagnosedError([
      Diagnostic(
        "U0234", .erreur, "cette partie ne vient pas de ce balayage ; ce qui diffère : \(told)",
        place: Place(file: part.path),
        repair: "réunissez avec le scénario, les données et les options de chaque partie, ou relancez-la")
    ])
  }
}
