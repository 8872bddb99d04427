import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The criteria of a répartition tied to the columns of the territory.
struct CriteriaPlan: Sendable {
  var criteres: [CritereRepartition]
  /// Fractions, in the order of `criteres`.
  var poids: [Double]
  var colonnes: ColonnesCommunes
  /// File and column behind each criterion, for explanations.
  var sources: [String]
  /// Decided defaults that the scenario did not write, as sentences.
  var defauts: [String]

  /// - Parameter ecretage: interval in which shape A keeps the ratio to the mean.
  static func compile(
    _ lignes: [Critere], territoire: Territory, ecretage: ClosedRange<Double>
  ) throws(DiagnosedError) -> CriteriaPlan {
    var builder = Builder(territoire: territoire, ecretage: ecretage)
    for ligne in lignes { builder.add(ligne) }
    if !builder.diagnostics.isEmpty { throw DiagnosedError(builder.diagnostics) }
    return builder.plan(lignes)
  }

  private struct Builder {
    let territoire: Territory
    let ecretage: ClosedRange<Double>
    var criteres: [CritereRepartition] = []
    var sources: [String] = []
    var defauts: [String] = []
    var quantites: [Matrix] = []
    var potentiel: (colonne: String, span: Span)?
    var diagnostics: [Diagnostic] = []

    mutating func add(_ ligne: Critere) {
      switch ligne.grandeur.value {
      case .revenu:
        add("l'écart de revenu par habitant", .revenu(forme(ligne, defaut: .revenuParDefaut)), "revenu")
      case .potentielFinancier:
        addPotentiel("l'insuffisance de potentiel financier par habitant", "potentiel_financier", ligne)
      case .potentielFiscal:
        addPotentiel("l'insuffisance de potentiel fiscal par habitant", "potentiel_fiscal", ligne)
      case .population(let choix):
        let name = choix == .insee ? "INSEE" : "DGF"
        add("la population \(name)", .population(choix == .insee ? .insee : .dgf), "population_\(choix.rawValue)")
      case .effortFiscal:
        let numerateur = quantite("effort_fiscal_numerateur", ligne)
        let denominateur = quantite("effort_fiscal_denominateur", ligne)
        add(
          "l'effort fiscal", .tauxPondere(numerateur: numerateur, denominateur: denominateur),
          "effort_fiscal_numerateur, effort_fiscal_denominateur")
      case .forfait:
        add("un forfait par commune", .forfait, "")
      case .petiteCommune(let seuil):
        let limit = Typography.number(Double(seuil))
        add("un forfait par commune de moins de \(limit) habitants", .petiteCommune(seuil: Double(seuil)), "")
      case .rapport(let a, let b):
        guard case .found(let numerator) = territoire.criterionColumn(for: a),
          case .found(let denominator) = territoire.criterionColumn(for: b)
        else {
          diagnostics.append(unknown("\(a) dans \(b)", ligne))
          return
        }
        add(
          "la part de \(a) dans \(b)",
          .tauxPondere(numerateur: quantite(numerator, ligne), denominateur: quantite(denominator, ligne)),
          "\(numerator), \(denominator)")
      case .taux(let written):
        guard case .found(let name) = territoire.criterionColumn(for: written) else {
          diagnostics.append(unknown(written, ligne))
          return
        }
        add("le taux \(written)", .tauxPondere(numerateur: quantite(name, ligne), denominateur: nil), name)
      case .colonne(let written):
        guard case .found(let name) = territoire.criterionColumn(for: written) else {
          diagnostics.append(unknown(written, ligne))
          return
        }
        add(written, .quantite(quantite(name, ligne)), name)
      }
    }

    private mutating func add(_ libelle: String, _ nature: NatureCritere, _ source: String) {
      criteres.append(CritereRepartition(libelle, nature))
      sources.append(source.isEmpty ? "chaque commune" : "communes.csv, \(source)")
    }

    private mutating func addPotentiel(_ libelle: String, _ colonne: String, _ ligne: Critere) {
      if let potentiel, potentiel.colonne != colonne {
        diagnostics.append(
          Diagnostic(
            "S0101", .erreur, "la répartition mêle le potentiel fiscal et le potentiel financier",
            place: ligne.grandeur.span.place(), related: [potentiel.span.place("l'autre potentiel")],
            context: "CGCT art. L5211-28-4, II", repair: "la loi demande l'un ou l'autre : gardez-en un seul"))
      }
      potentiel = (colonne, ligne.grandeur.span)
      add(libelle, .potentiel(forme(ligne, defaut: .potentielParDefaut)), colonne)
    }

    private mutating func forme(_ ligne: Critere, defaut: FormeRichesse) -> FormeRichesse {
      switch ligne.forme?.value {
      case .rapportInverse(let exposant): return .rapportInverse(exposant: exposant.value, ecretage: ecretage)
      case .ecartTronque: return .ecartTronque
      case .lineaire(let pente): return .lineaire(pente: pente.value)
      case nil:
        let name = defaut == .ecartTronque ? "écart tronqué" : "linéaire"
        let what = ligne.grandeur.value == .revenu ? "l'écart de revenu" : "l'insuffisance de potentiel"
        defauts.append("forme de \(what) par habitant : \(name), à défaut de choix écrit")
        return defaut
      }
    }

    private mutating func quantite(_ name: String, _ ligne: Critere) -> Int {
      if let column = territoire.column(name) {
        quantites.append(Matrix(column: column.values))
      } else {
        diagnostics.append(missing(name, ligne))
      }
      return quantites.count - 1
    }

    private func unknown(_ written: String, _ ligne: Critere) -> Diagnostic {
      Diagnostic(
        "S0102", .erreur, "le critère « \(written) » ne correspond à aucune colonne du territoire",
        place: ligne.grandeur.span.place(), repair: "ajoutez une colonne à communes.csv, ou choisissez un autre critère"
      )
    }

    private func missing(_ name: String, _ ligne: Critere) -> Diagnostic {
      var diagnostic = territoire.missingColumn(lever: "la répartition", column: name)
      diagnostic.place = ligne.grandeur.span.place()
      return diagnostic
    }

    func plan(_ lignes: [Critere]) -> CriteriaPlan {
      let absent = Matrix(column: [Double](repeating: .nan, count: territoire.communes.count))
      func block(_ name: String) -> Matrix { territoire.column(name).map { Matrix(column: $0.values) } ?? absent }
      return CriteriaPlan(
        criteres: criteres, poids: lignes.map(\.poids.value.fraction),
        colonnes: ColonnesCommunes(
          populationINSEE: block("population_insee"), populationDGF: block("population_dgf"),
          revenu: block("revenu"), potentiel: block(potentiel?.colonne ?? "potentiel_financier"),
          quantites: quantites),
        sources: sources, defauts: defauts)
    }
  }
}
