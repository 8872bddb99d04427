import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// The internal split of an ensemble, both sides, droit commun.
public struct NationalSplit: Sendable {
  /// Rows of the communes in the territory, in the order of the columns.
  public var communes: [Int]
  public var cif: Double
  public var prelevement: RepartitionInterneResultat
  public var attribution: RepartitionInterneResultat
}

/// Splits every ensemble whose communes are in the folder.
struct NationalSplits {
  private(set) var repartitions: [NationalSplit?]
  private(set) var diagnostics: [Diagnostic] = []
  private let set: NationalSet
  private let cif: [Double?]
  private let droit: Parametres

  /// - Parameter cif: plain coefficient of each entity, where its own column does not give it.
  init(
    _ set: NationalSet, fpic: FPICNationalResultat, cif: [Double?], droit: Parametres
  ) throws(DiagnosedError) {
    self.set = set
    self.cif = cif
    self.droit = droit
    repartitions = set.entites.map { _ in nil }
    let ensembles = set.entites.indices.filter {
      set.entites[$0].type == .ensemble && set.colonnes.zones[$0] != .collectivite
    }
    guard !set.territoire.communes.isEmpty else {
      note(
        "S0741", .remarque, "pas de communes.csv : la répartition interne n'est pas calculée", "ajoutez communes.csv")
      return
    }
    let rules = try ParametresRepartitionInterne(annee: fpic.annee, parametres: droit)
    var facts = FactCounter(set)
    var sansCIF: [Int] = []
    var ponderes: [Int] = []
    var vides: [Int] = []
    var sansContribution: [Int] = []
    for row in ensembles {
      guard !set.membres[row].isEmpty else {
        vides.append(row)
        continue
      }
      let entite = set.entites[row]
      if !rules.partageParCIF {
        guard contributions(row) != nil else {
          sansContribution.append(row)
          continue
        }
        repartitions[row] = try split(row, fpic.lignes[row], ept: false, rules, &facts)
        continue
      }
      let ept = entite.textes["nature"]?.uppercased() == NatureEPCI.EPT.rawValue
      if !ept, entite.value("cif") != nil, entite.natureCIF != .simple, coefficient(row) == nil {
        ponderes.append(row)
        continue
      }
      guard ept || coefficient(row) != nil else {
        sansCIF.append(row)
        continue
      }
      repartitions[row] = try split(row, fpic.lignes[row], ept: ept, rules, &facts)
    }
    tell(
      "S0742", sansContribution, "contributions au potentiel fiscal agrégé inconnues, pas de répartition interne",
      "renseignez contribution_pfa dans communes.csv, et contribution_pfa ou pfa dans ensembles.csv")
    tell(
      "S0743", sansCIF, "coefficient d'intégration fiscale inconnu, pas de répartition interne",
      "renseignez la colonne cif")
    tell(
      "S0744", ponderes,
      "le CIF donné est pondéré ou sa nature est inconnue, la répartition interne du FPIC prend le CIF simple",
      "donnez le CIF simple avec cif_nature = simple, ou écrivez cif_nature = pondere_confirme pour l'en déduire, sauf plafond"
    )
    tell("S0745", vides, "aucune commune dans communes.csv, pas de répartition interne", "complétez communes.csv")
    diagnostics += facts.diagnostics
  }

  private func coefficient(_ row: Int) -> Double? {
    let own = set.entites[row]
    return (own.natureCIF == .simple ? own.value("cif") : nil) ?? cif[row].flatMap { $0.isNaN ? nil : $0 }
  }

  private func contributions(_ row: Int) -> ContributionsPFA? {
    let entite = set.entites[row]
    return set.territoire.contributions(
      rows: set.membres[row], ensemble: entite, regime: entite.textes["regime"] ?? "", annee: set.annee)
  }

