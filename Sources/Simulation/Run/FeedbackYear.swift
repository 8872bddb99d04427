import Legislation

/// The coefficient d'intégration fiscale of a year as a function of the DSC that it counts; the rest is settled.
struct CoefficientYear: Sendable {
  struct Amounts: Sendable {
    /// Euros.
    var attributions: Double
    var investissement: Double
  }

  struct Moved: Sendable {
    /// Denominator, euros.
    var recettes: Double
    /// Year counted, and the one that the published coefficient counts.
    var now: Amounts
    var before: Amounts
    /// Centimes of DSC that the published coefficient counts.
    var dotationsBefore: Double
    /// Euros that the other levers moved.
    var leviers: (epci: Double, communes: Double)
    var growth: Double
    var fiscaliteProfessionnelleUnique: Bool
    var regles: CoefficientIntegrationFiscale.Regles

    func transferts(_ amounts: Amounts, dotations centimes: Double) -> Double {
      CoefficientIntegrationFiscale.depensesDeTransfert(
        attributions: amounts.attributions, dontInvestissement: amounts.investissement, dotations: centimes / 100,
        fiscaliteProfessionnelleUnique: fiscaliteProfessionnelleUnique, regles: regles)
    }
  }

  /// Published or written coefficient.
  let publie: Double
  /// `nil` when it stands still.
  let moved: Moved?
  /// Year whose amounts count.
  let counted: Int

  /// - Parameter centimes: DSC of `counted`, all communes.
  func value(dotations centimes: Double) -> Double {
    guard let moved else { return publie }
    return RecettesDuCIF.deplacer(
      beforeReceipts(dotations: centimes), recettes: moved.recettes, epci: moved.leviers.epci / moved.growth,
      communes: moved.leviers.communes / moved.growth)
  }

  /// Without the receipts that the levers moved.
  func beforeReceipts(dotations centimes: Double) -> Double {
    guard let moved else { return publie }
    let published = moved.transferts(moved.before, dotations: moved.dotationsBefore)
    return CoefficientIntegrationFiscale.deplacer(
      publie, variationTransferts: moved.transferts(moved.now, dotations: centimes) / moved.growth - published,
      recettes: moved.recettes)
  }
}

/// The estimate of the dotation d'intercommunalité of a year as a function of the coefficient and of the year before.
struct DotationYear: Sendable {
  struct Moved: Sendable {
    var cif: CIFPrisEnCompte?
    var metropole: Bool
    var people: Double
    var peopleBefore: Double
    var evolution: Double
    var bornes: BornesDotationIntercommunalite
  }

  let locale: DotationIntercommunaliteLocale
  /// `nil` in the year of the data: the published amount.
  let moved: Moved?

  /// - Parameter centimes: estimate of the year before; `nil` for the published amount.
  func value(coefficient: Double, before centimes: Double?) -> DotationOfYear {
    guard let moved else { return DotationOfYear(centimes: (locale.reference * 100).roundedHalfUp) }
    let counted = moved.cif?.valeur(coefficient, metropole: moved.metropole) ?? coefficient
    let last = centimes.map { $0 / 100 } ?? locale.reference
    let found = locale.annee(
      cif: counted, population: moved.people, precedente: (last, moved.peopleBefore), evolution: moved.evolution,
      bornes: moved.bornes)
    return DotationOfYear(
      centimes: (found.montant * 100).roundedHalfUp, calcul: found, cif: counted, population: moved.people,
      precedente: (last, moved.peopleBefore), evolution: moved.evolution)
  }
}

/// The dotation of a year with what it was computed from, for the explanation.
struct DotationOfYear: Sendable {
  var centimes: Double
  /// `nil` in the year of the data: the published amount.
  var calcul: DotationIntercommunaliteLocale.Annee?
  /// Coefficient pris en compte.
  var cif = Double.nan
  var population = Double.nan
  /// Euros and inhabitants of the year before.
  var precedente = (montant: Double.nan, population: Double.nan)
  var evolution = 1.0
}
