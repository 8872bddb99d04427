import Diagnostics

/// Long explanations of the codes of votes, for `pacte expliquer --code`.
public enum CodesMajorites {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0401", "vote non renseigné",
      "Le scénario ne dit pas comment le conseil a voté. Les montants sont calculés comme si la décision était "
        + "acquise ; la majorité reste à vérifier."),
    CodeEntry(
      "L0402", "majorité non atteinte",
      "La majorité se compte sur les suffrages exprimés, sans les abstentions, et la fraction exacte suffit : deux "
        + "tiers de 102 font 68 voix. Sans cette majorité, la répartition de droit commun s'applique."),
    CodeEntry(
      "L0403", "délai dépassé",
      "Le conseil délibère dans les deux mois de la notification (avant le 30 juin jusqu'en 2015). Le dernier jour "
        + "est compris. Hors délai, la répartition de droit commun s'applique."),
    CodeEntry(
      "L0404", "unanimité rompue",
      "La répartition libre décidée par le seul conseil communautaire demande son unanimité. Une abstention est tenue "
        + "pour neutre, sauf choix contraire (majorites.unanimite.abstention_neutre)."),
    CodeEntry(
      "L0405", "notification sans date",
      "Le délai court de la notification par le préfet, ou de la notification de la délibération aux communes. Sans "
        + "cette date, le délai n'est pas vérifié."),
    CodeEntry("L0406", "vote sans date", "La date du vote manque : le respect du délai n'est pas vérifié."),
    CodeEntry(
      "L0407", "refus d'un conseil municipal",
      "Quand la répartition libre est votée aux deux tiers, chaque conseil municipal dispose de deux mois. Son silence "
        + "vaut accord, mais un seul refus dans le délai écarte la répartition."),
    CodeEntry(
      "L0408", "accord d'un conseil municipal manquant",
      "En 2015, la répartition libre demandait une délibération favorable de chaque conseil municipal ; le silence "
        + "n'y suffisait pas."),
    CodeEntry(
      "L0409", "majorité qualifiée non atteinte",
      "Il faut les deux tiers des conseils municipaux représentant plus de la moitié de la population, ou la moitié "
        + "des conseils représentant les deux tiers de la population. La population est la population totale INSEE ; "
        + "le silence d'un conseil n'est pas un accord."),
    CodeEntry(
      "L0410", "voie non ouverte cette année-là",
      "Les façons de déroger au droit commun ont changé en 2015 et en 2016 : celle qui est écrite n'existait pas "
        + "l'année simulée."),
    CodeEntry(
      "L0411", "plus de voix que de sièges",
      "Le vote écrit compte plus de voix pour, contre et d'abstentions que le conseil n'a de sièges dans la colonne "
        + "sieges de communes.csv."),
    CodeEntry(
      "L0412", "accords attendus",
      "Une révision libre demande l'accord de chaque commune dont l'attribution change, à la majorité simple de son "
        + "conseil. Celles qui n'ont pas délibéré gardent leur attribution : les montants supposent leur accord."),
  ]
}
