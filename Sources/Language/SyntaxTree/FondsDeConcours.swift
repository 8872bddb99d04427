public struct ClausesFondsDeConcours: Sendable, Equatable {
  /// « assiette : TTC »; `nil`: TTC, shown as a remarque.
  public var assiette: Located<Assiette>?
  /// « enveloppe de 1,5 M€ en 2026, puis constante »: what the rights to draw share.
  public var enveloppe: Located<MontantAnnuel>?
  public var ponderation: Located<ChoixPopulation>?
  /// « droits de tirage répartis », then a criterion a line.
  public var repartition: [Critere]
  public var repartitionSpan: Span?
  /// « solde des droits : reporté »
  public var solde: Located<Solde>?
  public var projets: [Projet]
  public var vote: Located<Vote>?

  public enum Assiette: String, Sendable, Equatable, CaseIterable {
    case ttc, ht, ttcNetFctva
  }

  public enum Solde: String, Sendable, Equatable {
    case reporte, perdu
  }

  /// « projet « École » de « Montjoie » en 2027 : coût 600 000 € TTC, subventions 150 000 €, fonds de concours maximal »
  public struct Projet: Sendable, Equatable {
    public var nom: Located<String>
    public var commune: CommuneRef
    public var annee: Located<Int>
    public var coutTTC: Located<Montant>?
    public var coutHT: Located<Montant>?
    public var subventions: Located<Montant>?
    /// `nil`: « fonds de concours maximal ».
    public var montant: Located<Montant>?
    public var span: Span

    public init(
      nom: Located<String>, commune: CommuneRef, annee: Located<Int>, coutTTC: Located<Montant>?,
      coutHT: Located<Montant>?, subventions: Located<Montant>?, montant: Located<Montant>?, span: Span
    ) {
      self.nom = nom
      self.commune = commune
      self.annee = annee
      self.coutTTC = coutTTC
      self.coutHT = coutHT
      self.subventions = subventions
      self.montant = montant
      self.span = span
    }
  }

  public init(
    assiette: Located<Assiette>? = nil, enveloppe: Located<MontantAnnuel>? = nil,
    ponderation: Located<ChoixPopulation>? = nil, repartition: [Critere] = [], repartitionSpan: Span? = nil,
    solde: Located<Solde>? = nil, projets: [Projet] = [], vote: Located<Vote>? = nil
  ) {
    self.assiette = assiette
    self.enveloppe = enveloppe
    self.ponderation = ponderation
    self.repartition = repartition
    self.repartitionSpan = repartitionSpan
    self.solde = solde
    self.projets = projets
    self.vote = vote
  }
}
