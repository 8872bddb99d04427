import Foundation
import Reporting
import Testing

@testable import Simulation

/// The national FPIC on the communes' table alone, against the figures noted with the data; and the page that explains it.
@Suite("Écarts expliqués", .enabled(if: PublishedFiles.folder != nil, "\(PublishedFiles.absence)"))
struct EcartsTests {
  @Test("approximation nationale : moyenne, seuil, indices positifs")
  func proxy() throws {
    let old = try ProxyFPIC(PublishedFiles.criteria(2021), droit: .charger())
    #expect((old.potentielMoyen - 663.05).magnitude < 0.005 && old.contributeurs == 635)
    let new = try ProxyFPIC(PublishedFiles.criteria(2022), droit: .charger())
    #expect((new.potentielMoyen - 660.46).magnitude < 0.005)
    #expect(new.auDessusDuSeuil == 770 && new.contributeurs == 655)
    #expect(old.contributeursMetropole < old.contributeurs && new.contributeursMetropole < new.contributeurs)
  }

  @Test("la page est celle que la commande produit")
  func page() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Documentation/ecarts-expliques.md")
    let identities = try [2021, 2022].map(PublishedFiles.identities)
    let proxies = try [2021, 2022].map { try ProxyFPIC(PublishedFiles.criteria($0), droit: .charger()) }
    #expect(try String(contentsOf: path, encoding: .utf8) == ExplainedDiscrepancies.page(identities, proxies: proxies))
  }
}
