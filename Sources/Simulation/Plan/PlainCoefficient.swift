import Diagnostics
import Legislation
import Territory

/// What the `cif` column of an ensemble holds.
enum NatureCIF: Sendable, Equatable {
  case simple
  /// That of the dotation d'intercommunalité: capped, and weighted for a métropole.
  case pondere
  /// The same, and the user confirms that the plain one may be taken from it (decision 12).
  case pondereConfirme

  /// An empty cell is the plain coefficient; `nil` for an unknown word.
  init?(_ text: String?) {
    switch Folding.fold(text ?? "") {
    case "", "simple": self = .simple
    case "pondere": self = .pondere
    case "pondere confirme": self = .pondereConfirme
    default: return nil
    }
  }
}

extension Ensemble {
  var natureCIF: NatureCIF? { NatureCIF(textes["cif_nature"]) }

  /// The plain coefficient that its column tells; `nil` when it is empty, weighted without the user's word, or capped.
  func cifSimple(metropole: Bool, regles: CIFPrisEnCompte?) -> Double? {
    guard let value = value("cif") else { return nil }
    switch natureCIF {
    case .simple: return value
    case .pondere: return metropole ? nil : regles.map { $0.simple(value, metropole: false) } ?? value
    case .pondereConfirme: return regles.map { $0.simple(value, metropole: metropole) } ?? value
    case nil: return nil
    }
  }
}

extension Territory {
  /// The plain coefficient d'intégration fiscale of the territory's ensemble.
  func cifSimple(_ parametres: Parametres) -> Double? {
    let rules = try? ParametresIndicateurs(annee: annee, parametres: parametres)
    return ensemble?.cifSimple(metropole: nature == .METROPOLE, regles: rules?.cifPrisEnCompte)
  }
}
