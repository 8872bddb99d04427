import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// The national FPIC computed here against the amounts that the OFGL publishes, ensemble by ensemble.
public struct FPICConfrontation: Sendable {
  /// One side of the fund.
  public enum Flux: String, Sendable, CaseIterable {
    case prelevement, reversement

    public var libelle: String { self == .prelevement ? "prélèvement" : "reversement" }
  }

  public struct Ecart: Sendable, Equatable {
    public var siren: String
    public var nom: String
    public var flux: Flux
    public var calcule: Double
    public var officiel: Double

    public var montant: Double { calcule - officiel }
  }

  /// A figure of an entity as computed here and as published, for the trace of a gap.
  public struct Trace: Sendable, Equatable {
    public var libelle: String
    public var calcule: Double
    public var officiel: Double
  }

  public let annee: Int
  public let run: NationalRun
  /// Those present on both sides, in the order of the SIREN.
  public let ecarts: [Ecart]
  /// Entities of one side only.
  public let sansOfficiel: [String]
  public let sansCalcul: [String]
  public let diagnostics: [Diagnostic]
  private let officiel: [String: [String: Double]]

  /// - Parameters:
  ///   - officiel: path of the published file (long format of the OFGL).
  ///   - national: folder of the national set.
  public static func open(
    officiel: String, national: String, options: NationalOptions
  ) throws(DiagnosedError) -> FPICConfrontation {
    let run = try NationalRun.open(national, options: options)
    let published = try OfficialFigures.read(officiel, annee: options.annee)
    return FPICConfrontation(run, published: published.values, found: published.diagnostics)
  }

  init(_ run: NationalRun, published: [String: [String: Double]], found: [Diagnostic]) {
    self.run = run
    annee = run.options.annee
    officiel = published
    diagnostics = found + run.diagnostics
    var ecarts: [Ecart] = []
    var alone: [String] = []
    for (row, entite) in run.set.entites.enumerated() {
      guard let figures = published[entite.siren] else {
        if entite.type == .ensemble { alone.append(entite.siren) }
        continue
      }
      let line = run.fpic.lignes[row]
      for flux in Flux.allCases {
        guard let official = figures["fpic_\(flux.rawValue)_\(run.options.annee)"] else { continue }
        // What is published as reversement contains the guarantee.
        let own = flux == .prelevement ? line.prelevement : line.reversement + line.garantie
        guard own.isFinite else { continue }
        ecarts.append(
          Ecart(siren: entite.siren, nom: run.set.nom(row), flux: flux, calcule: own, officiel: official))
      }
    }
    self.ecarts = ecarts
    sansOfficiel = alone
    let known = Set(run.set.entites.map(\.siren))
    sansCalcul = published.keys.filter { !known.contains($0) }.sorted()
  }

  public func ecarts(_ flux: Flux) -> [Ecart] { ecarts.filter { $0.flux == flux } }

  /// The largest gaps first; equal gaps by SIREN.
  public func plusGrands(_ count: Int) -> [Ecart] {
    Array(
      ecarts.sorted { (abs($1.montant), $0.siren, $0.flux.rawValue) < (abs($0.montant), $1.siren, $1.flux.rawValue) }
        .prefix(count))
  }

  /// How the gaps of a flux spread.
  public struct Distribution: Sendable, Equatable {
    public var nombre: Int
    public var totalCalcule: Double
    public var totalOfficiel: Double
    /// Count of gaps of at most 1 €, 1 % and 10 % of the published amount.
    public var aUnEuro: Int
    public var aUnPourCent: Int
    public var aDixPourCent: Int
    /// Quantiles of the absolute gap: 50 %, 90 %, 99 %, largest.
    public var quantiles: [Double]
    /// Those that pay (or receive) on one side and not on the other.
    public var opposes: Int
  }

  public func distribution(_ flux: Flux) -> Distribution {
    let list = ecarts(flux)
    let gaps = list.map { abs($0.montant) }.sorted()
    func share(_ limit: Double) -> Int { list.count { abs($0.montant) <= max(1, limit * abs($0.officiel)) } }
    func quantile(_ p: Double) -> Double {
      gaps.isEmpty ? .nan : gaps[min(gaps.count - 1, Int((Double(gaps.count) * p).rounded(.up)) - 1)]
    }
    return Distribution(
      nombre: list.count, totalCalcule: orderedReduction(list.count) { list[$0].calcule },
      totalOfficiel: orderedReduction(list.count) { list[$0].officiel }, aUnEuro: gaps.count { $0 <= 1 },
      aUnPourCent: share(0.01), aDixPourCent: share(0.1),
      quantiles: [0.5, 0.9, 0.99, 1].map(quantile), opposes: list.count { ($0.calcule == 0) != ($0.officiel == 0) })
  }

  /// Where a gap comes from: each figure of the entity that both sides know.
  public func trace(_ ecart: Ecart) -> [Trace] {
    guard let row = run.set.entites.firstIndex(where: { $0.siren == ecart.siren }),
      let published = officiel[ecart.siren]
    else { return [] }
    let columns = run.set.colonnes
    let line = run.fpic.lignes[row]
    let own: [(String, String, Double)] = [
      ("population DGF", "population_dgf", columns.populationDGF[row]),
      ("population INSEE", "population_insee", columns.populationINSEE[row]),
      ("revenu", "revenu", columns.revenu[row]),
      ("potentiel financier agrégé", "pfia", columns.potentielFinancierAgrege[row]),
      ("effort fiscal agrégé", "efa", line.effortFiscal),
      ("ressources du plafonnement", "rfa", columns.ressources[row]),
      ("indice de prélèvement", "fpic_indice_prelevement_\(annee)", line.indicePrelevement),
      ("indice de reversement", "fpic_indice_reversement_\(annee)", line.indiceReversement),
      ("éligibilité", "eligible_\(annee)", line.eligible ? 1 : 0),
      ("garantie", "fpic_garantie_\(annee)", line.garantie),
    ]
    return own.compactMap { label, name, value in
      published[name].map { Trace(libelle: label, calcule: value, officiel: $0) }
    }
  }
}
