import Diagnostics

extension FaitFondsDeConcours {
  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .plusDeLaMoitie(let projet, let commune, let montant, let plafond):
      "le fonds de concours « \(projet) » de \(nom(commune)), \(Typography.centimes(montant)), dépasse de "
        + "\(Typography.centimes(montant - plafond)) la part que la commune finance, hors subventions"
    case .participationInsuffisante(let projet, let commune, let montant, let plafond, let minimum):
      "avec \(Typography.centimes(montant)) de fonds de concours pour « \(projet) », \(nom(commune)) ne finance plus "
        + "\(pourcentExact(minimum)) de son projet : il y a \(Typography.centimes(montant - plafond)) de trop"
    case .droitsInsuffisants(let projet, let commune, let demande, let disponible):
      "« \(projet) » de \(nom(commune)) demande \(Typography.centimes(demande)) pour \(Typography.centimes(disponible)) "
        + "de droits de tirage disponibles : il manque \(Typography.centimes(demande - disponible)), qui ne sont pas versés"
    case .droitsPerdus(let montant):
      "\(Typography.centimes(montant)) de droits de tirage ne sont pas consommés et sont perdus"
    case .coutInvalide(let projet, let commune, let base, let assiette):
      base.isNaN
        ? "le coût \(assiette == .ht ? "HT" : "TTC") de « \(projet) » (\(nom(commune))) n'est pas écrit : "
          + "le fonds de concours n'a pas de plafond"
        : "les subventions de « \(projet) » (\(nom(commune))) dépassent son coût de \(Typography.centimes(-base))"
    case .critere(let fait): fait.message(nom: nom)
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .plusDeLaMoitie(_, _, _, let plafond), .participationInsuffisante(_, _, _, let plafond, _):
      "ramener le fonds de concours à \(Typography.centimes(plafond)), ou écrire « fonds de concours maximal »"
    case .droitsInsuffisants(_, _, _, let disponible):
      "ramener la demande à \(Typography.centimes(disponible)), ou relever l'enveloppe des droits de tirage"
    case .droitsPerdus: "écrire « solde des droits : reporté » pour les garder"
    case .coutInvalide(_, _, let base, let assiette):
      base.isNaN ? "écrire le coût \(assiette == .ht ? "HT" : "TTC") du projet" : "corriger le coût ou les subventions"
    case .critere(let fait): fait.repair(nom: nom)
    }
  }
}
