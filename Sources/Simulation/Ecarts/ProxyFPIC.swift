import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// The national FPIC on the published table of the communes alone, where the sum of the members' potentiels financiers
/// stands for the potentiel financier agrégé.
public struct ProxyFPIC: Sendable, Equatable {
  public var annee: Int
  public var entites: Int
  public var isolees: Int
  /// Euros per weighted inhabitant.
  public var potentielMoyen: Double
  /// Above 0,9 times the mean, and of these those whose index is positive.
  public var auDessusDuSeuil: Int
  public var contributeurs: Int
  /// The same in the métropole, on national means.
  public var contributeursMetropole: Int
  /// Entities that would receive, guarantees left out.
  public var eligibles: Int

  public init(_ criteria: NationalCriteria, droit: Parametres) throws(DiagnosedError) {
    let entities = try criteria.entities()
    let columns = ["population_dgf", "population_insee", "revenu", "potentiel_financier"].map {
      criteria.column($0) ?? [Double](repeating: .nan, count: criteria.count)
    }
    let efforts = ["effort_numerateur", "effort_denominateur"].map {
      criteria.column($0) ?? [Double](repeating: .nan, count: criteria.count)
    }
    func sum(_ column: [Double], _ rows: [Int]) -> Double {
      orderedReduction(rows.count) { column[rows[$0]].isNaN ? 0 : column[rows[$0]] }
    }
    let kept = entities.filter { entity in
      entity.zone != .com && sum(columns[0], entity.communes) > 0 && sum(columns[2], entity.communes) > 0
    }
    func totals(_ column: [Double]) -> [Double] { kept.map { sum(column, $0.communes) } }
    let ensembles = EnsemblesNationaux(
      sirens: kept.map(\.identifiant), estEnsemble: kept.map(\.estEnsemble),
      zones: kept.map { $0.zone == .dom ? .dom : .metropole }, iles: kept.map { _ in false },
      populationDGF: totals(columns[0]), populationINSEE: totals(columns[1]), revenu: totals(columns[2]),
      potentielFinancierAgrege: totals(columns[3]), ressources: kept.map { _ in .nan },
      effortNumerateur: totals(efforts[0]), effortDenominateur: totals(efforts[1]), fsrif: kept.map { _ in 0 })
    annee = criteria.annee
    let rules = try ParametresFPICNational(annee: criteria.annee, parametres: droit)
    let out = try Self.evaluate(ensembles, rules)
    entites = kept.count
    isolees = kept.count { !$0.estEnsemble }
    potentielMoyen = out.moyennes.potentielFinancierAgrege.value
    auDessusDuSeuil = out.lignes.count { $0.contributeur }
    contributeurs = out.lignes.count { $0.contributeur && $0.indicePrelevement > 0 }
    contributeursMetropole = zip(out.lignes, kept).count {
      $0.contributeur && $0.indicePrelevement > 0 && $1.zone == .metropole
    }
    eligibles = out.lignes.count { $0.eligible }
  }

  private static func evaluate(
    _ ensembles: EnsemblesNationaux, _ rules: ParametresFPICNational
  ) throws(DiagnosedError) -> FPICNationalResultat {
    do {
      return try FPICNational.calculer(
        ensembles, parametres: rules, financement: .init(fonds: rules.montantPrelevements))
    } catch {
      throw DiagnosedError([error.diagnostic { $0 }])
    }
  }
}
