import Glibc
import Legislation
import LinearAlgebra
import Territory

/// Gathers synthetic ensembles into a national territory.
struct SyntheticTerritory {
  let annee: Int
  private var communes: [Commune] = []
  private var ensembles: [Ensemble] = []
  private var values: [[Double]]
  private var metropole = 0
  private var outreMer = 0
  private var populations: [String: Double] = [:]

  private var names: [String] {
    [
      "population_insee", "population_dgf", "residences_secondaires", "revenu", "potentiel_fiscal",
      "potentiel_financier", "effort_fiscal_numerateur", "effort_fiscal_denominateur", "rrf_\(annee - 1)",
      "ac_\(annee - 1)", "dsc_\(annee - 1)", "logements", "logements_sociaux", "voirie", "superficie",
      "population_3_16",
    ]
  }

  init(annee: Int) {
    self.annee = annee
    values = []
    values = names.map { _ in [] }
  }

  mutating func add(_ ensemble: SyntheticEnsemble, _ draws: SyntheticDraws, number: Int, overseas: Bool) {
    guard metropole + ensemble.count <= SyntheticNames.mostCommunes else { return }
    let away = overseas && outreMer + ensemble.count <= SyntheticNames.mostOverseas
    let siren = SyntheticNames.siren(number)
    add(communes: ensemble, draws, siren: siren, away: away)
    let total = orderedReduction(ensemble.count) { ensemble.populationINSEE[$0] }
    populations[away ? "population_dom" : "population_metropole", default: 0] += total
    if away { populations["population_outre_mer", default: 0] += total }
    let nature: NatureEPCI =
      switch ensemble.categorie {
      case .urbaine: total > 600_000 ? .METROPOLE : .CU
      case .agglomeration: .CA
      case .communesFiscaliteUnique, .communesFiscaliteAdditionnelle: .CC
      }
    ensembles.append(
      Ensemble(
        siren: siren, nom: "\(nature.rawValue) de \(SyntheticNames.commune(draws, 0))",
        textes: [
          "type": "EI", "nature": nature.rawValue, "regime": ensemble.fiscaliteUnique ? "FPU" : "FA",
          "zone": away ? "dom" : "metropole", "cif_nature": "simple",
        ], valeurs: figures(ensemble)))
  }

  mutating func addIsland(_ ensemble: SyntheticEnsemble, _ draws: SyntheticDraws) {
    guard metropole < SyntheticNames.mostCommunes else { return }
    let code = SyntheticNames.commune(number: metropole).insee
    add(communes: ensemble, draws, siren: nil, away: false)
    populations["population_metropole", default: 0] += ensemble.populationINSEE[0]
    var valeurs = figures(ensemble)
    for name in [
      "cif", "recettes_cif_epci", "recettes_cif_communes", "recettes_cif_syndicats", "potentiel_fiscal_epci",
    ] {
      valeurs[name] = nil
    }
    valeurs["ile"] = 1
    ensembles.append(
      Ensemble(
        siren: code, nom: "Île de \(SyntheticNames.commune(draws, 0))",
        textes: ["type": "CI", "insee": code, "zone": "metropole"], valeurs: valeurs))
  }

  private func figures(_ ensemble: SyntheticEnsemble) -> [String: Double] {
    func sum(_ column: [Double]) -> Double { orderedReduction(column.count) { column[$0] } }
    return [
      "ile": 0, "pfia": sum(ensemble.potentielFinancier),
      "rfa": (sum(ensemble.potentielFiscal) * 0.97).rounded(), "efa_numerateur": sum(ensemble.effortNumerateur),
      "efa_denominateur": sum(ensemble.effortDenominateur), "cif": (ensemble.cif * 1e6).rounded() / 1e6,
      "recettes_cif_epci": ensemble.recettesCIF.epci, "recettes_cif_communes": ensemble.recettesCIF.communes,
      "recettes_cif_syndicats": ensemble.recettesCIF.syndicats,
      "potentiel_fiscal_epci": ensemble.recettesCIF.epci,
    ]
  }

  private mutating func add(
    communes ensemble: SyntheticEnsemble, _ draws: SyntheticDraws, siren: String?, away: Bool
  ) {
    for i in 0..<ensemble.count {
      let place = away ? SyntheticNames.overseas(number: outreMer) : SyntheticNames.commune(number: metropole)
      if away { outreMer += 1 } else { metropole += 1 }
      guard let insee = CodeINSEE(place.insee) else { continue }
      communes.append(
        Commune(insee: insee, nom: SyntheticNames.commune(draws, i), departement: place.departement, epci: siren))
      let people = ensemble.populationINSEE[i]
      let homes = (people * 0.52 * exp(0.1 * draws.normal(.logements, i))).rounded()
      let social = people < 1_000 ? 0.02 : people < 10_000 ? 0.09 : 0.24
      let row = [
        people, ensemble.populationDGF[i], ensemble.secondaires[i], ensemble.revenu[i], ensemble.potentielFiscal[i],
        ensemble.potentielFinancier[i], ensemble.effortNumerateur[i], ensemble.effortDenominateur[i],
        ensemble.recettes[i], ensemble.attribution[i], ensemble.dsc[i], homes,
        (homes * min(0.7, social * exp(0.5 * draws.normal(.logements, i + 100_000)))).rounded(),
        (1_900 * pow(people, 0.42) * exp(0.5 * draws.normal(.voirie, i))).rounded(),
        (1_100 * exp(0.75 * draws.normal(.superficie, i))).rounded(),
        (people * 0.17 * exp(0.12 * draws.normal(.enfants, i))).rounded(),
      ]
      for column in row.indices { values[column].append(row[column]) }
    }
  }

  /// In ascending INSEE order, as every territory.
  func finish(graine: UInt64) -> ImportedTerritory {
    let order = communes.indices.sorted { communes[$0].insee < communes[$1].insee }
    let columns = zip(names, values).map { name, values in Column(nom: name, values: order.map { values[$0] }) }
    var national = populations
    national["annee"] = Double(annee)
    // A part of a country could not pay the fund of the whole one: 1 Md€ for 67.6 million inhabitants.
    if ensembles.count < SyntheticFrance.perFolder {
      let people = (populations["population_metropole"] ?? 0) + (populations["population_dom"] ?? 0)
      national["fonds"] = (people * 14.8).rounded()
    }
    return ImportedTerritory(
      nom: "France synthétique, graine \(graine)", siren: "000000000", annee: annee, nature: .NATIONAL, regime: .FPU,
      communes: order.map { communes[$0] }, columns: columns, ensembles: ensembles.sorted { $0.siren < $1.siren },
      national: national,
      sources: [
        Source(
          fichier: "pacte synthese --graine \(graine)",
          colonnes: "données tirées au hasard : aucune commune ni aucun ensemble n'existe")
      ], aCompleter: [], diagnostics: [])
  }
}
