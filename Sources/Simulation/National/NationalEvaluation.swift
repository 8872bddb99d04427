import Diagnostics
import Legislation
import Territory

/// What a national folder allows: the FPIC with everything beside it, or the dotation d'intercommunalité alone.
public enum NationalEvaluation: Sendable {
  case complete(NationalRun)
  case dotation(NationalDotationRun)

  /// Reads the folder and evaluates the year.
  /// - Throws: every diagnostic, when at least one is an error.
  public static func open(_ folder: String, options: NationalOptions) throws(DiagnosedError) -> NationalEvaluation {
    let (territoire, found) = try NationalRun.read(folder)
    let droit = try Parametres.charger()
    let wealth =
      territoire.ensembles.contains { $0.value("pfia") != nil } || territoire.column("potentiel_financier") != nil
    let shares = territoire.ensembles.contains { $0.value("potentiel_fiscal_epci") != nil }
    if !wealth, shares {
      return .dotation(try NationalDotationRun(territoire, options: options, droit: droit, found: found))
    }
    return .complete(try NationalRun(territoire, options: options, droit: droit, found: found))
  }

  public var set: NationalSet {
    switch self {
    case .complete(let run): run.set
    case .dotation(let run): run.set
    }
  }

  public var diagnostics: [Diagnostic] {
    switch self {
    case .complete(let run): run.diagnostics
    case .dotation(let run): run.diagnostics
    }
  }
}

/// Coefficients d'intégration fiscale and dotation d'intercommunalité of a folder that knows nothing of the FPIC.
public struct NationalDotationRun: Sendable {
  public let set: NationalSet
  public let options: NationalOptions
  public let coefficients: [NationalCoefficient?]
  public let dotation: NationalDotation?
  public let diagnostics: [Diagnostic]

  init(
    _ territoire: Territory, options: NationalOptions, droit: Parametres, found: [Diagnostic]
  ) throws(DiagnosedError) {
    let set = try NationalSet(territoire, options: options, parametres: droit)
    let coefficients = try NationalCoefficients(set, droit: droit)
    let built = try NationalDotationBuilder(set, coefficients: coefficients.coefficients, droit: droit)
    self.set = set
    self.options = options
    self.coefficients = coefficients.coefficients
    dotation = built.dotation
    diagnostics =
      found + [
        Diagnostic(
          "S0760", .remarque,
          "ni pfia ni potentiel financier des communes : seule la dotation d'intercommunalité est calculée",
          repair: "renseignez pfia dans ensembles.csv pour le FPIC")
      ] + coefficients.diagnostics + built.diagnostics
  }
}

extension SimulationCodes {
  /// Coefficients d'intégration fiscale and dotation d'intercommunalité of a national folder.
  static let dotationNationale: [CodeEntry] = [
    CodeEntry(
      "S0760", "FPIC non calculé", "Sans richesse des ensembles, un dossier national ne sert qu'à la dotation."),
    CodeEntry(
      "S0761", "Dotation d'intercommunalité non calculée",
      "Elle compare le potentiel fiscal de chaque EPCI à celui de sa catégorie : sans lui, rien n'est partagé."),
    CodeEntry(
      "S0762", "Dotation d'avant 2019", "La dotation actuelle date de 2019 ; les anciennes ne sont pas décrites."),
    CodeEntry(
      "S0763", "EPCI hors du partage",
      "Un EPCI dont une donnée manque ne peut pas être classé ; il sort du partage au lieu d'y entrer pour zéro."),
    CodeEntry(
      "S0764", "Population de l'année précédente",
      "La garantie et le plafond se comptent par habitant : le montant de l'année précédente est divisé par la population "
        + "de cette année-là."),
    CodeEntry(
      "S0765", "EPCI sans dotation précédente",
      "Un EPCI créé de rien n'a ni garantie ni plafond la première année : il n'y a rien à quoi comparer."),
    CodeEntry(
      "S0766", "Enveloppe impossible",
      "Quand la somme des garanties dépasse l'enveloppe, ou que les plafonds ne l'épuisent pas, aucun partage ne respecte "
        + "la loi ; rien n'est réduit en silence."),
    CodeEntry(
      "S0767", "Enveloppe de la loi",
      "Sans enveloppe donnée, c'est la somme des dotations de l'année précédente, de l'augmentation votée et des compléments."
    ),
    CodeEntry(
      "S0771", "CIF calculés",
      "Le coefficient se calcule des recettes de l'EPCI, des communes et des syndicats, moins les AC et la moitié de la DSC "
        + "du dernier compte disponible."),
    CodeEntry(
      "S0772", "CIF publié et CIF calculé différents",
      "Le coefficient publié l'emporte : il tient compte de recettes que le dossier peut ne pas avoir."),
    CodeEntry(
      "S0773", "Comptes d'une autre année",
      "Les dépenses de transfert viennent du dernier compte administratif disponible, celui de N−2."),
    CodeEntry(
      "S0774", "AC ou DSC de communes inconnues",
      "Une case vide n'est pas un zéro : si la commune n'a rien reçu, écrivez 0 ; sinon le coefficient est trop élevé."),
  ]
}
