import Foundation
import Language
import Legislation
import Testing

@testable import Simulation

@Suite("Verdicts d'un balayage")
struct SweepVerdictTests {
  private static let requirements = """
    exiger aucune commune ne perd
    exiger aucune commune ne perd plus de 40 €/hab. DGF par an
    exiger aucune commune ne perd plus de 3 % de ses recettes réelles
    exiger « Montjoie » ne perd pas plus de 5 000 €
    exiger au plus 4 communes perdantes
    exiger la DSC de « Montjoie » est au moins de 60 000 € en 2028
    exiger le prélèvement FPIC de « Montjoie » est au plus de 9 000 €
    exiger le net de « Roche-Haute » est au moins de 2 000 €/hab. INSEE
    exiger l'AC de « Montjoie » est au moins de 1 €
    exiger le fonds de concours de « Montjoie » est au moins de 1 €
    exiger le coût pour l'EPCI ne dépasse pas 150 000 € en 2030
    exiger le vote des deux tiers du conseil est acquis si les communes perdantes votent contre
    exiger le vote à l'unanimité du conseil est acquis si les communes perdantes s'abstiennent
    exiger la majorité qualifiée des communes est acquise si les communes perdantes refusent
    """

  /// Without a tunnel, so that every draw of the envelope and of the weights can be computed.
  private static let dotation = """
    remplacer article 2 : dotation de solidarité communautaire
      enveloppe de 3,6 M€ en 2026, puis indexée de 1 % par an
      pondération : population INSEE
      répartie
        35 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
        25 % selon l'écart de revenu par habitant, linéaire
        20 % selon le nombre de logements sociaux
        20 % selon la longueur de voirie
      en connaissance de cause : « essai »

    """

  /// A scenario that starts from one of the tutorial, with requirements and lines to sweep.
  private func sweep(
    _ workshop: Workshop, from name: String, _ requirements: String, articles: String = "", _ lines: String
  ) throws -> Sweep {
    let text = """
      pacte « Variantes », scénario V
      date 15 avril 2026
      à partir de « \(name).pacte »

      \(articles)
      \(requirements)
      balayer
      \(lines)
      """
    let file = workshop.folder.appending(path: "variantes.pacte")
    try Data(text.utf8).write(to: file)
    return try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
  }

  private func verdicts(_ sweep: Sweep, threads: Int, block: Int) throws -> [[Double]] {
    final class Box: @unchecked Sendable { var verdicts: [Double] = [] }
    let box = Box()
    let runner = SweepRunner(sweep, threads: threads, block: block, keepsValues: false)
    let commit: @Sendable (SweepTranche<CommuneStatistics>) -> Void = { box.verdicts += $0.verdicts }
    _ = try runner.run(from: 0, shouldStop: { false }, watch: { _ in }, commit: commit)
    let length = sweep.verdicts.count
    return (0..<sweep.count).map { Array(box.verdicts[$0 * length..<($0 + 1) * length]) }
  }

  /// What a variant printed, read again and run alone says, in the order of the verdicts.
  private func alone(_ sweep: Sweep, _ index: Int, _ workshop: Workshop) throws -> [Double] {
    let file = workshop.folder.appending(path: "variante.pacte")
    var printed = ScenarioPrinter.print(sweep.written(index))
    printed.replace(sweep.scenario.donnees.value, with: "territoire")
    try Data(printed.utf8).write(to: file)
    let comparison = try Study.open([file.path]).compare(reference: .situation)
    let result = comparison.scenarios[0]
    let losers = comparison.perdantes(result)
    let complete = sweep.annees.allSatisfy { !result.montants.total($0, .net).isNaN }
    let stopped = result.diagnostics.contains { $0.severity == .erreur }
    let settled = result.decisions.filter { decision in
      decision.voies.joined().contains { comparison.adoption($0.etape, perdantes: losers) != nil }
    }
    func number(_ answer: Bool) -> Double { answer ? 1 : 0 }
    return sweep.verdicts.map { verdict in
      switch verdict.objet {
      case .calculable: return number(complete)
      case .licite: return number(!stopped)
      case .acceptable: return number(complete && !stopped && result.exigences.allSatisfy(\.satisfaite))
      case .exigence(let rank):
        return complete && rank < result.exigences.count ? number(result.exigences[rank].satisfaite) : .nan
      case .vote(let rank, let attitude):
        guard complete else { return .nan }
        return number(
          settled[rank].voies.contains { way in
            way.allSatisfy { step in
              if case .aucunRefus = step.etape.seuil, attitude == .contre { return losers.isEmpty }
              guard let found = comparison.adoption(step.etape, perdantes: losers) else { return true }
              return attitude == .contre ? found.siContre.acquis : found.siAbstention.acquis
            }
          })
      }
    }
  }

  /// Compares every variant, and returns the values that each verdict takes.
  private func compare(_ sweep: Sweep, _ workshop: Workshop) throws -> [String: Set<Double>] {
    let found = try verdicts(sweep, threads: 2, block: 3)
    var taken: [String: Set<Double>] = [:]
    for index in 0..<sweep.count {
      let expected = try alone(sweep, index, workshop)
      for (place, verdict) in sweep.verdicts.enumerated() {
        let (a, b) = (found[index][place], expected[place])
        #expect(a == b || (a.isNaN && b.isNaN), "variante \(index), \(verdict.nom) \(verdict.texte) : \(a), \(b)")
        if !a.isNaN { taken[verdict.nom, default: []].insert(a) }
      }
    }
    return taken
  }

