import Diagnostics
import Simulation

enum TippingTables {
  static func report(_ sweep: Sweep, threads: Int) throws -> SensitivityReport {
    let found = try SweepTipping.analyse(sweep, threads: threads)
    let table = table(found, sweep)
    var tables = [table]
    if !found.map.isEmpty { tables.append(map(found, sweep)) }
    var text =
      "Points de bascule, les autres valeurs comme écrites (\(Typography.number(Double(found.evaluations))) scénarios calculés)\n\n"
    text +=
      found.points.isEmpty
      ? "Rien ne change : ni qui perd, ni la licéité, ni les exigences, ni les majorités.\n" : table.text()
    if !found.mapAxes.isEmpty {
      let borders = found.map.count(where: \.isBorder)
      text +=
        "\nCarte sur « \(found.mapAxes[0]) » et « \(found.mapAxes[1]) » : \(found.map.count) points, \(borders) au bord d'un changement (table sensibilite-carte).\n"
    }
    return SensitivityReport(tables: tables, text: Typography.apply(text))
  }

  /// One line a change along an axis.
  static func table(_ found: SweepTipping, _ sweep: Sweep) -> Table {
    var table = Table(
      piece: "sensibilite-bascules", title: "Points de bascule",
      columns: [
        .init("facteur", "Facteur", .text), .init("unite", "Unité", .text), .init("entre", "Entre", .exact),
        .init("et", "et", .exact), .init("change", "Ce qui change", .text),
        .init("perdantes", "Perdantes après", .count),
      ])
    for point in found.points {
      table.rows.append([
        .text(point.axis), .text(SweepAxis.text(of: point.unit)), Table.Cell(point.low), Table.Cell(point.high),
        .text(change(point, sweep)), point.after.calculable ? .number(Double(point.after.perdantes.count)) : .missing,
      ])
    }
    return table
  }

  private static func change(_ point: SweepTipping.Point, _ sweep: Sweep) -> String {
    func names(_ rows: Set<Int>) -> String {
      rows.sorted().map { sweep.study.territoire.communes[$0].nom }.joined(separator: ", ")
    }
    var parts: [String] = []
    if point.before.calculable != point.after.calculable {
      return point.after.calculable ? "devient possible" : "devient impossible"
    }
    if point.before.licite != point.after.licite {
      parts.append(point.after.licite ? "devient légal" : "devient illégal")
    }
    let (lost, saved) = (
      point.after.perdantes.subtracting(point.before.perdantes),
      point.before.perdantes.subtracting(point.after.perdantes)
    )
    parts += verdicts(point, sweep)
    if !lost.isEmpty { parts.append("perd : \(names(lost))") }
    if !saved.isEmpty { parts.append("ne perd plus : \(names(saved))") }
    return parts.joined(separator: " ; ")
  }

  /// Requirements met or broken, majorities won or lost.
  private static func verdicts(_ point: SweepTipping.Point, _ sweep: Sweep) -> [String] {
    var out: [String] = []
    for (verdict, (before, after)) in zip(sweep.verdicts, zip(point.before.verdicts, point.after.verdicts)) {
      guard let after, before != after else { continue }
      switch verdict.objet {
      case .calculable, .licite, .acceptable: continue
      case .exigence: out.append("\(after ? "est satisfaite" : "n'est plus satisfaite") : \(verdict.texte)")
      case .vote: out.append("\(after ? "devient vrai" : "n'est plus vrai") : \(verdict.texte)")
      }
    }
    return out
  }

  private static func map(_ found: SweepTipping, _ sweep: Sweep) -> Table {
    let verdicts = sweep.verdicts.enumerated().filter { ![.calculable, .licite].contains($0.1.objet) }.map { ($0, $1) }
    var table = Table(
      piece: "sensibilite-carte", title: "Carte de « \(found.mapAxes[0]) » et « \(found.mapAxes[1]) »",
      columns: [
        .init("premier", found.mapAxes[0], .exact), .init("second", found.mapAxes[1], .exact),
        .init("perdantes", "Perdantes", .count), .init("calculable", "Possible", .text),
        .init("licite", "Légal", .text), .init("bord", "Au bord d'un changement", .text),
      ] + verdicts.map { .init($0.1.nom, $0.1.texte, .text) })
    for cell in found.map {
      table.rows.append(
        [
          Table.Cell(cell.first), Table.Cell(cell.second), .number(Double(cell.state.perdantes.count)),
          .text(cell.state.calculable ? "oui" : "non"), .text(cell.state.licite ? "oui" : "non"),
          .text(cell.isBorder ? "oui" : "non"),
        ] + verdicts.map { cell.state.verdicts[$0.0].map { .text($0 ? "oui" : "non") } ?? .missing })
    }
    return table
  }
}
