import Diagnostics

/// What a scenario says about itself that cannot hold, before any data is read.
public enum ScenarioChecker {
  public static func checkAlone(_ scenario: Scenario) -> [Diagnostic] {
    var check = LoneCheck(scenario: scenario)
    check.run()
    return check.found + SweepCheck.check(scenario)
  }
}

struct LoneCheck {
  let scenario: Scenario
  private(set) var found: [Diagnostic] = []
  private var heading: String?

  var periode: ClosedRange<Int> { scenario.periode.value }

  init(scenario: Scenario) { self.scenario = scenario }

  mutating func run() {
    duplicates()
    for article in scenario.articles {
      heading = article.heading
      switch article.objet {
      case .attributionCompensation(let clauses): check(clauses)
      case .dotationSolidarite(let clauses): check(clauses, article)
      case .fpic(let clauses): check(clauses, article)
      case .levier(let levier): check(levier, article)
      }
    }
    heading = nil
    for exigence in scenario.exigences { check(exigence) }
  }

  mutating func add(
    _ code: String, _ severity: Severity, _ message: String, _ span: Span, related: [Place] = [], repair: String? = nil
  ) {
    found.append(
      Diagnostic(code, severity, message, place: span.place(), related: related, context: heading, repair: repair))
  }

  private mutating func duplicates() {
    for (index, article) in scenario.articles.enumerated() {
      guard let first = scenario.articles[..<index].first(where: { $0.objet.libelle == article.objet.libelle }) else {
        continue
      }
      add(
        "P0110", .erreur, "deux articles traitent \(article.objet.libelle)", article.span,
        related: [first.span.place("le premier")], repair: "réunissez-les en un seul article")
    }
  }

  // MARK: - Weights

  /// The parts of a répartition total exactly 100 %.
  mutating func weights(_ criteres: [Critere]) {
    guard let first = criteres.first else { return }
    let scale = criteres.map(\.poids.value.decimals).max() ?? 0
    let total = criteres.reduce(Int64(0)) { sum, critere in
      let poids = critere.poids.value
      return (0..<(scale - poids.decimals)).reduce(poids.mantissa) { value, _ in value * 10 } + sum
    }
    let hundred = (0..<scale).reduce(Int64(100)) { value, _ in value * 10 }
    if total != hundred {
      let gap = Decimal(hundred - total, decimals: scale)
      let place = criteres[0].poids
      let others = criteres.dropFirst().map { "\($0.poids.value.texte) % (ligne \($0.poids.span.line))" }
      let fixed = Decimal(
        (0..<(scale - place.value.decimals)).reduce(place.value.mantissa) { value, _ in value * 10 } + hundred - total,
        decimals: scale)
      let example =
        fixed.mantissa > 0
        ? " ; par exemple \(fixed.texte) % à la ligne \(place.span.line)" : ""
      let sentence =
        gap.mantissa > 0
        ? "il manque \(gap.texte) %" : "il y a \(Decimal(-gap.mantissa, decimals: scale).texte) % de trop"
      found.append(
        Diagnostic(
          "P0112", .erreur, "les parts totalisent \(Decimal(total, decimals: scale).texte) %, il en faut 100 %",
          place: place.span.place(([place.value.texte + " %"] + others).joined(separator: ", ")), context: heading,
          repair: sentence + example))
    }
    for (index, critere) in criteres.enumerated() {
      let same = criteres[..<index].first {
        $0.grandeur.value == critere.grandeur.value && $0.forme?.value == critere.forme?.value
      }
      if let same {
        add(
          "P0127", .remarque, "ce critère est écrit deux fois, leurs parts s'ajoutent", critere.grandeur.span,
          related: [same.grandeur.span.place("le premier")], repair: "réunissez les deux lignes")
      }
      if critere.poids.value.mantissa == 0 {
        add(
          "P0129", .remarque, "ce critère a une part nulle, il est sans effet", critere.poids.span, repair: "retirez-le"
        )
      }
      if let forme = critere.forme, !critere.grandeur.value.estRichesse {
        add(
          "P0124", .erreur, "une forme ne s'applique qu'au revenu et au potentiel, pas à une quantité", forme.span,
          repair: "retirez-la de cette ligne")
      }
    }
    _ = first
  }

  // MARK: - Articles

  private mutating func check(_ clauses: ClausesFPIC, _ article: Article) {
    if clauses.prelevement == nil, clauses.reversement == nil {
      add(
        "P0115", .erreur, "l'article ne décide ni du prélèvement ni du reversement", article.span,
        repair: "ajoutez « prélèvement : droit commun » ou « reversement : droit commun »")
    }
    if let cif = clauses.coefficientIntegrationFiscale, cif.value.fraction > 1 {
      add(
        "P0120", .erreur, "un coefficient d'intégration fiscale ne dépasse pas 100 %", cif.span,
        repair: "vérifiez le coefficient")
    }
    for decision in [clauses.prelevement, clauses.reversement].compactMap({ $0 }) { check(decision) }
    for amount in [clauses.prelevement?.montantEnsemble, clauses.reversement?.montantEnsemble].compactMap({ $0 }) {
      if let suite = amount.value.suite, case .partHausse = suite.value {
        add(
          "P0131", .erreur, "seule l'enveloppe d'une dotation suit la hausse de la fiscalité professionnelle",
          suite.span,
          repair: "écrivez « puis constant » ou « puis indexé de 1 % par an »")
      }
    }
  }

