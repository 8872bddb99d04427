import Diagnostics
import Language
import Legislation

/// How an axis of a national sweep reaches the calculation.
enum NationalLever: Sendable, Equatable {
  /// Numbers of the law that each evaluation reads: scenarios that differ by them alone share everything else.
  case direct([CheminParametre])
  /// A number of the law that is read when the entities are prepared.
  case prepared(CheminParametre)
  /// Errors of a column of the folder.
  case column(String)

  /// Read when the entities are prepared.
  static let preparedPaths: [CheminParametre] =
    [
      .indicateursLogarithmePopulationBasse, .indicateursLogarithmePopulationHaute, .indicateursLogarithmePente,
      .fpicNationalGarantiePremierePerteEchelonnee,
    ] + ParametresExoneration.chemins

  /// - Throws: `L0001` for an unknown path, `S0811` for a parameter that the national FPIC does not read.
  init(_ axe: Balayage.Axe) throws(DiagnosedError) {
    switch axe.cible.value {
    case .poidsIndice(.prelevement):
      self = .direct([.fpicNationalPrelevementPoidsPotentiel, .fpicNationalPrelevementPoidsRevenu])
    case .poidsIndice(.reversement):
      self = .direct([
        .fpicNationalReversementPoidsPotentiel, .fpicNationalReversementPoidsRevenu,
        .fpicNationalReversementPoidsEffortFiscal,
      ])
    case .parametre(let written, _):
      let chemin: CheminParametre
      do { chemin = try Parametres.chemin(nomme: written) } catch {
        throw DiagnosedError(error.diagnostics.map { $0.placed(axe.cible.span) })
      }
      if ParametresFPICNational.cheminsDirects.contains(chemin) {
        self = .direct([chemin])
      } else if Self.preparedPaths.contains(chemin) {
        self = .prepared(chemin)
      } else {
        throw DiagnosedError([
          Diagnostic(
            "S0811", .erreur, "« \(chemin.rawValue) » n'est pas un nombre que le FPIC national lit",
            place: axe.cible.span.place(), context: "balayer",
            repair: "« pacte parametres fpic_national » liste ceux qu'il lit ; un choix par oui ou non ne se balaie pas"
          )
        ])
      }
    case .colonne(let name): self = .column(name)
    default:
      throw DiagnosedError([
        Diagnostic(
          "S0811", .erreur, "« \(axe.cible.value.texte) » n'entre pas dans le FPIC national",
          place: axe.cible.span.place(), context: "balayer")
      ])
    }
  }

  var chemins: [CheminParametre] {
    switch self {
    case .direct(let chemins): chemins
    case .prepared(let chemin): [chemin]
    case .column: []
    }
  }

  /// Each of its values needs entities prepared anew.
  var prepares: Bool { if case .direct = self { false } else { true } }
}

extension Diagnostic {
  func placed(_ span: Span) -> Diagnostic {
    var out = self
    out.place = span.place()
    out.context = "balayer"
    return out
  }
}

extension SweepAxis {
  /// The numbers that the law takes in a scenario, one a path.
  func lawNumbers(_ value: SweepValue) -> [Double] {
    switch written(value) {
    case .quantite(let quantity)?: [quantity.lawNumber]
    case .poids(let parts)?: parts.map(\.fraction)
    case nil: []
    }
  }

  /// Its lowest and highest numbers, where its values have bounds.
  var lawBounds: [Double] {
    if case .drawn(.normal) = source { return [] }
    return reach.map { [.scalar($0.lowerBound), .scalar($0.upperBound)].flatMap(lawNumbers) } ?? []
  }
}

extension Balayage.Quantite {
  /// As the registry of the law holds it: euros, a fraction, a plain number.
  var lawNumber: Double {
    switch self {
    case .montant(let montant): montant.euros
    case .pourcentage(let rate): rate.fraction
    case .nombre(let number): number.value
    }
  }
}
