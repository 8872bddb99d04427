import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

extension DotationSolidaritePlan {
  /// The criteria of a year with their weights in the whole envelope: those of the fractions weigh what their fraction is
  /// worth, those of the part reserved to the contrat de ville come beside.
  struct Composition: Sendable {
    var criteres: [CritereRepartition]
    var poids: [Double]
    var colonnes: ColonnesCommunes
    /// By criterion: its row in `lignes`, and whether it splits the reserved part.
    var origines: [(ligne: Int, reservee: Bool)]
    /// Centimes of each fraction.
    var fractions: [Double]
    /// Centimes reserved to the communes of the contrat de ville.
    var reserve: Double
    var faits: [FaitDSC]
  }

  func composition(annee: Int, state: YearState) -> Composition {
    let envelope = enveloppes[annee] ?? .nan
    let reserve = min(planchers[annee] ?? 0, envelope.isNaN ? 0 : envelope)
    var out = Composition(
      criteres: criteria.criteres, poids: criteria.poids, colonnes: columns(state),
      origines: lignes.indices.map { ($0, false) }, fractions: [], reserve: reserve, faits: [])
    if !clauses.fractions.isEmpty { weigh(&out, annee, envelope, envelope - reserve) }
    if reserve > 0 { set(aside: reserve, of: envelope, &out) }
    return out
  }

  /// - Parameters:
  ///   - envelope: what the shares refer to.
  ///   - total: what the fractions must add up to.
  private func weigh(_ out: inout Composition, _ annee: Int, _ envelope: Double, _ total: Double) {
    let parts = clauses.fractions.map { $0.part.value.part(annee: annee, enveloppes: enveloppes, plan: self) }
    let (amounts, gap) = FractionsDSC.montants(parts, enveloppe: envelope, aRepartir: total)
    out.fractions = amounts
    // A centime a fraction is the rounding of the shares: the first one takes it.
    if gap.magnitude <= Double(amounts.count), !amounts.isEmpty {
      out.fractions[0] += gap
    } else {
      out.faits.append(.fractionsNonFermees(fractions: amounts.reduce(0, +), enveloppe: total))
    }
    for c in out.poids.indices {
      guard let fraction = fractions[c] else { continue }
      out.poids[c] *= total > 0 ? out.fractions[fraction] / total : 1 / Double(amounts.count)
    }
  }

  private func set(aside reserve: Double, of envelope: Double, _ out: inout Composition) {
    let flags = territoire.column("contrat_ville")?.values ?? []
    guard flags.contains(1) else {
      out.faits.append(.aucuneCommuneDuContrat)
      return
    }
    let people = out.colonnes.population(ponderation).columnArray(0)
    let evaluated = MoteurCriteres(communes: out.colonnes, ponderation: ponderation).evaluer(out.criteres)
    let share = reserve / envelope
    for c in evaluated.indices {
      var reserved = [Double](repeating: 0, count: people.count)
      var span = reserved.mutableSpan
      let parts = (0..<people.count).map { evaluated[c].parts[$0, 0] }
      ReserveContratDeVille.parts(parts.span, concernees: flags.span, population: people.span, dans: &span)
      out.colonnes.quantites.append(Matrix(column: reserved))
      out.criteres.append(
        CritereRepartition(
          out.criteres[c].libelle, .quantite(out.colonnes.quantites.count - 1), legal: out.criteres[c].legal))
      out.origines.append((c, true))
      out.poids.append(out.poids[c] * share)
      out.poids[c] *= 1 - share
    }
    out.faits.append(.reserveContratDeVille(reserve: reserve))
  }
}

extension ClausesDotationSolidarite.Fraction.Part {
  func part(annee: Int, enveloppes: [Int: Double], plan: DotationSolidaritePlan) -> PartFraction {
    switch self {
    case .reste: return .reste
    case .part(let share): return .part(share.fraction)
    case .annuel(let amount): return .montant(amount.centimes(annee: annee, territoire: plan.territoire) ?? .nan)
    case .partIndexee(let share, let from, let rate):
      var amount = share.fraction * (enveloppes[from] ?? .nan)
      for _ in 0..<max(annee - from, 0) { amount *= 1 + rate.fraction }
      return .montant(amount.roundedHalfUp)
    }
  }
}

extension ClausesDotationSolidarite.Garantie {
  /// Its bounds in units of money, with the populations of the year.
  func termes(_ state: YearState, unite: UniteMonetaire) -> BornesEcrites.Termes {
    func heads(_ written: Located<Montant>?) -> BornesEcrites.ParHabitant {
      guard let amount = written?.value, let choix = amount.parHabitant else { return .init() }
      let people = choix == .insee ? state.populationINSEE : state.populationDGF
      return .init(montant: Double(amount.centimes) / unite.centimes, population: people.columnArray(0))
    }
    var out = BornesEcrites.Termes()
    out.plancher = plancher?.value.fraction ?? .nan
    out.plafond = plafond?.value.fraction ?? .nan
    out.plancherHabitant = heads(habitant.plancher)
    out.plafondHabitant = heads(habitant.plafond)
    out.baisseHabitant = heads(habitant.baisse)
    out.hausseHabitant = heads(habitant.hausse)
    return out
  }
}

extension DotationSolidariteEntrees {
  /// Every amount in euros, so that whole units are euros.
  mutating func enEuros() -> [FaitDSC] {
    var faits: [FaitDSC] = []
    let envelope = enveloppes[0]
    enveloppes[0] = (envelope / 100).roundedHalfUp
    if enveloppes[0] * 100 != envelope, !envelope.isNaN {
      faits.append(.enveloppeArrondie(envelope, arrondie: enveloppes[0] * 100))
    }
    anneePrecedente = anneePrecedente?.map { $0 / 100 }
    origine = origine?.map { $0 / 100 }
    cadre.planchersContratDeVille = cadre.planchersContratDeVille.map { $0 / 100 }
    return faits
  }
}

extension DotationSolidariteResultat {
  /// Amounts computed in `unite`, in centimes.
  func enCentimes(_ unite: UniteMonetaire) -> DotationSolidariteResultat {
    guard unite != .centime else { return self }
    let scale = unite.centimes
    var out = self
    for c in out.contributions.indices { out.contributions[c] = out.contributions[c].map { $0 * scale } }
    out.bruts = bruts.map { $0 * scale }
    out.planchers = planchers.map { $0 * scale }
    out.plafonds = plafonds.map { $0 * scale }
    out.garantis = garantis.map { $0 * scale }
    out.lisses = lisses.map { $0 * scale }
    out.montants = montants.map { $0 * scale }
    out.totaux = totaux.map { $0 * scale }
    out.faits = faits.map { $0.map { $0.enCentimes(unite: scale) } }
    return out
  }
}
