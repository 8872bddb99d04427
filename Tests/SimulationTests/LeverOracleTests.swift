import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Simulation

/// A naive transcription of the shared taxes, of the swap and of the FPIC borne, from the text of each article, on random
/// rates: every commune and every year, to the centime.
@Suite("Leviers : oracle naïf")
struct LeverOracleTests {
  /// Half away from zero on exact tenths of a thousandth of a centime: rates have at most four decimals.
  private func half(_ numerator: Int, over denominator: Int) -> Int {
    let magnitude = (numerator.magnitude * 2 + UInt(denominator)) / UInt(denominator * 2)
    return numerator < 0 ? -Int(magnitude) : Int(magnitude)
  }

  @Test("taux au hasard", arguments: [1, 2, 3, 4, 5, 6])
  func random(_ seed: Int) throws {
    var draws = SplitMix64(seed: UInt64(seed))
    let (common, zones, shared) = (draws.int(0...100), draws.int(0...100), draws.int(0...100))
    let (charge, limite) = (draws.int(0...100), 20_000 + draws.int(0...119_999))
    let points = 1 + draws.int(0...98)
    let study = try Workshop().run(
      """
      article 1 : attribution de compensation
        montants de 2025
      article 3 : FPIC
        prélèvement : droit commun
          montant de l'ensemble : 520 000 € en 2026, puis constant
      article 5 : taxe d'aménagement
        perçue par les communes
        reversement à compter de 2027 : \(common) % du produit
        reversement à compter de 2028 : \(zones) % du produit des zones d'activités
      article 6 : partage de foncier
        foncier bâti des zones à compter de 2027 : \(shared) % du produit
      article 7 : taux d'imposition
        échange à compter de 2028 : foncier bâti, 0,\(points < 10 ? "0" : "")\(points) point pour l'EPCI, sans restitution
        en connaissance de cause : « essai »
      article 8 : prise en charge du FPIC
        \(charge) % du prélèvement des communes à compter de 2026, dans la limite de \(limite) €
      """)
    let scenario = study.scenarios[0]
    func column(_ name: String) -> [Int] {
      (study.territoire.column(name)?.values ?? []).map { Int(($0 * 10_000).rounded()) }
    }
    let (ta, taZones) = (column("taxe_amenagement_2025"), column("taxe_amenagement_zones_2025"))
    let (bases, basesZones) = (column("bases_foncier_bati_2025"), column("bases_foncier_bati_zones_2025"))
    let rates = column("taux_foncier_bati_2025")
    for annee in 2026...2031 {
      for row in study.territoire.communes.indices {
        func amount(_ flux: Flux) -> Double { scenario.montants[annee, flux, row] }
        if annee >= 2027 {
          let inZones = annee >= 2028 ? taZones[row] : 0
          // Euros × 10 000 × percent, in centimes: ÷ 10 000.
          let tax = half(common * (ta[row] - inZones) + zones * inZones, over: 10_000)
          #expect(amount(.taxeAmenagement) == Double(-tax), "graine \(seed), \(annee)")
          let rate = annee >= 2028 ? rates[row] - points : rates[row]
          // Bases × 10 000 × rate × 10 000 × percent.
          let land = half(shared * (basesZones[row] / 10_000) * rate, over: 10_000)
          #expect(amount(.partageFoncier) == Double(-land), "graine \(seed), \(annee)")
        }
        let moved = annee >= 2028 ? half((bases[row] / 10_000) * points, over: 100) : 0
        #expect(amount(.fiscalite) == Double(-moved), "graine \(seed), \(annee)")
      }
      let levies = scenario.montants[annee, .prelevementFPIC].map { Int($0 / 100) }
      let total = levies.reduce(0, +)
      let cost = min(half(charge * total, over: 100), limite)
      let given = scenario.montants[annee, .priseEnChargeFPIC].map { Int($0 / 100) }
      #expect(given.reduce(0, +) == cost, "graine \(seed), \(annee)")
      for (one, levy) in zip(given, levies) {
        #expect(one * total >= cost * levy - total && one * total <= cost * levy + total, "within a euro")
      }
    }
  }
}
