import LinearAlgebra

extension FPICNational {
  /// Fills `eligible` with 1 or 0 over a group.
  static func eligibles(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe,
    indices: [Double], _ part: inout PartageFPIC, into eligibles: inout [Double], noyaux: ColumnKernels
  ) {
    let indice = indices.span
    var eligible = eligibles.mutableSpan
    part.nombre = EligibiliteReversement.nombre(
      sur: groupe.ensembles.count, part: p.partEligible, arrondiSuperieur: p.nombreArrondiSuperieur)
    let coupe = EligibiliteReversement.coupure(indice.extracting(groupe.ensembles), nombre: part.nombre, noyaux: noyaux)
    retenir(groupe.ensembles, coupe.seuil, indice, noyaux, &eligible)
    if coupe.douteuse {
      part.egalite = classer(e, p, groupe.ensembles, part.nombre, indice, coupe.seuil, &eligible)
    }
    if !groupe.isolees.isEmpty {
      // Above the median of m indices = above the ⌈m ÷ 2⌉-th smallest = among the ⌊m ÷ 2⌋ highest, ties left out.
      let premiers = groupe.tous.count / 2
      let mediane = EligibiliteReversement.coupure(indice.extracting(groupe.tous), nombre: premiers, noyaux: noyaux)
      retenir(groupe.isolees, mediane.seuil, indice, noyaux, &eligible)
      if mediane.douteuse { isolees(e, p, groupe, premiers, indice, mediane.seuil, &eligible) }
    }
    guard p.effortMinimal > 0 else { return }
    effort(e, p, groupe, &eligible)
  }

  private static func retenir(
    _ positions: Range<Int>, _ seuil: Double, _ indice: Span<Double>, _ noyaux: ColumnKernels,
    _ eligible: inout MutableSpan<Double>
  ) {
    let bas = positions.lowerBound
    noyaux.mark(positions.count, indice.address + bas, seuil, eligible.address + bas)
  }

  @inline(never)
  private static func effort(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe,
    _ eligible: inout MutableSpan<Double>
  ) {
    let effort = e.effortFiscal.span
    let seuil = p.effortMinimal
    for i in groupe.tous { eligible[unchecked: i] = effort[unchecked: i] > seuil ? eligible[unchecked: i] : 0 }
    let bas = groupe.tous.lowerBound
    let proches = orderedReduction(groupe.tous.count) {
      (effort[unchecked: bas + $0] - seuil).magnitude < EligibiliteReversement.doute ? 1 : 0
    }
    guard proches > 0 else { return }
    for i in groupe.tous where (effort[i] - seuil).magnitude < EligibiliteReversement.doute {
      let ligne = e.lignes[i]
      let depasse = EligibiliteReversement.depasse(
        effort: e.ensembles.effortNumerateur[ligne], sur: e.ensembles.effortDenominateur[ligne], seuil: seuil)
      // The loop above may have dropped it on a last bit: the rank is asked again.
      eligible[i] = depasse ? rang(e, p, groupe, i) : 0
    }
  }

  /// 1 when position `i` passes the cut or the median, whatever its effort.
  private static func rang(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe, _ i: Int
  ) -> Double {
    if groupe.ensembles.contains(i) {
      let nombre = EligibiliteReversement.nombre(
        sur: groupe.ensembles.count, part: p.partEligible, arrondiSuperieur: p.nombreArrondiSuperieur)
      return groupe.ensembles.count { $0 != i && e.precede($0, i, p) } < nombre ? 1 : 0
    }
    let mien = e.indiceExact(i, p)
    let dessous = groupe.tous.count { e.indiceExact($0, p).order(mien) < 0 }
    return dessous >= groupe.tous.count - groupe.tous.count / 2 ? 1 : 0
  }

  /// Indices that doubles do not tell apart at the cut: compared on twice the digits, then by population and SIREN.
  /// - Returns: whether equal indices had to be told apart by the population or the SIREN.
  @inline(never)
  private static func classer(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ positions: Range<Int>, _ nombre: Int,
    _ indice: Span<Double>, _ seuil: Double, _ eligible: inout MutableSpan<Double>
  ) -> Bool {
    let marge = 2 * EligibiliteReversement.doute * seuil.magnitude
    var dessus = 0
    var proches: [Int] = []
    for i in positions {
      if (indice[i] - seuil).magnitude <= marge {
        proches.append(i)
      } else if indice[i] > seuil {
        dessus += 1
      }
    }
    proches.sort { e.precede($0, $1, p) }
    let places = nombre - dessus
    for (rang, i) in proches.enumerated() { eligible[i] = rang < places ? 1 : 0 }
    guard places > 0, places < proches.count else { return false }
    return e.indiceExact(proches[places - 1], p).order(e.indiceExact(proches[places], p)) == 0
  }

  /// Communes isolées near the median: above the index of rank `premiers + 1`, strictly.
  @inline(never)
  private static func isolees(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe, _ premiers: Int,
    _ indice: Span<Double>, _ seuil: Double, _ eligible: inout MutableSpan<Double>
  ) {
    let marge = 2 * EligibiliteReversement.doute * seuil.magnitude
    var dessus = 0
    var proches: [Int] = []
    for i in groupe.tous {
      if (indice[i] - seuil).magnitude <= marge {
        proches.append(i)
      } else if indice[i] > seuil {
        dessus += 1
      }
    }
    proches.sort { e.precede($0, $1, p) }
    // The highest index that is not above the median.
    let borne = premiers - dessus
    guard borne >= 0, borne < proches.count else { return }
    let reference = e.indiceExact(proches[borne], p)
    for i in proches where groupe.isolees.contains(i) {
      eligible[i] = e.indiceExact(i, p).order(reference) > 0 ? 1 : 0
    }
  }
}
