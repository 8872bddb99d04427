/// The outline of a commune on a map: polygons, each an outer ring and its holes, in degrees (WGS 84).
public struct Contour: Sendable, Equatable {
  public struct Position: Sendable, Equatable {
    public var longitude: Double
    public var latitude: Double

    public init(longitude: Double, latitude: Double) {
      (self.longitude, self.latitude) = (longitude, latitude)
    }
  }

  /// A closed line: its last position is its first one.
  public typealias Anneau = [Position]

  public var polygones: [[Anneau]]

  public init(polygones: [[Anneau]]) { self.polygones = polygones }
}

/// Communes that are cut in arrondissements in some published contours.
enum Arrondissements {
  /// The commune of a municipal arrondissement of Paris, Lyon or Marseille.
  static func commune(_ code: String) -> String? {
    guard let number = Int(code) else { return nil }
    switch number {
    case 75_101...75_120: return "75056"
    case 69_381...69_389: return "69123"
    case 13_201...13_216: return "13055"
    default: return nil
    }
  }
}
