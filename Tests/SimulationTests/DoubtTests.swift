import Legislation
import Testing

@testable import Simulation

/// A run whose result depends on what the texts leave open says so, with the amounts that move.
@Suite("Doutes du droit")
struct DoubtTests {
  private let dsc = """
    article 1 : DSC
      enveloppe de 3 M€ en 2026, puis constante
      pondération : population INSEE
      répartie 50 % selon l'écart de revenu par habitant, linéaire, 50 % selon l'insuffisance de potentiel financier par habitant
      vote : 30 pour, 15 contre, 1 abstention
    """

  private func doubts(_ articles: String, periode: String = "2026 à 2027") throws -> (Comparison, [DoubtEffect]) {
    let c = try Workshop().study(articles, periode: periode).compare(reference: .situation, doutes: true)
    return (c, c.scenarios[0].doutes)
  }

  @Test("une forme laissée à son défaut est un doute, avec l'écart exact de la commune la plus touchée")
  func shape() throws {
    let (c, found) = try doubts(dsc)
    let linear = try #require(found.first { $0.point == "forme du critère 2 de la DSC" && $0.autre == "linéaire" })
    #expect(linear.retenue == "écart tronqué" && linear.decision == 14)
    // The same scenario with the shape written gives the other amounts.
    let written = try Workshop().study(
      dsc.replacing("potentiel financier par habitant", with: "potentiel financier par habitant, linéaire"),
      periode: "2026 à 2027"
    ).compare(reference: .situation)
    let gaps = [2026, 2027].flatMap { year in
      zip(written.centimes(year, .dotationSolidarite), c.centimes(year, .dotationSolidarite)).map { $0 - $1 }
    }
    #expect(linear.pire?.centimes.magnitude == gaps.map(\.magnitude).max())
    #expect(linear.communes == Set(gaps.indices.filter { gaps[$0] != 0 }.map { $0 % 12 }).count)
    // The weighting and the first shape are written: they are the council's choice.
    #expect(!found.contains { $0.point.hasPrefix("pondération") || $0.point.hasPrefix("forme du critère 1") })
  }

  @Test("l'abstention comptée change l'issue du vote et la licéité, sans bouger un montant")
  func abstention() throws {
    // 30 for and 15 against: just two thirds of 45. With the abstention, 30 of 46.
    let (_, found) = try doubts(dsc)
    let vote = try #require(found.first { $0.point == "majorites.deux_tiers.abstentions_comptees" })
    #expect(vote.communes == 0 && vote.pire == nil)
    #expect(vote.aussi == ["l'issue d'un vote", "la licéité d'une mesure"])
    let (_, without) = try doubts(dsc.replacing(", 1 abstention", with: ""))
    #expect(!without.contains { $0.point == "majorites.deux_tiers.abstentions_comptees" })
  }

  @Test("une réforme écrite tranche le doute, un mécanisme absent n'en a pas")
  func settled() throws {
    let (_, found) = try doubts("paramètre majorites.deux_tiers.abstentions_comptees : non à compter de 2012\n" + dsc)
    #expect(!found.contains { $0.point == "majorites.deux_tiers.abstentions_comptees" })
    #expect(!found.contains { $0.point.hasPrefix("fpic") || $0.point.hasPrefix("ac.") })
  }

  @Test("les autres lectures d'un paramètre : celles du registre, l'autre choix d'un oui ou non, rien d'un texte lu")
  func readings() throws {
    let laws = try Parametres.charger()
    #expect(laws[.majoriteAbstentionsComptees].autresLectures(annee: 2026) == [1])
    #expect(laws[.acDureeFusion].autresLectures(annee: 2026) == [2, 4])
    #expect(laws[.fpicMajoriteDerogation].autresLectures(annee: 2026).isEmpty)
    #expect(laws[.fpicEcartDesDeuxBlocs].decision == 11)
    for entry in laws.entrees where !entry.alternatives.isEmpty { #expect(entry.confiance == .doute) }
  }
}
