import Diagnostics

/// What a match says when it cannot be used as it is.
extension HeaderMatch {
  /// Why a table has hardly any header of any known year: another file, another separator, letters lost in a conversion.
  /// - Returns: `nil` when at least half are there.
  static func unreadable(_ table: CSVTable, _ headers: HeaderTable) -> Diagnostic? {
    let read = Set(table.header.map(key))
    let found = headers.entries.count { entry in entry.known.contains { read.contains(key($0)) } }
    guard 2 * found < headers.entries.count else { return nil }
    let damaged = table.header.first { DamagedNames.isDamaged($0) && $0.contains { "?\u{FFFD}ÃÂ‚ˆŽ".contains($0) } }
    let repair =
      damaged.map {
        "« \($0.prefix(60)) » a perdu ses accents dans une conversion : reprenez le fichier d'origine, en UTF-8"
      }
      ?? "donnez le fichier « critères de répartition des dotations – communes » de la DGCL, en CSV"
    return Diagnostic(
      "T0204", .erreur,
      "« \(table.file.fileName) » n'est pas reconnu : \(found) des \(headers.entries.count) en-têtes attendus, sur \(table.header.count) colonne\(table.header.count > 1 ? "s" : "")",
      place: table.place(1), repair: "\(repair) ; table lue comme : \(table.dialect.description)")
  }

  /// - Throws: the columns without which there is no territory, each with the header that looks most like it.
  func check(_ table: CSVTable, _ annee: Int) throws(DiagnosedError) {
    let needed = missing.filter { $0.usage == .requise || $0.usage == .identite }
    guard !needed.isEmpty else { return }
    let list = needed.map { "\($0.name(annee: annee)) (« \($0.known.first ?? "") »)" }.joined(separator: ", ")
    let near = needed.compactMap { likeness($0, table, annee) }.joined(separator: " ; ")
    throw DiagnosedError([
      Diagnostic(
        "T0204", .erreur,
        needed.count == 1
          ? "une colonne du fichier national manque : \(list)"
          : "\(needed.count) colonnes du fichier national manquent : \(list)",
        place: table.place(1),
        repair: near.isEmpty
          ? "donnez le fichier « critères de répartition des dotations – communes » de la DGCL, en CSV"
          : "\(near) : si c'est la même grandeur, récrivez son en-tête comme ci-dessus ; sinon donnez le fichier complet de la DGCL"
      )
    ])
  }

  /// Headers never seen before are a guess, which someone must confirm.
  func confirm(_ table: CSVTable, _ annee: Int) throws(DiagnosedError) {
    guard !approximated.isEmpty else { return }
    let many = approximated.count > 1
    let list = approximated.map { colonne, lu in
      let other = hesitations.first { $0.colonne == colonne }?.lus.first { $0 != lu }
      return "\(colonne) ← « \(lu) »" + (other.map { " plutôt que « \($0) »" } ?? "")
    }.joined(separator: " ; ")
    throw DiagnosedError(
      [
        Diagnostic(
          "T0229", .erreur,
          "\(approximated.count) en-tête\(many ? "s" : "") de « \(table.file.fileName) » (\(annee)) \(many ? "sont rapprochés" : "est rapproché") sans certitude : \(list)",
          place: table.place(1), repair: "vérifiez que ce sont les mêmes grandeurs, puis ajoutez --confirmer-entetes")
      ] + absent(table, annee))
  }

  /// Columns that the file should hold and does not.
  func absent(_ table: CSVTable, _ annee: Int) -> [Diagnostic] {
    missing.filter { $0.usage != .exercice && $0.usage != .requise && $0.usage != .identite }.map { entry in
      let name = entry.name(annee: annee)
      let near = likeness(entry, table, annee).map { " (non lu : \($0))" } ?? ""
      return Diagnostic(
        "T0209", .remarque, "le fichier n'a pas la colonne « \(entry.known.first ?? "") »\(near)",
        place: table.place(1),
        repair: entry.usage == .controle
          ? "un contrôle du fichier n'a pas pu être fait" : "complétez \(name) si un critère en a besoin")
    }
  }

  /// The headers between which nothing decides, or those that share most of their words with the one expected.
  private func likeness(_ entry: HeaderTable.Entry, _ table: CSVTable, _ annee: Int) -> String? {
    if let found = hesitations.first(where: { $0.colonne == entry.name(annee: annee) }) {
      return found.lus.map { "« \($0) »" }.joined(separator: " et ") + " lui ressemblent autant"
    }
    let used = Set(index.values)
    let wanted = entry.known.map { Self.words($0).subtracting(Self.weightless) }
    // Half the words alike is chance: the first ones name the chapter.
    var best = (score: 0.6, positions: [Int]())
    for (position, name) in table.header.enumerated() where !name.isEmpty && !used.contains(position) {
      let words = Self.words(name).subtracting(Self.weightless)
      let score = wanted.map { Double($0.intersection(words).count) / Double(max(1, $0.union(words).count)) }.max() ?? 0
      if score > best.score { best = (score, []) }
      if score == best.score { best.positions.append(position) }
    }
    guard (1...3).contains(best.positions.count) else { return nil }
    return best.positions.map { "« \(table.header[$0]) »" }.joined(separator: ", ")
      + (best.positions.count > 1 ? " lui ressemblent" : " lui ressemble")
  }
}
