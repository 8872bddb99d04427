import Foundation
import TestSupport
import Testing

extension SplitMix64 {
  fileprivate mutating func one(in n: Int) -> Bool { int(1...n) == 1 }
}

/// National sets with EPT of the Grand Paris, Paris, overseas departments, Mayotte, islands, exempt communes and a merged
/// perimeter, through the folder format and the command line.
@Suite("FPIC national : dossiers tirés au hasard, de bout en bout")
struct NationalFolderTests {
  private static func commune(_ epci: Int, _ rank: Int, _ d: inout SplitMix64, paris: Bool = false)
    -> NationalOracle.Commune
  {
    let people = paris ? 2_150_000 : d.one(in: 4) ? d.int(5_000...60_000) : d.int(80...5_000)
    var c = NationalOracle.Commune(
      insee: paris ? "75056" : String(10_000 + rank), nom: paris ? "Paris" : "Commune \(rank)", epci: epci,
      population: people, populationINSEE: people * d.int(85...99) / 100 + 1, revenu: people * d.int(8_000...26_000),
      potentiel: people * (d.one(in: 10) ? d.int(2_500...6_000) : d.int(500...1_900)) + d.int(0...999),
      contribution: people * d.int(150...900) + 1, ac: people * d.int(-40...250))
    if d.one(in: 6) { c.fsrif = people * d.int(1...30) }
    if people >= 10_000, d.one(in: 2) { c.rang10000 = d.int(130...270) }
    if people >= 5_000, people < 10_000, d.one(in: 2) { c.rang5000 = d.int(5...40) }
    if people < 5_000, d.one(in: 5) { c.rangDSR = d.int(2_490...2_510) }
    c.cle = (people * d.int(0...20) + 1, people * d.int(0...20) + 1)
    return c
  }

  private static func folder(_ annee: Int, _ seed: UInt64) -> NationalOracle {
    var d = SplitMix64(seed: seed)
    var o = NationalOracle(annee: annee)
    func add(_ change: (inout NationalOracle.Entite) -> Void, communes: Int, paris: Bool = false) {
      var e = NationalOracle.Entite(siren: String(200_000_000 + o.entites.count * 7))
      change(&e)
      let index = o.entites.count
      o.entites.append(e)
      for _ in 0..<communes { o.communes.append(commune(index, o.communes.count, &d, paris: paris)) }
    }
    for _ in 0..<12 { add({ _ in }, communes: d.int(1...9)) }
    if annee >= 2016 { for _ in 0..<2 { add({ $0.ept = true }, communes: d.int(3...8)) } }
    add({ $0.ci = true }, communes: 1, paris: true)
    for _ in 0..<4 { add({ $0.ci = true }, communes: 1) }
    add(
      {
        $0.ci = true
        $0.ile = true
      }, communes: 1)
    for _ in 0..<4 { add({ $0.dom = true }, communes: d.int(2...6)) }
    add(
      {
        $0.dom = true
        $0.ci = true
      }, communes: 1)
    add({ $0.com = true }, communes: 2)
    // Two former ensembles make the first one.
    if annee >= 2017 {
      for _ in 0..<2 { add({ $0.ancien = true }, communes: 0) }
      for row in o.membres(0) { o.communes[row].ancien = o.entites.count - 1 - row % 2 }
    }
    for i in o.entites.indices {
      let wealth = o.somme(i, \.potentiel)
      o.entites[i].pfia = wealth * d.int(85...115) / 100 + 1
      o.entites[i].rfa = o.entites[i].pfia * d.int(60...100) / 100
      o.entites[i].denominateur = wealth / 2 + 1
      o.entites[i].numerateur = o.entites[i].denominateur * d.int(40...170) / 100
      o.entites[i].cif = d.int(150_000...650_000)
      o.entites[i].contribution = o.somme(i, \.contribution) * d.int(30...120) / 100 + 1
      let share = o.somme(i, \.population)
      o.entites[i].part = (share * d.int(0...3), share * d.int(0...3))
      let fresh = annee >= 2017 && i == 0
      o.entites[i].eligible = !fresh && d.one(in: 2)
      let amount = d.int(10_000...400_000)
      if !fresh { if o.entites[i].eligible { o.entites[i].recu = amount } else { o.entites[i].garanti = amount / 2 } }
    }
    o.fonds = o.entites.indices.filter { !o.entites[$0].com }.reduce(0) { $0 + o.entites[$1].pfia } / 120
    return o
  }

