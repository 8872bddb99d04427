import Diagnostics

/// Long explanations of the codes of the registry, for `pacte expliquer --code`.
public enum CodesParametres {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0001", "paramètre du droit inconnu",
      "Le chemin écrit ne désigne aucun paramètre daté de la législation. Chaque paramètre a un chemin stable, par "
        + "exemple fpic.derogation.ecart_maximal_epci, que « pacte parametres » donne avec ses valeurs et son article."),
    CodeEntry(
      "L0002", "valeur impossible pour ce paramètre",
      "La valeur écrite n'a pas de sens dans l'unité du paramètre : une fraction va de 0 à 1, un rang est un entier, "
        + "un choix vaut 1 (oui) ou 0 (non)."),
    CodeEntry(
      "L0003", "règle inconnue cette année-là",
      "La règle n'a pas de valeur pour l'année demandée : elle n'existait pas encore, ou les textes d'alors ne sont "
        + "pas repris."),
    CodeEntry(
      "L0004", "registre du droit invalide",
      "Les fichiers de paramètres embarqués dans le programme sont contrôlés au démarrage : clés connues, années en "
        + "ordre croissant, chemins uniques et tous lus par une règle, valeurs conformes à leur unité. Ce message "
        + "signale un défaut du programme et non du scénario."),
    CodeEntry(
      "L0005", "paramètre prolongé",
      "L'année simulée est postérieure à la dernière année dont le droit est connu : le paramètre garde sa dernière "
        + "valeur."),
  ]
}
