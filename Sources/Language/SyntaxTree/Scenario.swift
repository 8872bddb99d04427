/// A whole scenario after inheritance: what the engine runs.
public struct Scenario: Sendable, Equatable {
  /// « Pacte financier et fiscal 2026-2031 »
  public var titre: Located<String>
  /// « scénario B » → `B`.
  public var variante: Located<String>?
  public var sirenTerritoire: Located<String>
  public var nomTerritoire: Located<String>
  /// Folder of the territory, relative to the file that names it.
  public var donnees: Located<String>
  public var periode: Located<ClosedRange<Int>>
  public var auteur: Located<String>?
  public var date: Located<DateEcrite>?
  /// Reforms of the law, in the order written.
  public var parametres: [RemplacementParametre]
  public var hypotheses: [Hypothese]
  /// « sans rétroaction »: the potentiel financier, the CIF and the dotation d'intercommunalité stay as published.
  public var sansRetroaction: Bool
  /// In ascending order of their numbers.
  public var articles: [Article]
  public var exigences: [Exigence]
  /// What `pacte balayer` makes vary; the other commands run the scenario as written.
  public var balayage: Balayage?
  /// The file given on the command line.
  public var source: SourceFile

  public init(
    titre: Located<String>, variante: Located<String>?, sirenTerritoire: Located<String>,
    nomTerritoire: Located<String>, donnees: Located<String>, periode: Located<ClosedRange<Int>>,
    auteur: Located<String>?, date: Located<DateEcrite>?, parametres: [RemplacementParametre] = [],
    hypotheses: [Hypothese] = [], sansRetroaction: Bool = false, articles: [Article], exigences: [Exigence],
    balayage: Balayage? = nil, source: SourceFile
  ) {
    self.titre = titre
    self.variante = variante
    self.sirenTerritoire = sirenTerritoire
    self.nomTerritoire = nomTerritoire
    self.donnees = donnees
    self.periode = periode
    self.auteur = auteur
    self.date = date
    self.parametres = parametres
    self.hypotheses = hypotheses
    self.sansRetroaction = sansRetroaction
    self.articles = articles
    self.exigences = exigences
    self.balayage = balayage
    self.source = source
  }

  /// The name under which the scenario appears in tables: « B », or the file name without its extension.
  public var nom: String {
    if let variante { return variante.value }
    let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
    return file.hasSuffix(".pacte") ? String(file.dropLast(6)) : file
  }

  public static func == (a: Scenario, b: Scenario) -> Bool {
    a.titre == b.titre && a.variante == b.variante && a.sirenTerritoire == b.sirenTerritoire
      && a.nomTerritoire == b.nomTerritoire && a.donnees == b.donnees && a.periode == b.periode
      && a.auteur == b.auteur && a.date == b.date && a.parametres == b.parametres && a.hypotheses == b.hypotheses
      && a.sansRetroaction == b.sansRetroaction && a.articles == b.articles && a.exigences == b.exigences
      && a.balayage == b.balayage
  }
}

/// « exiger … »: a condition on the results; violated, it names who and by how much, and the exit code is 2.
public struct Exigence: Sendable, Equatable {
  public var condition: Condition
  public var span: Span

  public enum Condition: Sendable, Equatable {
    /// « aucune commune ne perd », « « Montjoie » ne perd pas » (beyond the tolerance of the comparison)
    case aucunePerte(commune: CommuneRef?)
    /// « aucune commune ne perd plus de … [par an] », « « Montjoie » ne perd pas plus de … »
    case perteMaximale(Located<Seuil>, commune: CommuneRef?)
    /// « au plus 3 communes perdantes »
    case nombrePerdantes(Located<Int>)
    /// « la DSC de « Montjoie » est au moins de 20 000 € en 2028 »
    case montant(Flux, commune: CommuneRef, Comparaison, Located<Montant>, annee: Located<Int>?)
    /// « le coût pour l'EPCI ne dépasse pas 500 000 € [en 2028] », against the reference
    case coutEPCI(Located<Montant>, annee: Located<Int>?)
    /// « le vote des deux tiers du conseil est acquis si les communes perdantes s'abstiennent »
    case vote(MajoriteExigee, AttitudePerdantes)
  }

  public enum MajoriteExigee: String, Sendable, Equatable, CaseIterable {
    case deuxTiers, simple, unanimite
    /// Of the municipal councils, L5211-5, II.
    case qualifiee
  }

  /// What the losing communes do, all the others being in favour.
  public enum AttitudePerdantes: String, Sendable, Equatable, CaseIterable { case abstention, contre }

  public enum Seuil: Sendable, Equatable {
    /// Euros, or euros per inhabitant of a named population.
    case montant(Montant)
    /// Percent of the recettes réelles de fonctionnement.
    case pourcentageRecettes(Decimal)
  }

  public enum Flux: String, Sendable, Equatable, CaseIterable {
    case attributionCompensation, dotationSolidarite, prelevementFPIC, reversementFPIC, priseEnChargeFPIC
    case fondsDeConcours, taxeAmenagement, partageFoncier, dgfTerritoriale, servicesCommuns, fiscalite, net
  }

  public enum Comparaison: String, Sendable, Equatable { case auMoins, auPlus }

  public init(condition: Condition, span: Span) {
    self.condition = condition
    self.span = span
  }
}
