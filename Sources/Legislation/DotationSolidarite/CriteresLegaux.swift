import LinearAlgebra

/// The share of the envelope that the two legal criteria must drive.
///
/// - *Texte*: CGCT art. L5211-28-4, II (versions of 2020, and of LF 2025 art. 182).
/// - *Formule*: `w_R > 0`, `w_F > 0`, `w_R + w_F ≥ 35 %`; up to 2024 moreover each free criterion ≤ `w_R + w_F`
///   (« majoritairement »).
/// - *Exemple*: 20 % + 15 % and a free criterion at 40 %: unlawful in 2024, lawful in 2025.
/// - *Bornes et cas limites*: exactly 35 % is lawful (compared to 1e-9); the reading of « majoritairement » is that of
///   commentators, not of a judge; before the first year of the parameter the rule does not apply.
/// - *Voir aussi*: `PartEffective`, parameters `dsc.criteres_legaux.part_minimale` and `…majoritaires`.
public enum CriteresLegaux {
  public static let regle = Regle(
    "dsc.criteres_legaux", libelle: "Part des deux critères légaux", article: "CGCT art. L5211-28-4, II",
    formule: "part du revenu + part du potentiel ≥ 35 %, chacune positive")

  private static let tolerance = 1e-9

  /// `w_R + w_F`, in the order of the criteria.
  public static func part(_ criteres: [CritereRepartition], poids: Span<Double>) -> Double {
    var sum = 0.0
    for (c, critere) in criteres.enumerated() where critere.legal != nil { sum += poids[c] }
    return sum
  }

  public static func controler(
    _ criteres: [CritereRepartition], poids: Span<Double>, parametres: ParametresDSC
  ) -> [FaitDSC] {
    guard let minimum = parametres.partMinimale else { return [] }
    var revenu = 0.0
    var potentiel = 0.0
    for (c, critere) in criteres.enumerated() {
      switch critere.legal {
      case .revenu: revenu += poids[c]
      case .potentiel: potentiel += poids[c]
      case nil: break
      }
    }
    var faits: [FaitDSC] = []
    if revenu <= 0 { faits.append(.critereLegalAbsent(.revenu)) }
    if potentiel <= 0 { faits.append(.critereLegalAbsent(.potentiel)) }
    let legale = part(criteres, poids: poids)
    if legale < minimum - tolerance { faits.append(.poidsLegauxInsuffisants(part: legale, minimum: minimum)) }
    if parametres.criteresMajoritaires {
      // The same criterion may stand in several fractions: it is the sum that must not outweigh the legal pair.
      for (c, critere) in criteres.enumerated() where critere.legal == nil {
        func same(_ other: CritereRepartition) -> Bool { other.legal == nil && other.libelle == critere.libelle }
        if criteres[..<c].contains(where: same) { continue }
        var libre = 0.0
        for k in c..<criteres.count where same(criteres[k]) { libre += poids[k] }
        if libre > legale + tolerance {
          faits.append(.critereLibrePreponderant(critere: critere.libelle, poids: libre, legale: legale))
        }
      }
    }
    return faits
  }
}

/// The two legal criteria.
public enum CritereLegal: String, Sendable, Codable {
  case revenu, potentiel
}
