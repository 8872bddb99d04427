import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// A year of taxe d'aménagement: what was read and what was given.
struct TaxeAmenagementAnnee: Sendable {
  var vintage: Int
  /// Centimes.
  var produit: [Double]
  var zones: [Double]
  var parts: PartsTaxeAmenagement
  var percepteur: PercepteurTaxe
}

struct TaxeAmenagementPlan: Sendable {
  let article: Article
  let clauses: ClausesTaxeAmenagement
  let territoire: Territory

  var percepteur: PercepteurTaxe { clauses.percepteur?.value == .epci ? .epci : .communes }

  func evaluate(annee: Int, parametres: Parametres, into year: inout LeverYear) {
    let inForce = clauses.reversements.filter { $0.aCompterDe.value <= annee }
    guard !inForce.isEmpty, let produit = territoire.latestVintage(of: "taxe_amenagement", upTo: annee) else { return }
    let count = territoire.communes.count
    let unknown = [Double](repeating: .nan, count: count)
    let zones = territoire.latestVintage(of: "taxe_amenagement_zones", upTo: annee)?.column.values
    var parts = PartsTaxeAmenagement(produit: unknown, zones: unknown)
    // In the order written: the latest measure of each kind holds.
    for reversement in inForce.sorted(by: { $0.aCompterDe.value < $1.aCompterDe.value }) {
      switch reversement.mesure {
      case .produit(let part): parts.produit = rates(part, reversement.exceptions)
      case .zones(let part): parts.zones = rates(part, reversement.exceptions)
      case .charges: parts.produit = byCharges
      }
    }
    func centimes(_ values: [Double]) -> [Double] { values.map { ($0 * 100).roundedHalfUp } }
    let found = TaxeAmenagementAnnee(
      vintage: produit.annee, produit: centimes(produit.column.values),
      zones: centimes(zones ?? unknown.map { _ in 0 }),
      parts: parts, percepteur: percepteur)
    var flux = [Double](repeating: 0, count: count)
    var span = flux.mutableSpan
    TaxeAmenagement.flux(
      produit: found.produit.span, zones: found.zones.span, parts: parts, percepteur: percepteur, dans: &span)
    year.taxeAmenagement = found
    year.add(closed: .taxeAmenagement, flux)
    year.add(
      LeverFacts(
        article: article,
        faits: ControleTaxeAmenagement.verifier(
          produit: found.produit, flux: flux, parts: parts, charges: byCharges, percepteur: percepteur,
          parametres: ParametresTaxeAmenagement(annee: annee, parametres: parametres))))
  }

  private func rates(_ part: Located<Language.Decimal>, _ exceptions: [PartCommune]) -> [Double] {
    territoire.rates(part, exceptions)
  }

  private var byCharges: [Double] {
    guard let epci = territoire.column("charges_equipement_epci")?.values,
      let communes = territoire.column("charges_equipement_commune")?.values
    else { return [Double](repeating: .nan, count: territoire.communes.count) }
    return TaxeAmenagement.partsSelonCharges(epci: epci, communes: communes, percepteur: percepteur)
  }
}

/// A tax of the zones shared in a year.
struct PartageFoncierAnnee: Sendable {
  var impot: ImpotDesZones
  var vintage: Int
  /// Euros and fractions.
  var bases: [Double]
  var taux: [Double]
  var parts: [Double]
  /// Product of the year of reference, euros; zero without one.
  var reference: [Double]
  /// Centimes that each commune pays, and the bases shared, euros.
  var montants: [Double]
  var assiettes: [Double]
  var span: Span
}

struct PartageFoncierPlan: Sendable {
  let article: Article
  let clauses: ClausesPartageFoncier
  let territoire: Territory

  /// - Parameter taux: rate of the foncier bâti that the scenario votes for the year, by commune.
  func evaluate(annee: Int, taux voted: [Double]?, parametres: Parametres, into year: inout LeverYear) {
    var total: [Double]?
    for impot in [ImpotDesZones.foncierBati, .cfe] {
      let written: ClausesPartageFoncier.Impot = impot == .foncierBati ? .foncierBati : .cfe
      // The latest line holds.
      let inForce = clauses.partages.filter { $0.impot == written && $0.aCompterDe.value <= annee }
      guard let clause = inForce.max(by: { $0.aCompterDe.value < $1.aCompterDe.value }) else { continue }
      if impot == .cfe, territoire.regime == .FPU {
        year.add(LeverFacts(article: article, faits: [FaitPartageFoncier.cfeSousFPU], span: clause.span))
        continue
      }
      guard let found = share(clause, impot, annee, impot == .foncierBati ? voted : nil) else { continue }
      let missing = found.montants.indices.filter { found.montants[$0].isNaN }
      year.add(
        LeverFacts(
          article: article, faits: missing.map { FaitPartageFoncier.donneeManquante(commune: $0, impot: impot) },
          span: clause.span))
      year.partageFoncier.append(found)
      let paid = found.montants.map { 0 - $0 }
      total = total.map { zip($0, paid).map(+) } ?? paid
    }
    if let total { year.add(closed: .partageFoncier, total) }
  }

  private func share(
    _ clause: ClausesPartageFoncier.Partage, _ impot: ImpotDesZones, _ annee: Int, _ voted: [Double]?
  ) -> PartageFoncierAnnee? {
    let tax = impot == .foncierBati ? "foncier_bati" : "cfe"
    guard let bases = territoire.latestVintage(of: "bases_\(tax)_zones", upTo: annee),
      let known = territoire.latestVintage(of: "taux_\(tax)", upTo: annee)
    else { return nil }
    let rates = voted ?? known.column.values
    var reference = [Double](repeating: 0, count: rates.count)
    if let since = clause.depuis {
      guard let before = territoire.column("bases_\(tax)_zones", annee: since.value)?.values,
        let rate = territoire.column("taux_\(tax)", annee: since.value)?.values
      else { return nil }
      reference = zip(before, rate).map(*)
    }
    var out = PartageFoncierAnnee(
      impot: impot, vintage: bases.annee, bases: bases.column.values, taux: rates,
      parts: territoire.rates(clause.part, clause.exceptions), reference: reference,
      montants: [Double](repeating: 0, count: rates.count), assiettes: [Double](repeating: 0, count: rates.count),
      span: clause.span)
    var montants = out.montants
    var assiettes = out.assiettes
    var paid = montants.mutableSpan
    var shared = assiettes.mutableSpan
    PartageFoncier.partager(
      bases: out.bases.span, taux: out.taux.span, parts: out.parts.span, reference: reference.span, montants: &paid,
      assiettes: &shared)
    // A rate or a base that is missing shares an unknown amount, not zero.
    for i in montants.indices where out.bases[i].isNaN || out.taux[i].isNaN || reference[i].isNaN {
      montants[i] = .nan
      assiettes[i] = 0
    }
    out.montants = montants
    out.assiettes = assiettes
    return out
  }
}

extension Territory {
  /// A common rate, with its exceptions, as fractions.
  func rates(_ part: Located<Language.Decimal>, _ exceptions: [PartCommune]) -> [Double] {
    var out = [Double](repeating: part.value.fraction, count: communes.count)
    for exception in exceptions {
      if let row = exception.commune.resolve(in: self) { out[row] = exception.part.value.fraction }
    }
    return out
  }
}
