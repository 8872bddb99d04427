import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The first AC of each commune, from the columns of the year before.
struct InitialAttribution: Sendable {
  let centimes: [Double]
  let termes: [AttributionInitiale.Terme]
  let provenances: [ProvenanceCommune]
  let faits: [FaitAC]

  static func compile(
    _ written: ClausesAttributionCompensation.Initiales, territoire: Territory, parametres: Parametres
  ) throws(DiagnosedError) -> InitialAttribution {
    let rules = try ParametresAC(annee: written.annee.value, parametres: parametres)
    var entrees = AttributionInitialeEntrees(
      provenances: provenances(written, territoire), deduireMenages: rules.deductionMenages)
    let before = written.annee.value - 1
    var faits: [FaitAC] = []
    func block(_ family: String, _ label: String, facultative: Bool = false) -> Matrix? {
      if let column = territoire.column(family, annee: before) {
        return Matrix(column: column.values.map { ($0 * 100).roundedHalfUp })
      }
      if facultative { faits.append(.termeNonRenseigne("\(label) (\(family)_\(before))")) }
      return nil
    }
    let cases = Set(entrees.provenances)
    if cases != [.fiscaliteProfessionnelleUnique] {
      entrees.produits = block("produit_fp", "fiscalité professionnelle")
      entrees.compensationPartSalaires = block("compensation_part_salaires", "compensation part salaires")
      entrees.compensationsZonesFranches = block(
        "compensations_zones_franches", "compensations de zones franches", facultative: true)
    }
    if cases.contains(.isolee) {
      entrees.contributionSRU = block("contribution_sru", "contribution pour logements sociaux", facultative: true)
    }
    if cases.contains(.fiscaliteAdditionnelle) {
      entrees.reversements = block("reversements_fiscalite", "reversements de fiscalité à l'EPCI", facultative: true)
      if rules.deductionMenages {
        entrees.fiscaliteMenages = block("fiscalite_menages_epci", "fiscalité des ménages de l'EPCI", facultative: true)
        entrees.compensationsMenages = block(
          "compensations_menages_epci", "compensations d'exonérations des ménages", facultative: true)
      }
    }
    if cases.contains(.fiscaliteProfessionnelleUnique) {
      entrees.ancienEPCI = territoire.column("ac_ancien_epci").map {
        Matrix(column: $0.values.map { ($0 * 100).roundedHalfUp })
      }
    }
    if written.fngirTransfere { entrees.fngir = block("fngir", "FNGIR") }
    let (centimes, termes) = AttributionInitiale.calculer(entrees)
    for row in centimes.indices where centimes[row].isNaN {
      let missing = termes.first { $0.montants[row].isNaN }?.libelle ?? "Attribution initiale"
      faits.append(.termeManquant(commune: row, terme: missing))
    }
    return InitialAttribution(
      centimes: centimes, termes: termes, provenances: entrees.provenances, faits: faits)
  }

  private static func provenances(
    _ written: ClausesAttributionCompensation.Initiales, _ territoire: Territory
  ) -> [ProvenanceCommune] {
    let rest = written.provenances.first(where: \.communes.isEmpty)?.cas.provenance ?? .isolee
    var out = [ProvenanceCommune](repeating: rest, count: territoire.communes.count)
    for provenance in written.provenances {
      for name in provenance.communes {
        if let row = name.resolve(in: territoire) { out[row] = provenance.cas.provenance }
      }
    }
    return out
  }
}

extension ClausesAttributionCompensation.Provenance.Cas {
  var provenance: ProvenanceCommune {
    switch self {
    case .isolees: .isolee
    case .fiscaliteAdditionnelle: .fiscaliteAdditionnelle
    case .fiscaliteProfessionnelleUnique: .fiscaliteProfessionnelleUnique
    }
  }
}
