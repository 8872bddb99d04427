import Foundation

/// One finished run of the built executable.
struct Run {
  var status: Int32
  var out: String
  var err: String
}

/// The package's root, and the executable that `swift build` put beside the tests.
enum Built {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let executable = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "pacte")
}

/// Runs `pacte` from the package's root and waits for it.
func pacte(_ arguments: String..., in folder: URL = Built.root, environment: [String: String] = [:]) throws -> Run {
  try pacte(arguments, in: folder, environment: environment)
}

func pacte(_ arguments: [String], in folder: URL = Built.root, environment: [String: String] = [:]) throws -> Run {
  let scratch = try Scratch()
  let process = Process()
  process.executableURL = Built.executable
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  // Files rather than pipes: no output is large enough to block the child.
  let out = try scratch.handle("out")
  let err = try scratch.handle("err")
  process.standardOutput = out
  process.standardError = err
  process.standardInput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return Run(status: process.terminationStatus, out: try scratch.text("out"), err: try scratch.text("err"))
}

/// A temporary folder that disappears with its owner.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func handle(_ name: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: path(name), contents: nil)
    return try FileHandle(forWritingTo: folder.appending(path: name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  func write(_ name: String, _ data: Data) throws {
    try data.write(to: folder.appending(path: name))
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  /// The tutorial folder copied here, so that a test may damage it.
  func copyTutorial() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: Built.root.appending(path: "Scenarios").path) {
      try FileManager.default.copyItem(
        at: Built.root.appending(path: "Scenarios/\(name)"), to: folder.appending(path: name))
    }
  }

  /// Replaces one text by another in a file, and fails when it is not there: a test must damage what it says.
  func replace(_ old: String, _ new: String, in name: String) throws {
    let text = try self.text(name)
    guard text.contains(old) else { throw Missing(text: old) }
    try write(name, text.replacingOccurrences(of: old, with: new))
  }

  struct Missing: Error { var text: String }
}
