/// The count of a vote of the council of the EPCI, as written.
public struct Vote: Sendable, Equatable {
  public var pour: Int
  public var contre: Int
  public var abstentions: Int
  public var date: DateEcrite?

  public init(pour: Int, contre: Int, abstentions: Int = 0, date: DateEcrite?) {
    self.pour = pour
    self.contre = contre
    self.abstentions = abstentions
    self.date = date
  }
}

/// « accord de « A », « B », le 12 septembre 2026 », « refus de « C » », « silence de toutes les communes »: what municipal
/// councils did about the decision above.
public struct PositionMunicipale: Sendable, Equatable {
  public enum Avis: String, Sendable, Equatable, CaseIterable { case accord, refus, silence }
  public var avis: Avis
  /// Empty: all the communes that no other line names.
  public var communes: [CommuneRef]
  public var date: Located<DateEcrite>?
  public var span: Span

  public init(avis: Avis, communes: [CommuneRef], date: Located<DateEcrite>? = nil, span: Span) {
    self.avis = avis
    self.communes = communes
    self.date = date
    self.span = span
  }
}

extension [PositionMunicipale] {
  /// Communes named by the refusals.
  public var refus: [CommuneRef] { filter { $0.avis == .refus }.flatMap(\.communes) }
}
