import Diagnostics
import Legislation
import Territory

/// What `national.yaml` brings: the fund, the overseas quota, and means that replace those of the set.
struct NationalFinancing {
  let financement: FPICNational.Financement
  let moyennes: MoyennesNationales.Donnees
  private(set) var territoires: [(territoire: TerritoireOutreMer, montant: Double)] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ territoire: Territory, set: NationalSet, parametres p: ParametresFPICNational) {
    let valeurs = territoire.national
    let envelope = NationalEnvelope(valeurs)
    financement = envelope.financement(p)
    moyennes = envelope.moyennes
    if let annee = valeurs["annee"], Int(annee) != p.annee {
      diagnostics.append(
        Diagnostic(
          "S0703", .alerte, "national.yaml porte sur \(Int(annee)), ses valeurs servent à \(p.annee)",
          repair: "corrigez « annee » dans national.yaml, ou l'option --annee"))
    }
    noteFund(valeurs, p)
    let given = [
      ("pfia_moyen_habitant", "potentiel financier agrégé moyen"),
      ("revenu_moyen_prelevement", "revenu moyen du prélèvement"),
      ("revenu_moyen_reversement", "revenu moyen du reversement"), ("effort_fiscal_moyen", "effort fiscal moyen"),
    ]
    for (key, label) in given {
      guard let value = valeurs[key] else { continue }
      diagnostics.append(
        Diagnostic(
          "S0704", .remarque,
          "\(label) : \(Typography.shortest(value)), donné par national.yaml, tient lieu de la moyenne de l'ensemble",
          repair: "retirez \(key) de national.yaml pour le calculer"))
    }
    overseas(valeurs, envelope, set)
  }

  private mutating func noteFund(_ valeurs: [String: Double], _ p: ParametresFPICNational) {
    guard let fonds = valeurs["fonds"], fonds != p.montantPrelevements else { return }
    diagnostics.append(
      Diagnostic(
        "S0705", .remarque,
        "le fonds est de \(Typography.euros(fonds)) (national.yaml), celui de la loi de \(Typography.euros(p.montantPrelevements))",
        context: "CGCT art. L2336-1, II"))
  }

  private mutating func overseas(_ valeurs: [String: Double], _ envelope: NationalEnvelope, _ set: NationalSet) {
    guard envelope.quotaIsKnown else {
      diagnostics.append(
        Diagnostic(
          "S0706", .alerte, "la quote-part d'outre-mer n'est pas calculée, la métropole partage tout le fonds",
          context: QuotePartOutreMer.regle.article,
          repair: "ajoutez population_outre_mer et population_metropole à national.yaml"))
      return
    }
    departments(valeurs, set)
    let populations = TerritoireOutreMer.allCases.compactMap { t in valeurs[t.cle].map { (t, $0) } }
    let reste = financement.quotePart - financement.partDepartements
    guard !populations.isEmpty else { return }
    guard populations.count == TerritoireOutreMer.allCases.count else {
      let missing = TerritoireOutreMer.allCases.filter { valeurs[$0.cle] == nil }.map(\.cle).joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          "S0708", .alerte, "la part des autres territoires d'outre-mer n'est pas répartie : il manque \(missing)",
          context: "CGCT art. R2336-7", repair: "ajoutez ces populations à national.yaml"))
      return
    }
    if let parts = QuotePartOutreMer.partsTerritoires(reste, populations: populations.map(\.1)) {
      territoires = zip(populations, parts).map { ($0.0, $1) }
    }
  }

  private mutating func departments(_ valeurs: [String: Double], _ set: NationalSet) {
    let dom = set.colonnes.zones.indices.filter { set.colonnes.zones[$0] == .dom }
    guard let outreMer = valeurs["population_outre_mer"], outreMer > 0 else {
      if !dom.isEmpty { diagnostics.append(Self.unshared("population_outre_mer")) }
      return
    }
    if valeurs["population_dom"] == nil, !dom.isEmpty { diagnostics.append(Self.unshared("population_dom")) }
  }

  private static func unshared(_ key: String) -> Diagnostic {
    Diagnostic(
      "S0707", .alerte,
      "la part des départements d'outre-mer dans la quote-part n'est pas connue, leurs ensembles ne reçoivent rien",
      context: "CGCT art. L2336-4", repair: "ajoutez \(key) à national.yaml (départements d'outre-mer sans Mayotte)")
  }
}
