import Diagnostics

/// A documented column of the territory's files.
public struct ColumnDocumentation: Sendable, Equatable {
  /// Name in the file; `AAAA` stands for a year.
  public var nom: String
  public var libelle: String
  public var unite: String
  /// Where the figure is published.
  public var source: String
  public var fichier: String
  /// French phrases by which a scenario may name it.
  public var synonymes: [String]

  init(
    _ nom: String, _ libelle: String, _ unite: String, _ source: String, fichier: String = "communes.csv",
    _ synonymes: [String] = []
  ) {
    self.nom = nom
    self.libelle = libelle
    self.unite = unite
    self.source = source
    self.fichier = fichier
    self.synonymes = [libelle] + synonymes
  }

  private static let dgcl = "critères de répartition des dotations (DGCL)"
  private static let comptes = "balances comptables ou compte administratif de la commune"
  private static let etats = "REI, ou états 1259 et 1386"
  private static let compteEPCI = "compte administratif ou compte financier unique de l'EPCI"
  private static let fiche = "fiche DGF de l'EPCI"
  private static let ensembles = "ensembles.csv"
  private static let notification = "notification du FPIC par la préfecture, ou OFGL"

  public static let all: [ColumnDocumentation] = [
    .init("insee", "code INSEE", "texte de 5 caractères", "INSEE, code officiel géographique"),
    .init("nom", "nom de la commune", "texte", "INSEE, code officiel géographique"),
    .init("departement", "département", "texte", "INSEE, code officiel géographique"),
    .init("epci", "SIREN de l'EPCI", "texte de 9 chiffres", "BANATIC"),
    .init(
      "epci_AAAA",
      "SIREN de l'ensemble d'une année passée, vide pour une commune isolée : garantie d'un périmètre nouveau",
      "9 chiffres", "BANATIC"),
    .init("population_dgf_AAAA", "population DGF d'une année passée", "habitants", dgcl),
    .init("potentiel_financier_AAAA", "potentiel financier d'une année passée", "€", dgcl),
    .init("population_insee", "population totale INSEE", "habitants", dgcl, ["population totale"]),
    .init("population_dgf", "population DGF", "habitants", dgcl),
    .init("revenu", "revenu fiscal de référence", "€", dgcl),
    .init("potentiel_fiscal", "potentiel fiscal", "€", dgcl),
    .init("potentiel_financier", "potentiel financier", "€", dgcl),
    .init("effort_fiscal_numerateur", "numérateur de l'effort fiscal", "€", dgcl),
    .init("effort_fiscal_denominateur", "dénominateur de l'effort fiscal", "€", dgcl),
    .init("rrf_AAAA", "recettes réelles de fonctionnement", "€", comptes),
    .init("ac_AAAA", "attribution de compensation, négative quand la commune paie", "€", comptes),
    .init("ac_investissement_AAAA", "attribution de compensation en investissement", "€", comptes),
    .init("ac_ancien_epci", "attribution versée par l'ancien EPCI", "€", "délibérations de l'ancien EPCI"),
    .init("dsc_AAAA", "dotation de solidarité reçue", "€", comptes),
    .init("fpic_prelevement_AAAA", "prélèvement FPIC", "€", notification),
    .init("fpic_reversement_AAAA", "reversement FPIC", "€", notification),
    .init("fsrif_prelevement_AAAA", "prélèvement FSRIF", "€", "notification de la préfecture"),
    .init("contribution_pfa", "contribution au potentiel fiscal agrégé, pour le FPIC de 2012", "€", notification),
    .init("produit_fp_AAAA", "fiscalité professionnelle de la commune", "€", "REI, ou états 1259 et 1386"),
    .init(
      "compensation_part_salaires_AAAA", "compensation part salaires de la commune", "€", "fiche DGF de la commune"),
    .init("compensations_zones_franches_AAAA", "compensations de zones franches", "€", "état 1386"),
    .init(
      "contribution_sru_AAAA", "part de la contribution pour logements sociaux retenue par l'attribution initiale", "€",
      comptes),
    .init("fngir_AAAA", "FNGIR de la commune, négatif quand elle est prélevée", "€", "état 1259"),
    .init("fiscalite_menages_epci_AAAA", "impôts des ménages levés par l'EPCI sur la commune", "€", "REI"),
    .init(
      "compensations_menages_epci_AAAA", "compensations d'exonérations des ménages reçues par l'EPCI pour la commune",
      "€", "état 1386"),
    .init("reversements_fiscalite_AAAA", "fiscalité reversée à l'EPCI (loi 80-10, art. 11)", "€", comptes),
    .init("taux_ancien_epci_foncier_bati_AAAA", "taux de foncier bâti de l'ancien EPCI", "fraction", "REI"),
    .init("taux_ancien_epci_foncier_non_bati_AAAA", "taux de foncier non bâti de l'ancien EPCI", "fraction", "REI"),
    .init("taux_ancien_epci_thrs_AAAA", "taux de taxe d'habitation de l'ancien EPCI", "fraction", "REI"),
    .init("rang_dsu_10000", "rang DSU des communes de 10 000 habitants et plus, de N-1", "rang", dgcl),
    .init("rang_dsu_5000", "rang DSU des communes de 5 000 à 9 999 habitants, de N-1", "rang", dgcl),
    .init("rang_dsr_cible", "rang DSR cible, de N-1", "rang", dgcl),
    .init("logements_sociaux", "nombre de logements sociaux", "logements", dgcl, ["logements sociaux"]),
    .init("logements", "nombre de logements", "logements", dgcl),
    .init(
      "population_qpv", "population en quartier prioritaire", "habitants", dgcl,
      ["population QPV", "population des quartiers prioritaires"]),
    .init(
      "population_3_16", "population de 3 à 16 ans", "habitants", dgcl,
      ["population 3 à 16 ans", "nombre d'enfants de 3 à 16 ans"]),
    .init("voirie", "longueur de voirie", "m", dgcl, ["longueur de la voirie"]),
    .init("superficie", "superficie", "ha", dgcl),
    .init(
      "aides_logement", "bénéficiaires d'aides au logement", "personnes", dgcl,
      ["nombre de bénéficiaires d'aides au logement", "aides au logement"]),
    .init("residences_secondaires", "résidences secondaires", "logements", dgcl, ["nombre de résidences secondaires"]),
    .init("emplois", "nombre d'emplois", "emplois", "INSEE, recensement"),
    .init("sieges", "sièges au conseil communautaire", "sièges", "arrêté préfectoral de composition du conseil"),
    .init("contrat_ville", "commune du contrat de ville", "0 ou 1", "contrat de ville"),
    .init("taxe_amenagement_zones_AAAA", "taxe d'aménagement perçue dans les zones d'activités", "€", comptes),
    .init("taxe_amenagement_AAAA", "taxe d'aménagement perçue sur la commune", "€", comptes),
    .init(
      "charges_equipement_epci", "charge annuelle des équipements publics que l'EPCI porte sur la commune", "€", comptes
    ),
    .init("charges_equipement_commune", "charge annuelle des équipements publics que la commune porte", "€", comptes),
    .init(
      "bases_foncier_bati_zones_AAAA", "bases de foncier bâti des entreprises des zones d'activités", "€", etats),
    .init("bases_cfe_zones_AAAA", "bases de cotisation foncière des zones d'activités", "€", etats),
    .init("bases_foncier_bati_AAAA", "bases nettes de foncier bâti", "€", etats),
    .init("bases_foncier_bati_epci_AAAA", "bases nettes de foncier bâti de l'EPCI sur la commune", "€", "REI"),
    .init("produit_foncier_bati_AAAA", "produit communal de foncier bâti", "€", "REI"),
    .init("produit_foncier_bati_epci_AAAA", "produit de foncier bâti de l'EPCI sur la commune", "€", "REI"),
    .init("bases_foncier_non_bati_AAAA", "bases nettes de foncier non bâti", "€", etats),
    .init("bases_thrs_AAAA", "bases nettes de taxe d'habitation sur les résidences secondaires", "€", etats),
    .init("bases_cfe_AAAA", "bases nettes de cotisation foncière des entreprises", "€", etats),
    .init("taux_foncier_bati_AAAA", "taux communal de foncier bâti", "fraction", etats),
    .init("taux_foncier_non_bati_AAAA", "taux communal de foncier non bâti", "fraction", etats),
    .init("taux_thrs_AAAA", "taux communal de taxe d'habitation sur les résidences secondaires", "fraction", etats),
    .init("taux_cfe_AAAA", "taux communal de cotisation foncière, hors fiscalité unique", "fraction", etats),
    .init("dgf_AAAA", "dotation globale de fonctionnement", "€", "fiche DGF de la commune"),
    .init("siren", "SIREN de l'ensemble ou de la commune isolée", "texte de 9 chiffres", "BANATIC", fichier: ensembles),
    .init("nom", "nom de l'ensemble", "texte", "BANATIC", fichier: ensembles),
    .init(
      "type", "ensemble intercommunal (EI), commune isolée (CI), ou ensemble disparu gardé pour ses montants (ANCIEN)",
      "EI, CI ou ANCIEN", "BANATIC", fichier: ensembles),
    .init("insee", "code INSEE d'une commune isolée", "texte de 5 caractères", "INSEE", fichier: ensembles),
    .init("nature", "nature de l'EPCI", "CC, CA, CU, METROPOLE ou EPT", "BANATIC", fichier: ensembles),
    .init("regime", "régime fiscal de l'EPCI", "FPU, FPZ ou FA", "BANATIC", fichier: ensembles),
    .init("zone", "situation", "metropole, dom ou com", "INSEE, code officiel géographique", fichier: ensembles),
    .init("ile", "île maritime composée d'une seule commune", "0 ou 1", dgcl, fichier: ensembles),
    .init(
      "population_dgf", "population DGF, si elle n'est pas la somme des communes", "habitants", dgcl, fichier: ensembles
    ),
    .init(
      "population_insee", "population totale INSEE, si elle n'est pas la somme des communes", "habitants", dgcl,
      fichier: ensembles),
    .init(
      "revenu", "revenu fiscal de référence, s'il n'est pas la somme des communes", "€", dgcl, fichier: ensembles),
    .init(
      "fsrif_prelevement_AAAA", "prélèvements FSRIF des communes, s'ils ne sont pas leur somme", "€",
      "notification de la préfecture", fichier: ensembles),
    .init("pfia", "potentiel financier agrégé", "€", notification, fichier: ensembles),
    .init(
      "rfa", "ressources prises en compte par le plafonnement du prélèvement FPIC", "€", notification,
      fichier: ensembles),
    .init("pfa", "potentiel fiscal agrégé", "€", notification, fichier: ensembles),
    .init(
      "contribution_pfa", "contribution propre de l'EPCI au potentiel fiscal agrégé, pour le FPIC de 2012", "€",
      notification, fichier: ensembles),
    .init(
      "efa", "effort fiscal agrégé, quand son numérateur et son dénominateur manquent", "coefficient", notification,
      fichier: ensembles),
    .init("efa_numerateur", "numérateur de l'effort fiscal agrégé", "€", notification, fichier: ensembles),
    .init("efa_denominateur", "dénominateur de l'effort fiscal agrégé", "€", notification, fichier: ensembles),
    .init("cif", "coefficient d'intégration fiscale", "fraction", fiche, fichier: ensembles),
    .init(
      "cif_nature", "ce que la colonne cif contient : le coefficient simple ou le coefficient pondéré",
      "simple, pondere, ou pondere_confirme (à ramener au CIF simple)", fiche, fichier: ensembles),
    .init("recettes_cif_epci", "recettes de l'EPCI retenues par le coefficient", "€", fiche, fichier: ensembles),
    .init("recettes_cif_communes", "recettes des communes retenues par le coefficient", "€", fiche, fichier: ensembles),
    .init(
      "recettes_cif_syndicats", "recettes des syndicats retenues par le coefficient", "€", fiche, fichier: ensembles),
    .init(
      "rrf_AAAA", "recettes réelles de fonctionnement de l'EPCI", "€", "compte administratif de l'EPCI",
      fichier: ensembles),
    .init("potentiel_fiscal_epci", "potentiel fiscal de l'EPCI", "€", fiche, fichier: ensembles),
    .init("dotation_intercommunalite_AAAA", "dotation d'intercommunalité", "€", fiche, fichier: ensembles),
    .init("fpic_prelevement_AAAA", "prélèvement FPIC de l'ensemble", "€", notification, fichier: ensembles),
    .init("fpic_reversement_AAAA", "reversement FPIC de l'ensemble", "€", notification, fichier: ensembles),
    .init("fpic_garantie_AAAA", "garantie de sortie du reversement FPIC", "€", notification, fichier: ensembles),
    .init("population_dgf_AAAA", "population DGF d'une année passée", "habitants", dgcl, fichier: ensembles),
    .init(
      "ac_AAAA", "attributions de compensation nettes versées, si les communes ne les donnent pas", "€",
      "comptes de l'EPCI (739211, 73211)", fichier: ensembles),
    .init(
      "dsc_AAAA", "dotation de solidarité versée, si les communes ne la donnent pas", "€",
      "comptes de l'EPCI (739212)", fichier: ensembles),
    .init(
      "recettes_cif_POSTE_epci",
      "une recette du CIF à la place du total, POSTE valant thrs, tfpb, tfpnb, tafnb, cfe, cvae, ifer, tascom, ordures_menageres, assainissement, eau, dcrtp, fngir, part_salaires, compensations, tva_habitation, tva_cvae ou locaux_industriels ; de même avec _communes et _syndicats",
      "€", fiche, fichier: ensembles),
    .init(
      "annees_categorie",
      "rang de l'année dans la catégorie juridique ou fiscale : 1 la première, vide au-delà de deux",
      "nombre", "arrêté préfectoral", fichier: ensembles),
    .init(
      "cif_ancien_maximum", "plus fort CIF des EPCI fusionnés, première année de la fusion", "fraction", fiche,
      fichier: ensembles),
    .init(
      "cif_ancien_moyen", "moyenne des CIF des EPCI fusionnés, pondérée par la population", "fraction", fiche,
      fichier: ensembles),
    .init(
      "complement_dotation_verse", "complément de 5 € par habitant déjà versé depuis 2019", "0 ou 1", fiche,
      fichier: ensembles),
    .init(
      "part_ept_prelevement", "part figée d'un établissement public territorial dans le prélèvement", "€", notification,
      fichier: ensembles),
    .init(
      "part_ept_reversement", "part figée d'un établissement public territorial dans le reversement", "€", notification,
      fichier: ensembles),
    .init("rrf_AAAA", "recettes réelles de fonctionnement de l'EPCI", "€", compteEPCI, fichier: ensembles),
    .init("drf_AAAA", "dépenses réelles de fonctionnement de l'EPCI", "€", compteEPCI, fichier: ensembles),
    .init(
      "annuite_capital_AAAA", "remboursement du capital de la dette de l'EPCI", "€", compteEPCI, fichier: ensembles),
    .init("dette_AAAA", "encours de dette de l'EPCI au 31 décembre", "€", compteEPCI, fichier: ensembles),
    .init("taux_foncier_bati_AAAA", "taux de foncier bâti de l'EPCI", "fraction", etats, fichier: ensembles),
    .init("taux_foncier_non_bati_AAAA", "taux de foncier non bâti de l'EPCI", "fraction", etats, fichier: ensembles),
    .init(
      "taux_thrs_AAAA", "taux de taxe d'habitation sur les résidences secondaires de l'EPCI", "fraction", etats,
      fichier: ensembles),
    .init("taux_cfe_AAAA", "taux de cotisation foncière de l'EPCI", "fraction", etats, fichier: ensembles),
    .init("eligible_AAAA", "éligibilité au reversement FPIC", "0 ou 1", notification, fichier: ensembles),
  ]

  /// The entry of a column, whatever its year.
  public static func entry(for column: String) -> ColumnDocumentation? {
    all.first { $0.nom == column }
      ?? all.first {
        $0.nom.hasSuffix("_AAAA") && column.hasPrefix($0.nom.dropLast(4)) && column.utf8.count == $0.nom.utf8.count
      }
  }

  /// Free criteria, as against identities, votes, ranks and the amounts of past years.
  public var estCritere: Bool {
    let others = ["sieges", "contrat_ville", "insee", "nom", "departement", "epci", "ac_ancien_epci", "cif"]
    return !nom.hasSuffix("_AAAA") && !nom.hasPrefix("rang_") && !others.contains(nom)
  }

  /// Folded form without the small words that come before a noun (« le nombre de », « la »).
  static func key(_ phrase: String) -> String {
    let small: Set<Substring> = ["le", "la", "les", "l", "de", "du", "des", "d", "nombre"]
    return Folding.fold(phrase).split(separator: " ").filter { !small.contains($0) }.joined(separator: " ")
  }
}
