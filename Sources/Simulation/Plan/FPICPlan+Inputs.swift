import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

extension FPICPlan {
  /// The amount of the ensemble, year by year.
  struct Amounts {
    var byYear: [Int: Double]
    var source: String

    static func resolve(
      _ nature: NatureFPIC, _ clause: Language.DecisionFPIC?, _ territoire: Territory, _ annees: [Int],
      _ projection: Projection, _ droit: Parametres, _ diagnostics: inout [Diagnostic]
    ) throws(DiagnosedError) -> Amounts? {
      if let computed = clause?.montantCalcule {
        let local = LocalFPIC(
          nature: nature, territoire: territoire, projection: projection, droit: droit, place: computed.span.place())
        return Amounts(
          byYear: try local.amounts(annees, &diagnostics),
          source: "calculé avec les moyennes de national.yaml (scénario, ligne \(computed.span.line))")
      }
      if let written = clause?.montantEnsemble {
        var byYear: [Int: Double] = [:]
        for annee in annees {
          guard let centimes = written.value.centimes(annee: annee, territoire: territoire) else {
            throw DiagnosedError([
              Diagnostic(
                "S0204", .erreur, "le montant de l'ensemble n'est pas écrit pour \(annee)", place: written.span.place(),
                repair: "ajoutez « puis constant » ou « puis indexé de … % par an »")
            ])
          }
          byYear[annee] = (centimes / 100).roundedHalfUp
        }
        return Amounts(byYear: byYear, source: "scénario, ligne \(written.span.line)")
      }
      let column = nature == .prelevement ? "fpic_prelevement" : "fpic_reversement"
      guard let first = annees.first,
        let known = territoire.ensemble?.latestVintage(of: column, upTo: first)
      else { return nil }
      let rate = projection.rates[.montantsFPIC]
      let course =
        rate.map { "évolue de \(Typography.percent($0, signed: true)) par an" } ?? "est maintenu sur la période"
      diagnostics.append(
        Diagnostic(
          "S0205", .remarque,
          "\(nature.libelle) FPIC : le montant de \(known.annee) (\(Typography.euros(known.value))) \(course)",
          place: clause?.span.place(), repair: "écrivez « montant de l'ensemble : … » pour en supposer un autre"))
      return Amounts(
        byYear: Dictionary(
          uniqueKeysWithValues: annees.map { annee in
            let factor = projection.factor(.montantsFPIC, annee: annee, depuis: known.annee)
            return (annee, factor == 1 ? known.value : (known.value * factor).roundedHalfUp)
          }),
        source: "ensembles.csv, \(column)_\(known.annee)")
    }
  }

  /// The coefficient d'intégration fiscale, from the scenario or from the territory.
  enum CoefficientSource {
    static func resolve(
      _ clauses: ClausesFPIC?, _ territoire: Territory, _ parametres: Parametres, _ annees: [Int]
    ) throws(DiagnosedError) -> (
      value: Double, source: String
    ) {
      if let written = clauses?.coefficientIntegrationFiscale {
        return (written.value.fraction, "scénario, ligne \(written.span.line)")
      }
      if let ensemble = territoire.ensemble, let value = ensemble.value("cif") {
        guard let nature = ensemble.natureCIF else {
          throw FPICPlan.unknownNature(ensemble.textes["cif_nature"] ?? "")
        }
        guard let plain = territoire.cifSimple(parametres) else {
          throw FPICPlan.weighted(value, territoire, parametres)
        }
        let divided = nature == .pondereConfirme && plain != value
        return (plain, divided ? "ensembles.csv, cif pondéré ramené au CIF simple" : "ensembles.csv, cif")
      }
      if annees.allSatisfy({ !parametres.estOuvert(.fpicPartageParCIF, annee: $0) }) { return (.nan, "sans objet") }
      throw DiagnosedError([
        Diagnostic(
          "S0206", .erreur, "FPIC : le coefficient d'intégration fiscale (CIF) de l'EPCI manque",
          context: "CGCT art. R2336-2 et R2336-4",
          repair:
            "renseignez la colonne cif d'ensembles.csv (fiche DGF de l'EPCI), ou écrivez « coefficient d'intégration fiscale : 36,25 % » dans l'article FPIC"
        )
      ])
    }
  }

  /// The weighted coefficient of a métropole does not tell the plain one unless the user says so; a capped one never does.
  static func weighted(_ value: Double, _ territoire: Territory, _ parametres: Parametres) -> DiagnosedError {
    let factor = parametres.valeur(.indicateursCifCoefficientMetropole, annee: territoire.annee)
    let confirm =
      territoire.nature == .METROPOLE && factor != nil
      ? "écrivez cif_nature = pondere_confirme pour qu'il soit, sauf plafond, divisé par "
        + Typography.shortest(factor ?? 1) + ", "
      : ""
    return DiagnosedError([
      Diagnostic(
        "S0212", .erreur,
        "FPIC : le CIF d'ensembles.csv (\(Typography.percent(value))) est pondéré ou plafonné, la répartition prend le CIF simple",
        context: "CGCT art. R2336-2 et L5211-29, II, 3° et 4°",
        repair: confirm + "donnez le CIF simple avec cif_nature = simple, ou "
          + "écrivez « coefficient d'intégration fiscale : … % » dans l'article FPIC")
    ])
  }

