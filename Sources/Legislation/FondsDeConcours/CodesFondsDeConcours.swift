import Diagnostics

/// Long explanations of the codes L06xx, for `pacte expliquer --code`.
public enum CodesFondsDeConcours {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0601", "Plus de la moitié du coût",
      "Le total des fonds de concours ne peut pas dépasser la part du financement que le bénéficiaire assure, hors "
        + "subventions : la moitié du coût diminué des subventions. Le coût est TTC, HT si la TVA est récupérée, ou TTC net "
        + "du FCTVA pour une lecture prudente (clause « assiette »)."),
    CodeEntry(
      "L0602", "Participation minimale du maître d'ouvrage",
      "Le maître d'ouvrage finance lui-même 20 % au moins de son projet (CGCT art. L1111-10, III) ; le FCTVA compte dans "
        + "sa part."),
    CodeEntry(
      "L0603", "Droits de tirage insuffisants",
      "Le projet demande plus que les droits de la commune, reports compris. Le fonds versé est ramené aux droits."),
    CodeEntry(
      "L0604", "Droits de tirage perdus",
      "Avec « solde des droits : perdu », ce qu'une commune ne consomme pas dans l'année ne lui est pas gardé."),
    CodeEntry(
      "L0605", "Coût du projet",
      "Sans coût dans l'assiette choisie, ou avec des subventions supérieures au coût, aucun plafond n'a de sens."),
  ]
}
