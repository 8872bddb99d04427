/// What is kept of each variant of a national year: one record of plain numbers, in this order.
public enum NationalMeasure: Int, Sendable, CaseIterable {
  case fonds, quotePartOutreMer, prelevements, reversements, garanties
  case contributeurs, plafonnes, beneficiaires, garantis
  case valeurPointPrelevement, valeurPointReversement
  case gagnants, stables, perdants, populationPerdante, pertes, pirePerte, pirePerteParHabitant
  case giniAvant, giniApres, theilApres, interdecileApres, inversions, partMoitiePauvre, partMoitieRiche
  /// Last, because they are kept only where communes are computed.
  case communesPerdantes, pertesCommunes, pirePerteCommune

  static func kept(communes: Bool) -> [NationalMeasure] {
    communes ? allCases : allCases.filter { $0.position < communesPerdantes.position }
  }

  /// Rank in a record.
  public var position: Int { rawValue }

  /// Name of its column.
  public var name: String {
    switch self {
    case .fonds: "fonds"
    case .quotePartOutreMer: "quote_part_outre_mer"
    case .prelevements: "total_prelevement"
    case .reversements: "total_reversement"
    case .garanties: "total_garantie"
    case .contributeurs: "preleves"
    case .plafonnes: "plafonnes"
    case .beneficiaires: "beneficiaires"
    case .garantis: "garantis"
    case .valeurPointPrelevement: "valeur_point_prelevement"
    case .valeurPointReversement: "valeur_point_reversement"
    case .gagnants: "gagnants"
    case .stables: "stables"
    case .perdants: "perdants"
    case .populationPerdante: "population_perdante"
    case .pertes: "pertes"
    case .pirePerte: "pire_perte"
    case .pirePerteParHabitant: "pire_perte_par_habitant"
    case .giniAvant: "gini_avant"
    case .giniApres: "gini_apres"
    case .theilApres: "theil_apres"
    case .interdecileApres: "interdecile_apres"
    case .inversions: "inversions"
    case .partMoitiePauvre: "part_moitie_pauvre"
    case .partMoitieRiche: "part_moitie_riche"
    case .communesPerdantes: "communes_perdantes"
    case .pertesCommunes: "pertes_communes"
    case .pirePerteCommune: "pire_perte_commune"
    }
  }

  public var unit: String {
    switch self {
    case .fonds, .quotePartOutreMer, .prelevements, .reversements, .garanties, .pertes, .pirePerte, .pertesCommunes,
      .pirePerteCommune:
      "€"
    case .contributeurs, .plafonnes, .beneficiaires, .garantis, .gagnants, .stables, .perdants: "entités"
    case .valeurPointPrelevement, .valeurPointReversement: "€ par point"
    case .communesPerdantes: "communes"
    case .populationPerdante: "habitants INSEE"
    case .pirePerteParHabitant: "€/hab. DGF"
    case .giniAvant, .giniApres, .theilApres: "indice"
    case .interdecileApres: "rapport"
    case .inversions: "paires d'entités"
    case .partMoitiePauvre, .partMoitieRiche: "fraction"
    }
  }

  public var label: String {
    switch self {
    case .fonds: "Montant à prélever"
    case .quotePartOutreMer: "Quote-part d'outre-mer"
    case .prelevements: "Prélèvements notifiés, toutes entités"
    case .reversements: "Reversements notifiés, toutes entités, garanties non comprises"
    case .garanties: "Garanties, toutes entités"
    case .contributeurs: "Entités prélevées"
    case .plafonnes: "Entités dont le prélèvement est plafonné"
    case .beneficiaires: "Entités qui reçoivent un reversement"
    case .garantis: "Entités qui reçoivent une garantie"
    case .valeurPointPrelevement: "Valeur de point du prélèvement"
    case .valeurPointReversement: "Valeur de point du reversement en métropole"
    case .gagnants: "Entités gagnantes"
    case .stables: "Entités stables"
    case .perdants: "Entités perdantes"
    case .populationPerdante: "Population des entités perdantes"
    case .pertes: "Somme des pertes des entités perdantes"
    case .pirePerte: "Plus grande perte d'une entité"
    case .pirePerteParHabitant: "Plus grande perte d'une entité par habitant"
    case .giniAvant: "Indice de Gini du potentiel financier agrégé par habitant pondéré, avant le FPIC"
    case .giniApres: "Indice de Gini du potentiel financier agrégé par habitant pondéré, après le FPIC"
    case .theilApres: "Indice de Theil du même, après le FPIC"
    case .interdecileApres: "Rapport interdécile P90/P10 du même, après le FPIC"
    case .inversions: "Entités voisines dont l'ordre s'inverse après le FPIC"
    case .partMoitiePauvre: "Part des reversements et garanties qui va à la moitié la moins riche de la population"
    case .partMoitieRiche: "Part des prélèvements payée par la moitié la plus riche de la population"
    case .communesPerdantes: "Communes perdantes, droit commun, avant arrondi"
    case .pertesCommunes: "Somme des pertes des communes perdantes"
    case .pirePerteCommune: "Plus grande perte d'une commune"
    }
  }
}

/// The amounts of an entity in a variant, whole euros.
public enum NationalFlow: Int, Sendable, CaseIterable {
  case prelevement, reversement, garantie, solde

  public var name: String {
    switch self {
    case .prelevement: "prelevement"
    case .reversement: "reversement"
    case .garantie: "garantie"
    case .solde: "solde"
    }
  }

  public var label: String {
    switch self {
    case .prelevement: "Prélèvement notifié"
    case .reversement: "Reversement notifié, sans la garantie"
    case .garantie: "Garantie"
    case .solde: "Reversement et garantie, moins le prélèvement"
    }
  }
}
