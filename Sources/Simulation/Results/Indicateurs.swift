/// The indicators that the rules of a year read or that its amounts move, beside the amounts.
public struct IndicatorYear: Sendable, Equatable {
  public var annee: Int
  /// Euros, one a commune; NaN where unknown.
  public var potentielFinancier: [Double]
  /// Recettes réelles de fonctionnement of the latest known year, euros; empty when the territory has none.
  public var recettesReelles: [Double]
  /// Coefficient d'intégration fiscale of the year; `nil` when nobody knows it.
  public var coefficientIntegrationFiscale: Double?
  /// Estimate, centimes; `nil` without a dotation of the year of the data.
  public var dotationIntercommunalite: Double?

  public init(
    annee: Int, potentielFinancier: [Double], recettesReelles: [Double], coefficientIntegrationFiscale: Double? = nil,
    dotationIntercommunalite: Double? = nil
  ) {
    self.annee = annee
    self.potentielFinancier = potentielFinancier
    self.recettesReelles = recettesReelles
    self.coefficientIntegrationFiscale = coefficientIntegrationFiscale
    self.dotationIntercommunalite = dotationIntercommunalite
  }
}

/// The same scenario with its feedback switched off: what the report sets beside the amounts.
public struct WithoutFeedback: Sendable {
  public var montants: AmountTable
  public var epci: [EPCIYear]
  public var indicateurs: [IndicatorYear]
}

extension ScenarioResult {
  public func indicateurs(_ annee: Int) -> IndicatorYear? { indicateurs.first { $0.annee == annee } }

  /// Bit for bit, missing values included.
  func hasSameFigures(as other: ScenarioResult) -> Bool {
    montants.isIdentical(to: other.montants) && epci.count == other.epci.count
      && zip(epci, other.epci).allSatisfy { $0.figures.isIdentical(to: $1.figures) }
      && indicateurs.count == other.indicateurs.count
      && zip(indicateurs, other.indicateurs).allSatisfy { a, b in
        a.potentielFinancier.isIdentical(to: b.potentielFinancier)
          && a.recettesReelles.isIdentical(to: b.recettesReelles)
          && a.coefficientIntegrationFiscale == b.coefficientIntegrationFiscale
          && a.dotationIntercommunalite == b.dotationIntercommunalite
      }
  }
}

extension EPCIYear {
  fileprivate var figures: [Double] {
    [
      attributionCompensation, attributionInvestissement, dotationSolidarite, dotationVoisine, prelevementFPIC,
      reversementFPIC,
    ] + Flux.leviers.map { leviers[$0] ?? .nan }
  }
}
