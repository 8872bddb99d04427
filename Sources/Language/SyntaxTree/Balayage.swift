/// The block « balayer »: values of the scenario that vary, and how. Without it the scenario runs as written.
public struct Balayage: Sendable, Equatable {
  public var axes: [Axe]
  /// « tirages : 10 000 par suite de Sobol', graine 42 »; `nil` when nothing is drawn.
  public var tirages: Located<Tirages>?
  public var correlations: [Correlation]
  public var groupes: [Groupe]
  public var span: Span

  public init(
    axes: [Axe] = [], tirages: Located<Tirages>? = nil, correlations: [Correlation] = [], groupes: [Groupe] = [],
    span: Span
  ) {
    self.axes = axes
    self.tirages = tirages
    self.correlations = correlations
    self.groupes = groupes
    self.span = span
  }

  /// One thing that varies.
  public struct Axe: Sendable, Equatable {
    public var cible: Located<Cible>
    public var valeurs: Located<Valeurs>

    public init(cible: Located<Cible>, valeurs: Located<Valeurs>) {
      self.cible = cible
      self.valeurs = valeurs
    }
  }

  public struct Tirages: Sendable, Equatable {
    public enum Suite: String, Sendable, Equatable, CaseIterable {
      /// « au hasard »
      case hasard
      /// « par hypercube latin »
      case hypercubeLatin
      /// « par suite de Sobol' »
      case sobol
    }
    public var nombre: Int
    public var suite: Suite
    public var graine: Int

    public init(nombre: Int, suite: Suite, graine: Int) {
      self.nombre = nombre
      self.suite = suite
      self.graine = graine
    }
  }

  /// « corrélation entre hypothèse revenus et hypothèse population : 0,5 »
  public struct Correlation: Sendable, Equatable {
    public var premiere: Located<Cible>
    public var seconde: Located<Cible>
    public var valeur: Located<Decimal>

    public init(premiere: Located<Cible>, seconde: Located<Cible>, valeur: Located<Decimal>) {
      self.premiere = premiere
      self.seconde = seconde
      self.valeur = valeur
    }
  }

  /// « groupe « conjoncture » : hypothèse revenus, hypothèse population »: axes that a sensitivity analysis moves as one.
  public struct Groupe: Sendable, Equatable {
    public var nom: Located<String>
    public var cibles: [Located<Cible>]

    public init(nom: Located<String>, cibles: [Located<Cible>]) {
      self.nom = nom
      self.cibles = cibles
    }
  }

