import Diagnostics

extension SimulationCodes {
  /// National runs.
  static let national: [CodeEntry] = [
    CodeEntry(
      "S0701", "Dossier d'un EPCI", "« --national » attend un dossier dont territoire.yaml dit « nature: NATIONAL »."),
    CodeEntry(
      "S0703", "Année de national.yaml différente",
      "Le fonds, les populations et les moyennes de national.yaml sont ceux d'une année ; ils servent à l'année demandée."
    ),
    CodeEntry(
      "S0704", "Moyenne donnée",
      "Une moyenne écrite dans national.yaml est utilisée telle quelle, en place de celle des entités du dossier."),
    CodeEntry("S0705", "Fonds donné", "Le montant écrit dans national.yaml l'emporte sur celui de la loi."),
    CodeEntry(
      "S0706", "Quote-part d'outre-mer non calculée",
      "Le fonds est d'abord diminué d'une part proportionnelle à la population d'outre-mer, majorée de 33 %."),
    CodeEntry(
      "S0707", "Part des départements d'outre-mer inconnue",
      "La quote-part se partage par population entre les départements d'outre-mer, sans Mayotte, et les autres territoires."
    ),
    CodeEntry(
      "S0708", "Territoires d'outre-mer incomplets",
      "Mayotte, la Nouvelle-Calédonie, la Polynésie française, Saint-Pierre-et-Miquelon et Wallis-et-Futuna se partagent "
        + "leur part par population : il faut les cinq."),
    CodeEntry(
      "S0711", "Prélèvement non plafonné",
      "Sans les ressources prises en compte (rfa), le plafond de l'entité est inconnu ; il n'est jamais supposé nul ni égal "
        + "au potentiel sans l'option --rfa-a-defaut."),
    CodeEntry(
      "S0712", "Ressources remplacées", "L'option --rfa-a-defaut met un potentiel en place des ressources du plafond."),
    CodeEntry(
      "S0713", "Potentiel financier agrégé approché",
      "La somme des potentiels financiers des communes n'est pas le potentiel financier agrégé ; dans un calcul national le "
        + "biais se compense en partie, puisque la moyenne est calculée de même."),
    CodeEntry(
      "S0714", "Entité sans effort fiscal",
      "L'indice de reversement demande un effort fiscal : sans lui l'entité n'a pas de rang et ne compte pas parmi ceux qui "
        + "en ont un."),
    CodeEntry(
      "S0715", "Commune isolée exonérée",
      "L'EPCI paie l'exonération de ses communes ; pour une commune isolée le texte ne désigne personne."),
    CodeEntry(
      "S0716", "FSRIF d'une autre année", "Le plafond du prélèvement se réduit du FSRIF de l'année précédente."),
    CodeEntry("S0717", "FSRIF absent", "Sans prélèvement FSRIF connu, aucun plafond n'est réduit."),
    CodeEntry(
      "S0718", "Effort fiscal moyen inconnu",
      "L'effort fiscal moyen est la somme des numérateurs sur celle des dénominateurs ; une moyenne de rapports serait "
        + "fausse."),
    CodeEntry(
      "S0719", "Approximation et moyenne officielle",
      "Un potentiel approché est biaisé de 2 à 3 % : comparé à la moyenne officielle, il ferait contribuer à tort."),
    CodeEntry(
      "S0721", "Passé inconnu",
      "La garantie dépend de l'éligibilité et des montants des années précédentes ; sans eux elle n'est pas calculée."),
    CodeEntry(
      "S0722", "Données du périmètre ancien absentes",
      "Les quotes-parts communales d'un ancien ensemble se calculent sur la population et le potentiel de son année."),
    CodeEntry(
      "S0731", "Indices égaux",
      "La loi ne départage pas deux indices égaux ; la population DGF la plus forte, puis le plus petit SIREN, le font."
    ),
    CodeEntry(
      "S0732", "Enveloppe non répartie", "Sans entité éligible, ou sans reste après les garanties, rien n'est réparti."),
    CodeEntry(
      "S0733", "Valeur de point indéfinie",
      "Quand la somme des plafonds est exactement le fonds, chacun paie son plafond et aucune valeur de point n'est unique."
    ),
    CodeEntry("S0741", "Sans communes", "La répartition interne demande communes.csv."),
    CodeEntry(
      "S0742", "Répartition interne de 2012",
      "En 2012 le partage suit la contribution de chacun au potentiel fiscal agrégé, corrigée pour le prélèvement des "
        + "attributions de compensation : colonne contribution_pfa de communes.csv, et d'ensembles.csv pour l'EPCI (à "
        + "défaut, pfa moins celles des communes) ; depuis 2013 il suit le coefficient d'intégration fiscale."),
    CodeEntry("S0743", "CIF inconnu", "La part de l'EPCI est le CIF de l'année ; sans lui rien n'est partagé."),
    CodeEntry(
      "S0744", "CIF pondéré",
      "Le plafond de 0,60 et le coefficient 1,1 des métropoles ne valent que pour la dotation d'intercommunalité."),
    CodeEntry("S0745", "Ensemble sans commune", "Aucune commune de communes.csv ne porte le SIREN de l'ensemble."),
  ]
}
