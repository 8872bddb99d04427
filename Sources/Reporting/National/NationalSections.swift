import Simulation

/// The tables of a national run, in the order in which they are written.
///
/// This file is the list: a mechanism that the run computes adds its section here, and its tables beside.
enum NationalSections {
  static let all: [NationalSection] = [
    NationalSection { run, _ in [NationalSummary(run).table] },
    NationalSection { run, detail in [NationalEntities(run, detail: detail).table] },
    NationalSection { run, detail in NationalCommunes(run, detail: detail).tables },
    NationalSection { run, _ in NationalOverseas(run).tables },
    NationalSection { run, detail in
      NationalDotationTables(
        set: run.set, coefficients: run.coefficients, dotation: run.dotation, detail: detail
      ).tables
    },
  ]
}

/// One section: the tables of a run, with every intermediate column when `detail` is asked.
struct NationalSection: Sendable {
  let tables: @Sendable (_ run: NationalRun, _ detail: Bool) -> [Table]
}

extension NationalRun {
  /// Every table of the run.
  public func tables(detail: Bool) -> [Table] { NationalSections.all.flatMap { $0.tables(self, detail) } }
}

extension NationalEvaluation {
  /// Every table of the evaluation, and the open points of the law that move its amounts, if any.
  public func tables(doutes: NationalDoubts, detail: Bool) -> [Table] {
    tables(detail: detail) + (doutes.effets.isEmpty ? [] : [doutes.table])
  }

  /// Every table of the evaluation.
  public func tables(detail: Bool) -> [Table] {
    switch self {
    case .complete(let run): run.tables(detail: detail)
    case .dotation(let run):
      NationalDotationTables(
        set: run.set, coefficients: run.coefficients, dotation: run.dotation, detail: detail
      ).tables
    }
  }
}
