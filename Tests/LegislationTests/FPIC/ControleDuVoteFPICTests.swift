import Testing

@testable import Legislation

@Suite("Vote d'une répartition du FPIC")
struct ControleDuVoteFPICTests {
  private func controle(_ annee: Int) throws -> ControleDuVoteFPIC {
    try ControleDuVoteFPIC(annee: annee, parametres: .charger())
  }
  private func date(_ jour: Int, _ mois: Int, _ annee: Int) throws -> DateCivile {
    try #require(DateCivile(annee: annee, mois: mois, jour: jour))
  }
  private func codes(_ faits: [FaitMajorite]) -> [String] { faits.map(\.code) }

  private func derogatoire(_ jour: Int, _ mois: Int, pour: Int = 28, contre: Int = 13) throws -> [String] {
    let scrutin = try Scrutin(pour: pour, contre: contre, date: date(jour, mois, 2026))
    return try codes(
      controle(2026).verifierDerogatoire(scrutin, notification: date(20, 6, 2026), nature: .prelevement))
  }

  @Test("dérogatoire : 28 voix sur 41 le dernier jour, valide ; le lendemain, hors délai ; 27 voix, sans majorité")
  func limites() throws {
    #expect(try derogatoire(20, 8) == [])
    #expect(try derogatoire(21, 8) == ["L0403"])
    #expect(try derogatoire(20, 8, pour: 27, contre: 14) == ["L0402"])
    #expect(try derogatoire(21, 8, pour: 27, contre: 14) == ["L0403", "L0402"])
  }

  @Test("jusqu'en 2015 la date limite est le 30 juin, sans notification")
  func trenteJuin() throws {
    func faits(_ jour: Int, _ mois: Int) throws -> [String] {
      let scrutin = try Scrutin(pour: 2, contre: 1, date: date(jour, mois, 2014))
      return try codes(controle(2014).verifierDerogatoire(scrutin, notification: nil, nature: .attribution))
    }
    #expect(try faits(30, 6) == [])
    #expect(try faits(1, 7) == ["L0403"])
  }

  @Test("ni vote, ni date, ni notification : des remarques")
  func nonRenseigne() throws {
    let controle = try controle(2026)
    #expect(codes(controle.verifierDerogatoire(nil, notification: nil, nature: .prelevement)) == ["L0401"])
    let scrutin = Scrutin(pour: 2, contre: 1)
    #expect(codes(controle.verifierDerogatoire(scrutin, notification: nil, nature: .prelevement)) == ["L0405"])
    #expect(
      try codes(controle.verifierDerogatoire(scrutin, notification: date(1, 6, 2026), nature: .prelevement))
        == ["L0406"])
  }

  private func libre(
    _ annee: Int, pour: Int, contre: Int, _ positions: [ControleDuVoteFPIC.PositionMunicipale],
    notificationAuxCommunes: DateCivile? = nil
  ) throws -> [String] {
    let scrutin = try Scrutin(pour: pour, contre: contre, date: date(20, 6, annee))
    return try codes(
      controle(annee).verifierLibre(
        scrutin, notification: date(1, 6, annee), positions: positions,
        notificationAuxCommunes: notificationAuxCommunes, nature: .prelevement))
  }

  @Test("libre à l'unanimité : le refus d'une commune est sans effet")
  func unanime() throws {
    #expect(try libre(2026, pour: 41, contre: 0, [.silence, .refus(date: nil)]) == [])
  }

  @Test("libre aux deux tiers : le silence vaut accord, un refus dans le délai bloque, après le délai non")
  func deuxTiers() throws {
    let notification = try date(1, 7, 2026)
    #expect(try libre(2026, pour: 40, contre: 1, [.silence, .accord]) == [])
    #expect(
      try libre(
        2026, pour: 40, contre: 1, [.silence, .refus(date: date(1, 9, 2026))], notificationAuxCommunes: notification)
        == ["L0407"])
    #expect(
      try libre(
        2026, pour: 40, contre: 1, [.silence, .refus(date: date(2, 9, 2026))], notificationAuxCommunes: notification)
        == [])
    #expect(try libre(2026, pour: 40, contre: 1, [.refus(date: nil)]) == ["L0405", "L0407"])
    #expect(try libre(2026, pour: 20, contre: 21, [.accord]) == ["L0402"])
  }

  @Test("2014 : l'unanimité seule ; 2015 : l'accord exprès de chaque commune, même à l'unanimité")
  func anciensRegimes() throws {
    #expect(try libre(2014, pour: 40, contre: 1, [.accord]) == ["L0404"])
    #expect(try libre(2014, pour: 40, contre: 0, [.silence]) == [])
    #expect(try libre(2015, pour: 40, contre: 0, [.accord, .silence]) == ["L0408"])
    #expect(try libre(2015, pour: 40, contre: 0, [.accord, .accord]) == [])
  }
}
