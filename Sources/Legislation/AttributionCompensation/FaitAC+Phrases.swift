import Diagnostics

extension FaitAC {
  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .borneDepassee(let mode, let commune, let demande, let borne):
      let sens = demande < 0 ? "baisser" : "augmenter"
      return "pour \(nom(commune)), \(mode.libelle) veut \(sens) l'attribution de "
        + "\(Typography.centimes(demande.magnitude)) : la borne est de \(Typography.centimes(borne.magnitude)), dépassée de "
        + "\(Typography.centimes((demande - borne).magnitude))"
    case .nonEligible(let commune, let rapport, let seuil):
      return "\(nom(commune)) n'est pas éligible à la révision individualisée : son potentiel financier par habitant "
        + "atteint \(pourcentExact(rapport)) de la moyenne, il doit dépasser \(pourcentExact(seuil))"
    case .nonReductible(let commune, let attribution):
      return "pour \(nom(commune)), l'attribution est de \(Typography.centimes(attribution)) : "
        + "la révision individualisée ne réduit que les attributions positives"
    case .reductionSeulement(let commune, let hausse):
      return
        "la révision individualisée ne peut que réduire : pour \(nom(commune)), elle augmenterait l'attribution de "
        + "\(Typography.centimes(hausse))"
    case .indexation(let taux):
      return "l'attribution de compensation ne peut pas être indexée : le taux de \(pourcentExact(taux)) suppose une "
        + "révision libre votée chaque année"
    case .refus(let mode, let commune, let montant):
      return "\(nom(commune)) refuse \(mode.libelle) : son attribution reste inchangée, "
        + "au lieu de varier de \(Typography.centimes(montant, signed: true))"
    case .accordPartiel(let mode, let demande, let applique):
      return "les refus ramènent \(mode.libelle) de \(Typography.centimes(demande, signed: true)) à "
        + "\(Typography.centimes(applique, signed: true)) pour l'EPCI"
    case .devientContributrice(let commune, let avant, let apres):
      return "\(nom(commune)) devient contributrice : son attribution passe de \(Typography.centimes(avant)) à "
        + "\(Typography.centimes(apres))"
    case .sansFiscaliteProfessionnelleUnique:
      return "l'ensemble n'est pas à fiscalité professionnelle unique : il ne verse pas d'attribution de compensation"
    case .sansObjetPourUnEPT:
      return "un établissement public territorial ne verse pas d'attribution de compensation : "
        + "l'article est sans effet, ses montants sont nuls"
    case .recettesManquantes(let mode, let commune):
      return "les recettes réelles de fonctionnement de l'année précédente manquent pour \(nom(commune)) : "
        + "la borne de \(mode.libelle) ne peut pas être calculée"
    case .attributionManquante(let commune):
      return "l'attribution de compensation manque pour \(nom(commune))"
    case .origineManquante(let commune):
      return "l'attribution que versait l'ancien EPCI manque pour \(nom(commune)) : "
        + "la borne de la révision après fusion ne peut pas être calculée"
    case .horsDelaiFusion(nil, _):
      return "la révision après fusion suppose une fusion ou une modification de périmètre : aucune n'est renseignée"
    case .horsDelaiFusion(.some(let annees), let duree):
      return "la révision après fusion est ouverte \(duree) ans : "
        + "l'EPCI est dans sa \(annees + 1)\(annees == 0 ? "re" : "e") année"
    case .fusionDejaUtilisee:
      return "la révision après fusion ne peut être décidée qu'une fois"
    case .aucuneCommuneEligible(let seuil):
      return "aucune commune ne dépasse \(pourcentExact(seuil)) du potentiel financier moyen par habitant avec une "
        + "attribution positive : la révision individualisée est sans effet"
    case .clesInvalides:
      return "les clés de répartition des services communs doivent être positives ou nulles, et non toutes nulles"
    case .partEPCIInvalide(let part):
      return
        "la part de l'EPCI dans les services communs est de \(pourcentExact(part)) ; elle doit être comprise entre "
        + "\(pourcentExact(0)) et \(pourcentExact(1))"
    case .sansPerte:
      return "aucune perte de produit n'est constatée : la révision pour baisse des bases est sans effet"
    case .investissementExcessif(let commune, let investissement, let renouvellement):
      return
        "pour \(nom(commune)), l'attribution d'investissement de \(Typography.centimes(investissement)) dépasse de "
        + "\(Typography.centimes(investissement.magnitude - renouvellement)) le coût annuel de renouvellement"
    case .montantInvalide(let mode, .some(let commune)):
      return "un montant manque pour \(nom(commune)) dans \(mode.libelle)"
    case .montantInvalide(let mode, nil):
      return "un montant manque dans \(mode.libelle)"
    case .richesseManquante(let commune):
      return "le potentiel financier ou la population manque pour \(nom(commune)) : "
        + "l'éligibilité à la révision individualisée ne peut pas être établie"
    case .pertesLocaliseesManquantes:
      return "les pertes de produit par commune manquent : la baisse ne peut pas être imputée aux communes perdantes"
    case .nonFermee(let mode, let manque):
      return
        "les montants n'atteignent pas le total dans \(mode.libelle) : l'écart est de \(Typography.centimes(manque))"
    case .borneAppliquee(let mode, let commune, let demande, let applique):
      return "pour \(nom(commune)), la borne de \(mode.libelle) ramène la variation de "
        + "\(Typography.centimes(demande, signed: true)) à \(Typography.centimes(applique, signed: true))"
    case .tauxCompenseNegatif(let commune, let impot, let taux, let residu):
      return "pour \(nom(commune)), la neutralité est impossible sur \(impot) : il faudrait un taux de "
        + "\(pourcentExact(taux)) ; \(Typography.centimes(residu)) restent à la charge des contribuables"
    case .basesManquantes(let commune, let impot):
      return "les bases ou les taux de \(impot) manquent pour \(nom(commune)) : rien ne peut être neutralisé"
    case .comptesDuPrefet(let transfert, let section, let ecrits, let attendus):
      return "pour « \(transfert) », le préfet retient les \(attendus) derniers comptes \(section.genitif), "
        + "le scénario en écrit \(ecrits) ou d'autres années"
    case .rapportAttendu(let transfert, let echeance):
      return "le rapport de la CLECT sur « \(transfert) » est attendu au plus tard le \(echeance)"
    case .rapportTardif(let transfert, let date, let echeance):
      return "le rapport de la CLECT sur « \(transfert) » est du \(date), après le \(echeance) : "
        + "l'évaluation revient au préfet"
    case .deliberationsTardives(let transfert, let date, let echeance):
      return "les communes délibèrent sur « \(transfert) » jusqu'au \(date), après le \(echeance) : "
        + "l'évaluation revient au préfet"
    case .notificationTardive(let date, let limite):
      return "les attributions provisoires sont notifiées le \(date) ; elles doivent l'être avant le \(limite)"
    case .rapportQuinquennal(.some(let dernier), let periodicite):
      return "le dernier rapport sur l'évolution des attributions est de \(dernier) : "
        + "le suivant est dû en \(dernier + periodicite)"
    case .rapportQuinquennal(nil, let periodicite):
      return "tous les \(periodicite) ans, le président présente un rapport sur l'évolution des attributions ; "
        + "la date du dernier n'est pas renseignée"
    case .dateFusionInconnue(let duree):
      return "l'année de la fusion n'est pas renseignée : le délai de \(duree) ans n'est pas vérifié"
    case .termeNonRenseigne(let terme):
      return "\(terme) : non renseigné, compté pour zéro dans l'attribution initiale"
    case .termeManquant(let commune, let terme):
      return "\(terme) : la donnée manque pour \(nom(commune)), son attribution initiale ne peut pas être calculée"
    case .reglesParticulieres(let territoire):
      return "\(territoire) relève de règles particulières qui ne sont pas modélisées"
    case .metropoleDuGrandParis:
      return "la métropole du Grand Paris ne se simule pas comme un EPCI : "
        + "ses relations passent par les établissements publics territoriaux et par Paris"
    case .serviceFacture(let service):
      return "le service commun « \(service) » est facturé : ni l'attribution de compensation ni le CIF ne changent"
    case .deliberationTardive(let date, let limite):
      return
        "la révision est votée le \(date), après le \(limite) : les attributions définitives de l'année le sont au "
        + "plus tard ce jour-là"
    case .tauxCompenseLie(let commune, let examen):
      return
        "pour \(nom(commune)), la neutralité suppose de porter \(examen.impot.libelle) de "
        + "\(pourcentExact(examen.avant)) à \(pourcentExact(examen.apres)), soit \(points(examen.depassement)) de plus que "
        + "le lien avec les taxes foncières ne permet ; \(examen.verdict.rawValue)"
    case .critere(let fait):
      return fait.message(nom: nom)
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .borneDepassee(_, _, _, let borne):
      return "écrire au plus \(Typography.centimes(borne.magnitude)), ou passer par la révision libre"
    case .nonEligible, .nonReductible, .reductionSeulement:
      return "passer par la révision libre, avec l'accord de la commune"
    case .indexation: return "écrire une révision libre pour chaque année, ou 0 %"
    case .sansFiscaliteProfessionnelleUnique, .sansObjetPourUnEPT: return "retirer l'article"
    case .recettesManquantes: return "compléter les recettes de l'année précédente dans le fichier du territoire"
    case .attributionManquante, .origineManquante: return "compléter l'attribution dans le fichier du territoire"
    case .horsDelaiFusion, .fusionDejaUtilisee: return "passer par la révision libre"
    case .aucuneCommuneEligible, .sansPerte: return "retirer la révision"
    case .clesInvalides: return "donner au moins une clé positive"
    case .partEPCIInvalide(let part): return part < 0 ? "écrire 0 %" : "écrire au plus 100 %"
    case .investissementExcessif(_, _, let renouvellement):
      return "ramener l'attribution d'investissement à \(Typography.centimes(-renouvellement))"
    case .montantInvalide, .pertesLocaliseesManquantes: return "compléter le montant"
    case .tauxCompenseNegatif:
      return "prévoir l'effort restant par un abattement, ou retirer cet impôt de la neutralisation"
    case .comptesDuPrefet(_, _, _, let attendus): return "écrire les \(attendus) comptes qui précèdent le transfert"
    case .rapportTardif, .deliberationsTardives: return "écrire l'évaluation du préfet, ou avancer la date"
    case .notificationTardive(_, let limite): return "notifier avant le \(limite)"
    case .rapportQuinquennal(nil, _): return "ajouter « rapport quinquennal de 2022 » à l'article"
    case .dateFusionInconnue: return "ajouter « fusion de 2025 » à l'article"
    case .termeNonRenseigne, .termeManquant, .basesManquantes: return "compléter la colonne de communes.csv"
    case .metropoleDuGrandParis: return "prendre le territoire d'un établissement public territorial"
    case .serviceFacture: return "retirer « facturé » pour l'imputer sur l'attribution, ce que le CIF retient"
    case .borneAppliquee, .rapportAttendu, .rapportQuinquennal, .reglesParticulieres: return nil
    case .deliberationTardive(_, let limite):
      return "voter le \(limite) au plus tard, ou réviser à compter de l'année suivante"
    case .tauxCompenseLie(_, let examen):
      return "ramener le taux à \(pourcentExact(examen.tauxMaximal)), ou étaler l'harmonisation"
    case .richesseManquante: return "compléter la donnée dans le fichier du territoire"
    case .critere(let fait): return fait.repair(nom: nom)
    case .refus, .accordPartiel, .devientContributrice, .nonFermee: return nil
    }
  }
}
