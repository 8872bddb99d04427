import Testing

@testable import Legislation

@Suite("Lecture d'un fichier de paramètres")
struct RegistryParserTests {
  private func messages(_ yaml: String) -> [String] {
    var parser = RegistryParser(file: "essai.yaml")
    parser.parse(yaml)
    return parser.diagnostics.map { "\($0.place?.line ?? 0) " + $0.message }
  }

  private func entree(_ lignes: String...) -> String {
    (["- chemin: fpic.delai.mois", "  libelle: Délai", "  article: CGCT"] + lignes.map { "  " + $0 })
      .joined(separator: "\n")
  }

  @Test("une entrée complète est lue")
  func complete() throws {
    var parser = RegistryParser(file: "essai.yaml")
    parser.parse(entree("unite: mois", "confiance: doute", "valeurs: {2016: 2, 2020: 3}"))
    let lue = try #require(parser.entries.first)
    #expect(parser.diagnostics.isEmpty)
    #expect(lue.confiance == .doute && lue.unite == .mois && lue.note == nil)
    #expect(lue.valeurs == [ValeurDatee(annee: 2016, valeur: 2), ValeurDatee(annee: 2020, valeur: 3)])
  }

  @Test("clé inconnue, avec la plus proche")
  func cle() {
    #expect(
      messages(entree("unité: mois", "confiance: doute", "valeurs: {2016: 2}"))
        == ["4 registre du droit : clé inconnue « unité » (« unite » ?)"])
  }

  @Test("clé absente")
  func cleAbsente() {
    #expect(
      messages(entree("unite: mois", "valeurs: {2016: 2}")) == ["1 registre du droit : la clé « confiance » manque"])
  }

  @Test("années en désordre, ou répétées")
  func desordre() {
    #expect(
      messages(entree("unite: mois", "confiance: doute", "valeurs: {2016: 2, 2015: 3}")) == [
        "6 registre du droit : les années de « fpic.delai.mois » ne sont pas dans l'ordre : 2015 après 2016"
      ])
    #expect(messages(entree("unite: mois", "confiance: doute", "valeurs: {2016: 2, 2016: 3}")).count == 1)
  }

  @Test("confiance, unité et valeur hors du vocabulaire")
  func vocabulaire() {
    #expect(
      messages(entree("unite: mois", "confiance: sûr", "valeurs: {2016: 2}"))
        == ["5 registre du droit : confiance inconnue « sûr » : verifie, derive, memoire ou doute"])
    #expect(
      messages(entree("unite: semaines", "confiance: doute", "valeurs: {2016: 2}"))
        == ["4 registre du droit : unité inconnue « semaines » pour « fpic.delai.mois »"])
    #expect(
      messages(entree("unite: mois", "confiance: doute", "valeurs: {2016: 2.5}"))
        == ["6 registre du droit : valeur de « fpic.delai.mois » en 2016 : il faut un nombre entier de mois"])
  }

  @Test("un paramètre que rien ne lit, un chemin en double, un chemin absent arrêtent le chargement")
  func registre() {
    #expect(
      messages("- {chemin: fpic.x, libelle: x, unite: mois, article: a, confiance: doute, valeurs: {2016: 2}}")
        == ["1 registre du droit : aucune règle ne lit le paramètre « fpic.x »"])
    let seul = entree("unite: mois", "confiance: doute", "valeurs: {2016: 2}")
    let double = #expect(throws: (any Error).self) { try Parametres(fichiers: [("a.yaml", seul), ("b.yaml", seul)]) }
    #expect("\(String(describing: double))".contains("est écrit deux fois"))
    let absent = #expect(throws: (any Error).self) { try Parametres(fichiers: [("a.yaml", seul)]) }
    #expect("\(String(describing: absent))".contains("manque, une règle le lit"))
  }

  @Test("les fractions sont exactes, les choix sont oui ou non")
  func unites() {
    #expect(Rapport("2/3") == Rapport(2, 3))
    #expect(Rapport("2/0") == nil && Rapport("2") == nil && Rapport("a/b") == nil)
    #expect(Rapport(proche: 0.6667) == Rapport(2, 3) || Rapport(proche: 0.6667)?.denominateur == 10000)
    #expect(Rapport(proche: 0.666667) == Rapport(2, 3))
    #expect(Rapport(proche: 0.5) == Rapport(1, 2) && Rapport(proche: 1) == Rapport(1, 1))
    #expect(Rapport(proche: 1.5) == nil)
  }
}
