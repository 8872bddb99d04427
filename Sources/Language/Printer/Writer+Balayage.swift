import Diagnostics

extension Writer {
  mutating func balayage(_ balayage: Balayage) {
    line(0, "balayer")
    for axe in balayage.axes { line(1, "\(axe.cible.value.texte) : \(axe.valeurs.value.texte)") }
    for correlation in balayage.correlations {
      let names = "\(correlation.premiere.value.texte) et \(correlation.seconde.value.texte)"
      line(1, "corrélation entre \(names) : \(correlation.valeur.value.texteSigne)")
    }
    for groupe in balayage.groupes {
      line(1, "groupe « \(groupe.nom.value) » : \(groupe.cibles.map(\.value.texte).joined(separator: ", "))")
    }
    if let tirages = balayage.tirages { line(1, "tirages : \(tirages.value.texte)") }
  }
}

extension Balayage.Cible {
  /// As the formatter writes it; also the name of the axis in tables.
  public var texte: String {
    switch self {
    case .enveloppe(let article, let annee): "enveloppe de l'article \(article)\(Self.year(annee))"
    case .indexation(let article): "indexation de l'article \(article)"
    case .poids(let article, let volet): "poids\(volet.map { " \($0.texte)" } ?? "") de l'article \(article)"
    case .plancher(let article): "plancher de l'article \(article)"
    case .plafond(let article): "plafond de l'article \(article)"
    case .partEPCI(let article, let volet): "part de l'EPCI \(volet.texte) de l'article \(article)"
    case .montantEnsemble(let article, let volet, let annee):
      "montant de l'ensemble \(volet.texte) de l'article \(article)\(Self.year(annee))"
    case .coefficientIntegrationFiscale(let article): "coefficient d'intégration fiscale de l'article \(article)"
    case .revision(let article, let annee): "révision de \(annee) de l'article \(article)"
    case .parametre(let chemin, let annee): "paramètre \(chemin) à compter de \(annee)"
    case .hypothese(let grandeur): "hypothèse \(grandeur.texte)"
    case .montant(let nom, let volet, let article, let annee):
      "montant de « \(nom) »\(volet.map { " \($0.texte)" } ?? "") de l'article \(article)\(Self.year(annee))"
    case .taux(let sujet, let qui, let article, let annee):
      "taux\(sujet.map { " \($0.texte)" } ?? "")\(qui.map { " \($0.texte)" } ?? "") de l'article \(article)\(Self.year(annee))"
    case .poste(let poste, let nom, let article, let annee):
      "\(poste.texte) de « \(nom) » de l'article \(article)\(Self.year(annee))"
    case .borne(let borne, let article, let annee): "\(borne.texte) de l'article \(article)\(Self.year(annee))"
    case .poidsNommes(let nom, let article): "poids de « \(nom) » de l'article \(article)"
    case .poidsRevision(let annee, let article): "poids de la révision de \(annee) de l'article \(article)"
    case .enveloppeFraction(let nom, let article, let annee):
      "enveloppe de « \(nom) » de l'article \(article)\(Self.year(annee))"
    case .forme(let forme, let rang, let article): "\(forme.texte) du critère \(rang) de l'article \(article)"
    case .poidsIndice(.prelevement): "poids de l'indice de prélèvement"
    case .poidsIndice(.reversement): "poids de l'indice de reversement"
    case .dureeLissage(let article): "durée du lissage de l'article \(article)"
    case .finGarantie(let article): "fin de la garantie de l'article \(article)"
    case .colonne(let nom): "colonne « \(nom) »"
    }
  }

  private static func year(_ annee: Int?) -> String { annee.map { " en \($0)" } ?? "" }
}

extension Balayage.Volet {
  var texte: String { self == .prelevement ? "du prélèvement" : "du reversement" }
}

extension Balayage.Tirages {
  var texte: String {
    "\(Decimal(Int64(nombre)).texte.replacing(String(Typography.thin), with: " ")) \(suite.texte), graine \(graine)"
  }
}

extension Balayage.Tirages.Suite {
  public var texte: String {
    switch self {
    case .hasard: "au hasard"
    case .hypercubeLatin: "par hypercube latin"
    case .sobol: "par suite de Sobol'"
    }
  }
}

extension Balayage.Valeurs {
  public var texte: String {
    switch self {
    case .grille(let low, let high, let step): "de \(low.texte) à \(high.texte) par pas de \(step.texte)"
    case .liste(let values): values.map(\.texte).joined(separator: ", ")
    case .grilleSimplexe(let step): "sur le simplexe par pas de \(step.texte) %"
    case .tirees(let loi): "tirée \(loi.texte)"
    case .simplexe: "tirés sur le simplexe"
    case .erreur(.normale(_, let deviation)): "erreur normale d'écart-type \(deviation.texte)"
    case .erreur(.uniforme(let low, let high)): "erreur uniforme entre \(low.texte) et \(high.texte)"
    case .erreur(let loi): "erreur \(loi.texte)"
    }
  }
}

extension Balayage.Loi {
  var texte: String {
    switch self {
    case .uniforme(let low, let high): "entre \(low.texte) et \(high.texte)"
    case .normale(let mean, let deviation):
      "selon la loi normale de moyenne \(mean.texte) et d'écart-type \(deviation.texte)"
    case .triangulaire(let low, let mode, let high):
      "selon la loi triangulaire entre \(low.texte) et \(high.texte), mode \(mode.texte)"
    case .table(let file): "dans « \(file) »"
    }
  }
}

extension Balayage.Quantite {
  public var texte: String {
    switch self {
    case .montant(let montant): montant.texte()
    case .pourcentage(let rate): "\(rate.texteSigne) %"
    case .nombre(let number): number.texteSigne
    }
  }
}

extension Decimal {
  /// With the minus that the language writes.
  fileprivate var texteSigne: String {
    mantissa < 0 ? "− \(Decimal(-mantissa, decimals: decimals).texte)" : texte
  }
}
