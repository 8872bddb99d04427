import Diagnostics

/// Long explanations of the codes L01xx, for `pacte expliquer --code`.
public enum CodesAC {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0101", "Borne d'une révision dépassée",
      "L'article 1609 nonies C, V du CGI limite certaines révisions : 5 % de l'attribution pour la révision "
        + "individualisée ; 30 % de l'attribution d'origine et 5 % des recettes réelles de fonctionnement de l'année "
        + "précédente après une fusion. La borne est arrondie au centime inférieur."),
    CodeEntry(
      "L0102", "Commune non éligible",
      "La révision individualisée vise les communes dont le potentiel financier par habitant dépasse de plus de 20 % la "
        + "moyenne de l'ensemble ; l'égalité ne suffit pas."),
    CodeEntry("L0103", "Hausse interdite", "La révision individualisée ne peut que réduire une attribution."),
    CodeEntry(
      "L0104", "Indexation illicite",
      "L'attribution de compensation « ne peut être indexée » (CGI art. 1609 nonies C, V-1°). Une hausse annuelle passe "
        + "par une révision libre votée chaque année."),
    CodeEntry(
      "L0105", "Refus d'une commune",
      "La révision libre demande l'accord de chaque commune intéressée ; celle qui refuse garde son attribution, les "
        + "autres révisions s'appliquent."),
    CodeEntry("L0106", "Accord partiel", "Les refus changent le coût de la révision pour l'EPCI."),
    CodeEntry(
      "L0107", "Attribution devenue négative",
      "Quand l'attribution devient négative, l'EPCI peut demander à la commune un versement de ce montant."),
    CodeEntry(
      "L0108", "Pas de fiscalité professionnelle unique",
      "L'attribution de compensation n'existe que dans les EPCI à fiscalité professionnelle unique."),
    CodeEntry(
      "L0109", "Recettes de l'année précédente manquantes",
      "La borne après fusion se calcule sur les recettes réelles de fonctionnement de N−1 ; celles de N−2 que publie la "
        + "DGCL n'en tiennent pas lieu."),
    CodeEntry("L0110", "Attribution manquante", "Une attribution inconnue n'est jamais comptée pour zéro."),
    CodeEntry(
      "L0111", "Attribution d'origine manquante",
      "La borne de 30 % s'applique à l'attribution que versait l'ancien EPCI."),
    CodeEntry("L0112", "Délai de la révision après fusion", "Elle est ouverte dans les trois ans."),
    CodeEntry("L0113", "Révision après fusion déjà utilisée", "Elle ne peut être décidée qu'une fois."),
    CodeEntry("L0114", "Aucune commune éligible", "Une révision sans commune éligible ne change rien."),
    CodeEntry("L0115", "Clés des services communs", "La convention fixe des clés positives dont la somme se répartit."),
    CodeEntry(
      "L0116", "Pas de perte", "La baisse des attributions ne peut pas dépasser la perte de produit constatée."),
    CodeEntry(
      "L0117", "Attribution d'investissement excessive",
      "La part imputée en investissement se justifie par le coût de renouvellement évalué par la CLECT."),
    CodeEntry("L0118", "Montant manquant", "Une révision sans montant ne peut pas être calculée."),
    CodeEntry(
      "L0119", "Attribution non réductible", "La révision individualisée ne porte que sur les attributions positives."),
    CodeEntry("L0120", "Révision non fermée", "La somme des variations n'atteint pas le total : rien n'est arrondi."),
    CodeEntry(
      "L0121", "Richesse manquante",
      "L'éligibilité se mesure sur le potentiel financier par habitant de chaque commune."),
    CodeEntry(
      "L0122", "Établissement public territorial",
      "Dans le Grand Paris, l'attribution de compensation est versée par la métropole."),
    CodeEntry(
      "L0123", "Pertes par commune manquantes",
      "Imputer la baisse aux communes perdantes suppose de localiser la perte."),
    CodeEntry(
      "L0124", "Borne appliquée",
      "Le scénario demande de ramener à la borne, ou d'écarter, les variations qui la dépassent."),
    CodeEntry(
      "L0125", "Neutralité fiscale impossible",
      "Le taux communal qui laisserait l'impôt inchangé serait négatif. La variation de l'attribution reste celle de la "
        + "formule ; ce que le taux ne peut pas rendre reste à la charge des contribuables."),
    CodeEntry(
      "L0126", "Bases ou taux manquants",
      "La neutralisation demande, pour chaque impôt et chaque commune, la base, le taux communal et le taux de l'ancien "
        + "EPCI."),
    CodeEntry(
      "L0127", "Comptes de l'évaluation préfectorale",
      "À défaut de rapport, le préfet retient la moyenne actualisée des trois derniers comptes pour le fonctionnement et "
        + "des sept derniers pour l'investissement."),
    CodeEntry(
      "L0128", "Rapport de la CLECT",
      "La commission remet son rapport dans les neuf mois du transfert ; au-delà, le préfet fixe le coût."),
    CodeEntry(
      "L0129", "Délibérations des communes sur le rapport",
      "Les communes ont trois mois à compter du rapport ; à défaut de majorité qualifiée, le préfet fixe le coût."),
    CodeEntry(
      "L0130", "Notification des attributions provisoires",
      "Le conseil communique aux communes le montant prévisionnel des attributions avant le 15 février."),
    CodeEntry(
      "L0131", "Rapport quinquennal",
      "Tous les cinq ans, un rapport compare l'évolution des attributions au coût des compétences ; il donne lieu à un "
        + "débat et à une délibération spécifique, sans obliger à une révision."),
    CodeEntry(
      "L0132", "Année de la fusion inconnue", "La révision après fusion est ouverte un temps limité."),
    CodeEntry(
      "L0133", "Terme de l'attribution initiale non renseigné",
      "La colonne n'est pas dans le fichier : le terme, facultatif, est compté pour zéro, ce qui est dit."),
    CodeEntry(
      "L0134", "Terme de l'attribution initiale manquant",
      "La colonne existe mais une commune n'y a pas de valeur : elle n'est jamais comptée pour zéro."),
    CodeEntry(
      "L0135", "Règles particulières",
      "La métropole de Lyon, celle d'Aix-Marseille-Provence, la Corse et l'outre-mer ont des dispositions propres."),
    CodeEntry(
      "L0136", "Métropole du Grand Paris",
      "Les ensembles sont les onze établissements publics territoriaux et Paris."),
    CodeEntry(
      "L0137", "Service commun facturé",
      "Une facture n'est ni une attribution de compensation ni une dépense de transfert."),
    CodeEntry(
      "L0138", "Révision votée après la fin de l'année",
      "Les attributions définitives d'une année se votent au plus tard à la date des paramètres ac.definitive (de mémoire, "
        + "le 31 décembre) ; une révision votée ensuite vaut pour l'année suivante."),
    CodeEntry(
      "L0139", "Taux compensé et règle de lien",
      "La neutralité d'une harmonisation suppose que chaque commune déplace ses taux ; ils restent soumis aux règles de "
        + "lien (CGI art. 1636 B sexies). Le scénario ne vote pas ces taux : le constat n'arrête pas le calcul."),
  ]
}
