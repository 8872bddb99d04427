import LinearAlgebra

// FSRIF then exemptions, taken over by the EPCI; and the amounts from frozen shares.
extension CalculRepartition {
  /// Share of the levy left by the exemptions; ones, with a remarque, when the ranks are unknown.
  mutating func partLaissee() -> Matrix {
    guard let rangs = entrees.rangs else {
      noter(.rangsInconnus, 0, sur: 1)
      return Matrix(rows: lignes, columns: 1, repeating: 1)
    }
    var part = Matrix(
      rows: lignes, columns: max(rangs.dsu10000.columns, rangs.dsu5000.columns, rangs.dsrCible.columns))
    for s in 0..<part.columns {
      let dsu10000 = rangs.dsu10000.values.span.extracting(rangs.dsu10000.column(s))
      let dsu5000 = rangs.dsu5000.values.span.extracting(rangs.dsu5000.column(s))
      let dsrCible = rangs.dsrCible.values.span.extracting(rangs.dsrCible.column(s))
      part.updateColumn(s) { part in
        Exonerations.partLaissee(
          dsu10000: dsu10000, dsu5000: dsu5000, dsrCible: dsrCible, parametres: parametres.exoneration, into: &part)
      }
    }
    return part
  }

  mutating func deductions(_ deliberes: MontantsFPIC) -> (DeductionsFPIC, MontantsFPIC) {
    let part = partLaissee()
    let fsrif = fsrifDeductible()
    let colonnes = max(deliberes.scenarios, part.columns, fsrif.columns)
    var deduits = Matrix(rows: lignes, columns: colonnes)
    var exoneres = deduits
    var communes = deduits
    var epci = [Double](repeating: 0, count: colonnes)
    let atelier = AtelierDeductions(communes: lignes)
    for s in 0..<colonnes {
      let dus = deliberes.communes.values.span.extracting(deliberes.communes.column(s))
      let verses = fsrif.values.span.extracting(fsrif.column(s))
      let laissee = part.values.span.extracting(part.column(s))
      var pris = 0.0
      deduits.updateColumn(s) { deduits in
        exoneres.updateColumn(s) { exoneres in
          communes.updateColumn(s) { notifies in
            pris = atelier.deduire(
              prelevement: dus, fsrif: verses, partLaissee: laissee, deduits: &deduits, exoneres: &exoneres,
              notifies: &notifies)
          }
        }
      }
      epci[s] = lane(deliberes.epci, s) + pris
    }
    return (
      DeductionsFPIC(fsrif: deduits, partLaissee: part, exonerations: exoneres),
      MontantsFPIC(epci: epci, communes: communes)
    )
  }

  /// FSRIF levies to deduct; zeros outside Île-de-France and in an EPT, where the paragraph does not apply.
  mutating func fsrifDeductible() -> Matrix {
    guard let fsrif = entrees.prelevementFSRIF, entrees.statut == .fiscalitePropre else {
      return Matrix(rows: lignes, columns: 1)
    }
    for s in 0..<fsrif.columns {
      for i in 0..<lignes where fsrif[i, s].isNaN { noter(.fsrifInconnu(commune: i), s, sur: fsrif.columns) }
    }
    return fsrif
  }

  /// `nil` when the deliberation does not hold, with the fact that says why: droit commun then applies.
  mutating func quotesParts(
    _ quotes: QuotesPartsFigees, _ droitCommun: RepartitionDroitCommun
  ) -> RepartitionFigee? {
    guard parametres.pluriannualite else {
      noter(.pluriannualiteFermee(annee: parametres.annee, nature), 0, sur: 1)
      return nil
    }
    let alignees = quotes.alignees(sur: entrees.codesINSEE)
    guard quotes.caducite == nil, let alignees else {
      noter(.quotesPartsCaduques(quotes.caducite ?? .perimetre, annee: quotes.annee, nature), 0, sur: 1)
      return nil
    }
    let poids = [quotes.epci] + alignees
    let colonnes = max(droitCommun.montant.count, departages.count)
    var reelsTous = Matrix(rows: lignes + 1, columns: colonnes)
    var entiersTous = reelsTous
    for s in 0..<colonnes {
      let montant = lane(droitCommun.montant, s)
      let departage = departage(s)
      var reparti = false
      reelsTous.updateColumn(s) { reels in
        entiersTous.updateColumn(s) { entiers in
          reparti = QuotesPartsFigees.appliquer(
            montant: montant, quotes: poids.span, departage: departage.span, reels: &reels, entiers: &entiers)
        }
      }
      if !reparti, montant.isFinite { noter(.sansPoids(nature), s, sur: colonnes) }
    }
    let (reelsEPCI, reels) = Self.detacher(reelsTous)
    let (epci, communes) = Self.detacher(entiersTous)
    let montants = MontantsFPIC(epci: epci, communes: communes)
    if quotes.origine == .derogatoire { controlerSansReteste(montants, droitCommun, quotes.annee) }
    return RepartitionFigee(reelsEPCI: reelsEPCI, reels: reels, montants: montants)
  }

  private mutating func controlerSansReteste(
    _ montants: MontantsFPIC, _ droitCommun: RepartitionDroitCommun, _ annee: Int
  ) {
    let (bornesCommunes, bornesEPCI) = bornes(droitCommun)
    let colonnes = max(montants.scenarios, droitCommun.scenarios)
    for s in 0..<colonnes {
      let nombre = depassements(montants, bornesEPCI, bornesCommunes, droitCommun, s).count
      if nombre > 0 { noter(.bornesNonRetestees(depassements: nombre, annee: annee, nature), s, sur: colonnes) }
    }
  }

  /// Separates the first row (the EPCI) from the communes.
  private static func detacher(_ tous: Matrix) -> (epci: [Double], communes: Matrix) {
    var communes = Matrix(rows: tous.rows - 1, columns: tous.columns)
    for s in 0..<tous.columns {
      communes.updateColumn(s) { out in for i in 0..<out.count { out[i] = tous[i + 1, s] } }
    }
    return ((0..<tous.columns).map { tous[0, $0] }, communes)
  }
}
