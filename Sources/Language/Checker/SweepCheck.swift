import Diagnostics
import Territory

/// What the block « balayer » says that cannot hold.
struct SweepCheck {
  let scenario: Scenario
  let balayage: Balayage
  /// A year of the country, rather than an EPCI.
  let national: Bool
  private(set) var found: [Diagnostic] = []

  static func check(_ scenario: Scenario, national: Bool = false) -> [Diagnostic] {
    guard let balayage = scenario.balayage else { return [] }
    var check = SweepCheck(scenario: scenario, balayage: balayage, national: national)
    check.run()
    return check.found
  }

  /// Columns named by the block and that the territory does not have.
  static func check(_ scenario: Scenario, territory: Territory) -> [Diagnostic] {
    (scenario.balayage?.axes ?? []).compactMap { axe in
      guard case .colonne(let nom) = axe.cible.value, territory.column(nom) == nil else { return nil }
      let nearest = Folding.nearest(nom, among: territory.columns.keys.sorted())
      return Diagnostic(
        "P0178", .erreur, "le territoire n'a pas de colonne « \(nom) »", place: axe.cible.span.place(),
        context: "balayer",
        repair: nearest.map { "vouliez-vous dire « \($0) » ?" }
          ?? "colonnes : \(territory.columns.keys.sorted().prefix(12).joined(separator: ", "))…")
    }
  }

  private init(scenario: Scenario, balayage: Balayage, national: Bool) {
    self.scenario = scenario
    self.balayage = balayage
    self.national = national
  }

  private mutating func add(
    _ code: String, _ severity: Severity, _ message: String, _ span: Span, related: [Place] = [], repair: String
  ) {
    found.append(
      Diagnostic(code, severity, message, place: span.place(), related: related, context: "balayer", repair: repair))
  }

  private mutating func run() {
    if balayage.axes.isEmpty {
      add(
        "P0170", .erreur, "le bloc « balayer » ne fait rien varier", balayage.span,
        repair: national
          ? "ajoutez par exemple « poids de l'indice de reversement : sur le simplexe par pas de 20 % »"
          : "ajoutez par exemple « enveloppe de l'article 2 : de 3 M€ à 5 M€ par pas de 250 k€ »")
    }
    for (index, axe) in balayage.axes.enumerated() {
      if let first = balayage.axes[..<index].first(where: { $0.cible.value == axe.cible.value }) {
        add(
          "P0116", .erreur, "« \(axe.cible.value.texte) » varie déjà", axe.cible.span,
          related: [first.cible.span.place("le premier")], repair: "gardez une seule des deux lignes")
        continue
      }
      check(axe)
    }
    checkDraws()
    checkNames()
  }

  private mutating func check(_ axe: Balayage.Axe) {
    let cible = axe.cible.value
    guard isHere(axe.cible) else { return }
    if case .parametre(_, let annee) = cible, annee > scenario.periode.value.upperBound {
      add(
        "P0113", .erreur, "la période s'arrête en \(scenario.periode.value.upperBound)", axe.cible.span,
        repair: "prenez une année de la période")
      return
    }
    guard let unit = unit(axe) else { return }
    switch (unit, axe.valeurs.value) {
    case (.poids, .simplexe): break
    case (.colonne, .erreur(let loi)): error(loi, axe.valeurs.span)
    case (.poids, .grilleSimplexe(let pas)):
      let steps = 100 / pas.value
      if !(pas.value > 0) || (steps - steps.rounded()).magnitude > 1e-9 {
        add(
          "P0174", .erreur, "le pas de \(pas.texte) % ne divise pas 100 %", axe.valeurs.span,
          repair: "prenez 5 %, 10 %, 20 % ou 25 %")
      }
    case (.poids, _):
      add(
        "P0172", .erreur, "des poids totalisent 100 % : ils varient ensemble, sur le simplexe", axe.valeurs.span,
        repair: "écrivez « tirés sur le simplexe » ou « sur le simplexe par pas de 10 % »")
    case (.colonne, _):
      add(
        "P0172", .erreur, "une colonne varie par une erreur relative, tirée pour chaque commune", axe.valeurs.span,
        repair: "écrivez « erreur normale d'écart-type 2 % »")
    case (_, .simplexe), (_, .grilleSimplexe):
      add(
        "P0172", .erreur, "seuls les poids d'une répartition varient sur le simplexe", axe.valeurs.span,
        repair: "écrivez une grille, une liste ou « tirée entre … et … »")
    case (_, .erreur):
      add(
        "P0172", .erreur, "une erreur relative ne porte que sur une colonne du territoire", axe.valeurs.span,
        repair: "écrivez « tirée entre … et … »")
    default: values(axe, unit)
    }
  }

