import Diagnostics

/// One intermediate figure of a run, at full precision.
public struct DetailLine: Sendable, Equatable {
  public var annee: Int
  /// Row of the commune; `nil` for a figure of the ensemble.
  public var commune: Int?
  public var grandeur: String
  /// In the unit of the tree; amounts in centimes stay in centimes until they are written.
  public var valeur: Double
  public var unite: Explanation.Unite
  /// Identifier of the rule that computed it, or of the rule of the node above that uses it.
  public var regle: String
  public var source: String
}

extension Study {
  /// Every figure of every tree of every scenario: all the communes, all the years, each figure once.
  public func details() throws(DiagnosedError) -> [(scenario: String, lignes: [DetailLine])] {
    var out: [(scenario: String, lignes: [DetailLine])] = []
    for plan in plans { out.append((plan.scenario.nom, try ExplainedRun(plan).details())) }
    return out
  }
}

extension ExplainedRun {
  func details() -> [DetailLine] {
    var lines: [DetailLine] = []
    for trace in run.traces {
      var common: Set<String> = []
      if let epci = run.result.epci(trace.annee) { lines += epci.details }
      for row in plan.territoire.communes.indices {
        var own: Set<String> = []
        for grandeur in [GrandeurExpliquee.net, .potentielFinancier, .cif, .dotationIntercommunalite] {
          for tree in explain(row: row, annee: trace.annee, grandeur) ?? [] {
            append(tree, trace.annee, row, under: "", &own, &common, to: &lines)
          }
        }
      }
    }
    return lines
  }

  private func append(
    _ node: Explanation, _ annee: Int, _ row: Int, under rule: String, _ own: inout Set<String>,
    _ common: inout Set<String>, to lines: inout [DetailLine]
  ) {
    let isCommon = node.portee == .ensemble
    let regle = node.regle?.identifiant ?? (node.operation == nil ? "" : rule)
    if isCommon ? common.insert(node.grandeur).inserted : own.insert(node.grandeur).inserted {
      lines.append(
        DetailLine(
          annee: annee, commune: isCommon ? nil : row, grandeur: node.grandeur, valeur: node.valeur, unite: node.unite,
          regle: regle, source: node.parametre.map { "parametre \($0.chemin)" } ?? node.source ?? ""))
    }
    for child in node.enfants {
      append(child, annee, row, under: node.regle?.identifiant ?? rule, &own, &common, to: &lines)
    }
  }
}

extension EPCIYear {
  /// What the EPCI bears, after what it takes over from its communes.
  fileprivate var details: [DetailLine] {
    let figures: [(String, Double)] =
      [
        ("ac", attributionCompensation), ("dsc", dotationSolidarite), ("fpic_prelevement", prelevementFPIC),
        ("fpic_reversement", reversementFPIC),
      ] + Flux.leviers.compactMap { flux in leviers[flux].map { (flux.rawValue, $0) } } + [("cout", cout)]
    return figures.map { name, value in
      DetailLine(
        annee: annee, commune: nil, grandeur: "epci.\(name)", valeur: value, unite: .centimes, regle: "",
        source: "part de l'EPCI")
    }
  }
}
