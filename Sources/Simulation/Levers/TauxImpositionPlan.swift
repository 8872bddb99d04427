import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// Rates of a council, and how far the scenario has moved them since the start.
struct TauxDuConseil: Sendable, Equatable {
  var depart: TauxVotes
  var ecart = TauxVotes(repeating: 0)

  subscript(impot: Impot) -> Double { depart[impot] + ecart[impot] }
}

extension TauxVotes {
  init(repeating value: Double) {
    self.init()
    for impot in Impot.allCases { self[impot] = value }
  }
}

/// A year of rates: what moved, what it brings, what the rules of link say.
struct FiscaliteAnnee: Sendable {
  var epci: TauxDuConseil
  var communes: [TauxDuConseil]
  /// Bases of the year by tax, euros; empty where the territory has none.
  var bases: [Impot: [Double]]
  /// Gain of the EPCI on each commune's territory, centimes.
  var gainsEPCI: [Double]
  var examens: [(commune: Int?, examen: ExamenLien)]
}

struct TauxImpositionPlan: Sendable {
  let article: Article
  let clauses: ClausesTauxImposition
  private let territoire: Territory
  private let depart: (epci: TauxDuConseil, communes: [TauxDuConseil])

  init(article: Article, clauses: ClausesTauxImposition, territoire: Territory, annees: [Int]) {
    self.article = article
    self.clauses = clauses
    self.territoire = territoire
    let first = annees.first ?? territoire.annee
    let last = annees.last ?? first
    var epci = TauxVotes()
    var communes = [TauxVotes](repeating: TauxVotes(), count: territoire.communes.count)
    for impot in Impot.allCases {
      let family = "taux_\(impot.colonne)"
      let ensemble = territoire.ensemble
      epci[impot] =
        (ensemble?.latestVintage(of: family, upTo: first - 1) ?? ensemble?.latestVintage(of: family, upTo: last))?
        .value ?? .nan
      let column =
        territoire.latestVintage(of: family, upTo: first - 1) ?? territoire.latestVintage(of: family, upTo: last)
      for row in communes.indices { communes[row][impot] = column?.column.values[row] ?? .nan }
    }
    depart = (TauxDuConseil(depart: epci), communes.map { TauxDuConseil(depart: $0) })
  }

  /// Rates in force in a year.
  func taux(annee: Int) -> (epci: TauxDuConseil, communes: [TauxDuConseil]) {
    var out = depart
    let inForce = clauses.mesures.enumerated().filter { $0.element.aCompterDe.value <= annee }
      .sorted { ($0.element.aCompterDe.value, $0.offset) < ($1.element.aCompterDe.value, $1.offset) }
    for (_, mesure) in inForce {
      let impot = Impot(mesure.impot.value)
      switch mesure.genre {
      case .echange(let points, _):
        out.epci.ecart[impot] += points.value.fraction
        for row in out.communes.indices { out.communes[row].ecart[impot] -= points.value.fraction }
      case .vote(let qui, let changement):
        switch qui {
        case .epci: change(&out.epci, impot, changement)
        case .communes: for row in out.communes.indices { change(&out.communes[row], impot, changement) }
        case .commune(let name):
          if let row = name.resolve(in: territoire) { change(&out.communes[row], impot, changement) }
        }
      }
    }
    return out
  }

  private func change(_ council: inout TauxDuConseil, _ impot: Impot, _ changement: MesureTaux.Changement) {
    switch changement {
    case .points(let points): council.ecart[impot] += points.value.fraction
    case .taux(let rate): council.ecart[impot] = rate.value.fraction - council.depart[impot]
    }
  }

  func bases(_ impot: Impot, annee: Int) -> [Double]? {
    territoire.latestVintage(of: "bases_\(impot.colonne)", upTo: annee)?.column.values
  }

