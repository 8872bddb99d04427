import Diagnostics
import Simulation
import Territory

extension Comparison {
  /// CIF, dotation d'intercommunalité and the EPCI's FPIC, year by year, with the feedback and without it.
  public var retroactionTable: Table {
    var table = Table(
      piece: "retroaction", title: "CIF et dotation d'intercommunalité",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("cif", "CIF", .coefficient),
        .init("cif_sans", "CIF sans rétroaction", .coefficient), .init("cif_ecart", "Écart", .coefficient),
        .init("dotation", "Dotation d'intercommunalité", .euros),
        .init("dotation_sans", "Dotation sans rétroaction", .euros), .init("dotation_ecart", "Écart", .euros),
        .init("fpic_ecart", "FPIC net des communes, effet de la rétroaction", .euros),
      ])
    for scenario in scenarios {
      for annee in annees {
        guard let year = scenario.indicateurs(annee), year.coefficientIntegrationFiscale != nil else { continue }
        let without = scenario.sansRetroaction?.indicateurs.first { $0.annee == annee } ?? year
        let (cif, cifSans) = (year.coefficientIntegrationFiscale ?? .nan, without.coefficientIntegrationFiscale ?? .nan)
        let (di, diSans) = (year.dotationIntercommunalite ?? .nan, without.dotationIntercommunalite ?? .nan)
        table.rows.append([
          .text(scenario.nom), .number(Double(annee)), Table.Cell(cif), Table.Cell(cifSans), Table.Cell(cif - cifSans),
          .centimes(di), .centimes(diSans), .centimes(di - diSans), .centimes(effectOnFPIC(scenario, annee)),
        ])
      }
    }
    let known = table.rows.contains { $0[5] != .missing }
    return known ? table : table.without(["dotation", "dotation_sans", "dotation_ecart"])
  }

  /// Centimes: communes' FPIC balance with feedback less without.
  private func effectOnFPIC(_ scenario: ScenarioResult, _ annee: Int) -> Double {
    func balance(_ amounts: AmountTable) -> Double {
      let parts = [amounts.total(annee, .reversementFPIC), -amounts.total(annee, .prelevementFPIC)].filter { !$0.isNaN }
      return parts.isEmpty ? .nan : parts.reduce(0, +)
    }
    guard let without = scenario.sansRetroaction else { return balance(scenario.montants) * 0 }
    return balance(scenario.montants) - balance(without.montants)
  }

  /// Potentiel financier of every commune and year, and what the feedback moves in it.
  public var potentielsTable: Table {
    var table = Table(
      piece: "potentiels", title: "Potentiel financier",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("insee", "Code INSEE", .code),
        .init("commune", "Commune", .text), .init("potentiel_financier", "Potentiel financier", .euros),
        .init("potentiel_financier_sans", "Sans rétroaction", .euros), .init("ecart", "Écart", .euros),
        .init("fpic_net", "FPIC net", .euros), .init("fpic_net_sans", "FPIC net sans rétroaction", .euros),
      ])
    for scenario in scenarios {
      guard let without = scenario.sansRetroaction else { continue }
      for annee in annees {
        guard let year = scenario.indicateurs(annee),
          let plain = without.indicateurs.first(where: { $0.annee == annee })
        else { continue }
        let net = fpicNet(scenario.montants, annee)
        let plainNet = fpicNet(without.montants, annee)
        for (row, commune) in territoire.communes.enumerated() {
          let (with, sans) = (year.potentielFinancier[row], plain.potentielFinancier[row])
          table.rows.append([
            .text(scenario.nom), .number(Double(annee)), .text(commune.insee.texte), .text(commune.nom),
            Table.Cell(with), Table.Cell(sans), Table.Cell(with - sans), .centimes(net[row]), .centimes(plainNet[row]),
          ])
        }
      }
    }
    return table
  }

  /// Centimes; NaN where neither side is known.
  private func fpicNet(_ amounts: AmountTable, _ annee: Int) -> [Double] {
    let received = amounts[annee, .reversementFPIC]
    let paid = amounts[annee, .prelevementFPIC]
    return received.indices.map { row in
      let parts = [received[row], -paid[row]].filter { !$0.isNaN }
      return parts.isEmpty ? .nan : parts.reduce(0, +)
    }
  }
}
