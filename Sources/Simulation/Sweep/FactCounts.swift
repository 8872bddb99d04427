import Legislation

/// Facts by what they weigh: an alerte of the law without its motive stops a run, as an error does.
struct FactCounts {
  var erreurs = 0
  var alertes = 0

  @inline(__always) mutating func add(_ comptes: ComptesFaits, motivated: Bool) {
    erreurs += comptes.erreurs + (motivated ? 0 : comptes.alertesAMotiver)
    alertes += comptes.alertes + (motivated ? comptes.alertesAMotiver : 0)
  }

  mutating func add(_ faits: [some FaitDeLiceite], motivated: Bool) {
    add(ComptesFaits(faits), motivated: motivated)
  }

  mutating func add(_ fait: any FaitDeLiceite, motivated: Bool) {
    var comptes = ComptesFaits()
    comptes.ajouter(fait)
    add(comptes, motivated: motivated)
  }

  mutating func add(_ lever: LeverFacts) {
    var comptes = ComptesFaits()
    for fait in lever.faits { comptes.ajouter(fait) }
    add(comptes, motivated: lever.article.motif != nil)
  }

  static func + (a: FactCounts, b: FactCounts) -> FactCounts {
    FactCounts(erreurs: a.erreurs + b.erreurs, alertes: a.alertes + b.alertes)
  }
}
