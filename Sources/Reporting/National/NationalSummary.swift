import Legislation
import Simulation

/// The figures of the fund: what is levied, what is shared, and on which means.
struct NationalSummary {
  let run: NationalRun

  init(_ run: NationalRun) { self.run = run }

  var table: Table {
    var rows: [[Table.Cell]] = []
    func row(_ name: String, _ label: String, _ value: Double, _ unit: String) {
      rows.append([.text(name), .text(label), Table.Cell(value.isFinite ? value : .nan), .text(unit)])
    }
    let fpic = run.fpic
    let lines = fpic.lignes
    row("annee", "année", Double(fpic.annee), "")
    row("entites", "ensembles et communes isolées", Double(lines.count), "")
    row(
      "pfia_moyen_habitant", "potentiel financier agrégé moyen", fpic.moyennes.potentielFinancierAgrege.value,
      "€/hab. pondéré")
    row("seuil_contributeur", "seuil de contribution", fpic.seuilContributeur, "€/hab. pondéré")
    row("revenu_moyen_prelevement", "revenu moyen (prélèvement)", fpic.moyennes.revenuPrelevement.value, "€/hab. INSEE")
    row("revenu_moyen_reversement", "revenu moyen (reversement)", fpic.moyennes.revenuReversement.value, "€/hab. INSEE")
    row("effort_fiscal_moyen", "effort fiscal moyen", fpic.moyennes.effortFiscal.value, "")
    row("fonds", "montant à prélever", fpic.financement.fonds, "€")
    row("valeur_point_prelevement", "valeur de point du prélèvement", fpic.valeurPoint.valeur, "€")
    row("contributeurs", "contributeurs au-dessus du seuil", Double(lines.count { $0.contributeur }), "")
    row("preleves", "contributeurs prélevés", Double(lines.count { $0.prelevement > 0 }), "")
    row("plafonnes", "contributeurs plafonnés", Double(lines.count { $0.plafonne }), "")
    row("total_prelevement", "total des prélèvements notifiés", lines.reduce(0) { $0 + $1.prelevement }, "€")
    row("ressources_exterieures", "ressources extérieures", fpic.financement.ressourcesExterieures, "€")
    row("regularisations", "régularisations", fpic.financement.regularisations, "€")
    row("quote_part_outre_mer", "quote-part d'outre-mer", fpic.financement.quotePart, "€")
    row("quote_part_dom", "dont départements d'outre-mer", fpic.financement.partDepartements, "€")
    row("total_garantie", "garanties (métropole)", fpic.metropole.garanties, "€")
    row("enveloppe", "enveloppe du reversement (métropole)", fpic.metropole.enveloppe, "€")
    row("eligibles_60", "ensembles dans les 60 % (métropole)", Double(fpic.metropole.nombre), "")
    row("mediane", "médiane des indices (métropole)", fpic.mediane, "")
    row("eligibles", "entités éligibles", Double(lines.count { $0.eligible }), "")
    row(
      "valeur_point_reversement", "valeur de point du reversement (métropole)", fpic.metropole.valeurPoint ?? .nan, "€")
    row("total_reversement", "total des reversements notifiés", lines.reduce(0) { $0 + $1.reversement }, "€")
    if fpic.financement.partDepartements > 0 {
      row(
        "pfia_moyen_dom", "potentiel financier agrégé moyen des départements d'outre-mer",
        fpic.moyennes.potentielOutreMer.value, "€/hab. pondéré")
      row(
        "revenu_moyen_dom", "revenu moyen des départements d'outre-mer", fpic.moyennes.revenuOutreMer.value,
        "€/hab. INSEE")
      row("total_garantie_dom", "garanties (départements d'outre-mer)", fpic.outreMer.garanties, "€")
      row("enveloppe_dom", "enveloppe du reversement (départements d'outre-mer)", fpic.outreMer.enveloppe, "€")
      row("eligibles_60_dom", "ensembles dans les 60 % (départements d'outre-mer)", Double(fpic.outreMer.nombre), "")
      row("mediane_dom", "médiane des indices (départements d'outre-mer)", fpic.medianeOutreMer, "")
      row(
        "valeur_point_dom", "valeur de point du reversement (départements d'outre-mer)",
        fpic.outreMer.valeurPoint ?? .nan, "€")
    }
    return Table(
      piece: "synthese", title: "FPIC national \(fpic.annee) : synthèse",
      columns: [
        Table.Column("grandeur", "Grandeur", .text), Table.Column("libelle", "Ce que c'est", .text),
        Table.Column("valeur", "Valeur", .exact), Table.Column("unite", "Unité", .text),
      ], rows: rows)
  }
}
