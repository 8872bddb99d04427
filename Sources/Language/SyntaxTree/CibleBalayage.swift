// The words that name a target of « balayer » inside an article.

extension Balayage {
  /// Which rate of an article: that of a tax, or of a part of its product.
  public enum Sujet: String, Sendable, Equatable, Hashable, CaseIterable {
    case foncierBati, foncierNonBati, residencesSecondaires, cfe
    /// « taux du produit », « taux des zones »: of the taxe d'aménagement.
    case produit, zones

    public var texte: String {
      switch self {
      case .foncierBati: "foncier bâti"
      case .foncierNonBati: "foncier non bâti"
      case .residencesSecondaires: "résidences secondaires"
      case .cfe: "cotisation foncière"
      case .produit: "du produit"
      case .zones: "des zones"
      }
    }

    init(_ impot: MesureTaux.Impot) {
      self =
        switch impot {
        case .foncierBati: .foncierBati
        case .foncierNonBati: .foncierNonBati
        case .residencesSecondaires: .residencesSecondaires
        case .cfe: .cfe
        }
    }
  }

  /// Whose rate.
  public enum Qui: Sendable, Equatable, Hashable {
    case epci, communes
    case commune(String)

    public var texte: String {
      switch self {
      case .epci: "de l'EPCI"
      case .communes: "des communes"
      case .commune(let nom): "de « \(nom) »"
      }
    }
  }

  /// A quantity of something that the article names: a transfer, a common service, a project.
  public enum Poste: String, Sendable, Equatable, Hashable, CaseIterable {
    case fonctionnement, investissement, cout, interets, entretien, duree, subventions, ressources, fondsDeConcours
    case partEPCI

    public var texte: String {
      switch self {
      case .fonctionnement: "fonctionnement"
      case .investissement: "investissement"
      case .cout: "coût"
      case .interets: "intérêts"
      case .entretien: "entretien"
      case .duree: "durée"
      case .subventions: "subventions"
      case .ressources: "ressources"
      case .fondsDeConcours: "fonds de concours"
      case .partEPCI: "part de l'EPCI"
      }
    }
  }

  /// A bound, or an amount that stands alone in its article.
  public enum Borne: String, Sendable, Equatable, Hashable, CaseIterable {
    case limite, compensation, baisse, hausse

    public var texte: String { rawValue }
  }

  public enum Forme: String, Sendable, Equatable, Hashable, CaseIterable {
    case exposant, pente

    public var texte: String { rawValue }
  }
}