  func evaluate(annee: Int, parametres: Parametres, into year: inout LeverYear) throws(DiagnosedError) {
    let rules = try ParametresTaux(annee: annee, parametres: parametres)
    let now = taux(annee: annee)
    let count = territoire.communes.count
    var bases: [Impot: [Double]] = [:]
    var own = [Double](repeating: 0, count: count)
    var gains = own
    var faits: [FaitTaux] = []
    for impot in Impot.allCases {
      let found = self.bases(impot, annee: annee)
      if let found { bases[impot] = found }
      if now.epci[impot] < 0 { faits.append(.tauxNegatif(commune: nil, impot, taux: now.epci[impot])) }
      for row in 0..<count {
        let moves = now.communes[row].ecart[impot]
        if now.communes[row][impot] < 0 {
          faits.append(.tauxNegatif(commune: row, impot, taux: now.communes[row][impot]))
        }
        if moves != 0, now.communes[row][impot].isNaN { faits.append(.tauxManquant(commune: row, impot)) }
        let base = found?[row] ?? .nan
        if moves != 0 || now.epci.ecart[impot] != 0, base.isNaN { faits.append(.baseManquante(commune: row, impot)) }
        own[row] += ProduitFiscal.variation(base: base, ecart: moves)
        gains[row] += ProduitFiscal.variation(base: base, ecart: now.epci.ecart[impot])
      }
      if now.epci.ecart[impot] != 0, now.epci[impot].isNaN { faits.append(.tauxManquant(commune: nil, impot)) }
    }
    if territoire.regime == .FPU, now.communes.contains(where: { $0.ecart[.cfe] != 0 }) {
      faits.append(.cfeDesCommunes)
    }
    let judge = LinkJudge(plan: self, annee: annee, fpu: territoire.regime == .FPU, rules: rules)
    let (examens, found) = judge.judge()
    faits += found
    year.fiscalite = FiscaliteAnnee(
      epci: now.epci, communes: now.communes, bases: bases, gainsEPCI: gains, examens: examens)
    year.flux[.fiscalite] = own
    year.couts[.fiscalite] = 0 - orderedSum(gains.span)
    year.add(LeverFacts(article: article, faits: faits))
  }

  // MARK: - Swaps

  /// What each swap gives back through a vehicle, centimes by commune: the amount of the year of the swap, held.
  func restitutions(_ vehicle: MesureTaux.Restitution) -> [(mesure: MesureTaux, centimes: [Double])] {
    clauses.mesures.compactMap { mesure in
      guard case .echange(let points, let restitution) = mesure.genre, restitution.value == vehicle,
        let bases = bases(Impot(mesure.impot.value), annee: mesure.aCompterDe.value)
      else { return nil }
      return (mesure, bases.map { ProduitFiscal.variation(base: $0, ecart: points.value.fraction) })
    }
  }

  /// What a vehicle shares in a year on top of its own envelope, centimes.
  func supplement(_ vehicle: MesureTaux.Restitution, annee: Int) -> Double {
    restitutions(vehicle).filter { $0.mesure.aCompterDe.value <= annee }
      .reduce(0) { $0 + orderedSum($1.centimes.span) }
  }
}

/// Judges the rates of a year against those of the year before.
private struct LinkJudge {
  let plan: TauxImpositionPlan
  let annee: Int
  let fpu: Bool
  let rules: ParametresTaux

