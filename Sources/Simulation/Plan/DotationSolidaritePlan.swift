import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The DSC of a scenario tied to the territory: what does not change over the years is settled once.
struct DotationSolidaritePlan: Sendable {
  let article: Article
  let clauses: ClausesDotationSolidarite
  /// Every written criterion, of the whole or of the fractions in turn.
  let criteria: CriteriaPlan
  let lignes: [Critere]
  /// By criterion: its fraction; `nil` when the envelope is split as a whole.
  let fractions: [Int?]
  /// Centimes by year.
  var enveloppes: [Int: Double]
  /// Centimes owed to the communes of the contrat de ville, in the years without a pact.
  let planchers: [Int: Double]
  /// Centimes by year to each neighbouring EPCI.
  let versements: [(nom: String, centimes: [Int: Double])]
  let ponderation: PopulationPonderation
  let cadre: CadreDSC
  let territoire: Territory

  static func compile(
    article: Article, clauses: ClausesDotationSolidarite, territoire: Territory, annees: [Int],
    parametres: ParametresDSC, droit: Parametres, projection: Projection
  ) throws(DiagnosedError) -> DotationSolidaritePlan {
    let amounts = EnvelopeResolver(
      article: article, clauses: clauses, territoire: territoire, projection: projection, droit: droit)
    let planchers = try amounts.floors(annees)
    let enveloppes = try amounts.envelopes(annees, planchers: planchers)
    try checkOrigins(clauses, article)
    var lignes = clauses.repartition
    var fractions = [Int?](repeating: nil, count: lignes.count)
    for (index, fraction) in clauses.fractions.enumerated() {
      lignes += fraction.repartition
      fractions += [Int?](repeating: index, count: fraction.repartition.count)
    }
    return DotationSolidaritePlan(
      article: article, clauses: clauses,
      criteria: try CriteriaPlan.compile(lignes, territoire: territoire, ecretage: parametres.ecretage),
      lignes: lignes, fractions: fractions, enveloppes: enveloppes, planchers: planchers,
      versements: try clauses.versements.map { written throws(DiagnosedError) in
        (written.nom.value, try amounts.written(written.montant, annees))
      },
      ponderation: clauses.ponderation?.value == .dgf ? .dgf : .insee,
      cadre: CadreDSC(territoire),
      territoire: territoire)
  }

  /// A guarantee and a smoothing of the same article start from the same past year.
  private static func checkOrigins(_ clauses: ClausesDotationSolidarite, _ article: Article) throws(DiagnosedError) {
    guard let lissage = clauses.lissage, case .lineaire(_, let from) = lissage.value else { return }
    for garantie in clauses.garanties {
      guard case .annee(let year) = garantie.value.base, year != from else { continue }
      throw DiagnosedError([
        Diagnostic(
          "S0303", .erreur, "la garantie part des montants de \(year), le lissage de ceux de \(from)",
          place: garantie.span.place(), related: [lissage.span.place("le lissage")], context: article.heading,
          repair: "prenez la même année pour les deux")
      ])
    }
  }

  /// What a year of DSC is computed from, and the facts that the arithmetic does not find.
  /// - Parameter depart: first year of the period, in which reforms start.
  func entrees(
    annee: Int, depart: Int, state: YearState
  ) throws(DiagnosedError) -> (entrees: DotationSolidariteEntrees, faits: [FaitDSC]) {
    let composition = composition(annee: annee, state: state)
    var entrees = DotationSolidariteEntrees(
      scenarios: 1, communes: composition.colonnes, criteres: composition.criteres,
      poids: Matrix(column: composition.poids), enveloppes: [enveloppes[annee] ?? .nan])
    entrees.ponderation = ponderation
    if clauses.reconduction?.value == annee { entrees.mode = .reconduction }
    entrees.cadre = cadre(annee: annee)
    entrees.anneePrecedente = state.dotationSolidarite
    try applyGuarantee(&entrees, annee: annee, state: state)
    try applySmoothing(&entrees, annee: annee, depart: depart)
    var faits = composition.faits
    if unite == .euro { faits += entrees.enEuros() }
    if annee == depart { for versement in versements { faits.append(.dotationVoisine(versement.nom)) } }
    return (entrees, faits)
  }

  func evaluate(
    annee: Int, depart: Int, state: YearState, parametres: ParametresDSC
  ) throws(DiagnosedError) -> DotationSolidariteResultat {
    let (entrees, faits) = try entrees(annee: annee, depart: depart, state: state)
    var out = DotationSolidarite.calculer(entrees, parametres: parametres).enCentimes(unite)
    out.faits[0] += faits
    if !parametres.produitFiscalAdmis {
      out.faits[0] += zip(criteria.criteres, criteria.sources).filter { $0.1.contains("produit_fp") }.map {
        .critereProduitFiscal(critere: $0.0.libelle)
      }
    }
    if faits.contains(where: { $0.severity == .erreur }) { out.montants = out.montants.map { _ in .nan } }
    return out
  }

