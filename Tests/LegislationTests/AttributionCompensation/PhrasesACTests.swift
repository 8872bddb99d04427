import Testing

@testable import Legislation

@Suite("AC : phrases exactes")
struct PhrasesACTests {
  static func jour(_ annee: Int, _ mois: Int, _ jour: Int) -> DateCivile {
    guard let date = DateCivile(annee: annee, mois: mois, jour: jour) else { preconditionFailure("date") }
    return date
  }

  static let phrases: [(FaitAC, String, String?)] = [
    (
      .borneDepassee(mode: .individualisee, commune: 1, demande: -600, borne: -500),
      "pour Aubord, la révision individualisée veut baisser l'attribution de 6,00\u{00A0}€ : la borne est de "
        + "5,00\u{00A0}€, dépassée de 1,00\u{00A0}€",
      "écrire au plus 5,00\u{00A0}€, ou passer par la révision libre"
    ),
    (
      .borneDepassee(mode: .fusion, commune: 1, demande: 600, borne: 500),
      "pour Aubord, la révision après fusion veut augmenter l'attribution de 6,00\u{00A0}€ : la borne est de "
        + "5,00\u{00A0}€, dépassée de 1,00\u{00A0}€",
      "écrire au plus 5,00\u{00A0}€, ou passer par la révision libre"
    ),
    (
      .nonReductible(commune: 0, attribution: -100),
      "pour Aimargues, l'attribution est de \u{2212}1,00\u{00A0}€ : la révision individualisée ne réduit que "
        + "les attributions positives",
      "passer par la révision libre, avec l'accord de la commune"
    ),
    (
      .reductionSeulement(commune: 0, hausse: 100),
      "la révision individualisée ne peut que réduire : pour Aimargues, elle augmenterait l'attribution de "
        + "1,00\u{00A0}€",
      "passer par la révision libre, avec l'accord de la commune"
    ),
    (
      .accordPartiel(mode: .libre, demande: -600, applique: -400),
      "les refus ramènent la révision libre de \u{2212}6,00\u{00A0}€ à \u{2212}4,00\u{00A0}€ pour l'EPCI",
      nil
    ),
    (
      .devientContributrice(commune: 0, avant: 100, apres: -50),
      "Aimargues devient contributrice : son attribution passe de 1,00\u{00A0}€ à \u{2212}0,50\u{00A0}€",
      nil
    ),
    (
      .sansFiscaliteProfessionnelleUnique,
      "l'ensemble n'est pas à fiscalité professionnelle unique : il ne verse pas d'attribution de compensation",
      "retirer l'article"
    ),
    (
      .sansObjetPourUnEPT,
      "un établissement public territorial ne verse pas d'attribution de compensation : l'article est sans effet, "
        + "ses montants sont nuls",
      "retirer l'article"
    ),
    (
      .recettesManquantes(mode: .fusion, commune: 0),
      "les recettes réelles de fonctionnement de l'année précédente manquent pour Aimargues : la borne de la "
        + "révision après fusion ne peut pas être calculée",
      "compléter les recettes de l'année précédente dans le fichier du territoire"
    ),
    (
      .attributionManquante(commune: 0),
      "l'attribution de compensation manque pour Aimargues",
      "compléter l'attribution dans le fichier du territoire"
    ),
    (
      .origineManquante(commune: 0),
      "l'attribution que versait l'ancien EPCI manque pour Aimargues : la borne de la révision après fusion ne "
        + "peut pas être calculée",
      "compléter l'attribution dans le fichier du territoire"
    ),
    (
      .horsDelaiFusion(annees: nil, duree: 3),
      "la révision après fusion suppose une fusion ou une modification de périmètre : aucune n'est renseignée",
      "passer par la révision libre"
    ),
    (
      .fusionDejaUtilisee,
      "la révision après fusion ne peut être décidée qu'une fois",
      "passer par la révision libre"
    ),
    (
      .aucuneCommuneEligible(seuil: 1.2),
      "aucune commune ne dépasse 120\u{00A0}% du potentiel financier moyen par habitant avec une attribution "
        + "positive : la révision individualisée est sans effet",
      "retirer la révision"
    ),
    (
      .clesInvalides,
      "les clés de répartition des services communs doivent être positives ou nulles, et non toutes nulles",
      "donner au moins une clé positive"
    ),
    (
      .partEPCIInvalide(1.2),
      "la part de l'EPCI dans les services communs est de 120\u{00A0}% ; elle doit être comprise entre "
        + "0\u{00A0}% et 100\u{00A0}%",
      "écrire au plus 100 %"
    ),
    (
      .sansPerte,
      "aucune perte de produit n'est constatée : la révision pour baisse des bases est sans effet",
      "retirer la révision"
    ),
    (
      .investissementExcessif(commune: 0, investissement: -150, renouvellement: 100),
      "pour Aimargues, l'attribution d'investissement de \u{2212}1,50\u{00A0}€ dépasse de 0,50\u{00A0}€ le "
        + "coût annuel de renouvellement",
      "ramener l'attribution d'investissement à \u{2212}1,00\u{00A0}€"
    ),
    (
      .montantInvalide(mode: .libre, commune: 1),
      "un montant manque pour Aubord dans la révision libre",
      "compléter le montant"
    ),
    (
      .montantInvalide(mode: .servicesCommuns, commune: nil),
      "un montant manque dans l'imputation des services communs",
      "compléter le montant"
    ),
    (
      .richesseManquante(commune: 1),
      "le potentiel financier ou la population manque pour Aubord : l'éligibilité à la révision individualisée "
        + "ne peut pas être établie",
      "compléter la donnée dans le fichier du territoire"
    ),
    (
      .pertesLocaliseesManquantes,
      "les pertes de produit par commune manquent : la baisse ne peut pas être imputée aux communes perdantes",
      "compléter le montant"
    ),
    (
      .nonFermee(mode: .libre, manque: 2),
      "les montants n'atteignent pas le total dans la révision libre : l'écart est de 0,02\u{00A0}€",
      nil
    ),
    (
      .borneAppliquee(mode: .fusion, commune: 0, demande: -600, applique: -500),
      "pour Aimargues, la borne de la révision après fusion ramène la variation de \u{2212}6,00\u{00A0}€ à "
        + "\u{2212}5,00\u{00A0}€",
      nil
    ),
    (
      .tauxCompenseNegatif(commune: 1, impot: "la taxe foncière", taux: -0.0025, residu: 250_000),
      "pour Aubord, la neutralité est impossible sur la taxe foncière : il faudrait un taux de \u{2212}0,25\u{00A0}% ; "
        + "2\u{202F}500,00\u{00A0}€ restent à la charge des contribuables",
      "prévoir l'effort restant par un abattement, ou retirer cet impôt de la neutralisation"
    ),
    (
      .basesManquantes(commune: 1, impot: "la taxe foncière"),
      "les bases ou les taux de la taxe foncière manquent pour Aubord : rien ne peut être neutralisé",
      "compléter la colonne de communes.csv"
    ),
    (
      .comptesDuPrefet(transfert: "Piscine", section: .investissement, ecrits: 5, attendus: 7),
      "pour « Piscine », le préfet retient les 7 derniers comptes d'investissement, le scénario en écrit 5 ou "
        + "d'autres années",
      "écrire les 7 comptes qui précèdent le transfert"
    ),
    (
      .rapportAttendu(transfert: "Piscine", echeance: jour(2027, 9, 30)),
      "le rapport de la CLECT sur « Piscine » est attendu au plus tard le 30 septembre 2027",
      nil
    ),
    (
      .rapportTardif(transfert: "Piscine", date: jour(2027, 10, 1), echeance: jour(2027, 9, 30)),
      "le rapport de la CLECT sur « Piscine » est du 1er octobre 2027, après le 30 septembre 2027 : l'évaluation "
        + "revient au préfet",
      "écrire l'évaluation du préfet, ou avancer la date"
    ),
    (
      .deliberationsTardives(transfert: "Piscine", date: jour(2027, 12, 31), echeance: jour(2027, 12, 30)),
      "les communes délibèrent sur « Piscine » jusqu'au 31 décembre 2027, après le 30 décembre 2027 : l'évaluation "
        + "revient au préfet",
      "écrire l'évaluation du préfet, ou avancer la date"
    ),
    (
      .notificationTardive(date: jour(2026, 2, 15), limite: jour(2026, 2, 15)),
      "les attributions provisoires sont notifiées le 15 février 2026 ; elles doivent l'être avant le 15 février 2026",
      "notifier avant le 15 février 2026"
    ),
    (
      .rapportQuinquennal(dernier: 2022, periodicite: 5),
      "le dernier rapport sur l'évolution des attributions est de 2022 : le suivant est dû en 2027",
      nil
    ),
    (
      .rapportQuinquennal(dernier: nil, periodicite: 5),
      "tous les 5 ans, le président présente un rapport sur l'évolution des attributions ; la date du dernier n'est "
        + "pas renseignée",
      "ajouter « rapport quinquennal de 2022 » à l'article"
    ),
    (
      .dateFusionInconnue(duree: 3),
      "l'année de la fusion n'est pas renseignée : le délai de 3 ans n'est pas vérifié",
      "ajouter « fusion de 2025 » à l'article"
    ),
    (
      .termeNonRenseigne("compensations de zones franches"),
      "compensations de zones franches : non renseigné, compté pour zéro dans l'attribution initiale",
      "compléter la colonne de communes.csv"
    ),
    (
      .termeManquant(commune: 0, terme: "Compensation part salaires"),
      "Compensation part salaires : la donnée manque pour Aimargues, son attribution initiale ne peut pas être calculée",
      "compléter la colonne de communes.csv"
    ),
    (
      .reglesParticulieres("la métropole de Lyon"),
      "la métropole de Lyon relève de règles particulières qui ne sont pas modélisées",
      nil
    ),
    (
      .metropoleDuGrandParis,
      "la métropole du Grand Paris ne se simule pas comme un EPCI : ses relations passent par les établissements "
        + "publics territoriaux et par Paris",
      "prendre le territoire d'un établissement public territorial"
    ),
    (
      .serviceFacture("Informatique"),
      "le service commun « Informatique » est facturé : ni l'attribution de compensation ni le CIF ne changent",
      "retirer « facturé » pour l'imputer sur l'attribution, ce que le CIF retient"
    ),
    (
      .critere(.aucunHabitant),
      "l'ensemble n'a aucun habitant : rien ne peut être réparti",
      "vérifier les populations du territoire"
    ),
    (
      .deliberationTardive(date: jour(2027, 1, 5), limite: jour(2026, 12, 31)),
      "la révision est votée le 5 janvier 2027, après le 31 décembre 2026 : les attributions définitives de l'année le "
        + "sont au plus tard ce jour-là",
      "voter le 31 décembre 2026 au plus tard, ou réviser à compter de l'année suivante"
    ),
    (
      .tauxCompenseLie(
        commune: 0,
        ExamenLien(
          impot: .residencesSecondaires, avant: 0.1, apres: 0.1, rapportMaximal: 0.95, verdict: .exceptionPossible)),
      "pour Aimargues, la neutralité suppose de porter la taxe d'habitation sur les résidences secondaires de "
        + "10\u{00A0}% à 10\u{00A0}%, soit 0,5 point de plus que le lien avec les taxes foncières ne permet ; exception "
        + "possible",
      "ramener le taux à 9,5\u{00A0}%, ou étaler l'harmonisation"
    ),
  ]

  @Test("Phrase et réparation exactes", arguments: phrases.indices)
  func phrase(_ position: Int) {
    let (fait, message, reparation) = Self.phrases[position]
    let nom: (Int) -> String = { ["Aimargues", "Aubord"][$0] }
    #expect(fait.message(nom: nom) == message)
    #expect(fait.repair(nom: nom) == reparation)
    #expect(!message.hasSuffix("."))
  }
}
