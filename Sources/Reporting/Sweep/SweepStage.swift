import Diagnostics
import Glibc
import Simulation
import Storage
import Territory

/// Where a sweep keeps what is finished until it is whole: a hidden folder beside the results.
///
/// Records are appended as tranches are handed over; a checkpoint tells how many count, with the state of the
/// statistics. A run killed at any moment goes on from its last checkpoint: what was written after it is cut away and
/// computed again, so the result is that of a run without interruption.
public final class SweepStage<Case: SweepCase> {
  let folder: String
  private let sweep: Case
  /// Numbers of the scenarios that go there.
  let range: Range<Int>
  private let fingerprint: String
  private let records: NumberFile
  private let verdicts: NumberFile
  private let values: NumberFile?
  /// The number that follows that of the last scenario kept.
  private(set) var done: Int
  private(set) var failures: Int
  private(set) var statistics: Case.Statistics
  private var lastCheckpoint = ContinuousClock.now

  /// - Parameters:
  ///   - range: numbers of its scenarios.
  ///   - fingerprint: of everything the results depend on; a stage of another run is never taken up.
  ///   - resume: takes up an interrupted run where there is one.
  ///   - replace: throws away an interrupted run.
  /// - Throws: `U0231` an interrupted run is there and neither was asked, `U0232` it is that of another sweep.
  init(
    folder: String, sweep: Case, range: Range<Int>, keepsValues: Bool, fingerprint: String, resume: Bool,
    replace: Bool
  ) throws {
    self.folder = folder
    self.sweep = sweep
    self.range = range
    self.fingerprint = fingerprint
    (done, failures, statistics) = (range.lowerBound, 0, sweep.statistics())
    if let state = Checkpoint.read("\(folder)/etat") {
      if resume {
        guard state.fingerprint == fingerprint, let found = sweep.statistics(state.statistics) else {
          throw Self.foreign(folder)
        }
        (done, failures, statistics) = (state.done, state.failures, found)
      } else if !replace {
        throw Self.interrupted(folder, state.done - range.lowerBound, range.count)
      }
    }
    try OutputFolder(folder, replace: true).prepare()
    let kept = done - range.lowerBound
    records = try NumberFile("\(folder)/enregistrements", keeping: kept * sweep.recordLength)
    verdicts = try NumberFile("\(folder)/verdicts", keeping: kept * sweep.verdicts.count)
    values = keepsValues ? try NumberFile("\(folder)/valeurs", keeping: kept * sweep.valueLength) : nil
    try checkpoint()
  }

  func commit(_ tranche: SweepTranche<Case.Statistics>) throws {
    try records.append(tranche.records)
    try verdicts.append(tranche.verdicts)
    try values?.append(tranche.values)
    if let counted = tranche.statistics { statistics.merge(counted) }
    failures += tranche.failures
    done = tranche.range.upperBound
    if ContinuousClock.now - lastCheckpoint > .seconds(2) { try checkpoint() }
  }

  /// Takes in a part that was run apart, which starts where this stage stops.
  func take(_ part: SweepPartFile) throws {
    try part.forEachRun { (found: SweepPartFile.Run) throws in
      try records.append(found.records)
      try verdicts.append(found.verdicts)
      try values?.append(found.values)
    }
    statistics.merge(try part.statistics(sweep))
    failures += part.failures
    done = part.range.upperBound
  }

  /// Written under another name, then renamed: there is always one whole checkpoint.
  func checkpoint() throws {
    let state = Checkpoint(fingerprint: fingerprint, done: done, failures: failures, statistics: statistics.state)
    try state.write("\(folder)/etat")
    lastCheckpoint = .now
  }

  /// Records of consecutive scenarios.
  func records(_ range: Range<Int>) throws -> [Double] {
    let length = sweep.recordLength
    return try records.read(at: (range.lowerBound - self.range.lowerBound) * length, count: range.count * length)
  }

  /// Verdicts of consecutive scenarios.
  func verdicts(_ range: Range<Int>) throws -> [Double] {
    let length = sweep.verdicts.count
    return try verdicts.read(at: (range.lowerBound - self.range.lowerBound) * length, count: range.count * length)
  }

  func values(_ range: Range<Int>) throws -> [Double] {
    let length = sweep.valueLength
    let first = (range.lowerBound - self.range.lowerBound) * length
    return try values?.read(at: first, count: range.count * length) ?? []
  }

  /// Once the results are in place.
  func remove() {
    for name in ["etat", "enregistrements", "verdicts", "valeurs"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  private static func interrupted(_ folder: String, _ done: Int, _ count: Int) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "U0231", .erreur,
        "un balayage interrompu est là : \(Typography.number(Double(done))) scénarios sur \(Typography.number(Double(count)))",
        place: Place(file: folder), repair: "ajoutez --reprendre pour le continuer, ou --remplacer pour recommencer")
    ])
  }

  private static func foreign(_ folder: String) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "U0232", .erreur,
        "le balayage interrompu n'est pas celui-ci : le scénario, les données, le droit ou les options ont changé",
        place: Place(file: folder), repair: "ajoutez --remplacer au lieu de --reprendre pour recommencer")
    ])
  }
}

/// The state of a run that may stop: one small file.
private struct Checkpoint {
  var fingerprint: String
  var done: Int
  var failures: Int
  var statistics: [UInt64]

  private static let mark: UInt64 = 0x7061_6374_6562_6132

  func write(_ path: String) throws {
    let temporary = path + ".tmp"
    let file = try NumberFile(temporary, keeping: 0)
    let name = Array(fingerprint.utf8)
    try file.append([Self.mark, UInt64(done), UInt64(failures), UInt64(name.count), UInt64(statistics.count)])
    try file.append(name.map(UInt64.init))
    try file.append(statistics)
    guard rename(temporary, path) == 0 else { throw StorageError.unwritable(path: path, errno: errno) }
  }

  /// `nil` when there is none, or none that can be read.
  static func read(_ path: String) -> Checkpoint? {
    guard access(path, F_OK) == 0, let bytes = try? FileBytes.read(path), bytes.count % 8 == 0 else { return nil }
    let words = stride(from: 0, to: bytes.count, by: 8).map { start in
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    }
    guard words.count >= 5, words[0] == mark, words.count == 5 + Int(words[3]) + Int(words[4]) else { return nil }
    let name = words[5..<5 + Int(words[3])].map { UInt8(truncatingIfNeeded: $0) }
    return Checkpoint(
      fingerprint: String(decoding: name, as: UTF8.self), done: Int(words[1]), failures: Int(words[2]),
      statistics: Array(words[(5 + Int(words[3]))...]))
  }
}
