import Legislation

/// What a reader wants to see of the levers beside the flows.
public struct LeverDetails: Sendable {
  public var projets: [ProjectLine] = []
  public var droits: [RightsLine] = []
  public var liens: [LinkLine] = []
  public var substitutions: [SubstitutionLine] = []

  /// A project of fonds de concours, centimes.
  public struct ProjectLine: Sendable {
    public var annee: Int
    public var evalue: ProjetEvalue
  }

  /// Rights to draw of a commune in a year, centimes.
  public struct RightsLine: Sendable {
    public var annee: Int
    public var commune: Int
    public var droit: Double
    public var report: Double
    public var consomme: Double
    public var solde: Double
  }

  /// A rate before the rules of link; `commune` is `nil` for the EPCI.
  public struct LinkLine: Sendable {
    public var annee: Int
    public var commune: Int?
    public var examen: ExamenLien
  }

  /// The cut of AC of a year given back by one vehicle or another. Centimes and fractions; NaN where unknown.
  public struct SubstitutionLine: Sendable {
    public var annee: Int
    public var vehicule: VehiculeDeSolidarite
    public var montant: Double
    public var numerateur: Double
    public var cif: Double
    /// Effect on the dotation d'intercommunalité before its bounds, centimes.
    public var dotation: Double
  }
}

extension LeverDetails {
  mutating func add(_ annee: Int, _ year: LeverYear) {
    if let fonds = year.fondsDeConcours {
      projets += fonds.projets.map { ProjectLine(annee: annee, evalue: $0) }
      for row in fonds.droits.indices {
        droits.append(
          RightsLine(
            annee: annee, commune: row, droit: fonds.droits[row], report: fonds.reports[row],
            consomme: fonds.montants[row], solde: fonds.soldes[row]))
      }
    }
    for (commune, examen) in year.fiscalite?.examens ?? [] {
      liens.append(LinkLine(annee: annee, commune: commune, examen: examen))
    }
  }

  /// - Parameters:
  ///   - before: Σ AC before the period, `now` of the year, centimes.
  ///   - cif, recettes: of the year; `dotation` centimes.
  mutating func addSubstitution(
    annee: Int, before: Double, now: Double, cif: Double?, recettes: Double?, dotation: Double?,
    regles: CoefficientIntegrationFiscale.Regles
  ) {
    let cut = before - now
    // Told once, when the cut changes.
    guard cut > 0, substitutions.last?.montant != cut else { return }
    for vehicule in VehiculeDeSolidarite.allCases {
      let numerator = Substitution.variationNumerateur(vehicule, montant: cut, regles: regles)
      let shift = recettes.map { numerator / 100 / $0 } ?? .nan
      substitutions.append(
        SubstitutionLine(
          annee: annee, vehicule: vehicule, montant: cut, numerateur: numerator, cif: shift,
          dotation: (dotation ?? .nan) * shift / (cif ?? .nan)))
    }
  }
}

extension Comparison {
  /// The flows that some scenario or the reference knows, in the order of the report.
  public var composantes: [Flux] {
    let all = [reference] + scenarios
    return Flux.composantes.filter { flux in
      Flux.historiques.contains(flux)
        || all.contains { result in annees.contains { !result.montants.total($0, flux).isNaN } }
    }
  }

  /// Whether some AC has a part in investissement.
  public var connaitInvestissement: Bool {
    scenarios.contains { result in
      annees.contains { result.montants[$0, .attributionInvestissement].contains { $0 != 0 && !$0.isNaN } }
    }
  }

  /// « AC + DSC + FPIC reversé − FPIC prélevé + fonds de concours »
  public var formuleNet: String {
    composantes.filter { !Flux.historiques.contains($0) }.reduce("AC + DSC + FPIC reversé − FPIC prélevé") {
      $0 + " + " + ($1 == .priseEnChargeFPIC || $1 == .dgfTerritoriale ? $1.abrege : $1.abrege.lowercased())
    }
  }
}
