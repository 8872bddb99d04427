import Diagnostics
import Glibc
import Legislation
import LinearAlgebra
import Sampling
import Territory

/// A coherent France that does not exist: drawn from a seed, the same bytes for the same seed.
///
/// A national folder holds at most the communes that codes can number; a larger request is cut into folders of the size
/// of a country, made one after the other, so that memory never holds more than one.
public enum SyntheticFrance {
  /// Ensembles of one folder, those of the real country.
  public static let perFolder = 1_254

  public struct Request: Sendable {
    public var graine: UInt64
    public var ensembles: Int
    public var annee: Int

    public init(graine: UInt64, ensembles: Int, annee: Int) {
      (self.graine, self.ensembles, self.annee) = (graine, ensembles, annee)
    }
  }

  /// - Returns: how many communes and ensembles were written, and in which folders.
  public static func write(
    _ request: Request, to folder: String, replace: Bool, made: (Int) -> Void = { _ in }
  ) throws(DiagnosedError) -> (communes: Int, ensembles: Int, dossiers: [String]) {
    let law = try SyntheticLaw(annee: request.annee)
    let parts = (request.ensembles + perFolder - 1) / perFolder
    guard parts > 1 else {
      let territory = territory(request, law: law, ensembles: 0..<request.ensembles)
      try territory.write(to: folder, replace: replace)
      return (territory.communes.count, territory.ensembles.count, [folder])
    }
    var total = (communes: 0, ensembles: 0, dossiers: [String]())
    for part in 0..<parts {
      let first = part * perFolder
      let territory = territory(request, law: law, ensembles: first..<min(request.ensembles, first + perFolder))
      let path = "\(folder)-\(part + 1)"
      try territory.write(to: path, replace: replace)
      total.communes += territory.communes.count
      total.ensembles += territory.ensembles.count
      total.dossiers.append(path)
      made(part + 1)
    }
    return total
  }

  /// The ensembles of a range of numbers; what an ensemble is depends on the seed and its number only.
  static func territory(
    _ request: Request, law: SyntheticLaw, ensembles range: Range<Int>
  ) -> ImportedTerritory {
    var builder = SyntheticTerritory(annee: request.annee)
    for number in range {
      let draws = SyntheticDraws(random: CounterRandom(seed: request.graine), ensemble: UInt64(number))
      // One ensemble out of seventy is overseas, as in the real country, while codes last.
      let overseas = number % 70 == 69
      builder.add(
        SyntheticEnsemble(draws, law: law, communes: overseas ? 2 + Int(draws.uniform(.communes) * 12) : nil), draws,
        number: number, overseas: overseas)
      // And one commune isolée, an island, for three hundred ensembles.
      if number % 300 == 150 {
        let island = SyntheticDraws(random: draws.random, ensemble: UInt64(number) | 1 << 40)
        builder.addIsland(
          SyntheticEnsemble(island, law: law, communes: 1, population: 300 + 4_500 * island.uniform(.island)), island)
      }
    }
    return builder.finish(graine: request.graine)
  }
}
