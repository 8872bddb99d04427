import Diagnostics
import Foundation
import Legislation
import Territory
import Testing

@testable import Reporting
@testable import Simulation

/// A reader with a pocket calculator finds the same euro: the printed arithmetic of every node of every commune is read
/// back and computed.
@Suite("Traces")
struct TraceTests {
  /// Clauses that the tutorial does not use: hypotheses, guarantees, exponents, rates, thresholds, written amounts.
  private static let others = [
    """
    hypothèses
      population : + 1,2 % par an
      revenus : + 1,5 % par an
      recettes fiscales : + 2 % par an
      potentiel financier : + 1 % par an
      dotation d'intercommunalité : + 0,5 % par an

    article 1 : attribution de compensation
      montants de 2025
      révision libre à compter de 2027 : + 200 k€, répartis selon l'insuffisance de potentiel financier par habitant
      révision individualisée à compter de 2028 : 4 %
      révision libre à compter de 2029
        « Montjoie » : − 12 345,67 €
        « Val-Fleuri » : + 1 000 €

    article 2 : dotation de solidarité communautaire
      enveloppe de 41,37 €/hab. INSEE en 2026, puis indexée de − 0,7 % par an
      pondération : population DGF
      répartie
        35 % selon l'insuffisance de potentiel fiscal par habitant, rapport inverse exposant 2
        25 % selon l'écart de revenu par habitant, linéaire pente 2
        20 % selon l'effort fiscal
        10 % selon un forfait par commune de moins de 1 000 habitants
        10 % selon un forfait par commune
      lissage : garantie dégressive de 100 %, 75 %, 50 %, 25 % des montants de 2025

    article 3 : FPIC
      prélèvement : répartition libre
        montant de l'ensemble : 12 € en 2026, puis constant
        part de l'EPCI : 3 €
        entre communes : 50 % selon la population DGF, 50 % selon la longueur de voirie
      reversement : répartition dérogatoire à la majorité des deux tiers
        montant de l'ensemble : 1 460 000 € en 2026, puis indexé de 3 % par an
        entre communes : 40 % selon la population DGF, 30 % selon le revenu, 30 % selon le potentiel financier
        dans les bornes légales
    """,
    """
    article 1 : attribution de compensation
      montants de 2025
      restitution « Crèche » à compter de 2026
        fonctionnement : 120 000 €, dernier budget
        charge de « Montjoie » : 35 %
        charge de « Les Essarts-Neufs » : 65 %

    article 2 : dotation de solidarité communautaire
      enveloppe de 2 M€ en 2026, 3,5 M€ en 2028, puis constante
      répartie
        35 % selon l'insuffisance de potentiel financier par habitant
        35 % selon l'écart de revenu par habitant
        30 % selon la population INSEE
      garantie : au moins 98 % du montant de l'année précédente, financée par l'EPCI
    """,
    """
    article 1 : attribution de compensation
      montants de 2025
      service commun « Achats » à compter de 2027 : 90 001 €/an, part de l'EPCI 35 %, facturé, réparti selon la population DGF
      service commun « Droit des sols » à compter de 2028 : 70 k€/an, part de l'EPCI 0 %, facturé, réparti selon la longueur de voirie

    article 2 : dotation de solidarité communautaire
      enveloppe de 3 M€ en 2026, puis indexée de 1 % par an
      répartie
        50 % selon l'insuffisance de potentiel financier par habitant
        50 % selon l'écart de revenu par habitant

    article 4 : fonds de concours
      assiette : TTC nette du FCTVA
      enveloppe de 300 000 € en 2026, puis indexée de 2 % par an
      droits de tirage répartis
        70 % selon l'insuffisance de potentiel financier par habitant, rapport inverse
        30 % selon la population INSEE
      solde des droits : reporté
      projet « École » de « Montjoie » en 2027 : coût 420 000 € TTC, subventions 126 000 €, fonds de concours 30 000,55 €
      projet « Mairie » de « Montjoie » en 2027 : coût 99 999,99 € TTC, fonds de concours maximal

    article 5 : DGF territoriale
      mise en commun partielle à compter de 2027 : 0,7 % des recettes réelles
      répartie
        50 % selon l'écart de revenu par habitant
        50 % selon l'insuffisance de potentiel fiscal par habitant

    article 6 : partage de foncier
      foncier bâti des zones à compter de 2027 : 13 % du produit

    article 7 : taux d'imposition
      échange à compter de 2027 : foncier bâti, 0,5 point pour l'EPCI, restitué par la dotation de solidarité
      taux des communes à compter de 2029 : foncier non bâti − 1,5 point
      en connaissance de cause : « essai »

    article 8 : prise en charge du FPIC
      37 % du prélèvement des communes à compter de 2026
    """,
  ]

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every tree of a study: each commune, each year, net and the indicators.
  private func trees(_ study: Study) throws -> [Explanation] {
    let run = try ExplainedRun(study.plans[0])
    return run.plan.annees.flatMap { year in
      study.territoire.communes.indices.flatMap { row in
        [GrandeurExpliquee.net, .potentielFinancier, .cif, .dotationIntercommunalite].flatMap {
          run.explain(row: row, annee: year, $0) ?? []
        }
      }
    }
  }

