extension EnsemblesNationaux {
  /// The same entities have the same figures, to the last bit; unknown figures are alike.
  public func hasSameFigures(as other: EnsemblesNationaux) -> Bool {
    func same(_ a: [Double], _ b: [Double]) -> Bool { a.elementsEqual(b) { $0 == $1 || ($0.isNaN && $1.isNaN) } }
    return sirens == other.sirens && same(partLaissee, other.partLaissee)
      && same(populationDGF, other.populationDGF) && same(populationINSEE, other.populationINSEE)
      && same(revenu, other.revenu) && same(potentielFinancierAgrege, other.potentielFinancierAgrege)
      && same(ressources, other.ressources) && same(effortNumerateur, other.effortNumerateur)
      && same(effortDenominateur, other.effortDenominateur) && same(fsrif, other.fsrif)
      && basesGarantie.elementsEqual(other.basesGarantie, by: same)
  }
}
