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
  ]
}
