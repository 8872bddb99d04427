import Simulation

extension FPICConfrontation {
  /// Distribution, every gap, and the trace of the largest.
  public func tables(largest: Int) -> [Table] { [spread, gaps, traces(largest)] }

  private var spread: Table {
    var rows: [[Table.Cell]] = []
    for flux in Flux.allCases {
      let d = distribution(flux)
      let values: [(String, Double)] = [
        ("ensembles comparés", Double(d.nombre)), ("total calculé (€)", d.totalCalcule),
        ("total officiel (€)", d.totalOfficiel), ("écarts d'au plus 1 €", Double(d.aUnEuro)),
        ("écarts d'au plus 1 %", Double(d.aUnPourCent)), ("écarts d'au plus 10 %", Double(d.aDixPourCent)),
        ("écart médian (€)", d.quantiles[0]), ("écart dépassé par 10 % des ensembles (€)", d.quantiles[1]),
        ("écart dépassé par 1 % des ensembles (€)", d.quantiles[2]), ("plus grand écart (€)", d.quantiles[3]),
        ("nul d'un seul côté", Double(d.opposes)),
      ]
      rows += values.map { [.text(flux.libelle), .text($0.0), Table.Cell($0.1)] }
    }
    return Table(
      piece: "confrontation", title: "FPIC \(annee) : calcul contre montants publiés",
      columns: [
        .init("flux", "Flux", .text), .init("mesure", "Mesure", .text), .init("valeur", "Valeur", .count),
      ], rows: rows)
  }

  private var gaps: Table {
    Table(
      piece: "ecarts", title: "FPIC \(annee) : écart de chaque ensemble",
      columns: Self.identity + [
        .init("calcule", "Calculé", .euros), .init("officiel", "Officiel", .euros), .init("ecart", "Écart", .euros),
      ],
      rows: ecarts.map {
        [
          .text($0.siren), .text($0.nom), .text($0.flux.libelle), Table.Cell($0.calcule), Table.Cell($0.officiel),
          Table.Cell($0.montant),
        ]
      })
  }

  private func traces(_ count: Int) -> Table {
    var rows: [[Table.Cell]] = []
    for ecart in plusGrands(count) {
      let head: [Table.Cell] = [.text(ecart.siren), .text(ecart.nom), .text(ecart.flux.libelle)]
      rows.append(head + [.text("montant"), Table.Cell(ecart.calcule), Table.Cell(ecart.officiel)])
      rows += trace(ecart).map { head + [.text($0.libelle), Table.Cell($0.calcule), Table.Cell($0.officiel)] }
    }
    return Table(
      piece: "plus-grands-ecarts", title: "FPIC \(annee) : d'où viennent les plus grands écarts",
      columns: Self.identity + [
        .init("grandeur", "Grandeur", .text), .init("calcule", "Calculé", .exact),
        .init("officiel", "Officiel", .exact),
      ], rows: rows)
  }

  private static let identity: [Table.Column] = [
    .init("siren", "SIREN", .code), .init("nom", "Nom", .text), .init("flux", "Flux", .text),
  ]
}
