import Diagnostics

/// What stops a national evaluation. An entity is named by its SIREN.
public enum FaitFPICNational: Error, Equatable {
  case sansPopulation(siren: String)
  case potentielNonPositif(siren: String, Double)
  case revenuNonPositif(siren: String, Double)
  /// The caps do not leave enough to levy.
  case fondsNonFinancable(manque: Double, capacite: Double)

  public var siren: String? {
    switch self {
    case .sansPopulation(let siren), .potentielNonPositif(let siren, _), .revenuNonPositif(let siren, _): siren
    case .fondsNonFinancable: nil
    }
  }

  /// - Parameter nom: name of an entity by its SIREN.
  public func diagnostic(nom: (String) -> String) -> Diagnostic {
    switch self {
    case .sansPopulation(let siren):
      Diagnostic(
        "L0351", .erreur, "\(nom(siren)) n'a pas d'habitant, population DGF ou population INSEE",
        context: "CGCT art. L2336-2", repair: "renseignez population_dgf et population_insee")
    case .potentielNonPositif(let siren, let montant):
      Diagnostic(
        "L0352", .erreur,
        "le potentiel financier agrégé de \(nom(siren)) "
          + (montant.isNaN ? "n'est pas connu" : "n'est pas positif (\(Typography.euros(montant)))"),
        context: "CGCT art. L2336-2", repair: "renseignez la colonne pfia d'ensembles.csv")
    case .revenuNonPositif(let siren, let montant):
      Diagnostic(
        "L0353", .erreur,
        "le revenu de \(nom(siren)) "
          + (montant.isNaN ? "n'est pas connu" : "n'est pas positif (\(Typography.euros(montant)))"),
        context: "CGCT art. L2336-3 et L2336-5",
        repair: "renseignez la colonne revenu d'ensembles.csv : la DGCL publie le total de l'ensemble, secret levé")
    case .fondsNonFinancable(let manque, let capacite):
      Diagnostic(
        "L0354", .erreur,
        "le fonds ne peut pas être prélevé : les plafonds des contributeurs totalisent "
          + "\(Typography.euros(capacite)), il manque \(Typography.euros(manque))",
        context: "CGCT art. L2336-3, I, 3°",
        repair: "vérifiez la colonne rfa et le montant du fonds, ou la liste des ensembles")
    }
  }
}

/// Long explanations of the codes of the national FPIC, for `pacte expliquer --code`.
public enum CodesFPICNational {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0351", "ensemble sans habitant",
      "Le potentiel et le revenu par habitant d'un ensemble intercommunal, ou d'une commune isolée, ne peuvent pas être "
        + "calculés sans population DGF et population INSEE."),
    CodeEntry(
      "L0352", "potentiel financier agrégé absent ou non positif",
      "Le potentiel financier agrégé de chaque ensemble entre dans la moyenne nationale : une valeur absente fausserait "
        + "les montants de tous les autres."),
    CodeEntry(
      "L0353", "revenu absent ou non positif",
      "Le revenu de chaque ensemble entre dans la moyenne nationale et dans ses deux indices ; le total de l'ensemble est "
        + "publié même quand le revenu d'une commune est couvert par le secret statistique."),
    CodeEntry(
      "L0354", "fonds non finançable",
      "Le prélèvement de chacun est plafonné (14 % des ressources prises en compte depuis 2019, FSRIF de l'année "
        + "précédente déduit). Quand la somme des plafonds des contributeurs est inférieure au fonds, aucune valeur de "
        + "point ne l'atteint ; quand elle lui est égale, chacun paie son plafond."),
  ]
}
