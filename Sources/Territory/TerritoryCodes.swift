import Diagnostics

/// Long explanations of the codes of this module, for `pacte expliquer --code`.
public enum TerritoryCodes {
  public static let entries: [CodeEntry] =
    files + tables + levers + yaml + national + importing + imports + contours + nationalTables

  private static let files: [CodeEntry] = [
    CodeEntry(
      "T0101", "Fichier absent",
      """
      Un fichier attendu n'existe pas à ce chemin. Les chemins d'un scénario partent du dossier du scénario.
      """),
    CodeEntry(
      "T0102", "Fichier illisible",
      """
      Le fichier existe et ne peut pas être lu : droits insuffisants, périphérique, ou panne du disque.
      """),
    CodeEntry(
      "T0103", "Dossier à la place d'un fichier",
      """
      Le chemin désigne un dossier là où une table ou une description est attendue.
      """),
    CodeEntry(
      "T0104", "Fichier trop gros",
      """
      Une limite de taille protège la mémoire, avant comme après décompression. Un fichier de territoire pèse \
      quelques kilooctets, le fichier national quelques dizaines de mégaoctets.
      """),
    CodeEntry(
      "T0105", "Fichier vide",
      """
      Un fichier sans aucun octet est le signe d'un export interrompu : il n'est jamais lu comme une table sans \
      ligne.
      """),
    CodeEntry(
      "T0106", "Fichier compressé abîmé",
      """
      La décompression n'est pas allée à son terme. Ce qui précède la coupure n'est pas utilisé : un territoire \
      partiel donnerait des montants faux sans le dire.
      """),
    CodeEntry(
      "T0107", "Fichier binaire",
      """
      Le fichier contient des octets nuls, qu'aucun texte n'a : c'est souvent un classeur de tableur, qu'il faut \
      exporter en CSV.
      """),
    CodeEntry(
      "T0108", "Ligne démesurée",
      """
      Une ligne ou une case dépasse toute taille plausible, le plus souvent à cause d'un guillemet ouvert et jamais \
      refermé.
      """),
    CodeEntry(
      "T0109", "Trop de colonnes",
      """
      L'en-tête a plus de colonnes qu'une table n'en peut avoir : le séparateur a sans doute été mal reconnu.
      """),
    CodeEntry(
      "T0110", "Dossier du territoire absent",
      """
      La ligne « données » du scénario désigne un dossier qui n'existe pas.
      """),
    CodeEntry(
      "T0111", "Fichier à la place du dossier",
      """
      Un territoire est un dossier qui contient au moins territoire.yaml et communes.csv.
      """),
  ]

