import TestSupport
import Testing

@testable import Legislation

@Suite("Fonds de concours")
struct FondsDeConcoursTests {
  let regles: ParametresFondsDeConcours

  init() throws { regles = try ParametresFondsDeConcours(annee: 2025, parametres: try Parametres.charger()) }

  private func projet(
    ttc: Double = 60_000_000, ht: Double = 50_000_000, subventions: Double = 15_000_000,
    _ demande: ProjetFonds.Demande = .maximum, commune: Int = 0
  ) -> ProjetFonds {
    ProjetFonds(
      nom: "École", commune: commune, coutTTC: ttc, coutHT: ht, subventions: subventions, demande: demande)
  }

  @Test(
    "TV-10 : 600 000 € TTC, 500 000 € HT, 150 000 € de subventions",
    arguments: [(AssietteProjet.ttc, 22_500_000.0), (.ht, 17_500_000), (.ttcNetFctva, 17_578_800)])
  func vecteur(_ assiette: AssietteProjet, _ maximum: Double) {
    let plafond = PlafondFondsDeConcours(projet(), assiette: assiette, parametres: regles)
    #expect(plafond.montant == maximum)
    #expect(plafond.moitie == maximum)
  }

  @Test("la participation minimale ne joue qu'au-delà de 60 % de subventions, des deux côtés")
  func participation() {
    func plafond(_ subventions: Double) -> PlafondFondsDeConcours {
      PlafondFondsDeConcours(projet(ttc: 10_000_000, subventions: subventions), assiette: .ttc, parametres: regles)
    }
    // (C − S) / 2 = 0,8 C − S at S = 0,6 C.
    #expect(plafond(6_000_000).moitie == 2_000_000 && plafond(6_000_000).participation == 2_000_000)
    #expect(plafond(5_999_998).montant == plafond(5_999_998).moitie)
    #expect(plafond(6_000_010).montant == 1_999_990 && plafond(6_000_010).moitie == 1_999_995)
    #expect(plafond(8_000_001).montant == 0, "nothing is left to finance")
    #expect(plafond(12_000_000).montant == 0 && plafond(12_000_000).base < 0)
  }

  @Test("un plafond au demi-centime s'arrondit vers le bas")
  func arrondi() {
    #expect(
      PlafondFondsDeConcours(projet(ttc: 101, subventions: 0), assiette: .ttc, parametres: regles).moitie == 50)
  }

  @Test("au plafond exactement rien n'est signalé, un centime de plus brise la loi, et dit de combien")
  func depassement() {
    func faits(_ montant: Double) -> [FaitFondsDeConcours] {
      FondsDeConcours.annee(
        [projet(.montant(montant))], communes: 1, assiette: .ttc, droits: nil, reports: [], solde: .reporte,
        parametres: regles
      ).faits
    }
    #expect(faits(22_500_000).isEmpty)
    let found = faits(22_500_001)
    #expect(found == [.plusDeLaMoitie(projet: "École", commune: 0, montant: 22_500_001, plafond: 22_500_000)])
    #expect(found[0].severity == .alerte && found[0].exigeUnMotif && found[0].code == "L0601")
    #expect(
      plain(found[0].message { _ in "Montjoie" })
        == "le fonds de concours « École » de Montjoie, 225 000,01 €, dépasse de 0,01 € la part que la commune finance, hors subventions"
    )
    #expect(
      plain(found[0].repair { _ in "" } ?? "")
        == "ramener le fonds de concours à 225 000,00 €, ou écrire « fonds de concours maximal »")
    // 345 000 € leave 105 000 € of 600 000 €, less than 20 %: both caps break.
    #expect(faits(34_500_000).map(\.code) == ["L0601", "L0602"])
  }

  @Test("les droits se consomment dans l'ordre des projets ; le solde est reporté ou perdu")
  func droits() {
    let projets = [
      projet(.montant(3_000_000)), projet(.montant(4_000_000)), projet(.montant(1_000_000), commune: 1),
    ]
    func year(_ solde: SoldeDesDroits) -> FondsDeConcoursResultat {
      FondsDeConcours.annee(
        projets, communes: 3, assiette: .ttc, droits: [5_000_000, 2_000_000, 1_000_000], reports: [500_000, 0, 0],
        solde: solde, parametres: regles)
    }
    let kept = year(.reporte)
    #expect(kept.projets.map(\.verse) == [3_000_000, 2_500_000, 1_000_000])
    #expect(kept.montants == [5_500_000, 1_000_000, 0])
    #expect(kept.soldes == [0, 1_000_000, 1_000_000])
    #expect(kept.faits == [.droitsInsuffisants(projet: "École", commune: 0, demande: 4_000_000, disponible: 2_500_000)])
    let lost = year(.perdu)
    #expect(lost.soldes == [0, 0, 0])
    #expect(lost.faits.last == .droitsPerdus(montant: 2_000_000))
  }

  @Test("un projet sans coût, ou plus subventionné qu'il ne coûte, ne reçoit rien et c'est une erreur")
  func sansCout() {
    for bad in [projet(ttc: .nan), projet(subventions: 70_000_000), projet(.montant(-5))] {
      let out = FondsDeConcours.annee(
        [bad], communes: 1, assiette: .ttc, droits: nil, reports: [], solde: .reporte, parametres: regles)
      #expect(out.montants == [0])
      #expect(out.faits.map(\.severity) == [.erreur])
    }
  }

  @Test("droits au hasard : rien de plus que demandé, que les droits ; versé et solde font les droits")
  func proprietes() {
    var draws = SplitMix64(seed: 7)
    for _ in 0..<400 {
      let count = Int(draws.next() % 6) + 1
      let droits = (0..<count).map { _ in Double(draws.next() % 5_000_000) }
      let reports = (0..<count).map { _ in Double(draws.next() % 1_000_000) }
      let projets = (0..<Int(draws.next() % 9)).map { _ in
        projet(
          ttc: Double(draws.next() % 90_000_000), subventions: Double(draws.next() % 20_000_000),
          draws.next() % 3 == 0 ? .maximum : .montant(Double(draws.next() % 6_000_000)),
          commune: Int(draws.next() % UInt64(count)))
      }
      let out = FondsDeConcours.annee(
        projets, communes: count, assiette: .ttc, droits: droits, reports: reports, solde: .reporte,
        parametres: regles)
      for row in 0..<count {
        #expect(out.montants[row] + out.soldes[row] == droits[row] + reports[row])
        #expect(out.soldes[row] >= 0)
      }
      for found in out.projets {
        #expect(found.verse >= 0 && found.verse <= found.disponible)
        if found.projet.demande == .maximum { #expect(found.verse <= found.plafond.montant) }
      }
    }
  }
}

func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ") }
