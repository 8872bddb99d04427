import Diagnostics
import Testing

@testable import Legislation

/// Each bound in figures beside its sentence: what was measured, the bound, the nearest lawful value.
@Suite("Mesures des faits de licéité")
struct MesuresDesFaitsTests {
  private static let bornes = BornesEPCI(
    droitCommun: 181_257, ecartPropre: 54_377, ecartDuBloc: 95_622, deuxBlocs: true, minimumParCommunes: 0,
    maximumParCommunes: 500_000)

  static let cas: [(any FaitDeLiceite, valeur: Double, sens: Mesure.Sens, borne: Double, plusProche: Double?)] = [
    (FaitAC.borneDepassee(mode: .fusion, commune: 0, demande: -30_001, borne: -30_000), -300.01, .auMoins, -300, -300),
    (FaitAC.borneDepassee(mode: .fusion, commune: 0, demande: 600, borne: 500), 6, .auPlus, 5, 5),
    (FaitAC.nonEligible(commune: 0, rapport: 1.082, seuil: 1.2), 1.082, .plusDe, 1.2, nil),
    (FaitAC.reductionSeulement(commune: 0, hausse: 100), 1, .auPlus, 0, 0),
    (FaitAC.indexation(taux: 0.015), 0.015, .exactement, 0, 0),
    (FaitAC.horsDelaiFusion(annees: 3, duree: 3), 4, .auPlus, 3, 3),
    (FaitAC.investissementExcessif(commune: 0, investissement: -150, renouvellement: 100), 1.5, .auPlus, 1, 1),
    (FaitDSC.poidsLegauxInsuffisants(part: 0.3499, minimum: 0.35), 0.3499, .auMoins, 0.35, 0.35),
    (FaitDSC.critereLibrePreponderant(critere: "voirie", poids: 0.36, legale: 0.35), 0.36, .auPlus, 0.35, 0.35),
    (
      FaitDSC.sousPlancherContratDeVille(plancher: 80_000_000, enveloppe: 79_999_999), 799_999.99, .auMoins, 800_000,
      800_000
    ),
    (FaitDSC.planchersAuDessusDeLEnveloppe(planchers: 101, enveloppe: 100), 1.01, .auPlus, 1, 1),
    // One euro beyond 181 257 + 54 377.
    (
      FaitFPIC.ecartEPCI(part: 235_635, bornes, taux: 0.3, annee: 2024, .prelevement), 235_635, .auPlus, 235_634,
      235_634
    ),
    (
      FaitFPIC.ecartEPCI(part: 126_879, bornes, taux: 0.3, annee: 2024, .attribution), 126_879, .auMoins, 126_880,
      126_880
    ),
    (
      FaitFPIC.borneCommune(
        commune: 0, montant: 253_893, borne: 253_892, droitCommun: 195_302, taux: 0.3, .prelevement), 253_893,
      .auPlus, 253_892, 253_892
    ),
    (
      FaitFPIC.borneCommune(commune: 0, montant: 699, borne: 700, droitCommun: 1_000, taux: 0.3, .attribution), 699,
      .auMoins, 700, 700
    ),
    (
      FaitMajorite.majoriteNonAtteinte(
        .conseilCommunautaire, IssueDuVote(pour: 65, base: 102, voixNecessaires: 68, acquis: false),
        RegleDeMajorite(fraction: Rapport(2, 3)!), article: "a"), 65, .auMoins, 68, 68
    ),
    (
      FaitFondsDeConcours.plusDeLaMoitie(projet: "p", commune: 0, montant: 22_500_001, plafond: 22_500_000),
      225_000.01, .auPlus, 225_000, 225_000
    ),
    (FaitDGFTerritoriale.plusQueLaPart(commune: 0, apport: 101, plafond: 100), 1.01, .auPlus, 1, 1),
    (FaitTaxeAmenagement.auDelaDesCharges(commune: 0, part: 0.5, charges: 0.3), 0.5, .auPlus, 0.3, 0.3),
    (
      FaitTaux.lien(
        commune: nil,
        ExamenLien(impot: .cfe, avant: 0.25, apres: 0.26, rapportMaximal: 1.04, verdict: .nonConforme)), 0.26,
      .auPlus, 0.26, 0.26
    ),
    (FaitPriseEnCharge.limiteAtteinte(demande: 101, limite: 100), 1.01, .auPlus, 1, 1),
  ]

  @Test("valeur, sens, borne et valeur légale la plus proche", arguments: cas.indices)
  func figures(_ rang: Int) throws {
    let expected = Self.cas[rang]
    let m = try #require(expected.0.mesure, "\(expected.0)")
    #expect(m.valeur == expected.valeur && m.sens == expected.sens && m.borne == expected.borne, "\(m)")
    #expect(m.plusProche == expected.plusProche, "\(m)")
  }

  @Test("un retard se mesure en jours après la date limite")
  func delays() throws {
    let limit = try #require(DateCivile(annee: 2026, mois: 8, jour: 20))
    let date = try #require(DateCivile(annee: 2026, mois: 8, jour: 22))
    let m = try #require(
      FaitMajorite.delaiDepasse(.conseilCommunautaire, date: date, echeance: limit, article: "a").mesure)
    #expect(m.valeur == 2 && m.borne == 0 && m.unite == .jours)
    #expect(m.grandeur == "vote, jours après le 20 août 2026")
  }

  @Test("la branche de la majorité qualifiée à laquelle il manque le moins")
  func qualified() throws {
    func measure(_ one: MajoriteQualifiee.Manque, _ two: MajoriteQualifiee.Manque) -> Mesure? {
      FaitMajorite.qualifieeNonAtteinte(
        .init(
          conseilsFavorables: 3, conseils: 6, populationFavorable: 4_000, population: 10_000, manquePremiere: one,
          manqueSeconde: two), article: "a"
      ).mesure
    }
    let councils = try #require(measure(.init(conseils: 1, habitants: 0), .init(conseils: 2, habitants: 0)))
    #expect(councils.valeur == 3 && councils.borne == 4 && councils.unite == .conseils)
    let people = try #require(measure(.init(conseils: 1, habitants: 1_001), .init(conseils: 0, habitants: 2_667)))
    #expect(people.valeur == 4_000 && people.borne == 6_667 && people.unite == .habitants)
  }

  @Test("une donnée qui manque n'a pas de mesure")
  func none() {
    #expect(FaitAC.attributionManquante(commune: 0).mesure == nil)
    #expect(FaitDSC.enveloppeInvalide(.nan).mesure == nil)
    #expect(FaitFPIC.rangsInconnus.mesure == nil)
  }
}
