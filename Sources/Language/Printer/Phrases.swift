import Diagnostics

// How each value of the tree is written.

extension DateEcrite {
  private static let mois = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
  ]

  /// « 20 juin 2026 », « 1er juillet 2026 »
  public var texte: String {
    let month = (1...12).contains(mois) ? Self.mois[mois - 1] : "?"
    return "\(jour == 1 ? "1er" : String(jour)) \(month) \(annee)"
  }
}

extension ChoixPopulation {
  public var sigle: String { self == .insee ? "INSEE" : "DGF" }
}

extension Montant {
  /// `3,5 M€`, `− 400 k€` with a sign, `25 €/hab. INSEE`.
  public func texte(signed: Bool = false) -> String {
    let decimals: Int
    let symbol: String
    switch unite {
    case .euro: (decimals, symbol) = (2, "€")
    case .millier: (decimals, symbol) = (5, "k€")
    case .million: (decimals, symbol) = (8, "M€")
    }
    let magnitude = Decimal(Int64(centimes.magnitude), decimals: decimals)
    let sign = centimes < 0 ? "− " : signed ? "+ " : ""
    let head = parHabitant.map { "/hab. \($0.sigle)" } ?? ""
    return "\(sign)\(magnitude.texte.replacing(String(Typography.thin), with: " ")) \(symbol)\(head)"
  }
}

extension MontantAnnuel {
  func texte(feminine: Bool) -> String {
    var text = paliers.map { "\($0.montant.value.texte()) en \($0.annee.value)" }.joined(separator: ", ")
    switch suite?.value {
    case .constante: text += ", puis \(feminine ? "constante" : "constant")"
    case .indexee(let rate):
      let sign = rate.mantissa < 0 ? "− " : ""
      let magnitude = Decimal(Int64(rate.mantissa.magnitude), decimals: rate.decimals)
      text += ", puis \(feminine ? "indexée" : "indexé") de \(sign)\(magnitude.texte) % par an"
    case .partHausse(let part):
      text +=
        ", puis \(feminine ? "augmentée" : "augmenté") de \(part.texte) % de la hausse de la fiscalité professionnelle"
    case nil: break
    }
    return text
  }
}

extension Grandeur {
  public var texte: String {
    switch self {
    case .potentielFinancier: "l'insuffisance de potentiel financier par habitant"
    case .potentielFiscal: "l'insuffisance de potentiel fiscal par habitant"
    case .revenu: "l'écart de revenu par habitant"
    case .population(let choix): "la population \(choix.sigle)"
    case .effortFiscal: "l'effort fiscal"
    case .forfait: "un forfait par commune"
    case .petiteCommune(let seuil): "un forfait par commune de moins de \(seuil) habitants"
    case .rapport(let a, let b): "la part de « \(a) » dans « \(b) »"
    case .taux(let name): "le taux « \(name) »"
    case .colonne(let name): "« \(name) »"
    }
  }

  var formeParDefaut: FormeCritere? {
    switch self {
    case .potentielFinancier, .potentielFiscal: .ecartTronque
    case .revenu: .lineaire(pente: Decimal(1))
    default: nil
    }
  }
}

extension FormeCritere {
  var texte: String {
    switch self {
    case .rapportInverse(let exponent):
      "rapport inverse" + (exponent == Decimal(1) ? "" : " exposant \(exponent.texte)")
    case .ecartTronque: "écart tronqué"
    case .lineaire(let slope): "linéaire" + (slope == Decimal(1) ? "" : " pente \(slope.texte)")
    }
  }
}

extension ClausesDotationSolidarite.Lissage {
  var texte: String {
    switch self {
    case .lineaire(let years, let from): return "lissage : linéaire sur \(years) ans depuis les montants de \(from)"
    case .degressif(let steps, let from):
      let list = steps.map { "\($0.texte) %" }.joined(separator: ", ")
      return "lissage : garantie dégressive de \(list) des montants de \(from)"
    }
  }
}

extension Vote {
  var texte: String {
    let blank = abstentions == 0 ? "" : ", \(abstentions) abstention\(abstentions == 1 ? "" : "s")"
    return "vote : \(pour) pour, \(contre) contre\(blank)" + (date.map { ", le \($0.texte)" } ?? "")
  }
}

extension PositionMunicipale {
  var texte: String {
    let names = communes.map { "« \($0.value) »" }.joined(separator: ", ")
    let who = communes.isEmpty ? "toutes les communes" : names
    return "\(avis.rawValue) de \(who)" + (date.map { ", le \($0.value.texte)" } ?? "")
  }
}

