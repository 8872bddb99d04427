import Diagnostics
import Legislation
import Simulation
import Territory

extension Comparison {
  /// The tables of the levers: each is empty, hence absent, where no scenario uses its lever.
  var leverTables: [Table] { [budgetTable, projetsTable, droitsTable, liensTable, substitutionTable] }

  /// Épargne, debt and what goes back to the communes, where the territory gives the accounts of the EPCI.
  public var budgetTable: Table {
    var table = Table(
      piece: "budget", title: "Épargne de l'EPCI",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year),
        .init("recettes", "Recettes réelles de fonctionnement", .euros),
        .init("depenses", "Dépenses réelles de fonctionnement", .euros),
        .init("epargne_brute", "Épargne brute", .euros),
        .init("ecart", "Écart à la référence", .euros), .init("epargne_nette", "Épargne nette", .euros),
        .init("desendettement", "Désendettement (ans)", .eurosPerHead),
        .init("part_reversee", "AC + DSC, % des recettes", .percent),
        .init("investissement", "Versé en investissement, net", .euros),
      ])
    table.columns[7].kind = .coefficient
    for scenario in scenarios {
      for annee in annees {
        guard let budget = scenario.epci(annee)?.budget else { continue }
        let compte = budget.compte
        let before = reference.epci(annee)?.budget?.compte.epargneBrute ?? .nan
        table.rows.append([
          .text(scenario.nom), .number(Double(annee)), .centimes(compte.recettes), .centimes(compte.depenses),
          .centimes(compte.epargneBrute), .centimes(compte.epargneBrute - before), .centimes(compte.epargneNette),
          Table.Cell(compte.capaciteDesendettement), Table.Cell(budget.partReversee),
          .centimes(budget.investissement),
        ])
      }
    }
    return table
  }

  /// Projects of fonds de concours: base, caps, what is asked and paid.
  public var projetsTable: Table {
    var table = Table(
      piece: "fonds-de-concours", title: "Fonds de concours",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("commune", "Commune", .text),
        .init("projet", "Projet", .text), .init("base", "Coût resté à financer", .euros),
        .init("moitie", "Plafond de la moitié", .euros), .init("participation", "Plafond de la participation", .euros),
        .init("demande", "Demandé", .euros), .init("disponible", "Droits disponibles", .euros),
        .init("verse", "Versé", .euros),
      ])
    for scenario in scenarios {
      for line in scenario.leviers.projets {
        let found = line.evalue
        table.rows.append([
          .text(scenario.nom), .number(Double(line.annee)), .text(nom(found.projet.commune)), .text(found.projet.nom),
          .centimes(found.plafond.base), .centimes(found.plafond.moitie), .centimes(found.plafond.participation),
          .centimes(found.demande), found.disponible.isFinite ? .centimes(found.disponible) : .missing,
          .centimes(found.verse),
        ])
      }
    }
    return table
  }

  /// Rights to draw, year after year.
  public var droitsTable: Table {
    var table = Table(
      piece: "droits-de-tirage", title: "Droits de tirage",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("insee", "Code INSEE", .code),
        .init("commune", "Commune", .text), .init("droit", "Droits de l'année", .euros),
        .init("report", "Reportés", .euros), .init("consomme", "Consommés", .euros), .init("solde", "Solde", .euros),
      ])
    for scenario in scenarios {
      for line in scenario.leviers.droits {
        table.rows.append([
          .text(scenario.nom), .number(Double(line.annee)), .text(territoire.communes[line.commune].insee.texte),
          .text(nom(line.commune)), .centimes(line.droit), .centimes(line.report), .centimes(line.consomme),
          .centimes(line.solde),
        ])
      }
    }
    return table
  }

  /// Rates against the rules of link.
  public var liensTable: Table {
    var table = Table(
      piece: "taux", title: "Taux et règles de lien",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("conseil", "Conseil", .text),
        .init("impot", "Impôt", .text), .init("avant", "Taux précédent", .percent),
        .init("apres", "Taux voté", .percent),
        .init("maximum", "Taux permis par le lien", .percent), .init("verdict", "Verdict", .text),
      ])
    for scenario in scenarios {
      for line in scenario.leviers.liens {
        table.rows.append([
          .text(scenario.nom), .number(Double(line.annee)), .text(line.commune.map(nom) ?? "EPCI"),
          .text(line.examen.impot.nom), Table.Cell(line.examen.avant), Table.Cell(line.examen.apres),
          Table.Cell(line.examen.tauxMaximal), .text(line.examen.verdict.rawValue),
        ])
      }
    }
    return table
  }

  /// A cut of AC given back by one vehicle or another.
  public var substitutionTable: Table {
    var table = Table(
      piece: "substitution", title: "Rendre une baisse d'AC : par quel véhicule ?",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "À compter de", .year),
        .init("vehicule", "Véhicule", .text), .init("montant", "Baisse d'AC rendue", .euros),
        .init("numerateur", "Numérateur du CIF", .euros), .init("cif", "CIF, deux ans plus tard", .coefficient),
        .init("dotation", "Dotation d'intercommunalité, avant bornes", .euros), .init("usage", "Usage", .text),
        .init("section", "Section", .text),
      ])
    for scenario in scenarios {
      for line in scenario.leviers.substitutions {
        table.rows.append([
          .text(scenario.nom), .number(Double(line.annee)), .text(line.vehicule.libelle), .centimes(line.montant),
          .centimes(line.numerateur), Table.Cell(line.cif), .centimes(line.dotation), .text(line.vehicule.usage),
          .text(line.vehicule.section),
        ])
      }
    }
    return table
  }
}
