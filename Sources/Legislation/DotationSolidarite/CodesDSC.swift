import Diagnostics

/// Long explanations of the codes L02xx, for `pacte expliquer --code`.
public enum CodesDSC {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0201", "Critères légaux trop faibles",
      "L'article L5211-28-4, II du CGCT veut que l'écart de revenu par habitant et l'insuffisance de potentiel "
        + "financier ou fiscal par habitant justifient ensemble au moins 35 % de la dotation."),
    CodeEntry(
      "L0202", "Critère libre prépondérant",
      "De 2020 à 2024, les deux critères légaux devaient être majoritaires ; on lit : aucun critère libre ne pèse plus "
        + "qu'eux réunis. La loi de finances pour 2025 (art. 182) a supprimé cette condition."),
    CodeEntry(
      "L0203", "Critère légal absent",
      "Les deux critères légaux doivent figurer l'un et l'autre parmi les critères de répartition (art. L5211-28-4, II)."
    ),
    CodeEntry(
      "L0204", "Part effective des critères légaux insuffisante",
      "Une garantie ou un lissage distribue selon l'histoire et non selon les critères. La part effective mesure ce que "
        + "les critères légaux expliquent encore ; aucun texte ne fixe ce contrôle, il prévient une critique."),
    CodeEntry(
      "L0205", "Commune sans dotation",
      "Une dotation nulle pour une commune est jugée irrégulière par certains ; la question n'est pas tranchée."),
    CodeEntry(
      "L0206", "Planchers au-dessus de l'enveloppe",
      "La somme des montants garantis dépasse l'enveloppe. Les planchers ne sont jamais réduits en silence."),
    CodeEntry(
      "L0207", "Plafonds sous l'enveloppe",
      "Même si chaque commune reçoit son plafond, l'enveloppe n'est pas entièrement répartie. Une commune dont le montant "
        + "brut est nul reste à son plancher."),
    CodeEntry(
      "L0208", "Plafond inférieur au plancher",
      "Quand les deux bornes d'une commune se croisent, le plancher l'emporte."),
    CodeEntry(
      "L0209", "Dotation d'un EPCI à fiscalité additionnelle",
      "L'article L5211-28-4 vise les EPCI à fiscalité propre ; la pratique concerne surtout la fiscalité "
        + "professionnelle unique."),
    CodeEntry(
      "L0210", "Dotation obligatoire",
      "Les communautés urbaines, les métropoles et la métropole de Lyon doivent instituer la dotation (I), de même, "
        + "pendant trois ans et une fois le pacte adopté, que l'EPCI issu d'une fusion entre ensembles dont les "
        + "potentiels financiers agrégés par habitant s'écartent d'au moins 40 % (IV)."),
    CodeEntry(
      "L0211", "Contrat de ville sans pacte",
      "Tant que le pacte financier et fiscal n'est pas adopté, l'EPCI doit aux communes du contrat de ville la moitié au "
        + "moins de la hausse de ses produits de fiscalité professionnelle (III)."),
    CodeEntry(
      "L0212", "Année hors du champ", "Les règles antérieures à 2020 ne sont pas modélisées."),
    CodeEntry(
      "L0213", "Reconduction",
      "L'année 2020 permettait de reconduire les montants de 2019 à la majorité des deux tiers."),
    CodeEntry("L0214", "Enveloppe invalide", "L'enveloppe est un montant positif ou nul."),
    CodeEntry(
      "L0215", "Commune sans historique",
      "Une commune nouvellement membre n'a pas de montant de l'année précédente : ni plancher ni plafond ne s'appliquent."
    ),
    CodeEntry("L0216", "Plafond sans effet", "Seul le tunnel applique des plafonds."),
    CodeEntry(
      "L0217", "Montants antérieurs absents",
      "Une garantie ou un lissage part de montants connus ; sans eux, rien n'est calculé."),
    CodeEntry("L0218", "Montant antérieur négatif", "Une dotation de solidarité est toujours versée aux communes."),
    CodeEntry(
      "L0219", "Établissement public territorial",
      "Dans le Grand Paris, les relations financières entre communes et territoires suivent d'autres règles."),
    CodeEntry(
      "L0220", "Donnée imputée", "Une donnée par habitant qui manque est remplacée par la moyenne de l'ensemble."),
    CodeEntry("L0221", "Population manquante", "Chaque critère est pondéré par la population."),
    CodeEntry(
      "L0222", "Critère sans effet",
      "Si toutes les communes ont zéro point, la part du critère est répartie selon la population."),
    CodeEntry("L0223", "Donnée absente partout", "Un critère dont aucune commune n'a la donnée ne répartit rien."),
    CodeEntry(
      "L0224", "Moyenne nulle ou négative", "Un écart relatif à une moyenne nulle ou négative n'a pas de sens."),
    CodeEntry(
      "L0225", "Valeur nulle ou négative", "Le rapport inverse d'une valeur nulle est borné par l'écrêtage maximal."),
    CodeEntry("L0226", "Quantité négative", "Une quantité négative donnerait une part négative."),
    CodeEntry("L0227", "Aucun habitant", "Sans habitants, aucune part ne peut être calculée."),
    CodeEntry("L0228", "Total des parts", "Les parts des critères totalisent 100 %."),
    CodeEntry("L0229", "Part hors bornes", "La part d'un critère est comprise entre 0 et 100 %."),
    CodeEntry(
      "L0230", "Répartition non fermée", "La somme des montants n'atteint pas le total à payer : rien n'est arrondi."),
    CodeEntry(
      "L0231", "Fractions qui ne ferment pas",
      "Les fractions de l'enveloppe en font le total, l'une d'elles prenant au besoin le reste ; rien n'est ajusté en "
        + "silence."),
    CodeEntry(
      "L0232", "Part réservée au contrat de ville",
      "Tant que le pacte n'est pas adopté, la dotation due aux communes du contrat de ville est une part réservée de "
        + "l'enveloppe, répartie entre elles par les critères du II."),
    CodeEntry(
      "L0233", "Contrat de ville sans commune",
      "La part réservée va aux communes dont la colonne contrat_ville vaut 1 ; il en faut une au moins."),
    CodeEntry(
      "L0234", "Dotation versée à un EPCI limitrophe",
      "La dotation peut être versée à des EPCI à fiscalité propre limitrophes qui partagent une zone d'activités ; ce "
        + "versement n'entre pas dans la somme des dotations des communes."),
    CodeEntry(
      "L0235", "Enveloppe arrondie", "Quand les montants sont arrondis à l'euro, leur total l'est aussi."),
    CodeEntry(
      "L0236", "Dotation obligatoire sans article",
      "Une communauté urbaine ou une métropole doit instituer la dotation (I). Un scénario qui n'en dit rien garde les "
        + "montants du territoire ; s'il n'y en a pas, l'obligation n'est pas remplie."),
    CodeEntry(
      "L0237", "Pacte non précisé",
      "Un EPCI à fiscalité professionnelle unique signataire d'un contrat de ville adopte un pacte dans l'année ; tant "
        + "qu'il ne l'a pas fait, il doit aux communes concernées la moitié au moins de la hausse de ses produits de "
        + "fiscalité professionnelle (III). Sans mention dans l'article, le pacte est réputé adopté."),
    CodeEntry(
      "L0238", "Écart de potentiel d'une fusion récente",
      "Dans les trois ans d'une fusion entre ensembles dont les potentiels financiers agrégés par habitant s'écartent "
        + "d'au moins 40 %, la dotation est obligatoire une fois le pacte adopté (IV). L'écart est une donnée à écrire."
    ),
    CodeEntry(
      "L0239", "Critère de produit fiscal",
      "Depuis les critères de 2021 la dotation a pour objet de réduire les disparités de ressources et de charges ; les "
        + "commentateurs en écartent la croissance du produit fiscal, qui était d'usage (paramètre "
        + "dsc.critere.produit_fiscal_admis)."),
  ]
}
