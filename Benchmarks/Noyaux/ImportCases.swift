import FoundationEssentials
import Problems
import Simulation
import Territory

/// A synthetic country of sixty ensembles, made by the product.
private struct Country {
  let folder: String
  let columns: [String]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "pacte-noyaux-\(ProcessInfo.processInfo.processIdentifier)"
    ).path()
    _ = try SyntheticFrance.write(.init(graine: 42, ensembles: 60, annee: 2022), to: folder, replace: true)
    let table = try CSVTable.read("\(folder)/communes.csv")
    columns = table.header.filter { !["insee", "nom", "epci", "departement"].contains($0) }
  }
}

func importCases() {
  measure("table-des-communes", .percent(2), prepare: Country.init) { country in
    var read: ScannedColumns?
    _ = try TableMeasure.read("\(country.folder)/communes.csv", columns: country.columns, into: &read)
  }
  measure("dossier-national", .percent(2), prepare: Country.init) { country in
    _ = try TerritoryReader.read(folder: country.folder)
  }
}
