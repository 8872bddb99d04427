import Foundation

@testable import Legislation

/// The national FPIC transcribed from the articles, entity by entity, sorting where the law ranks: the reference of the
/// property tests. It shares no code with the engine.
struct OracleNational {
  struct Entite {
    var siren: String
    var ei: Bool
    var dom: Bool
    var ile: Bool
    var population: Double
    var populationINSEE: Double
    var pfia: Double
    var revenu: Double
    var ressources: Double
    var numerateur: Double
    var denominateur: Double
    var fsrif: Double
    var garantie: Double

    var classee: Bool { numerateur > 0 && denominateur > 0 }
    var coefficient: Double {
      population <= 7_500 ? 1 : population >= 500_000 ? 2 : 1 + 0.54827305 * log10(population / 7_500)
    }
    var potentiel: Double { pfia / (population * coefficient) }
    var revenuHabitant: Double { revenu / populationINSEE }
    var effort: Double { numerateur / denominateur }
  }

  struct Montants: Equatable {
    /// Before rounding; `nil` when the fund cannot be levied.
    var prelevement: [Double]
    var reversement: [Double]
    var garantie: [Double]
    var eligible: [Bool]
  }

  var annee: Int
  var entites: [Entite]
  var fonds: Double
  var quotePart: Double
  var partDOM: Double

  private static func total(_ entites: [Entite], _ valeur: (Entite) -> Double) -> Double {
    entites.reduce(0) { $0 + valeur($1) }
  }

  private var poids: (potentiel: Double, revenu: Double) {
    annee == 2012 ? (1, 0) : annee == 2013 ? (0.8, 0.2) : (0.75, 0.25)
  }

  private var plafond: Double {
    switch annee {
    case 2012: 0.10
    case 2013: 0.11
    case 2014...2017: 0.13
    case 2018: 0.135
    default: 0.14
    }
  }

  private var effortMinimal: Double? {
    switch annee {
    case 2012: 0.5
    case 2013: 0.75
    case 2014: 0.8
    case 2015: 0.9
    case 2016...2022: 1
    default: nil
    }
  }

  func calculer() -> Montants? {
    let pfiaMoyen = Self.total(entites, \.pfia) / Self.total(entites) { $0.population * $0.coefficient }
    let revenuMoyen = Self.total(entites, \.revenu) / Self.total(entites, \.populationINSEE)
    guard let prelevement = prelever(pfiaMoyen, revenuMoyen) else { return nil }
    let classees = entites.filter(\.classee)
    let effortMoyen = Self.total(classees, \.numerateur) / Self.total(classees, \.denominateur)
    var montants = Montants(
      prelevement: prelevement, reversement: entites.map { _ in 0 }, garantie: entites.map { _ in 0 },
      eligible: entites.map { _ in false })
    for dom in [false, true] {
      let lieu = entites.indices.filter { entites[$0].dom == dom }
      let ici = lieu.map { entites[$0] }
      guard !ici.isEmpty else { continue }
      let reference =
        dom ? Self.total(ici, \.pfia) / Self.total(ici) { $0.population * $0.coefficient } : pfiaMoyen
      let revenu = Self.total(ici, \.revenu) / Self.total(ici, \.populationINSEE)
      reverser(lieu, reference, revenu, effortMoyen, dom ? partDOM : fonds - quotePart, &montants)
    }
    return montants
  }

  private func prelever(_ pfiaMoyen: Double, _ revenuMoyen: Double) -> [Double]? {
    let seuil = 0.9 * pfiaMoyen
    let scores = entites.map { e -> Double in
      guard e.potentiel > seuil, !(annee >= 2013 && e.ile) else { return 0 }
      let indice =
        poids.potentiel * (e.potentiel - seuil) / seuil + poids.revenu * (e.revenuHabitant - revenuMoyen) / revenuMoyen
      return max(0, indice) * e.population
    }
    let plafonds = entites.map { max(0, plafond * $0.ressources - $0.fsrif) }
    let possibles = zip(scores, plafonds).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    if possibles < fonds { return nil }
    var bloques: Set<Int> = []
    while true {
      let libres = entites.indices.filter { scores[$0] > 0 && !bloques.contains($0) }
      let reste = fonds - bloques.reduce(0) { $0 + plafonds[$1] }
      let valeur = reste / libres.reduce(0) { $0 + scores[$1] }
      let nouveaux = libres.filter { valeur * scores[$0] > plafonds[$0] }
      if nouveaux.isEmpty {
        return entites.indices.map {
          bloques.contains($0) ? plafonds[$0] : libres.contains($0) ? valeur * scores[$0] : 0
        }
      }
      bloques.formUnion(nouveaux)
    }
  }

  private func reverser(
    _ lieu: [Int], _ pfia: Double, _ revenu: Double, _ effort: Double, _ ressources: Double, _ montants: inout Montants
  ) {
    let classees = lieu.filter { entites[$0].classee }
    let indices = entites.map { e in
      0.2 * (pfia / e.potentiel) + 0.6 * (revenu / e.revenuHabitant) + 0.2 * (e.effort / effort)
    }
    func indice(_ i: Int) -> Double { indices[i] }
    let ensembles = classees.filter { entites[$0].ei }.sorted { a, b in
      if indice(a) != indice(b) { return indice(a) > indice(b) }
      if entites[a].population != entites[b].population { return entites[a].population > entites[b].population }
      return entites[a].siren < entites[b].siren
    }
    var eligibles = Array(ensembles.prefix((ensembles.count * 6 + 9) / 10))
    let tries = classees.map(indice).sorted()
    if !tries.isEmpty {
      let mediane = (tries[(tries.count - 1) / 2] + tries[tries.count / 2]) / 2
      eligibles += classees.filter { !entites[$0].ei && indice($0) > mediane }
    }
    if let effortMinimal {
      eligibles = eligibles.filter { entites[$0].numerateur > effortMinimal * entites[$0].denominateur }
    }
    for i in lieu where !eligibles.contains(i) { montants.garantie[i] = (entites[i].garantie + 0.5).rounded(.down) }
    let enveloppe = ressources - lieu.reduce(0) { $0 + montants.garantie[$1] }
    let points = eligibles.reduce(0) { $0 + indice($1) * entites[$1].population }
    for i in eligibles {
      montants.eligible[i] = true
      montants.reversement[i] = enveloppe > 0 ? enveloppe / points * indice(i) * entites[i].population : 0
    }
  }
}
