import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The fonds de concours of a scenario: projects by year, and the rights to draw.
struct FondsDeConcoursPlan: Sendable {
  let article: Article
  let clauses: ClausesFondsDeConcours
  /// `nil` without rights to draw.
  let criteria: CriteriaPlan?
  /// Centimes by year.
  let enveloppes: [Int: Double]
  private let territoire: Territory

  static func compile(
    _ article: Article, _ clauses: ClausesFondsDeConcours, _ territoire: Territory, _ annees: [Int],
    _ ecretage: ClosedRange<Double>
  ) throws(DiagnosedError) -> FondsDeConcoursPlan {
    var enveloppes: [Int: Double] = [:]
    if let enveloppe = clauses.enveloppe {
      for annee in annees {
        guard let centimes = enveloppe.value.centimes(annee: annee, territoire: territoire) else {
          throw DiagnosedError([
            Diagnostic(
              "S0302", .erreur, "l'enveloppe n'est pas écrite pour \(annee)", place: enveloppe.span.place(),
              context: article.heading, repair: "ajoutez « puis constante » ou « puis indexée de … % par an »")
          ])
        }
        enveloppes[annee] = centimes
      }
    }
    let criteria =
      clauses.enveloppe == nil
      ? nil : try CriteriaPlan.compile(clauses.repartition, territoire: territoire, ecretage: ecretage)
    return FondsDeConcoursPlan(
      article: article, clauses: clauses, criteria: criteria, enveloppes: enveloppes, territoire: territoire)
  }

  var assiette: AssietteProjet {
    switch clauses.assiette?.value {
    case .ht: .ht
    case .ttcNetFctva: .ttcNetFctva
    case .ttc, nil: .ttc
    }
  }

  var ponderation: PopulationPonderation { clauses.ponderation?.value == .dgf ? .dgf : .insee }

  var defauts: [String] {
    var out = criteria?.defauts.map { "fonds de concours, \($0)" } ?? []
    if clauses.assiette == nil, !clauses.projets.isEmpty {
      out.append("fonds de concours, plafond sur le coût TTC sans déduire le FCTVA, à défaut de choix écrit")
    }
    if clauses.ponderation == nil, criteria != nil {
      out.append("fonds de concours, pondération par la population INSEE totale, à défaut de choix écrit")
    }
    return out
  }

  /// - Parameter supplement: centimes added to the rights, by a swap of taxes.
  func evaluate(
    annee: Int, state: YearState, reports: [Double], supplement: Double, parametres: Parametres,
    into year: inout LeverYear
  ) throws(DiagnosedError) {
    let count = territoire.communes.count
    let rows = RangsDepartage.ordreDesLignes(count)
    var droits: [Double]?
    if let criteria {
      let columns = criteria.columns(state)
      let evaluated = MoteurCriteres(communes: columns, ponderation: ponderation).evaluer(criteria.criteres)
      let shared = RepartitionFermee.repartir(
        enveloppe: (enveloppes[annee] ?? 0) + supplement, criteres: evaluated, poids: criteria.poids.span,
        rangs: rows.span)
      year.add(LeverFacts(article: article, faits: shared.faits.map(FaitFondsDeConcours.critere)))
      year.droits = SharedEnvelope(resultat: shared, colonnes: columns)
      droits = shared.montants
    }
    let projects = clauses.projets.filter { $0.annee.value == annee }
    let result = FondsDeConcours.annee(
      projects.compactMap(project), communes: count, assiette: assiette, droits: droits,
      reports: reports.isEmpty ? [Double](repeating: 0, count: count) : reports,
      solde: clauses.solde?.value == .perdu ? .perdu : .reporte,
      parametres: try ParametresFondsDeConcours(annee: annee, parametres: parametres))
    for fait in result.faits {
      let place = projects.first { project in fait.projet == project.nom.value }
      year.add(LeverFacts(article: article, faits: [fait], span: place?.span))
    }
    year.fondsDeConcours = result
    year.add(closed: .fondsDeConcours, result.montants)
  }

  private func project(_ clause: ClausesFondsDeConcours.Projet) -> ProjetFonds? {
    guard let row = clause.commune.resolve(in: territoire) else { return nil }
    func centimes(_ montant: Located<Montant>?) -> Double { montant.map { Double($0.value.centimes) } ?? .nan }
    return ProjetFonds(
      nom: clause.nom.value, commune: row, coutTTC: centimes(clause.coutTTC), coutHT: centimes(clause.coutHT),
      subventions: clause.subventions.map { Double($0.value.centimes) } ?? 0,
      demande: clause.montant.map { .montant(Double($0.value.centimes)) } ?? .maximum)
  }
}

extension FaitFondsDeConcours {
  /// Name of the project concerned.
  fileprivate var projet: String? {
    switch self {
    case .plusDeLaMoitie(let projet, _, _, _), .participationInsuffisante(let projet, _, _, _, _),
      .droitsInsuffisants(let projet, _, _, _), .coutInvalide(let projet, _, _, _):
      projet
    case .droitsPerdus, .critere: nil
    }
  }
}

extension CriteriaPlan {
  /// The columns with the figures of a year.
  func columns(_ state: YearState) -> ColonnesCommunes {
    var out = colonnes
    out.populationINSEE = state.populationINSEE
    out.populationDGF = state.populationDGF
    out.revenu = state.revenu
    out.potentiel = usesPotentielFiscal ? state.potentielFiscal : state.potentielFinancier
    return out
  }

  var usesPotentielFiscal: Bool { sources.contains("communes.csv, potentiel_fiscal") }
}
