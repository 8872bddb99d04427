import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

@Suite("Propriétés de la répartition interne sur des ensembles tirés au hasard")
struct ProprietesRepartitionInterneTests {
  static let graine: UInt64 = 23_363
  let registre: Parametres

  init() throws { registre = try Parametres.charger() }

  private func calculer(
    _ oracle: OracleFPIC, _ decision: DecisionFPIC = .droitCommun
  ) throws -> RepartitionInterneResultat {
    try RepartitionInterne.calculer(
      oracle.entrees(decision), parametres: .init(annee: oracle.annee, parametres: registre))
  }

  private func criteres(_ poids: [Int], _ part: DecisionFPIC.PartEPCI) -> DecisionFPIC.Proposition {
    .criteres(
      .init(
        partEPCI: part, criteres: [.init(.population), .init(.revenu), .init(.potentielFinancier)],
        poids: Matrix(column: poids.map { Double($0) / 100 })))
  }

  private func poids(_ hasard: inout SplitMix64) -> [Int] {
    let premier = hasard.int(1...98)
    let second = hasard.int(1...(99 - premier))
    return [premier, second, 100 - premier - second]
  }

  @Test("droit commun, FSRIF et exonérations : égal à l'euro près à la transcription naïve, 3 000 ensembles")
  func oracleDroitCommun() throws {
    var hasard = SplitMix64(seed: Self.graine)
    for tirage in 0..<3_000 {
      let oracle = OracleFPIC.tirer(&hasard)
      let attendu = oracle.droitCommun()
      let resultat = try calculer(oracle)
      #expect(OracleFPIC.Montants(resultat.droitCommun.montants) == attendu, "graine \(Self.graine), tirage \(tirage)")
      #expect(
        OracleFPIC.Montants(resultat.notifies) == oracle.apresDeductions(attendu),
        "graine \(Self.graine), tirage \(tirage)")
    }
  }

  @Test("dérogatoire : égale à l'euro près à la transcription naïve, dans ses bornes et sans fait, 2 000 ensembles")
  func oracleDerogatoire() throws {
    var hasard = SplitMix64(seed: Self.graine + 1)
    for tirage in 0..<2_000 {
      let oracle = OracleFPIC.tirer(&hasard)
      let part = hasard.int(0...1_000)
      let poids = poids(&hasard)
      let attendu = oracle.derogatoire(partEPCI: part, poids: poids)
      let resultat = try calculer(
        oracle, .derogatoire(criteres(poids, .fractions([Double(part) / 1_000])), plafonnement: .ramener))
      let serrees = resultat.faits.contains { $0.fait.code == "L0333" }
      if serrees {
        // Only communes without inhabitants can leave money without a taker.
        #expect(oracle.communes.contains { $0.population == 0 }, "graine \(Self.graine + 1), tirage \(tirage)")
        continue
      }
      #expect(OracleFPIC.Montants(resultat.deliberes) == attendu, "graine \(Self.graine + 1), tirage \(tirage)")
      #expect(
        OracleFPIC.Montants(resultat.notifies) == oracle.apresDeductions(attendu),
        "graine \(Self.graine + 1), tirage \(tirage)")
      let illegal = resultat.faits.filter { ["L0306", "L0307"].contains($0.fait.code) }
      #expect(illegal.isEmpty, "graine \(Self.graine + 1), tirage \(tirage)")
    }
  }

  @Test("une proposition égale au droit commun est toujours valide")
  func droitCommunValide() throws {
    var hasard = SplitMix64(seed: Self.graine + 2)
    for tirage in 0..<500 {
      let oracle = OracleFPIC.tirer(&hasard)
      let droitCommun = try calculer(oracle).droitCommun.montants
      let resultat = try calculer(oracle, .derogatoire(.montants(droitCommun), plafonnement: .verifier))
      let faits = resultat.faits.filter { $0.fait.severity != .remarque }
      #expect(faits.isEmpty, "graine \(Self.graine + 2), tirage \(tirage)")
      #expect(resultat.deliberes == droitCommun)
    }
  }

  @Test("tout se ferme : EPCI et communes font le montant, avant et après FSRIF et exonérations")
  func fermeture() throws {
    var hasard = SplitMix64(seed: Self.graine + 3)
    for tirage in 0..<500 {
      let oracle = OracleFPIC.tirer(&hasard)
      let resultat = try calculer(oracle)
      #expect(resultat.deliberes.total(0) == Double(oracle.montant), "tirage \(tirage)")
      #expect(resultat.notifies.total(0) == Double(oracle.montant), "tirage \(tirage)")
      if let deductions = resultat.deductions {
        let pris = (deductions.fsrif.values + deductions.exonerations.values).reduce(0, +)
        #expect(resultat.notifies.epci[0] - resultat.deliberes.epci[0] == pris, "tirage \(tirage)")
      }
    }
  }

  @Test("l'ordre des communes ne change rien aux montants")
  func permutation() throws {
    var hasard = SplitMix64(seed: Self.graine + 4)
    for tirage in 0..<500 {
      let oracle = OracleFPIC.tirer(&hasard)
      let ordre = Array(oracle.communes.indices).shuffled(using: &hasard)
      var melange = oracle
      melange.communes = ordre.map { oracle.communes[$0] }
      let poids = poids(&hasard)
      for decision in [
        DecisionFPIC.droitCommun,
        .derogatoire(criteres(poids, .fractions([0.3])), plafonnement: .ramener),
      ] {
        let a = try calculer(oracle, decision).notifies
        let b = try calculer(melange, decision).notifies
        #expect(a.epci.elementsEqual(b.epci) { $0 == $1 || ($0.isNaN && $1.isNaN) }, "tirage \(tirage)")
        for (rang, origine) in ordre.enumerated() where !a.communes[origine, 0].isNaN {
          #expect(b.communes[rang, 0] == a.communes[origine, 0], "tirage \(tirage)")
        }
      }
    }
  }

  @Test("un scénario donne les mêmes bits et les mêmes faits seul ou parmi d'autres")
  func largeurDuBloc() throws {
    var hasard = SplitMix64(seed: Self.graine + 5)
    for tirage in 0..<200 {
      let oracle = OracleFPIC.tirer(&hasard)
      let parametres = try ParametresRepartitionInterne(annee: oracle.annee, parametres: registre)
      let largeur = hasard.int(2...9)
      let montants = (0..<largeur).map { _ in Double(hasard.int(0...900_000)) }
      let cifs = (0..<largeur).map { _ in Double(hasard.int(-100...1_100)) / 1_000 }
      let parts = (0..<largeur).map { _ in Double(hasard.int(0...1_000)) / 1_000 }
      let tirages = (0..<largeur).map { _ in poids(&hasard) }
      func entrees(_ voies: [Int]) throws -> RepartitionInterneEntrees {
        var entrees = oracle.entrees(
          .derogatoire(
            .criteres(
              .init(
                partEPCI: .fractions(voies.map { parts[$0] }),
                criteres: [.init(.population), .init(.revenu), .init(.potentielFinancier)],
                poids: try Matrix(
                  rows: 3, columns: voies.count,
                  values: voies.flatMap { tirages[$0].map { Double($0) / 100 } }))),
            plafonnement: .ramener))
        entrees.montant = voies.map { montants[$0] }
        entrees.cif = voies.map { cifs[$0] }
        return entrees
      }
      let bloc = try RepartitionInterne.calculer(entrees(Array(0..<largeur)), parametres: parametres)
      for s in 0..<largeur {
        let seul = try RepartitionInterne.calculer(entrees([s]), parametres: parametres)
        let communes = bloc.notifies.communes.columnArray(s).map(\.bitPattern)
        #expect(communes == seul.notifies.communes.columnArray(0).map(\.bitPattern), "tirage \(tirage)")
        #expect(bloc.notifies.epci[s].bitPattern == seul.notifies.epci[0].bitPattern, "tirage \(tirage)")
        let reels = bloc.proposition?.reels.columnArray(s).map(\.bitPattern)
        #expect(reels == seul.proposition?.reels.columnArray(0).map(\.bitPattern), "tirage \(tirage)")
        #expect(Set(bloc.codes(s)) == Set(seul.codes()), "tirage \(tirage)")
      }
    }
  }

  @Test("un potentiel financier qui double ne baisse pas un prélèvement et n'augmente pas une attribution")
  func monotonie() throws {
    var hasard = SplitMix64(seed: Self.graine + 6)
    for tirage in 0..<300 {
      let oracle = OracleFPIC.tirer(&hasard)
      let cible = hasard.int(0...oracle.communes.count - 1)
      var riche = oracle
      riche.communes[cible].potentiel *= 2
      let avant = try calculer(oracle).droitCommun.reels[cible, 0]
      let apres = try calculer(riche).droitCommun.reels[cible, 0]
      let tolerance = 1e-9 * max(1, avant)
      if oracle.nature == .prelevement {
        #expect(apres >= avant - tolerance, "graine \(Self.graine + 6), tirage \(tirage)")
      } else {
        #expect(apres <= avant + tolerance, "graine \(Self.graine + 6), tirage \(tirage)")
      }
    }
  }
}
