import Foundation

/// A national folder drawn at random, and the FPIC transcribed from the articles on it, entity by entity and commune by
/// commune: the reference of the tests that pass through the command line. It knows nothing of the engine.
struct NationalOracle {
  struct Commune {
    var insee: String
    var nom: String
    var epci: Int
    var population: Int
    var populationINSEE: Int
    var revenu: Int
    var potentiel: Int
    var contribution: Int
    var ac: Int
    var fsrif = 0
    var rang10000: Int?
    var rang5000: Int?
    var rangDSR: Int?
    var cle: (prelevement: Int, reversement: Int) = (0, 0)
    /// Entity of the year before, when the perimeter has changed.
    var ancien: Int?
  }

  struct Entite {
    var siren: String
    var ci = false
    var ept = false
    var dom = false
    var ile = false
    /// Mayotte, neither levied nor ranked.
    var com = false
    /// Gone since last year.
    var ancien = false
    var pfia = 0
    var rfa = 0
    var numerateur = 0
    var denominateur = 1
    /// Millionths.
    var cif = 0
    var contribution = 0
    var part: (prelevement: Int, reversement: Int) = (0, 0)
    var eligible = false
    var recu = 0
    var garanti = 0
  }

  var annee: Int
  var entites: [Entite] = []
  var communes: [Commune] = []
  var fonds = 0
  let outreMer = 2_800_000
  let metropole = 64_700_000
  let dom = 1_900_000

  func membres(_ e: Int) -> [Int] { communes.indices.filter { communes[$0].epci == e } }
  func somme(_ e: Int, _ valeur: (Commune) -> Int) -> Int { membres(e).reduce(0) { $0 + valeur(communes[$1]) } }

  // MARK: The law of the year

  private var poids: (Double, Double) { annee == 2012 ? (1, 0) : annee == 2013 ? (0.8, 0.2) : (0.75, 0.25) }
  private var plafond: Double {
    annee == 2012 ? 0.1 : annee == 2013 ? 0.11 : annee < 2018 ? 0.13 : annee == 2018 ? 0.135 : 0.14
  }
  private var effortMinimal: Double {
    switch annee {
    case 2012: 0.5
    case 2013: 0.75
    case 2014: 0.8
    case 2015: 0.9
    case 2016...2022: 1
    default: 0
    }
  }

  struct Resultat {
    var prelevement: [Int]
    var reversement: [Int]
    var garantie: [Int]
    /// Of the communes, after FSRIF and exemptions.
    var paye: [Int]
    var recu: [Int]
  }

  private static func demiHaut(_ x: Double) -> Int { Int((x + 0.5 + 1e-9).rounded(.down)) }

