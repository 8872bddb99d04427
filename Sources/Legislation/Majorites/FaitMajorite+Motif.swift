extension FaitMajorite {
  /// A vote that fails leaves the droit commun in force: the scenario is then a simulation of something not adopted.
  public var exigeUnMotif: Bool { severity == .alerte }
}
