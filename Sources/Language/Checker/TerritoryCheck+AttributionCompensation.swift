import Diagnostics
import Territory

extension TerritoryCheck {
  mutating func check(_ clauses: ClausesAttributionCompensation) {
    if let initiales = clauses.initiales { check(initiales) }
    for revision in clauses.revisions { check(revision) }
  }

  private mutating func check(_ revision: RevisionAttributionCompensation) {
    let year = revision.aCompterDe.value
    for name in revision.refus + revision.positions.flatMap(\.communes) { commune(name) }
    switch revision.genre {
    case .libreMontants(let montants, _), .accord(let montants, _), .individualiseeMontants(let montants),
      .investissementMontants(let montants):
      for montant in montants { commune(montant.commune) }
    case .libreRepartie(_, let criteres, _, _): criteria(criteres)
    case .transfert(_, _, let charge, _): for part in charge { commune(part.commune) }
    case .fusion(let montants):
      for montant in montants { commune(montant.commune) }
      need(["ac_ancien_epci", "rrf_\(year - 1)"], lever: "la révision après fusion", revision.span)
    case .serviceCommun(let service): criteria(service.repartition)
    case .indexation: break
    case .baisseBases(let baisse):
      for loss in baisse.pertes { commune(loss.commune) }
      if baisse.perte == nil {
        need(
          ["produit_fp_\(year - 1)", "produit_fp_\(year)"], lever: "la perte constatée",
          projected: ["produit_fp": .fiscaliteEconomique], revision.span)
      }
      if baisse.limite != nil {
        need(
          ["rrf_\(year - 1)"], lever: "cette limite", projected: ["rrf": .recettesReelles], revision.span)
      }
    case .neutralisation(let neutralisation):
      for impot in neutralisation.impots {
        for family in [
          "bases_\(impot.value.colonne)", "taux_\(impot.value.colonne)", "taux_ancien_epci_\(impot.value.colonne)",
        ]
        where territory.latestVintage(of: family, upTo: year - 1) == nil {
          missing("\(family)_\(year - 1)", lever: "la neutralisation fiscale", impot.span)
        }
      }
      if neutralisation.auTitreDeLaFusion {
        need(["ac_ancien_epci", "rrf_\(year - 1)"], lever: "la révision après fusion", revision.span)
      }
    case .individualisee, .investissementPart: break
    }
  }

  private mutating func check(_ initiales: ClausesAttributionCompensation.Initiales) {
    let before = initiales.annee.value - 1
    for provenance in initiales.provenances {
      for name in provenance.communes { commune(name) }
      let columns =
        provenance.cas == .fiscaliteProfessionnelleUnique
        ? ["ac_ancien_epci"] : ["produit_fp_\(before)", "compensation_part_salaires_\(before)"]
      need(columns, lever: "l'attribution initiale", provenance.span)
    }
    if initiales.fngirTransfere { need(["fngir_\(before)"], lever: "le transfert du FNGIR", initiales.span) }
    let written = Set(initiales.provenances.flatMap(\.communes).compactMap { $0.resolve(in: territory) })
    if initiales.provenances.allSatisfy({ !$0.communes.isEmpty }), written.count < territory.communes.count,
      let orphan = territory.communes.indices.first(where: { !written.contains($0) })
    {
      found.append(
        Diagnostic(
          "P0115", .erreur, "d'où vient « \(territory.communes[orphan].nom) » ? aucune ligne ne la nomme",
          place: initiales.span.place(), context: heading,
          repair: "ajoutez-la à une ligne, ou écrivez « toutes les autres »"
        ))
    }
  }

  /// - Parameter projected: families that a hypothesis carries to later years.
  private mutating func need(
    _ columns: [String], lever: String, projected: [String: Hypothese.Grandeur] = [:], _ span: Span
  ) {
    for column in columns where territory.column(column) == nil {
      let family = String(column.dropLast(5))
      let carried = projected[family].map { grandeur in scenario.hypotheses.contains { $0.grandeur.value == grandeur } }
      if carried == true, territory.latestVintage(of: family, upTo: scenario.periode.value.upperBound) != nil {
        continue
      }
      missing(column, lever: lever, span)
    }
  }
}

extension RevisionAttributionCompensation.Neutralisation.Impot {
  /// Middle of the names of its columns: `bases_…_AAAA`, `taux_…_AAAA`.
  public var colonne: String {
    switch self {
    case .foncierBati: "foncier_bati"
    case .foncierNonBati: "foncier_non_bati"
    case .residencesSecondaires: "thrs"
    }
  }
}
