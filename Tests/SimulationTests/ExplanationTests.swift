import Simulation
import Testing

/// The explanation is the computation, read backwards.
@Suite("Explications")
struct ExplanationTests {
  @Test(
    "la racine et ses parts sont les montants de la table, pour chaque commune et chaque année",
    arguments: ["a", "b", "c"])
  func roots(_ name: String) throws {
    let study = try Study.open(Workshop.tutorial(name))
    let c = try study.compare(reference: .situation)
    for commune in study.territoire.communes.indices {
      for annee in c.annees {
        let tree = try #require(
          try study.explain(commune: study.territoire.communes[commune].insee.texte, annee: annee).first)
        #expect(tree.valeur == c.scenarios[0].montants[annee, .net, commune])
        let parts = tree.enfants.map { $0.unite == .euros ? $0.valeur * 100 : $0.valeur }
        let signed = zip(tree.enfants, parts).reduce(0) { $0 + ($1.0.libelle.hasPrefix("Prélèvement") ? -$1.1 : $1.1) }
        #expect(signed == tree.valeur, "\(name) \(commune) \(annee)")
      }
    }
  }

  @Test("les montants des critères s'additionnent au montant brut, et la part fois l'enveloppe redonne chacun")
  func criteria() throws {
    let study = try Study.open(Workshop.tutorial("b"))
    for commune in ["Montjoie", "Exempleville", "Petit-Exemple"] {
      let dsc = try #require(try study.explain(commune: commune, annee: 2028, grandeur: .dsc).first)
      let raw = try #require(dsc.tous.first { $0.grandeur == "dsc.brut" })
      let criteria = raw.enfants
      #expect(criteria.count == 4)
      #expect((criteria.reduce(0) { $0 + $1.valeur } - raw.valeur).magnitude < 1e-4)
      for (criterion, weight) in zip(criteria, [0.35, 0.25, 0.2, 0.2]) {
        let envelope = try #require(criterion.enfants.first { $0.grandeur == "dsc.enveloppe" })
        let share = try #require(criterion.enfants.last)
        let points = share.enfants[0].valeur
        let sum = share.enfants[1].valeur
        #expect((share.valeur - points / sum).magnitude < 1e-12)
        #expect((criterion.valeur - envelope.valeur * weight * share.valeur).magnitude < 1e-4)
      }
    }
  }

  @Test("une commune se nomme sans accent ; inconnue, la plus proche est proposée ; une année hors période est refusée")
  func names() throws {
    let study = try Study.open(Workshop.tutorial("a"))
    #expect(try study.explain(commune: "saint modele", annee: 2026).count == 1)
    #expect(throws: (any Error).self) { try study.explain(commune: "Monjoi", annee: 2026) }
    #expect(throws: (any Error).self) { try study.explain(commune: "Montjoie", annee: 2040) }
  }
}
