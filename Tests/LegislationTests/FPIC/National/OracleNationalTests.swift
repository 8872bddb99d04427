import TestSupport
import Testing

@testable import Legislation

@Suite("FPIC national : l'oracle naïf")
struct OracleNationalTests {
  /// Ties, caps at zero, negative indices, islands, communes isolées, overseas, entities without effort fiscal.
  static func jeu(annee: Int, graine: UInt64) -> OracleNational {
    var r = SplitMix64(seed: graine)
    var entites: [OracleNational.Entite] = []
    for rang in 0..<Int.random(in: 2...40, using: &r) {
      if let modele = entites.randomElement(using: &r), Int.random(in: 0..<6, using: &r) == 0 {
        var jumelle = modele
        jumelle.siren = String(900_000_000 - rang)
        entites.append(jumelle)
        continue
      }
      let population = [
        Double.random(in: 50...7_500, using: &r), .random(in: 7_501...90_000, using: &r),
        .random(in: 90_000...900_000, using: &r), 7_500, 500_000,
      ].randomElement(using: &r)!.rounded()
      let insee = max(1, (population * .random(in: 0.7...1, using: &r)).rounded())
      let pfia = (population * .random(in: 300...1_500, using: &r)).rounded() + 1
      let denominateur = (pfia / 2).rounded(.up)
      entites.append(
        OracleNational.Entite(
          siren: String(200_000_000 + rang), ei: Int.random(in: 0..<5, using: &r) > 0,
          dom: rang > 0 && Int.random(in: 0..<5, using: &r) == 0, ile: Int.random(in: 0..<12, using: &r) == 0,
          population: population, populationINSEE: insee, pfia: pfia,
          revenu: (insee * .random(in: 6_000...30_000, using: &r)).rounded() + 1,
          ressources: (pfia * .random(in: 0.6...1, using: &r)).rounded(),
          numerateur: Int.random(in: 0..<15, using: &r) == 0
            ? 0 : (denominateur * .random(in: 0.3...1.7, using: &r)).rounded(), denominateur: denominateur,
          fsrif: Int.random(in: 0..<6, using: &r) == 0 ? (pfia * .random(in: 0...0.2, using: &r)).rounded() : 0,
          garantie: Bool.random(using: &r) ? Double(Int.random(in: 0...90_000, using: &r)) : 0))
    }
    let fonds = entites.reduce(0) { $0 + $1.pfia } * [0.0005, 0.004, 0.01, 0.03].randomElement(using: &r)!
    let quote = (fonds * .random(in: 0...0.1, using: &r)).rounded()
    return OracleNational(
      annee: annee, entites: entites, fonds: fonds.rounded(), quotePart: quote,
      partDOM: (quote * .random(in: 0...1, using: &r)).rounded())
  }

  static func moteur(_ jeu: OracleNational, _ p: ParametresFPICNational) throws -> FPICNationalResultat {
    let e = jeu.entites
    var p = p
    // Whole guarantees, so that the rate of the year plays no part here.
    p.garantie.taux = [1, 0, 0, 0]
    return try FPICNational.calculer(
      EnsemblesNationaux(
        sirens: e.map(\.siren), estEnsemble: e.map(\.ei), zones: e.map { $0.dom ? .dom : .metropole },
        iles: e.map(\.ile), populationDGF: e.map(\.population), populationINSEE: e.map(\.populationINSEE),
        revenu: e.map(\.revenu), potentielFinancierAgrege: e.map(\.pfia), ressources: e.map(\.ressources),
        effortNumerateur: e.map(\.numerateur), effortDenominateur: e.map(\.denominateur), fsrif: e.map(\.fsrif),
        basesGarantie: [e.map(\.garantie)]), parametres: p,
      financement: .init(fonds: jeu.fonds, quotePart: jeu.quotePart, partDepartements: jeu.partDOM))
  }

