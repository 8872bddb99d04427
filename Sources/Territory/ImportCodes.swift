import Diagnostics

extension TerritoryCodes {
  /// What national imports and combined sources say.
  static let imports: [CodeEntry] = [
    CodeEntry(
      "T0229", "En-têtes à confirmer",
      """
      Les en-têtes d'une année inconnue sont rapprochés de ceux des années connues. Ce n'est qu'une supposition : quelqu'un \
      doit la vérifier, puis la confirmer par une option.
      """),
    CodeEntry(
      "T0230", "Commune de la métropole sans EPT",
      """
      Le fichier national donne à toutes les communes de la Métropole du Grand Paris le SIREN de la métropole. Les \
      ensembles du FPIC y sont les onze EPT : chaque commune, Paris excepté, doit être dans l'un d'eux.
      """),
    CodeEntry(
      "T0231", "Grand Paris par EPT",
      """
      Les communes de la Métropole du Grand Paris sont rangées dans leurs établissements publics territoriaux, et Paris \
      est une commune isolée : ce sont les entités du FPIC.
      """),
    CodeEntry(
      "T0232", "Communes isolées",
      """
      Une commune sans EPCI est comparée seule à la moyenne nationale. En métropole, ce sont Paris et les îles d'une \
      seule commune ; le fichier national ne donne pas leur SIREN, leur code INSEE en tient lieu.
      """),
    CodeEntry(
      "T0233", "Composition d'une autre année",
      """
      Le fichier des critères porte le périmètre du 1er janvier de son année, qui est celui de la loi : il décide. La \
      composition donnée ne sert qu'aux noms et aux natures.
      """),
    CodeEntry(
      "T0234", "Colonne en double",
      """
      Deux colonnes s'écrivent de la même façon, à la casse, aux accents et aux espaces près. Si elles disent la même \
      chose, la première est gardée ; sinon le fichier est refusé, car rien ne dit laquelle est la bonne.
      """),
    CodeEntry(
      "T0235", "Revenu incomplet d'un ensemble",
      """
      Le revenu de quelques très petites communes est couvert par le secret statistique. La somme de l'ensemble ne les \
      compte pas ; le revenu publié pour l'ensemble, quand il est ajouté, la remplace.
      """),
    CodeEntry(
      "T0236", "Effort fiscal agrégé approché",
      """
      L'effort fiscal agrégé officiel ajoute aux produits des communes ceux de l'EPCI. La somme des numérateurs et des \
      dénominateurs des communes en est une approximation, nommée comme telle.
      """),
    CodeEntry(
      "T0237", "Fichier binaire dépassé",
      """
      territoire.bin répète communes.csv et ensembles.csv pour les rouvrir vite. Quand une table a changé, ou quand le \
      format est d'une autre version, les tables font foi.
      """),
    CodeEntry(
      "T0238", "Fichier binaire abîmé",
      """
      L'empreinte de territoire.bin n'est pas la sienne : il n'est pas lu, et les tables CSV le remplacent.
      """),
    CodeEntry(
      "T0239", "Ligne qui n'est pas une commune",
      """
      Un total, une moyenne, une note ou une ligne vide au pied d'une table ne compte pas parmi les communes. Un total est \
      comparé à la somme des autres lignes, et un désaccord est dit.
      """),
    CodeEntry(
      "T0240", "Dossier qui n'est pas national",
      """
      Un EPCI se tire d'un dossier de nature NATIONAL, écrit par « pacte importer national ».
      """),
    CodeEntry(
      "T0241", "Ensemble sans commune",
      """
      Un dossier national peut ne décrire que les ensembles ; un EPCI ne peut en être tiré qu'avec ses communes.
      """),
    CodeEntry(
      "T0242", "France incomplète",
      """
      Un fichier national a des communes de tous les départements. S'il en manque, il a sans doute été coupé ou filtré, et \
      les moyennes nationales du FPIC seraient fausses.
      """),
    CodeEntry(
      "T0250", "Classeur abîmé",
      """
      Le fichier .xlsx est incomplet, modifié à la main, ou n'est pas un classeur. Rien n'en est lu.
      """),
    CodeEntry(
      "T0251", "Classeur démesuré",
      """
      Un classeur de quelques mégaoctets peut se décompresser en plusieurs gigaoctets, par erreur ou par malveillance. La \
      lecture s'arrête à une limite, avant d'occuper la mémoire.
      """),
    CodeEntry(
      "T0252", "Feuille absente",
      """
      La feuille demandée n'est pas dans le classeur ; le message liste celles qui y sont.
      """),
    CodeEntry(
      "T0253", "Feuille choisie",
      """
      Un classeur a plusieurs feuilles : celle des critères de répartition, sinon la plus grande, est lue.
      """),
    CodeEntry(
      "T0254", "Ancien classeur",
      """
      Les fichiers .xls, et les classeurs protégés par un mot de passe, ne sont pas lus.
      """),
    CodeEntry(
      "T0260", "Correspondance mal écrite",
      """
      Une correspondance dit, en YAML, quelle colonne d'un fichier devient quelle colonne du territoire.
      """),
    CodeEntry(
      "T0261", "Colonne de clé absente",
      """
      La colonne qui dit de quelle commune ou de quel ensemble parle une ligne n'est pas dans le fichier.
      """),
    CodeEntry(
      "T0262", "SIREN de commune inconnu",
      """
      Les balances comptables désignent les communes par leur SIREN. La composition des EPCI donne le code INSEE \
      correspondant.
      """),
    CodeEntry(
      "T0263", "Colonnes de la correspondance absentes",
      """
      Le fichier n'a pas toutes les colonnes de sa correspondance ; celles qu'il a sont lues.
      """),
    CodeEntry(
      "T0264", "Aucune ligne rattachée",
      """
      Aucune ligne n'a une clé lisible, ou les filtres de la correspondance les écartent toutes.
      """),
    CodeEntry(
      "T0265", "Fichier sans effet",
      """
      Le fichier se lit, mais n'apporte rien au territoire : une autre année, un autre département, d'autres libellés.
      """),
    CodeEntry(
      "T0266", "Format inconnu",
      """
      Les formats sont reconnus à leurs en-têtes. Un fichier à vous se lit avec une correspondance.
      """),
    CodeEntry(
      "T0267", "Source ajoutée",
      """
      Les colonnes apportées par le fichier, et son empreinte, sont écrites dans territoire.yaml.
      """),
    CodeEntry(
      "T0268", "Format non éprouvé",
      """
      La correspondance suit la documentation publiée, mais aucun extrait réel du fichier n'a pu être lu pour la vérifier.
      """),
    CodeEntry(
      "T0269", "Sources en désaccord",
      """
      Deux sources donnent des valeurs différentes. La dernière donnée l'emporte, et le plus grand écart est dit.
      """),
    CodeEntry(
      "T0270", "Identité non tenue",
      """
      Les chiffres publiés satisfont des identités ; les exceptions sont listées dans qualite.md.
      """),
    CodeEntry(
      "T0271", "Valeurs atypiques",
      """
      Une valeur par habitant très loin de celles des communes de même taille mérite un regard, sans être forcément \
      fausse. La règle est la boîte à moustaches ajustée à l'asymétrie (Hubert et Vandervieren, 2008), à trois écarts \
      interquartiles, sur une échelle logarithmique ; une classe de moins de cent communes prend les bornes de 2022.
      """),
    CodeEntry(
      "T0272", "Année absente du fichier officiel",
      """
      Une confrontation compare une année : le fichier publié doit contenir des montants de cette année.
      """),
    CodeEntry(
      "T0273", "Anciennes communes ramenées aux nouvelles",
      """
      Le fichier est d'un autre millésime : la table de passage dit quelles communes se sont réunies. Leurs montants \
      s'additionnent, leurs taux sont pondérés par leurs bases.
      """),
    CodeEntry(
      "T0274", "Valeur qui ne s'additionne pas",
      """
      Un rang, un oui ou non, un taux sans sa base n'ont pas de somme. Si les anciennes communes ne disent pas la même \
      chose, la commune nouvelle reste sans valeur.
      """),
    CodeEntry(
      "T0275", "Table de passage incohérente",
      """
      Une commune ne peut devenir deux communes le même jour, et sans dates une chaîne ou un cercle de changements n'a pas \
      d'ordre : la table est refusée.
      """),
    CodeEntry(
      "T0276", "Table de passage inconnue",
      """
      Les colonnes des codes d'avant et d'après n'ont pas été reconnues : ce sont celles de l'INSEE, ou celles d'une \
      correspondance de forme « passage ».
      """),
    CodeEntry(
      "T0277", "Lignes en double",
      """
      Deux lignes d'une même commune, ou d'un même ensemble, donnent des valeurs différentes d'une même grandeur. La \
      première est gardée, et c'est dit.
      """),
    CodeEntry(
      "T0278", "Source plus récente que le territoire",
      """
      Une commune nouvelle du fichier réunit des communes que le territoire distingue encore. Sa valeur ne se partage pas \
      entre elles.
      """),
    CodeEntry(
      "T0279", "Somme incomplète",
      """
      Une commune nouvelle est la somme de ses anciennes communes ; l'une d'elles est dans le fichier sans y avoir de \
      valeur, et une somme partielle serait fausse.
      """),
  ]
}
