import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// Ties one revision of AC, as written, to the rows and columns of the territory.
struct RevisionCompiler {
  let territoire: Territory
  let ecretage: ClosedRange<Double>

  func compile(_ clause: RevisionAttributionCompensation) throws(DiagnosedError) -> RevisionAC {
    switch clause.genre {
    case .libreMontants(let montants, let refus):
      return .libre(montants: amounts(montants), refus: mask(refus))
    case .libreRepartie(let montant, let repartition, let sens, let refus):
      let criteria = try CriteriaPlan.compile(repartition, territoire: territoire, ecretage: ecretage)
      return .libreParCriteres(
        LibreParCriteres(
          montants: [Double(montant.value.centimes)], communes: criteria.colonnes, criteres: criteria.criteres,
          poids: Matrix(column: criteria.poids), sens: sens.map { $0.value == .inverse ? .inverse : .direct },
          refus: mask(refus)))
    case .transfert(_, let evaluation, let charge, let restitution):
      return .transfert(charges: charges(evaluation, charge, sign: restitution ? -1 : 1))
    case .individualisee(let rate):
      return .individualisee(.taux([rate.value.fraction]))
    case .fusion(let montants):
      return .fusion(montants: amounts(montants))
    case .serviceCommun(_, let cout, let partEPCI, let repartition):
      return .servicesCommuns(
        ServicesCommuns(
          couts: [Double(cout.value.centimes)], cles: try keys(repartition), partsEPCI: [partEPCI.value.fraction]))
    }
  }

  private func column(_ fill: (inout [Double]) -> Void) -> Matrix {
    var values = [Double](repeating: 0, count: territoire.communes.count)
    fill(&values)
    return Matrix(column: values)
  }

  private func amounts(_ montants: [MontantCommune]) -> Matrix {
    column { values in
      for line in montants {
        guard let row = line.commune.resolve(in: territoire) else { continue }
        values[row] += Double(line.montant.value.centimes)
      }
    }
  }

  private func mask(_ refus: [CommuneRef]) -> Matrix? {
    guard !refus.isEmpty else { return nil }
    return column { values in
      for commune in refus {
        guard let row = commune.resolve(in: territoire) else { continue }
        values[row] = 1
      }
    }
  }

  /// Centimes a year borne until now by each commune.
  private func charges(_ evaluation: EvaluationCharges, _ charge: [PartCharge], sign: Double) -> Matrix {
    let total = ChargeTransferee(evaluation).charge * 100 * sign
    return column { values in
      for part in charge {
        guard let row = part.commune.resolve(in: territoire) else { continue }
        values[row] += total * (part.part?.value.fraction ?? 1)
      }
    }
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

extension ChargeTransferee {
  /// The evaluation as written, in euros a year.
  init(_ evaluation: EvaluationCharges) {
    let running: CoutFonctionnement
    if let fonctionnement = evaluation.fonctionnement {
      let amounts = fonctionnement.montants.map(\.value.euros)
      switch fonctionnement.methode {
      case .dernierBudget: running = .dernierBudget(amounts.last ?? 0)
      case .moyenneComptes: running = .moyenneComptes(amounts)
      }
    } else {
      running = .dernierBudget(0)
    }
    self.init(
      fonctionnement: running,
      equipements: evaluation.equipements.map { equipement in
        EquipementTransfere(
          cout: equipement.cout.value.euros, subventions: equipement.subventions?.value.euros ?? 0,
          fraisFinanciers: equipement.interets?.value.euros ?? 0,
          entretien: equipement.entretien.map { [$0.value.euros] } ?? [], duree: Double(equipement.dureeAns.value))
      }, ressources: evaluation.ressources?.value.euros ?? 0)
  }
}