  @Test("200 jeux par année, de 2012 à 2026 : les mêmes montants", arguments: 2012...2026)
  func compare(_ annee: Int) throws {
    let p = try EnsemblesDuVecteur.parametres(annee)
    var infaisables = 0
    for graine in 0..<200 {
      let jeu = Self.jeu(annee: annee, graine: UInt64(annee * 1_000 + graine))
      let place = "année \(annee), graine \(annee * 1_000 + graine)"
      guard let attendu = jeu.calculer() else {
        infaisables += 1
        #expect(throws: FaitFPICNational.self, "\(place)") { try Self.moteur(jeu, p) }
        continue
      }
      let lignes = try Self.moteur(jeu, p).lignes
      func pareil(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= 1e-6 + 1e-11 * jeu.fonds }
      for (i, ligne) in lignes.enumerated() {
        #expect(pareil(ligne.prelevementReel, attendu.prelevement[i]), "\(place), entité \(i)")
        #expect(pareil(ligne.reversementReel, attendu.reversement[i]), "\(place), entité \(i)")
        #expect(ligne.garantie == attendu.garantie[i] && ligne.eligible == attendu.eligible[i], "\(place), entité \(i)")
        #expect((ligne.prelevement - ligne.prelevementReel).magnitude <= (ligne.plafonne ? 1 : 0.5 + 1e-6), "\(place)")
      }
      let leve = lignes.reduce(0) { $0 + $1.prelevementReel }
      #expect((leve - jeu.fonds).magnitude <= 1e-9 * jeu.fonds + 1e-6, "\(place)")
    }
    #expect(infaisables < 100)
  }

  @Test("l'ordre des entités ne change aucun montant", arguments: [2013, 2019, 2024])
  func permutation(_ annee: Int) throws {
    let p = try EnsemblesDuVecteur.parametres(annee)
    for graine in 0..<60 {
      var jeu = Self.jeu(annee: annee, graine: UInt64(graine))
      guard jeu.calculer() != nil else { continue }
      let avant = try Self.moteur(jeu, p)
      let sirens = jeu.entites.map(\.siren)
      var r = SplitMix64(seed: UInt64(graine))
      jeu.entites.shuffle(using: &r)
      let apres = try Self.moteur(jeu, p)
      for (i, entite) in jeu.entites.enumerated() {
        let ligne = avant.lignes[try #require(sirens.firstIndex(of: entite.siren))]
        // Written out, since not-a-number is not equal to itself: the same to the last bit.
        #expect("\(apres.lignes[i])" == "\(ligne)", "graine \(graine)")
      }
    }
  }

  @Test("échelles : PFIA et ressources ensemble ne changent pas le partage ; les revenus non plus")
  func scale() throws {
    let p = try EnsemblesDuVecteur.parametres(2024)
    for graine in 0..<60 {
      let jeu = Self.jeu(annee: 2024, graine: UInt64(graine))
      guard jeu.calculer() != nil else { continue }
      let avant = try Self.moteur(jeu, p)
      var riche = jeu
      for i in riche.entites.indices {
        riche.entites[i].pfia *= 2
        riche.entites[i].revenu *= 4
      }
      let apres = try Self.moteur(riche, p)
      for (a, b) in zip(avant.lignes, apres.lignes) {
        #expect((a.prelevementReel - b.prelevementReel).magnitude <= 1e-9 * jeu.fonds)
        #expect((a.reversementReel - b.reversementReel).magnitude <= 1e-9 * jeu.fonds)
      }
    }
  }

  @Test("la valeur de point ne baisse pas quand un plafond se resserre")
  func monotone() throws {
    let p = try EnsemblesDuVecteur.parametres(2024)
    for graine in 0..<60 {
      var jeu = Self.jeu(annee: 2024, graine: UInt64(graine))
      guard jeu.calculer() != nil else { continue }
      let avant = try Self.moteur(jeu, p).valeurPoint.valeur
      for i in jeu.entites.indices { jeu.entites[i].ressources *= 0.9 }
      guard jeu.calculer() != nil else { continue }
      #expect(try Self.moteur(jeu, p).valeurPoint.valeur >= avant * (1 - 1e-12))
    }
  }
}
