import Diagnostics

/// The help page of a verb, in French, from the parser's own description.
enum FrenchHelp {
  static func render(_ command: ToolDescription.Command, path: [String]) -> String {
    var lines: [String] = []
    if let abstract = command.abstract { lines += [abstract, ""] }
    lines += ["Usage : " + usage(command, path: path), ""]
    if let discussion = command.discussion, !discussion.isEmpty { lines += [discussion, ""] }
    let positionals = command.visibleArguments.filter { $0.kind == "positional" }
    if !positionals.isEmpty {
      lines.append("Arguments :")
      lines += positionals.map { entry("<\($0.valueName ?? "valeur")>", text(of: $0)) }
      lines.append("")
    }
    if !command.verbs.isEmpty {
      lines.append("Verbes :")
      lines += command.verbs.map { entry($0.commandName, $0.abstract ?? "") }
      lines += ["", "Pour l'aide d'un verbe : \(path.joined(separator: " ")) <verbe> --aide", ""]
    }
    lines.append("Options :")
    for argument in command.visibleArguments where argument.kind != "positional" {
      lines.append(entry(label(argument), text(of: argument)))
    }
    lines.append(entry("-h, --aide", "Affiche cette aide (--help convient aussi)."))
    if path.count == 1 {
      lines.append(entry("--version", "Affiche la version."))
      lines += ["", exitCodes]
    }
    return Typography.apply(lines.joined(separator: "\n")) + "\n"
  }

  static func usage(_ command: ToolDescription.Command, path: [String]) -> String {
    var words = path
    if !command.verbs.isEmpty { words.append("<verbe>") }
    for argument in command.visibleArguments where argument.kind == "positional" {
      let word = "<\(argument.valueName ?? "valeur")>" + (argument.isRepeating ? " …" : "")
      words.append(argument.isOptional ? "[\(word)]" : word)
    }
    for argument in command.visibleArguments where argument.kind != "positional" {
      let word =
        argument.kind == "flag" ? longest(argument) : "\(longest(argument)) <\(argument.valueName ?? "valeur")>"
      words.append(argument.isOptional ? "[\(word)]" : word)
    }
    return words.joined(separator: " ")
  }

  private static func longest(_ argument: ToolDescription.Argument) -> String {
    argument.names?.first { $0.kind == "long" }?.written ?? argument.names?.first?.written ?? ""
  }

  private static func label(_ argument: ToolDescription.Argument) -> String {
    let names = (argument.names ?? []).map(\.written).joined(separator: ", ")
    return argument.kind == "flag" ? names : "\(names) <\(argument.valueName ?? "valeur")>"
  }

  private static func text(of argument: ToolDescription.Argument) -> String {
    var text = argument.abstract ?? ""
    if let values = argument.allValues, !values.isEmpty { text += " Valeurs : \(values.joined(separator: ", "))." }
    if let value = argument.defaultValue { text += " Par défaut : \(value)." }
    return text
  }

  /// A label, then its text folded to the width of a terminal.
  private static func entry(_ label: String, _ text: String) -> String {
    let indent = 30
    let head = "  " + label
    var lines: [String] = []
    var line = head.count < indent - 1 ? head + String(repeating: " ", count: indent - head.count) : head
    if head.count >= indent - 1 {
      lines.append(line)
      line = String(repeating: " ", count: indent)
    }
    for word in text.split(separator: " ") {
      if line.count + word.count > 100, line.count > indent {
        lines.append(line)
        line = String(repeating: " ", count: indent)
      }
      line += (line.count == indent || line.hasSuffix(" ") ? "" : " ") + word
    }
    lines.append(line)
    return lines.joined(separator: "\n")
  }

  private static let exitCodes = """
    Codes de sortie :
      0   tout va bien
      1   échec
      2   une exigence du scénario n'est pas satisfaite
      64  commande mal écrite
      65  données ou scénario incorrects, ou mesure illégale sans motif
      66  fichier ou dossier introuvable ou illisible
      70  erreur interne
    """
}
