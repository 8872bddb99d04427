import Diagnostics

/// A scenario file as read: its name as the user gave it and its lines without their ends.
public final class SourceFile: Sendable {
  public let name: String
  public let lines: [String]
  /// SHA-256 of the bytes; empty for a text that is no file.
  public let empreinte: String

  public init(name: String, lines: [String], empreinte: String = "") {
    self.name = name
    self.lines = lines
    self.empreinte = empreinte
  }
}

/// A stretch of one line of a source. Columns and lengths count characters.
///
/// Two spans are always equal: positions take no part in the equality of syntax trees, so that
/// `parse(print(tree)) == tree`.
public struct Span: Sendable, Equatable {
  public var source: SourceFile
  public var line: Int
  public var column: Int
  public var length: Int

  public init(_ source: SourceFile, line: Int, column: Int, length: Int) {
    self.source = source
    self.line = line
    self.column = column
    self.length = length
  }

  public static func == (a: Span, b: Span) -> Bool { true }

  /// The place of a diagnostic, with its source line.
  public func place(_ note: String? = nil) -> Place {
    let text = line >= 1 && line <= source.lines.count ? source.lines[line - 1] : nil
    return Place(file: source.name, line: line, column: column, length: length, sourceLine: text, note: note)
  }
}

/// A value and where it was written.
public struct Located<Value: Sendable & Equatable>: Sendable, Equatable {
  public var value: Value
  public var span: Span

  public init(_ value: Value, _ span: Span) {
    self.value = value
    self.span = span
  }
}
