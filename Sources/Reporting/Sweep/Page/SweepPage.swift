import Diagnostics
import Language
import Sampling
import Simulation

/// The page of a sweep: what varied, what came out of it, commune by commune, what matters, where it tips.
struct SweepPage {
  let files: SweepFiles<Sweep>
  let statistics: CommuneStatistics
  let spread: SweepSpread
  let analyses: SweepAnalyses

  var sweep: Sweep { files.sweep }
  var annee: Int { sweep.annees.last ?? 0 }

  func render() -> String {
    HTMLPage(
      titre: "Balayage : \(sweep.scenario.titre.value)", territoire: sweep.study.territoire.nom, chapeau: lead,
      version: files.version,
      sections: [
        .init(id: "plan", titre: "Ce qui varie", corps: plan),
        .init(id: "verdicts", titre: "Ce que les variantes satisfont", corps: verdicts),
        .init(id: "resultats", titre: "Ce qui en sort, année par année", corps: outcomes),
        .init(id: "communes", titre: "Commune par commune", corps: communes),
        .init(id: "sensibilite", titre: "Ce qui compte", corps: sensitivity),
        .init(id: "bascules", titre: "Où cela bascule", corps: tipping),
        .init(id: "rejouer", titre: "Refaire ce calcul", corps: replay),
      ]
    ).render()
  }

  private var lead: String {
    let count = Typography.number(Double(sweep.count))
    let years = "\(sweep.annees.first ?? annee) à \(annee)"
    return HTMLText.sentence(
      "\(count) variante\(sweep.count > 1 ? "s" : "") du scénario \(sweep.scenario.nom), années \(years). "
        + "Chaque variante est comparée à : \(sweep.reference.libelle). Une commune perd quand son solde net baisse de "
        + "plus de \(Typography.number(Study.tolerance, decimals: 2)) €/hab. (population DGF).")
  }

  // MARK: - What varies

  private var plan: String {
    let design = sweep.design
    var table = Table(
      piece: "plan", title: "Plan",
      columns: [
        .init("axe", "Ce qui varie", .text), .init("valeurs", "Valeurs", .text), .init("ecrit", "Écrit", .text),
        .init("nombre", "Points de la grille", .count),
      ])
    for (axis, written) in zip(design.axes, sweep.scenario.balayage?.axes ?? []) {
      table.rows.append([
        .text(axis.name), .text(written.valeurs.value.texte), .text(Self.written(sweep.scenario.valeur(axis.cible))),
        axis.isDrawn ? .missing : .number(Double(axis.points)),
      ])
    }
    var out = table.html(caption: "Les lignes du bloc « balayer », et ce que le scénario écrit", sortable: false)
    var sentences: [String] = []
    if design.axes.contains(where: \.isDrawn) {
      let draws = Typography.number(Double(design.draws))
      sentences.append("\(draws) tirages \(design.spread.texte), graine \(design.seed).")
    }
    for line in sweep.scenario.balayage?.correlations ?? [] {
      sentences.append(
        "Corrélation de \(Typography.shortest(line.valeur.value.value)) entre \(line.premiere.value.texte) et \(line.seconde.value.texte)."
      )
    }
    sentences.append("Les grilles se combinent toutes entre elles et avec chaque tirage.")
    out += "<p class=\"note\">\(HTMLText.sentence(sentences.joined(separator: " ")))</p>"
    return out
  }

  private static func written(_ value: Balayage.Valeur?) -> String {
    switch value {
    case .quantite(let quantity)?: quantity.texte
    case .poids(let parts)?: parts.map { "\(Typography.shortest($0.value)) %" }.joined(separator: ", ")
    case nil: "—"
    }
  }

  // MARK: - Verdicts

