import Language
import Simulation

/// The scenarios of the tutorial, from their files.
public struct Tutorial {
  private let scenarios: [String]

  public init(folder: String) { scenarios = ["a", "b", "c"].map { "\(folder)/scenario-\($0).pacte" } }

  public func read() throws { _ = try ScenarioLoader.load(path: scenarios[1]) }

  public func compare() throws { _ = try Study.open(scenarios).compare(reference: .premier) }
}