  /// Unit in which amounts are closed.
  var unite: UniteMonetaire { clauses.arrondiALEuro ? .euro : .centime }

  private func cadre(annee: Int) -> CadreDSC {
    var out = cadre
    if let fusion = clauses.fusion?.value {
      out.anneesDepuisFusion = annee >= fusion.annee ? annee - fusion.annee : nil
      out.ecartPotentielFusion = fusion.ecart.fraction
    }
    if let plancher = planchers[annee] {
      out.pacteAdopte = false
      out.planchersContratDeVille = [plancher]
    }
    return out
  }

  /// What the criteria of a year read.
  func columns(_ state: YearState) -> ColonnesCommunes {
    criteria.colonnes.of(state, fiscal: lignes.contains { $0.grandeur.value == .potentielFiscal })
  }

  /// The guarantee of a year: the first written one that still holds.
  func guarantee(annee: Int) -> Located<ClausesDotationSolidarite.Garantie>? {
    clauses.garanties.first { annee <= $0.value.jusquEn?.value ?? .max }
  }

  private func applyGuarantee(
    _ entrees: inout DotationSolidariteEntrees, annee: Int, state: YearState
  ) throws(DiagnosedError) {
    guard let clause = guarantee(annee: annee) else { return }
    let garantie = clause.value
    var reference = ReferenceGarantie.anneePrecedente
    if case .annee(let year) = garantie.base {
      reference = .origine
      entrees.origine = try past(year, at: clause.span)
    }
    // Amounts per inhabitant alone look back at nothing: no commune lacks a history.
    if !garantie.seRefere {
      reference = .origine
      if entrees.origine == nil { entrees.origine = Matrix(rows: territoire.communes.count, columns: 1) }
    }
    entrees.garantie = Garantie(
      methode(garantie.financement), reference: reference,
      planchers: [garantie.plancher?.value.fraction ?? .nan], plafonds: [garantie.plafond?.value.fraction ?? .nan])
    guard !garantie.habitant.estVide else { return }
    let past = reference == .origine ? entrees.origine : state.dotationSolidarite
    let known = garantie.seRefere ? past?.columnArray(0) ?? [] : []
    entrees.garantie.ecrites = BornesEcrites(
      garantie.termes(state, unite: unite), reference: known.map { $0 / unite.centimes },
      communes: territoire.communes.count)
  }

  private func methode(_ financement: ClausesDotationSolidarite.Garantie.Financement) -> MethodeGarantie {
    switch financement {
    case .epci: .complement
    case .communesEnHausse: .gagnants
    case .tunnel: .tunnel
    }
  }

  private func applySmoothing(
    _ entrees: inout DotationSolidariteEntrees, annee: Int, depart: Int
  ) throws(DiagnosedError) {
    guard let clause = clauses.lissage else { return }
    let rang = annee - depart + 1
    switch clause.value {
    case .lineaire(let ans, let depuis):
      entrees.origine = try past(depuis, at: clause.span)
      entrees.lissage = LissageDSC(rang: rang, duree: ans)
    case .degressif(let echelle, let depuis):
      entrees.origine = try past(depuis, at: clause.span)
      entrees.garantie = GarantieDegressive.garantie(echelle: echelle.map(\.fraction), rang: rang)
    }
  }

  /// Centimes of a past year, from the territory.
  private func past(_ annee: Int, at span: Span) throws(DiagnosedError) -> Matrix {
    guard let column = territoire.column("dsc", annee: annee) else {
      var diagnostic = territoire.missingColumn(lever: "la dotation de solidarité", column: "dsc_\(annee)")
      diagnostic.place = span.place()
      throw DiagnosedError([diagnostic])
    }
    return Matrix(column: column.values.map { ($0 * 100).roundedHalfUp })
  }
}

extension ColonnesCommunes {
  /// With the figures of the year.
  /// - Parameter fiscal: the potentiel read is the potentiel fiscal.
  func of(_ state: YearState, fiscal: Bool) -> ColonnesCommunes {
    var out = self
    out.populationINSEE = state.populationINSEE
    out.populationDGF = state.populationDGF
    out.revenu = state.revenu
    out.potentiel = fiscal ? state.potentielFiscal : state.potentielFinancier
    return out
  }
}

extension DotationSolidaritePlan {
  /// Centimes paid to neighbouring EPCI in a year.
  func neighbours(_ annee: Int) -> Double { versements.reduce(0) { $0 + ($1.centimes[annee] ?? 0) } }
}