  private func split(
    _ row: Int, _ ligne: LigneFPICNational, ept: Bool, _ rules: ParametresRepartitionInterne, _ facts: inout FactCounter
  ) throws(DiagnosedError) -> NationalSplit {
    let rows = set.membres[row]
    let entite = set.entites[row]
    func column(_ name: String) -> Matrix? {
      set.territoire.column(name).map { column in Matrix(column: rows.map { column.values[$0] }) }
    }
    let missing = Matrix(rows: rows.count, columns: 1, repeating: .nan)
    let ranks = ["rang_dsu_10000", "rang_dsu_5000", "rang_dsr_cible"].map(column)
    let known = ranks.contains { $0 != nil }
    let fsrif = set.territoire.latestVintage(of: "fsrif_prelevement", upTo: set.annee - 1)?.column.values
    func side(_ nature: NatureFPIC) throws(DiagnosedError) -> RepartitionInterneResultat {
      let entrees = RepartitionInterneEntrees(
        nature: nature, codesINSEE: rows.map { set.territoire.communes[$0].insee.texte },
        populationDGF: column("population_dgf") ?? missing,
        potentielFinancier: column("potentiel_financier") ?? missing,
        montant: [nature == .prelevement ? ligne.prelevement : ligne.reversement + ligne.garantie],
        cif: [coefficient(row) ?? .nan],
        statut: ept ? frozen(nature, entite, rows) : .fiscalitePropre,
        prelevementFSRIF: fsrif.map { values in Matrix(column: rows.map { values[$0].isNaN ? 0 : values[$0] }) },
        rangs: known
          ? RangsExoneration(
            dsu10000: ranks[0] ?? missing, dsu5000: ranks[1] ?? missing, dsrCible: ranks[2] ?? missing) : nil,
        contributions: rules.partageParCIF ? nil : contributions(row))
      do {
        return try RepartitionInterne.calculer(entrees, parametres: rules)
      } catch {
        throw DiagnosedError([Diagnostic("S0210", .erreur, "colonnes de longueurs différentes (\(error))")])
      }
    }
    let prelevement = try side(.prelevement)
    let attribution = try side(.attribution)
    facts.add(prelevement.faits, row)
    facts.add(attribution.faits, row)
    return NationalSplit(
      communes: rows, cif: coefficient(row) ?? .nan, prelevement: prelevement, attribution: attribution)
  }

  /// An EPT has a frozen share; until 2024 its communes share by their amounts of 2015.
  private func frozen(_ nature: NatureFPIC, _ entite: Ensemble, _ rows: [Int]) -> RepartitionInterneEntrees.Statut {
    let levy = nature == .prelevement
    let part = entite.value(levy ? "part_ept_prelevement" : "part_ept_reversement")
    let keys = droit.valeur(.fpicEPTAnneeDesCles, annee: set.annee).flatMap {
      set.territoire.column(levy ? "fpic_prelevement" : "fpic_reversement", annee: Int($0))
    }
    return .etablissementPublicTerritorial(
      part: [part ?? .nan], cles: keys.map { keys in Matrix(column: rows.map { keys.values[$0] }) })
  }

  private mutating func note(_ code: String, _ severity: Severity, _ message: String, _ repair: String) {
    diagnostics.append(
      Diagnostic(code, severity, message, context: "CGCT art. L2336-3, II et L2336-5, II", repair: repair))
  }

  private mutating func tell(_ code: String, _ rows: [Int], _ message: String, _ repair: String) {
    guard !rows.isEmpty else { return }
    let names = rows.prefix(3).map(set.nom).joined(separator: ", ") + (rows.count > 3 ? "…" : "")
    note(code, .alerte, "\(rows.count) ensemble\(rows.count > 1 ? "s" : "") (\(names)) : \(message)", repair)
  }
}

/// Facts of every split, told once each: a national set would repeat them by the thousand.
struct FactCounter {
  private let set: NationalSet
  private var first: [String: (message: String, severity: Severity, article: String)] = [:]
  private var counts: [String: Int] = [:]

  init(_ set: NationalSet) { self.set = set }

  mutating func add(_ facts: [FaitFPICDeScenario], _ row: Int) {
    for fact in facts.map(\.fait) {
      let rows = set.membres[row]
      if counts[fact.code] == nil {
        let message = fact.message { commune in set.territoire.communes[rows[commune]].nom }
        // One ensemble that cannot be split does not stop the country: its amounts stay unknown.
        first[fact.code] = (
          "\(set.nom(row)) : \(message)", fact.severity == .erreur ? .alerte : fact.severity, fact.article
        )
      }
      counts[fact.code, default: 0] += 1
    }
  }

  var diagnostics: [Diagnostic] {
    first.keys.sorted().compactMap { code in
      guard let fact = first[code] else { return nil }
      let others = (counts[code] ?? 1) - 1
      let more = others > 0 ? " (et \(others) autre\(others > 1 ? "s" : "") de même sorte)" : ""
      return Diagnostic(code, fact.severity, fact.message + more, context: fact.article)
    }
  }
}