  private var verdicts: String {
    let shares = spread.verdicts
    var out = ""
    if let place = sweep.verdicts.firstIndex(where: { $0.objet == .acceptable }) {
      let count = shares.favourable[place]
      let share = Typography.percent(Double(count) / Double(max(1, sweep.count)), decimals: 1)
      let all = Typography.number(Double(sweep.count))
      let sentence =
        count > 1
        ? "\(Typography.number(Double(count))) variantes sur \(all) (\(share)) se calculent, ne portent rien d'illégal et satisfont toutes les exigences."
        : "\(count == 0 ? "Aucune variante" : "1 variante") sur \(all) (\(share)) \(count == 0 ? "ne se calcule" : "se calcule") sans rien d'illégal en satisfaisant toutes les exigences."
      out += "<p><strong>\(HTMLText.sentence(sentence))</strong></p>"
    }
    var table = shares.table
    // The condition heads the row; its column is for who opens the data.
    table.columns.insert(table.columns.removeLast(), at: 0)
    for row in table.rows.indices { table.rows[row].insert(table.rows[row].removeLast(), at: 0) }
    out += table.html(
      caption: "Chaque condition, et le nom de sa colonne dans la table des verdicts", sortable: false,
      drawing: ("Part des variantes jugées", { shares.share($0).map { ShareBar(share: $0).svg() } ?? "nd" }))
    out += "<p class=\"note\">"
    out += HTMLText.sentence(
      "Une exigence n'est pas jugée quand la variante ne se calcule pas ou porte une illégalité. Pour les votes, toutes les "
        + "communes qui ne perdent pas sont favorables : c'est un calcul sur les sièges et les populations, jamais une prévision."
    )
    return out + "</p>"
  }

  // MARK: - Year by year

  private var outcomes: String {
    var out = "<div class=\"duo\">"
    func chart(_ id: String, _ title: String, _ unit: String, _ boxes: [QuantileBox?]) {
      out += "<figure><figcaption>\(HTMLText.sentence(title))</figcaption>"
      out +=
        YearBoxes(id: id, title: title, unit: unit, annees: sweep.annees, boxes: boxes).svg() + "</figure>"
    }
    chart("perdantes", "Communes perdantes", "communes", spread.years.map { QuantileBox($0.perdantes, scale: 1) })
    chart(
      "cout", "Écart du coût pour l'EPCI, en milliers d'euros", "k€",
      spread.years.map { QuantileBox($0.cout, scale: 100_000) })
    chart(
      "pire", "Plus forte perte d'une commune, en euros par habitant DGF", "€/hab.",
      spread.years.map { QuantileBox($0.pire, scale: 100) })
    out += "</div>"
    out += "<p class=\"note\">"
    out += HTMLText.sentence(
      "Trait : du minimum au maximum ; barre claire : 90 % des variantes ; barre foncée : la moitié ; encoche : la médiane."
    )
    out += "</p>"
    var table = Table(
      piece: "annees", title: "Par année",
      columns: [
        .init("annee", "Année", .year), .init("mesure", "Mesure", .text), .init("min", "Minimum", .eurosPerHead),
        .init("q05", "5 %", .eurosPerHead), .init("q25", "25 %", .eurosPerHead),
        .init("q50", "Médiane", .eurosPerHead), .init("q75", "75 %", .eurosPerHead),
        .init("q95", "95 %", .eurosPerHead), .init("max", "Maximum", .eurosPerHead),
      ])
    for (annee, year) in zip(sweep.annees, spread.years) {
      let lines = [
        ("Communes perdantes", year.perdantes, 1.0), ("Écart du coût pour l'EPCI, €", year.cout, 100),
        ("Plus forte perte, €/hab. DGF", year.pire, 100),
      ]
      for (label, sketch, scale) in lines {
        table.rows.append(
          [.number(Double(annee)), .text(label)]
            + [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map { Table.Cell(sketch.quantile($0) / scale) })
      }
    }
    let impossible = spread.years.map(\.impossible).max() ?? 0
    out += "<details class=\"imprime\"><summary>Les chiffres</summary>"
    out += table.html(caption: "Quantiles sur les variantes qui se calculent", sortable: false) + "</details>"
    if impossible > 0 {
      let count = Typography.number(Double(impossible))
      out +=
        "<p class=\"note\">\(HTMLText.sentence("\(count) variantes ne se calculent pas en entier : elles manquent à partir de l'année où elles s'arrêtent."))</p>"
    }
    return out
  }
}
