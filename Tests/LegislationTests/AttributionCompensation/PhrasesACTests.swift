import Testing

@testable import Legislation

@Suite("AC : phrases exactes")
struct PhrasesACTests {
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
      .accordPartiel(demande: -600, applique: -400),
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
      "un établissement public territorial ne verse pas d'attribution de compensation",
      "retirer l'article"
    ),
    (
      .recettesManquantes(commune: 0),
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
      .critere(.aucunHabitant),
      "l'ensemble n'a aucun habitant : rien ne peut être réparti",
      "vérifier les populations du territoire"
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
