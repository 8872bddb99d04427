import LinearAlgebra

/// Where the notified amounts of a year go, one column each, a row an entity of the set.
public struct ColonnesNotifiees {
  let prelevement: RowsOutput
  let reversement: RowsOutput
  let garantie: RowsOutput
  let solde: RowsOutput

  public init(prelevement: RowsOutput, reversement: RowsOutput, garantie: RowsOutput, solde: RowsOutput) {
    self.prelevement = prelevement
    self.reversement = reversement
    self.garantie = garantie
    self.solde = solde
  }
}

extension EspaceFPICNational {
  /// Whole euros of the year evaluated last: those of `FPICNational.calculer`. Rows of collectivités are left alone.
  /// - Returns: how many entities pay their cap.
  public func notifier(dans sortie: ColonnesNotifiees) -> Int {
    let (lignes, valeur, infinie) = (ensembles.lignes, valeurFinie, valeurPoint.valeur.isInfinite)
    let (sansIndice, score, plafond) = (ensembles.sansIndice.lowerBound, score, plafond)
    var plafonnes = 0
    parcourir { plage in
      let bas = plage.positions.lowerBound
      for rang in 0..<plage.positions.count {
        let (position, ligne) = (bas + rang, lignes[bas + rang])
        var paye = 0.0
        if rang < plage.contributeurs, score[position] > 0 {
          let appele = valeur * score[position]
          let plafonne = infinie || appele > plafond[position]
          paye = PlafonnementPrelevement.notifier(min(appele, plafond[position]), plafonne: plafonne)
          if plafonne { plafonnes += 1 }
        }
        let eligible = plage.partage.key[rang] >= plage.partage.threshold
        let recu =
          eligible && position < sansIndice
          ? EuroNotifie.arrondir(plage.valeur * (plage.partage.index[rang] * plage.partage.base[rang])) : 0
        let garanti = eligible ? 0 : plage.partage.otherwise[rang]
        sortie.prelevement[ligne] = paye
        sortie.reversement[ligne] = recu
        sortie.garantie[ligne] = garanti
        sortie.solde[ligne] = recu + garanti - paye
      }
    }
    return plafonnes
  }
}
