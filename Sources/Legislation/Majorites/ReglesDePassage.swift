import Diagnostics

/// The steps of each kind of decision, from the parameters of a year.
///
/// *Texte.* CGI art. 1609 nonies C, IV and V; CGCT art. L5211-4-2, L5211-5 II, L5211-28-4, L2336-3 II, L2336-5 II.
///
/// *Formule.* See each function.
///
/// *Exemple.* DSC of 2026: two thirds of the votes cast for the amount; the criteria need the simple majority only, two
/// thirds are advised.
///
/// *Bornes et cas limites.* The law is silent on the vote of the criteria since 2020, and on the population of the
/// qualified majority: options of `majorites.yaml` (decision 40). A convention has no threshold.
///
/// *Voir aussi.* `EtapeDePassage`, `ControleDuVoteFPIC`, `ModeRevision`.
public struct ReglesDePassage: Sendable {
  public let majorites: ParametresMajorites
  private let parametres: Parametres
  private let annee: Int

  /// - Throws: `L0003` when the year precedes a threshold.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    self.annee = annee
    self.parametres = parametres
    majorites = try ParametresMajorites(annee: annee, parametres: parametres)
  }

  /// Amount and criteria of the DSC.
  public var dotationSolidarite: [EtapeDePassage] {
    let article = "CGCT art. L5211-28-4, I"
    let amount = EtapeDePassage(
      .conseilCommunautaire, .fraction(majorites.deuxTiers), article: article, objet: "montant")
    let strict = parametres.estOuvert(.majoriteCriteresDSCDeuxTiers, annee: annee)
    let criteria = EtapeDePassage(
      .conseilCommunautaire, .fraction(strict ? majorites.deuxTiers : majorites.simple),
      article: "CGCT art. L5211-28-4, II et L2121-20", confiance: .doute,
      conseil: strict ? nil : "les deux tiers sont conseillés : le texte ne dit rien du vote des critères depuis 2020",
      objet: "critères")
    return [amount, criteria]
  }

  /// A revision of AC.
  /// - Parameter delaiCommunes: months left to the communes on a report of the CLECT; `nil` when nobody knows.
  public func attributionCompensation(_ mode: ModeRevision, delaiCommunes: Delai? = nil) -> [EtapeDePassage] {
    var steps: [EtapeDePassage] = []
    switch mode.voteCommunes {
    case .majoriteQualifieeSurRapport:
      // The report comes before the vote of the EPCI, which only takes note of it in the amounts.
      steps.append(
        EtapeDePassage(
          .conseilsMunicipaux, .qualifiee(majorites.qualifiee), article: "CGI art. 1609 nonies C, IV", silence: silence,
          delai: delaiCommunes, depart: "la transmission du rapport de la CLECT"))
    case .majoriteQualifiee:
      steps.append(
        EtapeDePassage(
          .conseilsMunicipaux, .qualifiee(majorites.qualifiee), article: mode.article, silence: silence))
    case .chaqueInteressee:
      steps.append(
        EtapeDePassage(
          .conseilsInteresses, .chacun, article: mode.article, silence: .refus,
          conseil: "la délibération cite le dernier rapport de la CLECT"))
    case .aucun, .convention: break
    }
    switch mode.voteConseil {
    case .majoriteSimple:
      steps.append(
        EtapeDePassage(
          .conseilCommunautaire, .fraction(majorites.simple), article: mode.article, confiance: mode.confianceVote))
    case .deuxTiersExprimes:
      steps.insert(
        EtapeDePassage(
          .conseilCommunautaire, .fraction(majorites.deuxTiers), article: mode.article, confiance: mode.confianceVote),
        at: 0)
    case .convention:
      steps.append(EtapeDePassage(.convention, .convention, article: mode.article))
    }
    return steps
  }

  /// « à la majorité des deux tiers », II 1°.
  public func fpicDerogatoire(_ controle: ControleDuVoteFPIC, _ nature: NatureFPIC) -> [EtapeDePassage] {
    [
      EtapeDePassage(
        .conseilCommunautaire, .fraction(controle.derogatoire), article: nature.article + ", II, 1°",
        delai: controle.delai, depart: "la notification par le préfet")
    ]
  }

  /// Free split, II 2°: the ways open in the year, each a list of steps.
  public func fpicLibre(_ controle: ControleDuVoteFPIC, _ nature: NatureFPIC) -> [[EtapeDePassage]] {
    let article = nature.article + ", II, 2°"
    let notification = "la notification par le préfet"
    var ways: [[EtapeDePassage]] = []
    if controle.libreUnanimite {
      ways.append([
        EtapeDePassage(
          .conseilCommunautaire, .unanimite(controle.unanimite), article: article, delai: controle.delai,
          depart: notification)
      ])
    }
    if let regle = controle.libreAvecAccord {
      ways.append([
        EtapeDePassage(
          .conseilCommunautaire, .fraction(regle), article: article, delai: controle.delai, depart: notification),
        EtapeDePassage(
          controle.silenceVautAccord ? .conseilsMunicipaux : .conseilsInteresses,
          controle.silenceVautAccord ? .aucunRefus : .chacun, article: article,
          silence: controle.silenceVautAccord ? .accord : .refus, delai: controle.delai,
          depart: "la notification de la délibération de l'EPCI"),
      ])
    }
    return ways
  }

  /// Silence in a qualified majority: the deliberations must be concordant (decision 40).
  private var silence: ValeurDuSilence {
    parametres.estOuvert(.majoriteQualifieeSilenceAccord, annee: annee) ? .accord : .refus
  }
}
