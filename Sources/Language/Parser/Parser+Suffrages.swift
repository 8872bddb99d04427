import Diagnostics

extension Parser {
  static let exempleAccord = "accord de « Montjoie », « Roche-Haute », le 12 septembre 2026"

  /// « vote : … », « accord de … » under a revision of AC; false when the line says something else. A refusal without date
  /// belongs to the revisions that it amends.
  func suffrage(
    _ cursor: inout LineCursor, _ revision: inout RevisionAttributionCompensation
  ) throws(LineFault) -> Bool {
    if cursor.accept("vote") {
      try once(revision.vote != nil, cursor, "la ligne « vote »")
      try cursor.expectColon(example: "vote : 40 pour, 12 contre")
      revision.vote = try cursor.vote()
      try cursor.end(example: "vote : 40 pour, 12 contre, le 20 juin 2026")
      return true
    }
    let dated = cursor.tokens.contains { $0.kind == .mot("le") }
    if cursor.starts(with: "refus"), revision.laisseRefuser, !dated { return false }
    guard let position = try position(&cursor) else { return false }
    revision.positions.append(position)
    return true
  }

  /// « accord de … », « refus de … », « silence de … »; `nil` when the line begins otherwise.
  func position(_ cursor: inout LineCursor) throws(LineFault) -> PositionMunicipale? {
    let avis: PositionMunicipale.Avis
    if cursor.accept("accord") {
      avis = .accord
    } else if cursor.accept("refus") {
      avis = .refus
    } else if cursor.accept("silence") {
      avis = .silence
    } else {
      return nil
    }
    _ = cursor.accept("de") || cursor.accept("d")
    var communes: [CommuneRef] = []
    if !cursor.accept(any: ["toutes les communes", "toutes les autres communes"]) {
      repeat {
        communes.append(
          try cursor.text("le nom d'une commune entre guillemets", example: Self.exempleAccord))
        cursor.skipCommas()
        _ = cursor.accept("et")
        _ = cursor.accept("de")
      } while !cursor.isAtEnd && !cursor.starts(with: "le")
    }
    cursor.skipCommas()
    let date = cursor.isAtEnd ? nil : try cursor.date()
    try cursor.end(example: Self.exempleAccord)
    return PositionMunicipale(avis: avis, communes: communes, date: date, span: cursor.whole)
  }
}
