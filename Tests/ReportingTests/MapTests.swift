import Foundation
import Simulation
import Territory
import Testing

@testable import Reporting

@Suite("Cartes du rapport")
struct MapTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func tutorial() throws -> Comparison {
    let paths = ["a", "b"].map { Self.root.appending(path: "Scenarios/scenario-\($0).pacte").path }
    return try Study.open(paths).compare(reference: .premier)
  }

  private static func square(_ x: Double, _ y: Double, _ size: Double = 0.1) -> Contour {
    func at(_ a: Double, _ b: Double) -> Contour.Position { .init(longitude: a, latitude: b) }
    return Contour(polygones: [
      [[at(x, y), at(x + size, y), at(x + size, y + size), at(x, y + size), at(x, y)]]
    ])
  }

  @Test("chaque commune est dessinée dans la couleur de son écart, et dite en toutes lettres")
  func changes() throws {
    let comparison = try tutorial()
    let html = HTMLReport(comparison, version: "essai").render()
    #expect(html.contains("<section id=\"cartes\""))
    let map = try #require(html.firstMatch(of: #/id="carte0-t"(.*?)<\/svg>/#.dotMatchesNewlines())).output.1
    let gaps = comparison.ecarts(comparison.scenarios[1], annee: comparison.annees.last ?? 0)
    #expect(gaps.count == 12)
    for gap in gaps {
      let name = comparison.nom(gap.commune).replacing("'", with: "&#39;")
      let area = try #require(
        map.firstMatch(
          of: try Regex("<title>\(name)[^<]*</title><use href=\"#commune-\(gap.commune)\" fill=\"([^\"]*)\"")))
      let fill = try #require(area.output[1].substring)
      if gap.parHabitant > comparison.tolerance {
        #expect(["#1f5fa8", "#7fa9d6", "#dbe8f6"].contains(fill))
      } else if gap.parHabitant < -comparison.tolerance {
        #expect(fill.hasPrefix("url(#carte0-p"))
      } else {
        #expect(fill == "#ffffff")
      }
    }
    // One outline for all the maps of the page.
    #expect(html.components(separatedBy: "<path id=\"commune-").count == 13)
    #expect(html.components(separatedBy: "<use ").count == 1 + 12 * 2)
  }

  @Test("sans contours, pas de carte ; avec quelques-uns, les autres communes sont nommées")
  func partial() throws {
    var comparison = try tutorial()
    let one = try #require(comparison.territoire.contours["96005"])
    comparison.territoire.contours = [:]
    #expect(!HTMLReport(comparison, version: "essai").render().contains("carte0"))
    comparison.territoire.contours = ["96005": one]
    let html = HTMLReport(comparison, version: "essai").render()
    #expect(html.contains("hors des cartes") && html.contains("Petit-Exemple"))
    #expect(html.components(separatedBy: "<path id=\"commune-").count == 2)
  }

  @Test("deux voisines partagent leur frontière, le détail inférieur au demi-pixel disparaît, la forme reste")
  func shapes() throws {
    var territory = try tutorial().territoire
    let codes = territory.communes.map(\.insee.texte)
    var detailed = Self.square(0.1, 0)
    // A point on a straight side, and one that strays less than the grid.
    detailed.polygones[0][0].insert(.init(longitude: 0.15, latitude: 0), at: 1)
    detailed.polygones[0][0].insert(.init(longitude: 0.17, latitude: 0.000_01), at: 2)
    territory.contours = [codes[0]: Self.square(0, 0), codes[1]: detailed]
    let shapes = try #require(MapShapes(territory))
    // Two squares side by side at the equator fill a map of 560 × 280 pixels, drawn in half pixels.
    #expect(abs(shapes.height - 280) < 0.01)
    #expect(shapes.paths[0] == "M0 560l560 0 0-560-560 0z")
    #expect(shapes.paths[1] == "M560 560l560 0 0-560-560 0z")
    let anchor = try #require(shapes.anchors[1])
    #expect(anchor.x == 420 && anchor.y == 140 && anchor.width == 280)
  }

  @Test("une île plus petite que le pixel reste visible")
  func dot() throws {
    var territory = try tutorial().territoire
    let codes = territory.communes.map(\.insee.texte)
    territory.contours = [codes[0]: Self.square(0, 0, 1), codes[1]: Self.square(2, 0, 0.000_01)]
    let shapes = try #require(MapShapes(territory))
    #expect(shapes.paths[1] == "M1120 560l4 0 0 4-4 0z")
  }

  @Test("les classes : des nombres ronds, symétriques, des deux côtés de chaque limite")
  func classes() throws {
    #expect(MapClasses.limits([0.2, -0.5], tolerance: 0.5) == nil)
    let limits = try #require(MapClasses.limits([-30, -6, 1, 2.4, 12, 70], tolerance: 0.5))
    #expect(limits == (5, 20))
    for (value, expected) in [
      (20.0, 0), (19.99, 1), (5, 1), (4.99, 2), (0.51, 2), (0.5, 3), (0, 3), (-0.5, 3), (-0.51, 4), (-5, 5), (-20, 6),
    ] {
      #expect(MapClasses.change(value, limits, tolerance: 0.5) == expected, "\(value)")
    }
    #expect(MapClasses.changes(limits, tolerance: 0.5).count == 7)
    // All the changes alike: the limits still differ.
    let alike = try #require(MapClasses.limits([3, 3, 3], tolerance: 0.5))
    #expect(alike == (2, 5))
    for (value, round) in [(0.7, 0.5), (1, 1), (1.99, 1), (2, 2), (49, 20), (50, 50), (1000, 1000)] {
      #expect(MapClasses.round(value) == round)
    }
    let wealth = MapClasses.wealth([612, 640, 702, 777, 1_204])
    #expect(wealth.limits == [640, 700, 780, 1_200] && wealth.categories.count == 5)
    #expect(MapClasses.wealth([700, 700]).categories.count == 2)
    #expect(MapClasses.wealth([]).categories.count == 1)
  }
}
