import LinearAlgebra

extension EnsemblesNationaux {
  /// The same entities have the same figures, to the last bit; unknown figures are alike.
  public func hasSameFigures(as other: EnsemblesNationaux) -> Bool {
    sirens == other.sirens && partLaissee.isIdentical(to: other.partLaissee)
      && populationDGF.isIdentical(to: other.populationDGF) && populationINSEE.isIdentical(to: other.populationINSEE)
      && revenu.isIdentical(to: other.revenu)
      && potentielFinancierAgrege.isIdentical(to: other.potentielFinancierAgrege)
      && ressources.isIdentical(to: other.ressources)
      && effortNumerateur.isIdentical(to: other.effortNumerateur)
      && effortDenominateur.isIdentical(to: other.effortDenominateur) && fsrif.isIdentical(to: other.fsrif)
      && basesGarantie.elementsEqual(other.basesGarantie) { $0.isIdentical(to: $1) }
  }
}
