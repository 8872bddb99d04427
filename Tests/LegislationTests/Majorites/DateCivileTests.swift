import Testing

@testable import Legislation

@Suite("Dates civiles et délais")
struct DateCivileTests {
  private func date(_ jour: Int, _ mois: Int, _ annee: Int) throws -> DateCivile {
    try #require(DateCivile(annee: annee, mois: mois, jour: jour))
  }

  @Test("les jours qui n'existent pas sont refusés")
  func existence() {
    #expect(DateCivile(annee: 2026, mois: 6, jour: 31) == nil)
    #expect(DateCivile(annee: 2026, mois: 2, jour: 29) == nil)
    #expect(DateCivile(annee: 2024, mois: 2, jour: 29) != nil)
    #expect(DateCivile(annee: 2100, mois: 2, jour: 29) == nil)
    #expect(DateCivile(annee: 2000, mois: 2, jour: 29) != nil)
    #expect(DateCivile(annee: 2026, mois: 13, jour: 1) == nil)
  }

  @Test("deux mois après, même quantième ou dernier jour du mois")
  func mois() throws {
    #expect(try date(20, 6, 2026).ajoutant(mois: 2) == date(20, 8, 2026))
    #expect(try date(31, 12, 2025).ajoutant(mois: 2) == date(28, 2, 2026))
    #expect(try date(31, 12, 2023).ajoutant(mois: 2) == date(29, 2, 2024))
    #expect(try date(15, 11, 2026).ajoutant(mois: 2) == date(15, 1, 2027))
    #expect(try date(30, 10, 2026).ajoutant(mois: 2) == date(30, 12, 2026))
  }

  @Test("le texte français, premier du mois compris")
  func texte() throws {
    #expect(try date(20, 6, 2026).description == "20 juin 2026")
    #expect(try date(1, 7, 2026).description == "1er juillet 2026")
  }

  @Test("l'ordre et les écarts en jours passent les mois et les années")
  func ordre() throws {
    #expect(try date(30, 6, 2026) < date(1, 7, 2026))
    #expect(try date(1, 1, 2027).jours(depuis: date(31, 12, 2026)) == 1)
    #expect(try date(1, 3, 2024).jours(depuis: date(28, 2, 2024)) == 2)
    #expect(try date(1, 1, 2026).jours(depuis: date(1, 1, 2025)) == 365)
    #expect(try date(1, 1, 2001).jours(depuis: date(1, 1, 1601)) == 146_097)
  }
}
