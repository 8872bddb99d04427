extension Writer {
  mutating func dotationSolidarite(_ clauses: ClausesDotationSolidarite) {
    if let year = clauses.reconduction { line(1, "reconduction en \(year.value)") }
    if let enveloppe = clauses.enveloppe { line(1, "enveloppe de \(enveloppe.value.texte(feminine: true))") }
    if let rule = clauses.regleEnveloppe { line(1, "enveloppe \(rule.value.texte)") }
    if let choix = clauses.ponderation?.value ?? (complet ? .insee : nil) {
      line(1, "pondération : population \(choix.sigle)")
    }
    if !clauses.repartition.isEmpty {
      line(1, "répartie")
      criteres(2, clauses.repartition)
    }
    for fraction in clauses.fractions {
      line(1, "fraction « \(fraction.nom.value) » : \(fraction.part.value.texte)")
      line(2, "répartie")
      criteres(3, fraction.repartition)
    }
    for garantie in clauses.garanties { line(1, garantie.value.texte) }
    if let lissage = clauses.lissage { line(1, lissage.value.texte) }
    if let contrat = clauses.contratDeVille {
      line(1, "contrat de ville : " + (contrat.value.pacteAdopte.map { "pacte adopté en \($0)" } ?? "sans pacte"))
    }
    if let fusion = clauses.fusion {
      line(1, "fusion de \(fusion.value.annee), écart de potentiel financier \(fusion.value.ecart.texte) %")
    }
    for versement in clauses.versements {
      line(1, "versement à « \(versement.nom.value) » : \(versement.montant.value.texte(feminine: false))")
    }
    if clauses.arrondiALEuro { line(1, "arrondi à l'euro") }
    if let vote = clauses.vote { line(1, vote.value.texte) }
  }
}

extension ClausesDotationSolidarite.RegleEnveloppe {
  var texte: String {
    switch self {
    case .partRecettes(let part): "de \(part.texte) % des recettes réelles de fonctionnement de l'EPCI"
    case .plancherContratDeVille: "égale au plancher du contrat de ville"
    }
  }
}

extension ClausesDotationSolidarite.Fraction.Part {
  var texte: String {
    switch self {
    case .annuel(let amount): amount.texte(feminine: true)
    case .part(let share): "\(share.texte) % de l'enveloppe"
    case .partIndexee(let share, let year, let rate):
      "\(share.texte) % de l'enveloppe de \(year), puis indexée de \(rate.texteAvecMoins) % par an"
    case .reste: "le reste"
    }
  }
}

extension Decimal {
  /// `1,5`, `− 1,5`
  var texteAvecMoins: String {
    mantissa < 0 ? "− \(Decimal(Int64(mantissa.magnitude), decimals: decimals).texte)" : texte
  }
}

extension ClausesDotationSolidarite.Garantie {
  var texte: String {
    let bounds = [
      plancher.map { "au moins \($0.value.texte) %" }, habitant.plancher.map { "au moins \($0.value.texte())" },
      habitant.baisse.map { "baisse d'au plus \($0.value.texte())" },
      plafond.map { "au plus \($0.value.texte) %" }, habitant.plafond.map { "au plus \($0.value.texte())" },
      habitant.hausse.map { "hausse d'au plus \($0.value.texte())" },
    ].compactMap { $0 }.joined(separator: " et ")
    let base: String
    switch self.base {
    case _ where !seRefere: base = ""
    case .anneePrecedente: base = " du montant de l'année précédente"
    case .annee(let year): base = " du montant de \(year)"
    }
    let until = jusquEn.map { ", jusqu'en \($0.value) inclus" } ?? ""
    switch financement {
    case .tunnel: return "tunnel : \(bounds)\(base)\(until)"
    case .epci: return "garantie : \(bounds)\(base), financée par l'EPCI\(until)"
    case .communesEnHausse: return "garantie : \(bounds)\(base), financée par les communes en hausse\(until)"
    }
  }
}
