import Diagnostics
import Foundation
import Territory
import Testing

@testable import Simulation

/// A small country, complete enough that it tells nothing but what a case changes.
private struct Country {
  var nature = "NATIONAL"
  var annee = 2024
  var columns = [
    "siren", "nom", "type", "nature", "zone", "ile", "insee", "population_dgf", "population_insee", "pfia", "revenu",
    "efa_numerateur", "efa_denominateur", "rfa", "cif", "fsrif_prelevement_2023", "eligible_2023",
    "fpic_reversement_2023", "fpic_garantie_2023",
  ]
  var entites: [[String: String]] = []
  var national = [
    "annee": "2024", "fonds": "1000000", "population_outre_mer": "2800000", "population_metropole": "64700000",
  ]
  var communes: [[String: String]] = []
  var ressources = NationalOptions.RessourcesADefaut.aucune

  init() {
    let figures = [
      (6_000, 3_300_000, 72_800_000), (20_000, 16_500_000, 304_000_000), (80_000, 68_000_000, 1_014_000_000),
      (150_000, 255_000_000, 2_940_000_000), (12_000, 7_560_000, 142_500_000), (4_000, 3_600_000, 66_500_000),
    ]
    for (i, figure) in figures.enumerated() {
      let (people, wealth, income) = figure
      let alone = i == 5
      entites.append([
        "siren": "10000000\(i + 1)", "nom": "E\(i + 1)", "type": alone ? "CI" : "EI", "nature": alone ? "" : "CA",
        "zone": "metropole", "ile": "0", "insee": alone ? "01006" : "", "population_dgf": "\(people)",
        "population_insee": "\(people)", "pfia": "\(wealth)", "revenu": "\(income)",
        "efa_numerateur": "\(wealth / 2 + i)", "efa_denominateur": "\(wealth / 2)", "rfa": "\(wealth)",
        "cif": alone ? "" : "0.35", "fsrif_prelevement_2023": "0", "eligible_2023": "0",
        "fpic_reversement_2023": "0", "fpic_garantie_2023": "0",
      ])
      communes.append([
        "insee": "0100\(i + 1)", "nom": "C\(i + 1)", "departement": "01", "epci": alone ? "" : "10000000\(i + 1)",
        "population_dgf": "\(people)", "population_insee": "\(people)", "revenu": "\(income)",
        "potentiel_financier": "\(wealth)", "rang_dsu_10000": "", "rang_dsu_5000": "", "rang_dsr_cible": "9999",
        "fsrif_prelevement_2023": "0",
      ])
    }
  }

  /// Without this column.
  mutating func drop(_ names: String...) { columns.removeAll(where: names.contains) }

  private func csv(_ columns: [String], _ rows: [[String: String]]) -> Data {
    Data(
      (([columns.joined(separator: ",")]
        + rows.map { row in columns.map { row[$0] ?? "" }.joined(separator: ",") }).joined(separator: "\n") + "\n").utf8
    )
  }

  /// Everything that a run of this country tells, errors included.
  func told() throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-pays-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("nom: Pays\nsiren: \"200012345\"\nregime: FPU\nnature: \(nature)\nannee: \(annee)\n".utf8)
      .write(to: folder.appending(path: "territoire.yaml"))
    try csv(columns, entites).write(to: folder.appending(path: "ensembles.csv"))
    if let first = communes.first {
      let known = [
        "insee", "nom", "departement", "epci", "population_dgf", "population_insee", "revenu", "potentiel_financier",
        "rang_dsu_10000", "rang_dsu_5000", "rang_dsr_cible", "fsrif_prelevement_2023", "epci_2023", "contribution_pfa",
      ].filter { name in first[name] != nil }
      try csv(known, communes).write(to: folder.appending(path: "communes.csv"))
    }
    let yaml = national.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
    try Data(yaml.utf8).write(to: folder.appending(path: "national.yaml"))
    do {
      return try NationalRun.open(folder.path, options: NationalOptions(annee: annee, ressourcesADefaut: ressources))
        .diagnostics
    } catch { return error.diagnostics }
  }
}

