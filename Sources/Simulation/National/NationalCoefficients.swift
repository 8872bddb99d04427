import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// The coefficient d'intégration fiscale of one EPCI: as published, or from its receipts and the accounts of N−2.
public struct NationalCoefficient: Sendable, Equatable {
  public enum Source: String, Sendable {
    case publie = "publié"
    case pondere = "publié, pondéré"
    case calcule = "calculé"
    case moyenne = "moyenne de la catégorie"
    case deuxiemeAnnee = "deuxième année"
    case fusion
    case inconnu
  }

  public var categorie: CategorieEPCI
  /// Euros; NaN when unknown.
  public var recettes: CoefficientIntegrationFiscale.Recettes
  /// Net AC and DSC of the accounts, euros; NaN when unknown.
  public var attributions: Double
  public var dotations: Double
  public var transferts: Double
  /// From receipts and transfers; NaN when one is unknown.
  public var calcule: Double
  /// What the FPIC shares by; NaN when only the weighted one is known.
  public var simple: Double
  /// What the dotation d'intercommunalité takes into account.
  public var prisEnCompte: Double
  public var source: Source
}

/// The coefficients of the EPCI of a national folder.
struct NationalCoefficients {
  /// One entry an entity; `nil` for what has no category: EPT, communes isolées.
  private(set) var coefficients: [NationalCoefficient?] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let set: NationalSet
  private let regles: ParametresIndicateurs

  init(_ set: NationalSet, droit: Parametres) throws(DiagnosedError) {
    self.set = set
    regles = try ParametresIndicateurs(annee: set.annee, parametres: droit)
    let accounts = Accounts(set, regles: regles.cif)
    coefficients = set.entites.indices.map { row in
      set.entites[row].categorie.map { raw(row, $0, accounts) }
    }
    let means = categoryMeans()
    for row in coefficients.indices { settle(row, means) }
    tell(accounts)
  }

  /// Receipts, transfers and their quotient, in whole centimes so that the quotient is correctly rounded.
  private func raw(_ row: Int, _ categorie: CategorieEPCI, _ accounts: Accounts) -> NationalCoefficient {
    let entite = set.entites[row]
    let receipts = CoefficientIntegrationFiscale.Recettes(
      epci: receipts("epci", entite, categorie), communes: receipts("communes", entite, categorie),
      syndicats: receipts("syndicats", entite, categorie))
    let unique = categorie != .communesFiscaliteAdditionnelle
    let transfers = CoefficientIntegrationFiscale.depensesDeTransfert(
      attributions: unique ? accounts.attributions[row] : 0,
      dontInvestissement: unique ? accounts.investissement[row] : 0, dotations: accounts.dotations[row],
      fiscaliteProfessionnelleUnique: unique, regles: regles.cif)
    return NationalCoefficient(
      categorie: categorie, recettes: receipts, attributions: accounts.attributions[row] / 100,
      dotations: accounts.dotations[row] / 100, transferts: transfers / 100,
      calcule: CoefficientIntegrationFiscale.calculer(
        recettes: .init(
          epci: (receipts.epci * 100).rounded(), communes: (receipts.communes * 100).rounded(),
          syndicats: (receipts.syndicats * 100).rounded()), depensesDeTransfert: transfers),
      simple: .nan, prisEnCompte: .nan, source: .inconnu)
  }

  /// The posts that the category counts when the file details them, otherwise the total given.
  private func receipts(_ who: String, _ entite: Ensemble, _ categorie: CategorieEPCI) -> Double {
    func post(_ poste: PosteCIF) -> Double? { entite.value("recettes_cif_\(poste.rawValue)_\(who)") }
    guard PosteCIF.allCases.contains(where: { post($0) != nil }) else {
      return entite.value("recettes_cif_\(who)") ?? .nan
    }
    return PosteCIF.total(post, categorie: categorie, regles: regles.cif.postes)
  }

