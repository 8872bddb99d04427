/// One line of a répartition: a weight, what is measured, and the shape of the score.
public struct Critere: Sendable, Equatable {
  /// In percent; the weights of a répartition total 100.
  public var poids: Located<Decimal>
  public var grandeur: Located<Grandeur>
  /// `nil`: the default of the criterion, shown as a remarque.
  public var forme: Located<FormeCritere>?
  public var span: Span

  public init(poids: Located<Decimal>, grandeur: Located<Grandeur>, forme: Located<FormeCritere>?, span: Span) {
    self.poids = poids
    self.grandeur = grandeur
    self.forme = forme
    self.span = span
  }
}

/// What a criterion measures.
public enum Grandeur: Sendable, Equatable {
  /// « l'insuffisance de potentiel financier par habitant » (DSC, FPIC)
  case potentielFinancier
  /// « l'insuffisance de potentiel fiscal par habitant »
  case potentielFiscal
  /// « l'écart de revenu par habitant »
  case revenu
  /// « la population INSEE », « la population DGF »
  case population(ChoixPopulation)
  /// « l'effort fiscal »
  case effortFiscal
  /// « un forfait par commune »
  case forfait
  /// « un forfait par commune de moins de 1 000 habitants »
  case petiteCommune(seuil: Int)
  /// « la part de « logements_sociaux » dans « logements » »: a rate weighted by population.
  case rapport(String, String)
  /// « le taux « mon_taux » »: a column that is already a rate, weighted by population.
  case taux(String)
  /// Any numeric column of the territory, as the user wrote it (« le nombre de logements sociaux », « ma_colonne »).
  case colonne(String)
}

/// The three usual readings of « écart » and « insuffisance ».
public enum FormeCritere: Sendable, Equatable {
  /// A: « rapport inverse », with an optional « exposant 2 »
  case rapportInverse(exposant: Decimal)
  /// B: « écart tronqué »: only communes below the mean
  case ecartTronque
  /// C: « linéaire », with an optional « pente 1 »
  case lineaire(pente: Decimal)
}
