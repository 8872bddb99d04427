import Diagnostics
import Foundation

@testable import Territory

/// The published files of the folder that PACTE_DONNEES names, each read once for all tests.
enum PublishedFiles {
  private static let read: [Int: Result<PublishedFile, DiagnosedError>] = {
    var found: [Int: Result<PublishedFile, DiagnosedError>] = [:]
    for annee in [2021, 2022] {
      let path = (Support.donnees ?? "") + "/dgcl_criteres_communes_\(annee).csv.gz"
      found[annee] = Result { () throws(DiagnosedError) in try PublishedFile(path, annee: nil) }
    }
    return found
  }()

  static func criteres(_ annee: Int) throws -> PublishedFile {
    guard let file = read[annee] else { throw CocoaError(.fileNoSuchFile) }
    return try file.get()
  }
}
