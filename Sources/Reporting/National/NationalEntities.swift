import Legislation
import Simulation

/// One row an ensemble or commune isolée: what it pays, what it receives, and on demand how.
struct NationalEntities {
  let run: NationalRun
  let detail: Bool

  init(_ run: NationalRun, detail: Bool) {
    self.run = run
    self.detail = detail
  }

  private typealias Field = (column: Table.Column, cell: (Int) -> Table.Cell)

  var table: Table {
    let fields = identity + (detail ? intermediate : brief) + amounts
    return Table(
      piece: "entites", title: "FPIC national \(run.fpic.annee) : ensembles et communes isolées",
      columns: fields.map(\.column),
      rows: run.set.entites.indices.map { row in fields.map { $0.cell(row) } })
  }

  private func line(_ row: Int) -> LigneFPICNational { run.fpic.lignes[row] }

  private func number(_ name: String, _ label: String, _ kind: Table.Kind, _ value: @escaping (Int) -> Double) -> Field
  {
    // Infinite: no cap, hence nothing to show.
    (Table.Column(name, label, kind), { Table.Cell(value($0).isFinite ? value($0) : .nan) })
  }

  private func flag(_ name: String, _ label: String, _ value: @escaping (Int) -> Bool) -> Field {
    (Table.Column(name, label, .count), { Table.Cell(value($0) ? 1 : 0) })
  }

  private var identity: [Field] {
    let entites = run.set.entites
    return [
      (Table.Column("siren", "SIREN", .code), { .text(entites[$0].siren) }),
      (Table.Column("nom", "Nom", .text), { .text(entites[$0].nom) }),
      (Table.Column("type", "Type", .text), { .text(entites[$0].type?.rawValue ?? "") }),
      (Table.Column("zone", "Zone", .text), { .text(entites[$0].zone?.rawValue ?? "") }),
      number("population_dgf", "Population DGF", .count) { run.set.colonnes.populationDGF[$0] },
    ]
  }

  private var brief: [Field] {
    [
      number("indice_prelevement", "Indice de prélèvement", .coefficient) { line($0).indicePrelevement },
      number("indice_reversement", "Indice de reversement", .coefficient) { line($0).indiceReversement },
      rang, flag("eligible", "Éligible") { line($0).eligible },
    ]
  }

  private var rang: Field {
    (Table.Column("rang", "Rang", .count), { line($0).rang.map { Table.Cell(Double($0)) } ?? .missing })
  }

  private var intermediate: [Field] {
    let colonnes = run.set.colonnes
    let bases = colonnes.basesGarantie
    return [
      number("population_insee", "Population INSEE", .count) { colonnes.populationINSEE[$0] },
      number("coefficient", "Coefficient logarithmique", .exact) { line($0).coefficient },
      number("population_ponderee", "Population pondérée", .exact) { line($0).populationPonderee },
      number("pfia", "PFIA", .exact) { colonnes.potentielFinancierAgrege[$0] },
      number("pfia_habitant", "PFIA par habitant pondéré", .exact) { line($0).potentielParHabitant },
      number("revenu_habitant", "Revenu par habitant", .exact) { line($0).revenuParHabitant },
      number("effort_fiscal", "Effort fiscal", .exact) { line($0).effortFiscal },
      flag("contributeur", "Contributeur") { line($0).contributeur },
      number("indice_prelevement", "Indice de prélèvement", .exact) { line($0).indicePrelevement },
      number("score", "Score", .exact) { line($0).score },
      number("fsrif", "FSRIF de l'année précédente", .exact) { colonnes.fsrif[$0] },
      number("plafond", "Plafond", .exact) { line($0).plafond }, flag("plafonne", "Plafonné") { line($0).plafonne },
      number("prelevement_reel", "Prélèvement avant arrondi", .exact) { line($0).prelevementReel },
      number("indice_reversement", "Indice de reversement", .exact) { line($0).indiceReversement }, rang,
      number("mediane", "Médiane des indices", .exact) { row in
        switch colonnes.zones[row] {
        case .metropole: run.fpic.mediane
        case .dom: run.fpic.medianeOutreMer
        case .collectivite: .nan
        }
      }, flag("preeligible", "Dans les 60 % ou au-dessus de la médiane") { line($0).preeligible },
      flag("eligible", "Éligible") { line($0).eligible },
      number("base_garantie", "Montant garanti avant le taux", .exact) { row in bases.reduce(0) { $0 + $1[row] } },
      number("reversement_reel", "Reversement avant arrondi", .exact) { line($0).reversementReel },
    ]
  }

  private var amounts: [Field] {
    [
      number("prelevement", "Prélèvement", .euros) { line($0).prelevement },
      number("reversement", "Reversement", .euros) { line($0).reversement },
      number("garantie", "Garantie", .euros) { line($0).garantie },
      number("solde", "Solde", .euros) { line($0).solde },
      number("cif", "CIF", detail ? .exact : .coefficient) { run.repartitions[$0]?.cif ?? .nan },
      number("prelevement_epci", "Prélèvement de l'EPCI", .euros) { split($0, \.prelevement) },
      number("reversement_epci", "Reversement de l'EPCI", .euros) { split($0, \.attribution) },
    ]
  }

  private func split(_ row: Int, _ side: KeyPath<NationalSplit, RepartitionInterneResultat>) -> Double {
    run.repartitions[row]?[keyPath: side].notifies.epci.first ?? .nan
  }
}
