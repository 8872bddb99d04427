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
    case .refus(let commune, let montant):
      return "\(nom(commune)) refuse la révision libre : son attribution reste inchangée, "
        + "au lieu de varier de \(Typography.centimes(montant, signed: true))"
    case .accordPartiel(let demande, let applique):
      return "les refus ramènent la révision libre de \(Typography.centimes(demande, signed: true)) à "
        + "\(Typography.centimes(applique, signed: true)) pour l'EPCI"
    case .devientContributrice(let commune, let avant, let apres):
      return "\(nom(commune)) devient contributrice : son attribution passe de \(Typography.centimes(avant)) à "
        + "\(Typography.centimes(apres))"
    case .sansFiscaliteProfessionnelleUnique:
      return "l'ensemble n'est pas à fiscalité professionnelle unique : il ne verse pas d'attribution de compensation"
    case .sansObjetPourUnEPT:
      return "un établissement public territorial ne verse pas d'attribution de compensation"
    case .recettesManquantes(let commune):
      return "les recettes réelles de fonctionnement de l'année précédente manquent pour \(nom(commune)) : "
        + "la borne de la révision après fusion ne peut pas être calculée"
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
    case .richesseManquante: return "compléter la donnée dans le fichier du territoire"
    case .critere(let fait): return fait.repair(nom: nom)
    case .refus, .accordPartiel, .devientContributrice, .nonFermee: return nil
    }
  }
}
