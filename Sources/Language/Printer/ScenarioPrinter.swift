import Diagnostics

/// Writes a scenario in its canonical form: `parse(print(tree)) == tree`.
public enum ScenarioPrinter {
  /// - Parameter complet: writes the decided defaults that the tree leaves out.
  public static func print(_ scenario: Scenario, complet: Bool = false) -> String {
    var printer = Writer(complet: complet)
    printer.scenario(scenario)
    return printer.lines.joined(separator: "\n") + "\n"
  }
}

struct Writer {
  let complet: Bool
  private(set) var lines: [String] = []

  init(complet: Bool) { self.complet = complet }

  mutating func line(_ depth: Int, _ text: String) {
    lines.append(text.isEmpty ? "" : String(repeating: "  ", count: depth) + text)
  }

  mutating func scenario(_ scenario: Scenario) {
    let variante = scenario.variante.map { ", scénario \(Self.variante($0.value))" } ?? ""
    line(0, "pacte « \(scenario.titre.value) »\(variante)")
    line(0, "territoire  \(scenario.sirenTerritoire.value) « \(scenario.nomTerritoire.value) »")
    line(0, "données     « \(scenario.donnees.value) »")
    line(0, "période     \(scenario.periode.value.lowerBound) à \(scenario.periode.value.upperBound)")
    if let auteur = scenario.auteur { line(0, "auteur      « \(auteur.value) »") }
    if let date = scenario.date { line(0, "date        \(date.value.texte)") }
    if !scenario.hypotheses.isEmpty {
      line(0, "")
      line(0, "hypothèses")
      for hypothese in scenario.hypotheses { line(1, hypothese.texte) }
    }
    if scenario.sansRetroaction || complet || !scenario.parametres.isEmpty { line(0, "") }
    for parametre in scenario.parametres { line(0, parametre.texte) }
    if scenario.sansRetroaction || complet {
      line(0, scenario.sansRetroaction ? "sans rétroaction" : "avec rétroaction")
    }
    for article in scenario.articles {
      line(0, "")
      self.article(article)
    }
    if !scenario.exigences.isEmpty { line(0, "") }
    for exigence in scenario.exigences { line(0, "exiger \(exigence.condition.texte)") }
    if let balayage = scenario.balayage {
      line(0, "")
      self.balayage(balayage)
    }
  }

  private static func variante(_ name: String) -> String {
    let plain = !name.isEmpty && name.allSatisfy { ($0.isLetter && $0.isASCII) } && name.count <= 12
    return plain ? name : "« \(name) »"
  }

  private mutating func article(_ article: Article) {
    line(0, article.heading)
    switch article.objet {
    case .attributionCompensation(let clauses): attributionCompensation(clauses)
    case .dotationSolidarite(let clauses): dotationSolidarite(clauses)
    case .fpic(let clauses): fpic(clauses)
    case .levier(let levier): self.levier(levier)
    }
    if let motif = article.motif { line(1, "en connaissance de cause : « \(motif.value) »") }
  }

  mutating func criteres(_ depth: Int, _ criteres: [Critere]) {
    for critere in criteres {
      var text = "\(critere.poids.value.texte) % selon \(critere.grandeur.value.texte)"
      if let forme = critere.forme?.value ?? (complet ? critere.grandeur.value.formeParDefaut : nil) {
        text += ", \(forme.texte)"
      }
      line(depth, text)
    }
  }

  mutating func communes(_ montants: [MontantCommune]) {
    for montant in montants { line(2, "« \(montant.commune.value) » : \(montant.montant.value.texte(signed: true))") }
  }

  mutating func refus(_ refus: [CommuneRef]) {
    guard !refus.isEmpty else { return }
    line(2, "refus de " + refus.map { "« \($0.value) »" }.joined(separator: ", "))
  }

  private mutating func fpic(_ clauses: ClausesFPIC) {
    if let cif = clauses.coefficientIntegrationFiscale {
      line(1, "coefficient d'intégration fiscale : \(cif.value.texte) %")
    }
    if let decision = clauses.prelevement { self.decision("prélèvement", decision) }
    if let decision = clauses.reversement { self.decision("reversement", decision) }
  }

  private mutating func decision(_ name: String, _ decision: DecisionFPIC) {
    line(1, "\(name) : \(decision.mode.value.texte)")
    if let montant = decision.montantEnsemble {
      line(2, "montant de l'ensemble : \(montant.value.texte(feminine: false))")
    }
    if decision.montantCalcule != nil { line(2, "montant de l'ensemble : calculé") }
    if let part = decision.partEPCI { line(2, "part de l'EPCI : \(part.value.texte)") }
    if !decision.criteres.isEmpty {
      line(2, "entre communes :")
      criteres(3, decision.criteres)
    }
    communes(decision.montants)
    if decision.dansLesBornes { line(2, "dans les bornes légales") }
    if decision.pluriannuelle != nil { line(2, "vaut jusqu'à son retrait") }
    if let fin = decision.fin?.value {
      let cause =
        switch fin.cause {
        case .retrait: "retrait"
        case .revisionParEPCI: "révision demandée par l'EPCI"
        case .revisionParCommune: "révision demandée par une commune"
        }
      line(2, "\(cause) en \(fin.annee)")
    }
    if decision.exonereesPrelevees { line(2, "communes exonérées : prélevées") }
    if let date = decision.notification { line(2, "notification : le \(date.value.texte)") }
    if let vote = decision.vote { line(2, vote.value.texte) }
    if let date = decision.notificationAuxCommunes { line(2, "notification aux communes : le \(date.value.texte)") }
    for position in decision.positions { line(2, position.texte) }
  }
}
