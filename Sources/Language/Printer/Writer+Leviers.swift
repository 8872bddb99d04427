import Diagnostics

extension Writer {
  mutating func levier(_ levier: Levier) {
    switch levier {
    case .fondsDeConcours(let clauses): fondsDeConcours(clauses)
    case .taxeAmenagement(let clauses): taxeAmenagement(clauses)
    case .partageFoncier(let clauses): partageFoncier(clauses)
    case .dgfTerritoriale(let clauses): dgfTerritoriale(clauses)
    case .tauxImposition(let clauses): for mesure in clauses.mesures { line(1, mesure.texte) }
    case .priseEnChargeFPIC(let clauses): priseEnCharge(clauses)
    }
    if let vote = levier.vote { line(1, vote.value.texte) }
  }

  private mutating func fondsDeConcours(_ clauses: ClausesFondsDeConcours) {
    if let assiette = clauses.assiette?.value ?? (complet ? .ttc : nil) { line(1, "assiette : \(assiette.texte)") }
    if let enveloppe = clauses.enveloppe { line(1, "enveloppe de \(enveloppe.value.texte(feminine: true))") }
    ponderation(clauses.ponderation, clauses.repartition)
    if !clauses.repartition.isEmpty {
      line(1, "droits de tirage répartis")
      criteres(2, clauses.repartition)
    }
    if let solde = clauses.solde {
      line(1, "solde des droits : \(solde.value == .reporte ? "reporté" : "perdu")")
    }
    for projet in clauses.projets { line(1, projet.texte) }
  }

  private mutating func ponderation(_ choix: Located<ChoixPopulation>?, _ repartition: [Critere]) {
    if let choix = choix?.value ?? (complet && !repartition.isEmpty ? .insee : nil) {
      line(1, "pondération : population \(choix.sigle)")
    }
  }

  private mutating func taxeAmenagement(_ clauses: ClausesTaxeAmenagement) {
    if let percepteur = clauses.percepteur {
      line(1, "perçue par \(percepteur.value == .communes ? "les communes" : "l'EPCI")")
    }
    for reversement in clauses.reversements {
      line(1, "reversement à compter de \(reversement.aCompterDe.value) : \(reversement.mesure.texte)")
      parts(reversement.exceptions)
    }
  }

  private mutating func parts(_ parts: [PartCommune]) {
    for part in parts { line(2, "« \(part.commune.value) » : \(part.part.value.texte) %") }
  }

  private mutating func partageFoncier(_ clauses: ClausesPartageFoncier) {
    for partage in clauses.partages {
      let impot = partage.impot == .foncierBati ? "foncier bâti" : "cotisation foncière"
      let what = partage.depuis.map { "de la hausse depuis \($0.value)" } ?? "du produit"
      line(
        1,
        "\(impot) des zones à compter de \(partage.aCompterDe.value) : \(partage.part.value.texte) % \(what)")
      parts(partage.exceptions)
    }
  }

  private mutating func dgfTerritoriale(_ clauses: ClausesDGFTerritoriale) {
    if let mise = clauses.mise {
      let year = "à compter de \(mise.aCompterDe.value)"
      switch mise.apport {
      case .totale: line(1, "mise en commun totale \(year)")
      case .pourcentageDGF(let part): line(1, "mise en commun partielle \(year) : \(part.value.texte) % de la DGF")
      case .pourcentageRecettes(let part):
        line(1, "mise en commun partielle \(year) : \(part.value.texte) % des recettes réelles")
      case .montants(let montants):
        line(1, "mise en commun partielle \(year)")
        communes(montants)
      }
    }
    ponderation(clauses.ponderation, clauses.repartition)
    if !clauses.repartition.isEmpty {
      line(1, "répartie")
      criteres(2, clauses.repartition)
    }
    if let date = clauses.notification { line(1, "notification : le \(date.value.texte)") }
  }

  private mutating func priseEnCharge(_ clauses: ClausesPriseEnCharge) {
    for prise in clauses.prises {
      let limit = prise.limite.map { ", dans la limite de \($0.value.texte())" } ?? ""
      line(
        1,
        "\(prise.part.value.texte) % du prélèvement des communes à compter de \(prise.aCompterDe.value)\(limit)")
    }
    if let date = clauses.notification { line(1, "notification : le \(date.value.texte)") }
  }
}

extension ClausesFondsDeConcours.Assiette {
  public var texte: String {
    switch self {
    case .ttc: "TTC"
    case .ht: "HT"
    case .ttcNetFctva: "TTC nette du FCTVA"
    }
  }
}

extension ClausesFondsDeConcours.Projet {
  var texte: String {
    var parts: [String] = []
    if let coutTTC { parts.append("coût \(coutTTC.value.texte()) TTC") }
    if let coutHT { parts.append("coût \(coutHT.value.texte()) HT") }
    if let subventions { parts.append("subventions \(subventions.value.texte())") }
    parts.append("fonds de concours \(montant.map { $0.value.texte() } ?? "maximal")")
    return "projet « \(nom.value) » de « \(commune.value) » en \(annee.value) : " + parts.joined(separator: ", ")
  }
}

extension ClausesTaxeAmenagement.Reversement.Mesure {
  var texte: String {
    switch self {
    case .produit(let part): "\(part.value.texte) % du produit"
    case .zones(let part): "\(part.value.texte) % du produit des zones d'activités"
    case .charges: "selon la charge des équipements publics"
    }
  }
}

extension MesureTaux {
  var texte: String {
    let year = "à compter de \(aCompterDe.value) : \(impot.value.texte)"
    switch genre {
    case .echange(let points, let restitution):
      return "échange \(year), \(Self.points(points.value)) pour l'EPCI, \(restitution.value.texte)"
    case .vote(let qui, let changement):
      let who =
        switch qui {
        case .epci: "de l'EPCI"
        case .communes: "des communes"
        case .commune(let name): "de « \(name.value) »"
        }
      switch changement {
      case .points(let points):
        let sign = points.value.mantissa < 0 ? "" : "+ "
        return "taux \(who) \(year) \(sign)\(Self.points(points.value))"
      case .taux(let taux): return "taux \(who) \(year) \(taux.value.texte) %"
      }
    }
  }

  /// « − 0,5 point », « 1,25 point », « 2 points ».
  static func points(_ points: Decimal) -> String {
    let magnitude = Decimal(Int64(points.mantissa.magnitude), decimals: points.decimals)
    return "\(points.mantissa < 0 ? "− " : "")\(magnitude.texte) \(magnitude.value >= 2 ? "points" : "point")"
  }
}
