import Diagnostics
import Legislation
import LinearAlgebra
import Territory

extension NationalIdentities {
  /// Collectivités d'outre-mer, which the national means leave out.
  static let collectivites: Set<String> = ["975", "986", "987", "988"]
  private static let departementsOutreMer: Set<String> = ["971", "972", "973", "974", "976"]

  /// Printed by the yearly notes of the DGCL on the dotation forfaitaire.
  private static let moyennesNotes: [Int: Double] = [2020: 655.021595, 2021: 662.030926]

  // MARK: Until 2021

  func former(_ t: Rows) -> [Identity] {
    let (fiscal, three, own, shared, local) = (
      t.column("potentiel_fiscal"), t.amounts("trois_taxes"), t.amounts("produits_communaux"),
      t.amounts("produits_ventiles"), t.amounts("produits_territorialises")
    )
    let (toShare, people, group) = (
      t.amounts("produits_a_ventiler"), t.column("population_dgf"), t.column("population_epci")
    )
    let regimes = t.criteria.text("regime_precedent") ?? []
    return [
      Identity(
        "potentiel fiscal = trois taxes + produits communaux + ventilés + territorialisés",
        texte: PotentielFiscalAncien.regle.article, tolerance: 2, unite: "€",
        ecarts: t.map { i in
          fiscal[i]
            - PotentielFiscalAncien.calculer(
              troisTaxes: three[i], communaux: own[i], ventiles: shared[i], territorialises: local[i])
        }, libelles: t.libelles, explication: "Communes sans habitants."),
      Identity(
        "produits ventilés = produits de l'EPCI × part de population DGF", texte: PotentielFiscalAncien.regle.article,
        tolerance: 2, unite: "€",
        ecarts: t.map { i in
          regimes[i] == "FPU"
            ? shared[i]
              - PotentielFiscalAncien.ventile(
                aPartager: toShare[i], population: people[i], populationGroupement: group[i])
            : .nan
        }, libelles: t.libelles,
        explication: "Paris, où les produits de la Métropole du Grand Paris ne se partagent pas ainsi."),
      formerEffort(t),
    ]
  }

  /// The numerator counted household waste until 2021.
  private func formerEffort(_ t: Rows) -> Identity {
    let published = t.amounts("effort_numerateur")
    let terms = [
      "effort_apres_ecretement", "effort_exonerations", "teom_commune", "teom_epci", "teom_syndicat", "reom_commune",
      "reom_epci", "reom_syndicat",
    ].map(t.amounts)
    return Identity(
      "numérateur de l'effort fiscal = produits écrêtés + exonérations + TEOM et REOM",
      texte: "CGCT art. L2334-5 et L2334-6, versions de 2020", tolerance: 2, unite: "€",
      ecarts: t.map { i in published[i] - terms.reduce(0) { $0 + $1[i] } }, libelles: t.libelles,
      explication: "Outre-mer, Île-de-Sein et Île-Molène, dont la table n'a pas de numérateur.")
  }

  // MARK: Since 2022

  func rebuilt(_ t: Rows, _ parametres: Parametres, _ rules: ParametresIndicateurs) -> [Identity] {
    guard let rebuilt = RebuiltPotential(t.criteria, parametres: parametres) else { return [] }
    let (published, fraction, people) = (
      t.column("potentiel_fiscal"), t.amounts("fraction_fiscal"), t.column("population_dgf")
    )
    let departements = t.criteria.text("departement") ?? []
    let gaps = t.map { i in
      let value = FractionCorrection.potentiel(
        brut: rebuilt.bruts[i], fraction: fraction[i], poids: rules.poidsCorrectionPotentiel)
      return people[i] > 0 ? ValeurPubliee.residu(published[i], reference: value) / people[i] : .nan
    }
    func identity(_ regime: RegimeCommune, _ label: String, _ explanation: String) -> Identity {
      Identity(
        "potentiel fiscal reconstruit, communes \(label)", texte: PotentielFiscal.regle.article, tolerance: 0.05,
        unite: "€/hab.",
        ecarts: t.map { i in
          let metropole =
            !Self.departementsOutreMer.contains(departements[i])
            && !Self.collectivites.contains(departements[i]) && t.libelles[i] != "75056"
          return rebuilt.regimes[i] == regime && metropole ? gaps[i] : .nan
        }, libelles: t.libelles, explication: explanation)
    }
    return [
      identity(
        .fiscaliteUnique, "d'un EPCI à fiscalité professionnelle unique",
        "Taux moyens connus à sept chiffres au mieux ; communes nouvelles dont les bases sont d'un autre périmètre. Les produits des zones d'activités et des éoliennes de l'EPCI doivent être partagés avec les autres : sans eux, une commune sur sept s'écarte d'un montant constant par EPCI."
      ),
      identity(
        .fiscaliteAdditionnelle, "d'un EPCI à fiscalité additionnelle",
        "Taux moyens connus à sept chiffres au mieux."),
      identity(
        .fiscaliteDeZone, "d'un EPCI à fiscalité de zone",
        "Les AC pour nuisances environnementales (ACNE) comptent comme les autres AC. Restent quelques EPCI dont une donnée n'est pas dans la table."
      ),
      identity(.isolee, "isolées", "Taux moyens connus à sept chiffres au mieux."),
    ] + efforts(t, rebuilt, rules)
  }