  /// `nil` when the fund cannot be levied.
  func calculer() -> Resultat? {
    let nombre = entites.count
    let actives = entites.indices.filter { !entites[$0].com && !entites[$0].ancien }
    let pop = entites.indices.map { Double(somme($0, \.population)) }
    let insee = entites.indices.map { Double(somme($0, \.populationINSEE)) }
    let revenu = entites.indices.map { Double(somme($0, \.revenu)) }
    let c = pop.map { $0 <= 7_500 ? 1 : $0 >= 500_000 ? 2 : 1 + 0.54827305 * log10($0 / 7_500) }
    func total(_ ou: [Int], _ x: (Int) -> Double) -> Double { ou.reduce(0) { $0 + x($1) } }
    let pfiaMoyen = total(actives) { Double(entites[$0].pfia) } / total(actives) { pop[$0] * c[$0] }
    let revenuMoyen = total(actives) { revenu[$0] } / total(actives) { insee[$0] }
    let pfia = entites.indices.map { Double(entites[$0].pfia) / (pop[$0] * c[$0]) }
    let rh = entites.indices.map { revenu[$0] / insee[$0] }
    // Levy: index, cap, and what a rank leaves to a commune isolée.
    var scores = [Double](repeating: 0, count: nombre)
    var plafonds = scores
    for i in actives {
      let laisse = entites[i].ci ? garde(communes[membres(i)[0]]) : 1
      let seuil = 0.9 * pfiaMoyen
      plafonds[i] = max(0, plafond * Double(entites[i].rfa) - Double(somme(i, \.fsrif))) * (laisse > 0 ? laisse : 1)
      guard pfia[i] > seuil, !(annee >= 2013 && entites[i].ile) else { continue }
      let indice = poids.0 * (pfia[i] - seuil) / seuil + poids.1 * (rh[i] - revenuMoyen) / revenuMoyen
      scores[i] = max(0, indice) * pop[i] * laisse
    }
    let possible = actives.reduce(0) { $0 + (scores[$1] > 0 ? plafonds[$1] : 0) }
    guard possible > Double(fonds) else { return nil }
    var bloques: Set<Int> = []
    var valeur = 0.0
    while true {
      let libres = actives.filter { scores[$0] > 0 && !bloques.contains($0) }
      valeur = (Double(fonds) - total(Array(bloques).sorted()) { plafonds[$0] }) / total(libres) { scores[$0] }
      let nouveaux = libres.filter { valeur * scores[$0] > plafonds[$0] }
      if nouveaux.isEmpty { break }
      bloques.formUnion(nouveaux)
    }
    let prelevement = (0..<nombre).map { i in
      bloques.contains(i) ? Int((plafonds[i] + 1e-6).rounded(.down)) : Self.demiHaut(valeur * scores[i])
    }
    // Reversement, in each of the two envelopes.
    let effortMoyen =
      total(actives) { Double(entites[$0].numerateur) } / total(actives) { Double(entites[$0].denominateur) }
    let quote = Self.demiHaut(Double(fonds) * Double(outreMer) / Double(metropole + outreMer) * 1.33)
    let partDOM = Self.demiHaut(Double(quote) * Double(dom) / Double(outreMer))
    var reversement = [Int](repeating: 0, count: nombre)
    var garantie = reversement
    for ailleurs in [false, true] {
      let lieu = actives.filter { entites[$0].dom == ailleurs }
      let reference =
        ailleurs ? total(lieu) { Double(entites[$0].pfia) } / total(lieu) { pop[$0] * c[$0] } : pfiaMoyen
      let revenuReference = total(lieu) { revenu[$0] } / total(lieu) { insee[$0] }
      let indices = entites.indices.map { i in
        0.2 * (reference / pfia[i]) + 0.6 * (revenuReference / rh[i])
          + 0.2 * (Double(entites[i].numerateur) / Double(entites[i].denominateur) / effortMoyen)
      }
      let rang = lieu.filter { !entites[$0].ci }.sorted {
        indices[$0] != indices[$1] ? indices[$0] > indices[$1] : pop[$0] > pop[$1]
      }
      var eligibles = Array(rang.prefix((rang.count * 6 + 9) / 10))
      let tries = lieu.map { indices[$0] }.sorted()
      let mediane = (tries[(tries.count - 1) / 2] + tries[tries.count / 2]) / 2
      eligibles += lieu.filter { entites[$0].ci && indices[$0] > mediane }
      eligibles = eligibles.filter {
        Double(entites[$0].numerateur) > effortMinimal * Double(entites[$0].denominateur)
      }
      for i in lieu where !eligibles.contains(i) { garantie[i] = garantir(i) }
      let enveloppe = Double((ailleurs ? partDOM : fonds - quote) - lieu.reduce(0) { $0 + garantie[$1] })
      let points = total(eligibles.sorted()) { indices[$0] * pop[$0] }
      for i in eligibles where enveloppe > 0 {
        reversement[i] = Self.demiHaut(enveloppe / points * indices[i] * pop[i])
      }
    }
    var out = Resultat(
      prelevement: prelevement, reversement: reversement, garantie: garantie,
      paye: communes.map { _ in 0 }, recu: communes.map { _ in 0 })
    for i in actives { repartir(i, &out) }
    return out
  }

  // MARK: Guarantee

  private var taux: Double {
    switch annee {
    case 2013...2015, 2020...2022: 0.5
    case 2016, 2017, 2023...: 0.9
    case 2018: 0.85
    case 2019: 0.7
    default: 0
    }
  }

