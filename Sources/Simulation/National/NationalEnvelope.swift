import Legislation

/// What `national.yaml` writes of the fund: amounts in place of those of the law, and populations that make the overseas
/// quota follow from it.
struct NationalEnvelope: Sendable {
  private let fonds: Double?
  private let ressourcesExterieures: Double
  private let regularisations: Double
  private let quotePart: Double?
  private let outreMer: Double?
  private let metropole: Double?
  private let departements: Double?
  /// Means in place of those of the set.
  let moyennes: MoyennesNationales.Donnees

  init(_ valeurs: [String: Double]) {
    fonds = valeurs["fonds"]
    ressourcesExterieures = valeurs["ressources_exterieures"] ?? 0
    regularisations = valeurs["regularisations"] ?? 0
    quotePart = valeurs["quote_part_outre_mer"]
    outreMer = valeurs["population_outre_mer"]
    metropole = valeurs["population_metropole"]
    departements = valeurs["population_dom"]
    moyennes = MoyennesNationales.Donnees(
      potentielFinancierAgrege: valeurs["pfia_moyen_habitant"],
      revenuPrelevement: valeurs["revenu_moyen_prelevement"],
      revenuReversement: valeurs["revenu_moyen_reversement"], effortFiscal: valeurs["effort_fiscal_moyen"])
  }

  /// The amount to levy is that of the law.
  var fundFollowsTheLaw: Bool { fonds == nil }
  /// The overseas quota is computed.
  var quotaFollowsTheLaw: Bool { quotePart == nil && outreMer != nil && metropole != nil }
  var quotaIsKnown: Bool { quotePart != nil || quotaFollowsTheLaw }

  func financement(_ p: ParametresFPICNational) -> FPICNational.Financement {
    var out = FPICNational.Financement(
      fonds: fonds ?? p.montantPrelevements, ressourcesExterieures: ressourcesExterieures,
      regularisations: regularisations)
    if let quotePart {
      out.quotePart = EuroNotifie.arrondir(quotePart)
    } else if let outreMer, let metropole {
      out.quotePart = QuotePartOutreMer.montant(
        fonds: out.fonds, populationOutreMer: outreMer, populationMetropole: metropole,
        majoration: p.majorationOutreMer)
    } else {
      return out
    }
    if let outreMer, outreMer > 0, let departements {
      out.partDepartements = QuotePartOutreMer.partDepartements(
        out.quotePart, populationDOM: departements, populationOutreMer: outreMer)
    }
    return out
  }
}
