import Diagnostics
import Territory

extension TerritoryCheck {
  mutating func check(_ clauses: ClausesDotationSolidarite) {
    criteria(clauses.repartition)
    for fraction in clauses.fractions { criteria(fraction.repartition) }
    let period = scenario.periode.value
    if let contrat = clauses.contratDeVille {
      let until = min(contrat.value.pacteAdopte.map { $0 - 1 } ?? period.upperBound, period.upperBound)
      if until >= period.lowerBound {
        if territory.column("contrat_ville") == nil {
          missing("contrat_ville", lever: "le contrat de ville", contrat.span)
        }
        products((period.lowerBound - 1)...until, lever: "le plancher du contrat de ville", contrat.span)
      }
    }
    if let amount = clauses.enveloppe, case .partHausse? = amount.value.suite?.value,
      let span = amount.value.suite?.span, let last = amount.value.paliers.last?.annee.value, last < period.upperBound
    {
      products(last...period.upperBound, lever: "l'indexation de l'enveloppe", span)
    }
    if case .partRecettes? = clauses.regleEnveloppe?.value, let span = clauses.regleEnveloppe?.span,
      territory.ensemble?.latestVintage(of: "rrf", upTo: period.lowerBound - 1) == nil
    {
      var diagnostic = territory.missingColumn(lever: "l'enveloppe", column: "rrf_\(period.lowerBound - 1)")
      diagnostic.message = diagnostic.message.replacing("communes.csv", with: "ensembles.csv")
      diagnostic.repair = diagnostic.repair?.replacing("communes.csv", with: "ensembles.csv")
      diagnostic.place = span.place()
      diagnostic.context = heading
      found.append(diagnostic)
    }
  }

  /// Every year of the products, known or carried by a hypothesis: one diagnostic for all.
  private mutating func products(_ years: ClosedRange<Int>, lever: String, _ span: Span) {
    let carried =
      scenario.hypotheses.contains { $0.grandeur.value == .fiscaliteEconomique }
      && territory.latestVintage(of: "produit_fp", upTo: years.lowerBound) != nil
    guard !carried, let year = years.first(where: { territory.column("produit_fp", annee: $0) == nil }) else { return }
    missing("produit_fp_\(year)", lever: lever, span)
    found[found.count - 1].repair =
      (found[found.count - 1].repair ?? "") + " ; ou écrivez l'hypothèse « fiscalité économique : + 2 % par an »"
  }
}
