import Testing

@testable import Legislation

@Suite("DSC : phrases exactes")
struct PhrasesDSCTests {
  static let phrases: [(FaitDSC, String, String?)] = [
    (
      .critereLegalAbsent(.revenu),
      "aucun critère ne mesure l'écart de revenu par habitant, qui est obligatoire",
      "ajouter un critère d'écart de revenu par habitant"
    ),
    (
      .critereLegalAbsent(.potentiel),
      "aucun critère ne mesure l'insuffisance de potentiel financier ou fiscal par habitant, qui est "
        + "obligatoire",
      "ajouter un critère d'insuffisance de potentiel financier ou fiscal par habitant"
    ),
    (
      .partEffectiveInsuffisante(part: 0.3, minimum: 0.35, deplace: 12_345),
      "les garanties et le lissage déplacent 123,45\u{00A0}€ : les critères légaux n'expliquent plus que "
        + "30\u{00A0}% de la dotation, au lieu de 35\u{00A0}%",
      "relever la part des critères légaux d'un facteur 1,167, ou desserrer la garantie"
    ),
    (
      .communeSansDotation(commune: 1),
      "Aubord ne reçoit aucune dotation : la régularité d'un montant nul est discutée",
      "ajouter un critère dont toutes les communes ont une part, ou un plancher"
    ),
    (
      .plafondsSousLEnveloppe(plafonds: 100, enveloppe: 150),
      "les plafonds totalisent 1,00\u{00A0}€ pour une enveloppe de 1,50\u{00A0}€ : 0,50\u{00A0}€ ne peuvent "
        + "pas être répartis",
      "ramener l'enveloppe à 1,00\u{00A0}€, ou relever les plafonds"
    ),
    (
      .plancherAuDessusDuPlafond(commune: 0),
      "pour Aimargues, le plafond est inférieur au plancher : le plancher l'emporte",
      "écrire un plafond au moins égal au plancher"
    ),
    (
      .fiscaliteAdditionnelle,
      "l'ensemble n'est pas à fiscalité professionnelle unique : le texte vise les EPCI à fiscalité propre "
        + "sans autre précision",
      nil
    ),
    (
      .institutionObligatoire(.statut),
      "une communauté urbaine ou une métropole doit instituer une dotation de solidarité : l'enveloppe est "
        + "nulle",
      "inscrire une enveloppe positive"
    ),
    (
      .institutionObligatoire(.fusion(ecart: 0.42)),
      "l'EPCI est issu d'une fusion récente entre des ensembles dont les potentiels par habitant s'écartent de "
        + "42\u{00A0}% : il doit instituer une dotation de solidarité",
      "inscrire une enveloppe positive"
    ),
    (
      .sousPlancherContratDeVille(plancher: 200, enveloppe: 150),
      "à défaut de pacte, 2,00\u{00A0}€ sont dus aux communes du contrat de ville : l'enveloppe est de "
        + "1,50\u{00A0}€, il manque 0,50\u{00A0}€",
      "adopter le pacte, ou porter l'enveloppe à 2,00\u{00A0}€"
    ),
    (
      .anneeSansRegle(2019),
      "le droit applicable à la dotation de solidarité en 2019 n'est pas modélisé",
      "choisir une période à compter de 2020"
    ),
    (
      .reconductionFermee(annee: 2024),
      "les montants de l'année précédente ne peuvent pas être reconduits sans critères en 2024",
      "répartir l'enveloppe selon les critères légaux"
    ),
    (
      .reconductionOuverte(annee: 2020),
      "en 2020, les montants de l'année précédente pouvaient être reconduits à la majorité des deux tiers",
      nil
    ),
    (
      .enveloppeInvalide(.nan),
      "l'enveloppe n'est pas renseignée",
      "écrire un montant positif ou nul"
    ),
    (
      .enveloppeInvalide(-100),
      "l'enveloppe ne peut pas valoir \u{2212}1,00\u{00A0}€",
      "écrire un montant positif ou nul"
    ),
    (
      .communeSansHistorique(commune: 0),
      "Aimargues n'a pas de montant antérieur : ni plancher ni plafond ne s'appliquent, et un lissage part de "
        + "zéro",
      nil
    ),
    (
      .plafondSansEffet(.complement),
      "un plafond est sans effet quand l'EPCI paie la garantie",
      "retirer le plafond, ou choisir un tunnel"
    ),
    (
      .plafondSansEffet(.gagnants),
      "un plafond est sans effet quand les communes gagnantes paient la garantie",
      "retirer le plafond, ou choisir un tunnel"
    ),
    (
      .originesAbsentes,
      "la garantie ou le lissage se réfère à des montants antérieurs qui ne sont pas renseignés",
      "compléter ou corriger les montants antérieurs"
    ),
    (
      .montantAnterieurNegatif(commune: 1, montant: -5),
      "le montant antérieur est négatif pour Aubord : \u{2212}0,05\u{00A0}€",
      "compléter ou corriger les montants antérieurs"
    ),
    (
      .sansObjetPourUnEPT,
      "un établissement public territorial ne verse pas de dotation de solidarité communautaire : l'article est sans "
        + "effet, ses montants sont nuls",
      "retirer l'article"
    ),
    (
      .fractionsNonFermees(fractions: 110_000, enveloppe: 100_000),
      "les fractions totalisent 1\u{202F}100,00\u{00A0}€ pour 1\u{202F}000,00\u{00A0}€ à répartir : il y a "
        + "100,00\u{00A0}€ de trop",
      "donner « le reste » à une fraction, ou corriger leurs montants"
    ),
    (
      .fractionsNonFermees(fractions: 90_000, enveloppe: 100_000),
      "les fractions totalisent 900,00\u{00A0}€ pour 1\u{202F}000,00\u{00A0}€ à répartir : il manque "
        + "100,00\u{00A0}€",
      "donner « le reste » à une fraction, ou corriger leurs montants"
    ),
    (
      .reserveContratDeVille(reserve: 100),
      "à défaut de pacte, 1,00\u{00A0}€ de l'enveloppe sont réservés aux communes du contrat de ville",
      "adopter le pacte pour répartir librement"
    ),
    (
      .aucuneCommuneDuContrat,
      "aucune commune n'est dans le contrat de ville : la part réservée n'a pas de bénéficiaire",
      "compléter la colonne contrat_ville de communes.csv"
    ),
    (
      .dotationVoisine("CC voisine"),
      "le versement à « CC voisine » s'ajoute à l'enveloppe des communes ; il suppose une zone d'activités partagée avec "
        + "cet EPCI limitrophe",
      nil
    ),
    (
      .enveloppeArrondie(150, arrondie: 200),
      "l'enveloppe de 1,50\u{00A0}€ est ramenée à 2,00\u{00A0}€, l'article arrondissant à l'euro",
      nil
    ),
    (
      .nonFermee(manque: 3),
      "les montants n'atteignent pas le total à répartir : l'écart est de 0,03\u{00A0}€",
      nil
    ),
    (
      .critere(.populationManquante(commune: 0)),
      "la population manque pour Aimargues : aucun critère ne peut être pondéré",
      "compléter la donnée dans le fichier du territoire, ou retirer le critère"
    ),
    (
      .critere(.pointsNuls(critere: "QPV")),
      "le critère « QPV » ne distingue aucune commune : sa part est répartie selon la population",
      "retirer le critère, ou lui donner une forme qui ne s'annule pas"
    ),
    (
      .critere(.donneesAbsentes(critere: "QPV")),
      "aucune commune n'a la donnée du critère « QPV »",
      "compléter la donnée dans le fichier du territoire, ou retirer le critère"
    ),
    (
      .critere(.moyenneNonPositive(critere: "revenu", moyenne: 0)),
      "la moyenne du critère « revenu » est de 0,00\u{00A0}€/hab., nulle ou négative : aucun écart à la "
        + "moyenne n'est défini",
      "choisir un autre critère ou corriger les données"
    ),
    (
      .critere(.richesseNonPositive(commune: 1, critere: "potentiel", valeur: -2)),
      "le critère « potentiel » vaut \u{2212}2,00\u{00A0}€/hab. pour Aubord : le rapport maximal lui est "
        + "appliqué",
      "vérifier la donnée"
    ),
    (
      .critere(.quantiteNegative(commune: 1, critere: "voirie", valeur: -2.5)),
      "la donnée du critère « voirie » est négative pour Aubord : \u{2212}2,5",
      "vérifier la donnée"
    ),
    (
      .critere(.aucunHabitant),
      "l'ensemble n'a aucun habitant : rien ne peut être réparti",
      "vérifier les populations du territoire"
    ),
    (
      .critere(.totalDesPoids(1.02)),
      "les parts des critères totalisent 102\u{00A0}%, il en faut 100\u{00A0}%",
      "il y a 2\u{00A0}% de trop"
    ),
    (
      .critere(.poidsHorsBornes(critere: "revenu", poids: 1.5)),
      "la part du critère « revenu » est de 150\u{00A0}% ; elle doit être comprise entre 0\u{00A0}% et "
        + "100\u{00A0}%",
      "écrire au plus 100\u{00A0}%"
    ),
    (
      .critere(.poidsHorsBornes(critere: "revenu", poids: -0.1)),
      "la part du critère « revenu » est de \u{2212}10\u{00A0}% ; elle doit être comprise entre 0\u{00A0}% et "
        + "100\u{00A0}%",
      "écrire 0\u{00A0}% ou retirer le critère"
    ),
    (
      .institutionAbsente(connue: true),
      "une communauté urbaine ou une métropole doit instituer une dotation de solidarité : aucun article n'en traite, "
        + "et le territoire n'en verse pas",
      "ajouter un article « dotation de solidarité communautaire »"
    ),
    (
      .institutionAbsente(connue: false),
      "une communauté urbaine ou une métropole doit instituer une dotation de solidarité : aucun article n'en traite, "
        + "et le territoire ne dit pas si elle existe",
      "ajouter un article « dotation de solidarité communautaire », ou la colonne dsc_AAAA de communes.csv"
    ),
    (
      .pacteNonPrecise(plancher: 80_000_000),
      "des communes sont dans un contrat de ville, et le scénario ne dit pas si le pacte financier et fiscal est adopté "
        + ": à défaut, 800\u{202F}000,00\u{00A0}€ leur sont dus",
      "écrire « contrat de ville : pacte adopté en 2026 », ou « contrat de ville : sans pacte », dans l'article de la "
        + "dotation de solidarité"
    ),
    (
      .pacteNonPrecise(plancher: .nan),
      "des communes sont dans un contrat de ville, et le scénario ne dit pas si le pacte financier et fiscal est adopté "
        + ": à défaut, la moitié de la hausse du produit de fiscalité professionnelle leur est due",
      "écrire « contrat de ville : pacte adopté en 2026 », ou « contrat de ville : sans pacte », dans l'article de la "
        + "dotation de solidarité"
    ),
    (
      .ecartFusionInconnu(seuil: 0.4, duree: 3),
      "l'EPCI est issu d'une fusion de moins de 3 ans : si les potentiels par habitant des anciens ensembles s'écartent "
        + "d'au moins 40\u{00A0}%, il doit instituer une dotation de solidarité ; cet écart n'est pas renseigné",
      "écrire « fusion de 2025, écart de potentiel financier 45 % » dans l'article de la dotation de solidarité"
    ),
    (
      .critereProduitFiscal(critere: "produit_fp_2025"),
      "le critère « produit_fp_2025 » suit le produit fiscal des communes : la dotation réduit les disparités, la "
        + "dynamique fiscale n'y est plus admise",
      "remplacer ce critère par un critère de ressources ou de charges"
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