  private static func write(_ o: NationalOracle, to scratch: Scratch) throws {
    let past = o.annee - 1
    func text(_ value: Int?) -> String { value.map(String.init) ?? "" }
    var lines = [
      "insee,nom,departement,epci,epci_\(past),population_dgf,population_insee,revenu,potentiel_financier,"
        + "contribution_pfa,ac_\(past),fsrif_prelevement_\(past),rang_dsu_10000,rang_dsu_5000,rang_dsr_cible,"
        + "fpic_prelevement_2015,fpic_reversement_2015"
    ]
    for c in o.communes {
      let e = o.entites[c.epci]
      let now = e.ci ? "" : e.siren
      lines.append(
        [
          c.insee, c.nom, "01", now, c.ancien.map { o.entites[$0].siren } ?? now, text(c.population),
          text(c.populationINSEE), text(c.revenu), text(c.potentiel), text(c.contribution), text(c.ac), text(c.fsrif),
          text(c.rang10000), text(c.rang5000), text(c.rangDSR), text(c.cle.prelevement), text(c.cle.reversement),
        ].joined(separator: ","))
    }
    try scratch.write("communes.csv", lines.joined(separator: "\n") + "\n")
    lines = [
      "siren,nom,insee,type,nature,regime,zone,ile,pfia,rfa,efa_numerateur,efa_denominateur,cif,contribution_pfa,"
        + "part_ept_prelevement,part_ept_reversement,eligible_\(past),fpic_reversement_\(past),fpic_garantie_\(past)"
    ]
    for (i, e) in o.entites.enumerated() {
      let insee = e.ci ? o.communes[o.membres(i)[0]].insee : ""
      let cif = "0." + String(1_000_000 + e.cif).dropFirst()
      lines.append(
        [
          e.siren, "Entité \(i)", insee, e.ancien ? "ANCIEN" : e.ci ? "CI" : "EI",
          e.ci || e.ancien ? "" : e.ept ? "EPT" : "CA", e.ci || e.ancien ? "" : "FPU",
          e.com ? "com" : e.dom ? "dom" : "metropole", e.ile ? "1" : "0", text(e.pfia), text(e.rfa),
          text(e.numerateur), text(e.denominateur), e.ci || e.ept ? "" : cif, text(e.contribution),
          e.ept ? text(e.part.prelevement) : "", e.ept ? text(e.part.reversement) : "", e.eligible ? "1" : "0",
          text(e.recu), text(e.garanti),
        ].joined(separator: ","))
    }
    try scratch.write("ensembles.csv", lines.joined(separator: "\n") + "\n")
    try scratch.write(
      "national.yaml",
      """
      annee: \(o.annee)
      fonds: \(o.fonds)
      population_outre_mer: \(o.outreMer)
      population_metropole: \(o.metropole)
      population_dom: \(o.dom)

      """)
    try scratch.write("territoire.yaml", "nom: France tirée au hasard\nnature: NATIONAL\nannee: \(o.annee)\n")
  }

  private static func table(_ out: String, having column: String) -> [[String: String]] {
    for block in out.replacing("\r\n", with: "\n").components(separatedBy: "\n\n") {
      let lines = block.split(separator: "\n").map { $0.components(separatedBy: ",") }
      guard let header = lines.first, header.first == column else { continue }
      return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
    }
    return []
  }

  @Test(
    "chaque montant d'ensemble et de commune, à l'euro",
    arguments: [2012, 2013, 2014, 2015, 2016, 2017, 2019, 2020, 2022, 2024, 2025])
  func compare(_ annee: Int) throws {
    var compared = 0
    for draw in 0..<4 {
      let seed = UInt64(annee * 100 + draw)
      let o = Self.folder(annee, seed)
      guard let expected = o.calculer() else { continue }
      compared += 1
      let scratch = try Scratch()
      try Self.write(o, to: scratch)
      let run = try pacte(
        "simuler", "--national", scratch.folder.path, "--annee", "\(annee)", "--format", "csv", "--detail")
      #expect(run.status == 0, "année \(annee), graine \(seed) : \(run.err)")
      let entities = Self.table(run.out, having: "siren")
      for (i, e) in o.entites.enumerated() where !e.com && !e.ancien {
        guard let row = entities.first(where: { $0["siren"] == e.siren }) else {
          Issue.record("année \(annee), graine \(seed) : \(e.siren) absent")
          continue
        }
        let found = ["prelevement", "reversement", "garantie"].map { row[$0].flatMap(Double.init) }
        let wanted = [expected.prelevement[i], expected.reversement[i], expected.garantie[i]].map { Double($0) }
        #expect(found == wanted, "année \(annee), graine \(seed), entité \(i) : \(e)")
      }
      let communes = Self.table(run.out, having: "insee")
      #expect(communes.count == o.communes.count)
      for (row, c) in zip(
        communes.sorted { $0["insee"]! < $1["insee"]! },
        o.communes.indices.sorted { o.communes[$0].insee < o.communes[$1].insee })
      where !o.entites[o.communes[c].epci].com {
        let found = ["prelevement", "reversement"].map { row[$0].flatMap(Double.init) }
        #expect(
          found == [Double(expected.paye[c]), Double(expected.recu[c])],
          "année \(annee), graine \(seed), commune \(o.communes[c])")
      }
    }
    #expect(compared >= 2)
  }
}
