import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

/// The levers transcribed from their articles in whole numbers, on random projects and communes.
@Suite("Leviers : oracles naïfs sur des tirages au hasard")
struct OracleLeviersTests {
  /// Toward zero, and half up, on whole numbers.
  private static func floor(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }
  private static func half(_ a: Int, _ b: Int) -> Int { floor(2 * a + b, 2 * b) }

  private static func flux(
    _ produit: [Double], _ zones: [Double], _ parts: PartsTaxeAmenagement, _ percepteur: PercepteurTaxe
  ) -> [Double] {
    var out = [Double](repeating: 0, count: produit.count)
    var span = out.mutableSpan
    TaxeAmenagement.flux(
      produit: produit.span, zones: zones.span, parts: parts, percepteur: percepteur, dans: &span)
    return out
  }

  /// Centimes paid and bases shared by one commune.
  private static func partage(
    _ bases: Double, _ taux: Double, _ part: Double, _ reference: Double
  ) -> (montant: Double, assiette: Double) {
    let (b, t, p, r) = ([bases], [taux], [part], [reference])
    var amounts = [0.0]
    var shared = [0.0]
    var montants = amounts.mutableSpan
    var assiettes = shared.mutableSpan
    PartageFoncier.partager(
      bases: b.span, taux: t.span, parts: p.span, reference: r.span, montants: &montants, assiettes: &assiettes)
    return (amounts[0], shared[0])
  }

  @Test("fonds de concours : plafonds des trois assiettes, droits tirés dans l'ordre, soldes et faits")
  func fondsDeConcours() throws {
    let seed: UInt64 = 52_146
    var g = SplitMix64(seed: seed)
    let droit = try ParametresFondsDeConcours(annee: 2025, parametres: .charger())
    for draw in 0..<1_500 {
      let count = g.int(1...6)
      let assiette = AssietteProjet.allCases[g.int(0...2)]
      let solde: SoldeDesDroits = g.int(0...1) == 0 ? .reporte : .perdu
      let rights = g.int(0...2) == 0 ? nil : (0..<count).map { _ in g.int(0...40_000_000) }
      let reports = (0..<count).map { _ in rights == nil ? 0 : g.int(0...5_000_000) }
      // Costs TTC and HT, subsidies (sometimes beyond the cost), what is asked (`nil`: the maximum).
      let projects = (0..<g.int(0...8)).map { _ in
        (
          row: g.int(0...(count - 1)), ttc: g.int(1...100_000_000), ht: g.int(1...90_000_000),
          aid: g.int(0...110_000_000) * g.int(0...1), asked: g.int(0...2) == 0 ? nil : g.int(0...60_000_000)
        )
      }
      let found = FondsDeConcours.annee(
        projects.enumerated().map {
          ProjetFonds(
            nom: "p\($0)", commune: $1.row, coutTTC: Double($1.ttc), coutHT: Double($1.ht), subventions: Double($1.aid),
            demande: $1.asked.map { .montant(Double($0)) } ?? .maximum)
        }, communes: count, assiette: assiette, droits: rights.map { $0.map(Double.init) },
        reports: reports.map(Double.init), solde: solde, parametres: droit)
      var left = (0..<count).map { i in rights.map { $0[i] + reports[i] } ?? .max }
      var paid = [Int](repeating: 0, count: count)
      var codes: [String] = []
      for p in projects {
        let cost = assiette == .ht ? p.ht : p.ttc
        // Hundred-thousandths of a centime: the FCTVA has five decimals.
        let base = (assiette == .ttcNetFctva ? cost * (100_000 - 16_404) : cost * 100_000) - p.aid * 100_000
        guard base >= 0 else {
          codes.append("L0605")
          continue
        }
        let first = Self.floor(base, 200_000)
        let second = max(0, Self.floor(cost * 8 - p.aid * 10, 10))
        let asked = p.asked ?? min(first, second)
        let given = max(0, min(asked, left[p.row]))
        if p.asked != nil {
          if given > first { codes.append("L0601") }
          if given > second { codes.append("L0602") }
          if asked > left[p.row] { codes.append("L0603") }
        }
        paid[p.row] += given
        if rights != nil { left[p.row] -= given }
      }
      if rights != nil, solde == .perdu, left.reduce(0, +) > 0 { codes.append("L0604") }
      let place: Comment = "graine \(seed), tirage \(draw)"
      #expect(found.montants == paid.map(Double.init), place)
      #expect(found.faits.map(\.code) == codes, place)
      if rights != nil {
        #expect(found.soldes == left.map { solde == .reporte ? Double($0) : 0 }, place)
      } else {
        #expect(found.soldes.isEmpty, place)
      }
    }
  }

