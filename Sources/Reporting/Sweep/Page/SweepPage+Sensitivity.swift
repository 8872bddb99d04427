import Diagnostics
import Simulation

extension SweepPage {
  var sensitivity: String {
    guard let sobol = analyses.sobol else {
      let reason = analyses.reason ?? ""
      return "<p>\(HTMLText.sentence("Pas d'indices de Sobol' : \(reason)."))</p>"
    }
    var out = ""
    for measure in Sweep.watchedMeasures {
      let lines = sobol.lines.filter {
        $0.output.commune == nil && $0.output.annee == annee && $0.output.grandeur == measure.rawValue
          && $0.deviation > 0
      }
      guard !lines.isEmpty else { continue }
      let title = "\(measure.label), \(annee)"
      out += "<figure><figcaption>\(HTMLText.sentence(title))</figcaption>"
      out +=
        IndexChart(
          id: "sobol-\(measure.rawValue)", title: "Indices de Sobol' : \(title)",
          rows: lines.map { .init(label: $0.factor, first: $0.first, total: $0.total) }
        ).svg() + "</figure>"
    }
    guard !out.isEmpty else {
      return "<p>\(HTMLText.sentence("Aucune des grandeurs suivies ne change d'une variante à l'autre."))</p>"
    }
    out += "<p class=\"note\">"
    out += HTMLText.sentence(
      "Barre pleine : part de la variance due au facteur seul ; cadre : avec ses interactions ; trait : intervalle de "
        + "confiance à 95 % de cet indice total, par 200 rééchantillonnages. "
        + "\(Typography.number(Double(sobol.evaluations))) scénarios calculés pour cela (\(analyses.draws) tirages de base). "
        + "Les poids d'une répartition sont un seul facteur.")
    out += "</p>"
    out += "<details class=\"imprime\"><summary>Les chiffres</summary>"
    out += SobolTables.shown(sobol, annee).html(caption: "Indices et intervalles en \(annee)", sortable: false)
    return out + "</details>"
  }

  var tipping: String {
    guard let found = analyses.tipping else { return "" }
    guard !found.points.isEmpty else {
      return
        "<p>\(HTMLText.sentence("Le long de chaque valeur, les autres comme écrites, rien ne change : ni qui perd, ni la licéité, ni les exigences, ni les majorités."))</p>"
    }
    var table = TippingTables.table(found, sweep)
    for column in table.columns.indices where table.columns[column].kind == .exact {
      table.columns[column].kind = .eurosPerHead
    }
    return table.html(
      caption: "Le long de chaque valeur, les autres comme écrites : entre quelles valeurs quelque chose change",
      sortable: false)
  }

  var replay: String {
    var lines = [
      "pacte rejouer \(files.manifestName) refait ces fichiers à l'octet, quels que soient le nombre de fils et la taille des blocs",
      "Graine \(sweep.design.seed), \(Typography.number(Double(sweep.design.draws))) tirages, pacte \(files.version)",
      "Scénario \(sweep.scenario.source.name.split(separator: "/").last ?? "") : SHA-256 \(sweep.scenario.source.empreinte)",
    ]
    lines += sweep.study.territoire.empreintes.sorted { $0.key < $1.key }.map { "\($0.key) : SHA-256 \($0.value)" }
    lines.append("Paramètres du droit : SHA-256 \(sweep.study.empreinteDroit)")
    return "<ul class=\"clauses\">" + lines.map { "<li>\(HTMLText.sentence($0))</li>" }.joined() + "</ul>"
      + "<p class=\"note\">"
      + HTMLText.sentence(
        "Chaque variante de la table « plan » peut s'écrire comme un scénario et donner seule les mêmes montants.")
      + "</p>"
  }
}
