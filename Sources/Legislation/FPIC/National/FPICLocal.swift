import LinearAlgebra

/// What one ensemble pays and receives, from national means and valeurs de point that are given.
///
/// - *Texte*: CGCT art. L2336-3, I; L2336-5, I; L2336-6.
/// - *Formule*: `prélèvement = min(VP × score ; plafond)`; `reversement = VP × indice × population DGF` when the index
///   reaches that of the last eligible one (exceeds, strictly, the median for a commune isolée) and the effort fiscal
///   exceeds the threshold of the year; otherwise the guarantee. A valeur de point that nobody publishes is calibrated:
///   `VP = montant notifié ÷ (indice × population)`.
/// - *Exemple*: B of the tests with VP = 414,971265427: 245 265 €.
/// - *Bornes et cas limites*: the means and the valeurs de point are held, or follow the hypotheses of the scenario: what
///   the ensemble changes to the country is not felt. A capped levy, or a guarantee, calibrates nothing. A proxy of the
///   potentiel financier agrégé must not be compared with official means (decision 6): the caller refuses it.
/// - *Voir aussi*: `FPICNational`, whose formulas these are.
public struct FPICLocal: Sendable {
  public static let regle = Regle(
    "fpic_national.local", libelle: "FPIC d'un ensemble, moyennes et valeurs de point données",
    article: "CGCT art. L2336-3, I et L2336-5, I",
    formule: "valeur de point × indice × population DGF", confiance: .derive)

  public var parametres: ParametresFPICNational
  /// Euros per weighted inhabitant, euros per inhabitant INSEE, ratio.
  public var potentielMoyen: Double
  public var revenuMoyenPrelevement: Double
  public var revenuMoyenReversement: Double
  public var effortMoyen: Double
  /// Index of the last eligible ensemble, or the median for a commune isolée.
  public var indiceSeuil: Double

  public init(
    parametres: ParametresFPICNational, potentielMoyen: Double, revenuMoyenPrelevement: Double = .nan,
    revenuMoyenReversement: Double = .nan, effortMoyen: Double = .nan, indiceSeuil: Double = .nan
  ) {
    self.parametres = parametres
    self.potentielMoyen = potentielMoyen
    self.revenuMoyenPrelevement = revenuMoyenPrelevement
    self.revenuMoyenReversement = revenuMoyenReversement
    self.effortMoyen = effortMoyen
    self.indiceSeuil = indiceSeuil
  }

  public struct Entite: Sendable {
    public var isolee: Bool
    public var ile: Bool
    public var populationDGF: Double
    public var populationINSEE: Double
    public var revenu: Double
    public var potentielFinancierAgrege: Double
    /// Infinite when unknown: no cap.
    public var ressources: Double
    public var effortNumerateur: Double
    public var effortDenominateur: Double
    public var fsrif: Double

    public init(
      isolee: Bool = false, ile: Bool = false, populationDGF: Double, populationINSEE: Double, revenu: Double,
      potentielFinancierAgrege: Double, ressources: Double = .infinity, effortNumerateur: Double = .nan,
      effortDenominateur: Double = .nan, fsrif: Double = 0
    ) {
      self.isolee = isolee
      self.ile = ile
      self.populationDGF = populationDGF
      self.populationINSEE = populationINSEE
      self.revenu = revenu
      self.potentielFinancierAgrege = potentielFinancierAgrege
      self.ressources = ressources
      self.effortNumerateur = effortNumerateur
      self.effortDenominateur = effortDenominateur
      self.fsrif = fsrif
    }
  }

  /// Score and cap of the levy.
  public func assiette(_ e: Entite) -> (score: Double, plafond: Double) {
    let ponderee = DoubleDouble(e.populationDGF) * DoubleDouble(parametres.logarithme.valeur(e.populationDGF))
    let potentiel = DoubleDouble(decimal: e.potentielFinancierAgrege) / ponderee
    let seuil = DoubleDouble(decimal: parametres.seuilContributeur) * DoubleDouble(decimal: potentielMoyen)
    let plafond = max(0, parametres.tauxPlafond * e.ressources - e.fsrif)
    guard potentiel.order(seuil) > 0, !(parametres.ilesExonerees && e.ile) else { return (0, plafond) }
    let indice = IndicePrelevement.indice(
      potentiel: potentiel.value, revenu: e.revenu / e.populationINSEE, seuil: seuil.value,
      revenuMoyen: revenuMoyenPrelevement, poidsPotentiel: parametres.poidsPotentielPrelevement,
      poidsRevenu: parametres.poidsRevenuPrelevement)
    return (max(0, indice) * e.populationDGF, plafond)
  }

  /// Whole euros.
  public func prelevement(_ e: Entite, valeurPoint: Double) -> Double {
    let (score, plafond) = assiette(e)
    let du = score > 0 ? valeurPoint * score : 0
    return PlafonnementPrelevement.notifier(min(du, plafond), plafonne: du > plafond)
  }

  /// Index of the reversement.
  public func indice(_ e: Entite) -> Double {
    let ponderee = e.populationDGF * parametres.logarithme.valeur(e.populationDGF)
    return IndiceReversement(
      poidsPotentiel: parametres.poidsPotentielReversement, poidsRevenu: parametres.poidsRevenuReversement,
      poidsEffort: parametres.poidsEffortReversement
    ).valeur(
      potentiel: potentielMoyen / (e.potentielFinancierAgrege / ponderee),
      revenu: revenuMoyenReversement / (e.revenu / e.populationINSEE),
      effort: e.effortNumerateur / e.effortDenominateur / effortMoyen)
  }

  public func eligible(_ e: Entite) -> Bool {
    let indice = indice(e)
    let atteint = e.isolee ? indice > indiceSeuil : indice >= indiceSeuil * (1 - 1e-12)
    return atteint
      && EligibiliteReversement.depasse(
        effort: e.effortNumerateur, sur: e.effortDenominateur, seuil: parametres.effortMinimal)
  }

  /// What the year leaves: an attribution, or a guarantee.
  public func reversement(
    _ e: Entite, valeurPoint: Double, percu: (Int) -> GarantieReversement.Percu?
  ) -> GarantieReversement.Percu {
    guard eligible(e) else {
      return .init(attribution: 0, garantie: parametres.garantie.montant(percu), eligible: false)
    }
    return .init(
      attribution: EuroNotifie.arrondir(valeurPoint * (indice(e) * e.populationDGF)), garantie: 0, eligible: true)
  }
}
