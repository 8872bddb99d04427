import Diagnostics

/// Reads the outlines of communes in a GeoJSON (RFC 7946), and tells what is wrong with them.
///
/// The file may be that of a whole country: the geometry of the communes that nobody asked for is passed over. The
/// commune of a feature is in one of the properties that publishers use (`code`, `INSEE_COM`, `codgeo`…), or is the
/// identifier of the feature.
struct GeoJSONReader {
  private(set) var contours: [String: Contour] = [:]
  /// Codes of the file that were not asked for.
  private(set) var others: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []

  private let cursor: JSONCursor
  private let wanted: Set<String>
  private let passage: PassageTable?
  private var kind: String?
  private var features = 0
  private var withoutCode = 0
  private var firstProperties: [String] = []

  /// Names of the property that bears the code, spelt without case nor signs; the surest first.
  private static let codeNames = [
    "insee", "inseecom", "codeinsee", "codgeo", "codecommune", "codeinseecommune", "inseecommune", "comcode",
    "codecom", "depcom", "inseecode", "com", "code", "id",
  ]

  private static let mostDiagnostics = 20

  /// - Parameters:
  ///   - wanted: INSEE codes of the territory.
  ///   - passage: former communes, whose outlines make those of today.
  /// - Throws: every defect that makes the file unusable.
  init(
    _ bytes: [UInt8], path: String, wanted: Set<String>, passage: PassageTable? = nil
  ) throws(DiagnosedError) {
    cursor = JSONCursor(bytes, path: path)
    self.wanted = wanted
    self.passage = passage
    try read()
  }