  /// Last year's amount of an entity, or of the former entities of its communes (2017 →).
  private func garantir(_ i: Int) -> Int {
    func base(_ e: Int) -> Double {
      entites[e].eligible
        ? Double(entites[e].recu) : (2017...2020).contains(annee) ? Double(entites[e].garanti) : 0
    }
    let anciens = membres(i).compactMap { communes[$0].ancien }
    guard annee >= 2017, !anciens.isEmpty else { return Self.demiHaut(taux * base(i)) }
    var montant = 0.0
    for e in Set(anciens).sorted() {
      let siennes = communes.indices.filter { communes[$0].ancien == e }
      func insuffisance(_ k: Int) -> Double {
        Double(communes[k].population * communes[k].population) / Double(communes[k].potentiel)
      }
      let tout = siennes.reduce(0) { $0 + insuffisance($1) }
      for k in siennes where communes[k].epci == i { montant += base(e) * insuffisance(k) / tout }
    }
    return Self.demiHaut(taux * montant)
  }

  // MARK: Internal split

  /// 0, one half or 1: what the ranks leave.
  private func garde(_ c: Commune) -> Double {
    func part(_ rang: Int?, _ complet: Int, _ demi: Int) -> Double {
      guard let rang else { return 1 }
      return rang <= complet ? 0 : rang <= demi ? 0.5 : 1
    }
    return annee < 2016
      ? min(part(c.rang10000, 150, 250), part(c.rang5000, 10, 30))
      : min(part(c.rang10000, 250, 0), part(c.rang5000, 30, 0), part(c.rangDSR, 2_500, 0))
  }

  private func fermer(_ reels: [Double], _ rows: [Int], _ total: Int) -> [Int] {
    var out = reels.map { Int(($0 + 1e-7).rounded(.down)) }
    let restes = zip(reels, out).map { (($0 - Double($1)) * 1e6).rounded() }
    let ordre = rows.indices.sorted { a, b in
      if restes[a] != restes[b] { return restes[a] > restes[b] }
      if communes[rows[a]].population != communes[rows[b]].population {
        return communes[rows[a]].population > communes[rows[b]].population
      }
      return communes[rows[a]].insee < communes[rows[b]].insee
    }
    for i in ordre.prefix(max(0, total - out.reduce(0, +))) { out[i] += 1 }
    return out
  }

  private func partager(_ bloc: Int, _ poids: [Double], _ rows: [Int]) -> [Int] {
    let somme = poids.reduce(0, +)
    return bloc == 0 || somme <= 0 ? rows.map { _ in 0 } : fermer(poids.map { Double(bloc) * $0 / somme }, rows, bloc)
  }

  private func repartir(_ i: Int, _ out: inout Resultat) {
    let rows = membres(i)
    let e = entites[i]
    let (du, percu) = (out.prelevement[i], out.reversement[i] + out.garantie[i])
    if e.ci {
      out.paye[rows[0]] = du
      out.recu[rows[0]] = percu
      return
    }
    let mine = rows.map { communes[$0] }
    let population = Double(somme(i, \.population))
    let potentiel = Double(somme(i, \.potentiel))
    let contribution = Double(e.contribution + somme(i, \.contribution))
    func part(_ montant: Int, levy: Bool) -> Int {
      if e.ept { return min(montant, levy ? e.part.prelevement : e.part.reversement) }
      guard annee == 2012 else { return (2 * e.cif * montant + 1_000_000) / 2_000_000 }
      let own = Double(e.contribution - (levy ? somme(i, \.ac) : 0))
      return Self.demiHaut(min(max(own, 0), contribution) * Double(montant) / contribution)
    }
    let cles = e.ept && annee < 2025
    func exclue(_ c: Commune) -> Bool {
      annee >= 2017 && Double(c.potentiel) * population > 2 * potentiel * Double(c.population)
    }
    let paie = mine.map { c -> Double in
      if cles { return Double(c.cle.prelevement) }
      return annee == 2012 ? Double(max(c.contribution + c.ac, 0)) : Double(c.potentiel)
    }
    let recoit = mine.map { c -> Double in
      if exclue(c) { return 0 }
      if cles { return Double(c.cle.reversement) }
      return Double(c.population * c.population) / Double(annee == 2012 ? c.contribution : c.potentiel)
    }
    let preleve = partager(du - part(du, levy: true), paie, rows)
    let verse = partager(percu - part(percu, levy: false), recoit, rows)
    for (k, row) in rows.enumerated() {
      let reste = e.ept ? preleve[k] : preleve[k] - min(preleve[k], mine[k].fsrif)
      out.paye[row] = Self.demiHaut(garde(mine[k]) * Double(reste))
      out.recu[row] = verse[k]
    }
  }
}
