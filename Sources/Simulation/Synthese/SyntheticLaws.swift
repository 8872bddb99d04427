import Glibc
import Sampling

/// A law given by a few of its quantiles: straight lines between them on the scale of the normal law.
struct QuantileLaw {
  /// Normal quantile, value.
  let anchors: [(z: Double, value: Double)]

  /// - Parameter logarithmic: interpolate the logarithm of the values.
  init(_ anchors: [(Double, Double)], logarithmic: Bool = false) {
    self.anchors = anchors.map { (z: $0.0, value: logarithmic ? log($0.1) : $0.1) }
  }

  func value(_ z: Double) -> Double {
    guard let first = anchors.first, let last = anchors.last else { return .nan }
    if z <= first.z { return first.value }
    for (low, high) in zip(anchors, anchors.dropFirst()) where z <= high.z {
      return low.value + (high.value - low.value) * (z - low.z) / (high.z - low.z)
    }
    return last.value
  }
}

/// Orders of magnitude of the published tables of 2022, from which a synthetic France is drawn.
enum SyntheticLaws {
  static let p5 = -1.6449
  static let p25 = -0.6745

  /// Population of an ensemble (log), the EPT taken one by one: quantiles of 2022.
  static let population = QuantileLaw(
    [
      (-3.1, 3_500), (p5, 6_302), (p25, 13_501), (0, 23_638), (-p25, 45_503), (1.2816, 102_789), (-p5, 193_964),
      (2, 323_518), (2.33, 488_817), (2.6, 686_692), (2.9, 1_074_651), (3.1, 1_380_252),
    ], logarithmic: true)

  /// Communes of an EPCI (log).
  static let communes = QuantileLaw(
    [(-3.1, 2), (p5, 7), (p25, 14), (0, 23), (-p25, 38), (-p5, 65), (3.1, 158)], logarithmic: true)

  /// Exponent of the ranks of the populations within an EPCI.
  static let zipf = QuantileLaw([(-3.1, 0.5), (p5, 0.76), (p25, 0.92), (0, 1.06), (-p25, 1.24), (-p5, 1.58), (3.1, 2)])

  /// Attributions paid by an EPCI under fiscalité unique, in € per inhabitant DGF.
  static let attributionsPerHead = QuantileLaw([
    (-3, -147), (-2.33, -125), (p5, -34), (p25, 39), (0, 83), (-p25, 142), (1.2816, 212), (-p5, 281), (2, 354),
    (2.33, 437), (2.6, 496), (3, 721),
  ])
  /// The largest share of its products that an EPCI pays.
  static let mostPaid = 0.78

  /// Lower bounds of the fifteen strata of population DGF.
  static let strata: [Double] = [
    0, 500, 1_000, 2_000, 3_500, 5_000, 7_500, 10_000, 15_000, 20_000, 35_000, 50_000, 75_000, 100_000, 200_000,
  ]

  static func stratum(_ population: Double) -> Int { (strata.lastIndex { population >= $0 } ?? 0) }

  /// By stratum, per inhabitant DGF: dotation forfaitaire, recettes réelles de fonctionnement.
  static let dotationForfaitaire: [Double] = [
    95.8, 80.9, 79.6, 79.5, 78.4, 81.7, 79.3, 85.6, 96.8, 101.1, 109.0, 98.5, 108.6, 140.0, 86.3,
  ]
  static let recettes: [Double] = [
    705.5, 688.6, 734.8, 822.1, 920.0, 1_030.8, 1_107.2, 1_197.0, 1_231.2, 1_299.0, 1_414.8, 1_415.3, 1_518.1, 1_294.4,
    1_508.7,
  ]
  /// Effort fiscal, share of communes with a negative attribution, mean of the positive ones in € per inhabitant.
  static let effortFiscal: [Double] = [
    1.007, 1.046, 1.066, 1.109, 1.140, 1.187, 1.211, 1.243, 1.233, 1.234, 1.267, 1.186, 1.124, 1.322, 0.934,
  ]
  static let negativeShare: [Double] = [
    0.37, 0.29, 0.23, 0.19, 0.16, 0.15, 0.14, 0.13, 0.13, 0.13, 0.12, 0.12, 0.12, 0.15, 0.18,
  ]
  static let attribution: [Double] = [88, 98, 111, 135, 160, 178, 192, 241, 215, 220, 301, 347, 402, 197, 255]
  /// Résidences secondaires per inhabitant (mean).
  static let secondaires: [Double] = [
    0.0975, 0.0639, 0.0516, 0.0495, 0.0608, 0.0565, 0.0507, 0.054, 0.0649, 0.0377, 0.0207, 0.0428, 0.0278, 0.0252,
    0.038,
  ]
}

/// The draws of one ensemble: each number is a pure function of the seed, the ensemble, what it serves and the commune.
struct SyntheticDraws {
  let random: CounterRandom
  let ensemble: UInt64

  enum Stream: UInt32 {
    case population, communes, zipf, regime, share, secondaires, revenuEPCI, revenu, potentielEPCI, potentiel
    case attributionSign, attribution, attributionRatio, produits, forfaitaire, recettes, effort, dsc, dscShare
    case cif, logements, voirie, superficie, enfants, nom, caravanes, island
  }

  func uniform(_ stream: Stream, _ position: Int = 0) -> Double {
    random.uniform(draw: ensemble, stream: stream.rawValue, position: UInt32(position))
  }

  func normal(_ stream: Stream, _ position: Int = 0) -> Double { normalQuantile(uniform(stream, position)) }

  /// A normal number spread evenly over the ensembles, by multiples of the golden ratio: a country of a given number of
  /// ensembles has its share of métropoles, instead of as many as chance gives.
  func evenNormal(_ stream: Stream) -> Double {
    let start = random.uniform(draw: 0, stream: stream.rawValue, position: 1)
    let place = start + Double(ensemble) * 0.618_033_988_749_894_9
    return normalQuantile(max(1e-9, place - place.rounded(.down)))
  }
}
