import LinearAlgebra

/// Evaluates a list of criteria over a block; the DSC, the free revisions of AC and any other distribution share it.
///
/// A criterion whose data are the same for every scenario is evaluated once, in one column.
public struct MoteurCriteres: Sendable {
  public var communes: ColonnesCommunes
  public var ponderation: PopulationPonderation
  public var sens: SensRepartition
  var noyaux: KernelSet

  public init(
    communes: ColonnesCommunes, ponderation: PopulationPonderation = .insee, sens: SensRepartition = .direct,
    noyaux: KernelSet = .selected
  ) {
    self.communes = communes
    self.ponderation = ponderation
    self.sens = sens
    self.noyaux = noyaux
  }

  public func evaluer(_ criteres: [CritereRepartition]) -> [CritereEvalue] { criteres.map { evaluer($0) } }

  /// - Parameter coefficients: by scenario, exponent of shape A or slope of shape C; NaN where the one that the criterion
  ///   carries holds, empty when it holds everywhere.
  public func evaluer(_ critere: CritereRepartition, coefficients: [Double] = []) -> CritereEvalue {
    let population = communes.population(ponderation)
    switch critere.nature {
    case .revenu(let forme):
      return richesse(critere, forme, communes.revenu, communes.populationINSEE, population, coefficients)
    case .potentiel(let forme):
      return richesse(critere, forme, communes.potentiel, communes.populationDGF, population, coefficients)
    case .population(let choix):
      return quantite(critere, choix.map(communes.population) ?? population, population)
    case .quantite(let index):
      return quantite(critere, communes.quantites[index], population)
    case .tauxPondere(let numerateur, let denominateur):
      return taux(critere, numerateur, denominateur, population)
    case .forfait:
      return forfait(critere, seuil: .infinity, population)
    case .petiteCommune(let seuil):
      return forfait(critere, seuil: seuil, population)
    }
  }

  /// A criterion of wealth whose data are those of every scenario, for the shapes that a scenario moves; `nil` for
  /// another criterion, or when its data do not define a shape.
  func preparer(_ critere: CritereRepartition) -> FormePreparee? {
    let total: Matrix
    let habitants: Matrix
    switch critere.nature {
    case .revenu: (total, habitants) = (communes.revenu, communes.populationINSEE)
    case .potentiel: (total, habitants) = (communes.potentiel, communes.populationDGF)
    default: return nil
    }
    let population = communes.population(ponderation)
    guard let forme = critere.nature.forme, !forme.coefficient.isNaN,
      max(total.columns, habitants.columns, population.columns) == 1
    else { return nil }
    let (x, h, p) = (total.values, habitants.values, population.values)
    let moyenne = RichesseParHabitant.moyenne(total: x.span, habitants: h.span)
    guard moyenne > 0 else { return nil }
    var parHabitant = x
    var column = parHabitant.mutableSpan
    RichesseParHabitant.colonne(total: x.span, habitants: h.span, moyenne: moyenne, dans: &column)
    return FormePreparee(forme, richesse: parHabitant.span, moyenne: moyenne, population: p.span, sens: sens)
  }

  private func richesse(
    _ critere: CritereRepartition, _ forme: FormeRichesse, _ total: Matrix, _ habitants: Matrix, _ population: Matrix,
    _ coefficients: [Double]
  ) -> CritereEvalue {
    var out = Self.vide(critere, total, habitants, population, width: coefficients.count)
    var parHabitant = out.scores
    let scratch = LaneScratch(rows: population.rows, columns: 1)
    for j in 0..<out.scores.columns {
      let x = total.values.span.extracting(total.column(j))
      let h = habitants.values.span.extracting(habitants.column(j))
      let p = population.values.span.extracting(population.column(j))
      let moyenne = RichesseParHabitant.moyenne(total: x, habitants: h)
      out.moyennes[j] = moyenne
      parHabitant.updateColumn(j) {
        RichesseParHabitant.colonne(total: x, habitants: h, moyenne: moyenne, dans: &$0)
      }
      for i in 0..<x.count where p[i] > 0 && !(x[i] / h[i]).isFinite {
        out.faits[j].append(.donneeManquante(commune: i, critere: critere.libelle))
      }
      guard !moyenne.isNaN else {
        out.faits[j] = [.donneesAbsentes(critere: critere.libelle)]
        continue
      }
      guard moyenne > 0 else {
        out.faits[j].append(.moyenneNonPositive(critere: critere.libelle, moyenne: moyenne))
        continue
      }
      let r = parHabitant.values.span.extracting(parHabitant.column(j))
      if case .rapportInverse = forme {
        for i in 0..<x.count where p[i] > 0 && r[i] <= 0 {
          out.faits[j].append(.richesseNonPositive(commune: i, critere: critere.libelle, valeur: r[i]))
        }
      }
      let lue = coefficients.isEmpty ? forme : forme.avec(lane(coefficients, j))
      let preparee = FormePreparee(lue, richesse: r, moyenne: moyenne, population: p, sens: sens)
      preparee.colonnes.withColumn(0) {
        _ = FormePreparee.scores(
          preparee.nature, lues: $0, lanes: scratch.lanes, coefficient: lue.coefficient, noyaux: noyaux,
          dans: scratch.column(0))
      }
      let written = scratch.rows(0)
      out.scores.updateColumn(j) { scores in for i in 0..<scores.count { scores[i] = written[i] } }
    }
    out.parHabitant = parHabitant
    partager(&out, population)
    return out
  }

