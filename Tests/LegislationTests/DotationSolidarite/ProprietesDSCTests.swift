import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

@Suite("DSC : propriétés")
struct ProprietesDSCTests {
  let droit = PetiteCamargue.droit2025

  @Test("Fermeture exacte et montants positifs, sous toutes les garanties")
  func fermeture() {
    for graine in UInt64(1)...600 {
      var g = SplitMix64(seed: graine)
      let oracle = OracleDSC.tirage(graine: graine)
      var entrees = oracle.entrees
      entrees.garantie = Garantie(
        MethodeGarantie.allCases[Int(graine % 4)], planchers: [Double.random(in: 0...0.5, using: &g)],
        plafonds: [.nan])
      let out = DotationSolidarite.calculer(entrees, parametres: droit)
      guard !out.faits[0].contains(where: { $0.severity == .erreur }) else { continue }
      #expect(out.montants.values.reduce(0, +) == out.totaux[0], "graine \(graine)")
      #expect(out.montants.values.allSatisfy { $0 >= 0 && $0 == $0.rounded() }, "graine \(graine)")
    }
  }

  @Test("L'ordre des communes ne change aucun montant")
  func permutation() {
    for graine in UInt64(1)...600 {
      let oracle = OracleDSC.tirage(graine: graine)
      var entrees = oracle.entrees
      entrees.garantie = Garantie(.tunnel, planchers: [0.3])
      entrees.lissage = LissageDSC(rang: 1, duree: 3)
      let reference = DotationSolidarite.calculer(entrees, parametres: droit)
      var g = SplitMix64(seed: graine ^ 0x77)
      let order = oracle.communes.indices.shuffled(using: &g)
      var shuffled = oracle
      shuffled.communes = order.map { oracle.communes[$0] }
      var autres = shuffled.entrees
      autres.garantie = entrees.garantie
      autres.lissage = entrees.lissage
      // Each commune keeps its rank in the order of INSEE codes.
      autres.rangs = order.map(Int32.init)
      let out = DotationSolidarite.calculer(autres, parametres: droit)
      for (position, row) in order.enumerated() {
        let same =
          out.montants[position, 0] == reference.montants[row, 0]
          || (out.montants[position, 0].isNaN && reference.montants[row, 0].isNaN)
        #expect(same, "graine \(graine)")
      }
    }
  }

  @Test("Doubler l'enveloppe double les montants bruts, au bit près")
  func echelle() {
    for graine in UInt64(1)...300 {
      let oracle = OracleDSC.tirage(graine: graine)
      var entrees = oracle.entrees
      let simple = DotationSolidarite.calculer(entrees, parametres: droit)
      entrees.enveloppes = [2 * oracle.enveloppe]
      let double = DotationSolidarite.calculer(entrees, parametres: droit)
      #expect(double.bruts.values == simple.bruts.values.map { 2 * $0 }, "graine \(graine)")
    }
  }

