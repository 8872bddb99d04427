import LinearAlgebra

/// Everything one year of AC depends on, for a block of scenarios. Centimes unless said otherwise.
///
/// Blocks are communes × scenarios, or one column for all. Lists by scenario have one value for all or one each.
public struct AttributionCompensationEntrees: Sendable {
  public var scenarios: Int
  /// AC before the year's revisions, signed.
  public var attributions: Matrix
  /// Applied in the order of their modes, whatever their order here; two of the same mode keep theirs.
  public var revisions: [RevisionAC]
  public var horsBornes: HorsBornes = .signaler
  public var fiscaliteProfessionnelleUnique = true
  public var etablissementPublicTerritorial = false
  /// Euros; needed by `individualisee`.
  public var potentielFinancier: Matrix?
  public var populationDGF: Matrix?
  /// Recettes réelles de fonctionnement of the year before; needed by `fusion`.
  public var recettesPrecedentes: Matrix?
  /// AC paid by the former EPCI; needed by `fusion`.
  public var attributionsOrigine: Matrix?
  /// 0 in the first year; `nil` when there was no fusion.
  public var anneesDepuisFusion: Int?
  public var fusionDejaUtilisee = false
  /// The year of the fusion is not known: its delay cannot be checked.
  public var dateFusionInconnue = false
  /// `Σ A/L` of the equipment transferred so far, by commune; `nil` when nothing is booked in investment.
  public var renouvellement: Matrix?
  /// Part of the AC booked in investment before the scenario, signed; `nil` for none.
  public var investissementAnterieur: Matrix?
  /// Signed amounts that the scenario books in investment, beside `partsInvestissement`; `nil` for none.
  public var investissementDecide: Matrix?
  /// Fraction of it booked in investment, by scenario.
  public var partsInvestissement: [Double] = [0]
  /// Unit of the requests that are computed: deliberations often round to the euro.
  public var unite: UniteMonetaire = .centime
  public var rangs: [Int32]

  public init(scenarios: Int, attributions: Matrix, revisions: [RevisionAC] = [], rangs: [Int32]? = nil) {
    self.scenarios = scenarios
    self.attributions = attributions
    self.revisions = revisions
    self.rangs = rangs ?? RangsDepartage.ordreDesLignes(attributions.rows)
  }
}

/// One revision evaluated: every column, for the explanation.
public struct RevisionEvaluee: Sendable {
  public var mode: ModeRevision
  public var regle: Regle
  /// AC before this mode, to which its bounds refer.
  public var avant: Matrix
  /// Whole centimes asked for.
  public var demandes: Matrix
  /// Lawful interval; infinite where the mode has no bound.
  public var minimums: Matrix
  public var maximums: Matrix
  /// Whole centimes applied.
  public var deltas: Matrix
  /// `Σ` of the demands and of what is applied: cost for the EPCI when positive, by scenario.
  public var coutsDemandes: [Double]
  public var couts: [Double]
  /// Criteria of a free revision, in the direction of each scenario.
  public var criteresDirects: [CritereEvalue] = []
  public var criteresInverses: [CritereEvalue] = []
}

/// One year of AC; blocks are communes × scenarios, whole centimes. NaN in a scenario that has an error.
public struct AttributionCompensationResultat: Sendable {
  public var revisions: [RevisionEvaluee]
  public var attributions: Matrix
  public var fonctionnement: Matrix
  public var investissement: Matrix
  public var faits: [[FaitAC]]
  /// For each fact, the revision that found it; `nil` for those of the whole year.
  public var origines: [[Int?]]
}

/// Attribution de compensation of one year.
///
/// - *Texte*: CGI art. 1609 nonies C, IV and V; CGCT art. L5211-4-2.
/// - *Formule*: `AC = AC(avant) + Σ ΔAC`, modes in the order transfert, services communs, neutralisation, libre,
///   accord, individualisée, baisse des bases, fusion, each bounded by the AC before it; then `AC = ACF + ACI`.
/// - *Exemple*: no revision: the same AC, bit for bit.
/// - *Bornes et cas limites*: an AC is signed; a scenario with an error has NaN amounts, the others of the block go on.
/// - *Voir aussi*: `ModeRevision`, `RevisionAC`, `PartInvestissement`.
public enum AttributionCompensation {
  public static let regle = Regle(
    "ac.montant", libelle: "Attribution de compensation", article: "CGI art. 1609 nonies C, V",
    formule: "attribution précédente + somme des révisions de l'année")

  public static func calculer(
    _ entrees: AttributionCompensationEntrees, parametres: ParametresAC
  ) -> AttributionCompensationResultat {
    let n = entrees.attributions.rows
    let zero = Matrix(rows: n, columns: entrees.scenarios)
    let ordered = entrees.revisions.enumerated().sorted {
      ($0.element.mode, $0.offset) < ($1.element.mode, $1.offset)
    }
    var out = AttributionCompensationResultat(
      revisions: ordered.map { Self.vide($0.element, zero) }, attributions: zero, fonctionnement: zero,
      investissement: zero, faits: .init(repeating: [], count: entrees.scenarios),
      origines: .init(repeating: [], count: entrees.scenarios))
    for scenario in 0..<entrees.scenarios {
      var lane = VoieAC(entrees: entrees, parametres: parametres, scenario: scenario)
      lane.evaluer(ordered.map(\.element), &out)
      out.faits[scenario] = lane.faits
      out.origines[scenario] = lane.origines
    }
    return out
  }

  private static func vide(_ revision: RevisionAC, _ zero: Matrix) -> RevisionEvaluee {
    var out = RevisionEvaluee(
      mode: revision.mode, regle: revision.regle, avant: zero, demandes: zero,
      minimums: Matrix(rows: zero.rows, columns: zero.columns, repeating: -.infinity),
      maximums: Matrix(rows: zero.rows, columns: zero.columns, repeating: .infinity), deltas: zero,
      coutsDemandes: .init(repeating: 0, count: zero.columns), couts: .init(repeating: 0, count: zero.columns))
    if case .libreParCriteres(let libre) = revision {
      // Each direction is evaluated once for the block, and only if a scenario goes that way.
      let senses = Set(libre.montants.map(libre.sens(montant:)))
      for sens in senses {
        let moteur = MoteurCriteres(communes: libre.communes, ponderation: libre.ponderation, sens: sens)
        let criteres = moteur.evaluer(libre.criteres)
        if sens == .direct { out.criteresDirects = criteres } else { out.criteresInverses = criteres }
      }
    }
    return out
  }
}
