/// Paths of the dated parameters that rules read: mechanism, group, value.
///
/// The YAML files of `Parameters/` and this list are in bijection, checked at load: a path written here and missing
/// there stops the run, and so does a parameter that no rule reads.
public enum CheminParametre: String, CaseIterable, Sendable, Codable {
  // droit.yaml
  case derniereAnneeConnue = "droit.derniere_annee_connue"

  // ac.yaml
  case acSeuilIndividualisee = "ac.individualisee.seuil"
  case acSeuilIndividualiseeStrict = "ac.individualisee.seuil_strict"
  case acBaisseIndividualisee = "ac.individualisee.baisse_maximale"
  case acPartAttributionFusion = "ac.fusion.part_attribution"
  case acPartRecettesFusion = "ac.fusion.part_recettes"
  case acDureeFusion = "ac.fusion.duree"

  // dsc.yaml
  case dscPartMinimale = "dsc.criteres_legaux.part_minimale"
  case dscCriteresMajoritaires = "dsc.criteres_legaux.majoritaires"
  case dscReconductionOuverte = "dsc.reconduction.ouverte"
  case dscEcretageMinimum = "dsc.critere.ecretage_minimum"
  case dscEcretageMaximum = "dsc.critere.ecretage_maximum"
  case dscPartCroissanceContratDeVille = "dsc.contrat_de_ville.part_croissance"
  case dscEcartPotentielFusion = "dsc.fusion.ecart_potentiel"
  case dscDureeFusion = "dsc.fusion.duree"

  // fpic.yaml
  case fpicPartageParCIF = "fpic.partage.cif"
  case fpicSeuilExclusionAttribution = "fpic.attribution.seuil_exclusion"
  case fpicRangCompletDSU10000 = "fpic.exoneration.dsu_10000.rang_complet"
  case fpicRangDemiDSU10000 = "fpic.exoneration.dsu_10000.rang_demi"
  case fpicRangCompletDSU5000 = "fpic.exoneration.dsu_5000.rang_complet"
  case fpicRangDemiDSU5000 = "fpic.exoneration.dsu_5000.rang_demi"
  case fpicRangCompletDSRCible = "fpic.exoneration.dsr_cible.rang_complet"
  case fpicTauxDemiExoneration = "fpic.exoneration.taux_demi"
  case fpicEcartMaximalEPCI = "fpic.derogation.ecart_maximal_epci"
  case fpicEcartDesDeuxBlocs = "fpic.derogation.ecart_des_deux_blocs"
  case fpicEcartMaximalCommune = "fpic.derogation.ecart_maximal_commune"
  case fpicMajoriteDerogation = "fpic.derogation.majorite"
  case fpicLibreUnanimite = "fpic.libre.unanimite"
  case fpicLibreAccordDesCommunes = "fpic.libre.accord_des_communes"
  case fpicLibreMajorite = "fpic.libre.majorite"
  case fpicLibreSilenceVautAccord = "fpic.libre.silence_vaut_accord"
  case fpicDelaiMois = "fpic.delai.mois"
  case fpicDateLimiteMois = "fpic.delai.date_limite_mois"
  case fpicDateLimiteJour = "fpic.delai.date_limite_jour"
  case fpicPluriannualite = "fpic.pluriannualite.ouverte"
  case fpicEPTDroitCommun = "fpic.ept.communes_droit_commun"

  // majorites.yaml
  case majoriteSimple = "majorites.simple.voix"
  case majoriteDeuxTiers = "majorites.deux_tiers.voix"
  case majoriteAbstentionsComptees = "majorites.deux_tiers.abstentions_comptees"
  case majoriteAbstentionNeutre = "majorites.unanimite.abstention_neutre"
  case majoriteQualifieeConseilsForte = "majorites.qualifiee.conseils_premiere_branche"
  case majoriteQualifieePopulationFaible = "majorites.qualifiee.population_premiere_branche"
  case majoriteQualifieeConseilsFaible = "majorites.qualifiee.conseils_seconde_branche"
  case majoriteQualifieePopulationForte = "majorites.qualifiee.population_seconde_branche"

  // indicateurs.yaml
  case indicateursPopulationPlaceCaravaneMajoree = "indicateurs.population.place_caravane_majoree"
  case indicateursPopulationLogementOrcod = "indicateurs.population.logement_orcod"
  case indicateursLogarithmePopulationBasse = "indicateurs.logarithme.population_basse"
  case indicateursLogarithmePopulationHaute = "indicateurs.logarithme.population_haute"
  case indicateursLogarithmePente = "indicateurs.logarithme.pente"
  case indicateursLogarithmeForfaitairePopulationBasse = "indicateurs.logarithme_forfaitaire.population_basse"
  case indicateursLogarithmeForfaitairePopulationHaute = "indicateurs.logarithme_forfaitaire.population_haute"
  case indicateursLogarithmeForfaitairePente = "indicateurs.logarithme_forfaitaire.pente"
  case indicateursCorrectionPotentiel = "indicateurs.correction.potentiel"
  case indicateursCorrectionEffortFiscal = "indicateurs.correction.effort_fiscal"
  case indicateursAcInvestissementComptee = "indicateurs.ac_investissement.comptee"
  case indicateursCifPartDsc = "indicateurs.cif.part_dsc"
  case indicateursCifRetardComptes = "indicateurs.cif.retard_comptes"
  case indicateursCifEauCommunautesDeCommunes = "indicateurs.cif.eau_communautes_de_communes"
  case indicateursCifPlafond = "indicateurs.cif.plafond"
  case indicateursCifCoefficientMetropole = "indicateurs.cif.coefficient_metropole"
  case indicateursCifPlafondEnDernier = "indicateurs.cif.plafond_en_dernier"

  // dotation_intercommunalite.yaml
  case dotationIntercommunalitePartBase = "dotation_intercommunalite.part_base"
  case dotationIntercommunalitePartPerequation = "dotation_intercommunalite.part_perequation"
  case dotationIntercommunaliteGarantie = "dotation_intercommunalite.garantie"
  case dotationIntercommunaliteGarantieRenforcee = "dotation_intercommunalite.garantie_renforcee"
  case dotationIntercommunalitePlafond = "dotation_intercommunalite.plafond"
  case dotationIntercommunaliteSeuilCifUrbain = "dotation_intercommunalite.seuil_cif_urbain"
  case dotationIntercommunaliteSeuilCifCommunautes = "dotation_intercommunalite.seuil_cif_communautes"
  case dotationIntercommunaliteSeuilPotentiel = "dotation_intercommunalite.seuil_potentiel"
  case dotationIntercommunaliteMinimumHabitant = "dotation_intercommunalite.minimum_habitant"
  case dotationIntercommunalitePotentielExcluDuComplement = "dotation_intercommunalite.potentiel_exclu_du_complement"
}