  private static let tables: [CodeEntry] = [
    CodeEntry(
      "T0112", "Colonne requise absente",
      """
      Une table a des colonnes sans lesquelles elle ne peut pas être lue. Le nom le plus proche de l'en-tête est \
      proposé, ainsi que le format reconnu.
      """),
    CodeEntry(
      "T0113", "Colonne en double",
      """
      Deux colonnes portent le même nom : rien ne dit laquelle est la bonne.
      """),
    CodeEntry(
      "T0114", "Zéro de tête perdu",
      """
      Les tableurs transforment 01004 en 1004 quand la colonne n'est pas au format texte. Dans un dossier de \
      territoire, le code doit être corrigé : 1004 pourrait aussi être un code mal recopié.
      """),
    CodeEntry(
      "T0115", "Code INSEE mal formé",
      """
      Un code INSEE de commune a cinq caractères : des chiffres, ou 2A et 2B suivis de trois chiffres pour la Corse.
      """),
    CodeEntry(
      "T0116", "Commune en double",
      """
      Une commune écrite deux fois serait comptée deux fois dans tous les totaux.
      """),
    CodeEntry(
      "T0117", "Commune sans nom",
      """
      Les tableaux et les avertissements nomment les communes : chacune doit avoir un nom.
      """),
    CodeEntry(
      "T0118", "Valeur qui n'est pas un nombre",
      """
      Une colonne connue ne contient que des nombres, sans unité. Une valeur qui manque est une case vide, « nd » ou \
      « - », jamais un zéro.
      """),
    CodeEntry(
      "T0119", "Population négative",
      """
      Une population ne peut pas être négative : la valeur est une erreur de saisie ou un décalage de colonnes.
      """),
    CodeEntry(
      "T0120", "Nombre ambigu",
      """
      « 1,234 » vaut mille deux cent trente-quatre pour un tableur anglais et un peu plus de un pour un lecteur \
      français. Rien n'est deviné.
      """),
    CodeEntry(
      "T0121", "Colonne de texte",
      """
      Une colonne libre qui contient du texte ne peut pas servir de critère : elle est laissée de côté, sans effet \
      sur les montants.
      """),
    CodeEntry(
      "T0122", "Aucune commune",
      """
      La table n'a que son en-tête : il faut une ligne par commune membre.
      """),
    CodeEntry(
      "T0123", "Ligne de longueur fausse",
      """
      Une ligne qui a plus ou moins de cases que l'en-tête décale les valeurs : aucune n'est lue.
      """),
    CodeEntry(
      "T0124", "Commune de groupement inconnue",
      """
      Un groupement nomme une commune qui n'est pas dans communes.csv.
      """),
    CodeEntry(
      "T0125", "Territoire sans habitant",
      """
      Toutes les populations sont nulles ou absentes : aucun montant par habitant n'aurait de sens.
      """),
    CodeEntry(
      "T0126", "Commune d'un autre EPCI",
      """
      La colonne epci d'une commune ne porte pas le SIREN du territoire. Une répartition interne ne concerne que les \
      communes membres.
      """),
    CodeEntry(
      "T0127", "Fichier d'un autre dossier",
      """
      Un lien symbolique sort du dossier du territoire. Un dossier reçu d'ailleurs pourrait ainsi montrer un fichier de \
      celui qui l'ouvre ; les liens entre fichiers du dossier sont suivis.
      """),
    CodeEntry(
      "T0129", "Table démesurée",
      """
      Aucune table publiée n'a dix millions de lignes. Un fichier de quelques mégaoctets peut en faire des milliards une \
      fois décompressé ; un export de toutes les années se filtre avant d'être importé.
      """),
  ]

  private static let levers: [CodeEntry] = [
    CodeEntry(
      "T0130", "Colonne nécessaire à un levier",
      """
      Un levier du scénario a besoin d'une donnée que le dossier n'a pas. La donnée n'est jamais remplacée par zéro \
      ; le message dit où elle est publiée.
      """)
  ]

  private static let yaml: [CodeEntry] = [
    CodeEntry(
      "T0140", "YAML qui n'est pas en UTF-8",
      """
      Les fichiers de description sont écrits en UTF-8, sans quoi les accents des noms seraient faux.
      """),
    CodeEntry(
      "T0141", "YAML illisible",
      """
      Une ligne ne suit pas la forme « clé: valeur ». Une valeur qui contient deux-points ou dièse se met entre \
      guillemets.
      """),
    CodeEntry(
      "T0142", "Clé inconnue",
      """
      Une clé que personne ne lit est souvent une faute de frappe dans une clé attendue ; elle est refusée plutôt \
      qu'ignorée.
      """),
    CodeEntry(
      "T0143", "Clé requise absente",
      """
      Le territoire doit dire son nom, son SIREN, sa nature, son régime fiscal et l'année de ses données.
      """),
    CodeEntry(
      "T0144", "Année mal écrite",
      """
      L'année des données décide quel millésime sert à quelle règle.
      """),
    CodeEntry(
      "T0145", "Nature ou régime inconnu",
      """
      La nature (CC, CA, CU, METROPOLE, EPT) et le régime fiscal (FPU, FPZ, FA) décident quelles règles \
      s'appliquent.
      """),
    CodeEntry(
      "T0146", "SIREN mal formé",
      """
      Un SIREN a neuf chiffres. Entre guillemets, il garde ses zéros.
      """),
    CodeEntry(
      "T0147", "Clé de SIREN fausse",
      """
      Le dernier chiffre d'un SIREN contrôle les autres. Un SIREN fictif convient à un territoire d'exemple.
      """),
    CodeEntry(
      "T0148", "Valeur nationale mal écrite",
      """
      Une moyenne nationale ou une valeur de point n'est pas un nombre.
      """),
  ]

