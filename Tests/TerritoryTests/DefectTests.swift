import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Chaque défaut d'un dossier a sa phrase")
struct DefectTests {
  /// A change to the small territory, and what reading then says: code, sentence, line, repair.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var change: @Sendable (inout SmallTerritory) -> Void
    var code: String
    var message: String
    var line: Int?
    var repair: String
    var testDescription: String { name }

    init(
      _ name: String, _ code: String, _ message: String, line: Int? = nil, repair: String,
      change: @escaping @Sendable (inout SmallTerritory) -> Void
    ) {
      (self.name, self.change, self.code, self.message) = (name, change, code, message)
      (self.line, self.repair) = (line, repair)
    }

    /// A replacement in `communes.csv`.
    init(
      _ name: String, _ old: String, _ new: String, _ code: String, _ message: String, line: Int?, repair: String
    ) {
      self.init(name, code, message, line: line, repair: repair) {
        $0.communes = $0.communes.replacingOccurrences(of: old, with: new)
      }
    }
  }

  private static let dialect = "table lue comme : UTF-8, séparateur virgule, décimales à point"

  static let communes: [Case] = [
    Case(
      "ligne trop courte", "500,520,7000000,800", "500,520", "T0123",
      "la ligne a 4 valeurs, l'en-tête en annonce 6", line: 3,
      repair: "vérifiez les séparateurs et les guillemets de la ligne ; \(dialect)"),
    Case(
      "colonne en double", "revenu", "ac_2025", "T0113",
      "la colonne « ac_2025 » est écrite deux fois (colonnes 5 et 6)",
      line: 1, repair: "renommez ou retirez l'une des deux"),
    Case(
      "colonne absente", "population_dgf", "population_dgff", "T0112",
      "la colonne « population_dgf » manque (population DGF, en habitants)", line: 1,
      repair: "ajoutez-la à l'en-tête ; « population_dgff » lui ressemble ; \(dialect)"),
    Case(
      "commune en double", "96002,Berge", "96001,Berge", "T0116", "la commune 96001 est écrite deux fois", line: 3,
      repair: "gardez une seule des lignes 2 et 3"),
    Case(
      "zéro perdu", "96002", "1004", "T0114", "le code INSEE « 1004 » a perdu son zéro de tête", line: 3,
      repair: "écrivez 01004 ; dans un tableur, mettez la colonne au format texte"),
    Case(
      "code INSEE", "96002", "9600X", "T0115", "« 9600X » n'est pas un code INSEE", line: 3,
      repair: "un code INSEE a cinq caractères, par exemple 01004 ou 2A004"),
    Case(
      "sans nom", "Berge", "", "T0117", "la commune 96002 n'a pas de nom", line: 3, repair: "renseignez son nom"),
    Case(
      "pas un nombre", "7000000", "7 M€", "T0118", "« 7 M€ » n'est pas un nombre", line: 3,
      repair: "écrivez un nombre sans unité, ou laissez la case vide si la valeur manque"),
    Case(
      "nombre ambigu", ",800", ",\"1,234\"", "T0120", "« 1,234 » peut se lire de deux façons", line: 3,
      repair: "écrivez 1234 pour mille deux cent trente-quatre, ou 1.234 pour une décimale"),
    Case(
      "population négative", "250,300", "-250,300", "T0119", "une population ne peut pas être négative : « -250 »",
      line: 4,
      repair: "corrigez la valeur, ou laissez la case vide"),
    Case(
      "sans commune", "T0122", "« communes.csv » ne contient aucune commune",
      repair: "écrivez une ligne par commune sous l'en-tête"
    ) { $0.communes = "insee,nom,population_insee,population_dgf\n" },
    Case("vide", "T0105", "le fichier « communes.csv » est vide", repair: "vérifiez l'export, ou restaurez le fichier")
    {
      $0.communes = ""
    },
    Case(
      "octet nul", "T0107", "« communes.csv » n'est pas un fichier de texte : il contient des octets nuls",
      repair: "exportez la table en CSV (UTF-8)"
    ) { $0.communes = "PK\u{3}\u{4}\u{0}\u{0}" },
    Case(
      "sans habitant", "T0125", "aucune commune du territoire n'a d'habitant",
      repair: "renseignez la colonne population_insee"
    ) {
      $0.communes = "insee,nom,population_insee,population_dgf\n96001,Aval,0,0\n96002,Berge,,0\n"
    },
    Case(
      "autre EPCI", "T0126",
      "1 commune du territoire, dont Berge, porte le SIREN d'un autre EPCI (200099999)",
      repair: "corrigez la colonne epci, ou le siren 200012345 de territoire.yaml"
    ) {
      $0.communes = """
        insee,nom,epci,population_insee,population_dgf
        96001,Aval,200012345,1000,1100
        96002,Berge,200099999,500,520

        """
    },
  ]

  static let others: [Case] = [
    Case(
      "clé inconnue", "T0142", "la clé « regimme » n'est pas connue", line: 4, repair: "vouliez-vous dire « regime » ?"
    ) {
      $0.yaml = $0.yaml.replacingOccurrences(of: "regime", with: "regimme")
    },
    Case("clé absente", "T0143", "la clé « annee » manque", repair: "ajoutez « annee: 2026 »") {
      $0.yaml = $0.yaml.replacingOccurrences(of: "annee: 2026", with: "")
    },
    Case(
      "nature inconnue", "T0145", "« METROPOLES » n'est pas une valeur de « nature »", line: 3,
      repair: "vouliez-vous dire METROPOLE ? valeurs possibles : CC, CA, CU, METROPOLE, EPT, NATIONAL"
    ) { $0.yaml = $0.yaml.replacingOccurrences(of: "nature: CC", with: "nature: METROPOLES") },
    Case(
      "année", "T0144", "« deux mille » n'est pas une année", line: 5,
      repair: "écrivez quatre chiffres, par exemple 2026"
    ) {
      $0.yaml = $0.yaml.replacingOccurrences(of: "2026", with: "deux mille")
    },
    Case(
      "SIREN", "T0146", "« 20001234 » n'est pas un SIREN", line: 2,
      repair: "un SIREN a neuf chiffres, entre guillemets : \"200012345\""
    ) { $0.yaml = $0.yaml.replacingOccurrences(of: "200012345", with: "20001234") },
    Case(
      "YAML", "T0141", "la ligne ne peut pas être lue", line: 1,
      repair: "une ligne s'écrit « clé: valeur » ; mettez entre guillemets une valeur qui contient « : » ou « # »"
    ) { $0.yaml = "nom: CC : d'Essai\n" + $0.yaml.split(separator: "\n").dropFirst().joined(separator: "\n") },
    Case(
      "groupement", "T0124", "la commune « 96009 » n'est pas dans communes.csv", line: 2,
      repair: "corrigez le code, ou retirez la ligne"
    ) { $0.groupements = "insee,groupement,valeur\n96009,bassin de vie,Val\n" },
    Case(
      "national", "T0148", "« beaucoup » n'est pas un nombre", line: 2, repair: "écrivez un nombre, décimales au point"
    ) { $0.national = "annee: 2025\nfonds: beaucoup\n" },
    Case(
      "ensembles", "T0118", "« oui » n'est pas un nombre", line: 2,
      repair: "écrivez un nombre sans unité, ou laissez la case vide si la valeur manque"
    ) { $0.ensembles = "siren,nom,cif\n200012345,CC d'Essai,oui\n" },
  ]

  @Test("défaut", arguments: communes + others)
  func defect(expected: Case) throws {
    var small = SmallTerritory()
    expected.change(&small)
    let found = try small.faults()
    let diagnostic = try #require(found.first { $0.code == expected.code }, "\(found.map(\.code))")
    #expect(diagnostic.severity == .erreur)
    #expect(diagnostic.message == expected.message)
    #expect(diagnostic.place?.line == expected.line)
    #expect(diagnostic.repair == expected.repair)
  }

  @Test("plusieurs défauts de plusieurs fichiers se lisent en une fois")
  func several() throws {
    var small = SmallTerritory()
    for name in ["nature inconnue", "clé inconnue", "zéro perdu", "pas un nombre", "groupement", "national"] {
      (Self.communes + Self.others).first { $0.name == name }?.change(&small)
    }
    // Berge has lost its code: the defect of its revenu is told when the code is right.
    #expect(
      Set(try small.faults().filter { $0.severity == .erreur }.map(\.code)) == [
        "T0114", "T0124", "T0142", "T0143", "T0145", "T0148",
      ])
  }

  @Test("dossier absent, fichier à la place du dossier, table absente, dossier à la place d'une table")
  func paths() throws {
    try Support.inFolder { folder in
      let absent = Support.faults { () throws(DiagnosedError) in
        _ = try TerritoryReader.read(folder: folder + "/absent")
      }
      #expect(absent.map(\.message) == ["le dossier « \(folder)/absent » n'existe pas"])
      try Support.put("x", folder + "/fichier")
      let file = Support.faults { () throws(DiagnosedError) in _ = try TerritoryReader.read(folder: folder + "/fichier")
      }
      #expect(file.map(\.message) == ["« \(folder)/fichier » est un fichier, il faut le dossier du territoire"])
      try Support.put(SmallTerritory().yaml, folder + "/territoire.yaml")
      do throws(DiagnosedError) { _ = try TerritoryReader.read(folder: folder) } catch {
        #expect(error.missingInput)
        #expect(
          error.diagnostics.filter { $0.severity == .erreur }.map(\.message) == [
            "le fichier « \(folder)/communes.csv » n'existe pas"
          ])
      }
      try FileManager.default.createDirectory(atPath: folder + "/communes.csv", withIntermediateDirectories: false)
      let directory = Support.faults { () throws(DiagnosedError) in _ = try TerritoryReader.read(folder: folder) }
      #expect(directory.map(\.code).contains("T0103"))
    }
  }

  @Test("une colonne libre de texte n'est pas un critère, et se dit")
  func textColumn() throws {
    var small = SmallTerritory()
    small.communes = small.communes.replacingOccurrences(of: "revenu", with: "maire")
      .replacingOccurrences(of: "7000000", with: "Mme Dupont")
    let (territory, found) = try small.read()
    #expect(territory.column("maire") == nil)
    #expect(
      found.first { $0.code == "T0121" }?.message
        == "la colonne « maire » contient du texte (« Mme Dupont ») : elle n'est pas un critère")
  }
}
