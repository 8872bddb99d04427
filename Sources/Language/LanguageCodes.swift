import Diagnostics

/// The long explanation of each code of the language.
public enum LanguageCodes {
  public static let entries: [CodeEntry] = [
    CodeEntry(
      "P0001", "Scénario introuvable",
      "Le chemin donné ne mène à aucun fichier. Il est relatif au dossier courant, ou au fichier qui le cite pour « à partir de »."
    ),
    CodeEntry(
      "P0002", "Dossier au lieu d'un scénario",
      "Un scénario est un fichier de texte, d'ordinaire terminé par « .pacte »."),
    CodeEntry("P0003", "Scénario vide", "Le fichier ne contient rien à lire."),
    CodeEntry(
      "P0004", "Encodage", "Un scénario est un texte en UTF-8 ; les éditeurs de texte le proposent à l'enregistrement."),
    CodeEntry(
      "P0005", "Fichier trop gros",
      "Un scénario tient en quelques pages ; un fichier de plus d'un mégaoctet n'en est pas un."),
    CodeEntry("P0006", "Fichier binaire", "Le fichier contient des octets nuls : ce n'est pas un texte."),
    CodeEntry("P0100", "Autres erreurs", "Au-delà de vingt erreurs, les suivantes sont seulement comptées."),
    CodeEntry(
      "P0101", "Ligne incomprise",
      "Chaque ligne commence par l'un des mots que la grammaire prévoit à cet endroit ; le message les liste."),
    CodeEntry("P0102", "Élément attendu", "La ligne commence bien, mais un élément manque ou n'est pas celui attendu."),
    CodeEntry(
      "P0103", "En-tête incomplet",
      "Un scénario nomme son titre, son territoire, son dossier de données et sa période, ou part d'un scénario qui le fait."
    ),
    CodeEntry(
      "P0104", "Unité manquante",
      "Un nombre sans unité peut vouloir dire plusieurs choses : euros, milliers, pour cent. L'unité est toujours écrite."
    ),
    CodeEntry(
      "P0105", "Point décimal",
      "En français les décimales suivent une virgule. Le point n'est jamais interprété, pour ne pas confondre 1.234 et 1 234."
    ),
    CodeEntry("P0106", "Nombre impossible", "Le nombre est trop grand, trop fin ou hors de ce que la clause admet."),
    CodeEntry("P0107", "Guillemets", "Un nom entre guillemets se ferme sur la même ligne."),
    CodeEntry(
      "P0108", "Caractère inattendu", "Ce caractère n'appartient pas au langage. Un commentaire commence par « # »."),
    CodeEntry(
      "P0109", "Objet d'article inconnu",
      "Un article traite l'attribution de compensation, la dotation de solidarité communautaire, le FPIC ou l'un des autres leviers du pacte ; le message les liste."
    ),
    CodeEntry("P0110", "Article en double", "Chaque numéro et chaque objet ne sert qu'une fois."),
    CodeEntry(
      "P0111", "Fin de ligne incomprise",
      "Une ligne porte un verbe, un objet et un montant ; ce qui suit n'est pas compris."),
    CodeEntry(
      "P0112", "Parts qui ne totalisent pas 100 %",
      "Les parts d'une répartition sont exactes : elles totalisent 100 %, ni plus ni moins. pacte ne complète jamais une part manquante."
    ),
    CodeEntry(
      "P0113", "Année impossible",
      "L'année n'est pas celle que la clause demande : dans la période pour une mesure, avant elle pour des montants de départ."
    ),
    CodeEntry(
      "P0114", "Années sans montant", "Chaque année de la période a un montant, écrit ou prolongé par « puis »."),
    CodeEntry(
      "P0115", "Clause manquante",
      "Sans cette clause, l'article ne peut pas être calculé ; pacte ne suppose ni enveloppe, ni critère, ni charge."),
    CodeEntry("P0116", "Clause en double", "La clause ne peut être écrite qu'une fois dans l'article."),
    CodeEntry(
      "P0117", "Population non précisée",
      "La population INSEE et la population DGF diffèrent ; celle qui sert est toujours écrite."),
    CodeEntry("P0118", "Date impossible", "Ce jour n'existe pas dans ce mois."),
    CodeEntry("P0119", "Années en désordre", "Les paliers d'un montant s'écrivent dans l'ordre des années."),
    CodeEntry("P0120", "Bornes incohérentes", "Un plancher dépasse un plafond, ou une part dépasse 100 %."),
    CodeEntry(
      "P0121", "Héritage en rond", "Un scénario ne peut pas partir de lui-même, même par l'intermédiaire d'autres."),
    CodeEntry(
      "P0122", "Article absent du scénario de départ", "On ne remplace et on ne supprime que les articles qui existent."
    ),
    CodeEntry(
      "P0123", "Amendement sans verbe",
      "Un scénario qui part d'un autre dit pour chaque article s'il remplace ou s'ajoute."),
    CodeEntry(
      "P0124", "Forme sans objet",
      "Les formes (écart tronqué, linéaire, rapport inverse) mesurent un écart à la moyenne ; une quantité n'en a pas."),
    CodeEntry("P0125", "SIREN", "Un SIREN a neuf chiffres."),
    CodeEntry("P0126", "Commune en double", "La même commune est citée deux fois dans une liste."),
    CodeEntry("P0127", "Critère en double", "Deux lignes mesurent la même chose ; leurs parts s'ajoutent."),
    CodeEntry("P0128", "Exigence incomprise", "Les formes d'exigence possibles sont dans la grammaire."),
    CodeEntry("P0129", "Critère sans effet", "Une part nulle ne répartit rien."),
    CodeEntry(
      "P0131", "Choix sans effet ou contradictoire",
      "La clause ne peut pas s'appliquer avec le mode de répartition choisi."),
    CodeEntry(
      "P0132", "Commune inconnue",
      "La commune n'est pas dans communes.csv. Les accents, la casse et les traits d'union ne comptent pas."),
    CodeEntry("P0133", "Communes homonymes", "Plusieurs communes portent ce nom ; le code INSEE les distingue."),
    CodeEntry(
      "P0134", "Territoire et données en désaccord", "Le SIREN du scénario n'est pas celui du dossier de données."),
    CodeEntry(
      "P0135", "Critère inconnu", "Un critère libre est le nom ou le libellé d'une colonne numérique de communes.csv."),
    CodeEntry("P0151", "Clause sans effet", "La clause porte sur des années hors de la période."),
    CodeEntry(
      "P0160", "Population de pondération par défaut",
      "La loi parle de « la part de la commune dans la population totale » sans dire laquelle : pacte prend la population INSEE totale, et le dit."
    ),
    CodeEntry(
      "P0162", "Assiette par défaut",
      "Le plafond d'un fonds de concours se mesure sur le coût TTC, sans déduire le FCTVA, selon les réponses ministérielles ; d'autres lectures prennent le coût HT ou le coût TTC net du FCTVA. pacte prend le TTC, et le dit."
    ),
    CodeEntry(
      "P0161", "Forme par défaut",
      "La loi nomme l'écart de revenu et l'insuffisance de potentiel sans donner de fonction : pacte prend la forme linéaire pour le premier, l'écart tronqué pour le second, et le dit."
    ),
    CodeEntry(
      "P0170", "Balayage vide", "Le bloc « balayer » contient une ligne pour chaque valeur qui varie."),
    CodeEntry(
      "P0171", "Rien à balayer",
      "Une valeur ne varie que si le scénario l'écrit : une enveloppe, des poids, une borne, une hypothèse… La valeur écrite reste celle des autres commandes."
    ),
    CodeEntry(
      "P0172", "Façon de varier impossible",
      "Les poids d'une répartition varient ensemble sur le simplexe, car ils totalisent 100 % ; une colonne varie par une erreur relative de mesure ; tout le reste varie par une grille, une liste ou une loi."
    ),
    CodeEntry(
      "P0173", "Unité du balayage", "Les valeurs balayées ont l'unité de ce qui est écrit dans le scénario."),
    CodeEntry(
      "P0174", "Grille ou loi impossible",
      "Une grille va de la plus petite à la plus grande valeur par un pas positif ; un pas sur le simplexe divise 100 % ; une loi a des bornes ordonnées et un écart-type positif."
    ),
    CodeEntry(
      "P0175", "Dernière valeur de la grille",
      "Le pas ne tombe pas sur la dernière valeur écrite : elle n'est pas calculée."),
    CodeEntry(
      "P0176", "Tirages non écrits",
      "Un tirage se refait à l'identique : le nombre de tirages, leur suite (au hasard, hypercube latin, suite de Sobol') et leur graine sont écrits dans le scénario."
    ),
    CodeEntry(
      "P0177", "Tirages sans effet", "La ligne « tirages » n'a de sens que si une ligne du bloc tire ses valeurs."),
    CodeEntry("P0178", "Colonne inconnue", "La colonne balayée doit être dans le territoire."),
    CodeEntry(
      "P0180", "Ce qui ne varie pas",
      "Un balayage fait varier des grandeurs : montants, taux, poids, bornes, hypothèses, paramètres du droit, colonnes. Un choix, une date ou un vote s'écrivent dans un autre scénario ; les verdicts de chaque variante disent si les exigences et les majorités tiennent."
    ),
    CodeEntry(
      "P0181", "Balayage national",
      "Un balayage du FPIC national fait varier des paramètres du droit, les poids d'un indice et des colonnes du dossier : ni articles, ni hypothèses, ni période, puisqu'une seule année est calculée. Le dossier et l'année sont ceux de la ligne de commande."
    ),
    CodeEntry(
      "P0179", "Corrélation ou groupe impossible",
      "Une corrélation lie deux valeurs tirées du bloc, un groupe réunit des lignes du bloc."),
  ]
}