  static func unknownNature(_ written: String) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "S0213", .erreur, "FPIC : « \(written) » ne dit pas quel CIF contient ensembles.csv",
        context: "CGCT art. R2336-2",
        repair: "écrivez simple, pondere, ou pondere_confirme dans la colonne cif_nature")
    ])
  }

  /// An EPT of the Grand Paris has a frozen share in euros: the one written, or the latest known one.
  static func statut(
    _ nature: NatureFPIC, _ clause: Language.DecisionFPIC?, _ territoire: Territory, _ annees: [Int],
    _ parametres: Parametres
  ) throws(DiagnosedError) -> RepartitionInterneEntrees.Statut {
    guard territoire.nature == .EPT else { return .fiscalitePropre }
    let family = nature == .prelevement ? "fpic_prelevement" : "fpic_reversement"
    let keys = parametres.valeur(.fpicEPTAnneeDesCles, annee: annees.first ?? territoire.annee).flatMap {
      territoire.column(family, annee: Int($0))
    }.map { Matrix(column: $0.values) }
    if case .montant(let part)? = clause?.partEPCI?.value {
      return .etablissementPublicTerritorial(part: [part.euros], cles: keys)
    }
    if let first = annees.first, let known = territoire.ensemble?.latestVintage(of: family, upTo: first),
      let communes = territoire.column(family, annee: known.annee)?.values, !communes.contains(where: \.isNaN)
    {
      return .etablissementPublicTerritorial(part: [known.value - communes.reduce(0, +)], cles: keys)
    }
    throw DiagnosedError([
      Diagnostic(
        "S0211", .erreur, "\(nature.libelle) FPIC : la part figée de l'établissement public territorial manque",
        place: clause?.span.place(), context: "CGCT art. L5219-8",
        repair:
          "écrivez « part de l'EPCI : 120 000 € » sous la décision, ou renseignez \(family)_AAAA dans communes.csv et ensembles.csv"
      )
    ])
  }

  /// The decision as the law sees it.
  static func proposal(
    _ clause: Language.DecisionFPIC?, _ nature: NatureFPIC, _ territoire: Territory, _ annees: [Int]
  ) throws(DiagnosedError) -> Legislation.DecisionFPIC {
    guard let clause, clause.mode.value != .droitCommun else { return .droitCommun }
    let proposition = try proposition(clause, nature, territoire)
    switch clause.mode.value {
    case .droitCommun: return .droitCommun
    case .derogatoire: return .derogatoire(proposition, plafonnement: clause.dansLesBornes ? .ramener : .verifier)
    case .libre: return .libre(proposition, exonereesConfirmees: clause.exonereesPrelevees)
    }
  }

  private static func proposition(
    _ clause: Language.DecisionFPIC, _ nature: NatureFPIC, _ territoire: Territory
  ) throws(DiagnosedError) -> Legislation.DecisionFPIC.Proposition {
    if case .totalite? = clause.partEPCI?.value { return .totaliteEPCI }
    if !clause.montants.isEmpty { return try written(clause, nature, territoire) }
    guard !clause.criteres.isEmpty else {
      throw DiagnosedError([
        Diagnostic(
          "S0207", .erreur, "la répartition entre communes n'est pas écrite", place: clause.mode.span.place(),
          context: nature.article + ", II",
          repair:
            "ajoutez « entre communes : 20 % selon la population DGF, 40 % selon le revenu, 40 % selon le potentiel financier », ou un montant par commune"
        )
      ])
    }
    let criteria = try clause.criteres.map { line throws(DiagnosedError) in try critere(line, nature, territoire) }
    return .criteres(
      .init(
        partEPCI: share(clause.partEPCI?.value), criteres: criteria,
        poids: Matrix(column: clause.criteres.map(\.poids.value.fraction))))
  }

  private static func share(_ part: Language.DecisionFPIC.PartEPCI?) -> Legislation.DecisionFPIC.PartEPCI {
    switch part {
    case .pourcentage(let percent): .fractions([percent.fraction])
    case .montant(let montant): .montants([montant.euros])
    case .totalite, nil: .droitCommun
    }
  }

  private static func critere(
    _ ligne: Critere, _ nature: NatureFPIC, _ territoire: Territory
  ) throws(DiagnosedError) -> CritereDerogation {
    switch ligne.grandeur.value {
    case .population: return CritereDerogation(.population)
    case .revenu: return CritereDerogation(.revenu)
    case .potentielFinancier: return CritereDerogation(.potentielFinancier)
    case .potentielFiscal: return CritereDerogation(.potentielFiscal)
    case .colonne(let written):
      if case .found(let name) = territoire.criterionColumn(for: written), let column = territoire.column(name) {
        // A quantity is already population × quantity per inhabitant: weighting it again would count size twice.
        return CritereDerogation(
          .complementaire(
            nom: written, valeurs: Matrix(column: column.values), decroissant: false, pondereParPopulation: false))
      }
    default: break
    }
    throw DiagnosedError([
      Diagnostic(
        "S0208", .erreur, "ce critère ne peut pas servir à répartir le FPIC", place: ligne.grandeur.span.place(),
        context: nature.article + ", II, 1°",
        repair: "prenez la population, le revenu, le potentiel financier ou fiscal, ou une colonne du territoire")
    ])
  }

  /// Amounts written one by one; a commune left out has none, which the rule reports.
  private static func written(
    _ clause: Language.DecisionFPIC, _ nature: NatureFPIC, _ territoire: Territory
  ) throws(DiagnosedError) -> Legislation.DecisionFPIC.Proposition {
    var communes = [Double](repeating: .nan, count: territoire.communes.count)
    for line in clause.montants {
      guard let row = line.commune.resolve(in: territoire) else { continue }
      communes[row] = line.montant.value.euros
    }
    guard case .montant(let part)? = clause.partEPCI?.value else {
      throw DiagnosedError([
        Diagnostic(
          "S0209", .erreur, "la part de l'EPCI manque à côté des montants des communes",
          place: clause.mode.span.place(), repair: "ajoutez « part de l'EPCI : 120 000 € »")
      ])
    }
    return .montants(MontantsFPIC(epci: [part.euros], communes: Matrix(column: communes)))
  }
}
