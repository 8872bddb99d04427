import Glibc
import Territory

/// The outlines of a territory drawn once for every map of a page.
///
/// Degrees become half pixels of an equirectangular map whose scale is right at the middle latitude. Corners are
/// snapped to that grid and those that no longer turn are dropped: two neighbours that share a border keep sharing it,
/// and the size of the page depends on its pixels, not on the detail of the file.
struct MapShapes {
  /// Where a figure may be written, in pixels, and how much room there is.
  struct Anchor {
    var x: Double
    var y: Double
    var width: Double
  }

  /// Path of each commune by row, in half pixels.
  private(set) var paths: [Int: String] = [:]
  private(set) var anchors: [Int: Anchor] = [:]
  private(set) var height = 0.0

  static let width = 560.0
  private static let highest = 640.0

  private typealias Point = (x: Int, y: Int)

  /// - Returns: `nil` when no commune of the territory has an outline.
  init?(_ territory: Territory) {
    let known = territory.communes.indices.compactMap { row in
      territory.contours[territory.communes[row].insee.texte].map { (row, $0) }
    }
    let all = known.flatMap { $0.1.polygones.joined().joined() }
    guard let first = all.first else { return nil }
    var (west, east, south, north) = (first.longitude, first.longitude, first.latitude, first.latitude)
    for position in all {
      (west, east) = (min(west, position.longitude), max(east, position.longitude))
      (south, north) = (min(south, position.latitude), max(north, position.latitude))
    }
    let squeeze = max(0.01, cos((south + north) / 2 * .pi / 180))
    let (breadth, length) = (max((east - west) * squeeze, 1e-9), max(north - south, 1e-9))
    let scale = 2 * min(Self.width / breadth, Self.highest / length)
    height = length * scale / 2
    for (row, contour) in known {
      var best = 0.0
      var path = ""
      for polygon in contour.polygones {
        for (index, ring) in polygon.enumerated() {
          let points = Self.snapped(
            ring.map {
              Point(
                x: Int((($0.longitude - west) * squeeze * scale).rounded()),
                y: Int(((north - $0.latitude) * scale).rounded()))
            })
          path += Self.path(points)
          let (area, x, y) = Self.centroid(points)
          guard index == 0, area > best else { continue }
          best = area
          let xs = points.map(\.x)
          anchors[row] = Anchor(x: x / 2, y: y / 2, width: Double((xs.max() ?? 0) - (xs.min() ?? 0)) / 2)
        }
      }
      paths[row] = path
    }
  }

  /// Without repeated corners, nor those in the middle of a straight line; a ring lost to the grid becomes a dot.
  private static func snapped(_ ring: [Point]) -> [Point] {
    var points: [Point] = []
    for point in ring.dropLast() {
      if let last = points.last, last == point { continue }
      while points.count >= 2, turn(points[points.count - 2], points[points.count - 1], point) == 0 {
        points.removeLast()
      }
      points.append(point)
    }
    guard points.count >= 3, let first = points.first else {
      let (x, y) = ring.first ?? (0, 0)
      return [(x, y), (x + 4, y), (x + 4, y + 4), (x, y + 4)]
    }
    if points[points.count - 1] == first { points.removeLast() }
    return points
  }

  private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Int {
    (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
  }

  private static func path(_ points: [Point]) -> String {
    guard var last = points.first else { return "" }
    var out = "M\(last.x) \(last.y)l"
    for (index, point) in points.dropFirst().enumerated() {
      let (x, y) = (point.x - last.x, point.y - last.y)
      out += "\(index > 0 && x >= 0 ? " " : "")\(x)\(y >= 0 ? " " : "")\(y)"
      last = point
    }
    return out + "z"
  }

  private static func centroid(_ points: [Point]) -> (area: Double, x: Double, y: Double) {
    var (area, x, y) = (0.0, 0.0, 0.0)
    for (index, a) in points.enumerated() {
      let b = points[(index + 1) % points.count]
      let cross = Double(a.x * b.y - b.x * a.y)
      area += cross
      x += Double(a.x + b.x) * cross
      y += Double(a.y + b.y) * cross
    }
    guard area != 0 else { return (0, 0, 0) }
    return (abs(area), x / (3 * area), y / (3 * area))
  }
}
