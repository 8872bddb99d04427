import Diagnostics
import Mustache

/// One self-contained page: no network, no external font, the same bytes for the same results.
struct HTMLPage {
  struct Section {
    var id: String
    var titre: String
    /// Nothing: the section is left out.
    var corps: String
  }
  var titre: String
  var territoire: String
  /// HTML.
  var chapeau: String
  var version: String
  var sections: [Section]

  func render() -> String {
    let data: [String: Any] = [
      "titre": Typography.apply(titre), "territoire": Typography.apply(territoire), "chapeau": chapeau,
      "version": version, "style": Self.resource(PackageResources.style_css),
      "script": Self.resource(PackageResources.script_js),
      "mention": Typography.apply("Estimation ; seule la notification officielle fait foi."),
      "sections": sections.filter { !$0.corps.isEmpty }.map {
        ["id": $0.id, "titre": Typography.apply($0.titre), "corps": $0.corps]
      },
    ]
    // The template is ours and tested: a fault in it would be an empty page, which the tests refuse.
    guard let template = try? MustacheTemplate(string: Self.resource(PackageResources.page_mustache)) else { return "" }
    return template.render(data)
  }

  private static func resource(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
