/// What a transfer says of its calendar.
public struct CalendrierTransfert: Sendable, Equatable {
  public var nom: String
  /// The transfer takes place on 1 January.
  public var annee: Int
  /// Day of the report of the CLECT.
  public var rapport: DateCivile?
  /// Day of the last deliberation of the communes on it.
  public var deliberations: DateCivile?
  /// Accounts written for the prefect's evaluation, first and last years; `nil` when the CLECT evaluates.
  public var comptesFonctionnement: ClosedRange<Int>?
  public var comptesInvestissement: ClosedRange<Int>?

  public init(nom: String, annee: Int) {
    self.nom = nom
    self.annee = annee
  }
}

/// Dates of the AC: report of the CLECT, deliberations of the communes, provisional amounts, five-yearly report.
///
/// - *Texte*: CGI art. 1609 nonies C, IV (nine months, then three months), V-1° (before 15 February), V-2° (every five
///   years).
/// - *Formule*: report at the latest nine months after 31 December of the year before the transfer; communes, three months
///   after the report; notification strictly before 15 February.
/// - *Exemple*: transfer of 1 January 2027: report by 30 September 2027; a report of 12 September: communes by 12 December.
/// - *Bornes et cas limites*: a date that is not written is a remarque with the deadline; the report of the prefect's
///   accounts takes the three (or seven) years before the transfer; the five-yearly report does not force a revision.
/// - *Voir aussi*: `ChargeTransferee`, parameters `ac.clect.…`, `ac.notification.…`, `ac.rapport_quinquennal.…`.
public enum CalendrierAC {
  public static let regle = Regle(
    "ac.calendrier", libelle: "Calendrier des attributions de compensation", article: "CGI art. 1609 nonies C, IV et V",
    formule: "rapport de la CLECT dans les neuf mois, délibérations des communes dans les trois mois suivants")

  public static func controler(_ transfert: CalendrierTransfert, parametres: ParametresAC) -> [FaitAC] {
    var faits: [FaitAC] = []
    func comptes(_ ecrits: ClosedRange<Int>?, _ section: SectionBudgetaire, _ attendus: Int) {
      guard let ecrits else { return }
      let expected = (transfert.annee - attendus)...(transfert.annee - 1)
      if ecrits != expected {
        faits.append(
          .comptesDuPrefet(transfert: transfert.nom, section: section, ecrits: ecrits.count, attendus: attendus))
      }
    }
    comptes(transfert.comptesFonctionnement, .fonctionnement, parametres.comptesPrefetFonctionnement)
    comptes(transfert.comptesInvestissement, .investissement, parametres.comptesPrefetInvestissement)
    // The prefect decides when these deadlines have passed: they are no longer at stake.
    guard transfert.comptesFonctionnement == nil, transfert.comptesInvestissement == nil,
      let echeance = DateCivile(annee: transfert.annee - 1, mois: 12, jour: 31)?
        .ajoutant(mois: parametres.delaiRapportCLECT)
    else { return faits }
    guard let rapport = transfert.rapport else {
      return faits + [.rapportAttendu(transfert: transfert.nom, echeance: echeance)]
    }
    if rapport > echeance {
      faits.append(.rapportTardif(transfert: transfert.nom, date: rapport, echeance: echeance))
    }
    let limite = rapport.ajoutant(mois: parametres.delaiCommunesCLECT)
    if let deliberations = transfert.deliberations, deliberations > limite {
      faits.append(.deliberationsTardives(transfert: transfert.nom, date: deliberations, echeance: limite))
    }
    return faits
  }

  /// The provisional amounts of the year of `notification`.
  public static func controler(notification: DateCivile, parametres: ParametresAC) -> [FaitAC] {
    guard
      let limite = DateCivile(
        annee: notification.annee, mois: parametres.moisNotification, jour: parametres.jourNotification),
      notification >= limite
    else { return [] }
    return [.notificationTardive(date: notification, limite: limite)]
  }

  /// A reminder in the years when the report is due, or once when nobody knows of the last one.
  public static func rappelQuinquennal(
    dernier: Int?, annee: Int, premiereAnnee: Int, parametres: ParametresAC
  ) -> [FaitAC] {
    guard let periodicite = parametres.periodiciteRapport else { return [] }
    guard let dernier else {
      return annee == premiereAnnee ? [.rapportQuinquennal(dernier: nil, periodicite: periodicite)] : []
    }
    return annee == max(dernier + periodicite, premiereAnnee)
      ? [.rapportQuinquennal(dernier: dernier, periodicite: periodicite)] : []
  }
}
