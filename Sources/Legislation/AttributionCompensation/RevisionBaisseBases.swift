import LinearAlgebra

/// Which communes bear a loss of product.
public enum PorteeBaisse: String, Sendable, Codable, CaseIterable {
  /// All the communes with a positive AC, in proportion.
  case proportionnelle
  /// Those where the loss is located.
  case communesPerdantes
}

/// A reduction for a fall of the professional tax bases.
public struct BaisseBases: Sendable {
  /// Net loss of product of the EPCI, centimes, by scenario.
  public var pertes: [Double]
  /// Loss located on each commune, centimes; needed by `communesPerdantes`.
  public var pertesLocalisees: Matrix?
  public var portee: PorteeBaisse
  /// Optional bound: part of the recettes réelles de fonctionnement of the year before that a commune may lose.
  public var plafondRecettes: Double?

  public init(
    pertes: [Double], pertesLocalisees: Matrix? = nil, portee: PorteeBaisse = .proportionnelle,
    plafondRecettes: Double? = nil
  ) {
    self.plafondRecettes = plafondRecettes
    self.pertes = pertes
    self.pertesLocalisees = pertesLocalisees
    self.portee = portee
  }
}

/// Reduction of the AC after a fall of the bases.
///
/// - *Texte*: CGI art. 1609 nonies C, V-1°, as rewritten by LF 2022 art. 197 (not read: see confidence).
/// - *Formule*: proportional, `−ΔAC_i = ρ · AC_i` for `AC_i > 0`, `ρ = min(1, perte / Σ AC⁺)`; losing communes,
///   `min(perte_i, AC_i⁺)` scaled down to the net loss, floored to the centime.
/// - *Exemple*: TV-15: AC 1 000 000; 500 000; −100 000, loss 90 000: −60 000; −30 000; 0 €.
/// - *Bornes et cas limites*: the whole reduction never exceeds the loss nor an AC; the loss is net of the State's
///   compensation, see `perteNette`.
/// - *Voir aussi*: `RevisionLibre`.
public enum RevisionBaisseBases {
  public static let regle = Regle(
    "ac.baisse_bases", libelle: "Révision pour baisse des bases", article: ModeRevision.baisseBases.article,
    formule: "baisse = perte de produit, en proportion des attributions positives ou sur les communes perdantes",
    confiance: .doute)

  /// `(produit(N−1) − produit(N) − compensation)⁺`, centimes.
  public static func perteNette(produitPrecedent: Double, produit: Double, compensation: Double) -> Double {
    let loss = produitPrecedent - produit - compensation
    return loss > 0 ? loss : 0
  }

  /// Writes real centimes; returns the whole total to close on, never beyond the loss.
  public static func proportionnelle(
    perte: Double, ac: Span<Double>, dans demandes: inout MutableSpan<Double>
  ) -> Double {
    let positive = orderedReduction(ac.count) { ac[$0] > 0 ? ac[$0] : 0 }
    let cut = min(perte, positive).plafondEntier
    let rate = positive > 0 ? cut / positive : 0
    for i in 0..<ac.count { demandes[i] = ac[i] > 0 ? 0 - rate * ac[i] : 0 }
    return 0 - cut
  }

  /// Writes whole centimes.
  public static func communesPerdantes(
    perte: Double, pertesLocalisees: Span<Double>, ac: Span<Double>, dans demandes: inout MutableSpan<Double>
  ) {
    func own(_ i: Int) -> Double { max(min(pertesLocalisees[i], ac[i]), 0) }
    let sum = orderedReduction(ac.count) { own($0) }
    let rate = sum > perte ? perte / sum : 1
    for i in 0..<ac.count { demandes[i] = 0 - (rate * own(i)).plafondEntier }
  }
}
