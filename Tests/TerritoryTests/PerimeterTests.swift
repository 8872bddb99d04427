import Diagnostics
import Testing

@testable import Territory

@Suite("Qui est membre de l'EPCI importé")
struct PerimeterTests {
  static let composition = """
    dept,siren,raison_sociale,nature_juridique,mode_financ,insee,nom_membre
    30,243000593,CA de Petite Camargue,CA,FPU,30006,Aimargues
    30,243000593,CA de Petite Camargue,CA,FPU,30020,Aubord
    30,243000593,CA de Petite Camargue,CA,FPU,30999,Commune-Nouvelle
    34,243400017,CC de l'Ailleurs,CC,FPU,34001,Ailleurs

    """

  private func faults(_ body: () throws -> Void) -> [Diagnostic] {
    do { try body() } catch let error as DiagnosedError { return error.diagnostics } catch {}
    return []
  }

  @Test("la composition décide des membres, du nom et de la nature ; les écarts se disent")
  func compositionDecides() throws {
    let territory = try DGCLFixture().imported(composition: Self.composition)
    #expect(territory.nom == "CA de Petite Camargue" && territory.nature == .CA)
    #expect(territory.communes.map(\.nom) == ["Aimargues", "Aubord"])
    #expect(territory.sources.map(\.fichier) == ["criteres.csv", "composition.csv"])
    let messages = territory.diagnostics.filter { $0.severity == .alerte }.map(\.message)
    #expect(
      messages == [
        "Commune-Nouvelle est dans la composition de l'EPCI et manque au fichier de 2022",
        "BEAUVOISIN, LE CAILAR et VAUVERT portent le SIREN de l'EPCI et ne sont pas dans la composition : la composition décide",
      ])
  }

  @Test("une composition d'un autre format est refusée")
  func unknownComposition() throws {
    let found = faults { _ = try DGCLFixture().imported(composition: "a,b\n1,2\n") }
    #expect(found.map(\.code) == ["T0218"])
  }

  @Test("la Métropole du Grand Paris est refusée avec la liste de ses onze EPT")
  func grandParis() throws {
    let found = faults { _ = try DGCLFixture().imported("200054781") }
    #expect(
      found.map(\.message) == [
        "la Métropole du Grand Paris n'est pas un ensemble intercommunal du FPIC : ce sont ses onze EPT, et Paris est une commune isolée"
      ])
    let repair = try #require(found.first?.repair)
    #expect(repair.split(separator: ",").count == 11 && repair.contains("Grand-Orly Seine Bièvre (200058014)"))
  }

  @Test("un EPT se trouve par la composition embarquée ; Paris n'est dans aucun")
  func ept() throws {
    let all = try EPT.all()
    #expect(all.count == 11 && all.values.map(\.communes.count).reduce(0, +) == 130)
    #expect(all.values.allSatisfy { !$0.communes.contains(EPT.paris) })
    var fixture = DGCLFixture()
    for (index, insee) in ["94001", "94002", "75056"].enumerated() {
      fixture.rows[index]["insee"] = insee
      fixture.rows[index]["siren_epci"] = EPT.metropole
    }
    let siren = try #require(all.first { $0.value.communes.contains("94002") }?.key)
    let territory = try fixture.imported(siren)
    #expect(territory.nature == .EPT && territory.communes.map(\.insee.texte) == ["94002"])
    #expect(territory.diagnostics.contains { $0.code == "T0227" })
  }

  @Test("un nom exact suffit ; un nom approché est proposé ; un SIREN inconnu dit combien d'EPCI le fichier a")
  func names() throws {
    let territory = try DGCLFixture().imported("cc de Petite-Camargue")
    #expect(territory.siren == DGCLFixture.petiteCamargue)
    #expect(territory.diagnostics.first?.message == "« cc de Petite-Camargue » est l'EPCI 243000593")
    #expect(try DGCLFixture().imported("Communauté de communes de Petite Camargue").siren == DGCLFixture.petiteCamargue)
    for name in ["CC de Petite Camarge", "Petite Camargue", "Petite Camarge"] {
      let found = faults { _ = try DGCLFixture().imported(name) }
      #expect(found.map(\.code) == ["T0212"])
      #expect(found.first?.repair == "vouliez-vous dire CC DE PETITE CAMARGUE (243000593) ?")
    }
    let unknown = faults { _ = try DGCLFixture().imported("200012345") }
    #expect(unknown.map(\.code) == ["T0211"])
    // Two EPCI of the fixture and the eleven EPT.
    #expect(unknown.first?.repair?.contains("le fichier a 13 EPCI de 2022") == true)
  }

  @Test(
    "le code d'une commune n'est pas un EPCI : le sien est dit",
    arguments: [
      ("30020", "cette commune est dans l'EPCI CC DE PETITE CAMARGUE (243000593)"),
      (
        "75056",
        "Paris est une commune isolée, sans ensemble ni répartition interne ; donnez le SIREN d'un EPCI, neuf chiffres"
      ),
    ])
  func communeAsked(code: String, repair: String) {
    let found = faults { _ = try DGCLFixture().imported(code) }
    #expect(found.map(\.code) == ["T0224"])
    #expect(found.first?.repair == repair)
  }

  @Test(
    "la nature se lit dans le nom, ou se suppose et se dit",
    arguments: [
      ("CC DU PAYS", NatureEPCI.CC, true), ("CDC RHONE CRUSSOL", .CC, true), ("CA\u{A0}GAP-TALLARD", .CA, true),
      ("COMMUNAUTE URBAINE LIMOGES METROPOLE", .CU, true), ("GRAND POITIERS COMMUNAUTÉ URBAINE", .CU, true),
      ("METROPOLE DE LYON", .METROPOLE, true), ("EUROMETROPOLE DE STRASBOURG", .METROPOLE, true),
      ("FLERS AGGLO", .CA, false), ("ARDENNE METROPOLE", .CA, false), ("CIVIS", .CA, false),
    ])
  func nature(nom: String, expected: NatureEPCI, sure: Bool) {
    let guess = NatureGuess.read(nom: nom, regime: .FPU, population: 120_000)
    #expect(guess.nature == expected && guess.sure == sure)
  }

  @Test("une nature supposée et un régime mêlé sont des alertes")
  func doubts() throws {
    var fixture = DGCLFixture()
    for row in fixture.rows.indices { fixture.rows[row]["nom_epci"] = "PETITE CAMARGUE AGGLO" }
    fixture.rows[4]["regime"] = "FA"
    let territory = try fixture.imported()
    #expect(territory.nature == .CA && territory.regime == .FPU)
    #expect(
      territory.diagnostics.filter { $0.severity == .alerte }.map(\.message) == [
        "VAUVERT a dans le fichier un autre régime fiscal (« FA ») que celui retenu pour l'EPCI, FPU",
        "le nom « PETITE CAMARGUE AGGLO » ne dit pas la nature de l'EPCI : CA est supposé",
      ])
  }
}