  /// Whether bytes begin like a JSON object.
  static func looksLike(_ bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return bytes[min(start, bytes.count)...].prefix(64).first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "{")
  }

  private mutating func read() throws(DiagnosedError) {
    var me = self
    let cursor = cursor
    try cursor.object { key throws(DiagnosedError) in
      switch key {
      case "type": me.kind = try cursor.label()
      case "crs": try me.checkReference()
      case "features" where cursor.peek() == UInt8(ascii: "["):
        try cursor.array { () throws(DiagnosedError) in try me.feature() }
      default: try cursor.skip()
      }
    }
    self = me
    guard kind == "FeatureCollection" else { throw DiagnosedError([wrongKind]) }
    guard features > withoutCode else { throw DiagnosedError([noCode]) }
    guard !diagnostics.hasErrors else { throw DiagnosedError(diagnostics) }
  }

  // MARK: - Features

  private mutating func feature() throws(DiagnosedError) {
    var codes: [String: String] = [:]
    var names: [String] = []
    var geometry: Int?
    let place = cursor.position
    let cursor = cursor
    try cursor.object { key throws(DiagnosedError) in
      switch key {
      case "id":
        let label = try cursor.label()
        codes["id"] = codes["id"] ?? label
      case "properties" where cursor.peek() == UInt8(ascii: "{"):
        try cursor.object { name throws(DiagnosedError) in
          names.append(name)
          if let label = try cursor.label() { codes[Self.plain(name)] = label }
        }
      case "geometry":
        geometry = cursor.position
        try cursor.skip()
      default: try cursor.skip()
      }
    }
    features += 1
    if features == 1 { firstProperties = names }
    guard let code = Self.codeNames.lazy.compactMap({ Self.code(codes[$0]) }).first else {
      withoutCode += 1
      return
    }
    let owner = owner(of: code)
    guard wanted.contains(owner) else {
      others.insert(code)
      return
    }
    guard let geometry else { return }
    let end = cursor.position
    cursor.seek(geometry)
    let polygons = try polygons(owner, place)
    cursor.seek(end)
    guard !polygons.isEmpty else { return }
    if contours[owner] != nil, owner == code {
      tell(
        "T0285", .remarque, "plusieurs contours portent le code \(owner) : ils sont réunis", place,
        "gardez un seul contour par commune s'ils se recouvrent")
    }
    contours[owner, default: Contour(polygones: [])].polygones += polygons
  }

  private func owner(of code: String) -> String {
    if wanted.contains(code) { return code }
    return Arrondissements.commune(code) ?? passage?.target(of: code) { wanted.contains($0) } ?? code
  }

  private static func code(_ text: String?) -> String? {
    guard let text else { return nil }
    let code = CodeINSEE.padded(text.trimmed.uppercased())
    return CodeINSEE(code) == nil ? nil : code
  }

  private static func plain(_ name: String) -> String {
    Folding.fold(name).filter { $0.isLetter || $0.isNumber }
  }

  // MARK: - Geometry

  private mutating func polygons(_ code: String, _ place: Int) throws(DiagnosedError) -> [[Contour.Anneau]] {
    guard cursor.peek() == UInt8(ascii: "{") else {
      try cursor.skip()
      return []
    }
    var type: String?
    var coordinates: Int?
    let cursor = cursor
    try cursor.object { key throws(DiagnosedError) in
      switch key {
      case "type": type = try cursor.label()
      case "coordinates":
        _ = cursor.peek()
        coordinates = cursor.position
        try cursor.skip()
      default: try cursor.skip()
      }
    }
    guard let coordinates, type == "Polygon" || type == "MultiPolygon" else {
      tell(
        "T0284", .erreur, "le contour de \(code) est de type « \(type ?? "inconnu") »", place,
        "il faut des surfaces : Polygon ou MultiPolygon")
      return []
    }
    cursor.seek(coordinates)
    var me = self
    var polygons: [[Contour.Anneau]] = []
    func polygon() throws(DiagnosedError) {
      var rings: [Contour.Anneau] = []
      var outer = true
      try cursor.array { () throws(DiagnosedError) in
        let ring = try me.ring(code)
        if let ring, outer || !rings.isEmpty { rings.append(ring) }
        outer = false
      }
      if !rings.isEmpty { polygons.append(rings) }
    }
    if type == "Polygon" {
      try polygon()
    } else {
      try cursor.array { () throws(DiagnosedError) in try polygon() }
    }
    self = me
    return polygons
  }

  /// A ring of at least three corners and some surface; `nil`, and told, otherwise.
  private mutating func ring(_ code: String) throws(DiagnosedError) -> Contour.Anneau? {
    let place = cursor.position
    let cursor = cursor
    var ring: Contour.Anneau = []
    try cursor.array { () throws(DiagnosedError) in
      var values: [Double] = []
      try cursor.array { () throws(DiagnosedError) in
        if values.count < 2 { values.append(try cursor.number()) } else { try cursor.skip() }
      }
      guard values.count == 2 else { throw cursor.fault("une position a une longitude et une latitude") }
      ring.append(Contour.Position(longitude: values[0], latitude: values[1]))
    }
    try GeoJSONReference.check(ring, code) { cursor.place(at: place) }
    if let first = ring.first, ring.last != first {
      ring.append(first)
      tell("T0285", .alerte, "un contour de \(code) n'est pas fermé : il l'est ici", place, "vérifiez-le sur une carte")
    }
    guard ring.count >= 4 else {
      tell(
        "T0284", .erreur, "un contour de \(code) n'a que \(max(0, ring.count - 1)) sommets", place,
        "un contour a au moins trois sommets, et revient au premier")
      return nil
    }
    guard Self.doubledArea(ring) != 0 else {
      tell("T0285", .alerte, "un contour de \(code) n'a pas de surface : il est laissé de côté", place, nil)
      return nil
    }
    return ring
  }

  private static func doubledArea(_ ring: Contour.Anneau) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) {
      $0 + ($1.0.longitude - ring[0].longitude) * ($1.1.latitude - ring[0].latitude)
        - ($1.1.longitude - ring[0].longitude) * ($1.0.latitude - ring[0].latitude)
    }
  }

  // MARK: - What is told

  private mutating func checkReference() throws(DiagnosedError) {
    let place = cursor.position
    let start = cursor.position
    try cursor.skip()
    try GeoJSONReference.check(named: cursor.text(from: start)) { cursor.place(at: place) }
  }

  private mutating func tell(
    _ code: String, _ severity: Severity, _ message: String, _ place: Int, _ repair: String?
  ) {
    guard diagnostics.count < Self.mostDiagnostics else { return }
    diagnostics.append(Diagnostic(code, severity, message, place: cursor.place(at: place), repair: repair))
  }

  private var wrongKind: Diagnostic {
    let topology = kind == "Topology"
    return Diagnostic(
      "T0281", .erreur,
      topology
        ? "« \(cursor.path.fileName) » est un TopoJSON"
        : "« \(cursor.path.fileName) » n'est pas une collection de contours (FeatureCollection)",
      place: Place(file: cursor.path), repair: "donnez les contours des communes en GeoJSON, en degrés (WGS 84)")
  }

  private var noCode: Diagnostic {
    let list = firstProperties.prefix(12).joined(separator: ", ")
    return Diagnostic(
      "T0283", .erreur,
      features == 0
        ? "« \(cursor.path.fileName) » n'a aucun contour"
        : "aucun contour de « \(cursor.path.fileName) » ne porte un code INSEE de commune",
      place: Place(file: cursor.path),
      repair: features == 0
        ? "donnez les contours des communes"
        : "le code se lit dans une propriété « code » ou « insee » ; celles du premier contour : \(list)")
  }
}
