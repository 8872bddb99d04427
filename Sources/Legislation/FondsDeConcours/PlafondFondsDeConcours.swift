/// What a fonds de concours may not exceed.
///
/// - *Texte*: CGCT art. L5214-16, V, L5215-26 and L5216-5, VI (no more than the part that the beneficiary bears, without
///   subsidies); art. L1111-10, III (the contracting authority finances 20 % at least).
/// - *Formule*: `B = coût − subventions`; `F ≤ ½ B`; `F ≤ (1 − 20 %) · coût − subventions`. The cost is TTC, HT, or TTC
///   less the FCTVA (`coût TTC × (1 − taux)`) for B; the FCTVA counts as own financing, so that the second cap is on the
///   cost TTC in the two cases where VAT is borne.
/// - *Exemple*: 600 000 € TTC (500 000 € HT), subsidies 150 000 €: 225 000 € on the TTC base, 175 000 € on the HT base,
///   175 788 € net of an FCTVA of 98 424 €.
/// - *Bornes et cas limites*: kept to the whole centime below; never under zero: subsidies beyond the cost leave nothing.
///   The second cap binds only when the subsidies pass 60 % of the cost.
/// - *Voir aussi*: `FondsDeConcours`, `AssietteProjet`, parameters `fonds_de_concours`.
public struct PlafondFondsDeConcours: Sendable, Equatable {
  public static let regle = Regle(
    "fonds_de_concours.plafond", libelle: "Montant maximal du fonds de concours",
    article: "CGCT art. L5214-16, V, L5215-26, L5216-5, VI et L1111-10, III",
    formule: "le plus petit de (coût − subventions) ÷ 2 et de 80 % du coût − subventions")

  /// Cost less subsidies, centimes; not rounded.
  public var base: Double
  /// Whole centimes.
  public var moitie: Double
  public var participation: Double
  /// The one that holds.
  public var montant: Double { min(moitie, participation) }

  /// NaN everywhere when the cost of the chosen base is not written.
  public init(_ projet: ProjetFonds, assiette: AssietteProjet, parametres: ParametresFondsDeConcours) {
    let brut = assiette == .ht ? projet.coutHT : projet.coutTTC
    let net = assiette == .ttcNetFctva ? brut - parametres.tauxFctva * brut : brut
    base = net - projet.subventions
    moitie = Self.inward(parametres.partMaximale * base)
    participation = Self.inward((1 - parametres.participationMinimale) * brut - projet.subventions)
  }

  private static func inward(_ cap: Double) -> Double { cap.isNaN ? .nan : max(0, cap).plafondEntier }
}
