import LinearAlgebra

/// A year of DSC made ready for many scenarios: what none of them moves is evaluated once.
///
/// `DotationSolidarite.calculer` and a sweep both go through it, then through `AtelierDSC`: the same functions, the same
/// bits. `entrees` may be changed between two blocks, but only in what depends on the scenario: `poids`, `enveloppes`,
/// `coefficients`, and the fractions of `garantie`.
public struct EvaluationDSC: Sendable {
  public var entrees: DotationSolidariteEntrees
  let noyaux: KernelSet
  /// With the coefficients of each scenario, unless `formes` has the criterion.
  let criteres: [CritereEvalue]
  /// By criterion: shapes whose coefficient alone differs from one scenario to another, evaluated in the block loop.
  let formes: [FormePreparee?]
  let anneePrecedente: PaddedColumns?
  let origine: PaddedColumns?
  /// Rows in the order of the tie-break; `nil` for their own order.
  let ordre: [Int32]?

  /// - Parameter colonnes: true keeps every intermediate column of the criteria for an explanation; false lets the block
  ///   loop evaluate the shapes that a scenario moves, without keeping them.
  public init(_ entrees: DotationSolidariteEntrees, colonnes: Bool, noyaux: KernelSet = .selected) {
    self.entrees = entrees
    self.noyaux = noyaux
    let moteur = MoteurCriteres(communes: entrees.communes, ponderation: entrees.ponderation, noyaux: noyaux)
    let listes = entrees.mode == .criteres ? entrees.criteres : []
    let preparees = listes.indices.map { c in
      colonnes || !entrees.deplaceCoefficient(c) ? nil : moteur.preparer(listes[c])
    }
    formes = preparees
    criteres = listes.indices.map { c in
      moteur.evaluer(listes[c], coefficients: preparees[c] == nil ? entrees.coefficients(c) : [])
    }
    anneePrecedente = entrees.anneePrecedente.map { PaddedColumns($0) }
    origine = entrees.origine.map { PaddedColumns($0) }
    ordre = KernelSet.order(entrees.rangs.span)
  }

  var lignes: Int { entrees.communes.nombre }
}

extension DotationSolidariteEntrees {
  /// Does some scenario give the shape of this criterion another coefficient?
  func deplaceCoefficient(_ critere: Int) -> Bool { !coefficients(critere).isEmpty }

  /// By scenario; empty when the one that the criterion carries holds for all.
  func coefficients(_ critere: Int) -> [Double] {
    guard let block = coefficients else { return [] }
    let line = (0..<block.columns).map { block[critere, $0] }
    return line.allSatisfy(\.isNaN) ? [] : line
  }
}
