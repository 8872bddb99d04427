import Diagnostics
import Legislation
import Simulation

/// The conditions under which the decisions of a scenario pass, as sentences.
struct AdoptionPhrases {
  let comparison: Comparison
  let scenario: ScenarioResult
  /// Rows of the communes that lose at least one year.
  let perdantes: [Int]

  init(_ comparison: Comparison, _ scenario: ScenarioResult) {
    self.comparison = comparison
    self.scenario = scenario
    perdantes = comparison.perdantes(scenario)
  }

  func analysis(_ step: EtapeDecision) -> AdoptionAnalysis? {
    comparison.adoption(step.etape, perdantes: perdantes)
  }

  /// « 31 voix sur 46 si tous les élus s'expriment ».
  func threshold(_ step: EtapeDecision) -> String {
    switch analysis(step)?.seuil {
    case .voix(let needed, let total): return "\(needed) voix sur \(total) si tous les élus s'expriment"
    case .qualifiee(let first, let second, let councils, let people):
      func branch(_ missing: MajoriteQualifiee.Manque) -> String {
        "\(missing.conseils) conseils et \(Typography.number(Double(missing.habitants))) habitants"
      }
      return "\(branch(first)), ou \(branch(second)), sur \(councils) conseils et "
        + "\(Typography.number(Double(people))) habitants"
    case nil:
      switch step.etape.seuil {
      case .fraction, .unanimite: return "sièges non renseignés (colonne sieges de communes.csv)"
      case .qualifiee(let rule): return "\(rule.population.colonne) non renseignée"
      case .chacun: return "chaque commune intéressée ; celle qui refuse garde son montant"
      case .aucunRefus: return "aucun refus d'un conseil municipal dans le délai"
      case .convention: return "signature de la convention"
      }
    }
  }

  func indispensables(_ found: AdoptionAnalysis) -> String {
    found.indispensables.isEmpty ? "aucune" : names(found.indispensables, most: 6)
  }

  /// « 1 commune suffit (Exempleville) ».
  func blocage(_ found: AdoptionAnalysis) -> String { fewest(found.blocage) }

  func majorite(_ found: AdoptionAnalysis) -> String { fewest(found.majorite) }

  /// « acquis, 37 voix pour sur 46, il en faut 31, marge de 6 ».
  func outcome(_ hypothesis: AdoptionAnalysis.Hypothese) -> String {
    let verdict = hypothesis.acquis ? "acquis" : "non acquis"
    if let people = hypothesis.habitants, let all = hypothesis.population {
      return "\(verdict), \(hypothesis.pour) conseils favorables sur \(hypothesis.base), "
        + "\(Typography.number(Double(people))) habitants sur \(Typography.number(Double(all)))"
    }
    let margin = hypothesis.pour - hypothesis.necessaires
    let gap = margin >= 0 ? "marge de \(margin)" : "il en manque \(-margin)"
    return
      "\(verdict), \(hypothesis.pour) voix pour sur \(hypothesis.base), il en faut \(hypothesis.necessaires), \(gap)"
  }

  /// « Si les 3 communes perdantes votent contre », or « refusent ».
  func against(_ step: EtapeDecision) -> String { clause(step, "votent contre", "refusent") }

  func abstaining(_ step: EtapeDecision) -> String { clause(step, "s'abstiennent", "ne délibèrent pas") }

  private func clause(_ step: EtapeDecision, _ council: String, _ communes: String) -> String {
    let verb = if case .qualifiee = step.etape.seuil { communes } else { council }
    return perdantes.count == 1
      ? "si la commune perdante \(singular(verb))" : "si les \(perdantes.count) communes perdantes \(verb)"
  }

  private func singular(_ verb: String) -> String {
    switch verb {
    case "votent contre": "vote contre"
    case "refusent": "refuse"
    case "s'abstiennent": "s'abstient"
    default: "ne délibère pas"
    }
  }

  private func fewest(_ rows: [Int]) -> String {
    switch rows.count {
    case 0: "aucun groupe de communes"
    case 1: "1 commune suffit (par exemple \(names(rows, most: 1)))"
    default: "au moins \(rows.count) communes (par exemple \(names(rows, most: 4)))"
    }
  }

  private func names(_ rows: [Int], most: Int) -> String {
    rows.prefix(most).map { comparison.territoire.communes[$0].nom }.joined(separator: ", ")
      + (rows.count > most ? "…" : "")
  }
}