  @Test("taxe d'aménagement : taux commun, zones, charges, dans les deux sens")
  func taxeAmenagement() {
    let seed: UInt64 = 1_379
    var g = SplitMix64(seed: seed)
    for draw in 0..<1_500 {
      let count = g.int(1...8)
      let percepteur: PercepteurTaxe = g.int(0...1) == 0 ? .communes : .epci
      let whole = (0..<count).map { _ in g.int(0...9_999_999) }
      let zones = whole.map { g.int(0...$0) }
      let (byRate, byZones, byCharges) = (g.int(0...3) > 0, g.int(0...1) == 0, g.int(0...3) == 0)
      // Thousandths.
      let rate = (0..<count).map { _ in g.int(0...1_000) }
      let inZones = (0..<count).map { _ in g.int(0...1_000) }
      let charges = (0..<count).map { _ in (epci: g.int(0...900), commune: g.int(1...900)) }
      let shares = TaxeAmenagement.partsSelonCharges(
        epci: charges.map { Double($0.epci) }, communes: charges.map { Double($0.commune) }, percepteur: percepteur)
      let parts = PartsTaxeAmenagement(
        produit: byCharges ? shares : rate.map { byRate ? Double($0) / 1_000 : .nan },
        zones: inZones.map { byZones ? Double($0) / 1_000 : .nan })
      let found = Self.flux(whole.map { Double($0) }, zones.map { Double($0) }, parts, percepteur)
      for i in 0..<count {
        let common = byZones ? whole[i] - zones[i] : whole[i]
        let total = charges[i].epci + charges[i].commune
        // Over 1 000 × total, the common denominator.
        let own =
          byCharges
          ? (percepteur == .communes ? charges[i].epci : charges[i].commune) * 1_000 : byRate ? rate[i] * total : 0
        let amount = Self.half(own * common + (byZones ? inZones[i] * total * zones[i] : 0), 1_000 * total)
        #expect(
          found[i] == Double(percepteur == .communes ? -amount : amount), "graine \(seed), tirage \(draw), commune \(i)"
        )
      }
    }
  }

  @Test("partage de foncier : produit entier ou hausse seule, jamais négatif, bases partagées")
  func partageFoncier() {
    let seed: UInt64 = 8_010
    var g = SplitMix64(seed: seed)
    for draw in 0..<1_500 {
      let bases = g.int(0...5_000_000)
      // Ten-thousandths, and thousandths.
      let (rate, share) = (g.int(0...6_000), g.int(0...1_000))
      let reference = g.int(0...1) == 0 ? 0 : g.int(0...2_000_000)
      let (amount, shared) = Self.partage(
        Double(bases), Double(rate) / 10_000, Double(share) / 1_000, Double(reference))
      let rise = max(0, bases * rate - reference * 10_000)
      #expect(amount == Double(Self.half(rise * share, 100_000)), "graine \(seed), tirage \(draw)")
      // Shared bases at the rate give the amount back, to the half-centime of its rounding.
      #expect((shared * Double(rate) / 100 - amount).magnitude <= 0.5 + 1e-6, "graine \(seed), tirage \(draw)")
    }
  }

  @Test("services communs : la part des communes au prorata des clés, au centime, les plus forts restes au code INSEE")
  func servicesCommuns() {
    let seed: UInt64 = 52_114
    var g = SplitMix64(seed: seed)
    let droit = ParametresAC(annee: 2025)
    for draw in 0..<1_500 {
      let count = g.int(1...12)
      let keys = (0..<count).map { _ in g.int(0...40) }
      guard keys.contains(where: { $0 > 0 }) else { continue }
      let cost = g.int(0...90_000_000)
      let epci = g.int(0...1_000)
      let entrees = AttributionCompensationEntrees(
        scenarios: 1, attributions: Matrix(rows: count, columns: 1),
        revisions: [
          .servicesCommuns(
            ServicesCommuns(
              couts: [Double(cost)], cles: Matrix(column: keys.map(Double.init)), partsEPCI: [Double(epci) / 1_000]))
        ])
      let found = AttributionCompensation.calculer(entrees, parametres: droit)
      // The share of the communes, half up, with the sign of what they lose; then floors and largest remainders.
      let total = -Self.half(cost * (1_000 - epci), 1_000)
      let sum = keys.reduce(0, +)
      let exact = keys.map { -cost * (1_000 - epci) * $0 }
      let unit = 1_000 * sum
      var amounts = exact.map { Self.floor($0, unit) }
      let rests = zip(exact, amounts).map { ($0 - $1 * unit) * 1_000_000 / unit }
      let order = keys.indices.sorted { rests[$0] != rests[$1] ? rests[$0] > rests[$1] : $0 < $1 }
      for i in order.prefix(max(0, total - amounts.reduce(0, +))) { amounts[i] += 1 }
      guard amounts.reduce(0, +) == total else { continue }
      let got = found.attributions.columnArray(0)
      #expect(got.reduce(0, +) == Double(total), "graine \(seed), tirage \(draw)")
      // A remainder within a millionth of another may fall on either side of the tie.
      #expect(zip(got, amounts).allSatisfy { ($0 - Double($1)).magnitude <= 1 }, "graine \(seed), tirage \(draw)")
      let close = Set(rests).count == rests.count
      if close { #expect(got == amounts.map(Double.init), "graine \(seed), tirage \(draw)") }
    }
  }
}