  private func studies() throws -> [Study] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Self.root.appending(path: "Scenarios"), to: folder)
    var out = try ["a", "b", "c", "d", "e"].map {
      try Study.open([folder.appending(path: "scenario-\($0).pacte").path])
    }
    for (index, articles) in Self.others.enumerated() {
      let text = """
        pacte « Essai », scénario T
        territoire 200012345 « CA du Val d'Exemple »
        données « territoire »
        période 2026 à 2031

        \(articles)
        """
      let file = folder.appending(path: "essai-\(index).pacte")
      try Data(text.utf8).write(to: file)
      out.append(try Study.open([file.path]))
    }
    return out
  }

  @Test("l'arithmétique imprimée redonne chaque montant, de chaque commune, chaque année")
  func arithmetic() throws {
    var checked = 0
    for study in try studies() {
      for tree in try trees(study) {
        for node in tree.tous {
          guard let operation = node.operation, !node.valeur.isNaN else { continue }
          let printed = FigureText.operation(operation)
          let found = try PocketCalculator.evaluate(printed)
          let shown = try PocketCalculator.evaluate(FigureText.shown(node.valeur, node.unite))
          let tolerance: Double =
            switch node.unite {
            case .centimes, .euros: 5e-4 + 1e-9 * shown.magnitude
            case .habitants: 0
            case .taux: 1e-9
            default: 1e-8 * max(1, shown.magnitude)
            }
          #expect((found - shown).magnitude <= tolerance, "\(node.grandeur) : \(printed) = \(found), et non \(shown)")
          checked += 1
        }
      }
    }
    #expect(checked > 20_000)
  }

  @Test("chaque nombre d'un calcul est la valeur d'un nœud enfant, une constante de la formule, ou une unité d'arrondi")
  func operands() throws {
    for study in try studies() {
      for node in try trees(study).flatMap(\.tous) {
        guard let operation = node.operation else { continue }
        let children = try node.enfants.filter { $0.unite != .ouiNon }.map {
          try PocketCalculator.evaluate(FigureText.shown($0.valeur.magnitude, $0.unite))
        }
        for operand in try PocketCalculator.operands(FigureText.operation(operation)) {
          let constant = operand == 0.01 || (operand == operand.rounded() && operand <= 10)
          #expect(
            constant || children.contains { ($0 - operand).magnitude <= 1e-12 * max(1, operand) },
            "\(node.grandeur) : \(operand) dans \(FigureText.operation(operation))")
        }
      }
    }
  }

  @Test("chaque feuille dit d'où elle vient, chaque nœud a un nom, un calcul ou une phrase")
  func provenance() throws {
    for study in try studies() {
      for node in try trees(study).flatMap(\.tous) {
        #expect(!node.grandeur.isEmpty, "\(node.libelle)")
        if node.enfants.isEmpty {
          #expect(node.source != nil || node.parametre != nil, "\(node.grandeur) : \(node.libelle)")
        } else {
          #expect(node.operation != nil || node.calcul != nil || node.source != nil, "\(node.grandeur)")
        }
        if let parametre = node.parametre {
          #expect(CheminParametre(rawValue: parametre.chemin) != nil)
          #expect(!parametre.article.isEmpty)
        }
      }
    }
  }

  @Test("le détail donne ce que chaque levier coûte à l'EPCI, et leur somme est le coût")
  func costs() throws {
    let study = try #require(try studies().last)
    let lines = try #require(try study.details().first?.lignes.filter { $0.annee == 2029 && $0.commune == nil })
    func cost(_ name: String) -> Double? { lines.first { $0.grandeur == "epci.\(name)" }?.valeur }
    // 65 % of 90 001 € and 70 000 €.
    let levers = Flux.leviers.compactMap { cost($0.rawValue) }
    #expect(levers.count == 6 && cost("services_communs") == -12_850_065)
    let historical = try ["ac", "dsc", "fpic_prelevement"].reduce(0) { $0 + (try #require(cost($1))) }
    let received = try #require(cost("fpic_reversement"))
    #expect(cost("cout") == historical - received + levers.reduce(0, +))
  }

  @Test("une grandeur de l'ensemble est la même dans la trace de toutes les communes d'une année")
  func ensemble() throws {
    for study in try studies() {
      let run = try ExplainedRun(study.plans[0])
      for year in run.plan.annees {
        var known: [String: Double] = [:]
        for row in study.territoire.communes.indices {
          for node in (run.explain(row: row, annee: year, .net) ?? []).flatMap(\.tous)
          where node.portee == .ensemble && !node.valeur.isNaN {
            let before = known.updateValue(node.valeur, forKey: node.grandeur) ?? node.valeur
            #expect(before == node.valeur, "\(node.grandeur) \(year) \(row)")
          }
        }
      }
    }
  }

  @Test("le texte et le JSON disent la borne légale et la marge d'une répartition dérogatoire, et son paramètre")
  func bounds() throws {
    let study = try Study.open([Self.root.appending(path: "Scenarios/scenario-b.pacte").path])
    let tree = try study.explain(commune: "Montjoie", annee: 2026, grandeur: .fpic)
    let text = tree.map(ExplanationRenderer.text).joined()
      .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    // 520 000 € × 0,3842 = 199 784 €; 320 216 € × 3 083 933 ÷ 121 333 645 = 8 138,93: 8 139 €, plus 30 %.
    #expect(text.contains("borne légale : au plus 10 580 €"))
    #expect(text.contains("paramètre fpic.derogation.ecart_maximal_commune, valeur depuis 2015"))
    let json = ExplanationRenderer.json(tree)
    #expect(json.contains("\"chemin\": \"fpic.derogation.ecart_maximal_commune\""))
    #expect(json.contains("\"maximum\": 10580.0"))
  }

  @Test("le détail donne chaque grandeur une fois par année et par commune, et se relit au même nombre")
  func detail() throws {
    for study in try studies() {
      var seen: Set<String> = []
      let details = try study.details()
      for line in details[0].lignes {
        let key = "\(line.annee) \(line.commune ?? -1) \(line.grandeur)"
        #expect(seen.insert(key).inserted, "\(key)")
      }
      let table = DetailTable.make(details, territoire: study.territoire)
      let text = String(decoding: table.csv(.standard), as: UTF8.self)
      let lines = text.split(separator: "\r\n").dropFirst()
      #expect(lines.count == details[0].lignes.count)
      for (line, known) in zip(lines, details[0].lignes) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        let written = Double(fields[5])
        #expect(written == (known.valeur.isNaN ? nil : known.unite == .centimes ? known.valeur / 100 : known.valeur))
      }
    }
  }

  @Test("le détail porte les grandeurs de l'ensemble : enveloppe, facteur du tunnel, moyennes, CIF, part de l'EPCI")
  func detailOfTheEnsemble() throws {
    let study = try Study.open([Self.root.appending(path: "Scenarios/scenario-b.pacte").path])
    let lines = try study.details()[0].lignes.filter { $0.annee == 2026 && $0.commune == nil }
    func value(_ name: String) throws -> Double { try #require(lines.first { $0.grandeur == name }).valeur }
    #expect(try value("dsc.enveloppe") == 360_000_000)
    #expect(try value("cif") == 0.3842)
    // Σ potentiel financier 121 333 645 €, Σ population DGF 87 941.
    #expect(try (value("dsc.critere_1.moyenne") - 121_333_645.0 / 87_941).magnitude < 1e-9)
    // 45 % of 520 000 €, and the three exempt communes.
    #expect(try value("fpic_prelevement.part_epci") == 234_000)
    #expect(try value("epci.fpic_prelevement") > 23_400_000)
    #expect(try value("dsc.theta") > 0)
  }
}
