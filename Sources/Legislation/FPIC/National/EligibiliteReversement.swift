import LinearAlgebra

/// Who is eligible for the reversement.
///
/// - *Texte*: CGCT art. L2336-5, I, 1°; L2336-4, II for the overseas departments, ranked apart.
/// - *Formule*: the first 60 % of the ensembles by decreasing index; a commune isolée whose index exceeds, strictly, the
///   median of the indices of the ensembles and communes isolées; then, until 2022, an effort fiscal above the threshold
///   of the year, strictly.
/// - *Exemple*: seven ensembles: 60 % × 7 = 4,2, five are served. With A under the effort of 2016–2022: four, nobody takes
///   its place.
/// - *Bornes et cas limites*: the number is rounded up, in whole numbers (an option). Communes isolées never count in the
///   60 %. The threshold applies after the cut and the excluded are not replaced. Equal indices at the cut: the larger
///   population DGF, then the smaller SIREN. An entity without index is outside every count. Of `m` indices, one that
///   exceeds the median exceeds the `⌈m ÷ 2⌉`-th smallest, and conversely: both rules ask for a first group of a given
///   number, which is found by counting, never by sorting. Indices within 1e-9 of the cut are compared on twice the digits.
/// - *Voir aussi*: `IndiceReversement`, `GarantieReversement`.
public enum EligibiliteReversement {
  public static let regle = Regle(
    "fpic_national.eligibilite", libelle: "Éligibilité au reversement", article: "CGCT art. L2336-5, I, 1°",
    formule: "60 % des ensembles par indice décroissant ; commune isolée au-dessus de la médiane")

  static let doute = 1e-9

  /// How many ensembles the cut keeps.
  public static func nombre(sur total: Int, part: Rapport, arrondiSuperieur: Bool) -> Int {
    arrondiSuperieur
      ? part.minimum(sur: total, strict: false) : total * part.numerateur / part.denominateur
  }

  /// Strictly above the threshold, exactly: `numérateur > seuil × dénominateur`. A threshold of 0 is no condition.
  static func depasse(effort numerateur: Double, sur denominateur: Double, seuil: Double) -> Bool {
    guard seuil > 0 else { return true }
    let limite = DoubleDouble(decimal: seuil) * DoubleDouble(decimal: denominateur)
    return DoubleDouble(decimal: numerateur).order(limite) > 0
  }

  /// A cut of a column: values at or above `seuil` are kept.
  struct Coupure {
    var seuil: Double
    /// The lowest value kept and the highest one left out are so near that doubles do not decide.
    var douteuse: Bool
  }

  /// The cut that keeps the `nombre` highest of the values, found by counting.
  static func coupure(_ valeurs: RowsInput, sur total: Int, nombre: Int, noyaux: ColumnKernels) -> Coupure {
    guard nombre > 0 else { return Coupure(seuil: .infinity, douteuse: false) }
    guard nombre < total else { return Coupure(seuil: -.infinity, douteuse: false) }
    var (bas, haut) = noyaux.extremes(total, valeurs)
    // At or above `bas`: everything; at or above `haut`: nothing.
    haut = haut.nextUp
    var nombreBas = total
    var nombreHaut = 0
    var seuil = bas
    for tour in 0..<128 {
      var milieu =
        tour % 3 == 2
        ? bas + (haut - bas) / 2
        : bas + (haut - bas) * (Double(nombreBas - nombre) + 0.5) / Double(nombreBas - nombreHaut + 1)
      if !(milieu > bas && milieu < haut) { milieu = bas + (haut - bas) / 2 }
      // No double between them: equal values straddle the cut.
      guard milieu > bas, milieu < haut else { return Coupure(seuil: bas, douteuse: true) }
      let retenues = Int(noyaux.countAtLeast(total, valeurs, milieu, milieu).low)
      seuil = milieu
      if retenues == nombre { break }
      if retenues > nombre {
        (bas, nombreBas) = (milieu, retenues)
      } else {
        (haut, nombreHaut) = (milieu, retenues)
      }
    }
    // Something within reach on both sides of the cut.
    let marge = doute * seuil.magnitude
    let proches = noyaux.countAtLeast(total, valeurs, seuil - marge, seuil + marge)
    return Coupure(seuil: seuil, douteuse: Int(proches.low) > nombre && Int(proches.high) < nombre)
  }

  /// The same from a guess, on keys in single precision, which a pass counts in half the time.
  ///
  /// - Parameters:
  ///   - arrondies: the values, rounded, as a closed column of keys.
  ///   - depart: a guess of the cut and of the gap between neighbours there.
  /// - Returns: `nil` when single precision does not tell, or the guess was of no use.
  static func coupureRapide(
    arrondies: UnsafePointer<Float>, sur total: Int, nombre: Int,
    depart: (seuil: Double, pas: Double), noyaux: ColumnKernels
  ) -> Coupure? {
    var (bas, haut) = (-Double.infinity, Double.infinity)
    var (nombreBas, nombreHaut) = (total, 0)
    var milieu = depart.seuil
    var pas = depart.pas
    for tour in 0..<32 {
      let seuil = Float(milieu)
      let retenues = noyaux.countKeys(total, arrondies, seuil)
      if retenues == nombre {
        // No key is the cut or the number before it: half a step of single precision, at least, on either side.
        let proches = noyaux.countBetween(total, arrondies, seuil.nextDown, seuil.nextUp)
        guard proches.low == nombre, proches.high == nombre else { return nil }
        return Coupure(seuil: Double(seuil), douteuse: false)
      }
      if retenues > nombre {
        (bas, nombreBas) = (Double(seuil), retenues)
      } else {
        (haut, nombreHaut) = (Double(seuil), retenues)
      }
      if haut - bas < .infinity {
        let part = (Double(nombreBas - nombre) + 0.5) / Double(nombreBas - nombreHaut + 1)
        milieu = tour % 4 == 3 ? bas + (haut - bas) / 2 : bas + (haut - bas) * part
      } else {
        // A little further than the neighbours seem to be, so that the cut is soon between two bounds.
        let manque = Double(retenues - nombre)
        milieu = Double(seuil) + (manque + (manque > 0 ? 1 : -1)) * pas
        pas *= 1.5
      }
    }
    return nil
  }
}
