import Diagnostics
import Legislation
import Territory

/// What another reading of the texts would change in a national run: one open point, one amount.
public struct NationalDoubtEffect: Sendable, Equatable {
  public enum Montant: String, Sendable, CaseIterable {
    case prelevement, reversement, dotation, communes

    public var libelle: String {
      switch self {
      case .prelevement: "prélèvement des entités"
      case .reversement: "reversement des entités, garanties comprises"
      case .dotation: "dotation d'intercommunalité"
      case .communes: "répartition entre les communes"
      }
    }
  }

  public var chemin: String
  public var libelle: String
  public var article: String
  /// Decision of the project that settles it.
  public var decision: Int?
  public var retenue: String
  public var autre: String
  /// `nil` when the other reading cannot be computed: see `echec`.
  public var montant: Montant?
  /// Entities, or communes, whose amount moves.
  public var touches = 0
  /// Largest change, euros, and whose.
  public var nom = ""
  public var ecart = 0.0
  /// Half the sum of the absolute changes: what goes from some to others, euros.
  public var deplace = 0.0
  public var echec: String?
}

/// Runs a national year again under the other readings of what the texts leave open.
public struct NationalDoubts: Sendable {
  public private(set) var effets: [NationalDoubtEffect] = []
  /// SHA-256 of every dated parameter of the law that the run was computed with.
  public let empreinteDroit: String

  /// - Parameter droit: what the run was computed with.
  init(_ run: NationalEvaluation, droit: Parametres) {
    empreinteDroit = droit.empreinte
    let annee = run.set.annee
    let before = NationalDoubtEffect.Montant.allCases.map { ($0, run.amounts($0)) }
    for entry in droit.entrees where run.reads(entry.chemin) {
      for value in entry.autresLectures(annee: annee) {
        let blank = NationalDoubtEffect(
          chemin: entry.chemin.rawValue, libelle: entry.libelle, article: entry.article, decision: entry.decision,
          retenue: entry.unite.texte(entry.valeur(annee: annee)?.valeur ?? .nan), autre: entry.unite.texte(value))
        do {
          let start = entry.valeurs.first?.annee ?? annee
          let other = try run.again(try droit.remplacant(entry.chemin, valeur: value, aCompterDe: start))
          effets += before.compactMap { montant, amounts in
            Self.compare(amounts, other.amounts(montant), montant, blank)
          }
        } catch {
          var failed = blank
          failed.echec = error.diagnostics.first?.message ?? "erreur"
          effets.append(failed)
        }
      }
    }
  }

  /// `nil` when nothing moves.
  private static func compare(
    _ before: NamedAmounts, _ after: NamedAmounts, _ montant: NationalDoubtEffect.Montant, _ blank: NationalDoubtEffect
  ) -> NationalDoubtEffect? {
    var out = blank
    out.montant = montant
    for (was, now) in zip(before, after) {
      // An amount that one reading alone computes counts from nothing.
      let gap = (now.euros.isNaN ? 0 : now.euros) - (was.euros.isNaN ? 0 : was.euros)
      guard gap != 0 else { continue }
      out.touches += 1
      out.deplace += gap.magnitude / 2
      if gap.magnitude > out.ecart.magnitude { (out.ecart, out.nom) = (gap, was.nom) }
    }
    return out.touches == 0 ? nil : out
  }
}

/// Whole euros, in an order that no reading changes: entities of the folder, or its communes.
private typealias NamedAmounts = [(nom: String, euros: Double)]

extension NationalEvaluation {
  /// What the other readings of the texts would change.
  public func doutes() throws(DiagnosedError) -> NationalDoubts {
    NationalDoubts(self, droit: try Parametres.charger())
  }

  /// Mechanisms that the run does not compute are not worth a run.
  fileprivate func reads(_ chemin: CheminParametre) -> Bool {
    let mechanism = chemin.rawValue.prefix { $0 != "." }
    switch self {
    case .dotation(let run):
      return run.dotation != nil && ["indicateurs", "dotation_intercommunalite", "droit"].contains(mechanism)
    case .complete(let run):
      switch mechanism {
      case "fpic_national", "indicateurs", "droit": return true
      case "fpic": return run.repartitions.contains { $0 != nil }
      case "dotation_intercommunalite": return run.dotation != nil
      default: return false
      }
    }
  }

  fileprivate func again(_ droit: Parametres) throws(DiagnosedError) -> NationalEvaluation {
    switch self {
    case .complete(let run):
      .complete(try NationalRun(set.territoire, options: run.options, droit: droit, found: []))
    case .dotation(let run):
      .dotation(try NationalDotationRun(set.territoire, options: run.options, droit: droit, found: []))
    }
  }

  fileprivate func amounts(_ montant: NationalDoubtEffect.Montant) -> NamedAmounts {
    switch (self, montant) {
    case (.complete(let run), .prelevement):
      return run.fpic.lignes.enumerated().map { (set.nom($0), $1.prelevement) }
    case (.complete(let run), .reversement):
      return run.fpic.lignes.enumerated().map { (set.nom($0), $1.reversement + $1.garantie) }
    case (.complete(let run), .communes): return run.netOfCommunes
    case (.complete(let run), .dotation): return amounts(of: run.dotation)
    case (.dotation(let run), .dotation): return amounts(of: run.dotation)
    case (.dotation, _): return []
    }
  }

  private func amounts(of dotation: NationalDotation?) -> NamedAmounts {
    var amounts = [Double](repeating: .nan, count: set.entites.count)
    if let dotation {
      for (index, row) in dotation.lignes.enumerated() { amounts[row] = dotation.resultat.notifies[index] }
    }
    return amounts.enumerated().map { (set.nom($0), $1) }
  }
}

extension NationalRun {
  fileprivate var netOfCommunes: NamedAmounts {
    var amounts = [Double](repeating: .nan, count: set.territoire.communes.count)
    for split in repartitions.compactMap({ $0 }) {
      let paid = split.prelevement.notifies.communes.columnArray(0)
      let received = split.attribution.notifies.communes.columnArray(0)
      for (index, row) in split.communes.enumerated() { amounts[row] = received[index] - paid[index] }
    }
    return zip(set.territoire.communes, amounts).map { ($0.nom, $1) }
  }
}
