import Diagnostics
import Language
import Legislation

/// The law as a scenario reforms it: « paramètre CHEMIN : VALEUR à compter de ANNÉE ».
struct LawReform {
  /// - Throws: every unknown path and every value that its unit does not admit, at their lines.
  static func apply(
    _ reformes: [RemplacementParametre], to droit: Parametres
  ) throws(DiagnosedError) -> Parametres {
    var out = droit
    var errors: [Diagnostic] = []
    for reforme in reformes {
      do {
        let chemin = try Parametres.chemin(nomme: reforme.chemin.value)
        let valeur = try value(reforme, unite: out[chemin].unite, article: out[chemin].article)
        out = try out.remplacant(chemin, valeur: valeur, aCompterDe: reforme.aCompterDe.value)
      } catch {
        errors += error.diagnostics.map { $0.placed(at: reforme.valeur.span, path: reforme.chemin.span) }
      }
    }
    if !errors.isEmpty { throw DiagnosedError(errors) }
    return out
  }

  /// The number that the registry holds; a unit written must be the one of the parameter.
  private static func value(
    _ reforme: RemplacementParametre, unite: UniteParametre, article: String
  ) throws(DiagnosedError) -> Double {
    let fits: Bool
    let value: Double
    switch reforme.valeur.value {
    case .nombre(let number): (value, fits) = (number.value, unite.admitsBareNumber)
    case .pourcentage(let rate): (value, fits) = (rate.fraction, unite.admitsPercent)
    case .rapport(let numerator, let denominator):
      (value, fits) = (Double(numerator) / Double(denominator), unite == .rapport || unite == .fraction)
    case .montant(let montant): (value, fits) = (montant.euros, unite == .euros || unite == .eurosParHabitant)
    case .ouiNon(let open): (value, fits) = (open ? 1 : 0, unite == .ouiNon)
    }
    guard fits else {
      throw DiagnosedError([
        Diagnostic(
          "L0002", .erreur, "« \(reforme.chemin.value) » ne s'écrit pas dans cette unité : il faut \(unite.attendu)",
          context: article, repair: "par exemple « \(unite.example) »")
      ])
    }
    return value
  }
}

extension Diagnostic {
  /// An unknown path is told at the path, the rest at the value.
  fileprivate func placed(at value: Span, path: Span) -> Diagnostic {
    var out = self
    out.place = (code == "L0001" ? path : value).place()
    return out
  }
}

extension UniteParametre {
  /// Money and yes-or-no always bear their unit; a fraction may be written 0,4 or 40 %.
  fileprivate var admitsBareNumber: Bool {
    switch self {
    case .euros, .eurosParHabitant, .ouiNon: false
    default: true
    }
  }

  fileprivate var admitsPercent: Bool { self == .fraction || self == .rapport || self == .coefficient }

  fileprivate var example: String {
    switch self {
    case .fraction: "40 %"
    case .rapport: "3/5"
    case .coefficient: "1,2"
    case .rang: "2 500"
    case .mois, .jour, .ans: "3"
    case .annee: "2026"
    case .habitants: "10 000"
    case .euros, .eurosParHabitant: "5 €"
    case .ouiNon: "oui"
    }
  }
}