  /// Figures are multiplied by one plus their error, and keep their sign.
  private mutating func error(_ loi: Balayage.Loi, _ span: Span) {
    guard loi.quantites.allSatisfy({ if case .pourcentage = $0 { true } else { false } }) else {
      add("P0173", .erreur, "une erreur relative est un pourcentage", span, repair: "écrivez par exemple « 2 % »")
      return
    }
    law(loi, span)
    if case .uniforme(let low, _) = loi, low.number < -100 {
      add(
        "P0174", .erreur, "une erreur de moins de − 100 % rendrait le chiffre négatif", span,
        repair: "prenez une borne de − 100 % au moins")
    }
  }

  private mutating func law(_ loi: Balayage.Loi, _ span: Span) {
    let numbers = loi.quantites.map(\.number)
    switch loi {
    case .uniforme where numbers[0] > numbers[1]:
      add("P0174", .erreur, "cet intervalle est vide", span, repair: "écrivez la plus petite valeur d'abord")
    case .normale where numbers[1] < 0:
      add("P0174", .erreur, "un écart-type n'est pas négatif", span, repair: "écrivez une valeur positive")
    case .triangulaire where !(numbers[0] <= numbers[1] && numbers[1] <= numbers[2]):
      add(
        "P0174", .erreur, "le mode est hors de l'intervalle", span, repair: "prenez un mode entre les deux bornes")
    default: break
    }
  }

  /// False, with a diagnostic, for a target of the other kind of sweep.
  private mutating func isHere(_ cible: Located<Balayage.Cible>) -> Bool {
    switch cible.value {
    case .parametre, .colonne: return true
    case .poidsIndice:
      if !national {
        add(
          "P0181", .erreur, "les poids d'un indice du FPIC ne varient que dans un balayage national", cible.span,
          repair: "lancez « pacte balayer --national DOSSIER --annee ANNÉE » avec un fichier qui a cette ligne")
      }
      return national
    default:
      if national {
        add(
          "P0181", .erreur, "un balayage national ne fait pas varier « \(cible.value.texte) »", cible.span,
          repair:
            "écrivez « paramètre … », « poids de l'indice de prélèvement », « poids de l'indice de reversement » ou « colonne … »"
        )
      }
      return !national
    }
  }

  private enum Unit: Equatable {
    case montant(ChoixPopulation?)
    case pourcentage, nombre, libre, poids, colonne
  }

  /// `nil`, with a diagnostic, when the scenario has nothing at the target.
  private mutating func unit(_ axe: Balayage.Axe) -> Unit? {
    switch axe.cible.value {
    case .colonne: return .colonne
    case .parametre: return .libre
    case .poidsIndice: return .poids
    default: break
    }
    switch scenario.valeur(axe.cible.value) {
    case .poids: return .poids
    case .quantite(.montant(let montant)): return .montant(montant.parHabitant)
    case .quantite(.pourcentage): return .pourcentage
    case .quantite(.nombre): return .nombre
    case nil:
      let count = scenario.occurrences(axe.cible.value)
      if count > 1 {
        add(
          "P0171", .erreur, "le scénario écrit \(count) valeurs que « \(axe.cible.value.texte) » désigne",
          axe.cible.span,
          repair: "précisez l'année (« en 2027 » après l'article), ou l'impôt, ou le côté du FPIC")
        return nil
      }
      add(
        "P0171", .erreur, "le scénario n'écrit rien que « \(axe.cible.value.texte) » désigne", axe.cible.span,
        repair: wayOut(axe.cible.value))
      return nil
    }
  }

