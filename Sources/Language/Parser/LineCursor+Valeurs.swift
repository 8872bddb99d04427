import Diagnostics

extension LineCursor {
  private static let exempleGrille = "de 3 M€ à 5 M€ par pas de 250 k€"
  private static let exempleLoi = "tirée entre 1 % et 3 %"

  /// What follows the colon of a line of « balayer ».
  mutating func valeursBalayees() throws(LineFault) -> Located<Balayage.Valeurs> {
    let start = index
    let found: Balayage.Valeurs
    if accept("sur le simplexe") {
      try expect("par pas de", shown: "par pas de", example: "sur le simplexe par pas de 10 %")
      found = .grilleSimplexe(pas: try percent(example: "sur le simplexe par pas de 10 %").value)
    } else if accept(any: ["tires", "tirees", "tire", "tiree"]) {
      found = accept("sur le simplexe") ? .simplexe : .tirees(try loi())
    } else if accept("erreur") {
      found = .erreur(try loiErreur())
    } else if accept("de") {
      let low = try quantite(example: Self.exempleGrille)
      try expect("a", shown: "à", example: Self.exempleGrille)
      let high = try quantite(example: Self.exempleGrille)
      try expect("par pas de", shown: "par pas de", example: Self.exempleGrille)
      found = .grille(de: low, jusqua: high, pas: try quantite(example: Self.exempleGrille))
    } else {
      guard isAtQuantite else {
        throw expected(
          "une grille, une liste de valeurs ou des tirages",
          example: "\(Self.exempleGrille) », « 20 %, 30 %, 40 % » ou « \(Self.exempleLoi)")
      }
      var values = [try quantite(example: "20 %, 30 %, 40 %")]
      while accept(.virgule) || accept("et") { values.append(try quantite(example: "20 %, 30 %, 40 %")) }
      found = .liste(values)
    }
    return Located(found, span(from: start))
  }

  private var isAtQuantite: Bool {
    switch current?.kind {
    case .nombre, .plus, .moins: true
    default: false
    }
  }

  private mutating func loi() throws(LineFault) -> Balayage.Loi {
    if accept("entre") { return try uniforme() }
    if accept("dans") {
      return .table(try text("le nom d'un fichier entre guillemets", example: "tirée dans « inflation.csv »").value)
    }
    guard accept("selon la loi") else {
      throw expected("« entre », « selon la loi » ou « dans »", example: Self.exempleLoi)
    }
    if accept("normale") { return try normale() }
    if accept("triangulaire") { return try triangulaire() }
    if accept("uniforme") {
      try expect("entre", shown: "entre", example: Self.exempleLoi)
      return try uniforme()
    }
    throw expected("« normale », « triangulaire » ou « uniforme »", example: "tirée selon la loi normale …")
  }

  private mutating func loiErreur() throws(LineFault) -> Balayage.Loi {
    if accept("uniforme") {
      try expect("entre", shown: "entre", example: "erreur uniforme entre − 5 % et + 5 %")
      return try uniforme()
    }
    let example = "erreur normale d'écart-type 2 %"
    try expect("normale d ecart type", shown: "normale d'écart-type", example: example)
    return .normale(moyenne: .pourcentage(Decimal(0)), ecartType: try quantite(example: example))
  }

  private mutating func uniforme() throws(LineFault) -> Balayage.Loi {
    let low = try quantite(example: Self.exempleLoi)
    try expect("et", shown: "et", example: Self.exempleLoi)
    return .uniforme(low, try quantite(example: Self.exempleLoi))
  }

  private mutating func normale() throws(LineFault) -> Balayage.Loi {
    let example = "tirée selon la loi normale de moyenne 1,5 % et d'écart-type 0,5 %"
    try expect("de moyenne", shown: "de moyenne", example: example)
    let moyenne = try quantite(example: example)
    _ = accept("et")
    try expect("d ecart type", shown: "d'écart-type", example: example)
    return .normale(moyenne: moyenne, ecartType: try quantite(example: example))
  }

  private mutating func triangulaire() throws(LineFault) -> Balayage.Loi {
    let example = "tirée selon la loi triangulaire entre 1 % et 4 %, mode 2 %"
    try expect("entre", shown: "entre", example: example)
    let low = try quantite(example: example)
    try expect("et", shown: "et", example: example)
    let high = try quantite(example: example)
    skipCommas()
    try expect("mode", shown: "mode", example: example)
    return .triangulaire(low, mode: try quantite(example: example), high)
  }

  /// `250 k€`, `− 1,5 %`, `0,85`.
  private mutating func quantite(example: String) throws(LineFault) -> Balayage.Quantite {
    let start = index
    let negative = accept(.moins)
    if !negative { _ = accept(.plus) }
    guard let token = current, case .nombre(let value) = token.kind else {
      throw expected("une valeur avec son unité", example: example)
    }
    let next = index + 1 < tokens.count ? tokens[index + 1].kind : nil
    switch next {
    case .euro:
      index = start
      return .montant(try montant(example: example, signed: true).value)
    case .pourcent:
      index = start
      return .pourcentage(try percent(example: example, signed: true).value)
    default:
      index += 1
      return .nombre(Decimal(negative ? -value.mantissa : value.mantissa, decimals: value.decimals))
    }
  }
}
