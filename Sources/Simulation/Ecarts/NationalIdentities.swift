import Legislation
import LinearAlgebra
import Territory

/// What the published table of a year says of itself, recomputed by the rules.
public struct NationalIdentities: Sendable {
  public let annee: Int
  public let communes: Int
  public let empreinte: String
  public private(set) var identites: [Identity] = []
  public private(set) var moyennes: [PublishedMean] = []
  /// Euros, and communes whose AC is negative.
  public let attributions: Double
  public let attributionsNegatives: Int

  /// A national figure, and the one that the note of the year publishes.
  public struct PublishedMean: Sendable, Equatable {
    public var libelle: String
    public var recalculee: Double
    public var publiee: Double?
    public var remarque: String
  }

  public init(_ criteria: NationalCriteria, parametres: Parametres) throws {
    annee = criteria.annee
    communes = criteria.count
    empreinte = criteria.empreinte
    let ac = criteria.column("ac") ?? []
    attributions = orderedReduction(ac.count) { ac[$0].isNaN ? 0 : ac[$0] }
    attributionsNegatives = ac.count { $0 < 0 }
    let table = Rows(criteria)
    let rules = try ParametresIndicateurs(annee: criteria.annee, parametres: parametres)
    identites.append(population(table, rules))
    identites += [potentielFinancier(table), parHabitant(table), effortFiscal(table), sommesAC(table)]
    if annee >= 2022 {
      identites += rebuilt(table, parametres, rules)
    } else {
      identites += former(table)
    }
    moyennes = means(table, rules)
  }

  /// Access to the columns by name.
  struct Rows {
    let criteria: NationalCriteria
    let libelles: [String]
    let count: Int

    init(_ criteria: NationalCriteria) {
      self.criteria = criteria
      libelles = criteria.text("insee") ?? []
      count = criteria.count
    }

    func column(_ name: String) -> [Double] {
      criteria.column(name) ?? [Double](repeating: .nan, count: count)
    }

    /// Missing counts for nothing: a product that a commune does not have.
    func amounts(_ name: String) -> [Double] {
      criteria.column(name)?.map { $0.isNaN ? 0 : $0 } ?? [Double](repeating: 0, count: count)
    }

    func map(_ body: (Int) -> Double) -> [Double] { (0..<count).map(body) }
  }

  // MARK: Populations, potentiels, effort fiscal

  private func population(_ t: Rows, _ rules: ParametresIndicateurs) -> Identity {
    let dgf = t.column("population_dgf")
    let (insee, second, places) = (
      t.column("population_insee"), t.column("residences_secondaires"), t.column("caravanes_majorees")
    )
    return Identity(
      "population DGF = population INSEE + résidences secondaires + places de caravanes majorées",
      texte: PopulationDGF.regle.article, tolerance: 0, unite: "hab.",
      ecarts: t.map { i in
        dgf[i]
          - PopulationDGF.calculer(
            populationINSEE: insee[i], residencesSecondaires: second[i], placesCaravanes: places[i], majoree: false,
            coefficients: rules.population)
      }, libelles: t.libelles)
  }

  private func potentielFinancier(_ t: Rows) -> Identity {
    let fiscal = t.column("potentiel_fiscal")
    let published = t.column("potentiel_financier")
    let names = [
      "dotation_forfaitaire", "part_salaires", "compensation_tp", "prelevements", "crfp", "consolidation",
      "aide_sociale_paris",
    ]
    let columns = names.map(t.amounts)
    let departements = t.criteria.text("departement") ?? []
    return Identity(
      "potentiel financier = potentiel fiscal + dotation forfaitaire − compensations − prélèvements (hors collectivités d'outre-mer)",
      texte: PotentielFinancier.regle.article, tolerance: 2, unite: "€",
      ecarts: t.map { i in
        let value = PotentielFinancier.calculer(
          potentielFiscal: fiscal[i], dotationForfaitaire: columns[0][i] - columns[5][i], partSalaires: columns[1][i],
          taxeProfessionnelle: columns[2][i], prelevements: columns[3][i] + columns[4][i] + columns[6][i])
        return Self.collectivites.contains(departements[i]) ? .nan : published[i] - value
      }, libelles: t.libelles,
      explication:
        "Paris en 2022 : sa participation à l'aide sociale du département, retranchée de son potentiel financier, n'est plus une colonne de la table."
    )
  }

  private func parHabitant(_ t: Rows) -> Identity {
    let (amount, perHead, people) = (
      t.column("potentiel_financier"), t.column("potentiel_financier_habitant"), t.column("population_dgf")
    )
    return Identity(
      "potentiel financier par habitant = potentiel financier ÷ population DGF", texte: "CGCT art. L2334-4, V",
      tolerance: 6e-7, unite: "€/hab.",
      ecarts: t.map { people[$0] > 0 ? perHead[$0] - amount[$0] / people[$0] : .nan }, libelles: t.libelles)
  }

  private func effortFiscal(_ t: Rows) -> Identity {
    let (rate, high, low) = (
      t.column("effort_fiscal"), t.column("effort_numerateur"), t.column("effort_denominateur")
    )
    return Identity(
      "effort fiscal = numérateur ÷ dénominateur", texte: EffortFiscal.regle.article, tolerance: 1.1e-6, unite: "",
      ecarts: t.map { i in
        low[i] > 0
          ? rate[i]
            - FractionCorrection.effortFiscal(
              numerateur: high[i], denominateur: low[i], fractionNumerateur: 0, fractionDenominateur: 0, poids: 0)
          : .nan
      }, libelles: t.libelles, explication: "Valeurs publiées sur un autre périmètre que les montants.")
  }

  private func sommesAC(_ t: Rows) -> Identity {
    let (ac, total, siren) = (t.amounts("ac"), t.amounts("ac_epci"), t.criteria.text("siren_epci") ?? [])
    var sums: [String: (members: Double, published: Double)] = [:]
    for i in 0..<t.count where siren[i].utf8.count == 9 {
      sums[siren[i], default: (0, total[i])].members += ac[i]
    }
    let keys = sums.keys.sorted()
    return Identity(
      "somme des AC de l'EPCI = somme des AC de ses communes", texte: "CGCT art. L2334-4, II", tolerance: 1, unite: "€",
      ecarts: keys.map { key in sums[key].map { $0.published - $0.members } ?? .nan }, libelles: keys,
      explication:
        "Métropole du Grand Paris, dont le total publié n'est pas celui des communes ; périmètres modifiés au 1er janvier, dont le total est celui de l'EPCI de l'année précédente."
    )
  }
}
