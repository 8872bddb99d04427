import FoundationEssentials
import Simulation
import Territory

/// A synthetic country of sixty ensembles, made by the product.
public struct Country {
  private let folder: String
  private let columns: [String]

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "pacte-noyaux-\(ProcessInfo.processInfo.processIdentifier)"
    ).path()
    _ = try SyntheticFrance.write(.init(graine: 42, ensembles: 60, annee: 2022), to: folder, replace: true)
    let table = try CSVTable.read("\(folder)/communes.csv")
    columns = table.header.filter { !["insee", "nom", "epci", "departement"].contains($0) }
  }

  public func readTable() throws {
    var read: ScannedColumns?
    _ = try TableMeasure.read("\(folder)/communes.csv", columns: columns, into: &read)
  }

  public func open() throws { _ = try TerritoryReader.read(folder: folder) }
}
