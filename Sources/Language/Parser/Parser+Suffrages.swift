import Diagnostics

extension Parser {
  static let exempleAccord = "accord de « Montjoie », « Roche-Haute », le 12 septembre 2026"

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
