/// Whose decision a step is.
public enum OrganeDeliberant: Sendable, Equatable {
  case conseilCommunautaire
  /// All the municipal councils of the EPCI, counted together.
  case conseilsMunicipaux
  /// Each municipal council whose commune is concerned.
  case conseilsInteresses
  /// The EPCI and the communes that sign a convention.
  case convention
}

/// What a step needs to pass.
public enum SeuilDePassage: Sendable, Equatable {
  case fraction(RegleDeMajorite)
  case unanimite(RegleUnanimite)
  /// L5211-5, II.
  case qualifiee(MajoriteQualifiee)
  /// Each council by the simple majority of its own members.
  case chacun
  /// No refusal in time.
  case aucunRefus
  case convention
}

/// What the law makes of a council that says nothing.
public enum ValeurDuSilence: Sendable, Equatable {
  case accord, refus, sansObjet
}

/// One step on the way of a decision: who decides, by which majority, until when.
///
/// *Texte.* The article of the step (`article`).
///
/// *Formule.* A decision passes when all its steps pass, in order; the free split of the FPIC has two ways.
///
/// *Exemple.* Free revision of AC: two thirds of the council of the EPCI, then each interested council.
///
/// *Bornes et cas limites.* `delai` counts from `depart`; without its date the deadline is not known. What is told from
/// memory has that confidence, and the report says so.
///
/// *Voir aussi.* `ReglesDePassage`, `RegleDeMajorite`, `MajoriteQualifiee`.
public struct EtapeDePassage: Sendable, Equatable {
  public var organe: OrganeDeliberant
  public var seuil: SeuilDePassage
  public var silence: ValeurDuSilence
  public var delai: Delai?
  /// « la notification par le préfet », from which the deadline counts.
  public var depart: String?
  public var article: String
  public var confiance: Confiance
  /// What the law does not say, and practice advises.
  public var conseil: String?
  /// What this step decides, where a decision has several objects: « le montant ».
  public var objet: String?

  public init(
    _ organe: OrganeDeliberant, _ seuil: SeuilDePassage, article: String, silence: ValeurDuSilence = .sansObjet,
    delai: Delai? = nil, depart: String? = nil, confiance: Confiance = .verifie, conseil: String? = nil,
    objet: String? = nil
  ) {
    self.organe = organe
    self.seuil = seuil
    self.article = article
    self.silence = silence
    self.delai = delai
    self.depart = depart
    self.confiance = confiance
    self.conseil = conseil
    self.objet = objet
  }
}

extension OrganeDeliberant {
  public var libelle: String {
    switch self {
    case .conseilCommunautaire: "Conseil communautaire"
    case .conseilsMunicipaux: "Conseils municipaux"
    case .conseilsInteresses: "Conseil de chaque commune intéressée"
    case .convention: "EPCI et communes signataires"
    }
  }
}

extension SeuilDePassage {
  public var libelle: String {
    switch self {
    case .fraction(let regle): "majorité \(regle.nom)"
    case .unanimite: "unanimité"
    case .qualifiee(let regle): regle.phrase
    case .chacun: "majorité simple de chaque conseil"
    case .aucunRefus: "aucun refus"
    case .convention: "convention"
    }
  }

  /// On what the threshold is counted.
  public var base: String {
    switch self {
    case .fraction(let regle):
      regle.abstentionsComptees ? "suffrages exprimés et abstentions" : "suffrages exprimés, sans les abstentions"
    case .unanimite(let regle):
      regle.abstentionNeutre
        ? "suffrages exprimés, une abstention est neutre" : "membres présents, abstentions comprises"
    case .qualifiee(let regle): "tous les conseils, et \(regle.population.libelle)"
    case .chacun: "suffrages exprimés dans chaque conseil"
    case .aucunRefus: "tous les conseils"
    case .convention: "signatures"
    }
  }
}

extension ValeurDuSilence {
  public var libelle: String {
    switch self {
    case .accord: "vaut accord"
    case .refus: "ne vaut pas accord"
    case .sansObjet: "sans objet"
    }
  }
}

extension Delai {
  /// « deux mois à compter de la notification par le préfet », « avant le 30 juin 2015 inclus ».
  public func phrase(depart: String?) -> String {
    switch self {
    case .mois(let nombre): "\(nombre) mois à compter de \(depart ?? "la notification")"
    case .avant(let date): "jusqu'au \(date) inclus"
    }
  }
}
