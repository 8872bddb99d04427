import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// The entities of a national folder for a year: figures of the ensembles, or sums of their communes.
public struct NationalSet: Sendable {
  public let territoire: Territory
  public let annee: Int
  /// Ensembles and communes isolées, by SIREN; the rows of `colonnes`.
  public let entites: [Ensemble]
  /// Rows of the member communes of each entity; empty where no commune is known.
  public let membres: [[Int]]
  public private(set) var colonnes: EnsemblesNationaux
  public private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter other: the same entities and communes with other figures, to know who belongs to whom.
  init(
    _ territoire: Territory, options: NationalOptions, parametres: Parametres, like other: NationalSet? = nil
  ) throws(DiagnosedError) {
    self.territoire = territoire
    annee = options.annee
    let entites = territoire.ensembles.filter { $0.type == .ensemble || $0.type == .isolee }
      .sorted { $0.siren < $1.siren }
    self.entites = entites
    let membres = other?.membres ?? Membership.members(entites, in: territoire)
    self.membres = membres
    let reader = EntityFigures(territoire: territoire, entites: entites, membres: membres)
    let rfa = reader.column("rfa")
    let pfia = reader.column("pfia", communes: "potentiel_financier")
    let fallback: [Double]? =
      switch options.ressourcesADefaut {
      case .aucune: nil
      case .pfa: reader.column("pfa").values
      case .pfia: pfia.values
      }
    let fsrif = reader.latest("fsrif_prelevement", upTo: options.annee - 1)
    let effort = reader.effort()
    colonnes = EnsemblesNationaux(
      sirens: entites.map(\.siren), estEnsemble: entites.map { $0.type == .ensemble },
      zones: entites.map(\.zoneDuFonds), iles: entites.map { $0.value("ile") == 1 },
      populationDGF: reader.column("population_dgf", communes: "population_dgf").values,
      populationINSEE: reader.column("population_insee", communes: "population_insee").values,
      revenu: reader.column("revenu", communes: "revenu").values, potentielFinancierAgrege: pfia.values,
      ressources: fallback.map { zip(rfa.values, $0).map { $0.isNaN ? $1 : $0 } } ?? rfa.values,
      effortNumerateur: effort.numerateur, effortDenominateur: effort.denominateur, fsrif: fsrif.values,
      partLaissee: try Self.exonerated(entites, membres, territoire, options.annee, parametres))
    diagnose(options, rfa: rfa, pfia: pfia, effort: effort, fsrif: fsrif)
  }

  mutating func setGuaranteeBases(_ bases: [[Double]]) { colonnes.basesGarantie = bases }

  func nom(_ entite: Int) -> String { entites[entite].nom.isEmpty ? entites[entite].siren : entites[entite].nom }

  /// Part of its levy that its rank leaves to a commune isolée.
  private static func exonerated(
    _ entites: [Ensemble], _ membres: [[Int]], _ territoire: Territory, _ annee: Int, _ parametres: Parametres
  ) throws(DiagnosedError) -> [Double] {
    let rangs = try ParametresExoneration(annee: annee, parametres: parametres)
    let columns = ["rang_dsu_10000", "rang_dsu_5000", "rang_dsr_cible"].map { territoire.column($0)?.values }
    return entites.indices.map { i in
      guard entites[i].type == .isolee, membres[i].count == 1, let row = membres[i].first else { return 1 }
      let (large, small, rural) = ([columns[0]?[row] ?? .nan], [columns[1]?[row] ?? .nan], [columns[2]?[row] ?? .nan])
      var part = [1.0]
      var span = part.mutableSpan
      Exonerations.partLaissee(
        dsu10000: large.span, dsu5000: small.span, dsrCible: rural.span, parametres: rangs, into: &span)
      return part[0]
    }
  }