  @Test("Un scénario seul ou dans un bloc de sept : les mêmes bits et les mêmes faits")
  func largeurDuBloc() throws {
    for graine in UInt64(1)...120 {
      let oracle = OracleDSC.tirage(graine: graine)
      var g = SplitMix64(seed: graine ^ 0x1111)
      let n = oracle.communes.count
      let lanes = 7
      var bloc = oracle.entrees
      bloc.scenarios = lanes
      var poids = Matrix(rows: 7, columns: lanes)
      var revenu = Matrix(rows: n, columns: lanes)
      for lane in 0..<lanes {
        for (c, value) in g.poids(7).enumerated() { poids[c, lane] = value }
        for i in 0..<n { revenu[i, lane] = bloc.communes.revenu[i, 0] * Double.random(in: 0.9...1.1, using: &g) }
      }
      bloc.poids = poids
      // Half of the blocks keep shared data: the criterion is then evaluated in one column.
      if graine.isMultiple(of: 2) { bloc.communes.revenu = revenu }
      bloc.enveloppes = (0..<lanes).map { _ in Double.random(in: 0...9e7, using: &g) }
      bloc.garantie = Garantie(
        .tunnel, planchers: (0..<lanes).map { _ in Double.random(in: 0...0.9, using: &g) },
        plafonds: (0..<lanes).map { _ in Double.random(in: 1...3, using: &g) })
      bloc.lissage = LissageDSC(rang: 1, duree: 2)
      let ensemble = DotationSolidarite.calculer(bloc, parametres: droit)
      for lane in 0..<lanes {
        var seul = bloc
        seul.scenarios = 1
        seul.poids = Matrix(column: poids.columnArray(lane))
        if bloc.communes.revenu.columns > 1 { seul.communes.revenu = Matrix(column: revenu.columnArray(lane)) }
        seul.enveloppes = [bloc.enveloppes[lane]]
        seul.garantie.planchers = [bloc.garantie.planchers[lane]]
        seul.garantie.plafonds = [bloc.garantie.plafonds[lane]]
        let out = DotationSolidarite.calculer(seul, parametres: droit)
        func bits(_ m: Matrix, _ column: Int) -> [UInt64] { m.columnArray(column).map(\.bitPattern) }
        #expect(bits(out.montants, 0) == bits(ensemble.montants, lane), "graine \(graine), scénario \(lane)")
        #expect(bits(out.bruts, 0) == bits(ensemble.bruts, lane), "graine \(graine), scénario \(lane)")
        #expect(bits(out.lisses, 0) == bits(ensemble.lisses, lane), "graine \(graine), scénario \(lane)")
        #expect(out.faits[0] == ensemble.faits[lane], "graine \(graine), scénario \(lane)")
      }
    }
  }

  @Test("S'enrichir n'augmente jamais sa propre part, dans aucune forme")
  func monotonie() {
    let formes: [FormeRichesse] = [
      .rapportInverse(exposant: 1, ecretage: 0.25...4), .rapportInverse(exposant: 2, ecretage: 0.25...4),
      .ecartTronque, .lineaire(pente: 1),
    ]
    for graine in UInt64(1)...400 {
      var g = SplitMix64(seed: graine)
      let n = Int.random(in: 2...12, using: &g)
      // Within a factor 2 of each other: away from the clamp.
      var colonnes = ColonnesCommunes(
        populationINSEE: Matrix(column: (0..<n).map { _ in g.entier(100...9000) }),
        populationDGF: Matrix(rows: n, columns: 1),
        revenu: Matrix(rows: n, columns: 1), potentiel: Matrix(rows: n, columns: 1))
      colonnes.populationDGF = colonnes.populationINSEE
      colonnes.potentiel = Matrix(
        column: (0..<n).map { colonnes.populationINSEE[$0, 0] * Double.random(in: 800...1500, using: &g) })
      colonnes.revenu = colonnes.potentiel
      let riche = Int.random(in: 0..<n, using: &g)
      for forme in formes {
        let critere = CritereRepartition("potentiel", .potentiel(forme))
        let avant = MoteurCriteres(communes: colonnes).evaluer(critere)
        var apres = colonnes
        apres.potentiel[riche, 0] *= Double.random(in: 1.001...1.3, using: &g)
        let evalue = MoteurCriteres(communes: apres).evaluer(critere)
        #expect(evalue.parts[riche, 0] <= avant.parts[riche, 0] + 1e-12, "graine \(graine), \(forme)")
      }
    }
  }

  @Test("Les contributions des critères s'additionnent exactement en montants bruts, et les parts font un")
  func contributions() {
    for graine in UInt64(1)...200 {
      let oracle = OracleDSC.tirage(graine: graine)
      let out = DotationSolidarite.calculer(oracle.entrees, parametres: droit)
      for i in oracle.communes.indices {
        let sum = out.contributions.reduce(0.0) { $0 + $1[i, 0] }
        #expect(sum == out.bruts[i, 0], "graine \(graine)")
      }
      for critere in out.criteres {
        #expect(
          (critere.parts.values.reduce(0, +) - 1).magnitude < 1e-12, "graine \(graine), \(critere.critere.libelle)")
      }
    }
  }
}