  private static let importing: [CodeEntry] = [
    CodeEntry(
      "T0201", "Destination existante",
      """
      L'import n'écrase rien sans qu'on le lui demande : le dossier a pu être complété à la main.
      """),
    CodeEntry(
      "T0202", "Destination non inscriptible",
      """
      Le dossier est écrit en entier ou pas du tout, d'abord dans un dossier voisin puis par renommage. Une des \
      étapes a échoué, et rien n'a changé.
      """),
    CodeEntry(
      "T0203", "Destination qui n'est pas un territoire",
      """
      Seul un dossier vide ou un dossier de territoire peut être remplacé.
      """),
    CodeEntry(
      "T0204", "Colonnes du fichier national absentes",
      """
      Le fichier n'est pas la table « critères de répartition des dotations – communes », ou ses en-têtes ont trop \
      changé pour être reconnus sans risque.
      """),
    CodeEntry(
      "T0205", "En-tête approché",
      """
      Les intitulés changent d'une année à l'autre. Une différence de petits mots est acceptée et signalée ; un mot \
      qui change la grandeur (« par habitant », « moyen ») ne l'est jamais.
      """),
    CodeEntry(
      "T0206", "Année du fichier inconnue",
      """
      L'année donne leur millésime à l'attribution de compensation (N-1) et aux recettes réelles de fonctionnement \
      (N-2).
      """),
    CodeEntry(
      "T0207", "Année contradictoire",
      """
      L'année demandée n'est pas celle que porte le fichier : c'est sans doute un autre fichier qui était voulu. Un \
      fichier qui porte deux années a deux fois chaque commune.
      """),
    CodeEntry(
      "T0208", "Année sans table d'en-têtes",
      """
      Les en-têtes de cette année ne sont pas connus d'avance. Ils sont rapprochés de ceux des années connues ; \
      chaque approximation est signalée.
      """),
    CodeEntry(
      "T0209", "Colonne facultative absente",
      """
      Le fichier n'a pas une des colonnes que l'import sait lire. Le territoire est écrit sans elle, et elle est à \
      compléter.
      """),
    CodeEntry(
      "T0210", "Métropole du Grand Paris",
      """
      Pour le FPIC, les ensembles intercommunaux du Grand Paris sont ses onze établissements publics territoriaux, \
      et Paris est une commune isolée (article L. 2336-1 du CGCT). Le fichier national donne pourtant le SIREN de la \
      métropole à toutes ces communes.
      """),
    CodeEntry(
      "T0211", "SIREN absent du fichier",
      """
      Aucune commune du fichier n'appartient à cet EPCI. Un EPCI change de SIREN quand il est créé ou fusionné.
      """),
    CodeEntry(
      "T0212", "Nom d'EPCI inconnu",
      """
      Aucun EPCI du fichier ne porte ce nom, ou plusieurs le portent. Le SIREN est plus sûr.
      """),
    CodeEntry(
      "T0213", "EPCI trouvé par son nom",
      """
      Un seul EPCI porte ce nom : son SIREN est dit pour contrôle.
      """),
    CodeEntry(
      "T0214", "Nature supposée",
      """
      Le fichier national ne dit pas la nature de l'EPCI, et son nom non plus. Une nature fausse change les règles \
      de la dotation de solidarité ; une composition publiée la donne.
      """),
    CodeEntry(
      "T0215", "Régimes fiscaux mêlés",
      """
      Les communes de l'EPCI n'ont pas toutes le même régime dans le fichier : le plus fréquent est retenu. Une \
      commune entrée dans l'année peut garder son ancien régime.
      """),
    CodeEntry(
      "T0216", "Membre absent du fichier",
      """
      La composition nomme une commune que le fichier n'a pas, souvent après une fusion de communes. Elle manquerait \
      aux totaux de l'EPCI.
      """),
    CodeEntry(
      "T0217", "Commune hors de la composition",
      """
      Le fichier rattache à l'EPCI une commune que la composition donnée ne nomme pas. La composition décide.
      """),
    CodeEntry(
      "T0218", "Composition non reconnue",
      """
      Deux formats sont lus : la composition des EPCI de BANATIC, et celle des EPT de l'INSEE.
      """),
    CodeEntry(
      "T0219", "Commune du fichier national mal écrite",
      """
      Un code INSEE du fichier n'en est pas un, ou une commune y est deux fois.
      """),
    CodeEntry(
      "T0220", "Valeur du fichier national illisible",
      """
      Une case n'est ni un nombre ni une marque de valeur absente (« nd », « - », vide).
      """),
    CodeEntry(
      "T0221", "Population DGF incohérente",
      """
      Dans le fichier publié, la population DGF est toujours la population INSEE plus les résidences secondaires et \
      les places de caravanes majorées. Un écart dit que le fichier a été modifié ou mal converti.
      """),
    CodeEntry(
      "T0222", "Total des attributions différent",
      """
      La somme des attributions des communes s'écarte de plus d'un euro du total publié pour l'EPCI. C'est le cas \
      d'un EPCI sur cent, après un changement de périmètre.
      """),
    CodeEntry(
      "T0223", "Valeurs absentes",
      """
      Le secret statistique ou un changement de périmètre laisse des cases vides. Elles restent vides, et ne valent \
      jamais zéro.
      """),
    CodeEntry(
      "T0224", "Code de commune à la place d'un EPCI",
      """
      Un territoire est un EPCI et ses communes membres : le message dit l'EPCI de la commune.
      """),
    CodeEntry(
      "T0225", "Noms abîmés",
      """
      Un fichier converti deux fois, ou dans un jeu de caractères sans « Œ » ni « Ÿ », a des « ? » ou des signes étranges \
      à la place de lettres. Rien ne dit lesquelles : les noms sont gardés tels quels.
      """),
    CodeEntry(
      "T0226", "Données à compléter",
      """
      Le fichier national ne contient ni dotation de solidarité, ni coefficient d'intégration fiscale, ni montants \
      du FPIC, ni sièges. La liste est écrite dans territoire.yaml.
      """),
    CodeEntry(
      "T0227", "Communes d'un EPT",
      """
      Le fichier national ne connaît que la Métropole du Grand Paris : les communes de l'EPT viennent de la \
      composition publiée pour 2023.
      """),
    CodeEntry(
      "T0228", "Zéro de tête rétabli",
      """
      Une conversion par un tableur a transformé 01004 en 1004. Dans le fichier national, dont chaque ligne est une \
      commune publiée, le zéro est rétabli sans risque.
      """),
  ]

  private static let nationalTables: [CodeEntry] = [
    CodeEntry(
      "T0289", "Lignes sans code ou sans année",
      """
      Le code ou l'année de quelques lignes n'est pas lisible : elles ne peuvent être rattachées à personne. Elles sont \
      laissées de côté, et comptées.
      """),
    CodeEntry(
      "T0291", "Table nationale d'une année inconnue",
      """
      Les contrôles nationaux lisent une centaine de colonnes, dont l'orthographe change chaque année ; seules les \
      années dont elle est connue sont acceptées, sans rapprochement.
      """),
    CodeEntry(
      "T0292", "Aucune table nationale",
      """
      Les tables « critères de répartition – communes » de la DGCL ne sont pas livrées avec pacte : elles se téléchargent \
      et gardent leur nom, complété par l'année.
      """),
  ]
}