  private mutating func diagnose(
    _ options: NationalOptions, rfa: EntityFigures.Found, pfia: EntityFigures.Found, effort: EntityFigures.Effort,
    fsrif: EntityFigures.Found
  ) {
    let concerned = entites.indices.filter { colonnes.zones[$0] != .collectivite }
    func few(_ rows: [Int]) -> String {
      rows.prefix(3).map(nom).joined(separator: ", ") + (rows.count > 3 ? "…" : "")
    }
    func told(_ code: String, _ severity: Severity, _ rows: [Int], _ message: String, _ repair: String) {
      guard !rows.isEmpty else { return }
      let count = "\(rows.count) entité\(rows.count > 1 ? "s" : "") (\(few(rows)))"
      diagnostics.append(Diagnostic(code, severity, "\(count) : \(message)", repair: repair))
    }
    let bare = concerned.filter { colonnes.ressources[$0].isNaN }
    told(
      "S0711", .alerte, bare, "ressources prises en compte inconnues, le prélèvement n'y est pas plafonné",
      "renseignez la colonne rfa d'ensembles.csv, ou ajoutez --rfa-a-defaut pfa ou pfia")
    told(
      "S0712", .alerte, concerned.filter { rfa.values[$0].isNaN && !colonnes.ressources[$0].isNaN },
      "le \(options.ressourcesADefaut.rawValue.uppercased()) tient lieu de ressources prises en compte",
      "renseignez la colonne rfa d'ensembles.csv")
    told(
      "S0713", .alerte, concerned.filter { pfia.summed[$0] },
      "la somme des potentiels financiers des communes tient lieu de potentiel financier agrégé",
      "renseignez la colonne pfia d'ensembles.csv ; le biais est de 2 à 3 % et disparaît en partie dans la moyenne")
    told(
      "S0714", .alerte, concerned.filter { !colonnes.aUnEffort($0) },
      "sans effort fiscal, pas de rang au reversement ; le prélèvement est calculé",
      "renseignez efa_numerateur et efa_denominateur dans ensembles.csv")
    told(
      "S0715", .alerte, concerned.filter { colonnes.partLaissee[$0] < 1 },
      "commune isolée exonérée par son rang, en entier ou de moitié : le texte ne dit pas qui paie, les autres contributeurs se partagent son "
        + "prélèvement", "retirez son rang de communes.csv pour qu'elle paie")
    if let year = fsrif.vintage, year != options.annee - 1 {
      diagnostics.append(
        Diagnostic(
          "S0716", .alerte, "le FSRIF de \(options.annee - 1) manque, celui de \(year) réduit les plafonds",
          repair: "renseignez fsrif_prelevement_\(options.annee - 1)"))
    } else if fsrif.vintage == nil {
      diagnostics.append(
        Diagnostic(
          "S0717", .remarque,
          "aucun prélèvement FSRIF de \(options.annee - 1) : les plafonds ne sont pas réduits",
          repair: "renseignez fsrif_prelevement_\(options.annee - 1) pour les ensembles d'Île-de-France"))
    }
    if territoire.national["effort_fiscal_moyen"] == nil, let first = concerned.first(where: { effort.ratio[$0] }) {
      diagnostics.append(
        Diagnostic(
          "S0718", .erreur,
          "\(nom(first)) a un effort fiscal sans numérateur ni dénominateur : l'effort fiscal moyen ne peut pas être calculé",
          context: "CGCT art. L2336-2, VI",
          repair:
            "ajoutez « effort_fiscal_moyen: 1.12 » à national.yaml, ou renseignez efa_numerateur et efa_denominateur"
        ))
    }
    if let mean = territoire.national["pfia_moyen_habitant"], let first = concerned.first(where: { pfia.summed[$0] }) {
      diagnostics.append(
        Diagnostic(
          "S0719", .erreur,
          "le potentiel financier agrégé de \(nom(first)) est approché par la somme de ses communes : il ne peut pas être "
            + "comparé à la moyenne officielle de \(Typography.number(mean, decimals: 2)) €",
          context: "CGCT art. L2336-2", repair: "retirez pfia_moyen_habitant de national.yaml, ou renseignez pfia"))
    }
  }
}

extension Ensemble {
  var zoneDuFonds: EnsemblesNationaux.Zone {
    switch zone {
    case .dom: .dom
    case .com: .collectivite
    default: .metropole
    }
  }
}
