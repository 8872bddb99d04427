import Language
import Legislation
import LinearAlgebra
import Territory

/// What differs between the scenarios of a block evaluated by one plan; everything else is that of the plan.
///
/// Lists have one value a scenario. A plan without lanes is a block of one scenario: the same code runs both.
struct PlanLanes: Sendable {
  var scenarios = 1
  /// Centimes by year.
  var enveloppes: [Int: [Double]] = [:]
  /// Criteria × scenarios.
  var poids: Matrix?
  /// Of the first guarantee of the DSC, fractions.
  var planchers: [Double]?
  var plafonds: [Double]?
  var prelevement = Side()
  var attribution = Side()

  struct Side: Sendable {
    /// Euros by year.
    var montants: [Int: [Double]] = [:]
    var decision: Legislation.DecisionFPIC?

    var isEmpty: Bool { montants.isEmpty && decision == nil }
  }

  var movesDotation: Bool { !enveloppes.isEmpty || poids != nil || planchers != nil || plafonds != nil }

  func side(_ nature: NatureFPIC) -> Side { nature == .prelevement ? prelevement : attribution }
}
