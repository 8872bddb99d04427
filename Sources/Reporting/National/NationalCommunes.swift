import Legislation
import Simulation

/// One row a commune: the internal split of its ensemble; a commune isolée bears its own amounts.
struct NationalCommunes {
  let run: NationalRun
  let detail: Bool

  init(_ run: NationalRun, detail: Bool) {
    self.run = run
    self.detail = detail
  }

  /// None without `communes.csv`.
  var tables: [Table] {
    let set = run.set
    guard !set.territoire.communes.isEmpty else { return [] }
    var rows = [[Table.Cell]?](repeating: nil, count: set.territoire.communes.count)
    for (entite, members) in set.membres.enumerated() {
      for (position, commune) in members.enumerated() {
        rows[commune] = identity(commune, set.entites[entite].siren) + figures(entite, position)
      }
    }
    return [
      Table(
        piece: "communes", title: "FPIC national \(run.fpic.annee) : communes", columns: columns,
        rows: rows.enumerated().map { row, cells in
          cells ?? identity(row, set.territoire.communes[row].epci ?? "")
            + [Table.Cell](repeating: .missing, count: columns.count - 3)
        })
    ]
  }

  private var columns: [Table.Column] {
    let identity = [
      Table.Column("insee", "Code INSEE", .code), Table.Column("nom", "Commune", .text),
      Table.Column("siren", "SIREN de l'ensemble", .code),
    ]
    let amounts = [
      Table.Column("prelevement", "Prélèvement", .euros), Table.Column("reversement", "Reversement", .euros),
      Table.Column("solde", "Solde", .euros),
    ]
    let intermediate = [
      Table.Column("poids_prelevement", "Poids dans le prélèvement", .exact),
      Table.Column("prelevement_reel", "Prélèvement de droit commun avant arrondi", .exact),
      Table.Column("prelevement_droit_commun", "Prélèvement de droit commun", .euros),
      Table.Column("deduction_fsrif", "Déduction du FSRIF", .euros),
      Table.Column("part_laissee", "Part laissée par l'exonération", .coefficient),
      Table.Column("exoneration", "Exonération", .euros),
      Table.Column("poids_reversement", "Poids dans le reversement", .exact),
      Table.Column("exclue", "Exclue du reversement (deux fois la moyenne)", .count),
      Table.Column("reversement_reel", "Reversement avant arrondi", .exact),
    ]
    return identity + (detail ? intermediate : []) + amounts
  }

  private func identity(_ commune: Int, _ siren: String) -> [Table.Cell] {
    let found = run.set.territoire.communes[commune]
    return [.text(found.insee.texte), .text(found.nom), .text(siren)]
  }

  private func figures(_ entite: Int, _ position: Int) -> [Table.Cell] {
    let line = run.fpic.lignes[entite]
    guard run.set.entites[entite].type == .ensemble else {
      let attribution = line.reversement + line.garantie
      let blank = detail ? [Table.Cell](repeating: .missing, count: 9) : []
      return blank + [Table.Cell(line.prelevement), Table.Cell(attribution), Table.Cell(line.solde)]
    }
    guard let split = run.repartitions[entite] else {
      return [Table.Cell](repeating: .missing, count: columns.count - 3)
    }
    let paid = split.prelevement.notifies.communes[position, 0]
    let received = split.attribution.notifies.communes[position, 0]
    let amounts = [Table.Cell(paid), Table.Cell(received), Table.Cell(received - paid)]
    guard detail else { return amounts }
    let levy = split.prelevement.droitCommun
    let gift = split.attribution.droitCommun
    let deductions = split.prelevement.deductions
    return [
      levy.poids[position, 0], levy.reels[position, 0], levy.montants.communes[position, 0],
      deductions?.fsrif[position, 0] ?? .nan, deductions?.partLaissee[position, 0] ?? .nan,
      deductions?.exonerations[position, 0] ?? .nan, gift.poids[position, 0], gift.exclues[position, 0],
      gift.reels[position, 0],
    ].map { Table.Cell($0) } + amounts
  }
}

/// The shares of Mayotte and of the collectivités d'outre-mer.
struct NationalOverseas {
  let run: NationalRun

  init(_ run: NationalRun) { self.run = run }

  var tables: [Table] {
    guard !run.territoires.isEmpty else { return [] }
    return [
      Table(
        piece: "outre-mer", title: "FPIC national \(run.fpic.annee) : autres territoires d'outre-mer",
        columns: [
          Table.Column("territoire", "Territoire", .text), Table.Column("montant", "Part de la quote-part", .euros),
        ], rows: run.territoires.map { [.text($0.territoire.nom), Table.Cell($0.montant)] })
    ]
  }
}
