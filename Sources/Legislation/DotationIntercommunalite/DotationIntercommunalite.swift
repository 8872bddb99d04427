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
///   rounded once, to the euro, by largest remainders that close the envelope. The métropole du Grand Paris is not in the
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
    let means = potentielsMoyens(epci)
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
      bound(&out, epci, i, means[epci.categories[i].rawValue], parametres)
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

  /// Σ potentiel fiscal ÷ Σ population DGF of each category.
  private static func potentielsMoyens(_ epci: EPCINationaux) -> [Double] {
    CategorieEPCI.allCases.map { categorie in
      let n = epci.categories.count
      let total = orderedReduction(n) { epci.categories[$0] == categorie ? epci.potentielFiscal[$0] : 0 }
      let population = orderedReduction(n) { epci.categories[$0] == categorie ? epci.populationDGF[$0] : 0 }
      return population > 0 ? total / population : .nan
    }
  }

  private static func bound(
    _ out: inout DotationIntercommunaliteResultat, _ epci: EPCINationaux, _ i: Int, _ moyenne: Double,
    _ parametres: ParametresDotationIntercommunalite
  ) {
    let parHabitant = epci.potentielFiscal[i] / epci.populationDGF[i]
    let before = epci.dotationPrecedenteParHabitant[i]
    guard !before.isNaN else {
      (out.complements[i], out.planchers[i], out.plafonds[i]) = (0, 0, .infinity)
      return
    }
    let complement = ComplementDotation.parHabitant(
      dotationParHabitant: before, potentielParHabitant: parHabitant, moyenne: moyenne,
      dejaVerse: epci.complementDejaVerse[i], minimum: parametres.minimumHabitant,
      exclusion: parametres.potentielExcluDuComplement)
    let base = (before + complement) * epci.populationDGF[i]
    let part = parametres.bornes.partGarantie(
      cif: epci.cif[i], categorie: epci.categories[i], potentielParHabitant: parHabitant, moyenne: moyenne,
      transforme: epci.transformes[i])
    out.complements[i] = complement * epci.populationDGF[i]
    out.planchers[i] = part * base
    out.plafonds[i] = parametres.bornes.plafond * base
  }
}