  func judge() -> (examens: [(commune: Int?, examen: ExamenLien)], faits: [FaitTaux]) {
    let (before, now) = (plan.taux(annee: annee - 1), plan.taux(annee: annee))
    var examens: [(commune: Int?, examen: ExamenLien)] = []
    var faits: [FaitTaux] = []
    func examine(
      _ row: Int?, _ impots: [Impot], _ before: TauxDuConseil, _ now: TauxDuConseil,
      _ pivot: (Impot) -> ReglesDeLien.Pivot
    ) {
      for impot in impots {
        let link = pivot(impot)
        if before.ecart[impot] != now.ecart[impot] {
          if impot == .residencesSecondaires, rules.thrsGelee { faits.append(.thrsGelee(commune: row)) }
          if link.foncierBati.isNaN { faits.append(.lienNonVerifie(commune: row, impot)) }
        }
        guard
          let examen = ReglesDeLien.examiner(
            impot, avant: before[impot], apres: now[impot], pivot: link, epciFPU: row == nil && fpu, parametres: rules)
        else { continue }
        examens.append((row, examen))
        if examen.verdict != .conforme { faits.append(.lien(commune: row, examen)) }
      }
    }
    let members = members(lag: fpu ? rules.decalageFPU : 0)
    let own = pivot(rows: Array(now.communes.indices)) { rates, _ in rates.epci }
    examine(nil, [.foncierNonBati, .residencesSecondaires, .cfe], before.epci, now.epci) { impot in
      impot == .cfe && fpu ? members : own
    }
    for row in now.communes.indices {
      let link = pivot(rows: [row]) { rates, row in rates.communes[row] }
      examine(
        row, fpu ? [.foncierNonBati, .residencesSecondaires] : [.foncierNonBati, .residencesSecondaires, .cfe],
        before.communes[row], now.communes[row]
      ) { _ in link }
    }
    return (examens, Self.grouped(faits))
  }

  /// Beyond this many communes, one sentence tells of all.
  private static let toldOneByOne = 3

  private static func grouped(_ faits: [FaitTaux]) -> [FaitTaux] {
    var out: [FaitTaux] = []
    var done: Set<String> = []
    for fait in faits {
      guard case .lien(.some, let examen) = fait else {
        out.append(fait)
        continue
      }
      let alike = faits.compactMap { other -> (Int, ExamenLien)? in
        guard case .lien(.some(let row), let found) = other, found.impot == examen.impot,
          found.verdict == examen.verdict
        else { return nil }
        return (row, found)
      }
      if alike.count <= toldOneByOne {
        out.append(fait)
      } else if done.insert("\(examen.impot) \(examen.verdict)").inserted {
        out.append(.lienDesCommunes(alike.map(\.0), alike.map(\.1)))
      }
    }
    return out
  }

  /// The land taxes of all the members, with the additional share of the EPCI.
  private func members(lag: Int) -> ReglesDeLien.Pivot {
    pivot(rows: Array(plan.taux(annee: annee).communes.indices), lag: lag, additional: true) { rates, row in
      rates.communes[row]
    }
  }

  private func pivot(
    rows: [Int], lag: Int = 0, additional: Bool = false,
    _ council: ((epci: TauxDuConseil, communes: [TauxDuConseil]), Int) -> TauxDuConseil
  ) -> ReglesDeLien.Pivot {
    let (before, now) = (plan.taux(annee: annee - 1 - lag), plan.taux(annee: annee - lag))
    func bases(_ impot: Impot) -> [Double] {
      plan.bases(impot, annee: annee).map { found in rows.map { found[$0] } } ?? rows.map { _ in .nan }
    }
    func rates(_ year: (epci: TauxDuConseil, communes: [TauxDuConseil]), _ impot: Impot) -> [Double] {
      rows.map { row in council(year, row)[impot] + (additional ? known(year.epci[impot]) : 0) }
    }
    return ReglesDeLien.Pivot(
      basesBati: bases(.foncierBati), basesNonBati: bases(.foncierNonBati),
      avant: (rates(before, .foncierBati), rates(before, .foncierNonBati)),
      apres: (rates(now, .foncierBati), rates(now, .foncierNonBati)))
  }

  /// An EPCI that votes no land tax adds nothing.
  private func known(_ rate: Double) -> Double { rate.isNaN ? 0 : rate }
}

extension Impot {
  init(_ impot: MesureTaux.Impot) {
    self =
      switch impot {
      case .foncierBati: .foncierBati
      case .foncierNonBati: .foncierNonBati
      case .residencesSecondaires: .residencesSecondaires
      case .cfe: .cfe
      }
  }
}
