import Diagnostics
import Legislation
import Simulation

/// Figures and arithmetic of an explanation, with as many digits as a pocket calculator needs to find the same euro.
public enum FigureText {
  /// An amount with its centimes, or with six decimals before rounding; rates and points with nine.
  public static func shown(_ value: Double, _ unit: Explanation.Unite) -> String {
    guard !value.isNaN else { return "nd" }
    switch unit {
    case .centimes: return money(value / 100)
    case .euros: return value == value.rounded() ? Typography.euros(value) : money(value)
    case .eurosParHabitant: return digits(value, 9) + "\(Typography.noBreak)€/hab."
    case .habitants: return Typography.number(value) + "\(Typography.noBreak)hab."
    case .taux: return digits(value * 100, 9) + "\(Typography.noBreak)%"
    case .nombre: return digits(value, 12)
    case .metres: return Typography.number(value) + "\(Typography.noBreak)m"
    case .ouiNon: return value == 1 ? "oui" : "non"
    }
  }

  private static func money(_ euros: Double) -> String {
    let cents = euros * 100
    let whole = (cents - cents.rounded()).magnitude <= max(1e-6, 8 * cents.ulp)
    return whole
      ? Typography.euros(euros, decimals: 2) : Typography.shortest(euros, maximum: 6) + "\(Typography.noBreak)€"
  }

  /// At most `decimals`, and no more than the fifteen digits that a double really holds.
  private static func digits(_ value: Double, _ decimals: Int) -> String {
    var whole = 1
    var scale = 10.0
    while scale <= value.magnitude, whole < 15 {
      scale *= 10
      whole += 1
    }
    return Typography.shortest(value, maximum: min(decimals, 15 - whole))
  }

  /// « (1 234,56 € + 0,01 €) × 35 % ÷ 1 200 ».
  public static func operation(_ operation: Operation) -> String { text(operation, within: .sum) }

  /// How tightly an operand must hold together where it stands.
  private enum Context { case sum, minuend, product, divisor, function }

  private static func text(_ operation: Operation, within context: Context) -> String {
    switch operation {
    case .nombre(let value, let unit):
      let text = shown(value, unit)
      return value < 0 && context != .function ? "(\(text))" : text
    case .somme(let terms): return parenthesised(sum(terms), context != .sum && context != .function)
    case .difference(let a, let b):
      return parenthesised(
        "\(text(a, within: .sum)) − \(text(b, within: .minuend))", context != .sum && context != .function)
    case .produit(let factors):
      return parenthesised(factors.map { text($0, within: .product) }.joined(separator: " × "), context == .divisor)
    case .quotient(let a, let b):
      return parenthesised(
        "\(text(a, within: .product)) ÷ \(text(b, within: .divisor))", context == .divisor)
    case .puissance(let a, let b): return "\(text(a, within: .divisor)) ^ \(text(b, within: .divisor))"
    case .plusPetit(let values): return "le plus petit de (\(list(values)))"
    case .plusGrand(let values): return "le plus grand de (\(list(values)))"
    case .arrondi(let value, let mode): return "\(mode.phrase) (\(text(value, within: .function)))"
    }
  }

  private static func sum(_ terms: [Operation]) -> String {
    var out = ""
    for (index, term) in terms.enumerated() {
      if index == 0 {
        out = text(term, within: .function)
      } else if case .nombre(let value, let unit) = term, value < 0 {
        out += " − \(shown(-value, unit))"
      } else {
        out += " + \(text(term, within: .sum))"
      }
    }
    return out
  }

  private static func list(_ values: [Operation]) -> String {
    values.map { text($0, within: .function) }.joined(separator: " ; ")
  }

  private static func parenthesised(_ text: String, _ needed: Bool) -> String { needed ? "(\(text))" : text }
}

extension Operation.Arrondi {
  public var phrase: String {
    switch self {
    case .centime: "arrondi au centime de"
    case .euro: "arrondi à l'euro de"
    case .unite: "arrondi à l'unité de"
    case .centimeInferieur: "centime inférieur de"
    case .centimeSuperieur: "centime supérieur de"
    case .euroInferieur: "euro inférieur de"
    }
  }
}

extension Explanation.Parametre {
  /// « paramètre fpic.derogation.ecart_maximal_commune, valeur depuis 2015 ».
  public var phrase: String {
    "paramètre \(chemin), " + (remplacee ? "modifié par le scénario depuis \(depuis)" : "valeur depuis \(depuis)")
  }
}

extension Explanation {
  /// « borne légale : au plus 253 892 €, marge 12 345 € (CGCT…) »; `nil` without a bound.
  public var bornePhrase: String? {
    guard let borne else { return nil }
    var parts: [String] = []
    if let low = borne.minimum { parts.append("au moins \(FigureText.shown(low, unite))") }
    if let high = borne.maximum { parts.append("au plus \(FigureText.shown(high, unite))") }
    guard !parts.isEmpty else { return nil }
    let margin = borne.marge(valeur)
    let gap =
      margin.isNaN
      ? ""
      : margin >= 0
        ? " ; marge \(FigureText.shown(margin, unite))" : " ; dépassée de \(FigureText.shown(-margin, unite))"
    return parts.joined(separator: " et ") + gap + " (\(borne.article))"
  }
}
