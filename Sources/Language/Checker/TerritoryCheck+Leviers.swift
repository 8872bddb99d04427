import Diagnostics
import Territory

extension TerritoryCheck {
  mutating func check(_ levier: Levier) {
    switch levier {
    case .fondsDeConcours(let clauses):
      criteria(clauses.repartition)
      for projet in clauses.projets { commune(projet.commune) }
    case .taxeAmenagement(let clauses): check(clauses)
    case .partageFoncier(let clauses): check(clauses)
    case .dgfTerritoriale(let clauses): check(clauses)
    case .tauxImposition(let clauses): check(clauses)
    case .priseEnChargeFPIC: break
    }
  }

  /// A family of columns of which the rule takes the latest year known.
  private mutating func vintage(_ family: String, upTo annee: Int, lever: String, _ span: Span) {
    if territory.latestVintage(of: family, upTo: annee) == nil { missing("\(family)_\(annee)", lever: lever, span) }
  }

  private mutating func check(_ clauses: ClausesTaxeAmenagement) {
    let lever = "le partage de la taxe d'aménagement"
    for reversement in clauses.reversements {
      let annee = reversement.aCompterDe.value
      vintage("taxe_amenagement", upTo: annee, lever: lever, reversement.span)
      switch reversement.mesure {
      case .produit: break
      case .zones: vintage("taxe_amenagement_zones", upTo: annee, lever: lever, reversement.span)
      case .charges:
        for column in ["charges_equipement_epci", "charges_equipement_commune"] where territory.column(column) == nil {
          missing(column, lever: lever, reversement.span)
        }
      }
      for exception in reversement.exceptions { commune(exception.commune) }
    }
  }

  private mutating func check(_ clauses: ClausesPartageFoncier) {
    for partage in clauses.partages {
      let tax = partage.impot == .foncierBati ? "foncier_bati" : "cfe"
      let lever = "le partage du foncier des zones"
      vintage("bases_\(tax)_zones", upTo: partage.aCompterDe.value, lever: lever, partage.span)
      vintage("taux_\(tax)", upTo: partage.aCompterDe.value, lever: lever, partage.span)
      if let since = partage.depuis {
        for column in ["bases_\(tax)_zones_\(since.value)", "taux_\(tax)_\(since.value)"]
        where territory.column(column) == nil {
          missing(column, lever: lever, since.span)
        }
      }
      for exception in partage.exceptions { commune(exception.commune) }
    }
  }

  private mutating func check(_ clauses: ClausesDGFTerritoriale) {
    criteria(clauses.repartition)
    guard let mise = clauses.mise else { return }
    let lever = "la DGF territoriale"
    switch mise.apport {
    case .totale, .pourcentageDGF: vintage("dgf", upTo: mise.aCompterDe.value, lever: lever, mise.span)
    case .pourcentageRecettes: vintage("rrf", upTo: mise.aCompterDe.value - 1, lever: lever, mise.span)
    case .montants(let montants):
      vintage("rrf", upTo: mise.aCompterDe.value - 1, lever: lever, mise.span)
      for montant in montants { commune(montant.commune) }
    }
  }

  private mutating func check(_ clauses: ClausesTauxImposition) {
    for mesure in clauses.mesures {
      let tax = mesure.impot.value.colonne
      let annee = mesure.aCompterDe.value
      let lever = "ce taux"
      vintage("bases_\(tax)", upTo: annee, lever: lever, mesure.span)
      var (epci, communes) = (false, false)
      switch mesure.genre {
      case .echange: (epci, communes) = (true, true)
      case .vote(.epci, _): epci = true
      case .vote(.communes, _): communes = true
      case .vote(.commune(let name), _):
        communes = true
        commune(name)
      }
      if communes { vintage("taux_\(tax)", upTo: annee, lever: lever, mesure.span) }
      if epci, territory.ensemble?.latestVintage(of: "taux_\(tax)", upTo: annee) == nil {
        found.append(missingRate("taux_\(tax)_\(annee)", mesure.span))
      }
    }
  }

  private func missingRate(_ column: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "T0130", .erreur, "ce taux a besoin de la colonne « \(column) » de ensembles.csv, qui manque",
      place: span.place(),
      context: heading, repair: "ajoutez la colonne \(column) à ensembles.csv ; source : état 1259 de l'EPCI")
  }
}

extension MesureTaux.Impot {
  /// Middle of the names of its columns.
  public var colonne: String {
    switch self {
    case .foncierBati: "foncier_bati"
    case .foncierNonBati: "foncier_non_bati"
    case .residencesSecondaires: "thrs"
    case .cfe: "cfe"
    }
  }
}
