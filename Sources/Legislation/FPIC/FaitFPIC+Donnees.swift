import Diagnostics

// Facts about data and about the construction of a proposal.
extension FaitFPIC {
  func messageDonnees(nom: (Int) -> String) -> String {
    switch self {
    case .cifHorsBornes(let cif, let retenu):
      return "le coefficient d'intégration fiscale, \(Typography.shortest(cif)), sort de l'intervalle de 0 à 1 : "
        + "\(Typography.shortest(retenu)) est retenu"
    case .potentielFinancierNonPositif(let commune, let potentiel, let nature):
      let effet =
        nature == .prelevement
        ? "la commune ne paie rien"
        : "il compte comme celui de la commune la plus pauvre au-dessus de zéro"
      return
        "le potentiel financier \(deNom(nom(commune))) n'est pas positif (\(Typography.euros(potentiel))) : \(effet)"
    case .sansPopulation(let commune):
      return "\(nom(commune)) n'a pas d'habitant : son poids est nul"
    case .donneeManquante(let donnee, let commune, let nature):
      let lieu = commune.map { " \(deNom(nom($0)))" } ?? " de l'ensemble intercommunal"
      return "\(nature.duLibelle) : \(donnee.nom)\(lieu) n'est pas connu"
        + (donnee.estFeminin ? "e" : "")
    case .sansPoids(let nature):
      return "\(nature.duLibelle) : aucune commune n'a de poids, la part des communes ne peut pas être répartie"
    case .fsrifInconnu(let commune):
      return "le prélèvement FSRIF \(deNom(nom(commune))) n'est pas connu : rien n'est déduit"
    case .valeurImputee(let commune, let critere, let moyenne):
      return "\(critere) : la valeur \(deNom(nom(commune))) n'est pas connue, la moyenne des autres communes "
        + "(\(Typography.number(moyenne, decimals: 2))) la remplace"
    case .valeurNonPositive(let commune, let critere, let valeur):
      return
        "\(critere) : la valeur \(deNom(nom(commune))) n'est pas positive (\(Typography.number(valeur, decimals: 2))) ; "
        + "là où elle divise, la plus petite valeur positive la remplace, sinon zéro"
    case .poidsRamenes(let total, let nature):
      return "\(nature.duLibelle) : les poids des critères totalisent \(Typography.percent(total)), ils sont ramenés à "
        + "100 %"
    case .critereNul(let critere, let nature):
      return
        "\(nature.duLibelle) : le critère « \(critere) » est nul pour toutes les communes, son poids passe aux autres"
    case .poidsInvalide(let critere, let poids, let nature):
      return
        "\(nature.duLibelle) : le poids du critère « \(critere) » (\(Typography.percent(poids))) n'est pas un nombre "
        + "positif ou nul"
    case .partEPCIRamenee(let ecrite, let retenue, let nature):
      return "\(nature.duLibelle) : la part de l'EPCI, \(Typography.euros(ecrite)), est ramenée à "
        + "\(Typography.euros(retenue)), la valeur possible la plus proche"
    case .partEPCIImpossible(let part, let montant, let nature):
      return "\(nature.duLibelle) : la part de l'EPCI, \(Typography.euros(part)), sort de l'intervalle de "
        + "\(Typography.euros(0)) à \(Typography.euros(montant))"
    case .propositionInfaisable(let reste, let nature):
      let limite = nature == .prelevement ? "plafond" : "plancher"
      return "\(nature.duLibelle) : même au \(limite) de chaque commune ayant une part, "
        + "\(Typography.euros(reste)) ne trouvent pas preneur"
    case .montantArrondi(let ecrit, let retenu, let nature):
      return "\(nature.duLibelle) : le montant de l'ensemble, \(Typography.euros(ecrit, decimals: 2)), est arrondi à "
        + "\(Typography.euros(retenu))"
    case .clesEPTInconnues(let annee, let nature):
      return
        "\(nature.duLibelle) : la répartition de \(annee) entre les communes d'un établissement public territorial "
        + "suit leurs montants de 2015, qui ne sont pas connus"
    case .partEPTSuperieure(let part, let montant, let nature):
      return
        "\(nature.duLibelle) : la part figée de l'établissement public territorial, \(Typography.euros(part)), dépasse le "
        + "montant de l'ensemble, \(Typography.euros(montant)), et en est rapprochée"
    case .quotesPartsCaduques(let motif, let annee, let nature):
      return
        "\(nature.duLibelle) : la délibération de \(annee) ne produit plus d'effet (\(motif.nom)), le droit commun "
        + "s'applique"
    case .pluriannualiteFermee(let annee, let nature):
      return
        "\(nature.duLibelle) : en \(annee) une répartition dérogatoire ne vaut qu'un an, le droit commun s'applique"
    case .bornesNonRetestees(let depassements, let annee, let nature):
      let sujet =
        depassements == 1 ? "1 montant sort des bornes" : "\(depassements) montants sortent des bornes"
      return "\(nature.duLibelle) : avec les quotes-parts de la délibération de \(annee), \(sujet) de cette année"
    case .rangsInconnus:
      return "prélèvement FPIC : les rangs à la DSU et à la DSR cible ne sont pas connus, aucune exonération n'est "
        + "calculée"
    case .contributionNonPositive(let commune, let contribution, let nature):
      let ac = nature == .prelevement ? ", attribution de compensation comprise," : ""
      return "la contribution \(deNom(nom(commune))) au potentiel fiscal agrégé\(ac) n'est pas positive "
        + "(\(Typography.euros(contribution))) : "
        + (nature == .prelevement
          ? "la commune ne paie rien" : "elle compte comme celle de la commune la plus pauvre au-dessus de zéro")
    case .partContributionHorsBornes(let part, let retenue, let nature):
      return
        "\(nature.duLibelle) : la part de l'EPCI dans le potentiel fiscal agrégé, \(Typography.percent(part)), sort de "
        + "l'intervalle de 0 à 100 % : \(Typography.percent(retenue)) est retenu"
    default: return ""
    }
  }
}

extension FaitFPIC.DonneeFPIC {
  var nom: String {
    switch self {
    case .montant: "le montant"
    case .cif: "le coefficient d'intégration fiscale"
    case .partEPT: "la part de l'établissement public territorial"
    case .populationDGF: "la population DGF"
    case .populationINSEE: "la population INSEE"
    case .potentielFinancier: "le potentiel financier"
    case .potentielFiscal: "le potentiel fiscal"
    case .revenu: "le revenu"
    case .contributionPFA: "la contribution au potentiel fiscal agrégé"
    case .attributionCompensation: "l'attribution de compensation"
    }
  }

  var estFeminin: Bool {
    switch self {
    case .partEPT, .populationDGF, .populationINSEE, .contributionPFA, .attributionCompensation: true
    default: false
    }
  }
}

extension QuotesPartsFigees.Caducite {
  var nom: String {
    switch self {
    case .retrait: "elle a été retirée ou modifiée"
    case .revisionParEPCI: "le conseil communautaire a demandé sa révision"
    case .revisionParCommune: "un conseil municipal a demandé sa révision"
    case .perimetre: "le périmètre a changé"
    }
  }
}
