import Testing

@testable import Legislation

/// Coalitions against an enumeration of all of them, on random seats and populations.
@Suite("Coalitions")
struct CoalitionsTests {
  let regles: ParametresMajorites

  init() throws { regles = try ParametresMajorites(annee: 2026, parametres: .charger()) }

  private func draw(_ state: inout UInt64, _ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private func subsets(_ n: Int) -> [Set<Int>] {
    (0..<(1 << n)).map { mask in Set((0..<n).filter { mask & (1 << $0) != 0 }) }
  }

  @Test("conseil : seuil, indispensables, plus petits blocages et pouvoirs, contre l'énumération des coalitions")
  func council() {
    var seed: UInt64 = 20_261_125
    for _ in 0..<150 {
      let n = 2 + draw(&seed, 7)
      let seats = (0..<n).map { _ in draw(&seed, 9) }
      let total = seats.reduce(0, +)
      guard total > 0 else { continue }
      let rule = draw(&seed, 2) == 0 ? regles.deuxTiers : regles.simple
      let found = CoalitionsDuConseil(sieges: seats, rule)
      // The law, word for word: at least two thirds, or more than half.
      func passes(_ votes: Int) -> Bool { rule.stricte ? 2 * votes > total : 3 * votes >= 2 * total }
      func votes(_ set: Set<Int>) -> Int { set.reduce(0) { $0 + seats[$1] } }
      let all = subsets(n)
      #expect(found.voixNecessaires == (1...total).first(where: passes), "\(seats)")
      #expect(
        Set(found.indispensables)
          == Set((0..<n).filter { row in !all.contains { !$0.contains(row) && passes(votes($0)) } }))
      let blocking = all.filter { !passes(total - votes($0)) }.map(\.count).min()
      #expect(found.blocageMinimal.count == blocking, "\(seats)")
      let winning = all.filter { passes(votes($0)) }.map(\.count).min()
      #expect(found.majoriteMinimale.count == winning)
      for row in 0..<n {
        let others = all.filter { !$0.contains(row) }
        let decisive = others.count { !passes(votes($0)) && passes(votes($0) + seats[row]) }
        #expect((found.pouvoirs[row] - Double(decisive) / Double(others.count)).magnitude < 1e-12, "\(seats) \(row)")
      }
    }
  }

  @Test("communes : majorité qualifiée contre l'énumération, en fractions exactes")
  func communes() {
    var seed: UInt64 = 7
    for _ in 0..<150 {
      let n = 1 + draw(&seed, 8)
      // Small numbers meet the exact half and the exact two thirds often.
      let people = (0..<n).map { _ in 1 + draw(&seed, 6) }
      let total = people.reduce(0, +)
      func passes(_ set: Set<Int>) -> Bool {
        let inhabitants = set.reduce(0) { $0 + people[$1] }
        return (3 * set.count >= 2 * n && 2 * inhabitants > total)
          || (2 * set.count >= n && 3 * inhabitants >= 2 * total)
      }
      let found = CoalitionsDesCommunes(population: people, regles.qualifiee)
      let all = subsets(n)
      for set in all { #expect(found.issue(favorables: set).acquis == passes(set), "\(people) \(set)") }
      #expect(
        Set(found.indispensables) == Set((0..<n).filter { row in !all.contains { !$0.contains(row) && passes($0) } }))
      #expect(found.blocageMinimal.count == all.filter { !passes(Set(0..<n).subtracting($0)) }.map(\.count).min())
      #expect(found.majoriteMinimale.count == all.filter(passes).map(\.count).min())
    }
  }

  @Test("46 sièges : 31 voix ; la première commune est indispensable et bloque seule, la deuxième non")
  func example() {
    let found = CoalitionsDuConseil(sieges: [20, 7, 5, 3, 2, 2, 2, 1, 1, 1, 1, 1], regles.deuxTiers)
    #expect(found.total == 46 && found.voixNecessaires == 31)
    #expect(found.indispensables == [0])
    #expect(found.blocageMinimal == [0])
    #expect(found.majoriteMinimale == [0, 1, 2])
    // Against by the second and the third: 12 of 46, 34 for; the two thirds hold. With the fourth and two more: 27.
    #expect(found.issue(contre: [1, 2]).marge == 3)
    #expect(!found.issue(contre: [1, 2, 3, 4, 5]).acquis)
    // The same communes abstain: 27 of 27.
    #expect(found.issue(contre: [], abstention: [1, 2, 3, 4, 5]).acquis)
  }

  @Test("l'unanimité rend indispensable chaque commune qui a un siège, et une abstention reste neutre")
  func unanimity() {
    let found = CoalitionsDuConseil(sieges: [3, 0, 1], regles.unanimite)
    #expect(found.indispensables == [0, 2])
    #expect(!found.issue(contre: [2]).acquis)
    #expect(found.issue(contre: [], abstention: [2]).acquis)
  }

  @Test("le silence n'est un accord dans la majorité qualifiée que si l'option le veut")
  func silence() throws {
    let laws = try Parametres.charger()
    let open = try laws.remplacant(.majoriteQualifieeSilenceAccord, valeur: 1, aCompterDe: 2026)
    let positions: [MajoriteQualifiee.Position] = [.favorable, .silence, .silence]
    #expect(!regles.qualifiee.evaluer(positions, population: [10, 10, 10]).acquis)
    let other = try ParametresMajorites(annee: 2026, parametres: open).qualifiee
    #expect(other.evaluer(positions, population: [10, 10, 10]).acquis)
    #expect(other.evaluer([.favorable, .silence, .defavorable], population: [10, 10, 10]).acquis)
    #expect(!other.evaluer([.silence, .defavorable, .defavorable], population: [10, 10, 10]).acquis)
  }

  @Test("DSC : deux tiers pour le montant, majorité simple pour les critères, deux tiers si l'option le veut")
  func dotation() throws {
    let laws = try Parametres.charger()
    let rules = try ReglesDePassage(annee: 2026, parametres: laws).dotationSolidarite
    #expect(rules.map(\.seuil.libelle) == ["majorité des deux tiers", "majorité simple"])
    #expect(
      rules[1].conseil == "les deux tiers sont conseillés : le texte ne dit rien du vote des critères depuis 2020")
    let strict = try laws.remplacant(.majoriteCriteresDSCDeuxTiers, valeur: 1, aCompterDe: 2026)
    #expect(
      try ReglesDePassage(annee: 2026, parametres: strict).dotationSolidarite.map(\.seuil.libelle)
        == ["majorité des deux tiers", "majorité des deux tiers"])
  }

  @Test("FPIC libre : une voie en 2013 et deux depuis 2016, l'accord exprès des communes en 2015")
  func fpic() throws {
    let laws = try Parametres.charger()
    func ways(_ annee: Int) throws -> [[String]] {
      let control = try ControleDuVoteFPIC(annee: annee, parametres: laws)
      return try ReglesDePassage(annee: annee, parametres: laws).fpicLibre(control, .prelevement).map {
        $0.map { "\($0.seuil.libelle), silence \($0.silence.libelle)" }
      }
    }
    #expect(try ways(2013) == [["unanimité, silence sans objet"]])
    #expect(
      try ways(2015) == [
        [
          "majorité des deux tiers, silence sans objet",
          "majorité simple de chaque conseil, silence ne vaut pas accord",
        ]
      ])
    #expect(
      try ways(2026) == [
        ["unanimité, silence sans objet"],
        ["majorité des deux tiers, silence sans objet", "aucun refus, silence vaut accord"],
      ])
  }
}
