import Diagnostics

/// From a path to a whole scenario: reading, inheritance, checks that need no data.
public enum ScenarioLoader {
  /// - Throws: every diagnostic of the file and of those it starts from, when one is an error.
  /// - Returns: the effective scenario, and its remarques and alertes.
  public static func load(path: String) throws(DiagnosedError) -> (Scenario, [Diagnostic]) {
    try scenario(of: try chain(from: path))
  }

  /// A text that starts from no other file.
  static func load(_ source: SourceFile) throws(DiagnosedError) -> (Scenario, [Diagnostic]) {
    try scenario(of: [Parser.parse(source)])
  }

  private static func scenario(of chain: [Link]) throws(DiagnosedError) -> (Scenario, [Diagnostic]) {
    var diagnostics = chain.flatMap(\.diagnostics)
    var resolver = InheritanceResolver()
    for (file, _) in chain.reversed() { resolver.apply(file) }
    diagnostics += resolver.diagnostics
    if diagnostics.hasErrors { throw DiagnosedError(diagnostics) }
    guard let scenario = resolver.scenario(of: chain[0].file) else { throw DiagnosedError(resolver.diagnostics) }
    diagnostics += ScenarioChecker.checkAlone(scenario)
    if diagnostics.hasErrors { throw DiagnosedError(diagnostics) }
    return (scenario, diagnostics)
  }

  private typealias Link = (file: ScenarioSource, diagnostics: [Diagnostic])

  /// The file, the one it starts from, and so on; a cycle prints its chain.
  private static func chain(from path: String) throws(DiagnosedError) -> [Link] {
    var out: [Link] = []
    var seen: [String] = []
    var next: (path: String, place: Place?) = (path, nil)
    while true {
      let normal = normalised(next.path)
      if seen.contains(normal) {
        let cycle = (seen + [normal]).joined(separator: " → ")
        throw DiagnosedError([
          Diagnostic(
            "P0121", .erreur, "les scénarios partent les uns des autres en rond : \(cycle)", place: next.place,
            repair: "retirez l'une des lignes « à partir de »")
        ])
      }
      seen.append(normal)
      let source: SourceFile
      do {
        source = try SourceReader.read(next.path)
      } catch {
        // A missing parent is told at the line that names it.
        var diagnostics = error.diagnostics
        if let place = next.place { for index in diagnostics.indices { diagnostics[index].place = place } }
        throw DiagnosedError(out.flatMap(\.diagnostics) + diagnostics, missingInput: error.missingInput)
      }
      let link = Parser.parse(source)
      out.append(link)
      guard let parent = link.file.parent else { return out }
      next = (resolved(parent.value, from: next.path), parent.span.place())
    }
  }

  /// A path written in a file is relative to that file.
  public static func resolved(_ written: String, from file: String) -> String {
    if written.hasPrefix("/") { return written }
    guard let slash = file.lastIndex(of: "/") else { return written }
    return file[...slash] + written
  }

  private static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
