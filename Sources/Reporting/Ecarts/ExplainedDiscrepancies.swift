import Diagnostics
import Simulation

/// The page « Écarts expliqués »: what the published files say of themselves, how close the engine comes to them, and why
/// the rest differs. Same files, same bytes.
public enum ExplainedDiscrepancies {
  public static func page(_ years: [NationalIdentities], proxies: [ProxyFPIC]) -> String {
    var out = """
      # Écarts expliqués

      Cette page compare ce que `pacte` recalcule aux figures publiées. Elle est produite par

      ```console
      pacte confronter ecarts --donnees DOSSIER --sortie Documentation/ecarts-expliques.md --remplacer
      ```

      où le dossier contient les tables « critères de répartition – communes » de la DGCL, telles que publiées. Un test
      vérifie que la page est à jour quand les tables sont là. Un écart est la valeur publiée moins la valeur recalculée.


      """
    for year in years { out += section(year) }
    out += residual
    out += proxy(proxies)
    out += absent
    return Typography.apply(out)
  }

  // MARK: Identities

  private static func section(_ year: NationalIdentities) -> String {
    var out = "## Table de \(year.annee)\n\n"
    out += "\(Typography.number(Double(year.communes))) communes ; SHA-256 `\(year.empreinte)`. "
    out += "Attributions de compensation : \(Typography.number(year.attributions / 1e6, decimals: 1)) M€, "
    out += "dont \(Typography.number(Double(year.attributionsNegatives))) communes en négatif.\n\n"
    out += "| identité | texte | tolérance | lignes | tenues | médiane | 90 % | 99 % | maximum |\n"
    out += "|---|---|--:|--:|--:|--:|--:|--:|--:|\n"
    for found in year.identites {
      let cells = [
        found.enonce, found.texte, measure(found.tolerance, found.unite), count(found.lignes), count(found.tenues),
        measure(found.mediane, found.unite), measure(found.p90, found.unite), measure(found.p99, found.unite),
        measure(found.maximum, found.unite),
      ]
      out += "| " + cells.joined(separator: " | ") + " |\n"
    }
    let apart = year.identites.filter { $0.tenues < $0.lignes }
    if !apart.isEmpty { out += "\nCe qui ne tient pas :\n\n" }
    for found in apart {
      let worst = found.pires.map { "\($0.libelle) (\(signed($0.ecart, found.unite)))" }.joined(separator: ", ")
      let reason =
        found.explication.isEmpty ? "valeur publiée isolée, incompatible avec les autres." : found.explication
      out += "- **\(found.enonce)** : \(found.lignes - found.tenues) sur \(count(found.lignes)). \(sentence(reason)) "
      out += "Les plus grands : \(worst).\n"
    }
    return out + means(year)
  }

  private static func means(_ year: NationalIdentities) -> String {
    var out = "\n| moyenne nationale | recalculée | publiée | écart |\n|---|--:|--:|--:|\n"
    for mean in year.moyennes {
      let gap = mean.publiee.map { signed($0 - mean.recalculee, "", decimals: 6) } ?? "–"
      let published = mean.publiee.map { Typography.number($0, decimals: 6) } ?? "–"
      out += "| \(mean.libelle) (\(lowered(mean.remarque))) | \(Typography.number(mean.recalculee, decimals: 6)) "
      out += "| \(published) | \(gap) |\n"
    }
    return out + "\n"
  }

  // MARK: Texts

  private static let residual = """
    ## Potentiel fiscal : ce que le résidu contenait

    - **Produits des zones d'activités et des éoliennes** : dans un EPCI à fiscalité professionnelle unique ils se partagent
      entre les communes comme les autres produits de l'EPCI. Les oublier écarte une commune sur sept d'un montant constant
      dans son EPCI, jusqu'à 55 € par habitant.
    - **Attributions pour nuisances environnementales** (ACNE) : elles ne sont nulles que dans les EPCI à fiscalité
      professionnelle unique ; sous la fiscalité de zone elles comptent comme les autres attributions.
    - **Part salaires** d'un EPCI à fiscalité de zone : elle se partage entre ses communes, avec les produits de zone.
    - Ce qui reste est gardé tel quel : un scénario part de la valeur publiée et lui ajoute la différence entre deux calculs.


    """

