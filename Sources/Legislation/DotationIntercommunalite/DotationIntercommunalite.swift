import LinearAlgebra

/// The EPCI among which the envelope is shared: contiguous columns, one row an EPCI.
public struct EPCINationaux: Sendable {
  public var categories: [CategorieEPCI]
  /// Inhabitants DGF of the perimeter of 1 January.
  public var populationDGF: [Double]
  public var populationINSEE: [Double]
  /// Euros.
  public var revenu: [Double]
  public var potentielFiscal: [Double]
  /// Coefficient pris en compte, see `CIFPrisEnCompte`.
  public var cif: [Double]
  /// Dotation per inhabitant of the year before, on the perimeter of the year, euros; NaN when there is none.
  public var dotationPrecedenteParHabitant: [Double]
  public var complementDejaVerse: [Bool]
  /// In its first years in its category, see `BornesDotationIntercommunalite`.
  public var transformes: [Bool]
  /// Rank of each in ascending SIREN, for euros that equal remainders leave over.
  public var rangs: [Int32]

  public init(
    categories: [CategorieEPCI], populationDGF: [Double], populationINSEE: [Double], revenu: [Double],
    potentielFiscal: [Double], cif: [Double], dotationPrecedenteParHabitant: [Double], complementDejaVerse: [Bool],
    transformes: [Bool], rangs: [Int32]? = nil
  ) {
    self.categories = categories
    self.populationDGF = populationDGF
    self.populationINSEE = populationINSEE
    self.revenu = revenu
    self.potentielFiscal = potentielFiscal
    self.cif = cif
    self.dotationPrecedenteParHabitant = dotationPrecedenteParHabitant
    self.complementDejaVerse = complementDejaVerse
    self.transformes = transformes
    self.rangs = rangs ?? RangsDepartage.ordreDesLignes(populationDGF.count)
  }
}

public struct DotationIntercommunaliteResultat: Sendable {
  /// Euros, unrounded.
  public var montants: [Double]
  /// Whole euros that add up to the envelope rounded to the euro: largest remainders, ties to the larger population DGF,
  /// then to the smaller SIREN. A bound may be crossed by less than one euro.
  public var notifies: [Double]
  public var complements: [Double]
  public var planchers: [Double]
  /// Infinite where there is none.
  public var plafonds: [Double]
  /// Share of each in the base, in the péréquation, and in the unbounded envelope.
  public var partsBase: [Double]
  public var partsPerequation: [Double]
  public var parts: [Double]
  /// Envelope before bounds that spends exactly the given one.
  public var enveloppeLibre: Double
  /// Mean potentiel fiscal per inhabitant by category (raw value), NaN without member.
  public var potentielMoyen: [Double]
  public var revenuMoyen: Double
}

/// Why the envelope cannot be shared.
public enum EchecDotationIntercommunalite: Error, Equatable, Sendable {
  /// Euros.
  case planchersAuDessusDeLEnveloppe(manque: Double)
  case plafondsSousLEnveloppe(reste: Double)
  /// A figure of an EPCI is not a number.
  case montantInconnu
}

/// The dotation d'intercommunalité shared among all EPCI.
///
/// - *Texte*: CGCT art. L5211-28.
/// - *Formule*: `d_i = 0,30 × P·CIF ÷ ΣP·CIF + 0,70 × w ÷ Σw`, `w = P·CIF·(PF̄ de la catégorie ÷ PF + REV̄ ÷ REV)` per
///   inhabitant; amounts are `λ·d_i` held between their floor and their ceiling, with the λ that spends the envelope.
/// - *Exemple*: four EPCI, 7 M€, ceiling 120 %: λ = 7 841 264,95; 4 879 600, 1 620 000, 403 200 and 97 200 €.
/// - *Bornes et cas limites*: the guarantee is financed before the split, hence one λ for all, found on its exact linear
///   piece. Floors above the envelope, or ceilings under it: an explicit error, never a silent scaling. Amounts are
///   rounded once, to the euro, by largest remainders that close the envelope: the convention of every closed envelope
///   here, the text being silent. The métropole du Grand Paris is not in the
///   columns: its amount is frozen.
/// - *Voir aussi*: `BornesDotationIntercommunalite`, `ComplementDotation`, `CIFPrisEnCompte`.
public enum DotationIntercommunalite {
  public static let regle = Regle(
    "dotation_intercommunalite", libelle: "Dotation d'intercommunalité", article: "CGCT art. L5211-28, IV",
    formule: "λ × (0,30 × part de la population × CIF + 0,70 × part pondérée), entre la garantie et le plafond")