  /// Means of the categories, over the EPCI of more than two years.
  private func categoryMeans() -> [CIFTransforme.Cumul] {
    CategorieEPCI.allCases.map { categorie in
      var sum = CIFTransforme.Cumul()
      for (row, coefficient) in coefficients.enumerated() {
        guard let coefficient, coefficient.categorie == categorie, !coefficient.calcule.isNaN,
          set.entites[row].anneesCategorie ?? 3 > 2
        else { continue }
        sum.recettesEPCI += coefficient.recettes.epci
        sum.transferts += coefficient.transferts
        sum.recettesTotales += coefficient.recettes.totales
      }
      return sum
    }
  }

  /// Published first; otherwise the rule of the EPCI's age, otherwise its own figures.
  private mutating func settle(_ row: Int, _ means: [CIFTransforme.Cumul]) {
    guard var found = coefficients[row] else { return }
    let entite = set.entites[row]
    let mean = means[found.categorie.rawValue]
    if let published = entite.value("cif") {
      if entite.natureCIF != .simple {
        found.prisEnCompte = published
        found.source = .pondere
        if entite.natureCIF == .pondereConfirme {
          found.simple =
            entite.cifSimple(metropole: entite.natureEPCI == .METROPOLE, regles: regles.cifPrisEnCompte) ?? .nan
        }
        coefficients[row] = found
        return
      }
      (found.simple, found.source) = (published, .publie)
    } else if entite.anneesCategorie == 1, let most = entite.value("cif_ancien_maximum"),
      let average = entite.value("cif_ancien_moyen")
    {
      found.simple = CIFTransforme.fusion(plusFort: most, moyenne: average, plafond: regles.plafondFusion)
      found.source = .fusion
    } else if entite.anneesCategorie == 1 {
      (found.simple, found.source) = (CIFTransforme.premiereAnnee(mean), .moyenne)
    } else if entite.anneesCategorie == 2 {
      let before = CoefficientIntegrationFiscale.calculer(recettes: found.recettes, depensesDeTransfert: 0)
      (found.simple, found.source) = (CIFTransforme.deuxiemeAnnee(avantTransferts: before, mean), .deuxiemeAnnee)
    } else {
      (found.simple, found.source) = (found.calcule, .calcule)
    }
    let metropole = entite.natureEPCI == .METROPOLE
    found.prisEnCompte = regles.cifPrisEnCompte?.valeur(found.simple, metropole: metropole) ?? found.simple
    if found.simple.isNaN { found.source = .inconnu }
    coefficients[row] = found
  }

  private mutating func tell(_ accounts: Accounts) {
    let computed = coefficients.indices.filter { coefficients[$0].map { $0.source == .calcule } ?? false }
    if !computed.isEmpty {
      diagnostics.append(
        Diagnostic(
          "S0771", .remarque,
          "\(computed.count) coefficient\(computed.count > 1 ? "s" : "") d'intégration fiscale calculé\(computed.count > 1 ? "s" : "") "
            + "des recettes et des comptes de \(accounts.vintage.map(String.init) ?? "…")",
          context: CoefficientIntegrationFiscale.regle.article))
    }
    let apart = coefficients.indices.filter { row in
      guard let found = coefficients[row], found.source == .publie, !found.calcule.isNaN else { return false }
      return (found.simple - found.calcule).magnitude > 1e-6
    }
    if let first = apart.max(by: { gap($0) < gap($1) }) {
      diagnostics.append(
        Diagnostic(
          "S0772", .alerte,
          "\(apart.count) CIF publié\(apart.count > 1 ? "s ne sont" : " n'est") pas celui des "
            + "recettes et des comptes ; le plus grand écart est celui de \(set.nom(first))",
          context: CoefficientIntegrationFiscale.regle.article,
          repair: "le CIF publié est pris ; videz la colonne cif pour prendre le CIF calculé"))
    }
    let partial = computed.filter(accounts.partial.contains)
    if let first = partial.first {
      diagnostics.append(
        Diagnostic(
          "S0774", .alerte,
          "AC ou DSC inconnues pour une partie des communes de \(set.nom(first))"
            + (partial.count > 1 ? " et de \(partial.count - 1) autres EPCI" : "")
            + " : elles ne comptent pas dans les dépenses de transfert",
          context: CoefficientIntegrationFiscale.regle.article,
          repair: "écrivez 0 pour une commune qui n'a rien reçu"))
    }
    if let vintage = accounts.vintage, vintage != set.annee - regles.cif.retardComptes {
      diagnostics.append(
        Diagnostic(
          "S0773", .alerte,
          "les AC et DSC de \(set.annee - regles.cif.retardComptes) manquent, celles de \(vintage) en tiennent lieu",
          context: CoefficientIntegrationFiscale.regle.article,
          repair: "renseignez ac_\(set.annee - regles.cif.retardComptes) et dsc_\(set.annee - regles.cif.retardComptes)"
        ))
    }
  }

