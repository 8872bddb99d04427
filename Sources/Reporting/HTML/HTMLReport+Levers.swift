import Diagnostics
import Simulation

extension HTMLReport {
  /// What each lever beside the AC, the DSC and the FPIC decides, then the choice of a vehicle.
  var leviers: String {
    var out = ""
    let projets = comparison.projetsTable
    if !projets.rows.isEmpty {
      out += projets.html(caption: "Fonds de concours, projet par projet, en euros", sortable: false)
    }
    let droits = comparison.droitsTable
    if !droits.rows.isEmpty {
      out +=
        "<details><summary>\(HTMLText.sentence("Droits de tirage de chaque commune"))</summary>"
        + droits.without(["insee"]).html(caption: "Droits de tirage, en euros") + "</details>\n"
    }
    let liens = comparison.liensTable
    if !liens.rows.isEmpty {
      out += liens.html(caption: "Taux votés et règles de lien", sortable: false)
    }
    let substitution = comparison.substitutionTable
    if !substitution.rows.isEmpty {
      out +=
        "<p>"
        + HTMLText.sentence(
          "Une même baisse d'AC peut être rendue de plusieurs façons. Toutes déplacent le potentiel financier des communes de la même somme l'année suivante (baisse de la commune, moins sa part de population dans la baisse totale) ; elles diffèrent par leur effet sur le CIF (CGCT art. L5211-29, III) et par l'usage permis."
        ) + "</p>\n"
        + substitution.html(
          caption: "AC, DSC, fonds de concours ou FPIC pris en charge", sortable: false,
          signed: ["numerateur", "cif", "dotation"], neutral: ["numerateur", "cif", "dotation"])
    }
    return out
  }

  var budget: String {
    let table = comparison.budgetTable
    guard !table.rows.isEmpty else { return "" }
    let years = Set(comparison.scenarios.flatMap { $0.epci.compactMap { $0.budget?.exercice } }).sorted()
    let from = years.map(String.init).joined(separator: ", ")
    return
      "<p>"
      + HTMLText.sentence(
        "Le dernier compte connu de l'EPCI (\(from)) est déplacé par les flux de chaque année ; sa dette, le capital remboursé et ses autres recettes et dépenses sont maintenus. L'AC de fonctionnement, la DSC et le FPIC touchent l'épargne ; l'AC d'investissement, les fonds de concours et la taxe d'aménagement ne touchent que l'investissement."
      ) + "</p>\n"
      + table.html(
        caption: "Épargne, désendettement et part des recettes reversée", sortable: false, signed: ["ecart"],
        neutral: ["ecart"])
  }
}
