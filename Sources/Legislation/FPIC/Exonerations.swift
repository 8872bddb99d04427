import LinearAlgebra

/// Exemptions of the poorest communes, borne by the EPCI.
///
/// *Texte.* CGCT art. L2336-3, III (I 4° in 2012): ranks at the DSU and at the DSR cible of the year before.
///
/// *Formule.* `reste = part laissée × (prélèvement − déduction FSRIF)`, nearest euro; the part is 0 for a full exemption,
/// one half for a half, 1 otherwise. Full, from 2016 on: the 250 first of the DSU from 10 000 inhabitants, the 30 first
/// from 5 000 to 9 999, the 2 500 first of the DSR cible. From 2012 to 2015: 150 in full and ranks 151 to 250 by half;
/// 10 in full and ranks 11 to 30 by half; nothing by the DSR.
///
/// *Exemple.* 2014, levy 199 154 €, FSRIF 97 406 €, half exemption: 50 874 € remain, 50 874 € are exempted (the other
/// order would leave 2 171 €).
///
/// *Bornes et cas limites.* A rank that is not-a-number means « not ranked ». The most favourable rank wins. A half of an
/// odd amount leaves the larger half to the commune (halves up).
///
/// *Voir aussi.* `DeductionFSRIF`, `ParametresExoneration`; `AtelierDeductions`, which applies both.
public enum Exonerations {
  public static let regle = Regle(
    "fpic.exoneration", libelle: "exonération de la commune, à la charge de l'EPCI",
    article: "CGCT art. L2336-3, III",
    formule:
      "prélèvement après FSRIF, en entier pour les premiers rangs à la DSU et à la DSR cible, de moitié pour les "
      + "suivants jusqu'en 2015")

  /// Share of the levy that stays with each commune: 0, one half or 1.
  public static func partLaissee(
    dsu10000: Span<Double>, dsu5000: Span<Double>, dsrCible: Span<Double>, parametres: ParametresExoneration,
    into part: inout MutableSpan<Double>
  ) {
    func taux(_ rang: Double, _ rangs: ParametresExoneration.Rangs) -> Double {
      if rang <= rangs.complet { return 0 }
      return rang <= rangs.demi ? parametres.tauxDemi : 1
    }
    for i in 0..<part.count {
      part[i] = min(
        taux(dsu10000[i], parametres.dsu10000), taux(dsu5000[i], parametres.dsu5000),
        taux(dsrCible[i], parametres.dsrCible))
    }
  }
}
