import Diagnostics
import Foundation

/// Standard output for results, standard error for messages; colours only where they are wanted.
enum Terminal {
  static func out(_ text: String) { write(text, to: .standardOutput) }
  static func err(_ text: String) { write(text, to: .standardError) }

  private static func write(_ text: String, to handle: FileHandle) {
    guard !text.isEmpty else { return }
    // A reader that went away (`| head`) is not an error of ours.
    try? handle.write(contentsOf: Data(text.utf8))
  }

  static func colourOnError(_ choice: Couleur) -> Bool {
    switch choice {
    case .toujours: true
    case .jamais: false
    case .auto: ProcessInfo.processInfo.environment["NO_COLOR"] == nil && isatty(2) == 1
    }
  }
}
