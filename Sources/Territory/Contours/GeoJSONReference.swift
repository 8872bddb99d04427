import Diagnostics

/// In which coordinates a GeoJSON is: only degrees of longitude and latitude are drawn.
enum GeoJSONReference {
  /// WGS 84 and the frames that differ from it by less than a metre.
  private static let degrees = ["CRS84", "4326", "4258", "4171"]

  /// - Parameter written: the member `crs` of older files.
  static func check(named written: String, place: () -> Place) throws(DiagnosedError) {
    guard written != "null", !degrees.contains(where: { written.contains($0) }) else { return }
    throw DiagnosedError([
      Diagnostic(
        "T0282", .erreur, "les coordonnées sont dans un autre système que les degrés : \(written.prefix(100))",
        place: place(), repair: "exportez les contours en WGS 84 (EPSG:4326)")
    ])
  }

  static func check(_ ring: Contour.Anneau, _ code: String, place: () -> Place) throws(DiagnosedError) {
    if let far = ring.first(where: { abs($0.longitude) > 180 || abs($0.latitude) > 90 }) {
      throw DiagnosedError([
        Diagnostic(
          "T0282", .erreur,
          "\(Typography.shortest(far.longitude, maximum: 2)) et \(Typography.shortest(far.latitude, maximum: 2)), dans le contour de \(code), ne sont pas une longitude et une latitude",
          place: place(), repair: "exportez les contours en degrés (WGS 84, EPSG:4326), et non en Lambert 93")
      ])
    }
    // Metropolitan France is never south of 41° nor east of 10°: its degrees were exchanged.
    let metropole = !code.hasPrefix("97") && !code.hasPrefix("98")
    if metropole, !ring.isEmpty, ring.allSatisfy({ $0.longitude > 40 && abs($0.latitude) < 12 }) {
      throw DiagnosedError([
        Diagnostic(
          "T0282", .erreur, "la latitude est écrite avant la longitude dans le contour de \(code)", place: place(),
          repair: "le GeoJSON écrit la longitude d'abord : exportez de nouveau les contours")
      ])
    }
  }
}
