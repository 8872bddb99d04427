import LinearAlgebra

/// The levy of each contributor, capped, so that the fund is exactly levied.
///
/// - *Texte*: CGCT art. L2336-3, I, 2° and 3°.
/// - *Formule*: `plafond = max(0 ; 14 % × ressources − FSRIF N−1)`, `prélèvement = min(VP × score ; plafond)`, with
///   `VP = (fonds − Σ plafonds atteints) ÷ Σ scores des autres`, until nobody exceeds its cap: what a cap spares falls on
///   the others.
/// - *Exemple*: 10 M€ on the tests' entities: D stops at 2 600 000 €, then G at 476 000 €; VP = 414,971265427.
/// - *Bornes et cas limites*: caps of the entities with a positive score under the amount: the fund cannot be levied, and
///   the shortfall is told. Equal to it: everybody at the cap, no valeur de point. Unknown ressources: no cap. Capped
///   amounts are rounded toward zero, the others half up, and the sum is not forced.
/// - *Voir aussi*: `IndicePrelevement`, parameter `fpic_national.prelevement.plafond`.
public enum PlafonnementPrelevement {
  public static let regle = Regle(
    "fpic_national.plafonnement", libelle: "Prélèvement plafonné et redistribué", article: "CGCT art. L2336-3, I, 3°",
    formule: "min(valeur de point × score ; 14 % des ressources − FSRIF de l'année précédente)")

  /// Caps, infinite where the ressources are unknown.
  @inline(never)
  static func plafonds(
    ressources: Span<Double>, fsrif: Span<Double>, taux: Double, into plafond: inout MutableSpan<Double>
  ) {
    for i in 0..<plafond.count {
      let libre = taux * ressources[unchecked: i] - fsrif[unchecked: i]
      plafond[unchecked: i] = libre > 0 ? libre : 0
    }
  }

  /// What the caps allow to levy: their sum over the entities with a positive score.
  @inline(never)
  static func capacite(_ score: Span<Double>, _ plafond: Span<Double>) -> Double {
    orderedReduction(score.count) { score[unchecked: $0] > 0 ? plafond[unchecked: $0] : 0 }
  }

  /// The valeur de point, by the rounds of the law: each one solves the fund over the entities under their cap. The cap
  /// makes the levy concave in the valeur de point, so that it only grows and a capped entity stays capped.
  ///
  /// - Returns: euros a point; infinite when everybody is at the cap.
  @inline(never)
  static func valeurDePoint(
    score: Span<Double>, plafond: Span<Double>, fonds: Double
  ) -> ValeurPointPrelevement {
    var valeur = fonds / orderedSum(score)
    for tour in 1...(score.count + 1) {
      let (plafonnes, libres) = partage(score, plafond, valeur)
      guard libres > 0 else { return ValeurPointPrelevement(valeur: .infinity, tours: tour) }
      let suivante = (fonds - plafonnes) / libres
      // Same partition, same sums, same quotient; a last bit lower is the same partition too.
      if suivante <= valeur { return ValeurPointPrelevement(valeur: valeur, tours: tour) }
      valeur = suivante
    }
    return ValeurPointPrelevement(valeur: valeur, tours: score.count + 1)
  }

  /// Sum of the caps reached, and of the scores of the others.
  @inline(never)
  private static func partage(
    _ score: Span<Double>, _ plafond: Span<Double>, _ valeur: Double
  ) -> (plafonnes: Double, libres: Double) {
    var plafonnes = SIMD8<Double>()
    var libres = SIMD8<Double>()
    let n = score.count
    var i = 0
    while i + 8 <= n {
      for lane in 0..<8 {
        let s = score[unchecked: i + lane]
        let p = plafond[unchecked: i + lane]
        let atteint = valeur * s > p
        plafonnes[lane] += atteint ? p : 0
        libres[lane] += atteint ? 0 : s
      }
      i += 8
    }
    var (sommePlafonds, sommeScores) = (plafonnes.sum(), libres.sum())
    while i < n {
      let atteint = valeur * score[unchecked: i] > plafond[unchecked: i]
      sommePlafonds += atteint ? plafond[unchecked: i] : 0
      sommeScores += atteint ? 0 : score[unchecked: i]
      i += 1
    }
    return (sommePlafonds, sommeScores)
  }

  @inline(never)
  static func prelever(
    score: Span<Double>, plafond: Span<Double>, valeur: Double, into prelevement: inout MutableSpan<Double>
  ) {
    guard valeur.isFinite else {
      for i in 0..<prelevement.count { prelevement[i] = score[i] > 0 ? plafond[i] : 0 }
      return
    }
    for i in 0..<prelevement.count {
      let du = valeur * score[unchecked: i]
      let limite = plafond[unchecked: i]
      prelevement[unchecked: i] = du < limite ? du : limite
    }
  }

  /// Whole euros of a levy: a capped one toward zero.
  public static func notifier(_ montant: Double, plafonne: Bool) -> Double {
    // 1e-6: a cap is a product of decimals, its double may lie a hair under the whole euro.
    plafonne ? (montant + 1e-6).rounded(.down) : EuroNotifie.arrondir(montant)
  }
}

/// The valeur de point of the levy and the rounds that it took.
public struct ValeurPointPrelevement: Sendable, Equatable {
  /// Euros a point; infinite when every contributor is at its cap.
  public var valeur: Double
  public var tours: Int
}
