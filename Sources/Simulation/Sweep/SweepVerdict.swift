import Language

/// What every variant is judged on, beside its amounts: one answer a variant, for its whole period.
public struct SweepVerdict: Sendable, Equatable {
  public enum Objet: Sendable, Equatable {
    /// Every year could be computed.
    case calculable
    /// Nothing illegal, or illegal without its motive.
    case licite
    /// Computed, legal, and every `exiger` holds.
    case acceptable
    /// Rank of an `exiger` in the scenario.
    case exigence(Int)
    /// Rank of a decision among those that a majority settles: whether it passes when the losing communes do this.
    case vote(Int, Exigence.AttitudePerdantes)
  }
  public let objet: Objet
  /// As a sentence.
  public let texte: String

  /// Name of its column.
  public var nom: String {
    switch objet {
    case .calculable: "calculable"
    case .licite: "licite"
    case .acceptable: "acceptable"
    case .exigence(let rank): "exigence_\(rank + 1)"
    case .vote(let rank, let attitude): "vote_\(rank + 1)_\(attitude.rawValue)"
    }
  }

  /// - Parameter decisions: those that a majority settles.
  static func list(_ scenario: Scenario, decisions: [Decision]) -> [SweepVerdict] {
    var out = [
      SweepVerdict(objet: .calculable, texte: "Toutes les années se calculent"),
      SweepVerdict(objet: .licite, texte: "Rien d'illégal, ou illégal sans motif"),
    ]
    if !scenario.exigences.isEmpty {
      out.append(SweepVerdict(objet: .acceptable, texte: "Calculable, licite, et toutes les exigences tiennent"))
    }
    for (rank, exigence) in scenario.exigences.enumerated() {
      out.append(SweepVerdict(objet: .exigence(rank), texte: exigence.ligne))
    }
    for (rank, decision) in decisions.enumerated() {
      for attitude in Exigence.AttitudePerdantes.allCases {
        let condition = attitude == .contre ? "votent contre" : "s'abstiennent"
        // « article 2 : dotation de solidarité… »
        let article = decision.article.split(separator: " ").prefix(2).joined(separator: " ")
        out.append(
          SweepVerdict(
            objet: .vote(rank, attitude),
            texte: "\(decision.objet) (\(article)) : acquis si les communes perdantes \(condition)"))
      }
    }
    return out
  }
}

extension Exigence {
  /// As the scenario writes it.
  var ligne: String { String(span.place().sourceLine.map { $0.drop(while: \.isWhitespace) } ?? "") }
}
