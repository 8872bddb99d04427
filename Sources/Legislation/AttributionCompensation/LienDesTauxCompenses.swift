import LinearAlgebra

/// Rules of link on the rates that a neutralisation supposes.
///
/// - *Texte*: CGI art. 1636 B sexies, I.
/// - *Formule*: each commune goes from `t_i` to `t_i' = t_i + (t_e(i) − t*)`; its THRS and TFPNB are examined against its own
///   land taxes, those that the neutralisation leaves alone standing still.
/// - *Exemple*: TFPB 20 → 19 % (r = 0,95), THRS left at 10 %: it should fall to 9,5 %, of which the rule tells.
/// - *Bornes et cas limites*: a commune without bases, or whose rates are not known, is not examined; the mean of both land
///   taxes needs both of them in the neutralisation, otherwise the TFPB alone is the reference.
/// - *Voir aussi*: `NeutralisationFiscale`, `ReglesDeLien`.
public enum LienDesTauxCompenses {
  public static let regle = ReglesDeLien.regle

  private struct Taux {
    var bases: [Double]
    var avant: [Double]
    var apres: [Double]
  }

  /// One fact a commune and a tax beyond its link.
  public static func controler(
    _ neutralisation: NeutralisationFiscale, scenario: Int = 0, parametres: ParametresTaux
  ) -> [FaitAC] {
    var taux: [Impot: Taux] = [:]
    for impot in neutralisation.impots {
      let bases = impot.bases.columnArray(min(scenario, impot.bases.columns - 1))
      let communes = impot.tauxCommunes.columnArray(min(scenario, impot.tauxCommunes.columns - 1))
      let anciens = impot.tauxAncienEPCI.columnArray(min(scenario, impot.tauxAncienEPCI.columns - 1))
      let moyen = NeutralisationFiscale.tauxMoyenPondere(bases: bases.span, tauxAncienEPCI: anciens.span)
      taux[impot.impot] = Taux(
        bases: bases, avant: communes, apres: zip(communes, anciens).map { max($0 + $1 - moyen, 0) })
    }
    let count = neutralisation.impots.first?.bases.rows ?? 0
    return (0..<count).flatMap { commune in
      let pivot = pivot(taux, commune)
      return [Impot.foncierNonBati, .residencesSecondaires].compactMap { impot -> FaitAC? in
        guard let own = taux[impot], own.bases[commune] > 0 else { return nil }
        let examen = ReglesDeLien.examiner(
          impot, avant: own.avant[commune], apres: own.apres[commune], pivot: pivot, epciFPU: false,
          parametres: parametres)
        guard let examen, examen.verdict != .conforme else { return nil }
        return .tauxCompenseLie(commune: commune, examen)
      }
    }
  }

  private static func pivot(_ taux: [Impot: Taux], _ commune: Int) -> ReglesDeLien.Pivot {
    guard let bati = taux[.foncierBati] else { return ReglesDeLien.Pivot(foncierBati: 1, moyenne: .nan) }
    let ratio = bati.apres[commune] / bati.avant[commune]
    guard let nonBati = taux[.foncierNonBati] else { return ReglesDeLien.Pivot(foncierBati: ratio, moyenne: .nan) }
    return ReglesDeLien.Pivot(
      basesBati: [bati.bases[commune]], basesNonBati: [nonBati.bases[commune]],
      avant: ([bati.avant[commune]], [nonBati.avant[commune]]),
      apres: ([bati.apres[commune]], [nonBati.apres[commune]]))
  }
}
