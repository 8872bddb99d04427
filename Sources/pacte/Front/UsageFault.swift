import Diagnostics

/// Why a command line was refused, found by reading it again with the parser's own description of the verbs.
enum UsageFault {
  static func diagnose(_ words: [String], in tool: ToolDescription) -> (diagnostic: Diagnostic, usage: String) {
    let (path, command, rest) = tool.resolve(words)
    let usage = FrenchHelp.usage(command, path: path)
    func fault(_ code: String, _ message: String, _ repair: String?) -> (Diagnostic, String) {
      (Diagnostic(code, .erreur, message, repair: repair), usage)
    }
    let aide = "« \(path.joined(separator: " ")) --aide » les décrit"
    if !command.verbs.isEmpty {
      let names = command.verbs.map(\.commandName)
      guard let word = rest.first else {
        return fault(
          "U0101", "il manque un verbe après « \(path.joined(separator: " ")) »",
          "verbes possibles : \(names.joined(separator: ", ")) ; \(aide)")
      }
      if !word.hasPrefix("-") {
        let nearest = Folding.nearest(word, among: names).map { "vouliez-vous dire « \($0) » ? Sinon, " } ?? ""
        return fault(
          "U0102", "le verbe « \(word) » n'existe pas", "\(nearest)verbes possibles : \(names.joined(separator: ", "))")
      }
    }
    return scan(rest, command: command, aide: aide, fault: fault)
  }

  private static func scan(
    _ rest: [String], command: ToolDescription.Command, aide: String,
    fault: (String, String, String?) -> (Diagnostic, String)
  ) -> (Diagnostic, String) {
    let options = command.visibleArguments.filter { $0.kind != "positional" }
    let known = options.flatMap { ($0.names ?? []).map(\.written) }
    var positionals: [String] = []
    var present: Set<String> = []
    var index = 0
    while index < rest.count {
      let word = rest[index]
      index += 1
      guard word.hasPrefix("-"), word.count > 1 else {
        positionals.append(word)
        continue
      }
      let name = String(word.prefix { $0 != "=" })
      guard let option = options.first(where: { $0.names?.contains { $0.written == name } == true }) else {
        let nearest = Folding.nearest(name, among: known).map { "vouliez-vous dire « \($0) » ? Sinon, " } ?? ""
        let choices =
          known.isEmpty ? "ce verbe n'a pas d'option" : "options possibles : \(known.joined(separator: ", "))"
        return fault("U0103", "l'option « \(name) » n'existe pas", nearest + choices)
      }
      present.insert(name)
      guard option.kind == "option" else { continue }
      var value = word.contains("=") ? String(word.dropFirst(name.count + 1)) : ""
      if value.isEmpty {
        guard index < rest.count, !rest[index].hasPrefix("--") else {
          return fault(
            "U0104", "l'option « \(name) » attend une valeur <\(option.valueName ?? "valeur")>", option.abstract)
        }
        value = rest[index]
        index += 1
      }
      if let values = option.allValues, !values.isEmpty, !values.contains(value) {
        let nearest = Folding.nearest(value, among: values).map { "vouliez-vous dire « \($0) » ? Sinon, " } ?? ""
        return fault(
          "U0105", "« \(value) » n'est pas une valeur de l'option « \(name) »",
          "\(nearest)valeurs possibles : \(values.joined(separator: ", "))")
      }
      if let name = option.valueName, name == "annee", Int(value) == nil {
        return fault("U0106", "« \(value) » n'est pas une année", "écrivez quatre chiffres, par exemple 2027")
      }
    }
    let expected = command.visibleArguments.filter { $0.kind == "positional" }
    if positionals.count < expected.filter({ !$0.isOptional }).count {
      let missing = expected[positionals.count]
      return fault("U0107", "il manque <\(missing.valueName ?? "valeur")>", missing.abstract)
    }
    if positionals.count > expected.count, expected.last?.isRepeating != true {
      return fault(
        "U0108", "« \(positionals[expected.count]) » est en trop",
        "ce verbe attend \(expected.count) argument\(expected.count > 1 ? "s" : "") ; \(aide)")
    }
    let needed = options.first { option in
      !option.isOptional && option.names?.contains { present.contains($0.written) } != true
    }
    if let needed {
      let name = needed.names?.first { $0.kind == "long" }?.written ?? ""
      return fault("U0109", "il manque l'option « \(name) »", needed.abstract)
    }
    return fault("U0110", "la commande n'a pas été comprise", aide)
  }

  static let entries = [
    CodeEntry("U0101", "Verbe manquant", "pacte attend un verbe : simuler, comparer, verifier, expliquer, importer…"),
    CodeEntry(
      "U0102", "Verbe inconnu",
      "Le premier mot de la commande doit être l'un des verbes de pacte ; les accents sont acceptés."),
    CodeEntry("U0103", "Option inconnue", "Chaque verbe a ses options ; « --aide » les liste."),
    CodeEntry("U0104", "Valeur d'option manquante", "Une option suivie de <valeur> dans l'aide attend cette valeur."),
    CodeEntry("U0105", "Valeur d'option refusée", "L'option n'admet que les valeurs listées dans l'aide."),
    CodeEntry("U0106", "Année mal écrite", "Une année s'écrit en quatre chiffres."),
    CodeEntry("U0107", "Argument manquant", "Le verbe attend un fichier ou un nom de plus."),
    CodeEntry(
      "U0108", "Argument en trop",
      "Le verbe attend moins d'arguments ; les noms qui contiennent une espace se mettent entre guillemets."),
    CodeEntry("U0109", "Option obligatoire manquante", "Sans cette option, la commande n'a pas de sens."),
    CodeEntry(
      "U0111", "Scénario et ensemble national", "Une simulation porte sur un scénario ou sur le pays, pas sur les deux."
    ),
    CodeEntry("U0112", "Option d'une répartition nationale", "Cette option n'a d'effet qu'avec « --national »."),
    CodeEntry(
      "U0113", "Nombre d'ensembles impossible", "Une France synthétique a au moins un ensemble, et au plus un million."),
    CodeEntry(
      "U0114", "Table de passage sans objet",
      "Une table de passage convertit les codes d'autres fichiers : sans fichier ajouté ni composition, elle est sans effet."
    ),
    CodeEntry(
      "U0110", "Commande incomprise", "La commande a été refusée sans qu'une cause plus précise soit reconnue."),
  ]
}
