import LinearAlgebra

extension FormeRichesse {
  /// The number that a scenario may move: the exponent of A, the slope of C; NaN for B, which has none.
  public var coefficient: Double {
    switch self {
    case .rapportInverse(let exposant, _): exposant
    case .ecartTronque: .nan
    case .lineaire(let pente): pente
    }
  }

  /// The same shape with another coefficient; unchanged for NaN.
  func avec(_ coefficient: Double) -> FormeRichesse {
    guard !coefficient.isNaN else { return self }
    switch self {
    case .rapportInverse(_, let ecretage): return .rapportInverse(exposant: coefficient, ecretage: ecretage)
    case .ecartTronque: return self
    case .lineaire: return .lineaire(pente: coefficient)
    }
  }
}

/// A shape of wealth tied to its data: what remains is its coefficient, which may differ in each scenario.
struct FormePreparee: Sendable {
  enum Nature: Sendable {
    case rapportInverse, ecartTronque, lineaire
  }

  let nature: Nature
  /// What the shape reads: see its rule.
  let colonnes: PaddedColumns

  init(
    _ forme: FormeRichesse, richesse x: Span<Double>, moyenne: Double, population p: Span<Double>,
    sens: SensRepartition
  ) {
    switch forme {
    case .rapportInverse(_, let ecretage):
      nature = .rapportInverse
      colonnes = RapportInverse.colonnes(richesse: x, moyenne: moyenne, population: p, ecretage: ecretage, sens: sens)
    case .ecartTronque:
      nature = .ecartTronque
      colonnes = EcartTronque.colonnes(richesse: x, moyenne: moyenne, population: p, sens: sens)
    case .lineaire:
      nature = .lineaire
      colonnes = FormeLineaire.colonnes(richesse: x, moyenne: moyenne, population: p, sens: sens)
    }
  }

  /// - Parameter lues: the first of `colonnes`, here or in a copy; the others follow.
  /// - Returns: the sum of the scores.
  @inline(__always) static func scores(
    _ nature: Nature, lues: LanesInput, lanes: Int, coefficient: Double, noyaux: KernelSet, dans scores: LanesOutput
  ) -> Double {
    switch nature {
    case .rapportInverse:
      return RapportInverse.scores(lues, lanes: lanes, exposant: coefficient, noyaux: noyaux, dans: scores)
    case .ecartTronque:
      return EcartTronque.scores(lues, lanes: lanes, noyaux: noyaux, dans: scores)
    case .lineaire:
      return FormeLineaire.scores(lues, lanes: lanes, pente: coefficient, noyaux: noyaux, dans: scores)
    }
  }
}
