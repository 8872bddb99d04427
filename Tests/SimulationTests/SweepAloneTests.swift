import Foundation
import Testing

@testable import Simulation

@Suite("Une variante seule")
struct SweepAloneTests {
  @Test("a les montants que le balayage lui donne")
  func sameAmounts() throws {
    let workshop = try Workshop()
    let file = workshop.folder.appending(path: "essai.pacte")
    let text = """
      à partir de « scenario-a.pacte »
      pacte « Essai », scénario T

      balayer
        enveloppe de l'article 2 : 3,4 M€, 3,6 M€
        montant de l'ensemble du reversement de l'article 3 : tirée entre 1,4 M€ et 1,5 M€
        tirages : 3 au hasard, graine 42
      """
    try Data(text.utf8).write(to: file)
    let sweep = try Sweep.open(file.path, draws: nil, seed: 5, reference: .situation)
    final class Box: @unchecked Sendable { var values: [Double] = [] }
    let box = Box()
    let runner = SweepRunner(sweep, threads: 1, block: nil, keepsValues: true)
    let commit: @Sendable (SweepTranche<CommuneStatistics>) -> Void = { box.values += $0.values }
    _ = try runner.run(from: 0, shouldStop: { false }, watch: { _ in }, commit: commit)
    let stride = box.values.count / sweep.count
    for index in 0..<sweep.count {
      let alone = try sweep.alone(index)
      let amounts = sweep.annees.flatMap { annee in
        CommuneStatistics.flux.flatMap { alone.montants[annee, $0] }
      }
      let known = amounts.count { $0.isFinite }
      #expect(known == stride)
      #expect(amounts == Array(box.values[index * stride..<(index + 1) * stride]))
    }
  }
}
