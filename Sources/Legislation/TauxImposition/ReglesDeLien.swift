import Diagnostics

/// What a rate that moves gives before the rules of link.
public enum VerdictLien: String, Sendable, Codable {
  case conforme = "conforme"
  case exceptionPossible = "exception possible"
  case nonConforme = "non conforme"
}

/// A rate against the rules of link. Rates and ratios are fractions.
public struct ExamenLien: Sendable, Equatable {
  public var impot: Impot
  public var avant: Double
  public var apres: Double
  /// Largest lawful ratio `t(N) ÷ t(N−1)`.
  public var rapportMaximal: Double
  public var verdict: VerdictLien

  public init(impot: Impot, avant: Double, apres: Double, rapportMaximal: Double, verdict: VerdictLien) {
    self.impot = impot
    self.avant = avant
    self.apres = apres
    self.rapportMaximal = rapportMaximal
    self.verdict = verdict
  }

  public var rapport: Double { apres / avant }
  /// How far the rate goes beyond; negative when it conforms.
  public var depassement: Double { apres - avant * rapportMaximal }
  /// Nearest lawful rate, to the hundredth of a point below.
  public var tauxMaximal: Double { (avant * rapportMaximal * 10_000).plafondEntier / 10_000 }
}

/// Rules of link between the rates of direct local taxes.
///
/// - *Texte*: CGI art. 1636 B sexies, I, and 1636 B decies, II (EPCI under the FPU).
/// - *Formule*: with `r = t(N) ÷ t(N−1)` and `r_TMP` that of the mean of the two land taxes weighted by the bases of N in
///   both years: CFE and THRS `r ≤ min(r_TFPB, r_TMP)`; TFPNB `r ≤ r_TFPB`; the CFE of an EPCI under the FPU need not fall:
///   `r ≤ max(1, min(r_TFPB, r_TMP))`.
/// - *Exemple*: TFPB 20 → 21 % (r = 1,05), TFPNB unchanged at 50 %, bases 9 and 1: r_TMP = 23,9 ÷ 23 = 1,0391; CFE
///   25 → 26 % (1,04): not lawful; 25,97 % at most.
/// - *Bornes et cas limites*: equal ratios conform (within 1e-12). A council without land tax is judged on the means that it
///   is given. Exceptions exist and are pointed out, never granted: « diminution sans lien » when the land taxes fall,
///   « majoration spéciale » or capitalised rights for a CFE that rises, the relaxations of the THRS.
/// - *Voir aussi*: `ProduitFiscal`, parameters `taux.lien`.
public enum ReglesDeLien {
  public static let regle = Regle(
    "taux.lien", libelle: "Règles de lien entre les taux", article: "CGI art. 1636 B sexies, I, et 1636 B decies",
    formule: "la CFE et la THRS ne montent pas plus que le foncier bâti ni que la moyenne des deux foncières")

  /// Ratios of the two land taxes to which the other rates are linked.
  public struct Pivot: Sendable, Equatable {
    /// `t(N) ÷ t(N−1)` of the TFPB, and of the weighted mean of TFPB and TFPNB.
    public var foncierBati: Double
    public var moyenne: Double

    public init(foncierBati: Double, moyenne: Double) {
      self.foncierBati = foncierBati
      self.moyenne = moyenne
    }

    /// - Parameters: bases of N in both years; rates weighted by them.
    public init(
      basesBati: [Double], basesNonBati: [Double], avant: (bati: [Double], nonBati: [Double]),
      apres: (bati: [Double], nonBati: [Double])
    ) {
      func product(_ bases: [Double], _ rates: [Double]) -> Double {
        zip(bases, rates).reduce(0) { $1.0 == 0 ? $0 : $0 + $1.0 * $1.1 }
      }
      let bati = (product(basesBati, avant.bati), product(basesBati, apres.bati))
      let nonBati = (product(basesNonBati, avant.nonBati), product(basesNonBati, apres.nonBati))
      foncierBati = bati.1 / bati.0
      moyenne = (bati.1 + nonBati.1) / (bati.0 + nonBati.0)
    }

    public var limite: Double { min(foncierBati, moyenne) }
  }

  /// The verdict on one tax; `nil` when its rate does not move and the land taxes do not fall, or is not known.
  public static func examiner(
    _ impot: Impot, avant: Double, apres: Double, pivot: Pivot, epciFPU: Bool, parametres: ParametresTaux
  ) -> ExamenLien? {
    guard avant > 0, !apres.isNaN, impot != .foncierBati, !pivot.foncierBati.isNaN else { return nil }
    let base = impot == .foncierNonBati || pivot.moyenne.isNaN ? pivot.foncierBati : pivot.limite
    let free = impot == .cfe && epciFPU && !parametres.cfeBaisseObligatoireFPU
    let limit = free ? max(1, base) : base
    let ratio = apres / avant
    guard ratio != 1 || limit < 1 else { return nil }
    var verdict = VerdictLien.conforme
    if ratio - limit > 1e-12 * limit {
      verdict = exception(impot, ratio: ratio, limit: limit, parametres) ? .exceptionPossible : .nonConforme
    }
    return ExamenLien(impot: impot, avant: avant, apres: apres, rapportMaximal: limit, verdict: verdict)
  }

  private static func exception(_ impot: Impot, ratio: Double, limit: Double, _ parametres: ParametresTaux) -> Bool {
    switch impot {
    case .cfe: true
    case .residencesSecondaires: ratio <= 1 ? limit < 1 : parametres.thrsMajoration
    case .foncierBati, .foncierNonBati: false
    }
  }
}

/// Dated values that the rules of link read.
public struct ParametresTaux: Sendable, Equatable {
  /// `taux.lien.cfe_baisse_obligatoire_fpu`
  public var cfeBaisseObligatoireFPU: Bool
  /// `taux.lien.decalage_fpu`, years.
  public var decalageFPU: Int
  /// `taux.lien.thrs_majoration`, `taux.thrs_gelee`
  public var thrsMajoration: Bool
  public var thrsGelee: Bool
  /// `taux.cif.retard_recettes`, years.
  public var retardRecettes: Int
  /// `taux.vote.mois` and `taux.vote.jour`: last day of the vote.
  public var moisVote: Int
  public var jourVote: Int

  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    cfeBaisseObligatoireFPU = parametres.estOuvert(.tauxCFEBaisseObligatoireFPU, annee: annee)
    decalageFPU = Int(try parametres.valeurExigee(.tauxDecalageFPU, annee: annee))
    thrsMajoration = parametres.estOuvert(.tauxTHRSMajoration, annee: annee)
    thrsGelee = parametres.estOuvert(.tauxTHRSGelee, annee: annee)
    retardRecettes = Int(try parametres.valeurExigee(.tauxRetardRecettesCIF, annee: annee))
    moisVote = Int(try parametres.valeurExigee(.tauxVoteMois, annee: annee))
    jourVote = Int(try parametres.valeurExigee(.tauxVoteJour, annee: annee))
  }

  /// Last day to vote the rates of `annee`.
  public func limiteDuVote(_ annee: Int) -> DateCivile? { DateCivile(annee: annee, mois: moisVote, jour: jourVote) }

  public static let chemins: [CheminParametre] = [
    .tauxCFEBaisseObligatoireFPU, .tauxDecalageFPU, .tauxTHRSMajoration, .tauxTHRSGelee, .tauxVoteMois, .tauxVoteJour,
    .tauxRetardRecettesCIF,
  ]
}
