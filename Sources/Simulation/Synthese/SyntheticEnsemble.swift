import Diagnostics
import Glibc
import Legislation
import LinearAlgebra

/// What the engine's rules need to compute the indicators of a synthetic country.
struct SyntheticLaw {
  let indicateurs: ParametresIndicateurs
  let taux: TauxMoyensNationaux

  init(annee: Int) throws(DiagnosedError) {
    let parametres = try Parametres.charger()
    indicateurs = try ParametresIndicateurs(annee: annee, parametres: parametres)
    // The quantiles drawn from are those of 2022: where a year has no mean rates, those of 2022 go with them.
    guard
      let taux = TauxMoyensNationaux(annee: annee, parametres: parametres)
        ?? TauxMoyensNationaux(annee: 2022, parametres: parametres)
    else {
      throw DiagnosedError([
        Diagnostic("S0790", .erreur, "les taux moyens nationaux de 2022 manquent aux paramètres de la loi")
      ])
    }
    self.taux = taux
  }
}

/// One ensemble of a synthetic France and its communes.
///
/// Sizes, shares, revenus, products and attributions are drawn; populations DGF, potentiels, and the CIF are computed by
/// the rules of the engine from what was drawn, never drawn themselves.
struct SyntheticEnsemble {
  let fiscaliteUnique: Bool
  let populationINSEE: [Double]
  let secondaires: [Double]
  let caravanes: [Double]
  let populationDGF: [Double]
  let revenu: [Double]
  let attribution: [Double]
  let potentielFiscal: [Double]
  let potentielFinancier: [Double]
  let effortNumerateur: [Double]
  let effortDenominateur: [Double]
  let recettes: [Double]
  let dsc: [Double]
  /// Products levied by the EPCI.
  let produitsEPCI: Double
  let recettesCIF: CoefficientIntegrationFiscale.Recettes
  let cif: Double
  let categorie: CategorieEPCI

  var count: Int { populationINSEE.count }

  /// - Parameter communes: how many; drawn when nil.
  init(_ draws: SyntheticDraws, law: SyntheticLaw, communes: Int? = nil, population: Double? = nil) {
    let z = draws.evenNormal(.population)
    let total = population ?? exp(SyntheticLaws.population.value(z))
    let other = 0.25 * z + (1 - 0.25 * 0.25).squareRoot() * draws.normal(.communes)
    let count = communes ?? max(2, Int(exp(SyntheticLaws.communes.value(other)).rounded()))
    // 1 085 of 1 254, and nearly all the large ones: they hold 95 % of the inhabitants.
    // A commune isolée has no EPCI to receive an attribution from.
    fiscaliteUnique = count > 1 && draws.normal(.regime) < 1.3 + 0.35 * z
    let insee = Self.populations(draws, total: total, count: count)
    let secondaires = Self.secondHomes(draws, insee)
    let caravanes = insee.indices.map { i in
      draws.uniform(.caravanes, i) < 0.05 ? (insee[i] * 0.01).rounded() : 0
    }
    let dgf = insee.indices.map { i in
      PopulationDGF.calculer(
        populationINSEE: insee[i], residencesSecondaires: secondaires[i], placesCaravanes: caravanes[i], majoree: false,
        coefficients: law.indicateurs.population)
    }
    populationINSEE = insee
    self.secondaires = secondaires
    self.caravanes = caravanes
    populationDGF = dgf
    let wealth = SyntheticWealth(draws, insee: insee, dgf: dgf, secondaires: secondaires)
    revenu = wealth.revenu
    let money = SyntheticFinances(draws, wealth, dgf: dgf, size: z, fiscaliteUnique: fiscaliteUnique)
    attribution = money.attribution
    produitsEPCI = money.produitsEPCI
    let people = orderedReduction(count) { dgf[$0] }
    let paid = orderedReduction(count) { money.attribution[$0] }
    let regime: RegimeCommune = fiscaliteUnique ? .fiscaliteUnique : .fiscaliteAdditionnelle
    var group = ProduitsGroupement()
    (group.population, group.attributions, group.economiques) = (people, paid, money.partagees)
    let fiscal = (0..<count).map { i in
      var homes = BlocMenages()
      homes.basesTFPB = (money.menages[i] / law.taux.fonciereBatie).rounded()
      var own = ProduitsCommunaux()
      own.droitsDeMutation = money.propres[i]
      return PotentielFiscal.brut(
        menages: homes, produits: own, groupement: group, regime: regime, population: dgf[i],
        attribution: money.attribution[i], taux: law.taux
      ).rounded()
    }
    potentielFiscal = fiscal
    potentielFinancier = (0..<count).map { i in
      PotentielFinancier.calculer(
        potentielFiscal: fiscal[i], dotationForfaitaire: money.forfaitaire[i], partSalaires: 0, taxeProfessionnelle: 0,
        prelevements: 0)
    }
    effortNumerateur = money.effortNumerateur
    effortDenominateur = money.effortDenominateur
    recettes = money.recettes
    dsc = money.dsc
    categorie =
      fiscaliteUnique
      ? (total > 350_000 ? .urbaine : total > 60_000 ? .agglomeration : .communesFiscaliteUnique)
      : .communesFiscaliteAdditionnelle
    recettesCIF = CoefficientIntegrationFiscale.Recettes(
      epci: (money.produitsEPCI + money.menagesEPCI).rounded(),
      communes: orderedReduction(count) { money.menages[$0] + money.propres[$0] }.rounded(),
      syndicats: (people * 15).rounded())
    cif = CoefficientIntegrationFiscale.calculer(
      recettes: recettesCIF,
      depensesDeTransfert: CoefficientIntegrationFiscale.depensesDeTransfert(
        attributions: paid, dotations: orderedReduction(count) { money.dsc[$0] },
        fiscaliteProfessionnelleUnique: fiscaliteUnique, regles: law.indicateurs.cif))
  }

  /// Shares by rank (Zipf), each moved a little, the first commune being the largest.
  private static func populations(_ draws: SyntheticDraws, total: Double, count: Int) -> [Double] {
    let exponent = SyntheticLaws.zipf.value(draws.normal(.zipf))
    let weights = (0..<count).map { pow(Double($0 + 1), -exponent) * exp(0.12 * draws.normal(.share, $0)) }
    let sum = orderedReduction(count) { weights[$0] }
    return weights.map { max(15, (total * $0 / sum).rounded()) }
  }

  private static func secondHomes(_ draws: SyntheticDraws, _ insee: [Double]) -> [Double] {
    insee.indices.map { i in
      // A lognormal of unit spread has its mean half a unit above its median.
      let mean = SyntheticLaws.secondaires[SyntheticLaws.stratum(insee[i])]
      return (insee[i] * min(1.5, mean * exp(draws.normal(.secondaires, i) - 0.5))).rounded()
    }
  }
}
