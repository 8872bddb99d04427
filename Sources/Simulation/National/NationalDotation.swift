import Diagnostics
import Legislation
import LinearAlgebra
import Territory

/// The dotation d'intercommunalité of the year, shared among the EPCI of a national folder.
public struct NationalDotation: Sendable {
  /// Row in the set of each EPCI that shares.
  public let lignes: [Int]
  public let epci: EPCINationaux
  public let resultat: DotationIntercommunaliteResultat
  public let parametres: ParametresDotationIntercommunalite
  /// Euros, complements included.
  public let enveloppe: Double
  public let enveloppeDonnee: Bool
}

/// Builds it from the folder, or says why not.
struct NationalDotationBuilder {
  private(set) var dotation: NationalDotation?
  private(set) var diagnostics: [Diagnostic] = []
  private let set: NationalSet
  private let coefficients: [NationalCoefficient?]

  /// - Throws: `S0766` when the guarantees exceed the envelope.
  init(_ set: NationalSet, coefficients: [NationalCoefficient?], droit: Parametres) throws(DiagnosedError) {
    self.set = set
    self.coefficients = coefficients
    guard set.entites.contains(where: { $0.value("potentiel_fiscal_epci") != nil }) else {
      note(
        "S0761", .remarque, "aucun potentiel fiscal d'EPCI : la dotation d'intercommunalité n'est pas calculée",
        "renseignez potentiel_fiscal_epci dans ensembles.csv")
      return
    }
    guard droit.valeur(.dotationIntercommunalitePartBase, annee: set.annee) != nil else {
      note(
        "S0762", .remarque, "la dotation d'intercommunalité n'est calculée qu'à partir de 2019",
        "demandez une année depuis 2019")
      return
    }
    let parametres = try ParametresDotationIntercommunalite(annee: set.annee, parametres: droit)
    let rows = complete()
    guard !rows.isEmpty else { return }
    let epci = columns(rows, parametres)
    let given = set.territoire.national["enveloppe_dotation_intercommunalite"]
    let envelope = given ?? lawful(epci, parametres)
    do {
      dotation = NationalDotation(
        lignes: rows, epci: epci,
        resultat: try DotationIntercommunalite.calculer(epci, enveloppe: envelope, parametres: parametres),
        parametres: parametres, enveloppe: envelope, enveloppeDonnee: given != nil)
    } catch {
      throw DiagnosedError(diagnostics + [failure(error, envelope)])
    }
  }

  /// EPCI of which everything is known; the others are told.
  private mutating func complete() -> [Int] {
    let colonnes = set.colonnes
    var rows: [Int] = []
    var missing: [Int] = []
    for row in set.entites.indices {
      guard let coefficient = coefficients[row] else { continue }
      let known =
        !coefficient.prisEnCompte.isNaN && set.entites[row].value("potentiel_fiscal_epci") ?? 0 > 0
        && colonnes.populationDGF[row] > 0 && colonnes.populationINSEE[row] > 0 && colonnes.revenu[row] > 0
      if known { rows.append(row) } else { missing.append(row) }
    }
    if !missing.isEmpty {
      let names = missing.prefix(3).map(set.nom).joined(separator: ", ") + (missing.count > 3 ? "…" : "")
      note(
        "S0763", .alerte,
        "\(missing.count) EPCI (\(names)) hors de la dotation d'intercommunalité : CIF, potentiel fiscal, revenu ou "
          + "population inconnus",
        "renseignez cif (ou recettes_cif_epci, recettes_cif_communes, recettes_cif_syndicats, ac et dsc de N−2), "
          + "potentiel_fiscal_epci, revenu et populations")
    }
    return rows
  }

  private mutating func columns(_ rows: [Int], _ parametres: ParametresDotationIntercommunalite) -> EPCINationaux {
    let colonnes = set.colonnes
    let before = previousPerHead(rows)
    func column(_ value: (Int) -> Double) -> [Double] { rows.map(value) }
    return EPCINationaux(
      categories: rows.compactMap { coefficients[$0]?.categorie },
      populationDGF: column { colonnes.populationDGF[$0] }, populationINSEE: column { colonnes.populationINSEE[$0] },
      revenu: column { colonnes.revenu[$0] },
      potentielFiscal: column { set.entites[$0].value("potentiel_fiscal_epci") ?? .nan },
      cif: column { coefficients[$0]?.prisEnCompte ?? .nan }, dotationPrecedenteParHabitant: before,
      complementDejaVerse: rows.map { set.entites[$0].value("complement_dotation_verse") == 1 },
      transformes: rows.map { row in
        set.entites[row].anneesCategorie.map { $0 <= parametres.anneesGaranties } ?? false
      })
  }

