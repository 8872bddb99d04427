/// One record: the measures of a scenario in a year, where a block keeps them. Amounts in euros.
struct SweepRecord {
  private let values: UnsafeMutablePointer<Double>

  init(_ values: UnsafeMutablePointer<Double>) { self.values = values }

  @inline(__always) subscript(measure: SweepMeasure) -> Double {
    get { values[measure.position] }
    nonmutating set { values[measure.position] = newValue }
  }

  /// Missing where nothing is paid.
  func inequality(_ mesures: MesuresInegalites?) {
    self[.giniAvant] = mesures?.giniAvant ?? .nan
    self[.giniApres] = mesures?.giniApres ?? .nan
    self[.theilApres] = mesures?.theilApres ?? .nan
    self[.interdecileApres] = mesures?.interdecileApres ?? .nan
    self[.progressivite] = mesures?.progressivite ?? .nan
    self[.inversions] = mesures.map { Double($0.inversions) } ?? .nan
    self[.partMoitiePauvre] = mesures?.partMoitiePauvre ?? .nan
  }
}
