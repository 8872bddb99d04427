import Foundation
import Testing

@testable import Diagnostics

@Suite("Mesure d'un constat")
struct MesureTests {
  @Test("une part : valeur, borne et écart en points, sans le bruit de la soustraction")
  func share() throws {
    let m = try #require(Mesure("part", 0.3499, .auMoins, 0.35, .part))
    #expect(m.ecart == -0.0001 && m.plusProche == 0.35)
    #expect(m.texte(m.valeur) == "34,99\u{00A0}%" && m.borneEcrite == "au moins 35\u{00A0}%")
    #expect(m.ecartEcrit == "\u{2212}0,01\u{00A0}point")
    #expect(try #require(Mesure("part", 0.40, .auPlus, 0.35, .part)).ecartEcrit == "+5\u{00A0}points")
  }

  @Test("des centimes deviennent des euros, à deux décimales quand il y en a")
  func money() throws {
    let m = try #require(Mesure("variation", centimes: -30_001, .auMoins, -30_000))
    #expect(m.valeur == -300.01 && m.borne == -300 && m.ecart == -0.01 && m.unite == .euros)
    #expect(m.texte(m.valeur) == "\u{2212}300,01\u{00A0}€" && m.borneEcrite == "au moins \u{2212}300\u{00A0}€")
  }

  @Test("des jours : au singulier jusqu'à un, au pluriel ensuite")
  func days() throws {
    #expect(try #require(Mesure("retard", 1, .auPlus, 0, .jours)).texte(1) == "1\u{00A0}jour")
    #expect(try #require(Mesure("retard", 2, .auPlus, 0, .jours)).ecartEcrit == "+2\u{00A0}jours")
  }

  @Test("un chiffre absent : pas de mesure")
  func missing() {
    #expect(Mesure("enveloppe", centimes: .nan, .auMoins, 0) == nil)
    #expect(Mesure("enveloppe", 1, .auMoins, 0, plusProche: .infinity, .euros) == nil)
  }

  @Test("en JSON l'écart est écrit, et la relecture rend la même mesure")
  func json() throws {
    let m = try #require(Mesure("rapport", 1.082, .plusDe, 1.2, plusProche: nil, .coefficient))
    let data = try JSONEncoder().encode(m)
    #expect(String(decoding: data, as: UTF8.self).contains("\"ecart\":-0.118"))
    #expect(try JSONDecoder().decode(Mesure.self, from: data) == m)
  }
}