  private func wayOut(_ cible: Balayage.Cible) -> String {
    let articles = scenario.articles.map(\.heading).joined(separator: " ; ")
    if let numero = cible.article, !scenario.articles.contains(where: { $0.numero.value == numero }) {
      return articles.isEmpty ? "le scénario n'a aucun article" : "articles du scénario : \(articles)"
    }
    switch cible {
    case .enveloppe(_, nil), .montantEnsemble(_, _, nil):
      return
        "si le montant est écrit pour plusieurs années, ajoutez « en 2027 » après l'article ; sinon écrivez-le dans l'article"
    case .enveloppe(_, let annee?), .montantEnsemble(_, _, let annee?):
      return "l'article n'écrit pas de montant pour \(annee)"
    case .indexation: return "l'enveloppe de l'article n'est pas indexée : ajoutez « puis indexée de 1 % par an »"
    case .plancher, .plafond, .borne(.baisse, _, _), .borne(.hausse, _, _):
      return "l'article n'a pas de garantie ni de tunnel avec cette borne"
    case .dureeLissage:
      return
        "seul un lissage linéaire a une durée, « lissage : linéaire sur 4 ans depuis les montants de 2025 » ; les taux d'une garantie dégressive se tiennent : écrivez un scénario pour chacune"
    case .finGarantie: return "écrivez la dernière année de la garantie, « …, jusqu'en 2028 inclus », puis balayez-la"
    case .poste(.duree, _, _, _), .poste(.entretien, _, _, _), .poste(.cout, _, _, _), .poste(.interets, _, _, _):
      return "donnez le nom d'un transfert, d'un service ou d'un projet de l'article où cette valeur est écrite"
    case .poste(.fonctionnement, _, _, nil), .poste(.investissement, _, _, nil):
      return "si plusieurs comptes sont écrits, ajoutez l'année de l'un d'eux après l'article : « en 2025 »"
    case .poidsNommes:
      return "donnez le nom d'un transfert dont plusieurs communes ont une part, d'un service ou d'une fraction"
    case .forme(.exposant, _, _):
      return "le critère s'écrit « …, rapport inverse exposant 1 » : écrivez la forme dans l'article, puis balayez-la"
    case .forme(.pente, _, _):
      return "le critère s'écrit « …, linéaire pente 1 » : écrivez la forme dans l'article, puis balayez-la"
    case .revision:
      return "il faut une seule révision de cette année, dont le montant est réparti, le taux ou le coût est écrit"
    default: return "écrivez d'abord cette clause dans l'article, puis balayez-la"
    }
  }

  private mutating func values(_ axe: Balayage.Axe, _ unit: Unit) {
    let quantities = axe.valeurs.value.quantites
    for quantity in quantities where !fits(quantity, unit) {
      add(
        "P0173", .erreur, "« \(quantity.texte) » n'a pas l'unité de « \(axe.cible.value.texte) »", axe.valeurs.span,
        repair: "il faut \(example(unit))")
      return
    }
    if let first = quantities.first, quantities.contains(where: { $0.kind != first.kind }) {
      add(
        "P0173", .erreur, "ces valeurs n'ont pas toutes la même unité", axe.valeurs.span,
        repair: "écrivez la même unité")
      return
    }
    let numbers = quantities.map(\.number)
    if axe.cible.value.estEntiere {
      let whole = numbers.allSatisfy { $0 >= 1 && $0 == $0.rounded() }
      if axe.valeurs.value.sontTirees || !whole {
        add(
          "P0173", .erreur, "des années sont un nombre entier, qui ne se tire pas", axe.valeurs.span,
          repair: "écrivez une liste ou une grille : « \(wholeExample(axe.cible.value)) »")
        return
      }
    }
    switch axe.valeurs.value {
    case .grille:
      let (low, high, step) = (numbers[0], numbers[1], numbers[2])
      guard step > 0, high >= low else {
        add(
          "P0174", .erreur, "cette grille est vide", axe.valeurs.span,
          repair: "allez de la plus petite à la plus grande valeur, par un pas positif")
        return
      }
      let steps = (high - low) / step
      if (steps - steps.rounded()).magnitude > 1e-6 {
        add(
          "P0175", .remarque, "la grille ne s'arrête pas sur « \(quantities[1].texte) »", axe.valeurs.span,
          repair: "choisissez un pas qui divise l'intervalle")
      }
    case .tirees(let loi): law(loi, axe.valeurs.span)
    default: break
    }
  }

