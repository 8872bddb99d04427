import Diagnostics
import Yams

/// How the columns of a published (or private) file become those of a territory: a mapping, written in YAML.
///
/// `reconnu` names the columns by which the file is recognised, `cle` the one that says which commune or ensemble a row
/// is about. A wide file (`forme: large`) has one column a figure; a long one (`forme: longue`) has a column that names
/// the figure and a column that holds it. `vers` is `communes.NOM` or `ensembles.NOM`, where `{N}` is the year of the
/// row, `{N-1}` the year before it.
public struct SourceFormat: Sendable {
  public enum Cle: String, Sendable, CaseIterable {
    case insee, siren
    case sirenCommune = "siren_commune"
  }

  /// Where a figure goes, and how.
  struct Cible: Sendable {
    /// Exact label in the file, or a regular expression between slashes.
    var libelle: String
    var fichier: String
    var colonne: String
    /// Column of the value, where it is not that of the format.
    var valeur: String?
    var facteur = 1.0
    /// Several rows of a key are added up.
    var cumul = false
  }

  public var nom: String
  public var origine: String
  /// Whether a published sample was at hand when the mapping was written.
  public var eprouve: Bool
  public var entete: String
  var reconnu: [String]
  var longue: Bool
  var cle: Cle
  var cleColonne: String
  /// Extracts the key from its cell: the first group.
  var cleMotif: String?
  /// Column of the year, or `title`.
  var anneeColonne: String?
  var variable: String?
  var valeur: String?
  var filtres: [(colonne: String, valeurs: [String])]
  var cibles: [Cible]
  /// What a figure is worth for a key that the file knows and a label that it does not have.
  var absent: Double?
  /// As the column of the year: the year is in the title that stands for the header.
  static let title = "#titre"

  /// Path of the mapping, or its name when it ships with the program.
  var fichier: String

  /// The columns that it fills: `communes.ac_{N}`.
  public var apporte: [String] {
    var seen: Set<String> = []
    return cibles.map { "\($0.fichier).\($0.colonne)" }.filter { seen.insert($0).inserted }
  }

  /// Whether a header is that of this format.
  func recognises(_ header: [String]) -> Bool {
    !reconnu.isEmpty && reconnu.allSatisfy { SourceLabel($0).position(in: header) != nil }
  }
}

/// A label of a mapping: an exact text (case, accents and spaces do not count), `#2` (a position), or `/…/` (a regular
/// expression on the folded text).
struct SourceLabel {
  private enum Kind {
    case exact(String)
    case position(Int)
    case pattern(Regex<AnyRegexOutput>)
    case never
  }
  private let kind: Kind

  init(_ text: String) {
    if text.hasPrefix("#"), let position = Int(text.dropFirst()), position > 0 {
      kind = .position(position - 1)
    } else if text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
      kind = (try? Regex(String(text.dropFirst().dropLast()))).map { .pattern($0) } ?? .never
    } else {
      kind = .exact(Folding.fold(text))
    }
  }

  /// A regular expression that cannot be read.
  var isBroken: Bool {
    if case .never = kind { return true }
    return false
  }

  func matches(_ text: String) -> Bool {
    switch kind {
    case .exact(let folded): folded == Folding.fold(text)
    case .pattern(let regex): Folding.fold(text).contains(regex)
    case .position, .never: false
    }
  }

  func position(in header: [String]) -> Int? {
    if case .position(let position) = kind { return header.indices.contains(position) ? position : nil }
    return header.firstIndex { matches($0) }
  }

  /// Every header that it names.
  func positions(in header: [String]) -> [Int] {
    if case .position = kind { return position(in: header).map { [$0] } ?? [] }
    return header.indices.filter { matches(header[$0]) }
  }
}
