/// What is kept of each scenario and each year: one record of plain numbers.
public enum SweepMeasure: String, Sendable, CaseIterable {
  case ac
  case dsc
  case fpicPrelevement = "fpic_prelevement"
  case fpicReversement = "fpic_reversement"
  case net
  case coutEPCI = "cout_epci"
  case ecartCoutEPCI = "ecart_cout_epci"
  case gagnantes, stables, perdantes
  case populationPerdante = "population_perdante"
  case pertes
  case pirePerte = "pire_perte"
  case pirePerteParHabitant = "pire_perte_par_habitant"
  case cif
  case dotationIntercommunalite = "dotation_intercommunalite"
  case giniAvant = "gini_avant"
  case giniApres = "gini_apres"
  case theilApres = "theil_apres"
  case interdecileApres = "interdecile_apres"
  case progressivite
  case inversions
  case partMoitiePauvre = "part_moitie_pauvre"
  case erreurs, alertes

  /// Rank in a record, that of `allCases`: a switch, because the block loop asks for it.
  public var position: Int {
    switch self {
    case .ac: 0
    case .dsc: 1
    case .fpicPrelevement: 2
    case .fpicReversement: 3
    case .net: 4
    case .coutEPCI: 5
    case .ecartCoutEPCI: 6
    case .gagnantes: 7
    case .stables: 8
    case .perdantes: 9
    case .populationPerdante: 10
    case .pertes: 11
    case .pirePerte: 12
    case .pirePerteParHabitant: 13
    case .cif: 14
    case .dotationIntercommunalite: 15
    case .giniAvant: 16
    case .giniApres: 17
    case .theilApres: 18
    case .interdecileApres: 19
    case .progressivite: 20
    case .inversions: 21
    case .partMoitiePauvre: 22
    case .erreurs: 23
    case .alertes: 24
    }
  }

  public var unit: String {
    switch self {
    case .ac, .dsc, .fpicPrelevement, .fpicReversement, .net, .coutEPCI, .ecartCoutEPCI, .pertes, .pirePerte,
      .dotationIntercommunalite:
      "€"
    case .pirePerteParHabitant: "€/hab. DGF"
    case .populationPerdante: "habitants INSEE"
    case .gagnantes, .stables, .perdantes: "communes"
    case .cif, .partMoitiePauvre: "fraction"
    case .giniAvant, .giniApres, .theilApres, .interdecileApres, .progressivite: "indice"
    case .inversions: "paires de communes"
    case .erreurs, .alertes: "faits"
    }
  }

  public var label: String {
    switch self {
    case .ac: "Attributions de compensation, toutes communes"
    case .dsc: "Dotation de solidarité communautaire, toutes communes"
    case .fpicPrelevement: "FPIC prélevé aux communes"
    case .fpicReversement: "FPIC reversé aux communes"
    case .net: "Solde net, toutes communes"
    case .coutEPCI: "Coût pour l'EPCI"
    case .ecartCoutEPCI: "Écart du coût pour l'EPCI à la référence"
    case .gagnantes: "Communes gagnantes"
    case .stables: "Communes stables"
    case .perdantes: "Communes perdantes"
    case .populationPerdante: "Population des communes perdantes"
    case .pertes: "Somme des pertes des communes perdantes"
    case .pirePerte: "Plus grande perte d'une commune"
    case .pirePerteParHabitant: "Plus grande perte d'une commune par habitant"
    case .cif: "Coefficient d'intégration fiscale"
    case .dotationIntercommunalite: "Dotation d'intercommunalité, estimation"
    case .giniAvant: "Indice de Gini du potentiel financier par habitant, avant les flux"
    case .giniApres: "Le même après les flux de l'année"
    case .theilApres: "Indice de Theil après les flux de l'année"
    case .interdecileApres: "Rapport interdécile P90/P10 après les flux de l'année"
    case .progressivite: "Indice de progressivité de Kakwani des flux"
    case .inversions: "Communes voisines dont l'ordre s'inverse après les flux"
    case .partMoitiePauvre: "Part des flux qui va à la moitié la moins riche"
    case .erreurs: "Mesures illégales ou impossibles à calculer"
    case .alertes: "Alertes de licéité"
    }
  }
}
