import LinearAlgebra

/// What becomes of the rights that a year leaves unspent.
public enum SoldeDesDroits: String, Sendable, Codable {
  case reporte, perdu
}

/// A project judged: its caps, what it may draw, what is paid. Centimes.
public struct ProjetEvalue: Sendable, Equatable {
  public var projet: ProjetFonds
  public var plafond: PlafondFondsDeConcours
  public var demande: Double
  /// Rights of the commune before this project; +∞ without rights to draw.
  public var disponible: Double
  public var verse: Double
}

/// One year of fonds de concours, centimes by commune.
public struct FondsDeConcoursResultat: Sendable {
  public var projets: [ProjetEvalue]
  /// Paid to each commune.
  public var montants: [Double]
  /// Rights of the year, then what earlier years left; empty without rights to draw.
  public var droits: [Double]
  public var reports: [Double]
  /// What the year leaves.
  public var soldes: [Double]
  public var faits: [FaitFondsDeConcours]
}

/// Fonds de concours of one year.
///
/// - *Texte*: CGCT art. L5214-16, V, L5215-26, L5216-5, VI.
/// - *Formule*: in the order in which the projects are written, `versé = min(demandé, droits disponibles)`; « maximal »
///   asks the cap itself; the balance of the rights is carried over or lost.
/// - *Exemple*: TV-10: a project at its maximum on the TTC base receives 225 000 €; with 200 000 € of rights, 200 000 €.
/// - *Bornes et cas limites*: a request beyond the cap is paid as written and breaks the law: the scenario must say why. A
///   project whose cost is not known, or smaller than its subsidies, gets nothing and an error. Investment for both: it
///   counts neither in the CIF nor in the potentiel financier, nor in the épargne.
/// - *Voir aussi*: `PlafondFondsDeConcours`, `DroitsDeTirage`.
public enum FondsDeConcours {
  public static let regle = Regle(
    "fonds_de_concours.montant", libelle: "Fonds de concours",
    article: "CGCT art. L5214-16, V, L5215-26 et L5216-5, VI",
    formule: "montant demandé, dans la limite des droits de tirage disponibles")

  /// - Parameters:
  ///   - projets: those of the year, in the order written.
  ///   - droits: rights of the year, or `nil` without rights to draw.
  ///   - reports: balance of the year before, as long as `droits`.
  public static func annee(
    _ projets: [ProjetFonds], communes: Int, assiette: AssietteProjet, droits: [Double]?, reports: [Double],
    solde: SoldeDesDroits, parametres: ParametresFondsDeConcours
  ) -> FondsDeConcoursResultat {
    var out = FondsDeConcoursResultat(
      projets: [], montants: [Double](repeating: 0, count: communes), droits: droits ?? [], reports: [], soldes: [],
      faits: [])
    var left = [Double](repeating: .infinity, count: communes)
    if let droits {
      out.reports = reports
      for i in left.indices { left[i] = droits[i] + reports[i] }
    }
    for projet in projets {
      let row = projet.commune
      let plafond = PlafondFondsDeConcours(projet, assiette: assiette, parametres: parametres)
      let asked: Double =
        switch projet.demande {
        case .montant(let montant): montant.roundedHalfUp
        case .maximum: plafond.montant
        }
      var evalue = ProjetEvalue(
        projet: projet, plafond: plafond, demande: asked, disponible: left[row],
        verse: max(0, min(asked, left[row])))
      if plafond.base.isNaN || plafond.base < 0 || asked.isNaN || asked < 0 {
        out.faits.append(.coutInvalide(projet: projet.nom, commune: row, base: plafond.base, assiette: assiette))
        evalue.verse = 0
      } else if projet.demande != .maximum {
        out.faits += controler(evalue, minimum: parametres.participationMinimale)
      }
      out.montants[row] += evalue.verse
      left[row] -= evalue.verse
      out.projets.append(evalue)
    }
    if droits != nil {
      out.soldes = solde == .reporte ? left : [Double](repeating: 0, count: communes)
      let lost = left.reduce(0, +)
      if solde == .perdu, lost > 0 { out.faits.append(.droitsPerdus(montant: lost)) }
    }
    return out
  }

  private static func controler(_ evalue: ProjetEvalue, minimum: Double) -> [FaitFondsDeConcours] {
    let projet = evalue.projet
    var faits: [FaitFondsDeConcours] = []
    if evalue.verse > evalue.plafond.moitie {
      faits.append(
        .plusDeLaMoitie(
          projet: projet.nom, commune: projet.commune, montant: evalue.verse, plafond: evalue.plafond.moitie))
    }
    if evalue.verse > evalue.plafond.participation {
      faits.append(
        .participationInsuffisante(
          projet: projet.nom, commune: projet.commune, montant: evalue.verse, plafond: evalue.plafond.participation,
          minimum: minimum))
    }
    if evalue.demande > evalue.disponible {
      faits.append(
        .droitsInsuffisants(
          projet: projet.nom, commune: projet.commune, demande: evalue.demande, disponible: evalue.disponible))
    }
    return faits
  }
}
