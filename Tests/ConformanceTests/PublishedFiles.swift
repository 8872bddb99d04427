import Foundation
import Legislation
import Simulation
import Territory

/// The published national tables, in the folder that PACTE_DONNEES names: parsed once for all the tests of a run.
enum PublishedFiles {
  static let folder = ProcessInfo.processInfo.environment["PACTE_DONNEES"].flatMap { $0.isEmpty ? nil : $0 }
  static let absence = "PACTE_DONNEES ne nomme pas le dossier des fichiers publiés"

  static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

  private static let table2021 = Result { try NationalCriteria.read(path("dgcl_criteres_communes_2021.csv.gz")) }
  private static let table2022 = Result { try NationalCriteria.read(path("dgcl_criteres_communes_2022.csv.gz")) }

  static func criteria(_ annee: Int) throws -> NationalCriteria { try (annee == 2021 ? table2021 : table2022).get() }

  private static let identities2021 = Result { try NationalIdentities(criteria(2021), parametres: .charger()) }
  private static let identities2022 = Result { try NationalIdentities(criteria(2022), parametres: .charger()) }

  static func identities(_ annee: Int) throws -> NationalIdentities {
    try (annee == 2021 ? identities2021 : identities2022).get()
  }
}