  private func quantite(
    _ critere: CritereRepartition, _ quantite: Matrix, _ population: Matrix
  ) -> CritereEvalue {
    var out = Self.vide(critere, quantite, population, population)
    for j in 0..<out.scores.columns {
      let q = quantite.values.span.extracting(quantite.column(j))
      let p = population.values.span.extracting(population.column(j))
      let moyenne = CritereQuantite.moyenne(quantite: q, population: p)
      out.moyennes[j] = moyenne
      Self.controler(&out, j, critere, q, p, moyenne)
      out.scores.updateColumn(j) {
        CritereQuantite.scores(quantite: q, moyenne: moyenne, population: p, dans: &$0)
      }
    }
    partager(&out, population)
    return out
  }

  private func taux(
    _ critere: CritereRepartition, _ numerateur: Int, _ denominateur: Int?, _ population: Matrix
  ) -> CritereEvalue {
    let a = communes.quantites[numerateur]
    let b = denominateur.map { communes.quantites[$0] }
    var out = Self.vide(critere, a, b ?? a, population)
    var taux = out.scores
    for j in 0..<out.scores.columns {
      for i in 0..<a.rows {
        let divisor = b.map { $0.values[$0.column(j).lowerBound + i] } ?? 1
        let value = a.values[a.column(j).lowerBound + i] / divisor
        taux[i, j] = value.isFinite ? value : .nan
      }
      let t = taux.values.span.extracting(taux.column(j))
      let p = population.values.span.extracting(population.column(j))
      let moyenne = CritereTauxPondere.moyenne(taux: t, population: p)
      out.moyennes[j] = moyenne
      Self.controler(&out, j, critere, t, p, moyenne)
      out.scores.updateColumn(j) {
        CritereTauxPondere.scores(taux: t, moyenne: moyenne, population: p, dans: &$0)
      }
    }
    out.parHabitant = taux
    partager(&out, population)
    return out
  }

  private func forfait(_ critere: CritereRepartition, seuil: Double, _ population: Matrix) -> CritereEvalue {
    var out = Self.vide(critere, population, population, population)
    for j in 0..<out.scores.columns {
      let p = population.values.span.extracting(population.column(j))
      out.scores.updateColumn(j) { CritereForfait.scores(population: p, seuil: seuil, dans: &$0) }
    }
    partager(&out, population)
    return out
  }

  /// As wide as the widest of the data that the criterion reads.
  private static func vide(
    _ critere: CritereRepartition, _ a: Matrix, _ b: Matrix, _ p: Matrix, width: Int = 1
  ) -> CritereEvalue {
    let width = max(a.columns, b.columns, p.columns, width)
    let zero = Matrix(rows: p.rows, columns: width)
    return CritereEvalue(
      critere: critere, parHabitant: nil, moyennes: .init(repeating: .nan, count: width), scores: zero, parts: zero,
      clefs: PaddedColumns(rows: p.rows, columns: width), sommes: .init(repeating: .nan, count: width),
      faits: .init(repeating: [], count: width))
  }

  private static func controler(
    _ out: inout CritereEvalue, _ j: Int, _ critere: CritereRepartition, _ q: Span<Double>, _ p: Span<Double>,
    _ moyenne: Double
  ) {
    guard !moyenne.isNaN else {
      out.faits[j] = [.donneesAbsentes(critere: critere.libelle)]
      return
    }
    for i in 0..<q.count where p[i] > 0 {
      if q[i].isNaN { out.faits[j].append(.donneeManquante(commune: i, critere: critere.libelle)) }
      if q[i] < 0 {
        out.faits[j].append(.quantiteNegative(commune: i, critere: critere.libelle, valeur: q[i]))
      }
    }
  }

  private func partager(_ out: inout CritereEvalue, _ population: Matrix) {
    let scores = out.scores
    for j in 0..<scores.columns {
      let s = scores.values.span.extracting(scores.column(j))
      let p = population.values.span.extracting(population.column(j))
      var missing = false
      for i in 0..<p.count where p[i].isNaN {
        missing = true
        out.faits[j].append(.populationManquante(commune: i))
      }
      guard !missing, orderedSum(p) > 0 else {
        if !missing { out.faits[j] = [.aucunHabitant] }
        continue
      }
      let clef = PartsCriteres.clef(scores: s, population: p, noyaux: noyaux, colonne: j, dans: &out.clefs)
      out.sommes[j] = clef.somme
      out.parts.updateColumn(j) {
        PartsCriteres.parts(clefs: clef.distingue ? s : p, somme: clef.somme, dans: &$0)
      }
      // An error already says why there is no score.
      if !clef.distingue, !out.faits[j].contains(where: { $0.severity == .erreur }) {
        out.faits[j].append(.pointsNuls(critere: out.critere.libelle))
      }
    }
  }
}

/// The weights of one scenario: each between 0 and 1, all together 1 (to 1e-9).
func controlerPoids(_ poids: Span<Double>, _ criteres: [CritereRepartition]) -> [FaitCritere] {
  var faits: [FaitCritere] = []
  for (c, critere) in criteres.enumerated() where !(poids[c] >= 0 && poids[c] <= 1) {
    faits.append(.poidsHorsBornes(critere: critere.libelle, poids: poids[c]))
  }
  let total = orderedSum(poids)
  if !((total - 1).magnitude <= 1e-9) { faits.append(.totalDesPoids(total)) }
  return faits
}
