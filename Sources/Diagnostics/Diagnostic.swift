/// How much a fact weighs.
///
/// - `erreur`: the run cannot go on (exit code 65, or 66 when an input is missing).
/// - `alerte`: the law or a bound is broken; the run goes on only with a written motive
///   (« en connaissance de cause »), or is doubtful enough that the reader must know.
/// - `remarque`: no effect on the amounts, or a decided default that the reader may want to see.
public enum Severity: String, Sendable, Codable, Comparable {
  case erreur, alerte, remarque

  private var rank: Int {
    switch self {
    case .erreur: 0
    case .alerte: 1
    case .remarque: 2
    }
  }

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// A place in an input: a file, and where it makes sense a line, a column and a length.
///
/// Lines and columns start at 1; columns and lengths count characters as a reader sees them
/// (grapheme clusters), never bytes.
public struct Place: Sendable, Equatable, Hashable, Codable {
  public var file: String
  public var line: Int?
  public var column: Int?
  public var length: Int
  /// The whole source line, so that the renderer needs no access to the file.
  public var sourceLine: String?
  /// What this place contributes to the diagnostic, printed beside the underline.
  public var note: String?

  public init(
    file: String, line: Int? = nil, column: Int? = nil, length: Int = 1, sourceLine: String? = nil,
    note: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.sourceLine = sourceLine
    self.note = note
  }
}

/// One fact told to the user: what was found, where, what was expected, how to repair it.
///
/// `message`, `repair` and notes are French sentences without a final full stop, written with ordinary
/// spaces: the renderer applies the typography (`Typography.apply`).
public struct Diagnostic: Sendable, Equatable, Codable {
  /// Stable code: `P` language, `T` territory and data, `L` legality, `S` simulation, `U` usage and files.
  public var code: String
  public var severity: Severity
  public var message: String
  public var place: Place?
  /// Other places of the same fact (the second side of a conflict).
  public var related: [Place]
  /// Heading of the article in which the fact stands, or the article of law that is broken.
  public var context: String?
  /// One concrete way out.
  public var repair: String?
  /// The figures of a bound that is crossed or at stake; `nil` for every other fact.
  public var mesure: Mesure?

  public init(
    _ code: String, _ severity: Severity, _ message: String, place: Place? = nil, related: [Place] = [],
    context: String? = nil, repair: String? = nil, mesure: Mesure? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.related = related
    self.context = context
    self.repair = repair
    self.mesure = mesure
  }
}

extension [Diagnostic] {
  public var hasErrors: Bool { contains { $0.severity == .erreur } }

  /// By file, line, column, then severity and code: the order in which a reader meets them.
  public var sortedForReading: [Diagnostic] {
    sorted { a, b in
      let ka = (a.place?.file ?? "", a.place?.line ?? 0, a.place?.column ?? 0)
      let kb = (b.place?.file ?? "", b.place?.line ?? 0, b.place?.column ?? 0)
      if ka != kb { return ka < kb }
      return (a.severity, a.code, a.message) < (b.severity, b.code, b.message)
    }
  }
}

/// Errors that carry their diagnostics to the command line.
public struct DiagnosedError: Error, Sendable {
  public var diagnostics: [Diagnostic]
  /// True when an input (file, folder, column file) does not exist or cannot be opened: exit code 66.
  public var missingInput: Bool

  public init(_ diagnostics: [Diagnostic], missingInput: Bool = false) {
    self.diagnostics = diagnostics
    self.missingInput = missingInput
  }
}

/// The long explanation of a code, printed by `pacte expliquer --code`.
public struct CodeEntry: Sendable {
  public var code: String
  public var title: String
  /// A short paragraph: why this is refused or signalled, with the article of law where there is one.
  public var explanation: String

  public init(_ code: String, _ title: String, _ explanation: String) {
    self.code = code
    self.title = title
    self.explanation = explanation
  }
}