  /// - Parameter enveloppe: euros, complements included.
  /// - Throws: a fact when floors exceed the envelope, or ceilings do not use it.
  public static func calculer(
    _ epci: EPCINationaux, enveloppe: Double, parametres: ParametresDotationIntercommunalite
  ) throws(EchecDotationIntercommunalite) -> DotationIntercommunaliteResultat {
    let n = epci.populationDGF.count
    let somme = Sommes(epci)
    let means = somme.moyennes
    let revenuMoyen =
      orderedReduction(n) { epci.revenu[$0] } / orderedReduction(n) { epci.populationINSEE[$0] }
    var base = [Double](repeating: 0, count: n)
    var weight = base
    for i in 0..<n {
      let parHabitant = epci.potentielFiscal[i] / epci.populationDGF[i]
      base[i] = epci.populationDGF[i] * epci.cif[i]
      weight[i] =
        base[i]
        * (means[epci.categories[i].rawValue] / parHabitant
          + revenuMoyen / (epci.revenu[i] / epci.populationINSEE[i]))
    }
    let totalBase = orderedSum(base.span)
    let totalWeight = orderedSum(weight.span)
    var out = DotationIntercommunaliteResultat(
      montants: base, notifies: base, complements: base, planchers: base, plafonds: base, partsBase: base,
      partsPerequation: base, parts: base, enveloppeLibre: 0, potentielMoyen: means, revenuMoyen: revenuMoyen)
    for i in 0..<n {
      out.partsBase[i] = base[i] / totalBase
      out.partsPerequation[i] = weight[i] / totalWeight
      out.parts[i] =
        parametres.partBase * out.partsBase[i] + parametres.partPerequation * out.partsPerequation[i]
      bound(&out, epci, i, somme, parametres)
    }
    try repartir(&out, epci, enveloppe)
    return out
  }

  private static func repartir(
    _ out: inout DotationIntercommunaliteResultat, _ epci: EPCINationaux, _ enveloppe: Double
  ) throws(EchecDotationIntercommunalite) {
    let rangs = RangsDepartage.parPopulation(epci.populationDGF.span, rangsINSEE: epci.rangs.span)
    var montants = out.montants
    var notifies = out.notifies
    do {
      var span = montants.mutableSpan
      out.enveloppeLibre = try boundedScaling(
        out.parts.span, floor: out.planchers.span, ceiling: out.plafonds.span, total: enveloppe, into: &span)
    } catch {
      switch error {
      case .floorsExceedTotal(let shortfall): throw .planchersAuDessusDeLEnveloppe(manque: shortfall)
      case .ceilingsBelowTotal(let surplus): throw .plafondsSousLEnveloppe(reste: surplus)
      }
    }
    do {
      var span = notifies.mutableSpan
      try largestRemainder(montants.span, total: enveloppe.roundedHalfUp, tieRank: rangs.span, into: &span)
    } catch { throw .montantInconnu }
    out.montants = montants
    out.notifies = notifies
  }

  /// −1, 0 or 1: potentiel fiscal per inhabitant of `i` against `multiple` times its category's mean, by products that
  /// hold every digit, since a tie decides of a guarantee.
  static func comparer(_ epci: EPCINationaux, _ i: Int, multiple: Double, somme: Sommes) -> Int {
    let categorie = epci.categories[i].rawValue
    let own = DoubleDouble(epci.potentielFiscal[i]) * DoubleDouble(somme.populations[categorie])
    let mean = DoubleDouble(somme.potentiels[categorie]) * DoubleDouble(epci.populationDGF[i])
    return own.order(DoubleDouble(decimal: multiple) * mean)
  }

  /// Complements of 5 € due, euros.
  public static func complements(_ epci: EPCINationaux, parametres: ParametresDotationIntercommunalite) -> [Double] {
    let somme = Sommes(epci)
    return epci.populationDGF.indices.map { i in
      guard !epci.dotationPrecedenteParHabitant[i].isNaN else { return 0 }
      return complement(epci, i, somme, parametres) * epci.populationDGF[i]
    }
  }

  /// Euros per inhabitant.
  private static func complement(
    _ epci: EPCINationaux, _ i: Int, _ somme: Sommes, _ parametres: ParametresDotationIntercommunalite
  ) -> Double {
    ComplementDotation.parHabitant(
      dotationParHabitant: epci.dotationPrecedenteParHabitant[i],
      potentielExclu: comparer(epci, i, multiple: parametres.potentielExcluDuComplement, somme: somme) > 0,
      dejaVerse: epci.complementDejaVerse[i], minimum: parametres.minimumHabitant)
  }

  private static func bound(
    _ out: inout DotationIntercommunaliteResultat, _ epci: EPCINationaux, _ i: Int, _ somme: Sommes,
    _ parametres: ParametresDotationIntercommunalite
  ) {
    let before = epci.dotationPrecedenteParHabitant[i]
    guard !before.isNaN else {
      (out.complements[i], out.planchers[i], out.plafonds[i]) = (0, 0, .infinity)
      return
    }
    let complement = complement(epci, i, somme, parametres)
    let base = (before + complement) * epci.populationDGF[i]
    let part = parametres.bornes.partGarantie(
      cif: epci.cif[i], categorie: epci.categories[i],
      potentielFaible: comparer(epci, i, multiple: parametres.bornes.seuilPotentiel, somme: somme) < 0,
      transforme: epci.transformes[i])
    out.complements[i] = complement * epci.populationDGF[i]
    out.planchers[i] = part * base
    out.plafonds[i] = parametres.bornes.plafond * base
  }

  /// Σ potentiel fiscal and Σ population DGF of each category.
  struct Sommes {
    var potentiels: [Double]
    var populations: [Double]

    init(_ epci: EPCINationaux) {
      let n = epci.categories.count
      potentiels = CategorieEPCI.allCases.map { categorie in
        orderedReduction(n) { epci.categories[$0] == categorie ? epci.potentielFiscal[$0] : 0 }
      }
      populations = CategorieEPCI.allCases.map { categorie in
        orderedReduction(n) { epci.categories[$0] == categorie ? epci.populationDGF[$0] : 0 }
      }
    }

    /// Euros per inhabitant, by raw value of the category; NaN without member.
    var moyennes: [Double] { zip(potentiels, populations).map { $1 > 0 ? $0 / $1 : .nan } }
  }
}
