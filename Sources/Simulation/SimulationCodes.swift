import Diagnostics

/// The long explanation of each code of the simulation.
public enum SimulationCodes {
  public static let entries: [CodeEntry] = national + dotationNationale + scenarios

  private static let scenarios: [CodeEntry] = [
    CodeEntry("S0001", "Territoires différents", "On ne compare que des scénarios du même territoire."),
    CodeEntry(
      "S0002", "Périodes disjointes",
      "La comparaison porte sur les années communes à tous les scénarios ; il n'y en a aucune."),
    CodeEntry(
      "S0101", "Deux potentiels",
      "La loi demande l'insuffisance du potentiel fiscal ou financier par habitant : l'un ou l'autre, pas les deux."),
    CodeEntry(
      "S0102", "Critère inconnu", "Un critère libre est le nom ou le libellé d'une colonne numérique de communes.csv."),
    CodeEntry(
      "S0201", "Droit commun par défaut",
      "Sans délibération, la loi répartit elle-même le prélèvement et le reversement entre l'EPCI et les communes."),
    CodeEntry(
      "S0202", "Montant du FPIC inconnu",
      "Ni le scénario ni le territoire ne donnent le montant de l'ensemble intercommunal ; ce flux est laissé de côté."),
    CodeEntry(
      "S0203", "Montant du FPIC manquant",
      "Le scénario décide d'une répartition sans que le montant à répartir soit connu."),
    CodeEntry(
      "S0204", "Montant du FPIC non écrit pour une année",
      "Chaque année de la période a un montant, écrit ou prolongé par « puis »."),
    CodeEntry("S0205", "Montant du FPIC maintenu", "Faute d'hypothèse écrite, le dernier montant notifié est gardé."),
    CodeEntry(
      "S0206", "CIF manquant",
      "Le coefficient d'intégration fiscale partage le FPIC entre l'EPCI et ses communes ; il figure sur la fiche DGF de l'EPCI."
    ),
    CodeEntry(
      "S0207", "Répartition entre communes manquante",
      "Une répartition dérogatoire ou libre dit comment les communes se partagent leur part."),
    CodeEntry(
      "S0208", "Critère impossible pour le FPIC",
      "La répartition dérogatoire prend la population, le revenu, le potentiel, et des critères complémentaires de ressources ou de charges."
    ),
    CodeEntry(
      "S0209", "Part de l'EPCI manquante", "Avec des montants écrits par commune, celui de l'EPCI doit l'être aussi."),
    CodeEntry(
      "S0210", "Colonnes incohérentes", "Un défaut de pacte : les colonnes du territoire n'ont pas la même longueur."),
    CodeEntry(
      "S0211", "Part de l'EPT manquante",
      "La part d'un établissement public territorial dans le FPIC est figée en euros ; elle s'écrit, ou se déduit des derniers montants notifiés."
    ),
    CodeEntry(
      "S0212", "CIF pondéré",
      "Le CIF publié d'une métropole est multiplié par 1,1, et plafonné à 60 % : ce n'est pas celui qui partage le FPIC. "
        + "Rien n'est divisé sans confirmation : cif_nature = pondere_confirme la donne. Un CIF au plafond ne se ramène à rien."
    ),
    CodeEntry(
      "S0213", "Nature du CIF inconnue",
      "La colonne cif_nature dit si le CIF est simple, pondéré (celui de la dotation d'intercommunalité), ou pondéré et à "
        + "ramener au CIF simple (pondere_confirme)."),
    CodeEntry(
      "S0221", "Valeur de point inconnue",
      "Le montant de l'ensemble est calculé avec la valeur de point nationale ; à défaut elle se cale sur un montant notifié, "
        + "ni plafonné ni garanti."),
    CodeEntry(
      "S0222", "FPIC calculé",
      "Les moyennes nationales et les valeurs de point sont maintenues sur la période, ou suivent les hypothèses du scénario."
    ),
    CodeEntry("S0223", "Moyennes nationales manquantes", "Le calcul local compare l'ensemble aux moyennes du pays."),
    CodeEntry(
      "S0224", "Potentiel financier agrégé manquant",
      "La somme des potentiels financiers des communes s'en écarte de 2 à 3 % : comparée aux moyennes officielles, elle "
        + "fausserait le prélèvement de 15 % pour un ensemble à 20 % au-dessus du seuil."),
    CodeEntry(
      "S0225", "Effort fiscal agrégé manquant", "L'indice de reversement demande l'effort fiscal de l'ensemble."),
    CodeEntry("S0301", "Enveloppe manquante", "pacte ne suppose aucune enveloppe."),
    CodeEntry(
      "S0302", "Enveloppe non écrite pour une année",
      "Chaque année de la période a une enveloppe, écrite ou prolongée par « puis »."),
    CodeEntry(
      "S0303", "Deux années d'origine",
      "La garantie et le lissage d'une même année se réfèrent à la même année d'origine."),
    CodeEntry("S0401", "Flux maintenu", "Faute d'article, le flux garde ses derniers montants connus."),
    CodeEntry("S0402", "Flux inconnu", "Le flux n'est ni décidé ni connu ; il n'entre pas dans les soldes."),
    CodeEntry(
      "S0501", "Exigence non satisfaite",
      "Une condition « exiger » du scénario n'est pas remplie ; le code de sortie est 2."),
    CodeEntry(
      "S0601", "Paramètre sans effet",
      "Le scénario a été recalculé sans cette réforme du droit : montants, alertes et votes sont les mêmes."),
    CodeEntry(
      "S0602", "Hypothèse sans effet",
      "Le scénario a été recalculé sans cette hypothèse : montants, alertes et votes sont les mêmes."),
    CodeEntry(
      "S0790", "Taux moyens nationaux absents",
      "Une France synthétique calcule ses potentiels avec les taux moyens de l'année, ou avec ceux de 2022."),
    CodeEntry(
      "S0800", "Scénario sans balayage",
      "« pacte balayer » fait varier ce que le bloc « balayer » du scénario désigne ; sans lui, utilisez « pacte simuler »."
    ),
    CodeEntry("S0801", "Grille trop fine", "Une grille a un million de points au plus."),
    CodeEntry(
      "S0802", "Table de valeurs illisible",
      "« tirée dans « fichier.csv » » lit un fichier CSV : une ligne d'en-tête, une colonne de valeurs, et une colonne de poids positifs si toutes ne sont pas aussi probables."
    ),
    CodeEntry(
      "S0803", "Trop de scénarios",
      "Le nombre de scénarios, produit des grilles et des tirages, dépasse ce qui se numérote."),
    CodeEntry(
      "S0804", "Suite de Sobol' trop longue",
      "La suite de Sobol' a un nombre limité de dimensions et de points ; l'hypercube latin n'en a pas."),
    CodeEntry(
      "S0805", "Corrélations incompatibles",
      "Les corrélations écrites forment une matrice qui doit être définie positive : par exemple, deux valeurs très corrélées à une troisième le sont entre elles."
    ),
    CodeEntry(
      "S0811", "Hors du FPIC national",
      "Un balayage national fait varier les nombres que la répartition nationale lit : seuil, poids, plafond, part des éligibles, taux de garantie, fonds, majoration d'outre-mer, coefficient logarithmique, rangs d'exonération."
    ),
    CodeEntry(
      "S0812", "Balayage sans effet",
      "Le dossier écrit la valeur à la place de la loi, ou n'a pas le chiffre auquel elle s'applique : toutes les variantes seraient pareilles."
    ),
    CodeEntry(
      "S0813", "Communes non calculées",
      "La part des communes d'un ensemble se déduit de son coefficient d'intégration fiscale ; sans lui, elles restent inconnues."
    ),
    CodeEntry(
      "S0806", "Corrélation et sensibilité",
      "Un indice de Sobol' gèle une valeur pendant que les autres varient : deux valeurs corrélées ne sont gelées qu'ensemble, dans un même groupe."
    ),
    CodeEntry(
      "S0807", "Valeur balayée que le scénario ne pourrait pas écrire",
      "Chaque variante est un scénario : une valeur balayée suit les règles de la valeur écrite (une part ne dépasse pas 100 %, une enveloppe n'est pas négative). Les bornes d'une grille, d'une table ou d'une loi sont vérifiées avant le calcul ; d'une loi normale, qui n'a pas de bornes, les valeurs vraiment tirées. Une analyse de sensibilité qui en tire d'autres compte ces variantes parmi celles qui ne se calculent pas."
    ),
  ]
}
