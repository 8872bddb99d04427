import LinearAlgebra

extension FPICNational {
  private static let (oui, non) = (Double.infinity, -Double.infinity)

  /// Who shares in a group: the index that reaches a threshold, or, where that does not tell, a clef.
  static func eligibles(
    _ espace: EspaceFPICNational, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe,
    _ part: inout PartageFPIC, noyaux: ColumnKernels
  ) {
    let e = espace.ensembles
    part.nombre = EligibiliteReversement.nombre(
      sur: groupe.ensembles.count, part: p.partEligible, arrondiSuperieur: p.nombreArrondiSuperieur)
    let coupe = coupure(espace, p, groupe.ensembles, part.nombre, noyaux)
    part.seuil = coupe.seuil
    part.surCles = coupe.douteuse || p.effortMinimal > 0
    // Above the median of m indices = above the ⌈m ÷ 2⌉-th smallest = among the ⌊m ÷ 2⌋ highest, ties left out.
    let premiers = groupe.tous.count / 2
    var mediane: EligibiliteReversement.Coupure?
    if !groupe.isolees.isEmpty {
      mediane = coupure(espace, p, groupe.tous, premiers, noyaux)
      part.seuilIsolees = mediane?.seuil ?? .infinity
      part.surCles = part.surCles || mediane?.douteuse == true
    }
    guard part.surCles else { return }
    for i in groupe.ensembles { espace.cle[i] = espace.indice[i] >= part.seuil ? oui : non }
    for i in groupe.isolees { espace.cle[i] = espace.indice[i] >= part.seuilIsolees ? oui : non }
    let indice = UnsafeBufferPointer(start: espace.indice, count: e.lignes.count)
    if coupe.douteuse {
      part.egalite = classer(e, p, groupe.ensembles, part.nombre, indice, part.seuil, espace.cle)
    }
    if mediane?.douteuse == true { isolees(e, p, groupe, premiers, indice, part.seuilIsolees, espace.cle) }
    if p.effortMinimal > 0 { effort(e, p, groupe, espace.cle) }
    (part.seuil, part.seuilIsolees) = (0, 0)
  }

  private static func coupure(
    _ espace: EspaceFPICNational, _ p: ParametresFPICNational, _ positions: Range<Int>, _ nombre: Int,
    _ noyaux: ColumnKernels
  ) -> EligibiliteReversement.Coupure {
    let indice = RowsInput(espace.indice + positions.lowerBound)
    let poids = (p.poidsPotentielReversement, p.poidsRevenuReversement, p.poidsEffortReversement)
    if positions == espace.ensembles.metropole.ensembles,
      let depart = espace.ensembles.repartition.depart(nombre: nombre, poids: poids),
      let coupe = EligibiliteReversement.coupureRapide(
        arrondies: espace.arrondis, sur: positions.count, nombre: nombre, depart: depart, noyaux: noyaux)
    {
      return coupe
    }
    return EligibiliteReversement.coupure(indice, sur: positions.count, nombre: nombre, noyaux: noyaux)
  }

  @inline(never)
  private static func effort(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe,
    _ cle: RowsOutput
  ) {
    let effort = e.effortFiscal
    let seuil = p.effortMinimal
    for i in groupe.tous {
      if (effort[i] - seuil).magnitude >= EligibiliteReversement.doute {
        if effort[i] < seuil { cle[i] = non }
        continue
      }
      let ligne = e.lignes[i]
      let depasse = EligibiliteReversement.depasse(
        effort: e.ensembles.effortNumerateur[ligne], sur: e.ensembles.effortDenominateur[ligne], seuil: seuil)
      if !depasse { cle[i] = non }
    }
  }

  /// Indices that doubles do not tell apart at the cut: compared on twice the digits, then by population and SIREN.
  /// - Returns: whether equal indices had to be told apart by the population or the SIREN.
  @inline(never)
  private static func classer(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ positions: Range<Int>, _ nombre: Int,
    _ indice: UnsafeBufferPointer<Double>, _ seuil: Double, _ cle: RowsOutput
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
    for (rang, i) in proches.enumerated() { cle[i] = rang < places ? oui : non }
    guard places > 0, places < proches.count else { return false }
    return e.indiceExact(proches[places - 1], p).order(e.indiceExact(proches[places], p)) == 0
  }

  /// Communes isolées near the median: above the index of rank `premiers + 1`, strictly.
  @inline(never)
  private static func isolees(
    _ e: IndicateursEnsembles, _ p: ParametresFPICNational, _ groupe: IndicateursEnsembles.Groupe, _ premiers: Int,
    _ indice: UnsafeBufferPointer<Double>, _ seuil: Double, _ cle: RowsOutput
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
      cle[i] = e.indiceExact(i, p).order(reference) > 0 ? oui : non
    }
  }
}
