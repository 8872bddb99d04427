import Diagnostics
import Testing

@testable import Legislation

@Suite("Registre des paramètres du droit")
struct ParametresTests {
  let registre: Parametres

  init() throws { registre = try Parametres.charger() }

  @Test("chaque chemin connu du code est dans les fichiers, dans l'ordre du code")
  func bijection() {
    #expect(registre.entrees.map(\.chemin) == CheminParametre.allCases)
  }

  @Test("la valeur d'une année est celle de la dernière année écrite, le jour où elle change compris")
  func changements() {
    #expect(registre.valeur(.fpicEcartMaximalEPCI, annee: 2015) == 0)
    #expect(registre.valeur(.fpicEcartMaximalEPCI, annee: 2016) == 0.30)
    #expect(registre.valeur(.fpicEcartMaximalCommune, annee: 2014) == 0.20)
    #expect(registre.valeur(.fpicEcartMaximalCommune, annee: 2015) == 0.30)
    #expect(registre.valeur(.fpicRangCompletDSU10000, annee: 2015) == 150)
    #expect(registre.valeur(.fpicRangCompletDSU10000, annee: 2016) == 250)
    #expect(registre.valeur(.fpicSeuilExclusionAttribution, annee: 2040) == 2)
  }

  @Test("avant la première année la règle n'existe pas, et l'exiger est une erreur qui dit depuis quand")
  func avant() throws {
    #expect(registre.valeur(.fpicSeuilExclusionAttribution, annee: 2016) == nil)
    #expect(registre.valeur(.fpicSeuilExclusionAttribution, annee: 2017) == 2)
    let erreur = #expect(throws: DiagnosedError.self) {
      try registre.valeurExigee(.fpicEcartMaximalCommune, annee: 2012)
    }
    let diagnostic = try #require(erreur?.diagnostics.first)
    #expect(diagnostic.code == "L0003")
    #expect(
      diagnostic.message
        == "Hausse maximale du prélèvement, ou baisse maximale de l'attribution, d'une commune : aucune valeur en 2012, "
        + "la première est celle de 2013")
  }

  @Test("une année postérieure au droit connu est prolongée, sauf valeur écrite par le scénario")
  func prolongement() throws {
    #expect(registre.derniereAnneeConnue == 2025)
    #expect(!registre.estProlonge(.fpicEcartMaximalEPCI, annee: 2025))
    #expect(registre.estProlonge(.fpicEcartMaximalEPCI, annee: 2026))
    let modifie = try registre.remplacant(.fpicEcartMaximalEPCI, valeur: 0.4, aCompterDe: 2026)
    #expect(!modifie.estProlonge(.fpicEcartMaximalEPCI, annee: 2027))
    let ancien = try registre.remplacant(.fpicEcartMaximalEPCI, valeur: 0.4, aCompterDe: 2020)
    #expect(!ancien.estProlonge(.fpicEcartMaximalEPCI, annee: 2026), "written before the last known year")
    #expect(registre.remarqueProlongement([.fpicEcartMaximalEPCI], annee: 2025) == nil)
    let remarque = try #require(
      registre.remarqueProlongement([.fpicEcartMaximalEPCI, .fpicEcartMaximalCommune], annee: 2026))
    #expect(
      remarque.message
        == "2 paramètres du droit gardent leur valeur de 2025 en 2026 : le droit de cette année n'était pas connu")
    #expect(remarque.severity == .remarque && remarque.code == "L0005")
  }

  @Test("un remplacement vaut à compter de son année et laisse les années d'avant")
  func remplacement() throws {
    let modifie = try registre.remplacant(.fpicRangCompletDSU10000, valeur: 300, aCompterDe: 2015)
    #expect(modifie.valeur(.fpicRangCompletDSU10000, annee: 2014) == 150)
    #expect(modifie.valeur(.fpicRangCompletDSU10000, annee: 2015) == 300)
    #expect(modifie.valeur(.fpicRangCompletDSU10000, annee: 2016) == 300)
    #expect(registre.valeur(.fpicRangCompletDSU10000, annee: 2016) == 250)
  }

  @Test("une majorité remplacée reste une fraction exacte")
  func majoriteRemplacee() throws {
    let modifie = try registre.remplacant(.fpicMajoriteDerogation, valeur: 0.6, aCompterDe: 2026)
    #expect(modifie.rapport(.fpicMajoriteDerogation, annee: 2026) == Rapport(3, 5))
  }

  @Test(
    "une valeur hors de son unité est refusée",
    arguments: [
      (CheminParametre.fpicEcartMaximalEPCI, 1.2), (.fpicRangCompletDSU10000, 2.5), (.fpicDelaiMois, -1),
      (.fpicLibreUnanimite, 0.5), (.fpicSeuilExclusionAttribution, .nan),
    ])
  func horsUnite(_ chemin: CheminParametre, _ valeur: Double) {
    let erreur = #expect(throws: DiagnosedError.self) {
      try registre.remplacant(chemin, valeur: valeur, aCompterDe: 2026)
    }
    #expect(erreur?.diagnostics.first?.code == "L0002")
  }

  @Test("un chemin mal écrit propose le plus proche")
  func suggestion() throws {
    #expect(try Parametres.chemin(nomme: "fpic.delai.mois") == .fpicDelaiMois)
    let erreur = #expect(throws: DiagnosedError.self) { try Parametres.chemin(nomme: "fpic.derogation.majorité_") }
    #expect(erreur?.diagnostics.first?.code == "L0001")
    #expect(erreur?.diagnostics.first?.repair == "« fpic.derogation.majorite » ?")
  }

  @Test("chaque code du registre a son explication")
  func codes() {
    #expect(CodesParametres.entrees.map(\.code) == ["L0001", "L0002", "L0003", "L0004", "L0005"])
  }
}
