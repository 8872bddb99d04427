import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

@Suite("FPIC : la voie d'un balayage est la répartition de droit commun")
struct VoieFPICTests {
  @Test("400 ensembles, 6 montants et CIF chacun, dans le même atelier : mêmes euros, mêmes faits")
  func identique() throws {
    let registre = try Parametres.charger()
    var hasard = SplitMix64(seed: 71)
    var connus = 0
    for _ in 0..<400 {
      let oracle = OracleFPIC.tirer(&hasard)
      let regles = try ParametresRepartitionInterne(annee: oracle.annee, parametres: registre)
      let voie = try #require(VoieFPIC(oracle.entrees(), parametres: regles))
      for essai in 0..<6 {
        var entrees = oracle.entrees()
        entrees.montant = [Double(hasard.int(0...2_000_000)) + (essai == 1 ? 0.4 : 0)]
        entrees.cif = [Double(hasard.int(-100_000...1_100_000)) / 1_000_000]
        if essai == 2 { entrees.montant = [.nan] }
        if essai == 3 { entrees.montant = [-1] }
        if essai == 4 { entrees.cif = [.nan] }
        let seule = try RepartitionInterne.calculer(entrees, parametres: regles)
        let trouvee = voie.repartir(montant: entrees.montant[0], cif: entrees.cif[0])
        let attendus = seule.notifies.communes.columnArray(0)
        #expect(trouvee.connu == !attendus.contains(where: \.isNaN))
        #expect(trouvee.epci.bitPattern == seule.notifies.epci[0].bitPattern || trouvee.epci.isNaN)
        #expect(trouvee.epci.isNaN == seule.notifies.epci[0].isNaN)
        #expect(trouvee.comptes == ComptesFaits(seule.faits(0)))
        guard trouvee.connu else { continue }
        connus += 1
        let euros = UnsafeRawPointer(trouvee.communes).assumingMemoryBound(to: Double.self)
        #expect((0..<attendus.count).allSatisfy { euros[$0] == attendus[$0] })
      }
    }
    #expect(connus > 1000)
  }

  @Test("une décision, ou plusieurs colonnes, passent par la répartition entière")
  func refus() throws {
    let regles = try ExemplesFPIC.parametres(2024)
    #expect(VoieFPIC(ExemplesFPIC.prelevement(), parametres: regles) != nil)
    let derogatoire = DecisionFPIC.derogatoire(ExemplesFPIC.criteres(.droitCommun), plafonnement: .ramener)
    #expect(VoieFPIC(ExemplesFPIC.prelevement(decision: derogatoire), parametres: regles) == nil)
    var large = ExemplesFPIC.prelevement()
    large.potentielFinancier = Matrix(rows: 4, columns: 2, repeating: 1e6)
    #expect(VoieFPIC(large, parametres: regles) == nil)
  }
}
