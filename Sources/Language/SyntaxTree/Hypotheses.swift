/// « paramètre fpic.derogation.ecart_maximal_commune : 40 % à compter de 2027 »: a reform of the law.
public struct RemplacementParametre: Sendable, Equatable {
  /// Path of the dated parameter, folded: `fpic.derogation.ecart_maximal_commune`.
  public var chemin: Located<String>
  public var valeur: Located<Valeur>
  public var aCompterDe: Located<Int>

  /// As written; the registry of the law says whether its unit admits it.
  public enum Valeur: Sendable, Equatable {
    case nombre(Decimal)
    case pourcentage(Decimal)
    /// « 3/5 »
    case rapport(Int, Int)
    case montant(Montant)
    case ouiNon(Bool)
  }

  public init(chemin: Located<String>, valeur: Located<Valeur>, aCompterDe: Located<Int>) {
    self.chemin = chemin
    self.valeur = valeur
    self.aCompterDe = aCompterDe
  }

  /// The line that writes it.
  public var span: Span { chemin.span }
}

/// « revenus : + 1,5 % par an »: how a figure goes on after the year of the data.
public struct Hypothese: Sendable, Equatable {
  public var grandeur: Located<Grandeur>
  /// Percent a year; may be negative.
  public var taux: Located<Decimal>

  public enum Grandeur: String, Sendable, Equatable, CaseIterable {
    case population
    case revenus
    case potentielFinancier
    case potentielFiscal
    case recettesReelles
    case fiscaliteEconomique
    case recettesFiscales
    case dotationIntercommunalite
    /// Amounts of the FPIC that are held.
    case montantsFPIC
    /// National means and valeurs de point, where the amounts are computed.
    case potentielMoyen
    case revenuMoyen
    case valeursDePoint
  }

  public init(grandeur: Located<Grandeur>, taux: Located<Decimal>) {
    self.grandeur = grandeur
    self.taux = taux
  }
}