  private mutating func check(_ decision: DecisionFPIC) {
    if let montant = decision.montantEnsemble { covers(montant) }
    weights(decision.criteres)
    repeated(decision.montants.map(\.commune))
    positions(decision.positions)
    if decision.mode.value != .libre, let line = decision.positions.first {
      add(
        "P0131", .alerte, "seule la répartition libre attend les conseils municipaux : cette ligne est sans effet",
        line.span, related: [decision.mode.span.place("le mode")], repair: "retirez-la")
    }
    // An amount is the frozen share of an EPT, which the checker with the territory judges.
    var part = decision.partEPCI
    if case .montant? = part?.value { part = nil }
    let details = part?.span ?? decision.criteres.first?.span ?? decision.montants.first?.commune.span
    if decision.mode.value == .droitCommun, let details {
      add(
        "P0131", .erreur, "le droit commun ne laisse rien à choisir : cette ligne est sans effet", details,
        related: [decision.mode.span.place("le mode")],
        repair: "retirez-la, ou écrivez « répartition dérogatoire à la majorité des deux tiers »")
    }
    if decision.mode.value == .droitCommun, let lasting = decision.pluriannuelle?.span ?? decision.fin?.span {
      add(
        "P0131", .erreur, "le droit commun se calcule chaque année : cette ligne est sans effet", lasting,
        related: [decision.mode.span.place("le mode")], repair: "retirez-la")
    } else if let fin = decision.fin, decision.pluriannuelle == nil {
      add(
        "P0131", .erreur, "une décision prise chaque année n'a pas de fin : cette ligne est sans effet", fin.span,
        repair: "ajoutez « vaut jusqu'à son retrait », ou retirez-la")
    }
    if !decision.criteres.isEmpty, let montant = decision.montants.first {
      add(
        "P0131", .erreur, "la répartition est donnée à la fois par des critères et par des montants",
        montant.commune.span, related: [decision.criteres[0].span.place("les critères")], repair: "gardez l'un des deux"
      )
    }
    if decision.dansLesBornes, decision.mode.value != .derogatoire {
      add(
        "P0131", .erreur, "seule la répartition dérogatoire a des bornes légales", decision.mode.span,
        repair: "retirez « dans les bornes légales »")
    }
    if case .pourcentage(let part)? = decision.partEPCI?.value, let span = decision.partEPCI?.span, part.fraction > 1 {
      add("P0120", .erreur, "la part de l'EPCI dépasse 100 %", span, repair: "écrivez 100 % au plus")
    }
  }

  // MARK: - Common

  /// Every year of the period has an amount.
  mutating func covers(_ montant: Located<MontantAnnuel>) {
    let paliers = montant.value.paliers
    guard let first = paliers.first, let last = paliers.last else { return }
    if first.annee.value > periode.lowerBound {
      add(
        "P0114", .erreur,
        "le montant n'est pas écrit pour \(LoneCheck.years(periode.lowerBound, first.annee.value - 1))",
        first.annee.span, repair: "commencez en \(periode.lowerBound)")
    }
    if montant.value.suite == nil, last.annee.value < periode.upperBound {
      add(
        "P0114", .erreur,
        "le montant n'est pas écrit pour \(LoneCheck.years(last.annee.value + 1, periode.upperBound))",
        last.annee.span, repair: "ajoutez « , puis constante » ou « , puis indexée de 1 % par an »")
    }
    for palier in paliers where palier.annee.value > periode.upperBound {
      add(
        "P0151", .remarque, "\(palier.annee.value) est après la période, ce montant est sans effet", palier.annee.span,
        repair: "retirez-le, ou allongez la période")
    }
  }

  static func years(_ first: Int, _ last: Int) -> String { first == last ? "\(first)" : "\(first) à \(last)" }

  mutating func started(_ year: Located<Int>) {
    if year.value > periode.upperBound {
      add(
        "P0151", .remarque, "\(year.value) est après la période, cette mesure est sans effet", year.span,
        repair: "changez l'année, ou allongez la période")
    } else if year.value < periode.lowerBound {
      add(
        "P0113", .erreur, "\(year.value) est avant la période, qui commence en \(periode.lowerBound)", year.span,
        repair: "les montants de départ contiennent déjà les révisions passées : écrivez une année de la période")
    }
  }

  /// A commune says one thing, and « toutes les communes » is written once.
  mutating func positions(_ positions: [PositionMunicipale]) {
    repeated(positions.flatMap(\.communes))
    let all = positions.filter(\.communes.isEmpty)
    guard all.count > 1 else { return }
    add(
      "P0126", .erreur, "« toutes les communes » est écrit deux fois", all[1].span,
      related: [all[0].span.place("la première fois")], repair: "gardez une seule ligne")
  }

  mutating func repeated(_ communes: [CommuneRef]) {
    for (index, commune) in communes.enumerated() {
      let key = Folding.fold(commune.value)
      guard let first = communes[..<index].first(where: { Folding.fold($0.value) == key }) else { continue }
      add(
        "P0126", .erreur, "« \(commune.value) » est écrite deux fois", commune.span,
        related: [first.span.place("la première fois")], repair: "gardez une seule ligne")
    }
  }

  private mutating func check(_ exigence: Exigence) {
    let year: Located<Int>? =
      switch exigence.condition {
      case .montant(_, _, _, _, let annee): annee
      case .coutEPCI(_, let annee): annee
      default: nil
      }
    if let year, !periode.contains(year.value) {
      add(
        "P0113", .erreur, "\(year.value) n'est pas dans la période (\(periode.lowerBound) à \(periode.upperBound))",
        year.span, repair: "choisissez une année de la période")
    }
  }
}

extension Grandeur {
  /// Income and potentiel have a shape; quantities do not.
  public var estRichesse: Bool {
    switch self {
    case .potentielFinancier, .potentielFiscal, .revenu: true
    default: false
    }
  }
}

extension Decimal {
  /// With a decimal comma, without useless zeros: `36,25`.
  public var texte: String { Typography.shortest(value, maximum: max(decimals, 0)) }
}
