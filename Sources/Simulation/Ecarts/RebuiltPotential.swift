import Legislation
import Territory

/// The potentiel fiscal and the effort fiscal of every commune, rebuilt by the rules from the published bases and
/// products (files since 2022).
struct RebuiltPotential {
  let criteria: NationalCriteria
  let regimes: [RegimeCommune?]
  /// Euros, before the fraction de correction.
  private(set) var bruts: [Double] = []
  /// Before the fraction of the denominator, euros.
  private(set) var denominateurs: [Double] = []

  /// `nil` when the national mean rates of the year are not known.
  init?(_ criteria: NationalCriteria, parametres: Parametres) {
    guard let taux = TauxMoyensNationaux(annee: criteria.annee, parametres: parametres),
      let effort = EffortFiscal.Taux(annee: criteria.annee, parametres: parametres)
    else { return nil }
    self.criteria = criteria
    regimes = (criteria.text("regime_precedent") ?? []).map { RegimeCommune(rawValue: $0) }
    let columns = Columns(criteria)
    for row in 0..<criteria.count {
      let menages = columns.menages(row)
      denominateurs.append(EffortFiscal.denominateur(menages, effort))
      guard let regime = regimes[row] else {
        bruts.append(.nan)
        continue
      }
      bruts.append(
        PotentielFiscal.brut(
          menages: menages, produits: columns.produits(row), groupement: columns.groupement(row), regime: regime,
          population: columns["population_dgf", row], attribution: columns["ac", row] + columns["acne", row],
          taux: taux))
    }
  }

  /// The published columns under the names of the rules; an empty product is no product.
  private struct Columns {
    let all: [String: [Double]]

    init(_ criteria: NationalCriteria) {
      var all: [String: [Double]] = [:]
      for name in Self.names { all[name] = criteria.column(name) }
      self.all = all
    }

    private static let names = [
      "population_dgf", "population_epci", "ac", "acne", "ac_epci", "acne_epci", "bases_tfpb", "taux_2020",
      "coefficient_correcteur",
      "bases_tfpb_exonerees", "bases_tfpnb", "bases_thrs", "tafnb", "tafnb_epci", "bases_thrs_epci", "bases_cfe",
      "cvae", "ifer", "tascom", "mines", "jeux", "jeux_epci", "eaux_minerales", "publicite", "pylones", "nucleaire",
      "dmto", "majoration_thrs", "dcrtp", "fngir_reverse", "fngir_preleve", "psr_fngir", "psr_tfpb", "psr_cfe", "tva",
      "part_salaires", "part_salaires_epci", "cvae_epci_commune", "ifer_epci_commune", "tascom_epci_commune",
      "bases_cfe_zones", "cvae_zones", "ifer_zones", "tascom_zones", "bases_cfe_epci", "cvae_epci", "ifer_epci",
      "tascom_epci", "dcrtp_epci", "fngir_reverse_epci", "fngir_preleve_epci", "psr_fngir_epci", "psr_tfpb_epci",
      "psr_cfe_epci", "tva_epci",
    ]

    subscript(name: String, row: Int) -> Double {
      let value = all[name]?[row] ?? 0
      return value.isNaN ? 0 : value
    }

    func menages(_ i: Int) -> BlocMenages {
      var out = BlocMenages()
      out.basesTFPB = self["bases_tfpb", i]
      out.basesTFPBLocauxExoneres = self["bases_tfpb_exonerees", i]
      out.basesTFPNB = self["bases_tfpnb", i]
      out.basesTHRS = self["bases_thrs", i]
      out.taux2020 = self["taux_2020", i] / 100
      out.coefficientCorrecteur = self["coefficient_correcteur", i]
      return out
    }

    func produits(_ i: Int) -> ProduitsCommunaux {
      var out = ProduitsCommunaux()
      out.mines = self["mines", i]
      out.jeux = self["jeux", i]
      out.eauxMinerales = self["eaux_minerales", i]
      out.publiciteExterieure = self["publicite", i]
      out.pylones = self["pylones", i]
      out.installationsNucleaires = self["nucleaire", i]
      out.droitsDeMutation = self["dmto", i]
      out.majorationTHRS = self["majoration_thrs", i]
      out.dcrtp = self["dcrtp", i]
      out.fngirReverse = self["fngir_reverse", i]
      out.fngirPreleve = self["fngir_preleve", i]
      out.prelevementsSurRecettes = self["psr_fngir", i] + self["psr_tfpb", i] + self["psr_cfe", i]
      out.fractionTVA = self["tva", i]
      out.ifer = self["ifer", i]
      out.basesCFE = self["bases_cfe", i]
      out.economiques = self["cvae", i] + self["tascom", i] + self["tafnb", i]
      out.economiquesDuGroupement =
        self["cvae_epci_commune", i] + self["ifer_epci_commune", i] + self["tascom_epci_commune", i]
      out.partSalaires = self["part_salaires", i]
      return out
    }

    func groupement(_ i: Int) -> ProduitsGroupement {
      var out = ProduitsGroupement()
      out.basesCFE = self["bases_cfe_epci", i]
      out.basesCFEZones = self["bases_cfe_zones", i]
      out.basesTHRS = self["bases_thrs_epci", i]
      out.economiques = self["cvae_epci", i] + self["ifer_epci", i] + self["tascom_epci", i]
      out.economiquesZones = self["cvae_zones", i] + self["ifer_zones", i] + self["tascom_zones", i]
      out.tafnb = self["tafnb_epci", i]
      out.jeux = self["jeux_epci", i]
      out.partSalaires = self["part_salaires_epci", i]
      out.dcrtp = self["dcrtp_epci", i]
      out.fngirReverse = self["fngir_reverse_epci", i]
      out.fngirPreleve = self["fngir_preleve_epci", i]
      out.compensationFNGIR = self["psr_fngir_epci", i]
      out.locauxIndustriels = self["psr_tfpb_epci", i] + self["psr_cfe_epci", i]
      out.fractionTVA = self["tva_epci", i]
      out.population = self["population_epci", i]
      out.attributions = self["ac_epci", i] + self["acne_epci", i]
      return out
    }
  }
}
