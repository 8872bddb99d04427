import Legislation
import Simulation

/// Coefficients d'intégration fiscale and dotation d'intercommunalité of every EPCI.
struct NationalDotationTables {
  let set: NationalSet
  let coefficients: [NationalCoefficient?]
  let dotation: NationalDotation?
  let detail: Bool

  private typealias Field = (column: Table.Column, cell: (Int) -> Table.Cell)

  var tables: [Table] { [coefficientsTable, summaryTable, dotationTable].compactMap { $0 } }

  private func number(_ name: String, _ label: String, _ kind: Table.Kind, _ value: @escaping (Int) -> Double) -> Field
  {
    // Infinite: no ceiling, hence nothing to show.
    (Table.Column(name, label, kind), { Table.Cell(value($0).isFinite ? value($0) : .nan) })
  }

  private func identity(_ row: @escaping (Int) -> Int) -> [Field] {
    let entites = set.entites
    let coefficients = self.coefficients
    return [
      (Table.Column("siren", "SIREN", .code), { .text(entites[row($0)].siren) }),
      (Table.Column("nom", "Nom", .text), { .text(entites[row($0)].nom) }),
      (
        Table.Column("categorie", "Catégorie", .text),
        { .text(coefficients[row($0)]?.categorie.code ?? "") }
      ),
    ]
  }

  private func table(_ piece: String, _ title: String, _ fields: [Field], _ count: Int) -> Table {
    Table(
      piece: piece, title: title, columns: fields.map(\.column),
      rows: (0..<count).map { row in fields.map { $0.cell(row) } })
  }

  private var coefficientsTable: Table? {
    let rows = coefficients.indices.filter { coefficients[$0].map { $0.source != .inconnu } ?? false }
    guard !rows.isEmpty else { return nil }
    let kind: Table.Kind = detail ? .exact : .coefficient
    let amount: Table.Kind = detail ? .exact : .euros
    func of(_ path: KeyPath<NationalCoefficient, Double>) -> (Int) -> Double {
      { coefficients[rows[$0]]?[keyPath: path] ?? .nan }
    }
    let fields: [Field] =
      identity { rows[$0] } + [
        number("recettes_epci", "Recettes de l'EPCI", amount, of(\.recettes.epci)),
        number("recettes_communes", "Recettes des communes", amount, of(\.recettes.communes)),
        number("recettes_syndicats", "Recettes des syndicats", amount, of(\.recettes.syndicats)),
        number("ac", "AC nettes versées", amount, of(\.attributions)),
        number("dsc", "DSC versée", amount, of(\.dotations)),
        number("depenses_transfert", "Dépenses de transfert", amount, of(\.transferts)),
        number("cif_calcule", "CIF calculé", kind, of(\.calcule)), number("cif", "CIF", kind, of(\.simple)),
        (
          Table.Column("origine", "Origine", .text),
          { .text(coefficients[rows[$0]]?.source.rawValue ?? "") }
        ), number("cif_pris_en_compte", "CIF pris en compte", kind, of(\.prisEnCompte)),
      ]
    return table("cif", "Coefficients d'intégration fiscale \(set.annee)", fields, rows.count)
  }

  private var dotationTable: Table? {
    guard let di = dotation else { return nil }
    let (epci, out) = (di.epci, di.resultat)
    let kind: Table.Kind = detail ? .exact : .euros
    let perHead: Table.Kind = detail ? .exact : .eurosPerHead
    var fields = identity { di.lignes[$0] }
    fields += [
      number("population_dgf", "Population DGF", .count) { epci.populationDGF[$0] },
      number("cif_pris_en_compte", "CIF pris en compte", detail ? .exact : .coefficient) { epci.cif[$0] },
      number("potentiel_fiscal_habitant", "Potentiel fiscal par habitant", perHead) {
        epci.potentielFiscal[$0] / epci.populationDGF[$0]
      },
      number("revenu_habitant", "Revenu par habitant", perHead) { epci.revenu[$0] / epci.populationINSEE[$0] },
      number("dotation_precedente_habitant", "Dotation de l'année précédente par habitant", perHead) {
        epci.dotationPrecedenteParHabitant[$0]
      }, number("complement", "Complément de 5 €", kind) { out.complements[$0] },
    ]
    if detail {
      fields += [
        number("part_base", "Part de la dotation de base", .exact) { out.partsBase[$0] },
        number("part_perequation", "Part de la dotation de péréquation", .exact) { out.partsPerequation[$0] },
        number("part", "Part de l'enveloppe libre", .exact) { out.parts[$0] },
        number("montant_libre", "Avant garantie et plafond", .exact) { out.enveloppeLibre * out.parts[$0] },
      ]
    }
    fields += [
      number("plancher", "Garantie", kind) { out.planchers[$0] },
      number("plafond", "Plafond", kind) { out.plafonds[$0] },
      (
        Table.Column("borne", "Borne atteinte", .text),
        { row in
          let free = out.enveloppeLibre * out.parts[row]
          return .text(free < out.planchers[row] ? "garantie" : free > out.plafonds[row] ? "plafond" : "aucune")
        }
      ),
    ]
    if detail { fields.append(number("montant", "Avant arrondi", .exact) { out.montants[$0] }) }
    fields += [
      number("dotation", "Dotation", .euros) { out.notifies[$0] },
      number("dotation_habitant", "Dotation par habitant", perHead) { out.notifies[$0] / epci.populationDGF[$0] },
    ]
    return table(
      "dotation-intercommunalite", "Dotation d'intercommunalité \(set.annee)", fields, di.lignes.count)
  }

  private var summaryTable: Table? {
    guard let di = dotation else { return nil }
    var rows: [[Table.Cell]] = []
    func row(_ name: String, _ label: String, _ value: Double, _ unit: String) {
      rows.append([.text(name), .text(label), Table.Cell(value), .text(unit)])
    }
    row("epci", "EPCI", Double(di.lignes.count), "")
    row("enveloppe", di.enveloppeDonnee ? "enveloppe donnée" : "enveloppe de la loi", di.enveloppe, "€")
    row("complements", "compléments de 5 € par habitant", di.resultat.complements.reduce(0, +), "€")
    row("enveloppe_libre", "enveloppe avant garanties et plafonds (λ)", di.resultat.enveloppeLibre, "€")
    row("total", "total des dotations notifiées", di.resultat.notifies.reduce(0, +), "€")
    row("revenu_moyen", "revenu moyen par habitant", di.resultat.revenuMoyen, "€/hab. INSEE")
    for categorie in CategorieEPCI.allCases {
      row(
        "potentiel_moyen_\(categorie.code)", "potentiel fiscal moyen, \(categorie.libelle)",
        di.resultat.potentielMoyen[categorie.rawValue], "€/hab. DGF")
    }
    return Table(
      piece: "dotation-synthese", title: "Dotation d'intercommunalité \(set.annee) : synthèse",
      columns: [
        Table.Column("grandeur", "Grandeur", .text), Table.Column("libelle", "Ce que c'est", .text),
        Table.Column("valeur", "Valeur", .exact), Table.Column("unite", "Unité", .text),
      ], rows: rows)
  }
}

extension CategorieEPCI {
  /// Short code of the data files.
  var code: String {
    switch self {
    case .urbaine: "cu_metropole"
    case .agglomeration: "ca"
    case .communesFiscaliteUnique: "cc_fpu"
    case .communesFiscaliteAdditionnelle: "cc_fa"
    }
  }
}
