import Diagnostics

/// Whether a derogation to the droit commun was validly decided.
///
/// *Texte.* CGCT art. L2336-3 II and L2336-5 II, 1° (two thirds) and 2° (free split).
///
/// *Formule.* Dérogatoire: two thirds of the votes cast. Libre: unanimity of the council of the EPCI, or two thirds of
/// it and no refusal of a municipal council (2015: an express agreement of each). Two months from the notification for
/// the EPCI; two months from the notification of its deliberation for each commune, whose silence is an agreement.
///
/// *Exemple.* Notified on 20 June 2026, voted 28 for and 13 against on 20 August: valid at two thirds of 41.
///
/// *Bornes et cas limites.* A vote that is not unanimous falls back on the second way of the libre mode. A refusal after
/// the communes' deadline does not count. In 2012 to 2014 the libre mode was open to unanimity only.
///
/// *Voir aussi.* `RegleDeMajorite`, `RegleUnanimite`, `Delai`.
public struct ControleDuVoteFPIC: Sendable, Equatable {
  public var annee: Int
  public var derogatoire: RegleDeMajorite
  public var unanimite: RegleUnanimite
  public var libreUnanimite: Bool
  /// Rule of the EPCI when the communes agree; `nil` when this way is not open.
  public var libreAvecAccord: RegleDeMajorite?
  public var silenceVautAccord: Bool
  public var delai: Delai

  /// - Throws: `L0003` when the year precedes the FPIC.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    self.annee = annee
    let comptees = parametres.estOuvert(.majoriteAbstentionsComptees, annee: annee)
    derogatoire = RegleDeMajorite(
      fraction: try parametres.rapportExige(.fpicMajoriteDerogation, annee: annee), abstentionsComptees: comptees)
    unanimite = RegleUnanimite(abstentionNeutre: parametres.estOuvert(.majoriteAbstentionNeutre, annee: annee))
    libreUnanimite = parametres.estOuvert(.fpicLibreUnanimite, annee: annee)
    libreAvecAccord = nil
    if parametres.estOuvert(.fpicLibreAccordDesCommunes, annee: annee) {
      libreAvecAccord = RegleDeMajorite(fraction: try parametres.rapportExige(.fpicLibreMajorite, annee: annee))
    }
    silenceVautAccord = parametres.estOuvert(.fpicLibreSilenceVautAccord, annee: annee)
    if let mois = parametres.valeur(.fpicDelaiMois, annee: annee) {
      delai = .mois(Int(mois))
    } else {
      let mois = try parametres.valeurExigee(.fpicDateLimiteMois, annee: annee)
      let jour = try parametres.valeurExigee(.fpicDateLimiteJour, annee: annee)
      guard let date = DateCivile(annee: annee, mois: Int(mois), jour: Int(jour)) else {
        throw DiagnosedError([
          Diagnostic("L0002", .erreur, "la date limite des délibérations sur le FPIC n'existe pas en \(annee)")
        ])
      }
      delai = .avant(date)
    }
  }

  /// What a municipal council did about a free split.
  public enum PositionMunicipale: Sendable, Equatable {
    case accord
    case refus(date: DateCivile?)
    case silence
  }

  /// Facts about a split « à la majorité des deux tiers » (II 1°).
  public func verifierDerogatoire(
    _ scrutin: Scrutin?, notification: DateCivile?, nature: NatureFPIC
  ) -> [FaitMajorite] {
    let article = nature.article + ", II, 1°"
    guard let scrutin else { return [.voteNonRenseigne(.conseilCommunautaire, article: article)] }
    var faits = delai.verifier(
      date: scrutin.date, notification: notification, article: article, objet: .conseilCommunautaire)
    let issue = derogatoire.evaluer(scrutin)
    if !issue.acquis { faits.append(.majoriteNonAtteinte(.conseilCommunautaire, issue, derogatoire, article: article)) }
    return faits
  }

  /// Facts about a free split (II 2°).
  /// - Parameters:
  ///   - positions: one per commune; read only when the EPCI is not unanimous.
  ///   - notificationAuxCommunes: when the deliberation of the EPCI was notified to the communes.
  public func verifierLibre(
    _ scrutin: Scrutin?, notification: DateCivile?, positions: [PositionMunicipale],
    notificationAuxCommunes: DateCivile?, nature: NatureFPIC
  ) -> [FaitMajorite] {
    let article = nature.article + ", II, 2°"
    guard libreUnanimite || libreAvecAccord != nil else {
      return [.voieFermee(annee: annee, voie: "la répartition libre", article: article)]
    }
    guard let scrutin else { return [.voteNonRenseigne(.conseilCommunautaire, article: article)] }
    var faits = delai.verifier(
      date: scrutin.date, notification: notification, article: article, objet: .conseilCommunautaire)
    let unanime = unanimite.evaluer(scrutin)
    if libreUnanimite && unanime.acquis { return faits }
    guard let regle = libreAvecAccord else {
      return faits + [.unanimiteRompue(.conseilCommunautaire, unanime, article: article)]
    }
    let issue = regle.evaluer(scrutin)
    if !issue.acquis { faits.append(.majoriteNonAtteinte(.conseilCommunautaire, issue, regle, article: article)) }
    return faits + verifierCommunes(positions, notificationAuxCommunes, article)
  }

  private func verifierCommunes(
    _ positions: [PositionMunicipale], _ notification: DateCivile?, _ article: String
  ) -> [FaitMajorite] {
    var faits: [FaitMajorite] = []
    let echeance = delai.echeance(notification: notification)
    let refus = positions.contains { if case .refus = $0 { true } else { false } }
    if refus, echeance == nil { faits.append(.notificationInconnue(.conseilsMunicipaux, article: article)) }
    for (commune, position) in positions.enumerated() {
      switch position {
      case .accord: break
      case .silence:
        if !silenceVautAccord { faits.append(.accordManquant(commune: commune, article: article)) }
      case .refus(let date):
        // After the deadline the silence has already been an agreement; without dates the refusal holds.
        if silenceVautAccord, let date, let echeance, date > echeance { continue }
        faits.append(.refusMunicipal(commune: commune, article: article))
      }
    }
    return faits
  }
}
