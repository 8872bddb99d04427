import Diagnostics
import Simulation

/// How many variants each verdict favours, of those where it could be given.
struct VerdictShares {
  let verdicts: [SweepVerdict]
  /// By verdict.
  private(set) var favourable: [Int]
  private(set) var given: [Int]
  private(set) var variants = 0

  init(_ verdicts: [SweepVerdict]) {
    self.verdicts = verdicts
    favourable = .init(repeating: 0, count: verdicts.count)
    given = favourable
  }

  /// Verdicts of consecutive variants.
  mutating func add(_ found: [Double]) {
    let length = verdicts.count
    variants += found.count / length
    for (place, value) in found.enumerated() where !value.isNaN {
      given[place % length] += 1
      if value > 0 { favourable[place % length] += 1 }
    }
  }

  /// Of the variants where the verdict could be given; `nil` when there is none.
  func share(_ place: Int) -> Double? {
    given[place] > 0 ? Double(favourable[place]) / Double(given[place]) : nil
  }

  /// One line a verdict. What cannot be computed or is illegal is not judged.
  var table: Table {
    var table = Table(
      piece: "verdicts", title: "Ce que les variantes satisfont",
      columns: [
        .init("colonne", "Colonne", .text), .init("oui", "Oui", .count), .init("non", "Non", .count),
        .init("non_jugees", "Non jugées", .count), .init("part", "Oui, part des jugées", .percent),
        .init("verdict", "Condition", .text),
      ])
    for (place, verdict) in verdicts.enumerated() {
      table.rows.append([
        .text(verdict.nom), .number(Double(favourable[place])), .number(Double(given[place] - favourable[place])),
        .number(Double(variants - given[place])), share(place).map { .number($0) } ?? .missing, .text(verdict.texte),
      ])
    }
    return table
  }
}
