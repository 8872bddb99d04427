import Diagnostics
import Simulation
import Testing

@Suite("D'une année à l'autre")
struct YearsTests {
  private func dsc(_ end: String) -> String {
    """
    article 1 : dotation de solidarité communautaire
      enveloppe de 3 432 610 € en 2026, puis constante
      pondération : population INSEE
      répartie
        50 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
        50 % selon l'écart de revenu par habitant, linéaire
      \(end)
    """
  }

  @Test("un tunnel tient chaque année par rapport à la précédente, et s'arrête à son terme")
  func tunnel() throws {
    let c = try Workshop().run(
      dsc("tunnel : au moins 95 % et au plus 110 % du montant de l'année précédente, jusqu'en 2028 inclus"))
    var before = (c.territoire.column("dsc_2025")?.values ?? []).map { $0 * 100 }
    for annee in 2026...2028 {
      let now = c.centimes(annee, .dotationSolidarite)
      for row in now.indices {
        #expect(
          now[row] >= (0.95 * before[row] - 1e-6).rounded(.up) && now[row] <= 1.1 * before[row] + 1e-6, "\(annee)")
      }
      before = now
    }
    let free = try Workshop().run(dsc(""))
    #expect(c.centimes(2029, .dotationSolidarite) == free.centimes(2026, .dotationSolidarite))
    #expect(c.centimes(2028, .dotationSolidarite) != c.centimes(2029, .dotationSolidarite))
  }

  @Test("un lissage linéaire va de l'ancien au nouveau par pas égaux")
  func smoothing() throws {
    let c = try Workshop().run(dsc("lissage : linéaire sur 4 ans depuis les montants de 2025"))
    let free = try Workshop().run(dsc(""))
    let old = (c.territoire.column("dsc_2025")?.values ?? []).map { $0 * 100 }
    for (rank, annee) in (2026...2029).enumerated() {
      let now = c.centimes(annee, .dotationSolidarite)
      let target = free.centimes(annee, .dotationSolidarite)
      for row in now.indices {
        let expected = old[row] + Double(rank + 1) / 4 * (target[row] - old[row])
        #expect((now[row] - expected).magnitude <= 1.5, "\(annee)")
      }
      #expect(now.reduce(0, +) == 343_261_000)
    }
    #expect(c.centimes(2030, .dotationSolidarite) == free.centimes(2030, .dotationSolidarite))
  }

  @Test("une garantie dégressive : 100, 50 puis rien")
  func degressive() throws {
    let c = try Workshop().run(dsc("lissage : garantie dégressive de 100 %, 50 % des montants de 2025"))
    let old = (c.territoire.column("dsc_2025")?.values ?? []).map { $0 * 100 }
    let first = c.centimes(2026, .dotationSolidarite)
    let second = c.centimes(2027, .dotationSolidarite)
    for row in old.indices {
      #expect(first[row] >= old[row])
      #expect(second[row] >= (old[row] / 2).rounded(.down))
    }
    let free = try Workshop().run(dsc(""))
    #expect(c.centimes(2028, .dotationSolidarite) == free.centimes(2028, .dotationSolidarite))
  }

  @Test("une garantie payée par l'EPCI coûte ce qui manque aux communes sous leur plancher")
  func topUp() throws {
    let c = try Workshop().run(dsc("garantie : au moins 100 % du montant de 2025, financée par l'EPCI"))
    let free = try Workshop().run(dsc(""))
    let old = (c.territoire.column("dsc_2025")?.values ?? []).map { $0 * 100 }
    let raw = free.centimes(2026, .dotationSolidarite)
    let paid = c.centimes(2026, .dotationSolidarite)
    for row in old.indices { #expect((paid[row] - max(raw[row], old[row])).magnitude <= 1) }
    #expect(paid.reduce(0, +) > 343_261_000)
  }

  @Test("une même alerte chaque année n'est dite qu'une fois ; une année isolée est nommée")
  func oncePerFact() throws {
    let text = """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3 M€ en 2026, puis constante
        pondération : population INSEE
        répartie
          100 % selon la longueur de voirie
        en connaissance de cause : « transition »
      """
    let c = try Workshop().run(text)
    let found = c.scenarios[0].diagnostics.filter { $0.code == "L0203" }
    // Two legal criteria are absent: two facts, each once for six years.
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.severity == .alerte && !$0.message.hasPrefix("20") })
    #expect(found.allSatisfy { $0.repair == "en connaissance de cause : « transition »" })
  }
}
