import Diagnostics

extension FaitDSC {
  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .poidsLegauxInsuffisants(let part, let minimum):
      return "les critères de revenu et de potentiel déterminent \(pourcentExact(part)) de la dotation, "
        + "il en faut au moins \(pourcentExact(minimum))"
    case .critereLibrePreponderant(let critere, let poids, let legale):
      return "le critère « \(critere) » pèse \(pourcentExact(poids)), plus que les deux critères légaux réunis "
        + "(\(pourcentExact(legale)))"
    case .critereLegalAbsent(.revenu):
      return "aucun critère ne mesure l'écart de revenu par habitant, qui est obligatoire"
    case .critereLegalAbsent(.potentiel):
      return "aucun critère ne mesure l'insuffisance de potentiel financier ou fiscal par habitant, qui est obligatoire"
    case .partEffectiveInsuffisante(let part, let minimum, let deplace):
      return
        "les garanties et le lissage déplacent \(Typography.centimes(deplace)) : les critères légaux n'expliquent plus "
        + "que \(pourcentExact(part)) de la dotation, au lieu de \(pourcentExact(minimum))"
    case .communeSansDotation(let commune):
      return "\(nom(commune)) ne reçoit aucune dotation : la régularité d'un montant nul est discutée"
    case .planchersAuDessusDeLEnveloppe(let planchers, let enveloppe):
      return "les planchers totalisent \(Typography.centimes(planchers)) pour une enveloppe de "
        + "\(Typography.centimes(enveloppe)) : il manque \(Typography.centimes(planchers - enveloppe))"
    case .plafondsSousLEnveloppe(let plafonds, let enveloppe):
      return "les plafonds totalisent \(Typography.centimes(plafonds)) pour une enveloppe de "
        + "\(Typography.centimes(enveloppe)) : \(Typography.centimes(enveloppe - plafonds)) ne peuvent pas être répartis"
    case .plancherAuDessusDuPlafond(let commune):
      return "pour \(nom(commune)), le plafond est inférieur au plancher : le plancher l'emporte"
    case .fiscaliteAdditionnelle:
      return "l'ensemble n'est pas à fiscalité professionnelle unique : le texte vise les EPCI à fiscalité propre "
        + "sans autre précision"
    case .institutionObligatoire(.statut):
      return "une communauté urbaine ou une métropole doit instituer une dotation de solidarité : "
        + "l'enveloppe est nulle"
    case .institutionObligatoire(.fusion(let ecart)):
      return "l'EPCI est issu d'une fusion récente entre des ensembles dont les potentiels par habitant s'écartent de "
        + "\(pourcentExact(ecart)) : il doit instituer une dotation de solidarité"
    case .sousPlancherContratDeVille(let plancher, let enveloppe):
      return "à défaut de pacte, \(Typography.centimes(plancher)) sont dus aux communes du contrat de ville : "
        + "l'enveloppe est de \(Typography.centimes(enveloppe)), il manque \(Typography.centimes(plancher - enveloppe))"
    case .anneeSansRegle(let annee):
      return "le droit applicable à la dotation de solidarité en \(annee) n'est pas modélisé"
    case .reconductionFermee(let annee):
      return "les montants de l'année précédente ne peuvent pas être reconduits sans critères en \(annee)"
    case .reconductionOuverte(let annee):
      return "en \(annee), les montants de l'année précédente pouvaient être reconduits à la majorité des deux tiers"
    case .enveloppeInvalide(let enveloppe):
      return enveloppe.isNaN
        ? "l'enveloppe n'est pas renseignée" : "l'enveloppe ne peut pas valoir \(Typography.centimes(enveloppe))"
    case .communeSansHistorique(let commune):
      return
        "\(nom(commune)) n'a pas de montant antérieur : ni plancher ni plafond ne s'appliquent, et un lissage part de zéro"
    case .plafondSansEffet(let methode):
      return methode == .complement
        ? "un plafond est sans effet quand l'EPCI paie la garantie"
        : "un plafond est sans effet quand les communes gagnantes paient la garantie"
    case .originesAbsentes:
      return "la garantie ou le lissage se réfère à des montants antérieurs qui ne sont pas renseignés"
    case .montantAnterieurNegatif(let commune, let montant):
      return "le montant antérieur est négatif pour \(nom(commune)) : \(Typography.centimes(montant))"
    case .sansObjetPourUnEPT:
      return "un établissement public territorial ne verse pas de dotation de solidarité communautaire : "
        + "l'article est sans effet, ses montants sont nuls"
    case .fractionsNonFermees(let fractions, let enveloppe):
      let gap = fractions - enveloppe
      return
        "les fractions totalisent \(Typography.centimes(fractions)) pour \(Typography.centimes(enveloppe)) à répartir : "
        + (gap > 0 ? "il y a \(Typography.centimes(gap)) de trop" : "il manque \(Typography.centimes(-gap))")
    case .reserveContratDeVille(let reserve):
      return
        "à défaut de pacte, \(Typography.centimes(reserve)) de l'enveloppe sont réservés aux communes du contrat de ville"
    case .aucuneCommuneDuContrat:
      return "aucune commune n'est dans le contrat de ville : la part réservée n'a pas de bénéficiaire"
    case .dotationVoisine(let nom):
      return "le versement à « \(nom) » s'ajoute à l'enveloppe des communes ; "
        + "il suppose une zone d'activités partagée avec cet EPCI limitrophe"
    case .enveloppeArrondie(let enveloppe, let arrondie):
      return "l'enveloppe de \(Typography.centimes(enveloppe)) est ramenée à \(Typography.centimes(arrondie)), "
        + "l'article arrondissant à l'euro"
    case .institutionAbsente(connue: true):
      return "une communauté urbaine ou une métropole doit instituer une dotation de solidarité : aucun article n'en "
        + "traite, et le territoire n'en verse pas"
    case .institutionAbsente(connue: false):
      return "une communauté urbaine ou une métropole doit instituer une dotation de solidarité : aucun article n'en "
        + "traite, et le territoire ne dit pas si elle existe"
    case .pacteNonPrecise(let plancher):
      return
        "des communes sont dans un contrat de ville, et le scénario ne dit pas si le pacte financier et fiscal est "
        + "adopté : à défaut, "
        + (plancher.isNaN
          ? "la moitié de la hausse du produit de fiscalité professionnelle leur est due"
          : "\(Typography.centimes(plancher)) leur sont dus")
    case .ecartFusionInconnu(let seuil, let duree):
      return
        "l'EPCI est issu d'une fusion de moins de \(duree) ans : si les potentiels par habitant des anciens ensembles "
        + "s'écartent d'au moins \(pourcentExact(seuil)), il doit instituer une dotation de solidarité ; cet écart n'est "
        + "pas renseigné"
    case .critereProduitFiscal(let critere):
      return "le critère « \(critere) » suit le produit fiscal des communes : la dotation réduit les disparités, la "
        + "dynamique fiscale n'y est plus admise"
    case .nonFermee(let manque):
      return "les montants n'atteignent pas le total à répartir : l'écart est de \(Typography.centimes(manque))"
    case .critere(let fait):
      return fait.message(nom: nom)
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .poidsLegauxInsuffisants(let part, let minimum):
      return "relever de \(points(minimum - part)) la part du revenu ou du potentiel"
    case .critereLibrePreponderant(let critere, _, let legale):
      return "ramener le critère « \(critere) » à \(pourcentExact(legale)) au plus"
    case .critereLegalAbsent(.revenu): return "ajouter un critère d'écart de revenu par habitant"
    case .critereLegalAbsent(.potentiel):
      return "ajouter un critère d'insuffisance de potentiel financier ou fiscal par habitant"
    case .partEffectiveInsuffisante(let part, let minimum, _):
      return part > 0
        ? "relever la part des critères légaux d'un facteur \(Typography.shortest(minimum / part, maximum: 3)), "
          + "ou desserrer la garantie"
        : "desserrer la garantie"
    case .communeSansDotation: return "ajouter un critère dont toutes les communes ont une part, ou un plancher"
    case .planchersAuDessusDeLEnveloppe(let planchers, let enveloppe):
      return "porter l'enveloppe à \(Typography.centimes(planchers)), ou multiplier les planchers par "
        + "\(Typography.shortest((enveloppe / planchers * 10000).rounded(.down) / 10000, maximum: 4)) au plus"
    case .plafondsSousLEnveloppe(let plafonds, _):
      return "ramener l'enveloppe à \(Typography.centimes(plafonds)), ou relever les plafonds"
    case .plancherAuDessusDuPlafond: return "écrire un plafond au moins égal au plancher"
    case .institutionObligatoire: return "inscrire une enveloppe positive"
    case .sousPlancherContratDeVille(let plancher, _):
      return "adopter le pacte, ou porter l'enveloppe à \(Typography.centimes(plancher))"
    case .anneeSansRegle: return "choisir une période à compter de 2020"
    case .reconductionFermee: return "répartir l'enveloppe selon les critères légaux"
    case .enveloppeInvalide: return "écrire un montant positif ou nul"
    case .sansObjetPourUnEPT: return "retirer l'article"
    case .plafondSansEffet: return "retirer le plafond, ou choisir un tunnel"
    case .originesAbsentes, .montantAnterieurNegatif: return "compléter ou corriger les montants antérieurs"
    case .fractionsNonFermees: return "donner « le reste » à une fraction, ou corriger leurs montants"
    case .reserveContratDeVille: return "adopter le pacte pour répartir librement"
    case .aucuneCommuneDuContrat: return "compléter la colonne contrat_ville de communes.csv"
    case .dotationVoisine, .enveloppeArrondie: return nil
    case .critereProduitFiscal: return "remplacer ce critère par un critère de ressources ou de charges"
    case .institutionAbsente(let connue):
      return connue
        ? "ajouter un article « dotation de solidarité communautaire »"
        : "ajouter un article « dotation de solidarité communautaire », ou la colonne dsc_AAAA de communes.csv"
    case .pacteNonPrecise:
      return
        "écrire « contrat de ville : pacte adopté en 2026 », ou « contrat de ville : sans pacte », dans l'article de la "
        + "dotation de solidarité"
    case .ecartFusionInconnu:
      return "écrire « fusion de 2025, écart de potentiel financier 45 % » dans l'article de la dotation de solidarité"
    case .critere(let fait): return fait.repair(nom: nom)
    case .fiscaliteAdditionnelle, .reconductionOuverte, .communeSansHistorique, .nonFermee: return nil
    }
  }
}
