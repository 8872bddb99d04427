import Testing

@testable import Legislation

@Suite("Règles de majorité")
struct MajoritesTests {
  let regles: ParametresMajorites

  init() throws { regles = try ParametresMajorites(annee: 2022, parametres: .charger()) }

  @Test("TV-11 : 65 pour et 37 contre n'atteignent pas les deux tiers, il manque 3 voix")
  func grenoble() {
    let issue = regles.deuxTiers.evaluer(Scrutin(pour: 65, contre: 37))
    #expect(issue == IssueDuVote(pour: 65, base: 102, voixNecessaires: 68, acquis: false))
    #expect(issue.voixManquantes == 3 && issue.marge == -3)
  }

  @Test("les deux tiers exactement suffisent, une voix de moins non")
  func deuxTiersExactement() {
    #expect(regles.deuxTiers.evaluer(Scrutin(pour: 68, contre: 34)).acquis)
    #expect(!regles.deuxTiers.evaluer(Scrutin(pour: 67, contre: 35)).acquis)
    #expect(regles.deuxTiers.evaluer(Scrutin(pour: 2, contre: 1)).acquis)
  }

  @Test("les abstentions ne comptent pas, sauf option")
  func abstentions() {
    let scrutin = Scrutin(pour: 20, contre: 10, abstentions: 15)
    #expect(regles.deuxTiers.evaluer(scrutin).acquis)
    var comptees = regles.deuxTiers
    comptees.abstentionsComptees = true
    #expect(comptees.evaluer(scrutin) == IssueDuVote(pour: 20, base: 45, voixNecessaires: 30, acquis: false))
  }

  @Test("les voix nécessaires sur un conseil", arguments: [(41, 28), (42, 28), (43, 29), (3, 2), (1, 1)])
  func sieges(_ total: Int, _ voix: Int) {
    #expect(regles.deuxTiers.voixNecessaires(sur: total) == voix)
  }

  @Test("la majorité simple est strictement plus de la moitié")
  func simple() {
    #expect(regles.simple.voixNecessaires(sur: 40) == 21)
    #expect(regles.simple.voixNecessaires(sur: 41) == 21)
    #expect(!regles.simple.evaluer(Scrutin(pour: 20, contre: 20)).acquis)
    #expect(regles.simple.evaluer(Scrutin(pour: 21, contre: 20)).acquis)
  }

  @Test("sans suffrage exprimé rien n'est acquis")
  func aucun() {
    #expect(!regles.deuxTiers.evaluer(Scrutin(pour: 0, contre: 0, abstentions: 5)).acquis)
    #expect(!regles.unanimite.evaluer(Scrutin(pour: 0, contre: 0, abstentions: 5)).acquis)
  }

  @Test("l'abstention est neutre dans l'unanimité, une voix contre la rompt")
  func unanimite() {
    #expect(regles.unanimite.evaluer(Scrutin(pour: 40, contre: 0, abstentions: 3)).acquis)
    #expect(!regles.unanimite.evaluer(Scrutin(pour: 40, contre: 1)).acquis)
    #expect(!RegleUnanimite(abstentionNeutre: false).evaluer(Scrutin(pour: 40, contre: 0, abstentions: 3)).acquis)
  }

  @Suite("Majorité qualifiée des conseils municipaux")
  struct Qualifiee {
    let regle: MajoriteQualifiee
    let population = [6000, 2000, 800, 600, 400, 200]

    init() throws { regle = try ParametresMajorites(annee: 2022, parametres: .charger()).qualifiee }

    private func issue(_ favorables: [Int], population: [Int]? = nil) -> MajoriteQualifiee.Issue {
      let peuple = population ?? self.population
      return regle.evaluer(peuple.indices.map { favorables.contains($0) ? .favorable : .silence }, population: peuple)
    }

    @Test("deux tiers des conseils sans la moitié de la population ne suffisent pas")
    func petites() {
      let petites = issue([2, 3, 4, 5])
      #expect(!petites.acquis)
      #expect(petites.manquePremiere == .init(conseils: 0, habitants: 3001))
      #expect(petites.manqueSeconde == .init(conseils: 0, habitants: 4667))
    }

    @Test("la moitié des conseils et les deux tiers de la population suffisent")
    func grandes() {
      #expect(issue([0, 1, 2]).acquis)
      #expect(!issue([0, 1]).acquis)
    }

    @Test("première branche : plus de la moitié de la population, la moitié juste ne suffit pas")
    func moitieStricte() {
      #expect(!issue([0, 1], population: [300, 200, 500]).acquis)
      #expect(issue([0, 1], population: [301, 200, 500]).acquis)
    }

    @Test("seconde branche : la moitié des conseils et les deux tiers justes suffisent")
    func justes() {
      #expect(issue([0, 1], population: [300, 100, 100, 100]).acquis)
      #expect(!issue([0, 1], population: [299, 100, 100, 100]).acquis)
      #expect(!issue([0], population: [900, 10, 10]).acquis)
    }

    @Test("le silence n'est pas un accord")
    func silence() {
      #expect(!regle.evaluer([.silence, .silence], population: [10, 10]).acquis)
      #expect(!regle.evaluer([], population: []).acquis)
    }
  }
}
