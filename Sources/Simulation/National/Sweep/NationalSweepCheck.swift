import Diagnostics
import Language
import Legislation
import Territory

/// What a block « balayer » asks of a national year and that would fail, or change nothing.
struct NationalSweepCheck {
  let run: NationalRun
  let droit: Parametres

  /// - Throws: `L0002` a value that the law does not admit, `P0178` an unknown column, `S0812` an axis without effect.
  func check(_ axe: Balayage.Axe, _ axis: SweepAxis, _ lever: NationalLever) throws(DiagnosedError) {
    if case .column(let name) = lever { return try checkColumn(name, axe) }
    for chemin in lever.chemins {
      if let (why, repair) = useless(chemin) {
        throw DiagnosedError([
          Diagnostic(
            "S0812", .erreur, "faire varier « \(axe.cible.value.texte) » ne changerait rien : \(why)",
            place: axe.cible.span.place(), context: "balayer", repair: repair)
        ])
      }
    }
    guard case .parametre(let written, let annee) = axe.cible.value else { return }
    // The unit that is written, then the ends of the values.
    _ = try reformed(written, axe, annee, axis)
    guard let chemin = lever.chemins.first else { return }
    for number in axis.lawBounds {
      do { _ = try droit.remplacant(chemin, valeur: number, aCompterDe: annee) } catch {
        throw DiagnosedError(error.diagnostics.map { $0.placed(axe.valeurs.span) })
      }
    }
  }

  private func reformed(
    _ chemin: String, _ axe: Balayage.Axe, _ annee: Int, _ axis: SweepAxis
  ) throws(DiagnosedError) -> Parametres {
    guard case .quantite(let quantity)? = axis.written(axis.value([0.5], draw: 0)) else { return droit }
    let valeur: RemplacementParametre.Valeur =
      switch quantity {
      case .montant(let montant): .montant(montant)
      case .pourcentage(let rate): .pourcentage(rate)
      case .nombre(let number): .nombre(number)
      }
    return try LawReform.apply(
      [
        RemplacementParametre(
          chemin: Located(chemin, axe.cible.span), valeur: Located(valeur, axe.valeurs.span),
          aCompterDe: Located(annee, axe.cible.span))
      ], to: droit)
  }

  /// Why a number changes nothing in this folder, and what to do.
  private func useless(_ chemin: CheminParametre) -> (why: String, repair: String)? {
    let envelope = NationalEnvelope(run.set.territoire.national)
    switch chemin {
    case .fpicNationalMontantPrelevements where !envelope.fundFollowsTheLaw:
      return ("national.yaml écrit le montant à prélever", "retirez « fonds » de national.yaml")
    case .fpicNationalOutreMerMajoration where !envelope.quotaFollowsTheLaw:
      return (
        "la quote-part d'outre-mer ne se calcule pas de la loi dans ce dossier",
        "écrivez population_outre_mer et population_metropole dans national.yaml, sans quote_part_outre_mer"
      )
    case .fpicNationalPrelevementPlafond where run.set.colonnes.ressources.allSatisfy(\.isNaN):
      return (
        "aucune entité n'a de ressources prises en compte (rfa), donc de plafond",
        "renseignez rfa dans ensembles.csv, ou ajoutez --rfa-a-defaut pfia"
      )
    default: return nil
    }
  }

  private func checkColumn(_ name: String, _ axe: Balayage.Axe) throws(DiagnosedError) {
    let territoire = run.set.territoire
    var names = Set(territoire.columns.keys)
    for ensemble in territoire.ensembles { names.formUnion(ensemble.valeurs.keys) }
    let known = names.sorted()
    guard names.contains(name) else {
      throw DiagnosedError([
        Diagnostic(
          "P0178", .erreur, "ni communes.csv ni ensembles.csv n'ont de colonne « \(name) »",
          place: axe.cible.span.place(), context: "balayer",
          repair: Folding.nearest(name, among: known).map { "vouliez-vous dire « \($0) » ?" }
            ?? "colonnes : \(known.prefix(12).joined(separator: ", "))…")
      ])
    }
  }

  /// Errors that no figure of the calculation feels.
  static func still(_ axe: Balayage.Axe) -> Diagnostic {
    Diagnostic(
      "S0812", .erreur,
      "faire varier « \(axe.cible.value.texte) » ne changerait rien : aucun chiffre des ensembles n'en est tiré",
      place: axe.cible.span.place(), context: "balayer",
      repair: "prenez population_dgf, population_insee, potentiel_financier, revenu, pfia, rfa, efa_numerateur…")
  }

  /// Axes that give the same number of the law two values at once.
  static func overlaps(_ axes: [Balayage.Axe], _ levers: [NationalLever]) -> [Diagnostic] {
    guard axes.count == levers.count else { return [] }
    var taken: [CheminParametre: Balayage.Axe] = [:]
    var out: [Diagnostic] = []
    for (axe, lever) in zip(axes, levers) {
      if let first = lever.chemins.lazy.compactMap({ taken[$0] }).first {
        out.append(
          Diagnostic(
            "P0116", .erreur, "« \(axe.cible.value.texte) » varie déjà", place: axe.cible.span.place(),
            related: [first.cible.span.place("la première ligne")], context: "balayer",
            repair: "gardez une seule des deux lignes"))
      }
      for chemin in lever.chemins { taken[chemin] = axe }
    }
    return out
  }
}