  private func gap(_ row: Int) -> Double {
    coefficients[row].map { ($0.simple - $0.calcule).magnitude } ?? 0
  }
}

/// AC and DSC of the last available accounts, whole centimes by entity.
private struct Accounts {
  var attributions: [Double]
  var investissement: [Double]
  var dotations: [Double]
  var vintage: Int?

  /// Entities with some communes whose amount is unknown, and others known.
  private(set) var partial: Set<Int> = []

  init(_ set: NationalSet, regles: CoefficientIntegrationFiscale.Regles) {
    let blank = [Double](repeating: .nan, count: set.entites.count)
    (attributions, investissement, dotations) = (blank, blank, blank)
    let year = set.annee - regles.retardComptes
    let ac = read("ac", set, upTo: year)
    let dsc = read("dsc", set, upTo: year)
    attributions = ac.values
    dotations = dsc.values
    investissement = read("ac_investissement", set, upTo: year).values.map { $0.isNaN ? 0 : $0 }
    vintage = [ac.vintage, dsc.vintage].compactMap { $0 }.min()
  }

  /// The entity's own amount, otherwise the sum over its communes; NaN where nobody knows any.
  private mutating func read(_ family: String, _ set: NationalSet, upTo year: Int) -> (values: [Double], vintage: Int?)
  {
    let own = set.entites.compactMap { $0.latestVintage(of: family, upTo: year)?.annee }.max()
    let vintage = [own, set.territoire.latestVintage(of: family, upTo: year)?.annee].compactMap { $0 }.max()
    guard let vintage else { return (set.entites.map { _ in .nan }, nil) }
    let parts = set.territoire.column(family, annee: vintage)?.values
    var values: [Double] = []
    for (row, entite) in set.entites.enumerated() {
      if let value = entite.value(family, annee: vintage) {
        values.append((value * 100).rounded())
        continue
      }
      let known = parts.map { parts in set.membres[row].map { parts[$0] }.filter { !$0.isNaN } } ?? []
      if !known.isEmpty, known.count < set.membres[row].count { partial.insert(row) }
      values.append(known.isEmpty ? .nan : orderedReduction(known.count) { (known[$0] * 100).rounded() })
    }
    return (values, vintage)
  }
}

extension Ensemble {
  var natureEPCI: NatureEPCI? {
    textes["nature"].flatMap { NatureEPCI(rawValue: Folding.fold($0).uppercased()) }
  }

  /// Category in the dotation d'intercommunalité; `nil` for a commune isolée, an EPT, or a nature unknown.
  var categorie: CategorieEPCI? {
    guard type == .ensemble, let regime = textes["regime"].flatMap({ RegimeFiscal(rawValue: $0.uppercased()) })
    else { return nil }
    return natureEPCI?.categorie(regime)
  }

  /// Rank of the year in the category: 1 for the first one; `nil` for a settled EPCI.
  var anneesCategorie: Int? { value("annees_categorie").map { Int($0) } }
}
