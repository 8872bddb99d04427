/// What the user asks of a national run.
public struct NationalOptions: Sendable, Equatable {
  public var annee: Int
  public var ressourcesADefaut: RessourcesADefaut

  /// What stands for the ressources of the cap where `rfa` is unknown; by default nothing: no cap, and it is told.
  public enum RessourcesADefaut: String, Sendable, CaseIterable {
    case aucune
    /// Potentiel fiscal agrégé.
    case pfa
    /// Potentiel financier agrégé.
    case pfia
  }

  public init(annee: Int, ressourcesADefaut: RessourcesADefaut = .aucune) {
    self.annee = annee
    self.ressourcesADefaut = ressourcesADefaut
  }
}
