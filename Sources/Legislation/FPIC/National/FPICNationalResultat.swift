import LinearAlgebra

/// A year of the national FPIC with every intermediate figure, one line an entity in the order of the set.
public struct FPICNationalResultat: Sendable {
  public var annee: Int
  public var moyennes: MoyennesNationales
  /// Euros per weighted inhabitant that a contributor exceeds.
  public var seuilContributeur: Double
  public var valeurPoint: ValeurPointPrelevement
  public var financement: FPICNational.Financement
  public var metropole: PartageFPIC
  public var outreMer: PartageFPIC
  /// Median of the indices of each envelope; not-a-number without index.
  public var mediane: Double
  public var medianeOutreMer: Double
  public var lignes: [LigneFPICNational]
}

/// What the rules computed for an entity.
public struct LigneFPICNational: Sendable, Equatable {
  public var coefficient = Double.nan
  public var populationPonderee = Double.nan
  /// Euros per weighted inhabitant, and per inhabitant INSEE.
  public var potentielParHabitant = Double.nan
  public var revenuParHabitant = Double.nan
  public var effortFiscal = Double.nan
  public var contributeur = false
  /// Not-a-number for who does not contribute.
  public var indicePrelevement = Double.nan
  public var score = 0.0
  /// Infinite when the ressources are unknown; not-a-number for who does not contribute.
  public var plafond = Double.nan
  public var plafonne = false
  public var prelevementReel = 0.0
  /// Whole euros.
  public var prelevement = 0.0
  public var indiceReversement = Double.nan
  /// Among the ensembles of its envelope, 1 first; `nil` for a commune isolée, or without index.
  public var rang: Int?
  /// Within the 60 %, or above the median, before the condition of effort fiscal.
  public var preeligible = false
  public var eligible = false
  /// Whole euros; 0 for an eligible entity.
  public var garantie = 0.0
  public var reversementReel = 0.0
  /// Whole euros.
  public var reversement = 0.0

  /// What it receives less what it pays.
  public var solde: Double { reversement + garantie - prelevement }
}

extension FPICNational {
  /// Evaluates a year and notifies its amounts.
  public static func calculer(
    _ ensembles: EnsemblesNationaux, parametres p: ParametresFPICNational, financement: Financement,
    moyennes: MoyennesNationales.Donnees = .init()
  ) throws(FaitFPICNational) -> FPICNationalResultat {
    let e = try IndicateursEnsembles(ensembles, parametres: p, moyennesDonnees: moyennes)
    let espace = EspaceFPICNational(e)
    try evaluer(p, financement, dans: espace)
    let seuil = DoubleDouble(decimal: p.seuilContributeur) * e.moyennes.potentielFinancierAgrege
    var resultat = FPICNationalResultat(
      annee: p.annee, moyennes: e.moyennes, seuilContributeur: seuil.value, valeurPoint: espace.valeurPoint,
      financement: financement, metropole: espace.metropole, outreMer: espace.outreMer, mediane: .nan,
      medianeOutreMer: .nan, lignes: [LigneFPICNational](repeating: LigneFPICNational(), count: ensembles.count))
    for position in 0..<e.prelevables {
      resultat.lignes[e.lignes[position]] = ligne(position, e, p, espace, seuil)
    }
    resultat.mediane = classer(e, p, e.metropole, espace, &resultat.lignes)
    resultat.medianeOutreMer = classer(e, p, e.outreMer, espace, &resultat.lignes)
    return resultat
  }

  private static func ligne(
    _ i: Int, _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ espace: EspaceFPICNational,
    _ seuil: DoubleDouble
  ) -> LigneFPICNational {
    var ligne = LigneFPICNational()
    ligne.coefficient = e.coefficient[i]
    ligne.populationPonderee = e.populationPonderee[i]
    ligne.potentielParHabitant = e.potentielParHabitant[i]
    ligne.revenuParHabitant = e.revenuParHabitant[i]
    ligne.effortFiscal = e.effortFiscal[i]
    ligne.contributeur = espace.colonne(.assiette)[i] > 0 && e.potentielExact(i).order(seuil) > 0
    let calculee = espace[i]
    ligne.score = calculee.score
    if ligne.contributeur {
      ligne.indicePrelevement = IndicePrelevement.indice(
        potentiel: e.potentielParHabitant[i], revenu: e.revenuParHabitant[i], seuil: seuil.value,
        revenuMoyen: e.moyennes.revenuPrelevement.value, poidsPotentiel: p.poidsPotentielPrelevement,
        poidsRevenu: p.poidsRevenuPrelevement)
      ligne.plafond = calculee.plafond
    }
    ligne.prelevementReel = calculee.prelevement
    ligne.plafonne =
      ligne.score > 0
      && (espace.valeurPoint.valeur.isInfinite || espace.valeurPoint.valeur * ligne.score > calculee.plafond)
    ligne.prelevement = PlafonnementPrelevement.notifier(ligne.prelevementReel, plafonne: ligne.plafonne)
    ligne.indiceReversement = calculee.indice
    ligne.eligible = calculee.eligible
    ligne.garantie = calculee.garantie
    ligne.reversementReel = calculee.reversement
    ligne.reversement = EuroNotifie.arrondir(ligne.reversementReel)
    return ligne
  }

  /// Ranks, pre-eligibility and the median of a group, for the trace.
  private static func classer(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe,
    _ espace: EspaceFPICNational, _ lignes: inout [LigneFPICNational]
  ) -> Double {
    let ordre = groupe.ensembles.sorted { precede($0, $1, e, p, espace) }
    let nombre = EligibiliteReversement.nombre(
      sur: ordre.count, part: p.partEligible, arrondiSuperieur: p.nombreArrondiSuperieur)
    for (rang, position) in ordre.enumerated() {
      lignes[e.lignes[position]].rang = rang + 1
      lignes[e.lignes[position]].preeligible = rang < nombre
    }
    let indices = groupe.tous.map { espace.indice[$0] }.sorted()
    guard !indices.isEmpty else { return .nan }
    let milieu = indices.count / 2
    let mediane = indices.count % 2 == 1 ? indices[milieu] : (indices[milieu - 1] + indices[milieu]) / 2
    for position in groupe.isolees {
      let ligne = e.lignes[position]
      lignes[ligne].preeligible = lignes[ligne].eligible || (p.effortMinimal > 0 && espace.indice[position] > mediane)
    }
    return mediane
  }

  private static func precede(
    _ a: Int, _ b: Int, _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ espace: EspaceFPICNational
  ) -> Bool {
    let ecart = espace.indice[a] - espace.indice[b]
    return ecart.magnitude > EligibiliteReversement.doute * espace.indice[a].magnitude ? ecart > 0 : e.precede(a, b, p)
  }
}