  private static func proxy(_ proxies: [ProxyFPIC]) -> String {
    var out = """
      ## FPIC national sur les seules tables des communes

      La somme des potentiels financiers des communes tient lieu de potentiel financier agrégé ; les entités sont les
      ensembles intercommunaux, les onze établissements publics territoriaux du Grand Paris et les communes isolées, Paris
      comprise, sans Mayotte ni les collectivités d'outre-mer.

      | année | entités | dont communes isolées | potentiel moyen par habitant | au-dessus de 0,9 fois la moyenne | indice positif | dont métropole |
      |---|--:|--:|--:|--:|--:|--:|

      """
    for found in proxies {
      let cells = [
        String(found.annee), count(found.entites), count(found.isolees),
        Typography.number(found.potentielMoyen, decimals: 2) + " €", count(found.auDessusDuSeuil),
        count(found.contributeurs), count(found.contributeursMetropole),
      ]
      out += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return out + """

      Officiel, 2020 (rapport du Sénat r21-073) : potentiel moyen 641,90 € par habitant, 645 contributeurs. Pourquoi
      l'approximation s'en écarte :

      - **Niveau** : la somme des communes oublie la minoration de l'EPCI (CGCT art. L5211-28) et compte les résidences
        secondaires à deux taux moyens, où l'article L2336-2 n'en a qu'un : 2 à 3 % de trop. La moyenne a le même biais, si
        bien qu'un calcul national le compense ; comparer une approximation à la moyenne officielle ferait contribuer à
        tort, et c'est refusé.
      - **Contributeurs** : sont au-dessus du seuil des ensembles dont l'indice est négatif, parce que leur revenu est très
        inférieur à la moyenne ; ils ne paient rien. C'est l'indice positif qui se compare au nombre officiel.
      - **Outre-mer** : trois ensembles des départements d'outre-mer (Cap Excellence, Savanes, Centre de la Martinique) ont
        un indice positif ; c'est la différence entre les deux dernières colonnes. Avec des moyennes de la seule métropole
        ils seraient 614 en 2021 et 629 en 2022.
      - **Année** : la fraction de correction de 2022 et l'élargissement du panier de ressources déplacent les potentiels.
      - **Montants** : sans ressources prises en compte (plafonnement) ni montants des années précédentes (garanties), aucun
        montant par ensemble n'est donné ici.


      """
  }

  private static let absent = """
    ## Ce qu'aucune table d'ici ne permet de confronter

    Le coefficient d'intégration fiscale des EPCI, leur potentiel fiscal, le potentiel financier agrégé officiel, les
    montants du FPIC, de la DSC et de la dotation d'intercommunalité. L'OFGL les publie (`fpic-ensembles-intercommunaux`,
    `dotations-gfp`).

    """

  // MARK: Numbers

  private static func count(_ value: Int) -> String { Typography.number(Double(value)) }

  private static func measure(_ value: Double, _ unit: String) -> String {
    guard value != 0 else { return "0" }
    let text = Typography.number(value, decimals: decimals(value))
    return unit.isEmpty ? text : text + " " + unit
  }

  private static func decimals(_ value: Double) -> Int {
    switch value.magnitude {
    case 1000...: 0
    case 1...: 2
    case 0.001...: 4
    default: 7
    }
  }

  private static func signed(_ value: Double, _ unit: String, decimals: Int = 2) -> String {
    // Published means have six decimals: less than half of the last one is nothing.
    if value.magnitude < 6e-7 { return "0" }
    let digits = value.magnitude >= 1000 ? 0 : value.magnitude < 0.01 ? 6 : decimals
    let text = (value < 0 ? "−" : "+") + Typography.number(value.magnitude, decimals: digits)
    return unit.isEmpty ? text : text + " " + unit
  }

  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private static func lowered(_ text: String) -> String {
    let trimmed = text.hasSuffix(".") ? String(text.dropLast()) : text
    return trimmed.prefix(1).lowercased() + trimmed.dropFirst()
  }
}
