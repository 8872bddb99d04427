import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Contours des communes en GeoJSON")
struct ContoursTests {
  /// Three squares of a tenth of a degree, side by side.
  static func feature(
    _ code: String, at x: Double, _ property: String = "code", type: String = "Polygon", ring: String? = nil
  ) -> String {
    let square = "[[\(x),44],[\(x + 0.1),44],[\(x + 0.1),44.1],[\(x),44.1],[\(x),44]]"
    let rings = "[\(ring ?? square)]"
    return
      "{\"type\":\"Feature\",\"properties\":{\"nom\":\"É\\u00e9 \\\"x\\\"\",\"\(property)\":\(code)},\"geometry\":{\"type\":\"\(type)\",\"coordinates\":\(type == "MultiPolygon" ? "[\(rings)]" : rings)}}"
  }

  static func collection(_ features: [String], crs: String? = nil, type: String = "FeatureCollection") -> String {
    "{\"type\":\"\(type)\",\(crs.map { "\"crs\":\($0)," } ?? "")\"features\":[\(features.joined(separator: ",\n"))]}"
  }

  private static let wanted: Set<String> = ["01004", "30020", "69123"]

  private func read(_ text: String) throws -> GeoJSONReader {
    try GeoJSONReader(Array(text.utf8), path: "contours.geojson", wanted: Self.wanted)
  }

  private func fault(_ text: String) -> [String] {
    do { _ = try read(text) } catch let error as DiagnosedError { return error.diagnostics.map(\.code) } catch {}
    return []
  }

  @Test(
    "le code est reconnu sous tous ses noms d'usage",
    arguments: ["code", "insee", "INSEE_COM", "Code INSEE", "codgeo", "com_code", "CODE_COMMUNE", "codeInsee"])
  func names(property: String) throws {
    let reader = try read(Self.collection([Self.feature("\"30020\"", at: 4, property)]))
    let ring = try #require(reader.contours["30020"]?.polygones.first?.first)
    #expect(ring.count == 5 && ring[1] == .init(longitude: 4.1, latitude: 44) && ring[0] == ring[4])
    #expect(reader.diagnostics.isEmpty)
  }

  @Test("zéro de tête perdu, liste d'un code, identifiant de l'objet, propriétés après la géométrie")
  func codes() throws {
    #expect(try read(Self.collection([Self.feature("1004", at: 4)])).contours["01004"] != nil)
    #expect(try read(Self.collection([Self.feature("[\"30020\"]", at: 4)])).contours["30020"] != nil)
    let late =
      "{\"geometry\":{\"coordinates\":[[[4,44],[5,44],[5,45],[4,44]]],\"type\":\"Polygon\"},\"id\":\"30020\",\"properties\":null,\"bbox\":[1,2,{\"a\":[[]]}]}"
    #expect(try read(Self.collection([late])).contours["30020"]?.polygones.count == 1)
  }

  @Test("les autres communes sont passées, les arrondissements réunis, les îles gardées")
  func selection() throws {
    let text = Self.collection([
      Self.feature("\"99999\"", at: 5), Self.feature("\"69381\"", at: 4), Self.feature("\"69382\"", at: 4.1),
      Self.feature("\"30020\"", at: 3, type: "MultiPolygon"), Self.feature("\"30020\"", at: 2),
    ])
    let reader = try read(text)
    #expect(reader.contours["69123"]?.polygones.count == 2 && reader.contours["30020"]?.polygones.count == 2)
    #expect(reader.others == ["99999"] && reader.contours.count == 2)
    #expect(reader.diagnostics.map(\.code) == ["T0285"])
  }

  @Test("un contour ouvert est fermé, un contour plat est laissé, et c'est dit ; deux sommets sont une erreur")
  func repairs() throws {
    let open = try read(Self.collection([Self.feature("\"30020\"", at: 0, ring: "[[4,44],[5,44],[5,45]]")]))
    #expect(open.contours["30020"]?.polygones[0][0].count == 4 && open.diagnostics.map(\.code) == ["T0285"])
    let flat = try read(Self.collection([Self.feature("\"30020\"", at: 0, ring: "[[4,44],[5,44],[6,44],[4,44]]")]))
    #expect(flat.contours["30020"] == nil && flat.diagnostics.map(\.code) == ["T0285"])
    #expect(fault(Self.collection([Self.feature("\"30020\"", at: 0, ring: "[[4,44],[5,44],[4,44]]")])) == ["T0284"])
    #expect(fault(Self.collection([Self.feature("\"30020\"", at: 4, type: "LineString")])) == ["T0284"])
  }

  @Test("projections, degrés intervertis, TopoJSON, codes absents : chacun son code")
  func faults() {
    let good = Self.feature("\"30020\"", at: 4)
    func crs(_ name: String) -> String { "{\"type\":\"name\",\"properties\":{\"name\":\"\(name)\"}}" }
    #expect(fault(Self.collection([good], crs: crs("urn:ogc:def:crs:OGC:1.3:CRS84"))) == [])
    #expect(fault(Self.collection([good], crs: crs("EPSG:2154"))) == ["T0282"])
    let lambert = "[[770000,6280000],[771000,6280000],[771000,6281000],[770000,6280000]]"
    #expect(fault(Self.collection([Self.feature("\"30020\"", at: 0, ring: lambert)])) == ["T0282"])
    let swapped = "[[44,4],[44.1,4],[44.1,4.1],[44,4]]"
    #expect(fault(Self.collection([Self.feature("\"30020\"", at: 0, ring: swapped)])) == ["T0282"])
    #expect(fault(Self.collection([], type: "Topology")) == ["T0281"])
    #expect(fault(good) == ["T0281"])
    #expect(fault(Self.collection([])) == ["T0283"])
    #expect(fault(Self.collection([Self.feature("\"243000593\"", at: 4)])) == ["T0283"])
  }

  @Test("un JSON tronqué n'importe où est refusé, jamais lu à moitié")
  func truncation() {
    let text = Self.collection([Self.feature("\"30020\"", at: 4)])
    for length in 1..<text.utf8.count {
      #expect(fault(String(decoding: Array(text.utf8).prefix(length), as: UTF8.self)) == ["T0280"], "\(length)")
    }
    #expect(fault("{\"a\":" + String(repeating: "[", count: 100_000)) == ["T0280"])
  }

  @Test("l'import garde les contours de ses communes, le dossier les relit, et la source est écrite")
  func folder() throws {
    var territory = try DGCLFixture().imported()
    let text = Self.collection([
      Self.feature("\"30006\"", at: 4), Self.feature("\"30020\"", at: 5), Self.feature("\"34001\"", at: 6),
    ])
    try Support.inFolder { folder in
      try Support.put(text, folder + "/communes.json")
      try SourceMerge.add([folder + "/communes.json"], to: &territory)
      #expect(territory.contours.count == 2)
      #expect(territory.diagnostics.suffix(2).map(\.code) == ["T0286", "T0267"])
      #expect(territory.sources.last?.sha256 == SHA256.hexadecimal(Array(text.utf8)))
      try territory.write(to: folder + "/t", replace: false)
      let (read, found) = try TerritoryReader.read(folder: folder + "/t")
      #expect(read.contours == territory.contours && read.empreintes["contours.geojson"] != nil)
      #expect(found.map(\.code).contains("T0286"))
      try Support.put("{", folder + "/t/contours.geojson")
      #expect(
        Support.faults { () throws(DiagnosedError) in _ = try TerritoryReader.read(folder: folder + "/t") }
          .map(\.code) == ["T0280"])
    }
  }
}