extension DecisionFPIC.Mode {
  var texte: String {
    switch self {
    case .droitCommun: "droit commun"
    case .derogatoire: "répartition dérogatoire à la majorité des deux tiers"
    case .libre: "répartition libre"
    }
  }
}

extension DecisionFPIC.PartEPCI {
  var texte: String {
    switch self {
    case .pourcentage(let part): "\(part.texte) %"
    case .montant(let montant): montant.texte()
    case .totalite: "totalité"
    }
  }
}

extension Exigence.Condition {
  var texte: String {
    switch self {
    case .aucunePerte(let commune):
      return commune.map { "« \($0.value) » ne perd pas" } ?? "aucune commune ne perd"
    case .perteMaximale(let seuil, let commune):
      let subject = commune.map { "« \($0.value) » ne perd pas" } ?? "aucune commune ne perd"
      return "\(subject) plus de \(seuil.value.texte)"
    case .nombrePerdantes(let count): return "au plus \(count.value) communes perdantes"
    case .montant(let flux, let commune, let comparaison, let montant, let annee):
      let word = comparaison == .auMoins ? "au moins" : "au plus"
      let year = annee.map { " en \($0.value)" } ?? ""
      let sign = montant.value.centimes < 0
      return "\(flux.texte) de « \(commune.value) » est \(word) de \(montant.value.texte(signed: sign))\(year)"
    case .coutEPCI(let montant, let annee):
      return "le coût pour l'EPCI ne dépasse pas \(montant.value.texte(signed: montant.value.centimes < 0))"
        + (annee.map { " en \($0.value)" } ?? "")
    case .vote(let majorite, let perdantes):
      return "\(majorite.texte) si les communes perdantes \(perdantes.texte(majorite))"
    }
  }
}

extension Exigence.MajoriteExigee {
  var texte: String {
    switch self {
    case .deuxTiers: "le vote des deux tiers du conseil est acquis"
    case .simple: "le vote à la majorité simple du conseil est acquis"
    case .unanimite: "le vote à l'unanimité du conseil est acquis"
    case .qualifiee: "la majorité qualifiée des communes est acquise"
    }
  }
}

extension Exigence.AttitudePerdantes {
  func texte(_ majorite: Exigence.MajoriteExigee) -> String {
    switch self {
    case .abstention: majorite == .qualifiee ? "ne délibèrent pas" : "s'abstiennent"
    case .contre: majorite == .qualifiee ? "refusent" : "votent contre"
    }
  }
}

extension Exigence.Seuil {
  var texte: String {
    switch self {
    case .montant(let montant): "\(montant.texte()) par an"
    case .pourcentageRecettes(let rate): "\(rate.texte) % de ses recettes réelles"
    }
  }
}

extension Exigence.Flux {
  var texte: String {
    switch self {
    case .attributionCompensation: "l'AC"
    case .dotationSolidarite: "la DSC"
    case .prelevementFPIC: "le prélèvement FPIC"
    case .reversementFPIC: "le reversement FPIC"
    case .priseEnChargeFPIC: "la prise en charge du FPIC"
    case .fondsDeConcours: "le fonds de concours"
    case .taxeAmenagement: "la taxe d'aménagement"
    case .partageFoncier: "le partage de foncier"
    case .dgfTerritoriale: "la DGF territoriale"
    case .servicesCommuns: "la facture des services communs"
    case .fiscalite: "la variation du produit fiscal"
    case .net: "le solde net"
    }
  }
}

extension RemplacementParametre {
  public var texte: String {
    let value =
      switch valeur.value {
      case .nombre(let number): number.texte
      case .pourcentage(let rate): "\(rate.texte) %"
      case .rapport(let numerator, let denominator): "\(numerator)/\(denominator)"
      case .montant(let montant): montant.texte()
      case .ouiNon(let open): open ? "oui" : "non"
      }
    return "paramètre \(chemin.value) : \(value) à compter de \(aCompterDe.value)"
  }
}

extension Hypothese {
  public var texte: String {
    let magnitude = Decimal(Int64(taux.value.mantissa.magnitude), decimals: taux.value.decimals)
    return "\(grandeur.value.texte) : \(taux.value.mantissa < 0 ? "−" : "+") \(magnitude.texte) % par an"
  }
}
