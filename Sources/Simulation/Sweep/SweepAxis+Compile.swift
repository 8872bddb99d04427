import Diagnostics
import Language
import Sampling
import Territory

extension SweepAxis {
  /// Most points that one axis may enumerate.
  private static let gridLimit = 1_000_000

  static func compile(
    _ axe: Balayage.Axe, rank: Int, scenario: Scenario
  ) throws(DiagnosedError) -> SweepAxis {
    let cible = axe.cible.value
    let unit = unit(cible, axe.valeurs.value, scenario)
    let source: Source
    switch axe.valeurs.value {
    case .grille(let low, let high, let step):
      let (first, last, width) = (steps(low), steps(high), max(1, steps(step)))
      let count = (last - first) / width + 1
      guard count <= gridLimit else { throw tooMany(axe, Int(count)) }
      source = .grid((0..<count).map { .scalar(first + $0 * width) })
    case .liste(let values): source = .grid(values.map { .scalar(steps($0)) })
    case .grilleSimplexe(let pas):
      let parts = parts(unit)
      let count = Int((100 / pas.value).rounded())
      guard let points = Simplex.gridCount(parts: parts, steps: count), points <= gridLimit else {
        throw tooMany(axe, Simplex.gridCount(parts: parts, steps: count) ?? .max)
      }
      source = .grid(
        Simplex.grid(parts: parts, steps: count).map { point in
          .weights(Simplex.units(point.map { Double($0) / Double(count) }, total: whole))
        })
    case .simplexe: source = .simplex(parts: parts(unit))
    case .tirees(let loi): source = .drawn(try law(loi, axe, unit))
    case .erreur(let loi):
      guard case .colonne(let column) = cible else { throw DiagnosedError([]) }
      // Errors are fractions of the value.
      let law = try law(loi, axe, .pourcentage)
      source = .noise(column: column, law: law, stream: 0xC000_0000 + UInt32(rank))
    }
    return SweepAxis(cible: cible, unit: unit, source: source, span: axe.valeurs.span)
  }

  private static func unit(_ cible: Balayage.Cible, _ valeurs: Balayage.Valeurs, _ scenario: Scenario) -> Unit {
    if case .colonne = cible { return .erreur }
    if case .poidsIndice(let volet) = cible { return .poids(volet.criteresIndice) }
    if case .poids(let parts)? = scenario.valeur(cible) {
      return .poids((1...max(1, parts.count)).map(String.init))
    }
    switch valeurs.quantites.first {
    case .montant(let montant): return .montant(montant.parHabitant)
    case .pourcentage: return .pourcentage
    case .nombre: return .nombre
    case nil:
      // A table bears no unit: it is that of the value written.
      if case .quantite(.montant(let montant))? = scenario.valeur(cible) { return .montant(montant.parHabitant) }
      if case .quantite(.pourcentage)? = scenario.valeur(cible) { return .pourcentage }
      return .nombre
    }
  }

  private static func parts(_ unit: Unit) -> Int { if case .poids(let names) = unit { names.count } else { 1 } }

  /// Whole steps of the unit; finer values are rounded to it.
  private static func steps(_ quantity: Balayage.Quantite) -> Int64 {
    switch quantity {
    case .montant(let montant): montant.centimes
    case .pourcentage(let value): rescaled(value, percentDecimals)
    case .nombre(let value): rescaled(value, numberDecimals)
    }
  }

  /// A quantity written elsewhere in the scenario; `nil` when it is not in the unit of the axis.
  func steps(_ quantity: Balayage.Quantite) -> Int64? {
    switch (quantity, unit) {
    case (.montant, .montant), (.pourcentage, .pourcentage), (.nombre, .nombre): Self.steps(quantity)
    default: nil
    }
  }

  static func rescaled(_ value: Decimal, _ decimals: Int) -> Int64 {
    var mantissa = value.mantissa
    var shift = decimals - value.decimals
    while shift > 0 {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return mantissa < 0 ? -(1 << 52) : 1 << 52 }
      mantissa = product
      shift -= 1
    }
    while shift < 0 {
      mantissa = (mantissa + (mantissa < 0 ? -5 : 5)) / 10
      shift += 1
    }
    return mantissa
  }

  private static func law(_ loi: Balayage.Loi, _ axe: Balayage.Axe, _ unit: Unit) throws(DiagnosedError) -> Law {
    func number(_ quantity: Balayage.Quantite) -> Double { Double(steps(quantity)) }
    switch loi {
    case .uniforme(let low, let high): return .uniform(from: number(low), to: number(high))
    case .normale(let mean, let deviation): return .normal(mean: number(mean), deviation: number(deviation))
    case .triangulaire(let low, let mode, let high):
      return .triangular(from: number(low), mode: number(mode), to: number(high))
    case .table(let file):
      let path = ScenarioLoader.resolved(file, from: axe.valeurs.span.source.name)
      return .table(try UserTable.read(path, unit: unit, at: axe.valeurs.span))
    }
  }

  private static func tooMany(_ axe: Balayage.Axe, _ count: Int) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "S0801", .erreur, "cette grille a trop de points (\(Typography.number(Double(count))))",
        place: axe.valeurs.span.place(), context: "balayer",
        repair: "un million de points au plus : prenez un pas plus large, ou des tirages")
    ])
  }
}
