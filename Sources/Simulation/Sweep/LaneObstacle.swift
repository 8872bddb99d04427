import Language
import Legislation

/// The rule that keeps the values of an axis from running side by side in one plan.
public enum LaneObstacle: Sendable, Equatable {
  /// The target is that of another lever than the DSC.
  case autreLevier
  /// The envelope is computed from the growth of a product.
  case hausseDeProduit
  case regleEnveloppe
  /// The shape of a criterion: its scores are prepared once for a plan.
  case forme
  case fractions
  /// Years that a clause counts: which ones it reaches is settled once for a plan.
  case duree
  /// Paid to a neighbouring EPCI.
  case versement
  case contratDeVille
  case arrondiALEuro
  case bornesParHabitant
  /// The CIF published already counts years of the period.
  case periodeDansLesDonnees
  /// The shares of the first year hold for the following ones.
  case pluriannuelle
  /// The side of the FPIC is not split by criteria, or is not known.
  case sansCriteres
  case montantInconnu
  case coefficient
  case attribution
  case droit
  case hypothese
  case donnees

  /// `nil` when nothing stands in the way.
  init?(_ cible: Balayage.Cible, _ plan: ScenarioPlan) {
    let found: LaneObstacle?
    switch cible {
    case .enveloppe(let article, _), .indexation(let article), .poids(let article, nil), .plancher(let article),
      .plafond(let article):
      found = Self.ofDotation(article, plan)
    case .montantEnsemble(_, let volet, _):
      found = plan.side(NatureFPIC(volet)).map { $0.pluriannuelle ? .pluriannuelle : nil } ?? .montantInconnu
    case .poids(_, let volet?), .partEPCI(_, let volet): found = Self.ofDecision(plan.side(NatureFPIC(volet)))
    case .coefficientIntegrationFiscale: found = .coefficient
    case .revision, .poidsRevision: found = .attribution
    case .enveloppeFraction: found = .fractions
    case .dureeLissage, .finGarantie: found = .duree
    case .montant(_, _, let article, _), .taux(_, _, let article, _), .poste(_, _, let article, _),
      .borne(_, let article, _), .poidsNommes(_, let article), .forme(_, _, let article):
      found = Self.ofClause(cible, plan.scenario.articles.first { $0.numero.value == article })
    case .parametre, .poidsIndice: found = .droit
    case .hypothese: found = .hypothese
    case .colonne: found = .donnees
    }
    guard let found else { return nil }
    self = found
  }

  private static func ofDotation(_ article: Int, _ plan: ScenarioPlan) -> LaneObstacle? {
    guard let dsc = plan.dotationSolidarite, dsc.article.numero.value == article else { return .autreLevier }
    if let first = plan.annees.first, first < plan.retroaction.annee { return .periodeDansLesDonnees }
    if dsc.clauses.enveloppe == nil { return .regleEnveloppe }
    if case .partHausse? = dsc.clauses.enveloppe?.value.suite?.value { return .hausseDeProduit }
    if !dsc.clauses.fractions.isEmpty { return .fractions }
    if dsc.clauses.contratDeVille != nil { return .contratDeVille }
    if dsc.clauses.arrondiALEuro { return .arrondiALEuro }
    return dsc.clauses.garanties.allSatisfy(\.value.habitant.estVide) ? nil : .bornesParHabitant
  }

  /// Of a value that its article names.
  private static func ofClause(_ cible: Balayage.Cible, _ article: Article?) -> LaneObstacle {
    switch article?.objet {
    case .attributionCompensation: return .attribution
    case .fpic: return .sansCriteres
    case .levier, nil: return .autreLevier
    case .dotationSolidarite:
      switch cible {
      case .forme: return .forme
      case .borne: return .bornesParHabitant
      case .montant: return .versement
      default: return .fractions
      }
    }
  }

  private static func ofDecision(_ side: FPICPlan?) -> LaneObstacle? {
    switch side?.decision {
    case .derogatoire(.criteres, _), .libre(.criteres, _): side?.pluriannuelle == true ? .pluriannuelle : nil
    default: .sansCriteres
    }
  }

  /// What it says of the rule, after the name of the axis.
  public var texte: String {
    switch self {
    case .autreLevier: "un autre levier que la DSC se répartit pour un scénario à la fois"
    case .hausseDeProduit: "l'enveloppe suit la hausse d'un produit, année après année"
    case .regleEnveloppe: "l'enveloppe est une part des recettes de l'EPCI, année après année"
    case .forme: "la forme d'un critère prépare ses notes une fois par plan"
    case .versement: "le versement à un EPCI voisin se règle une fois par plan"
    case .duree: "une durée décide des années où sa clause s'applique"
    case .fractions: "les fractions de la DSC composent ses poids chaque année"
    case .contratDeVille: "la part due aux communes du contrat de ville compose les poids de la DSC"
    case .arrondiALEuro: "la DSC arrondie à l'euro change d'unité"
    case .bornesParHabitant: "les bornes de la garantie sont écrites par habitant"
    case .periodeDansLesDonnees: "la période commence avant l'année des données, dont le CIF compte déjà la DSC"
    case .pluriannuelle: "les parts de la première année du FPIC valent pour les suivantes"
    case .sansCriteres: "le FPIC n'est pas réparti selon des critères"
    case .montantInconnu: "ce côté du FPIC n'est pas calculé"
    case .coefficient: "le CIF écrit déplace la dotation d'intercommunalité et les deux côtés du FPIC"
    case .attribution: "l'AC déplace le potentiel financier, donc les critères, dès l'année suivante"
    case .droit: "un paramètre du droit peut être lu par toutes les règles"
    case .hypothese: "une hypothèse déplace les données de toutes les années"
    case .donnees: "les données de chaque commune changent"
    }
  }
}
