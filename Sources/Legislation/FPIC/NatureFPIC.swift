/// The two sides of the FPIC: what an ensemble intercommunal pays, and what it receives. They are computed and decided
/// apart, possibly in two different modes.
public enum NatureFPIC: String, Sendable, Equatable, CaseIterable, Codable {
  case prelevement, attribution

  /// The article whose II rules the internal split.
  public var article: String {
    switch self {
    case .prelevement: "CGCT art. L2336-3"
    case .attribution: "CGCT art. L2336-5"
    }
  }

  /// « prélèvement », « attribution »
  public var libelle: String {
    switch self {
    case .prelevement: "prélèvement"
    case .attribution: "attribution"
    }
  }
}