  /// What a line of the block makes vary.
  public enum Cible: Sendable, Equatable, Hashable {
    /// « enveloppe de l'article 2 [en 2027] »: a step of the envelope.
    case enveloppe(article: Int, annee: Int?)
    /// « indexation de l'article 2 »
    case indexation(article: Int)
    /// « poids de l'article 2 », « poids du prélèvement de l'article 3 »: all the parts of a répartition at once.
    case poids(article: Int, volet: Volet?)
    /// « poids de l'indice de reversement »: those of the law, all at once, in a sweep of the national FPIC.
    case poidsIndice(Volet)
    /// « plancher de l'article 2 », « plafond de l'article 2 »: of its first guarantee or tunnel.
    case plancher(article: Int)
    case plafond(article: Int)
    /// « part de l'EPCI du prélèvement de l'article 3 »
    case partEPCI(article: Int, volet: Volet)
    /// « montant de l'ensemble du prélèvement de l'article 3 [en 2027] »
    case montantEnsemble(article: Int, volet: Volet, annee: Int?)
    /// « coefficient d'intégration fiscale de l'article 3 »
    case coefficientIntegrationFiscale(article: Int)
    /// « révision de 2028 de l'article 1 »: its amount, its cost or its rate.
    case revision(article: Int, annee: Int)
    /// « paramètre fpic.derogation.ecart_maximal_commune à compter de 2027 »
    case parametre(chemin: String, aCompterDe: Int)
    /// « hypothèse revenus »
    case hypothese(Hypothese.Grandeur)
    /// « montant de « Montjoie » du prélèvement de l'article 3 »: an amount written for a commune, or a neighbouring EPCI.
    case montant(nom: String, volet: Volet?, article: Int, annee: Int?)
    /// « taux foncier bâti de l'EPCI de l'article 7 en 2027 », « taux de « Montjoie » de l'article 5 »
    case taux(Sujet?, Qui?, article: Int, annee: Int?)
    /// « fonctionnement de « Piscine » de l'article 1 en 2025 », « fonds de concours de « École » de l'article 4 »
    case poste(Poste, nom: String, article: Int, annee: Int?)
    /// « limite de l'article 8 en 2027 », « baisse de l'article 2 »
    case borne(Borne, article: Int, annee: Int?)
    /// « poids de « Piscine » de l'article 1 »: the shares of a charge, the criteria of a service or of a fraction.
    case poidsNommes(nom: String, article: Int)
    /// « poids de la révision de 2028 de l'article 1 »
    case poidsRevision(annee: Int, article: Int)
    /// « enveloppe de « Charges » de l'article 2 [en 2026] »: of a fraction of the DSC.
    case enveloppeFraction(nom: String, article: Int, annee: Int?)
    /// « exposant du critère 1 de l'article 2 »: of the shape of a criterion.
    case forme(Forme, critere: Int, article: Int)
    /// « durée du lissage de l'article 2 », in years.
    case dureeLissage(article: Int)
    /// « fin de la garantie de l'article 2 »: last year of its first guarantee or tunnel.
    case finGarantie(article: Int)
    /// « colonne « revenu » »: a column of the territory, with an error of measurement by commune.
    case colonne(String)
  }

  public enum Volet: String, Sendable, Equatable, Hashable, CaseIterable { case prelevement, reversement }

  /// A number with its unit.
  public enum Quantite: Sendable, Equatable {
    case montant(Montant)
    case pourcentage(Decimal)
    case nombre(Decimal)
  }

  public enum Valeurs: Sendable, Equatable {
    /// « de 3 M€ à 5 M€ par pas de 250 k€ »
    case grille(de: Quantite, jusqua: Quantite, pas: Quantite)
    /// « 20 %, 30 %, 40 % »
    case liste([Quantite])
    /// « sur le simplexe par pas de 10 % »
    case grilleSimplexe(pas: Decimal)
    case tirees(Loi)
    /// « tirés sur le simplexe »
    case simplexe
    /// « erreur normale d'écart-type 2 % », « erreur uniforme entre − 5 % et + 5 % »: relative, one draw a commune.
    case erreur(Loi)
  }

  public enum Loi: Sendable, Equatable {
    /// « tirée entre 1 % et 3 % »
    case uniforme(Quantite, Quantite)
    /// « tirée selon la loi normale de moyenne 1,5 % et d'écart-type 0,5 % »
    case normale(moyenne: Quantite, ecartType: Quantite)
    /// « tirée selon la loi triangulaire entre 1 % et 4 %, mode 2 % »
    case triangulaire(Quantite, mode: Quantite, Quantite)
    /// « tirée dans « inflation.csv » »: a file of values, with their weights in a second column if any.
    case table(String)
  }
}

extension Balayage.Volet {
  /// What the index of the national FPIC weighs on this side, in the order of the law.
  public var criteresIndice: [String] {
    switch self {
    case .prelevement: ["potentiel", "revenu"]
    case .reversement: ["potentiel", "revenu", "effort_fiscal"]
    }
  }
}

extension Balayage.Valeurs {
  /// True when the values come from draws, false when they are enumerated.
  public var sontTirees: Bool {
    switch self {
    case .grille, .liste, .grilleSimplexe: false
    case .tirees, .simplexe, .erreur: true
    }
  }
}

extension Balayage.Cible {
  /// A number of years, or a year: whole, and never drawn.
  public var estEntiere: Bool {
    switch self {
    case .poste(.duree, _, _, _), .dureeLissage, .finGarantie: true
    default: false
    }
  }
}
