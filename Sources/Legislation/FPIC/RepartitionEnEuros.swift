import LinearAlgebra

/// Split of a whole number of euros in proportion to weights.
///
/// *Texte.* None: convention of the project (decision 44), since the rounding of the administration is not published.
///
/// *Formule.* `réel = total × poids ÷ Σ poids`; the euro below, then one more euro to the largest remainders until the
/// total is reached.
///
/// *Exemple.* 191 246 € on 99 153.54, 59 675.74, 20 140.56 and 12 276.15: 99 153, 59 676, 20 141 and 12 276, whereas
/// rounding each to the nearest would make 191 247.
///
/// *Bornes et cas limites.* Equal remainders: the most populated commune (DGF), then the smallest INSEE code. A total of
/// zero gives zeros, whatever the weights.
///
/// *Voir aussi.* `largestRemainder`.
public enum RepartitionEnEuros {
  public static let regle = Regle(
    "fpic.arrondi", libelle: "arrondi à l'euro", article: "convention",
    formule: "euro inférieur, puis un euro aux plus forts restes ; à égalité, la commune la plus peuplée (DGF), puis "
      + "le plus petit code INSEE",
    confiance: .derive)

  /// - Returns: false, and not-a-number amounts, when no weight is positive or one is unknown.
  public static func repartir(
    total: Double, poids: Span<Double>, departage: Span<Int32>, reels: inout MutableSpan<Double>,
    entiers: inout MutableSpan<Double>
  ) -> Bool {
    let scratch = LaneScratch(rows: poids.count, columns: 3)
    scratch.set(2, poids)
    let reparti = repartir(
      total: total, poids: UnsafePointer(scratch.column(2)), somme: orderedSum(poids),
      ordre: KernelSet.order(departage), scratch: scratch, noyaux: .selected)
    let (found, closed) = (scratch.rows(0), scratch.rows(1))
    for i in 0..<reels.count {
      reels[i] = found[i]
      entiers[i] = closed[i]
    }
    return reparti
  }

  /// The same where weights and tie-break serve many totals.
  /// - Parameters:
  ///   - poids: padded; `somme`, their sum.
  ///   - ordre: rows in the order of the tie-break, as `KernelSet.order` gives them.
  ///   - scratch: receives the real amounts in its first column, whole euros in its second.
  static func repartir(
    total: Double, poids: LanesInput, somme: Double, ordre: [Int32]?, scratch: LaneScratch,
    noyaux: borrowing KernelSet
  ) -> Bool {
    let (reels, entiers) = (scratch.rows(0), scratch.rows(1))
    if total == 0 && !somme.isNaN {
      for i in reels.indices {
        reels[i] = 0
        entiers[i] = 0
      }
      return true
    }
    if somme > 0 && somme.isFinite && total.isFinite {
      noyaux.proportion(scratch.lanes, poids, total, somme, scratch.column(0))
      do {
        try noyaux.largestRemainder(
          scratch.column(0), total: total, order: ordre, scratch: scratch, into: scratch.column(1))
        return true
      } catch {}
    }
    for i in reels.indices {
      reels[i] = .nan
      entiers[i] = .nan
    }
    return false
  }

  /// Order of the tie-break for one population column: rank of each commune by descending population, then by code.
  /// - Parameter rangsINSEE: rank of each commune by ascending INSEE code.
  static func departage(populationDGF: Span<Double>, rangsINSEE: [Int32]) -> [Int32] {
    var ordre = (0..<rangsINSEE.count).map { (population: populationDGF[$0], code: rangsINSEE[$0], rang: $0) }
    ordre.sort { a, b in a.population != b.population ? a.population > b.population : a.code < b.code }
    return rangs(ordre.map(\.rang))
  }

  static func rangsINSEE(_ codes: [String]) -> [Int32] {
    rangs(codes.indices.sorted { (codes[$0], $0) < (codes[$1], $1) })
  }

  /// The inverse of an order.
  private static func rangs(_ ordre: [Int]) -> [Int32] {
    var out = [Int32](repeating: 0, count: ordre.count)
    for (rang, ligne) in ordre.enumerated() { out[ligne] = Int32(rang) }
    return out
  }
}