  @Test("chaque variante, imprimée et lancée seule, donne les mêmes verdicts ; côte à côte dans un plan")
  func lanes() throws {
    let workshop = try Workshop()
    let sweep = try sweep(
      workshop, from: "scenario-b", Self.requirements, articles: Self.dotation,
      """
      enveloppe de l'article 2 : tirée entre 3 M€ et 5,5 M€
      poids de l'article 2 : tirés sur le simplexe
      montant de l'ensemble du prélèvement de l'article 3 : tirée entre 400 k€ et 700 k€
      tirages : 24 par suite de Sobol', graine 11
      """)
    #expect(sweep.lanes.holdAll)
    // One requirement is inherited, three decisions need a majority.
    #expect(sweep.verdicts.count { if case .exigence = $0.objet { true } else { false } } == 15)
    #expect(sweep.verdicts.map(\.nom).suffix(2) == ["vote_3_abstention", "vote_3_contre"])
    let taken = try compare(sweep, workshop)
    let moving = taken.filter { $0.value.count == 2 }.keys
    // Loss bounds, numbers of losers, amounts, cost and majorities do change from variant to variant.
    #expect(moving.count >= 8, "\(moving.sorted())")
  }

  @Test("et les mêmes verdicts quand chaque valeur demande son plan, ou qu'un levier suit le prélèvement")
  func plans() throws {
    let workshop = try Workshop()
    let compiled = try sweep(
      workshop, from: "scenario-b", Self.requirements,
      """
      hypothèse revenus : tirée entre − 2 % et 3 %
      enveloppe de l'article 2 : 3 M€, 4,6 M€
      tirages : 4 par hypercube latin, graine 1
      """)
    #expect(!compiled.lanes.holdAll)
    _ = try compare(compiled, workshop)
    let levers = try sweep(
      workshop, from: "scenario-e",
      """
      exiger la prise en charge du FPIC de « Montjoie » est au moins de 3 000 € en 2028
      exiger le fonds de concours de « Montjoie » est au moins de 1 € en 2028
      exiger le coût pour l'EPCI ne dépasse pas 900 000 €
      """,
      """
      montant de l'ensemble du prélèvement de l'article 3 : de 200 k€ à 800 k€ par pas de 100 k€
      """)
    #expect(levers.lanes.holdAll)
    let taken = try compare(levers, workshop)
    #expect(taken["exigence_2"] == [0, 1], "\(taken)")
  }

  @Test("un vote perdu sans motif rend illégale toute variante, et ses exigences ne sont pas jugées")
  func lostVote() throws {
    let workshop = try Workshop()
    let file = workshop.folder.appending(path: "scenario-b.pacte")
    let text = try String(contentsOf: file, encoding: .utf8).replacing(
      "38 pour, 6 contre, le 25 juin 2026\n  reversement", with: "10 pour, 34 contre, le 25 juin 2026\n  reversement")
    try Data(text.utf8).write(to: file)
    let sweep = try sweep(
      workshop, from: "scenario-b", "", "enveloppe de l'article 2 : 3,6 M€, 3,8 M€")
    let taken = try compare(sweep, workshop)
    #expect(taken["licite"] == [0])
    #expect(taken["exigence_1"] == nil)
    #expect(taken["acceptable"] == [0])
  }

  @Test("les mêmes verdicts quels que soient les fils et les blocs", arguments: [(1, 1), (5, 3), (3, 64)])
  func threadsAndBlocks(_ threads: Int, _ block: Int) throws {
    let sweep = try sweep(
      Workshop(), from: "scenario-b", Self.requirements, articles: Self.dotation,
      """
      enveloppe de l'article 2 : tirée entre 3 M€ et 5,5 M€
      poids de l'article 2 : tirés sur le simplexe
      tirages : 37 au hasard, graine 5
      """)
    let found = try verdicts(sweep, threads: threads, block: block)
    let expected = try verdicts(sweep, threads: 1, block: 37)
    #expect(found.flatMap(\.self).isIdentical(to: expected.flatMap(\.self)))
  }

  @Test("une bascule dit quelle exigence cesse de tenir, et entre quelles valeurs")
  func tipping() throws {
    let workshop = try Workshop()
    let sweep = try sweep(
      workshop, from: "scenario-b", "exiger le coût pour l'EPCI ne dépasse pas 500 000 € en 2026",
      articles: Self.dotation, "enveloppe de l'article 2 : de 3,4 M€ à 5 M€ par pas de 400 k€")
    let found = try SweepTipping.analyse(sweep, threads: 2)
    let rank = try #require(sweep.verdicts.firstIndex { $0.objet == .exigence(1) })
    let change = try #require(
      found.points.first { $0.before.verdicts[rank] == true && $0.after.verdicts[rank] == false })
    // The cost of 2026 rises euro for euro with the envelope of 2026.
    let comparison = try Study.open([workshop.folder.appending(path: "variantes.pacte").path]).compare(
      reference: .situation)
    let cost = comparison.synthese(comparison.scenarios[0], annee: 2026).ecartCoutEPCI / 100
    let limit = 3_600_000 + (500_000 - cost)
    #expect(change.low <= limit && limit <= change.high)
    #expect(change.high - change.low <= 400_000 / 1000 + 1)
  }
}
