/// The four categories whose means the dotation d'intercommunalité and the coefficient d'intégration fiscale use
/// (CGCT art. L5211-28, I and L5211-29, I).
public enum CategorieEPCI: Int, Sendable, CaseIterable {
  /// Communautés urbaines and métropoles, the Grand Paris left out of the means.
  case urbaine
  case agglomeration
  case communesFiscaliteUnique
  case communesFiscaliteAdditionnelle

  public var libelle: String {
    switch self {
    case .urbaine: "communautés urbaines et métropoles"
    case .agglomeration: "communautés d'agglomération"
    case .communesFiscaliteUnique: "communautés de communes à fiscalité professionnelle unique"
    case .communesFiscaliteAdditionnelle: "communautés de communes à fiscalité additionnelle"
    }
  }

  public var estCommunauteDeCommunes: Bool {
    self == .communesFiscaliteUnique || self == .communesFiscaliteAdditionnelle
  }
}
