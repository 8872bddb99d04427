import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// A commune in a year of a run: what every explainer reads, and the nodes of the figures that rules share.
struct ExplainedYear {
  let plan: ScenarioPlan
  let trace: YearTrace
  /// Amounts of every year, before and within the period.
  let history: AmountHistory
  let row: Int

  var annee: Int { trace.annee }
  var state: YearState { trace.state }

  func parameter(_ chemin: CheminParametre) -> Explanation? {
    Explanation(chemin, plan.parametres, annee: annee)
  }

  // MARK: figures of the commune

  var populationINSEE: Explanation {
    figure("Population INSEE", "population_insee", .habitants, .population, state.populationINSEE)
  }

  var populationDGF: Explanation {
    figure("Population DGF", "population_dgf", .habitants, .population, state.populationDGF)
  }

  func population(_ choix: PopulationPonderation) -> Explanation {
    choix == .insee ? populationINSEE : populationDGF
  }

  var revenu: Explanation { figure("Revenu fiscal de référence", "revenu", .euros, .revenus, state.revenu) }

  var potentielFinancier: Explanation {
    potentiel("Potentiel financier", "potentiel_financier", .potentielFinancier, state.potentielFinancier)
  }

  var potentielFiscal: Explanation {
    potentiel("Potentiel fiscal", "potentiel_fiscal", .potentielFiscal, state.potentielFiscal)
  }

  /// A published column, carried to the year by the scenario's hypothesis.
  private func figure(
    _ libelle: String, _ column: String, _ unite: Explanation.Unite, _ hypothese: Hypothese.Grandeur, _ block: Matrix
  ) -> Explanation {
    let source = "communes.csv, \(column), données de \(plan.territoire.annee)"
    guard let factor = growth(hypothese) else {
      return Explanation(libelle, block[row, 0], unite, grandeur: column, source: source)
    }
    let published = Explanation(
      "\(libelle) publié\(libelle.hasPrefix("Population") ? "e" : "")",
      plan.territoire.column(column)?.values[row] ?? .nan, unite, grandeur: "\(column).publie", source: source)
    let product = published.op * factor.op
    return Explanation(
      "\(libelle) de \(annee)", projected(block, hypothese, column), unite, grandeur: column,
      operation: unite == .habitants ? .arrondi(product, .unite) : product, enfants: [published, factor])
  }

  /// Before the feedback of the AC.
  private func projected(_ block: Matrix, _ hypothese: Hypothese.Grandeur, _ column: String) -> Double {
    switch hypothese {
    case .potentielFinancier: plan.figures.projected(to: annee).potentielFinancier[row, 0]
    case .potentielFiscal: plan.figures.projected(to: annee).potentielFiscal[row, 0]
    default: block[row, 0]
    }
  }

  /// `(1 + g)^(annee − year of the data)`; `nil` without a hypothesis, or in the year of the data.
  private func growth(_ grandeur: Hypothese.Grandeur) -> Explanation? {
    let factor = plan.retroaction.projection.factor(grandeur, annee: annee)
    guard let clause = plan.scenario.hypotheses.last(where: { $0.grandeur.value == grandeur }), factor != 1 else {
      return nil
    }
    let rate = Explanation(
      "Évolution annuelle", clause.taux.value.fraction, .taux, grandeur: "hypothese.\(grandeur.rawValue).taux",
      portee: .ensemble, source: line(clause.grandeur.span))
    let years = Double(annee - plan.territoire.annee)
    return Explanation(
      "Évolution depuis \(plan.territoire.annee)", factor, .nombre, grandeur: "hypothese.\(grandeur.rawValue)",
      portee: .ensemble, operation: .puissance(.un(1) + rate.op, .un(years)), enfants: [rate])
  }

  /// With the effect of the AC of the year before, where there is one.
  private func potentiel(
    _ libelle: String, _ column: String, _ hypothese: Hypothese.Grandeur, _ block: Matrix
  ) -> Explanation {
    var base = figure(libelle, column, .euros, hypothese, block)
    let effects = [state.variationPotentiel.map(feedback), sharedTaxes].compactMap { $0 }
    guard !effects.isEmpty else { return base }
    base.libelle = "\(libelle) avant rétroaction"
    base.grandeur = "\(column).avant_retroaction"
    base.valeur = projected(block, hypothese, column)
    return Explanation(
      "\(libelle) de \(annee)", block[row, 0], .euros, grandeur: column,
      operation: .somme([base.op] + effects.map(\.op)), enfants: [base] + effects)
  }

  private func feedback(_ variation: Matrix) -> Explanation {
    let published = plan.retroaction.annee - 1
    let now = history.attributionCompensation(annee - 1).columnArray(0)
    let then = history.attributionCompensation(published).columnArray(0)
    let before = Explanation(
      "AC comptée dans la valeur publiée (\(published))", then[row], .centimes, grandeur: "retroaction.ac_publiee",
      source: "communes.csv, ac_\(published)")
    let after = Explanation(
      "AC de \(annee - 1)", now[row], .centimes, grandeur: "retroaction.ac",
      source: annee - 1 < (plan.annees.first ?? annee)
        ? "communes.csv, ac_\(annee - 1)" : "montant de \(annee - 1) du scénario")
    let total = orderedReduction(now.count) { (now[$0] - then[$0]).isNaN ? 0 : (now[$0] - then[$0]) / 100 }
    let moved = Explanation(
      "Variation de toutes les AC", total * 100, .centimes, grandeur: "retroaction.variation_ac", portee: .ensemble,
      source: "somme des \(now.count) communes")
    let people = populationDGF
    let heads = sum("Population DGF de l'ensemble", state.populationDGF, .habitants, "population_dgf.ensemble")
    return Explanation(
      "Effet des AC sur le potentiel", variation[row, 0], .euros, grandeur: "retroaction.potentiel",
      regle: RetroactionPotentiel.regle,
      operation: after.op - before.op - people.op / heads.op * moved.op,
      enfants: [after, before, people, heads, moved])
  }

  // MARK: figures of the ensemble

  /// Sum over the communes, missing values left out.
  func sum(_ libelle: String, _ block: Matrix, _ unite: Explanation.Unite, _ grandeur: String) -> Explanation {
    let values = block.columnArray(0)
    let known = values.count { !$0.isNaN }
    let missing = values.count - known
    return Explanation(
      libelle, orderedReduction(values.count) { values[$0].isNaN ? 0 : values[$0] }, unite, grandeur: grandeur,
      portee: .ensemble,
      source: "somme des \(known) communes" + (missing > 0 ? " qui ont la donnée (\(missing) sans)" : ""))
  }

  func line(_ span: Span?) -> String? { span.map { "\($0.source.name), ligne \($0.line)" } }
}
