import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// Ties one revision of AC, as written, to the rows and columns of the territory.
struct RevisionCompiler {
  let territoire: Territory
  let ecretage: ClosedRange<Double>
  let parametres: Parametres

  enum Compiled {
    case revision(RevisionAC)
    case investissement(InvestmentPart.Decision)
    case facture(ServiceFacture)
  }

  func compile(_ clause: RevisionAttributionCompensation) throws(DiagnosedError) -> Compiled {
    switch clause.genre {
    case .libreMontants(let montants, let refus):
      return .revision(.libre(montants: amounts(montants), refus: mask(refus + clause.positions.refus)))
    case .libreRepartie(let montant, let repartition, let sens, let refus):
      let criteria = try CriteriaPlan.compile(repartition, territoire: territoire, ecretage: ecretage)
      return .revision(
        .libreParCriteres(
          LibreParCriteres(
            montants: [Double(montant.value.centimes)], communes: criteria.colonnes, criteres: criteria.criteres,
            poids: Matrix(column: criteria.poids), sens: sens.map { $0.value == .inverse ? .inverse : .direct },
            refus: mask(refus + clause.positions.refus))))
    case .transfert(_, let evaluation, let charge, let restitution):
      let total = try self.evaluation(evaluation, clause).charge
      return .revision(.transfert(charges: shared(total, charge, sign: restitution ? -1 : 1)))
    case .individualisee(let rate): return .revision(.individualisee(.taux([rate.value.fraction])))
    case .individualiseeMontants(let montants):
      return .revision(.individualisee(.montants(amounts(montants))))
    case .fusion(let montants): return .revision(.fusion(montants: amounts(montants)))
    case .accord(let montants, let refus):
      return .revision(.accord(montants: amounts(montants), refus: mask(refus + clause.positions.refus)))
    case .indexation(let rate, let refus):
      return .revision(.indexation(taux: [rate.value.fraction], refus: mask(refus + clause.positions.refus)))
    case .serviceCommun(let service): return try compile(service, annee: clause.aCompterDe.value)
    case .baisseBases(let baisse): return .revision(.baisseBases(try compile(baisse, clause)))
    case .neutralisation(let neutralisation): return .revision(.neutralisation(compile(neutralisation, clause)))
    case .investissementPart(let part): return .investissement(.part(part.value.fraction))
    case .investissementMontants(let montants): return .investissement(.montants(amounts(montants)))
    }
  }

  /// `Σ A/L` of a transfer, centimes a year by commune; `nil` for the other revisions.
  func renewal(_ clause: RevisionAttributionCompensation) throws(DiagnosedError) -> Matrix? {
    guard case .transfert(_, let evaluation, let charge, let restitution) = clause.genre else { return nil }
    return shared(
      try self.evaluation(evaluation, clause).renouvellementAnnuel, charge, sign: restitution ? -1 : 1)
  }

  private func evaluation(
    _ evaluation: EvaluationCharges, _ clause: RevisionAttributionCompensation
  ) throws(DiagnosedError) -> ChargeTransferee {
    let rules = try ParametresAC(annee: clause.aCompterDe.value, parametres: parametres)
    return ChargeTransferee(evaluation, transfert: clause.aCompterDe.value, tauxFCTVA: rules.tauxFCTVA)
  }

  func column(_ fill: (inout [Double]) -> Void) -> Matrix {
    var values = [Double](repeating: 0, count: territoire.communes.count)
    fill(&values)
    return Matrix(column: values)
  }

  func amounts(_ montants: [MontantCommune]) -> Matrix {
    column { values in
      for line in montants {
        guard let row = line.commune.resolve(in: territoire) else { continue }
        values[row] += Double(line.montant.value.centimes)
      }
    }
  }

  func mask(_ refus: [CommuneRef]) -> Matrix? {
    guard !refus.isEmpty else { return nil }
    return column { values in
      for commune in refus {
        guard let row = commune.resolve(in: territoire) else { continue }
        values[row] = 1
      }
    }
  }

  /// Centimes a year borne until now by each commune, of `total` euros.
  private func shared(_ total: Double, _ charge: [PartCharge], sign: Double) -> Matrix {
    column { values in
      for part in charge {
        guard let row = part.commune.resolve(in: territoire) else { continue }
        values[row] += total * 100 * sign * (part.part?.value.fraction ?? 1)
      }
    }
  }

  private func compile(
    _ service: RevisionAttributionCompensation.Service, annee: Int
  ) throws(DiagnosedError) -> Compiled {
    let keys = try keys(service.repartition)
    let cost = Double(service.cout.value.centimes)
    let services = ServicesCommuns(couts: [cost], cles: keys, partsEPCI: [service.partEPCI.value.fraction])
    guard service.facture else { return .revision(.servicesCommuns(services)) }
    // The same shares as an imputation, with the opposite sign: what each commune is invoiced.
    var entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: column { _ in },
      revisions: [.servicesCommuns(services)])
    entrees.fiscaliteProfessionnelleUnique = true
    let rules = try ParametresAC(annee: annee, parametres: parametres)
    let found = AttributionCompensation.calculer(entrees, parametres: rules)
    return .facture(
      ServiceFacture(
        annee: territoire.annee, service: service, services: services, montants: found.attributions.columnArray(0)))
  }

  /// Weighted shares of the criteria: the keys of a convention.
  private func keys(_ repartition: [Critere]) throws(DiagnosedError) -> Matrix {
    let criteria = try CriteriaPlan.compile(repartition, territoire: territoire, ecretage: ecretage)
    let evaluated = MoteurCriteres(communes: criteria.colonnes).evaluer(criteria.criteres)
    return column { values in
      for (index, critere) in evaluated.enumerated() {
        for row in values.indices { values[row] += criteria.poids[index] * critere.parts[row, 0] }
      }
    }
  }
}
