/// How much of the DGF the communes pool.
public enum MiseEnCommun: String, Sendable, Codable {
  /// L5211-28-2, I: the whole, shared again as a dotation de reversement.
  case totale
  /// L5211-28-2, II: a part.
  case partielle
}

/// DGF territoriale: the communes pool their DGF and share it again by local criteria.
///
/// - *Texte*: CGCT art. L5211-28-2, I (whole) and II (part, since 2020).
/// - *Formule*: `flux_i = X · Σ_c w_c · part_ic − x_i`, with `x_i` what the commune pools (its whole DGF under I) and
///   `X = Σx`; the part given back is closed to the centime.
/// - *Exemple*: 60 000 and 40 000 € pooled, shared equally: − 10 000 and + 10 000 €.
/// - *Bornes et cas limites*: the flows add up to zero exactly; what a commune pools under II stays within 1 % of its RRF of
///   the year before (`ControleDGFTerritoriale`).
/// - *Voir aussi*: `RepartitionFermee`, `ControleDGFTerritoriale`.
public enum DGFTerritoriale {
  public static let regle = Regle(
    "dgf_territoriale.flux", libelle: "DGF territoriale", article: "CGCT art. L5211-28-2",
    formule: "part de la commune dans les critères × total mis en commun − ce que la commune met en commun")
}

/// Limits of a DGF territoriale.
///
/// - *Texte*: CGCT art. L5211-28-2, I (criteria: the gap of income and the insufficiency of potentiel fiscal come first) and
///   II (1 % of the RRF, since 2020).
/// - *Formule*: `w_revenu + w_potentiel fiscal ≥ 50 %`, both present; `x_i ≤ 1 % · RRF_i(N−1)`, kept to the centime below.
/// - *Exemple*: RRF 3 029 092 €: 30 290,92 € at most.
/// - *Bornes et cas limites*: an unknown RRF is an error under II; the priority is a reading, its threshold a parameter.
/// - *Voir aussi*: `DGFTerritoriale`, parameters `dgf_territoriale`.
public enum ControleDGFTerritoriale {
  public static let regle = Regle(
    "dgf_territoriale.controle", libelle: "Bornes de la DGF territoriale", article: "CGCT art. L5211-28-2",
    formule: "apport ≤ 1 % des recettes réelles ; revenu et potentiel fiscal à titre prioritaire", confiance: .memoire)

  /// Whole centimes; recettes in euros.
  public static func plafond(recettes: Double, part: Double) -> Double { (part * recettes * 100).plafondEntier }

  public static func verifier(
    mode: MiseEnCommun, apports: [Double], dotations: [Double], recettes: [Double]?, criteres: [CritereRepartition],
    poids: [Double], potentielFiscal: Bool, parametres: ParametresDGFTerritoriale
  ) -> [FaitDGFTerritoriale] {
    var faits: [FaitDGFTerritoriale] = []
    if mode == .partielle, !parametres.partielleOuverte { faits.append(.partielleFermee) }
    for i in apports.indices {
      if apports[i].isNaN {
        faits.append(.dotationManquante(commune: i))
        continue
      }
      if !dotations[i].isNaN, apports[i] > dotations[i] {
        faits.append(.apportSuperieur(commune: i, apport: apports[i], dotation: dotations[i]))
      }
      guard mode == .partielle, apports[i] > 0 else { continue }
      guard let recettes, !recettes[i].isNaN else {
        faits.append(.recettesManquantes(commune: i))
        continue
      }
      let cap = plafond(recettes: recettes[i], part: parametres.partRecettes)
      if apports[i] > cap { faits.append(.plusQueLaPart(commune: i, apport: apports[i], plafond: cap)) }
    }
    var legal = 0.0
    var found = (revenu: false, potentiel: false)
    for (critere, poids) in zip(criteres, poids) {
      if case .revenu = critere.nature {
        found.revenu = true
        legal += poids
      }
      if case .potentiel = critere.nature, potentielFiscal {
        found.potentiel = true
        legal += poids
      }
    }
    if !found.revenu { faits.append(.critereAbsent(.revenu)) }
    if !found.potentiel { faits.append(.critereAbsent(.potentiel)) }
    if found.revenu, found.potentiel, legal + 1e-9 < parametres.partPrioritaire {
      faits.append(.nonPrioritaires(part: legal, minimum: parametres.partPrioritaire))
    }
    return faits
  }
}
