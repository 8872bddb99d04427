import Diagnostics

extension FaitMajorite {
  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .voteNonRenseigne(let objet, _):
      return "le vote \(objet.complement(nom)) n'est pas renseigné : la majorité n'est pas vérifiée"
    case .majoriteNonAtteinte(let objet, let issue, let regle, _):
      if issue.base == 0 { return "le vote \(objet.complement(nom)) ne compte aucun suffrage exprimé" }
      let part = Typography.percent(Double(issue.pour) / Double(issue.base))
      return "la majorité \(regle.nom) n'est pas atteinte : le vote \(objet.complement(nom)) compte "
        + "\(issue.pour) voix pour sur \(issue.base) suffrages exprimés (\(part)), il en faut "
        + "\(issue.voixNecessaires)"
    case .delaiDepasse(let objet, let date, let echeance, _):
      let retard = date.jours(depuis: echeance)
      return "le vote \(objet.complement(nom)), le \(date), vient \(retard) \(retard == 1 ? "jour" : "jours") après "
        + "la date limite du \(echeance)"
    case .unanimiteRompue(let objet, let issue, _):
      if issue.base == 0 { return "le vote \(objet.complement(nom)) ne compte aucun suffrage exprimé" }
      let autres = issue.base - issue.pour
      return "l'unanimité \(objet.complement(nom)) n'est pas atteinte : "
        + "\(autres) voix sur \(issue.base) \(autres == 1 ? "n'est pas favorable" : "ne sont pas favorables")"
    case .notificationInconnue(let objet, _):
      return "la date de la notification n'est pas renseignée : le délai du vote \(objet.complement(nom)) n'est pas "
        + "vérifié"
    case .dateDuVoteInconnue(let objet, let echeance, _):
      return "la date du vote \(objet.complement(nom)) n'est pas renseignée : la date limite est le \(echeance)"
    case .refusMunicipal(let commune, _):
      return "le conseil municipal (\(nom(commune))) a refusé : un seul refus suffit à écarter la répartition libre"
    case .accordManquant(let commune, _):
      return "le conseil municipal (\(nom(commune))) n'a pas délibéré : son accord exprès est nécessaire"
    case .qualifieeNonAtteinte(let issue, _):
      return "la majorité qualifiée n'est pas atteinte : \(Self.conseils(issue.conseilsFavorables)) sur "
        + "\(issue.conseils), pour \(Typography.number(Double(issue.populationFavorable))) habitants sur "
        + Typography.number(Double(issue.population))
    case .plusDeVoixQueDeSieges(let objet, let voix, let sieges, _):
      return "le vote \(objet.complement(nom)) compte \(voix) voix pour \(sieges) sièges"
    case .accordsAttendus(let recus, let attendus, _):
      return "\(recus) \(recus <= 1 ? "accord" : "accords") de commune sur \(attendus) : chaque commune intéressée "
        + "délibère, son silence ne vaut pas accord"
    case .voieFermee(let annee, let voie, _):
      return "le droit de \(annee) n'ouvre pas \(voie)"
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .voteNonRenseigne: return "écrivez le vote, par exemple « vote : 40 pour, 12 contre, le 20 juin 2026 »"
    case .majoriteNonAtteinte(_, let issue, _, let article):
      if issue.base == 0 { return nil }
      let suite = Self.estFPIC(article) ? "le droit commun s'applique" : "la décision n'est pas adoptée"
      return "il manque \(issue.voixManquantes) voix à nombre égal de suffrages exprimés ; sans majorité, \(suite)"
    case .delaiDepasse(_, _, let echeance, let article):
      let suite = Self.estFPIC(article) ? "le droit commun s'applique" : "la décision du préfet s'y substitue"
      return "le conseil devait voter le \(echeance) au plus tard ; hors délai, \(suite)"
    case .unanimiteRompue: return "sans unanimité, la majorité des deux tiers et l'accord des communes"
    case .notificationInconnue: return "écrivez la date de la notification par le préfet"
    case .plusDeVoixQueDeSieges: return "corrigez le vote, ou la colonne sieges de communes.csv"
    case .accordsAttendus: return "écrivez « accord de « … », le 12 septembre 2026 » sous la décision"
    case .dateDuVoteInconnue: return "écrivez la date du vote"
    case .refusMunicipal, .accordManquant: return "sans cet accord, le droit commun s'applique"
    case .qualifieeNonAtteinte(let issue, _):
      return "il manque \(Self.manque(issue.manquePremiere)), ou \(Self.manque(issue.manqueSeconde))"
    case .voieFermee: return nil
    }
  }

  /// Without a valid vote the FPIC falls back on the droit commun; other decisions are just not taken.
  private static func estFPIC(_ article: String) -> Bool { article.contains("L2336-") }

  private static func conseils(_ nombre: Int) -> String {
    nombre <= 1 ? "\(nombre) conseil favorable" : "\(nombre) conseils favorables"
  }

  private static func manque(_ manque: MajoriteQualifiee.Manque) -> String {
    var pieces: [String] = []
    if manque.conseils > 0 { pieces.append("\(manque.conseils) \(manque.conseils == 1 ? "conseil" : "conseils")") }
    if manque.habitants > 0 {
      pieces.append(
        "\(Typography.number(Double(manque.habitants))) \(manque.habitants == 1 ? "habitant" : "habitants")")
    }
    return pieces.joined(separator: " et ")
  }
}

extension MajoriteQualifiee {
  /// « les deux tiers des conseils et plus de la moitié de la population, ou … ».
  var phrase: String {
    func branch(_ branche: Branche) -> String {
      let people = (branche.populationStricte ? "plus de " : "") + branche.population.mots
      return "\(branche.conseils.mots) des conseils représentant \(people) de la population"
    }
    return "\(branch(premiere)), ou \(branch(seconde))"
  }
}

extension Rapport {
  /// « les deux tiers », « la moitié »; other fractions are written as they are.
  var mots: String {
    switch (numerateur, denominateur) {
    case (2, 3): "les deux tiers"
    case (1, 2): "la moitié"
    case (3, 5): "les trois cinquièmes"
    default: "\(self)"
    }
  }
}

extension RegleDeMajorite {
  /// « des deux tiers »; other fractions are written as they are.
  public var nom: String {
    switch (fraction.numerateur, fraction.denominateur, stricte) {
    case (2, 3, false): "des deux tiers"
    case (3, 5, false): "des trois cinquièmes"
    case (1, 2, true): "simple"
    default: "de \(fraction)"
    }
  }
}