  private func wholeExample(_ cible: Balayage.Cible) -> String {
    switch cible {
    case .finGarantie: "de \(scenario.periode.value.lowerBound) à \(scenario.periode.value.upperBound) par pas de 1"
    case .dureeLissage: "3, 4, 5, 6"
    default: "20, 25, 30"
    }
  }

  private func fits(_ quantity: Balayage.Quantite, _ unit: Unit) -> Bool {
    switch (quantity, unit) {
    case (_, .libre): true
    case (.montant(let montant), .montant(let population)): montant.parHabitant == population
    case (.pourcentage, .pourcentage), (.nombre, .nombre): true
    default: false
    }
  }

  private func example(_ unit: Unit) -> String {
    switch unit {
    case .montant(nil): "un montant, par exemple « 3 M€ »"
    case .montant(let population?): "un montant par habitant, par exemple « 25 €/hab. \(population.sigle) »"
    case .nombre: "un nombre sans unité, par exemple « 2 »"
    default: "un pourcentage, par exemple « 2 % »"
    }
  }

  private mutating func checkDraws() {
    let drawn = balayage.axes.first { $0.valeurs.value.sontTirees }
    if let drawn, balayage.tirages == nil {
      add(
        "P0176", .erreur, "le nombre des tirages et leur graine ne sont pas écrits", drawn.valeurs.span,
        repair: "ajoutez « tirages : 10 000 par hypercube latin, graine 42 »")
    }
    if drawn == nil, let tirages = balayage.tirages, !balayage.axes.isEmpty {
      add(
        "P0177", .erreur, "rien n'est tiré : cette ligne est sans effet", tirages.span,
        repair: "retirez-la, ou écrivez « tirée entre … et … » dans une ligne du bloc")
    }
  }

  /// Correlations and groups speak of axes of the block.
  private mutating func checkNames() {
    for correlation in balayage.correlations {
      for cible in [correlation.premiere, correlation.seconde] {
        let axe = axis(cible)
        if let axe, case .tirees = axe.valeurs.value { continue }
        guard axe != nil else { continue }
        add(
          "P0179", .erreur, "« \(cible.value.texte) » n'est pas une valeur tirée, elle ne peut pas être corrélée",
          cible.span, repair: "corrélez deux lignes « tirée … »")
      }
      if correlation.premiere.value == correlation.seconde.value {
        add(
          "P0179", .erreur, "une valeur n'est pas corrélée à elle-même", correlation.seconde.span,
          repair: "retirez cette ligne")
      }
    }
    for groupe in balayage.groupes { for cible in groupe.cibles { _ = axis(cible) } }
  }

  /// `nil`, with a diagnostic, when the target does not vary.
  private mutating func axis(_ cible: Located<Balayage.Cible>) -> Balayage.Axe? {
    if let axe = balayage.axes.first(where: { $0.cible.value == cible.value }) { return axe }
    let known = balayage.axes.map { "« \($0.cible.value.texte) »" }.joined(separator: ", ")
    add(
      "P0179", .erreur, "« \(cible.value.texte) » ne varie pas dans ce bloc", cible.span,
      repair: "ce qui varie : \(known)")
    return nil
  }
}

extension Balayage.Valeurs {
  /// The numbers written, in order.
  public var quantites: [Balayage.Quantite] {
    switch self {
    case .grille(let low, let high, let step): [low, high, step]
    case .liste(let values): values
    case .tirees(let loi), .erreur(let loi): loi.quantites
    case .grilleSimplexe, .simplexe: []
    }
  }
}

extension Balayage.Loi {
  var quantites: [Balayage.Quantite] {
    switch self {
    case .uniforme(let low, let high): [low, high]
    case .normale(let mean, let deviation): [mean, deviation]
    case .triangulaire(let low, let mode, let high): [low, mode, high]
    case .table: []
    }
  }
}

extension Balayage.Quantite {
  fileprivate var kind: Int {
    switch self {
    case .montant: 0
    case .pourcentage: 1
    case .nombre: 2
    }
  }

  fileprivate var number: Double {
    switch self {
    case .montant(let montant): Double(montant.centimes)
    case .pourcentage(let value), .nombre(let value): value.value
    }
  }
}
