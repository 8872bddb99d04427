/// INSEE code of a commune: five characters, `01004`, `2A004`, `97101`.
public struct CodeINSEE: Hashable, Comparable, Sendable {
  public let texte: String

  /// `nil` unless two digits (or `2A`, `2B`) and three digits.
  public init?(_ texte: String) {
    // Without making an array of it: a national set has 35 000 of them, opened in a few milliseconds.
    var count = 0
    var first: UInt8 = 0
    for byte in texte.utf8 {
      let digit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let corse = count == 1 && first == UInt8(ascii: "2") && (byte == UInt8(ascii: "A") || byte == UInt8(ascii: "B"))
      guard digit || corse, count < 5 else { return nil }
      if count == 0 { first = byte }
      count += 1
    }
    guard count == 5 else { return nil }
    self.texte = texte
  }

  /// The code with the leading zero that a spreadsheet has eaten, without the decimals that another one has added.
  static func padded(_ texte: String) -> String {
    if CodeINSEE(texte) != nil { return texte }
    let whole = CodeText.withoutDamage(texte).uppercased()
    return whole.utf8.count == 4 && CodeINSEE("0" + whole) != nil ? "0" + whole : whole
  }

  /// `01`, `2A`, `971`.
  var departement: String {
    String(texte.prefix(texte.hasPrefix("97") || texte.hasPrefix("98") ? 3 : 2))
  }

  public static func < (a: CodeINSEE, b: CodeINSEE) -> Bool { a.texte < b.texte }
}

/// Identity of a commune; its figures are in the columns of the territory.
public struct Commune: Sendable, Equatable {
  public var insee: CodeINSEE
  public var nom: String
  public var departement: String
  /// SIREN of its ensemble, when the file says it.
  public var epci: String?

  public init(insee: CodeINSEE, nom: String, departement: String, epci: String? = nil) {
    (self.insee, self.nom, self.departement, self.epci) = (insee, nom, departement, epci)
  }
}

/// A numeric column of `communes.csv`, in the order of the territory's communes.
public struct Column: Sendable, Equatable {
  public var nom: String
  /// NaN is missing, never zero.
  public var values: [Double]

  public init(nom: String, values: [Double]) {
    self.nom = nom
    self.values = values
  }
}

/// An ensemble intercommunal, or a commune isolée: a row of `ensembles.csv`.
public struct Ensemble: Sendable, Equatable {
  public var siren: String
  public var nom: String
  public var textes: [String: String]
  /// Numeric columns that have a value.
  public var valeurs: [String: Double]
  /// Line of the file.
  public var ligne: Int?

  public init(siren: String, nom: String, textes: [String: String] = [:], valeurs: [String: Double], ligne: Int? = nil)
  {
    self.siren = siren
    self.nom = nom
    self.textes = textes
    self.valeurs = valeurs
    self.ligne = ligne
  }

  public func value(_ name: String) -> Double? { valeurs[name] }

  public func value(_ family: String, annee: Int) -> Double? { valeurs["\(family)_\(annee)"] }

  /// The value of the latest year of a family (`cif`, `fpic_prelevement`…) that is not after `annee`.
  public func latestVintage(of family: String, upTo annee: Int) -> (annee: Int, value: Double)? {
    Territory.years(of: family, in: valeurs.keys).filter { $0 <= annee }.max().flatMap { year in
      valeurs["\(family)_\(year)"].map { (year, $0) }
    }
  }
}

/// Communes that share a value in a family: the bassin de vie « Plaine ».
public struct Groupement: Sendable, Equatable {
  /// The family: `bassin de vie`, `pôle`.
  public var nom: String
  public var valeur: String
  /// Rows in the territory, ascending.
  public var communes: [Int]
}

/// Where figures come from, as `territoire.yaml` says.
public struct Source: Sendable, Equatable {
  public var fichier: String
  public var sha256: String?
  public var date: String?
  public var colonnes: String?

  public init(fichier: String, sha256: String? = nil, date: String? = nil, colonnes: String? = nil) {
    (self.fichier, self.sha256, self.date, self.colonnes) = (fichier, sha256, date, colonnes)
  }
}

/// Nature of the EPCI, in the letters of the law.
// swift-format-ignore: AlwaysUseLowerCamelCase
public enum NatureEPCI: String, Sendable, CaseIterable { case CC, CA, CU, METROPOLE, EPT, NATIONAL }

/// Tax regime: fiscalité professionnelle unique, de zone, or additionnelle.
// swift-format-ignore: AlwaysUseLowerCamelCase
public enum RegimeFiscal: String, Sendable, CaseIterable { case FPU, FPZ, FA }

/// A territory: its communes in ascending INSEE order, whatever the order of the file, and their figures.
public struct Territory: Sendable {
  public var dossier: String
  public var nom: String
  public var siren: String
  public var nature: NatureEPCI
  public var regime: RegimeFiscal
  /// Year N of the data.
  public var annee: Int
  public var communes: [Commune]
  public var columns: [String: Column]
  public var ensembles: [Ensemble]
  public var national: [String: Double]
  public var groupements: [Groupement]
  public var sources: [Source]
  /// SHA-256 of each file read, by name.
  public var empreintes: [String: String]
  /// Outlines by INSEE code; empty where the folder has none.
  public var contours: [String: Contour] = [:]
}