  private func efforts(_ t: Rows, _ rebuilt: RebuiltPotential, _ rules: ParametresIndicateurs) -> [Identity] {
    let products = ["effort_produit_tfpb", "effort_produit_tfpnb", "effort_produit_thrs"].map(t.amounts)
    let (high, low) = (t.column("effort_numerateur"), t.column("effort_denominateur"))
    let (correction, lowCorrection) = (
      t.amounts("effort_fraction_numerateur"), t.amounts("effort_fraction_denominateur")
    )
    let people = t.column("population_dgf")
    let weight = rules.poidsCorrectionEffortFiscal
    return [
      Identity(
        "numérateur de l'effort fiscal = produits des trois taxes + fraction de correction",
        texte: EffortFiscal.regle.article, tolerance: 1.5, unite: "€",
        ecarts: t.map { i in
          high[i] - (products[0][i] + products[1][i] + products[2][i] + weight * correction[i])
        }, libelles: t.libelles),
      Identity(
        "dénominateur de l'effort fiscal = bases aux taux moyens communaux + fraction de correction",
        texte: EffortFiscal.regle.article, tolerance: 0.05, unite: "€/hab.",
        ecarts: t.map { i in
          people[i] > 0 ? (low[i] - rebuilt.denominateurs[i] - weight * lowCorrection[i]) / people[i] : .nan
        }, libelles: t.libelles, explication: "Outre-mer et communes nouvelles."),
    ]
  }

  // MARK: National means

  func means(_ t: Rows, _ rules: ParametresIndicateurs) -> [PublishedMean] {
    let departements = t.criteria.text("departement") ?? []
    let people = t.column("population_dgf")
    let fiscal = t.column("potentiel_fiscal")
    let rows = (0..<t.count).filter { !Self.collectivites.contains(departements[$0]) && !people[$0].isNaN }
    let wealth = rows.map { fiscal[$0] }
    let inhabitants = rows.map { people[$0] }
    let log = PotentielFinancierAgrege.moyenne(
      potentiels: wealth.span, populations: inhabitants.span, logarithme: rules.logarithmeForfaitaire)
    var out = [
      PublishedMean(
        libelle: "Potentiel fiscal moyen par habitant, coefficient logarithmique de la dotation forfaitaire",
        recalculee: log, publiee: Self.moyennesNotes[annee],
        remarque: "Sans Saint-Pierre-et-Miquelon, Wallis-et-Futuna, la Polynésie française ni la Nouvelle-Calédonie.")
    ]
    let strata = t.column("strate")
    let financier = t.column("potentiel_financier")
    let written = t.column("potentiel_financier_strate")
    for strate in 1...15 {
      let members = rows.filter {
        strata[$0] == Double(strate) && !Self.departementsOutreMer.contains(departements[$0])
      }
      guard !members.isEmpty else { continue }
      let total = orderedReduction(members.count) { financier[members[$0]] }
      let population = orderedReduction(members.count) { people[members[$0]] }
      let published = members.first { !written[$0].isNaN }.map { written[$0] }
      out.append(
        PublishedMean(
          libelle: "Potentiel financier moyen par habitant, strate \(strate)", recalculee: total / population,
          publiee: published, remarque: "\(Typography.number(Double(members.count))) communes de métropole"))
    }
    return out
  }
}
