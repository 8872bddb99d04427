import Diagnostics
import Legislation
import LinearAlgebra

/// An envelope shared by criteria, and what the criteria read.
struct SharedEnvelope: Sendable {
  var resultat: RepartitionFermee.Resultat
  var colonnes: ColonnesCommunes
}

/// Everything the levers computed in one year: the source of explanations.
struct LeverYear: Sendable {
  var fondsDeConcours: FondsDeConcoursResultat?
  /// Rights to draw of the year.
  var droits: SharedEnvelope?
  var taxeAmenagement: TaxeAmenagementAnnee?
  var partageFoncier: [PartageFoncierAnnee] = []
  var dgfTerritoriale: DGFTerritorialeAnnee?
  var fiscalite: FiscaliteAnnee?
  var priseEnCharge: PriseEnChargeAnnee?
  /// Common services invoiced this year.
  var factures: [ServiceFacture] = []
  /// Centimes of the communes, flow by flow.
  var flux: [Flux: [Double]] = [:]
  /// What each flow costs the EPCI, centimes; negative when it gains.
  var couts: [Flux: Double] = [:]
  var faits: [LeverFacts] = []

  /// A flow that the EPCI pays, or receives, to the centime.
  mutating func add(closed flux: Flux, _ centimes: [Double]) {
    self.flux[flux] = centimes
    couts[flux] = orderedSum(centimes.span)
  }

  mutating func add(_ facts: LeverFacts) { if !facts.faits.isEmpty { faits.append(facts) } }

  var isIncomplete: Bool { flux.values.contains { $0.contains(where: \.isNaN) } }
}

/// What earlier years leave to the levers and to the indicators of later years.
struct LeverHistory: Sendable {
  /// Rights to draw carried over, centimes; empty before the first year.
  private(set) var reports: [Double] = []
  /// Shift of the potentiels of the communes, euros, by the year of the shared tax.
  private var corrections: [Int: [Double]] = [:]
  /// Behind the corrections: bases shared and the national mean rate, tax by tax.
  private(set) var assiettes: [Int: [(assiettes: [Double], tauxMoyen: Double, impot: ImpotDesZones)]] = [:]
  /// Receipts that moved, euros, by their year.
  private var recettes: [Int: (epci: Double, communes: Double)] = [:]

  mutating func record(_ annee: Int, _ year: LeverYear, parametres: Parametres) throws(DiagnosedError) {
    if let soldes = year.fondsDeConcours?.soldes, !soldes.isEmpty { reports = soldes }
    for partage in year.partageFoncier {
      let rules = try ParametresPartageFoncier(annee: annee, parametres: parametres)
      guard rules.corrige else { continue }
      var correction = corrections[annee] ?? [Double](repeating: 0, count: partage.assiettes.count)
      var span = correction.mutableSpan
      CorrectionPotentielFoncier.ajouter(
        assiettes: partage.assiettes.span, tauxMoyen: rules.tauxMoyen(partage.impot), a: &span)
      corrections[annee] = correction
      assiettes[annee, default: []].append((partage.assiettes, rules.tauxMoyen(partage.impot), partage.impot))
    }
    var moved = (epci: 0.0, communes: 0.0)
    for flux in [Flux.partageFoncier, .fiscalite] {
      guard let amounts = year.flux[flux], let cost = year.couts[flux] else { continue }
      moved.epci -= cost / 100
      moved.communes += orderedSum(amounts.span) / 100
    }
    if moved.epci != 0 || moved.communes != 0 { recettes[annee] = moved }
  }

  /// Shift of the potentiels of `annee`, from the taxes shared the year before.
  func correctionPotentiel(_ annee: Int) -> Matrix? { corrections[annee - 1].map { Matrix(column: $0) } }

  func recettes(_ annee: Int) -> (epci: Double, communes: Double) { recettes[annee] ?? (0, 0) }
}
