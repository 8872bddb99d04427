import Legislation

/// A decision that the scenario needs: its steps, and where its vote stands.
public struct Decision: Sendable, Equatable {
  public enum Etat: String, Sendable { case acquise, rejetee, nonRenseignee, sansObjet }
  /// Heading of the article of the scenario.
  public var article: String
  /// « Répartition dérogatoire du prélèvement »
  public var objet: String
  /// « Conseil communautaire, majorité des deux tiers »
  public var regle: String
  /// « CGCT art. L2336-3, II, 1° »
  public var texte: String
  public var etat: Etat
  /// « 40 voix sur 52 exprimées ; il en fallait 35 »
  public var detail: String
  /// First year that needs it.
  public var annee: Int
  /// Ways to decide, one of which is enough; each a list of steps that must all pass, in order.
  public var voies: [[EtapeDecision]]

  public init(
    article: String, objet: String, regle: String, texte: String, etat: Etat, detail: String, annee: Int = 0,
    voies: [[EtapeDecision]] = []
  ) {
    self.article = article
    self.objet = objet
    self.regle = regle
    self.texte = texte
    self.etat = etat
    self.detail = detail
    self.annee = annee
    self.voies = voies
  }

  /// Built from its steps: the sentences of the summary come from them.
  init(article: String, objet: String, annee: Int, voies: [[EtapeDecision]]) {
    let sentences = voies.map { way in way.map(\.regle).joined(separator: ", puis ") }
    var texts: [String] = []
    for step in voies.joined() where !texts.contains(step.etape.article) { texts.append(step.etape.article) }
    self.init(
      article: article, objet: objet, regle: sentences.joined(separator: " ; ou "),
      texte: texts.joined(separator: " ; "), etat: Self.etat(voies),
      detail: voies.map { way in way.map(\.summary).joined(separator: " ; ") }.joined(separator: " ; ou "),
      annee: annee, voies: voies)
  }

  /// A way passes when all its steps do; the decision passes when a way does.
  static func etat(_ voies: [[EtapeDecision]]) -> Etat {
    let ways = voies.map { steps -> Etat in
      if steps.contains(where: { $0.etat == .rejetee }) { return .rejetee }
      return steps.allSatisfy { $0.etat == .acquise || $0.etat == .sansObjet } ? .acquise : .nonRenseignee
    }
    if ways.contains(.acquise) { return .acquise }
    return !ways.isEmpty && ways.allSatisfy { $0 == .rejetee } ? .rejetee : .nonRenseignee
  }
}

/// A step of a decision, with what the scenario says of it.
public struct EtapeDecision: Sendable, Equatable {
  public var etape: EtapeDePassage
  public var etat: Decision.Etat
  public var detail: String
  /// Last day, when the starting date is written.
  public var echeance: DateCivile?
  /// Day of the vote, when it is written.
  public var date: DateCivile?

  public init(
    _ etape: EtapeDePassage, _ etat: Decision.Etat, detail: String, echeance: DateCivile? = nil,
    date: DateCivile? = nil
  ) {
    self.etape = etape
    self.etat = etat
    self.detail = detail
    self.echeance = echeance
    self.date = date
  }

  /// « Conseil communautaire, majorité des deux tiers (suffrages exprimés, sans les abstentions) ».
  public var regle: String {
    switch etape.seuil {
    case .convention: etape.organe.libelle
    case .chacun, .aucunRefus: "\(etape.organe.libelle), \(etape.seuil.libelle)"
    default:
      (etape.objet.map { "\($0.capitalisedFirst) : " } ?? "")
        + "\(etape.organe.libelle), \(etape.seuil.libelle) (\(etape.seuil.base))"
    }
  }

  /// « montant : 38 voix pour sur 44 exprimées… »
  var summary: String { (etape.objet.map { "\($0) : " } ?? "") + detail }

  /// « 2 mois à compter de la notification par le préfet ».
  public var delai: String? { etape.delai.map { $0.phrase(depart: etape.depart) } }
}
