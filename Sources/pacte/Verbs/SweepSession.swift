import Diagnostics
import Foundation
import Reporting
import Simulation
import Synchronization

/// One run of `balayer` in front of a user: progress on a terminal, Ctrl-C, the summary.
struct SweepSession<Case: ReportedSweep> {
  let files: SweepFiles<Case>
  let threads: Int
  let block: Int?
  let resume: Bool
  /// False when the results go to a temporary folder, only to be summed up.
  let keeps: Bool

  func run() throws -> Sortie {
    Interruption.watch()
    let progress = Progress(total: files.count)
    defer { if !keeps { try? FileManager.default.removeItem(atPath: files.folder) } }
    let outcome = try files.produce(
      threads: threads, block: block, resume: resume, shouldStop: { Interruption.asked }, watch: progress.show)
    progress.clear()
    guard !outcome.files.isEmpty else {
      let done = Typography.number(Double(outcome.done))
      let total = Typography.number(Double(files.count))
      Terminal.err(
        Typography.apply(
          keeps
            ? "Interrompu : \(done) scénarios sur \(total) sont gardés dans \(files.folder) ; ajoutez --reprendre pour continuer.\n"
            : "Interrompu : \(done) scénarios sur \(total) ; sans --sortie, rien n'est gardé.\n"))
      return .echec
    }
    return show(outcome)
  }

  /// Parts run apart, brought together.
  func reunite(_ paths: [String]) throws -> Sortie {
    defer { if !keeps { try? FileManager.default.removeItem(atPath: files.folder) } }
    return show(try files.reunite(paths, threads: threads))
  }

  private func show(_ outcome: SweepFiles<Case>.Outcome) -> Sortie {
    Terminal.out(outcome.summary)
    if keeps {
      Terminal.err(Typography.apply("\(written(outcome.files.count)) dans \(files.folder) : "))
      Terminal.err(outcome.files.joined(separator: ", ") + "\n")
    }
    return .ok
  }
}

extension SweepSession {
  private func written(_ count: Int) -> String { count > 1 ? "\(count) fichiers écrits" : "1 fichier écrit" }
}

/// Ctrl-C and a polite kill ask for a stop, which the threads see between two blocks.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var asked: Bool { flag.load(ordering: .relaxed) }

  static func watch() {
    for signal in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in Interruption.flag.store(true, ordering: .relaxed) }
      sigaction(signal, &action, nil)
    }
  }
}

/// Scenarios a second, done and time left, on a terminal only.
final class Progress {
  private let total: Int
  private let start = ContinuousClock.now
  private let visible = isatty(2) == 1
  private var first: Int?
  private var last = ContinuousClock.now
  private var shown = false

  init(total: Int) { self.total = total }

  func show(_ done: Int) {
    guard visible else { return }
    let now = ContinuousClock.now
    if first == nil { first = done }
    guard now - last > .milliseconds(200) else { return }
    last = now
    let elapsed = (now - start) / .seconds(1)
    let rate = Double(done - (first ?? 0)) / max(elapsed, 1e-9)
    let left = rate > 0 ? Double(total - done) / rate : 0
    let text =
      "\(Typography.number(Double(done))) scénarios sur \(Typography.number(Double(total))), "
      + "\(Typography.number(rate))/s, reste \(Self.duration(left))"
    Terminal.err("\r\u{1B}[K" + Typography.apply(text))
    shown = true
  }

  func clear() { if shown { Terminal.err("\r\u{1B}[K") } }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