/// Each message of a national set: the change that brings it, its sentence, and that it stays silent without the change.
@Suite("FPIC national : chaque message, sa phrase, et son silence")
struct NationalMessagesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var code: String
    var severity: Severity
    /// With ordinary spaces.
    var sentence: String
    fileprivate var change: @Sendable (inout Country) -> Void
    var testDescription: String { "\(code) : \(sentence)" }

    fileprivate init(
      _ code: String, _ severity: Severity, _ sentence: String, _ change: @escaping @Sendable (inout Country) -> Void
    ) {
      (self.code, self.severity, self.sentence, self.change) = (code, severity, sentence, change)
    }
  }

  static let cases: [Case] = [
    Case("T0160", .erreur, "ne contient aucun ensemble") { $0.entites = [] },
    Case("T0161", .erreur, "un ensemble n'a pas de SIREN") { $0.entites[0]["siren"] = "" },
    Case("T0162", .erreur, "l'ensemble 100000002 est écrit deux fois") { $0.entites[0]["siren"] = "100000002" },
    Case("T0163", .erreur, "E1 n'a pas de type") { $0.entites[0]["type"] = "" },
    Case("T0163", .erreur, "« EPCI » n'est pas un type d'ensemble") { $0.entites[0]["type"] = "EPCI" },
    Case("T0164", .erreur, "la Métropole du Grand Paris n'est pas un ensemble du FPIC") {
      $0.entites[0]["siren"] = "200054781"
      $0.communes[0]["epci"] = "200054781"
    },
    Case("T0165", .erreur, "« lune » n'est pas une zone") { $0.entites[0]["zone"] = "lune" },
    Case("T0166", .erreur, "« ile » vaut 0 ou 1") { $0.entites[5]["ile"] = "2" },
    Case("T0166", .erreur, "« eligible_2023 » vaut 0 ou 1") { $0.entites[0]["eligible_2023"] = "3" },
    Case("T0167", .erreur, "1 commune, dont C1 (01001), porte un SIREN absent d'ensembles.csv (100000009)") {
      $0.communes[0]["epci"] = "100000009"
    },
    Case("S0703", .alerte, "national.yaml porte sur 2023, ses valeurs servent à 2024") {
      $0.national["annee"] = "2023"
    },
    Case(
      "S0704", .remarque,
      "effort fiscal moyen : 1,12, donné par national.yaml, tient lieu de la moyenne de l'ensemble"
    ) { $0.national["effort_fiscal_moyen"] = "1.12" },
    Case("S0706", .alerte, "la quote-part d'outre-mer n'est pas calculée, la métropole partage tout le fonds") {
      $0.national["population_outre_mer"] = nil
    },
    Case(
      "S0707", .alerte,
      "la part des départements d'outre-mer dans la quote-part n'est pas connue, leurs ensembles ne reçoivent rien"
    ) {
      $0.entites[0]["zone"] = "dom"
    },
    Case("S0711", .alerte, "1 entité (E4) : ressources prises en compte inconnues, le prélèvement n'y est pas plafonné")
    {
      $0.entites[3]["rfa"] = ""
    },
    Case("S0712", .alerte, "1 entité (E4) : le PFIA tient lieu de ressources prises en compte") {
      $0.entites[3]["rfa"] = ""
      $0.ressources = .pfia
    },
    Case(
      "S0713", .alerte,
      "1 entité (E4) : la somme des potentiels financiers des communes tient lieu de potentiel financier agrégé"
    ) { $0.entites[3]["pfia"] = "" },
    Case(
      "S0714", .alerte, "1 entité (E4) : sans effort fiscal, pas de rang au reversement ; le prélèvement est calculé"
    ) { $0.entites[3]["efa_numerateur"] = "0" },
    Case(
      "S0715", .alerte,
      "1 entité (E6) : commune isolée exonérée par son rang, en entier ou de moitié : le texte ne dit pas qui paie, les "
        + "autres contributeurs se partagent son prélèvement"
    ) { $0.communes[5]["rang_dsr_cible"] = "2500" },
    Case("S0717", .remarque, "aucun prélèvement FSRIF de 2023 : les plafonds ne sont pas réduits") {
      $0.drop("fsrif_prelevement_2023")
      for i in $0.communes.indices { $0.communes[i]["fsrif_prelevement_2023"] = nil }
    },
    Case(
      "S0718", .erreur,
      "E1 a un effort fiscal sans numérateur ni dénominateur : l'effort fiscal moyen ne peut pas être calculé"
    ) {
      $0.columns.append("efa")
      $0.entites[0]["efa_numerateur"] = ""
      $0.entites[0]["efa"] = "1.05"
    },
    Case(
      "S0719", .erreur,
      "le potentiel financier agrégé de E4 est approché par la somme de ses communes : il ne peut pas être comparé à la "
        + "moyenne officielle de 640,00 €"
    ) {
      $0.entites[3]["pfia"] = ""
      $0.national["pfia_moyen_habitant"] = "640"
    },
    Case(
      "S0721", .alerte, "6 entités sans montants ni éligibilité de 2023 : aucune garantie n'y est calculée"
    ) { $0.drop("eligible_2023", "fpic_reversement_2023", "fpic_garantie_2023") },
    Case(
      "S0722", .remarque,
      "garantie : population_dgf_2023 manque, les quotes-parts du périmètre de 2023 prennent population_dgf"
    ) { for i in $0.communes.indices { $0.communes[i]["epci_2023"] = "100000001" } },
    Case(
      "S0732", .alerte,
      "la métropole : les garanties (1 800 000 €) épuisent l'enveloppe de 944 830 €"
    ) {
      // The poorest are the eligible ones; E4 is not, and was.
      $0.entites[3]["eligible_2023"] = "1"
      $0.entites[3]["fpic_reversement_2023"] = "2000000"
    },
    Case("S0741", .remarque, "pas de communes.csv : la répartition interne n'est pas calculée") { $0.communes = [] },
    Case(
      "S0742", .alerte,
      "5 ensembles (E1, E2, E3…) : contributions au potentiel fiscal agrégé inconnues, pas de répartition interne"
    ) {
      $0.annee = 2012
      $0.national["annee"] = "2012"
    },
    Case("S0743", .alerte, "1 ensemble (E2) : coefficient d'intégration fiscale inconnu, pas de répartition interne") {
      $0.entites[1]["cif"] = ""
    },
    Case("S0745", .alerte, "1 ensemble (E1) : aucune commune dans communes.csv, pas de répartition interne") {
      $0.communes.removeFirst()
    },
    Case("L0351", .erreur, "E1 n'a pas d'habitant, population DGF ou population INSEE") {
      $0.entites[0]["population_insee"] = "0"
    },
    Case("L0352", .erreur, "le potentiel financier agrégé de E1 n'est pas positif (0 €)") {
      $0.entites[0]["pfia"] = "0"
    },
    Case("L0353", .erreur, "le revenu de E1 n'est pas positif (0 €)") { $0.entites[0]["revenu"] = "0" },
  ]

  @Test("le message vient avec le changement, et ne vient pas sans", arguments: cases)
  func message(_ expected: Case) throws {
    let base = Country()
    #expect(try !base.told().contains { $0.code == expected.code }, "\(expected.code) sans le changement")
    var changed = base
    expected.change(&changed)
    let told = try changed.told()
    let found = told.filter { $0.code == expected.code }
    #expect(!found.isEmpty, "\(told.map { "\($0.code) \($0.message)" })")
    #expect(
      found.contains { plain($0.message).contains(expected.sentence) && $0.severity == expected.severity },
      "\(found.map { plain($0.message) })")
  }

  @Test("le fonds de la loi ne se signale pas, un autre montant si")
  func fund() throws {
    var country = Country()
    #expect(
      try country.told().first { $0.code == "S0705" }.map { plain($0.message) }
        == "le fonds est de 1 000 000 € (national.yaml), celui de la loi de 1 000 000 000 €")
    country.national["fonds"] = "1000000000"
    #expect(try !country.told().contains { $0.code == "S0705" })
  }

  @Test("des plafonds à un euro sous le fonds ne le financent pas ; au fonds même, chacun paie le sien")
  func caps() throws {
    // Only E4 and E6 contribute: 14 % of 255 000 000 and of 3 600 000 are 36 204 000 €.
    var country = Country()
    for i in [0, 1, 2, 4] { country.entites[i]["pfia"] = "\(Int(country.entites[i]["pfia"] ?? "0") ?? 0)" }
    let capacity = try #require(
      { () throws -> Int? in
        var rich = country
        rich.national["fonds"] = "1000000000"
        let message = try rich.told().first { $0.code == "L0354" }.map { plain($0.message) }
        return message.flatMap { text in
          text.firstMatch(of: /totalisent ([0-9 ]+) €/).flatMap { Int($0.1.replacing(" ", with: "")) }
        }
      }())
    country.national["fonds"] = "\(capacity + 1)"
    let missing = try #require(try country.told().first { $0.code == "L0354" })
    #expect(plain(missing.message).hasSuffix("il manque 1 €") && missing.severity == .erreur)
    country.national["fonds"] = "\(capacity)"
    let equal = try country.told()
    #expect(!equal.contains { $0.code == "L0354" } && equal.contains { $0.code == "S0733" })
    country.national["fonds"] = "\(capacity - 1)"
    #expect(try !country.told().contains { $0.code == "L0354" || $0.code == "S0733" })
  }

  @Test("des indices égaux à la limite sont signalés ; un seul qui diffère ne l'est pas")
  func ties() throws {
    func told(_ income: String) throws -> [Diagnostic] {
      var country = Country()
      // 60 % of five is three: the third and the fourth are twins.
      for i in 0..<5 { country.entites[i]["pfia"] = "\([3, 3, 4, 4, 9][i])000000" }
      for i in 0..<5 {
        for (key, value) in [
          ("population_dgf", "7000"), ("population_insee", "7000"), ("revenu", "90000000"), ("efa_numerateur", "1"),
          ("efa_denominateur", "1"), ("rfa", "9000000"),
        ] { country.entites[i][key] = value }
      }
      country.entites[3]["revenu"] = income
      country.national["fonds"] = "100000"
      return try country.told()
    }
    let tie = try #require(try told("90000000").first { $0.code == "S0731" })
    #expect(
      tie.message
        == "la métropole : des indices égaux à la limite des 3 éligibles sont départagés par la population DGF, puis par "
        + "le SIREN")
    #expect(try !told("90000001").contains { $0.code == "S0731" })
  }
}