  /// Dotation of N−1 over the population of N−1; NaN for an EPCI that had none.
  private mutating func previousPerHead(_ rows: [Int]) -> [Double] {
    let year = set.annee - 1
    let parts = set.territoire.column("population_dgf", annee: year)?.values
    var stood = 0
    let out = rows.map { row -> Double in
      guard let amount = set.entites[row].value("dotation_intercommunalite", annee: year) else { return .nan }
      let members = set.membres[row]
      var people = set.entites[row].value("population_dgf", annee: year)
      if people == nil, let parts, !members.isEmpty {
        people = orderedReduction(members.count) { parts[members[$0]] }
      }
      guard let people, people > 0 else {
        stood += 1
        return amount / set.colonnes.populationDGF[row]
      }
      return amount / people
    }
    if stood > 0 {
      note(
        "S0764", .remarque,
        "dotation par habitant de \(year) : population de \(year) inconnue pour \(stood) EPCI, celle de \(set.annee) en tient lieu",
        "renseignez population_dgf_\(year) dans ensembles.csv")
    }
    let unknown = out.count { $0.isNaN }
    if unknown > 0 {
      note(
        "S0765", .alerte, "\(unknown) EPCI sans dotation de \(year) : ni garantie ni plafond",
        "renseignez dotation_intercommunalite_\(year) ; laissez vide pour un EPCI créé dans l'année")
    }
    return out
  }

  /// Amounts of N−1, growth of the year, complements.
  private mutating func lawful(_ epci: EPCINationaux, _ parametres: ParametresDotationIntercommunalite) -> Double {
    let rows = set.entites.indices.filter { coefficients[$0] != nil }
    let last = orderedReduction(rows.count) {
      set.entites[rows[$0]].value("dotation_intercommunalite", annee: set.annee - 1) ?? 0
    }
    let complements = DotationIntercommunalite.complements(epci, parametres: parametres)
    let total = last + parametres.augmentation + orderedSum(complements.span)
    note(
      "S0767", .remarque,
      "enveloppe de la dotation d'intercommunalité : montants de \(set.annee - 1), augmentation de l'année "
        + "(\(Typography.euros(parametres.augmentation))) et compléments, soit \(Typography.euros(total))",
      "écrivez enveloppe_dotation_intercommunalite dans national.yaml si l'ensemble n'est pas toute la France")
    return total
  }

  private func failure(_ error: EchecDotationIntercommunalite, _ envelope: Double) -> Diagnostic {
    switch error {
    case .planchersAuDessusDeLEnveloppe(let shortfall):
      Diagnostic(
        "S0766", .erreur,
        "dotation d'intercommunalité : les garanties dépassent l'enveloppe de \(Typography.euros(envelope)) de "
          + Typography.euros(shortfall), context: BornesDotationIntercommunalite.regle.article,
        repair: "le texte ne dit rien de ce cas : vérifiez enveloppe_dotation_intercommunalite et les dotations de N−1")
    case .plafondsSousLEnveloppe(let surplus):
      Diagnostic(
        "S0766", .erreur,
        "dotation d'intercommunalité : une fois tous les EPCI à leur plafond, \(Typography.euros(surplus)) de "
          + "l'enveloppe ne sont pas répartis", context: BornesDotationIntercommunalite.regle.article,
        repair: "vérifiez enveloppe_dotation_intercommunalite et les dotations de N−1")
    case .montantInconnu:
      Diagnostic(
        "S0766", .erreur, "dotation d'intercommunalité : une donnée d'EPCI n'est pas un nombre utilisable",
        context: DotationIntercommunalite.regle.article, repair: "vérifiez populations, revenus et potentiels fiscaux")
    }
  }

  private mutating func note(_ code: String, _ severity: Severity, _ message: String, _ repair: String) {
    diagnostics.append(
      Diagnostic(code, severity, message, context: DotationIntercommunalite.regle.article, repair: repair))
  }
}
