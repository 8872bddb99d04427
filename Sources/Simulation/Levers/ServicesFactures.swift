import Language
import Legislation

/// A common service that the EPCI invoices to the communes: no part of their AC, hence no effect on the CIF.
struct ServiceFacture: Sendable {
  /// First year of the invoices.
  var annee: Int
  let service: RevisionAttributionCompensation.Service
  let services: ServicesCommuns
  /// Centimes a year by commune, negative: what the commune pays.
  let montants: [Double]
}

extension AttributionCompensationPlan {
  /// The invoices of the year, added up, as a flow of the levers.
  func factures(annee: Int, into year: inout LeverYear) {
    let current = factures.filter { $0.annee <= annee }
    guard let first = current.first else { return }
    var total = first.montants
    for other in current.dropFirst() {
      for row in total.indices { total[row] += other.montants[row] }
    }
    year.factures = current
    year.add(closed: .servicesCommuns, total)
  }
}
