import Testing

@testable import Legislation

@Suite("FPIC d'un ensemble, moyennes et valeurs de point données")
struct FPICLocalTests {
  /// The means of the national vector, to the last digit.
  private func local(_ annee: Int = 2024) throws -> (FPICLocal, FPICNationalResultat) {
    let national = try EnsemblesDuVecteur.calculer(annee: annee)
    let seuil = try #require(national.lignes.filter(\.eligible).map(\.indiceReversement).min())
    return (
      FPICLocal(
        parametres: try EnsemblesDuVecteur.parametres(annee),
        potentielMoyen: national.moyennes.potentielFinancierAgrege.value,
        revenuMoyenPrelevement: national.moyennes.revenuPrelevement.value,
        revenuMoyenReversement: national.moyennes.revenuReversement.value, effortMoyen: 1.12, indiceSeuil: seuil),
      national
    )
  }

  private func entite(_ i: Int) -> FPICLocal.Entite {
    let e = EnsemblesDuVecteur.ensembles()
    return FPICLocal.Entite(
      isolee: !e.estEnsemble[i], populationDGF: e.populationDGF[i], populationINSEE: e.populationINSEE[i],
      revenu: e.revenu[i], potentielFinancierAgrege: e.potentielFinancierAgrege[i], ressources: e.ressources[i],
      effortNumerateur: e.effortNumerateur[i], effortDenominateur: e.effortDenominateur[i], fsrif: e.fsrif[i])
  }

  @Test("avec les moyennes du pays, chaque entité retrouve ses montants nationaux", arguments: 0..<8)
  func same(_ i: Int) throws {
    let (local, national) = try local()
    let ligne = national.lignes[i]
    #expect(local.prelevement(entite(i), valeurPoint: national.valeurPoint.valeur) == ligne.prelevement)
    guard EnsemblesDuVecteur.noms[i] != "G" else { return }
    let recu = local.reversement(entite(i), valeurPoint: try #require(national.metropole.valeurPoint)) { _ in nil }
    #expect(recu.eligible == ligne.eligible)
    #expect(recu.attribution == ligne.reversement)
  }

  @Test("le dernier éligible l'est à l'indice égal ; une commune isolée doit le dépasser")
  func threshold() throws {
    var (local, national) = try local()
    let e = try #require(EnsemblesDuVecteur.noms.firstIndex(of: "E"))
    #expect(local.eligible(entite(e)))
    var isolee = entite(e)
    isolee.isolee = true
    local.indiceSeuil = local.indice(isolee)
    #expect(!local.eligible(isolee))
    local.indiceSeuil = national.lignes[e].indiceReversement + 1e-6
    #expect(!local.eligible(entite(e)))
  }

  @Test("effort fiscal au seuil de 2022 : la garantie de l'histoire, pas l'attribution")
  func effort() throws {
    let (local, national) = try local(2022)
    let valeur = try #require(national.metropole.valeurPoint)
    var h = entite(6)
    h.effortNumerateur = 1
    let percu = local.reversement(h, valeurPoint: valeur) { annee in
      annee == 2021 ? .init(attribution: 90_001, garantie: 0, eligible: true) : nil
    }
    #expect(percu == .init(attribution: 0, garantie: 45_001, eligible: false))
    h.effortNumerateur = 1.0001
    #expect(local.reversement(h, valeurPoint: valeur) { _ in nil }.eligible)
  }
}
