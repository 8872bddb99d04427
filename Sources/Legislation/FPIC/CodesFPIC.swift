import Diagnostics

/// Long explanations of the codes of the internal split, for `pacte expliquer --code`.
public enum CodesFPIC {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0301", "montant manquant",
      "Une répartition écrite montant par montant doit en donner un à l'EPCI et à chaque commune membre au 1er janvier, "
        + "zéro compris."),
    CodeEntry(
      "L0302", "total qui ne ferme pas",
      "Les montants de l'EPCI et des communes sont des euros entiers dont la somme est exactement le montant de "
        + "l'ensemble intercommunal."),
    CodeEntry(
      "L0303", "montant négatif",
      "Un prélèvement et une attribution sont positifs ou nuls : on ne reçoit pas par un prélèvement négatif."),
    CodeEntry(
      "L0306", "part de l'EPCI hors de l'écart permis",
      "À la majorité des deux tiers, le partage entre l'EPCI et ses communes s'écarte de 30 % au plus du droit commun "
        + "depuis 2016 ; auparavant il n'était pas modifiable. L'écart est mesuré sur les deux blocs, ce qui borne "
        + "davantage quand l'EPCI porte plus de la moitié ; la lecture plus large est donnée avec la borne "
        + "(fpic.derogation.ecart_des_deux_blocs)."),
    CodeEntry(
      "L0307", "commune hors de sa borne",
      "À la majorité des deux tiers, le prélèvement d'une commune ne dépasse pas 130 % de son droit commun, et son "
        + "attribution n'est pas inférieure à 70 % (120 % et 80 % en 2013 et 2014). Le droit commun s'entend avant "
        + "FSRIF et exonérations ; la borne est arrondie à l'euro vers l'intérieur."),
    CodeEntry(
      "L0308", "critère légal absent",
      "La répartition à la majorité des deux tiers utilise au moins la population, le revenu par habitant et le "
        + "potentiel fiscal ou financier par habitant. Leurs poids sont libres."),
    CodeEntry(
      "L0309", "critères complémentaires dominants",
      "D'autres critères de ressources ou de charges peuvent compléter les trois critères légaux ; au-delà de leur "
        + "poids, ils ne complètent plus."),
    CodeEntry(
      "L0310", "commune exonérée qui paie",
      "Les premières communes à la DSU et à la DSR cible sont exonérées du prélèvement, que l'EPCI paie à leur place. "
        + "Dans une répartition libre les montants votés restent ceux qui sont écrits : faire payer une commune exonérée "
        + "doit être confirmé."),
    CodeEntry(
      "L0311", "FSRIF non déduit",
      "Dans une répartition libre les montants votés restent ceux qui sont écrits : le prélèvement FSRIF de l'année "
        + "précédente n'en est pas déduit."),
    CodeEntry(
      "L0312", "lecture des bornes de la part de l'EPCI",
      "La part de l'EPCI est bornée par l'écart permis sur sa propre part, par le même écart sur le bloc des communes, et "
        + "par la somme des bornes des communes, qui doivent pouvoir porter le reste."),
    CodeEntry(
      "L0320", "coefficient d'intégration fiscale hors de 0 à 1",
      "De fortes attributions de compensation peuvent rendre le coefficient négatif ; la loi n'en dit rien. Il est ramené "
        + "à la borne la plus proche et sa valeur brute reste dans la trace."),
    CodeEntry(
      "L0321", "potentiel financier nul ou négatif",
      "Le texte ne prévoit pas ce cas. Pour le prélèvement, la commune ne pèse rien ; pour l'attribution, son potentiel "
        + "par habitant compte comme celui de la commune la plus pauvre au-dessus de zéro."),
    CodeEntry("L0322", "commune sans habitant", "Une commune sans habitant a un poids nul dans tous les critères."),
    CodeEntry(
      "L0323", "donnée manquante",
      "Une valeur nécessaire n'est pas connue ; elle n'est jamais remplacée par zéro, et les montants qui en dépendent ne "
        + "sont pas calculés."),
    CodeEntry(
      "L0324", "aucun poids",
      "Aucune commune n'a de poids positif : la part des communes n'a pas de clé de répartition."),
    CodeEntry(
      "L0325", "FSRIF inconnu",
      "Le prélèvement FSRIF de l'année précédente se déduit du prélèvement FPIC des communes d'Île-de-France. Sans lui, "
        + "rien n'est déduit."),
    CodeEntry(
      "L0326", "valeur imputée",
      "La valeur d'une commune manque dans un critère (secret statistique) : la moyenne des autres, pondérée par la "
        + "population, la remplace."),
    CodeEntry(
      "L0327", "valeur nulle ou négative dans un critère",
      "Un critère qui divise par une valeur nulle ou négative n'a pas de sens : la plus petite valeur positive la "
        + "remplace. Un critère qui multiplie la compte pour zéro."),
    CodeEntry(
      "L0328", "poids ramenés à 100 %", "Les poids des critères sont divisés par leur somme."),
    CodeEntry(
      "L0329", "critère nul",
      "Un critère nul pour toutes les communes ne répartit rien : les autres se partagent son poids."),
    CodeEntry("L0330", "poids invalide", "Le poids d'un critère est un nombre positif ou nul."),
    CodeEntry(
      "L0331", "part de l'EPCI ramenée",
      "Le scénario demande de ramener la proposition dans les bornes : la part de l'EPCI prend la valeur possible la plus "
        + "proche de celle qui est écrite."),
    CodeEntry(
      "L0332", "part de l'EPCI impossible", "La part de l'EPCI est comprise entre zéro et le montant de l'ensemble."),
    CodeEntry(
      "L0333", "proposition infaisable",
      "Les communes qui ont une part dans les critères ne peuvent pas, dans leurs bornes, porter tout le bloc."),
    CodeEntry("L0334", "montant arrondi", "Les montants notifiés sont des euros entiers, demi-euros vers le haut."),
    CodeEntry(
      "L0335", "établissement public territorial avant 2025",
      "De 2016 à 2024, la répartition entre les communes d'un établissement public territorial suivait les montants de "
        + "2015, qui sont alors des données. Depuis 2025 elle suit le droit commun, la part de l'établissement restant une "
        + "donnée."),
    CodeEntry(
      "L0336", "délibération caduque",
      "Une délibération dérogatoire vaut jusqu'à son retrait, à une demande de révision du conseil communautaire ou d'une "
        + "commune dans les deux mois de la notification, ou à un changement de périmètre."),
    CodeEntry(
      "L0337", "pluriannualité non ouverte",
      "Avant 2024, une répartition dérogatoire ou libre ne valait que pour l'année."),
    CodeEntry(
      "L0338", "bornes non vérifiées à nouveau",
      "Avec des quotes-parts figées, les montants peuvent sortir des bornes de l'année. Rien n'indique que l'écart doive "
        + "être vérifié à nouveau chaque année."),
    CodeEntry(
      "L0339", "rangs d'exonération inconnus",
      "Sans les rangs de l'année précédente à la DSU et à la DSR cible, aucune exonération n'est calculée."),
    CodeEntry(
      "L0340", "part figée supérieure au montant",
      "La part d'un établissement public territorial est une somme de montants de 2015 ; quand l'ensemble paie ou reçoit "
        + "moins, l'établissement porte tout et ses communes rien. Le texte ne prévoit pas ce cas."),
    CodeEntry(
      "L0341", "contribution au potentiel fiscal agrégé non positive",
      "En 2012 l'ensemble partage selon la contribution de chacun au potentiel fiscal agrégé, corrigée pour le prélèvement "
        + "de l'attribution de compensation. Le texte ne dit rien d'une base nulle ou négative."),
    CodeEntry(
      "L0342", "part de l'EPCI hors de l'intervalle",
      "En 2012 la part de l'EPCI est sa contribution au potentiel fiscal agrégé, attributions de compensation déduites pour "
        + "le prélèvement ; de lourdes attributions peuvent la rendre négative, et elle est alors ramenée à zéro."),
  ]
}
