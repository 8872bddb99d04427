import Diagnostics

/// Communes filled by class, with a legend, and the figure written where there is room for it.
struct ChoroplethMap {
  struct Category {
    var label: String
    var fill: String
    /// Colour of the lines over the fill: the classes of losses are told without their hue.
    var hatch: String?
  }

  struct Area {
    var row: Int
    /// The commune and its figure, in full.
    var label: String
    var figure: String
    /// Position in `categories`.
    var category: Int
  }

  let title: String
  let description: String
  let categories: [Category]
  let areas: [Area]
  let shapes: MapShapes
  let id: String
  /// The first map of a page carries the outlines that the others point to.
  let holdsShapes: Bool

  private let legend = 212.0

  func svg() -> String {
    let height = max(shapes.height + 4, Double(categories.count) * 22 + 12)
    var out = ChartFrame.opening(
      id: id, width: MapShapes.width + legend, height: height, title: title, description: description)
    out += "<defs>"
    for (index, category) in categories.enumerated() {
      guard let hatch = category.hatch else { continue }
      out +=
        "<pattern id=\"\(id)-p\(index)\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"\(category.fill)\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"\(hatch)\" stroke-width=\"3\"/></pattern>"
    }
    if holdsShapes {
      for row in shapes.paths.keys.sorted() {
        out += "<path id=\"commune-\(row)\" fill-rule=\"evenodd\" d=\"\(shapes.paths[row] ?? "")\"/>"
      }
    }
    out +=
      "</defs><g transform=\"translate(2 2) scale(.5)\" stroke=\"#3c4650\" stroke-width=\"1.2\" stroke-linejoin=\"round\">"
    for area in areas where shapes.paths[area.row] != nil {
      out +=
        "<g><title>\(HTMLText.sentence(area.label))</title><use href=\"#commune-\(area.row)\" fill=\"\(fill(area.category))\"/></g>"
    }
    out += "</g>" + figures + legendText
    return out + "</svg>"
  }

  private func fill(_ category: Int) -> String {
    categories[category].hatch == nil ? categories[category].fill : "url(#\(id)-p\(category))"
  }

  private var figures: String {
    var texts = ""
    for area in areas {
      guard let anchor = shapes.anchors[area.row], anchor.width > Double(area.figure.count) * 7 + 4 else { continue }
      texts += "<text x=\"\(F.n(anchor.x + 2))\" y=\"\(F.n(anchor.y + 6))\">\(HTMLText.escape(area.figure))</text>"
    }
    // Twice: a white halo, then the figure, readable on any fill.
    return
      "<g text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" aria-hidden=\"true\">\(texts)</g><g text-anchor=\"middle\">\(texts)</g>"
  }

  private var legendText: String {
    let x = MapShapes.width + 16
    return categories.enumerated().map { index, category in
      let y = 4 + Double(index) * 22
      return
        "<rect x=\"\(F.n(x))\" y=\"\(F.n(y))\" width=\"20\" height=\"14\" fill=\"\(fill(index))\" stroke=\"#3c4650\"/>"
        + "<text x=\"\(F.n(x + 28))\" y=\"\(F.n(y + 11))\">\(HTMLText.sentence(category.label))</text>"
    }.joined()
  }
}
