/// What the statute of the EPCI imposes, whatever the scenario writes.
public struct CadreDSC: Sendable, Equatable {
  /// Communauté urbaine, métropole, métropole de Lyon.
  public var institutionObligatoire: Bool
  public var fiscaliteProfessionnelleUnique: Bool
  /// EPT of the Grand Paris: no DSC to its communes.
  public var etablissementPublicTerritorial: Bool
  /// Years since the fusion that created the EPCI, 0 in its first year; `nil` when there was none.
  public var anneesDepuisFusion: Int?
  /// Largest potentiel financier agrégé per inhabitant of the merged EPCI ÷ the smallest − 1; NaN when unknown.
  public var ecartPotentielFusion: Double
  /// The pacte financier et fiscal de solidarité is adopted.
  public var pacteAdopte: Bool
  /// Centimes owed to the communes of a contrat de ville as long as no pact is adopted, by scenario; NaN when none.
  public var planchersContratDeVille: [Double]

  public init(
    institutionObligatoire: Bool = false, fiscaliteProfessionnelleUnique: Bool = true,
    etablissementPublicTerritorial: Bool = false, anneesDepuisFusion: Int? = nil, ecartPotentielFusion: Double = .nan,
    pacteAdopte: Bool = true, planchersContratDeVille: [Double] = [.nan]
  ) {
    self.institutionObligatoire = institutionObligatoire
    self.fiscaliteProfessionnelleUnique = fiscaliteProfessionnelleUnique
    self.etablissementPublicTerritorial = etablissementPublicTerritorial
    self.anneesDepuisFusion = anneesDepuisFusion
    self.ecartPotentielFusion = ecartPotentielFusion
    self.pacteAdopte = pacteAdopte
    self.planchersContratDeVille = planchersContratDeVille
  }
}

/// Who must institute a DSC.
///
/// - *Texte*: CGCT art. L5211-28-4, I (communautés urbaines, métropoles, métropole de Lyon), III (contrat de ville
///   without pact), IV (fusion with a gap of 40 % or more, within three years, once the pact is adopted).
/// - *Formule*: obligation and envelope of 0: alerte.
/// - *Exemple*: a métropole with an envelope of 0 €: alerte L0210; one centime: none.
/// - *Bornes et cas limites*: the text does not fix the amount under I and IV; a gap of exactly 40 % obliges; an EPCI
///   with additional taxation is a remarque, the text speaking of fiscalité propre in general.
/// - *Voir aussi*: `PlancherContratDeVille`.
public enum ObligationDSC {
  public static let regle = Regle(
    "dsc.obligation", libelle: "Obligation d'instituer la dotation", article: "CGCT art. L5211-28-4, I, III et IV",
    formule: "enveloppe positive si le statut, le contrat de ville ou la fusion l'impose", confiance: .derive)

  public static func controler(
    _ cadre: CadreDSC, enveloppe: Double, scenario: Int, parametres: ParametresDSC
  ) -> [FaitDSC] {
    var faits: [FaitDSC] = []
    if !cadre.fiscaliteProfessionnelleUnique { faits.append(.fiscaliteAdditionnelle) }
    if enveloppe == 0 {
      if cadre.institutionObligatoire { faits.append(.institutionObligatoire(.statut)) }
      if let annees = cadre.anneesDepuisFusion, annees < parametres.dureeFusion, cadre.pacteAdopte,
        cadre.ecartPotentielFusion >= parametres.ecartFusion - 1e-12
      {
        faits.append(.institutionObligatoire(.fusion(ecart: cadre.ecartPotentielFusion)))
      }
    }
    let plancher = cadre.planchersContratDeVille[cadre.planchersContratDeVille.count == 1 ? 0 : scenario]
    if !cadre.pacteAdopte, plancher > enveloppe {
      faits.append(.sousPlancherContratDeVille(plancher: plancher, enveloppe: enveloppe))
    }
    return faits
  }
}

extension ObligationDSC {
  /// What a scenario without an article on the DSC leaves to be known.
  /// - Parameter dotation: centimes that the communes go on receiving; NaN when unknown.
  public static func controlerSansArticle(_ cadre: CadreDSC, dotation: Double) -> [FaitDSC] {
    guard cadre.institutionObligatoire, !cadre.etablissementPublicTerritorial, !(dotation > 0) else { return [] }
    return [.institutionAbsente(connue: !dotation.isNaN)]
  }

  /// What the scenario does not say and the obligations of III and IV hang on.
  /// - Parameters:
  ///   - contratDeVille: communes of the territory are in one, and nothing is written of the pact.
  ///   - plancher: centimes owed without a pact; NaN when unknown.
  ///   - fusionSansEcart: a fusion is written without the gap of its potentiels.
  public static func controlerSilences(
    _ cadre: CadreDSC, contratDeVille: Bool, plancher: Double, fusionSansEcart: Bool, parametres: ParametresDSC
  ) -> [FaitDSC] {
    guard !cadre.etablissementPublicTerritorial else { return [] }
    var faits: [FaitDSC] = []
    if contratDeVille, cadre.fiscaliteProfessionnelleUnique { faits.append(.pacteNonPrecise(plancher: plancher)) }
    if fusionSansEcart, let annees = cadre.anneesDepuisFusion, annees >= 0, annees < parametres.dureeFusion {
      faits.append(.ecartFusionInconnu(seuil: parametres.ecartFusion, duree: parametres.dureeFusion))
    }
    return faits
  }
}

/// Why a DSC must exist.
public enum MotifInstitution: Sendable, Equatable {
  case statut
  case fusion(ecart: Double)
}
