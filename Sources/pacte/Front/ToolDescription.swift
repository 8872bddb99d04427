import ArgumentParser
import Foundation

/// What the argument parser knows of the command tree, read from its own description: one source for the parsing,
/// the French help and the French messages.
struct ToolDescription: Decodable {
  struct Command: Decodable {
    var commandName: String
    var aliases: [String]?
    var abstract: String?
    var discussion: String?
    var subcommands: [Command]?
    var arguments: [Argument]?
    var shouldDisplay: Bool?
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      var written: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }
    var kind: String
    var shouldDisplay: Bool?
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var abstract: String?
  }

  var command: Command

  static func read() throws -> ToolDescription {
    try JSONDecoder().decode(ToolDescription.self, from: Data(PacteCommand._dumpHelp().utf8))
  }

  /// The verb (and sub-verb) named by the first words, as far as they match; and the words left.
  func resolve(_ words: [String]) -> (path: [String], command: Command, rest: [String]) {
    var current = command
    var path = [command.commandName]
    var rest = words[...]
    while let word = rest.first, !word.hasPrefix("-"),
      let next = current.subcommands?.first(where: {
        $0.commandName == word || $0.aliases?.contains(word) == true
      })
    {
      current = next
      path.append(next.commandName)
      rest = rest.dropFirst()
    }
    return (path, current, Array(rest))
  }
}

extension ToolDescription.Command {
  /// Verbs a user may type here, without the parser's own `help`.
  var verbs: [ToolDescription.Command] {
    (subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }
  }

  var visibleArguments: [ToolDescription.Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay != false && argument.names?.contains { $0.name == "help" || $0.name == "version" } != true
    }
  }
}
