import Diagnostics
import Legislation
import Territory

/// A year of the whole country, from a national folder.
///
/// Each mechanism leaves its result here; the tables of a run are listed in `Reporting/National/NationalSections.swift`.
public struct NationalRun: Sendable {
  public let set: NationalSet
  public let options: NationalOptions
  public let parametres: ParametresFPICNational
  public let fpic: FPICNationalResultat
  /// The overseas territories that the departments leave a part to, and their shares; empty without their populations.
  public let territoires: [(territoire: TerritoireOutreMer, montant: Double)]
  /// One entry an entity; `nil` where the internal split is not computed.
  public let repartitions: [NationalSplit?]
  /// One entry an entity; `nil` for what has no category.
  public let coefficients: [NationalCoefficient?]
  /// `nil` where it is not computed.
  public let dotation: NationalDotation?
  public let diagnostics: [Diagnostic]

  /// Reads the folder and evaluates the year.
  /// - Throws: every diagnostic, when at least one is an error.
  public static func open(_ folder: String, options: NationalOptions) throws(DiagnosedError) -> NationalRun {
    let (territoire, found) = try read(folder)
    return try NationalRun(territoire, options: options, droit: try Parametres.charger(), found: found)
  }

  /// - Throws: `S0701` for the folder of an EPCI.
  static func read(_ folder: String) throws(DiagnosedError) -> (Territory, [Diagnostic]) {
    let (territoire, found) = try TerritoryReader.read(folder: folder)
    guard territoire.nature == .NATIONAL else {
      throw DiagnosedError([
        Diagnostic(
          "S0701", .erreur, "« \(folder) » est le dossier d'un EPCI (\(territoire.nom)), il faut un ensemble national",
          place: Place(file: folder + "/territoire.yaml"), repair: "écrivez « nature: NATIONAL » dans territoire.yaml")
      ])
    }
    return (territoire, found)
  }

  init(
    _ territoire: Territory, options: NationalOptions, droit: Parametres, found: [Diagnostic]
  ) throws(DiagnosedError) {
    let parametres = try ParametresFPICNational(annee: options.annee, parametres: droit)
    var set = try NationalSet(territoire, options: options, parametres: droit)
    let bases = GuaranteeBases(set, regle: parametres.garantie)
    set.setGuaranteeBases(bases.columns)
    let financing = NationalFinancing(territoire, set: set, parametres: parametres)
    var diagnostics = found + set.diagnostics + bases.diagnostics + financing.diagnostics
    guard !diagnostics.hasErrors else { throw DiagnosedError(diagnostics) }
    let fpic: FPICNationalResultat
    do {
      fpic = try FPICNational.calculer(
        set.colonnes, parametres: parametres, financement: financing.financement, moyennes: financing.moyennes)
    } catch {
      throw DiagnosedError(
        diagnostics + [
          error.diagnostic { siren in set.entites.first { $0.siren == siren }?.nom ?? siren }
        ])
    }
    diagnostics += Self.judge(fpic, set, parametres)
    let coefficients = try NationalCoefficients(set, droit: droit)
    let splits = try NationalSplits(
      set, fpic: fpic, cif: coefficients.coefficients.map { $0?.simple }, droit: droit)
    diagnostics += splits.diagnostics
    let built = try NationalDotationBuilder(set, coefficients: coefficients.coefficients, droit: droit)
    diagnostics += coefficients.diagnostics + built.diagnostics
    if let remarque = droit.remarqueProlongement(ParametresFPICNational.chemins, annee: options.annee) {
      diagnostics.append(remarque)
    }
    self.set = set
    self.options = options
    self.parametres = parametres
    self.fpic = fpic
    territoires = financing.territoires
    repartitions = splits.repartitions
    self.coefficients = coefficients.coefficients
    dotation = built.dotation
    self.diagnostics = diagnostics
  }

  /// What the result itself tells.
  private static func judge(
    _ fpic: FPICNationalResultat, _ set: NationalSet, _ parametres: ParametresFPICNational
  ) -> [Diagnostic] {
    var out: [Diagnostic] = []
    let envelopes = [("la métropole", fpic.metropole), ("les départements d'outre-mer", fpic.outreMer)]
    for (name, part) in envelopes {
      if part.egalite {
        out.append(
          Diagnostic(
            "S0731", .alerte,
            "\(name) : des indices égaux à la limite des \(part.nombre) éligibles sont départagés par la population DGF, "
              + "puis par le SIREN", context: EligibiliteReversement.regle.article))
      }
      guard part.valeurPoint == nil, part.ressources > 0 else { continue }
      out.append(
        Diagnostic(
          "S0732", .alerte,
          part.enveloppe > 0
            ? "\(name) : aucune entité éligible, \(Typography.euros(part.enveloppe)) ne sont pas répartis"
            : "\(name) : les garanties (\(Typography.euros(part.garanties))) épuisent l'enveloppe de "
              + "\(Typography.euros(part.ressources))",
          context: FPICNational.regle.article))
    }
    if fpic.valeurPoint.valeur.isInfinite {
      out.append(
        Diagnostic(
          "S0733", .alerte, "tous les contributeurs paient leur plafond : la valeur de point n'est pas définie",
          context: PlafonnementPrelevement.regle.article))
    }
    return out
  }
}
