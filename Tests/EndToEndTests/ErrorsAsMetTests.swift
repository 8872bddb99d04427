import Foundation
import Testing

/// What a user meets when something is wrong: a clear French message, the right exit code, nothing half-written.
@Suite("Erreurs telles qu'un utilisateur les rencontre")
struct ErrorsAsMetTests {
  /// Damages the tutorial's scenario B and verifies it.
  private func verify(_ old: String, _ new: String, in name: String = "scenario-b.pacte") throws -> Run {
    let scratch = try Scratch()
    try scratch.copyTutorial()
    try scratch.replace(old, new, in: name)
    return try pacte("verifier", "scenario-b.pacte", in: scratch.folder)
  }

  private func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{00A0}", with: " ").replacingOccurrences(of: "\u{202F}", with: " ")
  }

  @Test("le tutoriel se vérifie sans erreur")
  func sound() throws {
    let run = try pacte(
      "verifier", "Scenarios/scenario-a.pacte", "Scenarios/scenario-b.pacte", "Scenarios/scenario-c.pacte")
    #expect(run.status == 0, "\(run.err)")
    #expect(run.out.isEmpty)
    #expect(plain(run.err).contains("3 scénarios vérifiés, sans erreur."))
  }

  @Test("critère mal écrit : le plus proche est proposé")
  func criterion() throws {
    let run = try verify("le nombre de logements sociaux", "le nombre de logement sociau")
    #expect(run.status == 65)
    #expect(
      plain(run.err).contains(
        "erreur P0135 : le critère « le nombre de logement sociau » ne correspond à aucune colonne du territoire"))
    #expect(plain(run.err).contains("vouliez-vous dire « logements sociaux » ?"))
  }

  @Test("commune mal écrite : la plus proche est proposée")
  func commune() throws {
    let run = try verify("« Bourg-d'Exemple »", "« Bourg-d'Exmple »")
    #expect(run.status == 65)
    #expect(plain(run.err).contains("aucune commune du territoire ne s'appelle « Bourg-d'Exmple »"))
    #expect(plain(run.err).contains("vouliez-vous dire « Bourg-d'Exemple » ?"))
  }

  @Test("parts à 95 % : le total, ce qui manque, une correction")
  func weights() throws {
    let run = try verify("35 % selon", "30 % selon")
    #expect(run.status == 65)
    #expect(plain(run.err).contains("erreur P0112 : les parts totalisent 95 %, il en faut 100 %"))
    #expect(plain(run.err).contains("il manque 5 % ; par exemple 35 % à la ligne"))
  }

  @Test("unité manquante")
  func unit() throws {
    let run = try verify("enveloppe de 3,6 M€", "enveloppe de 3,6")
    #expect(run.status == 65)
    #expect(plain(run.err).contains("erreur P0104 : ce montant n'a pas d'unité"))
    #expect(plain(run.err).contains("écrivez « 3,6 € », « 3,6 k€ » ou « 3,6 M€ »"))
  }

  @Test("année impossible")
  func year() throws {
    let run = try verify("à compter de 2027", "à compter de 207")
    #expect(run.status == 65)
    #expect(plain(run.err).contains("207 n'est pas une année"))
  }

  @Test("colonne manquante : le levier, la colonne, l'unité et où la trouver")
  func column() throws {
    let run = try verify("potentiel_financier", "pfi", in: "territoire/communes.csv")
    #expect(run.status == 65)
    #expect(plain(run.err).contains("a besoin de la colonne « potentiel_financier »"))
    #expect(plain(run.err).contains("DGCL"))
  }

  @Test("baisse de la part de l'EPCI au-delà de 30 % : de combien, et la valeur légale la plus proche")
  func bound() throws {
    let scratch = try Scratch()
    try scratch.copyTutorial()
    try scratch.replace("part de l'EPCI : 45 %", "part de l'EPCI : 23 %", in: "scenario-b.pacte")
    try scratch.replace("    dans les bornes légales\n", "", in: "scenario-b.pacte")
    let run = try pacte("verifier", "scenario-b.pacte", in: scratch.folder)
    #expect(run.status == 65)
    // 23 % of 520 000 is 119 600; 38.42 % is 199 784, of which 30 % is 59 935: 139 849 at the least.
    #expect(plain(run.err).contains("erreur L0306"))
    #expect(plain(run.err).contains("est inférieure de 20 249 € à son minimum de 139 849 €"))
    #expect(plain(run.err).contains("en connaissance de cause"))
  }

  @Test("plancher infaisable : ce qui manque, sans répéter l'erreur les années suivantes")
  func floor() throws {
    let run = try verify("enveloppe de 3,6 M€", "enveloppe de 2 M€")
    #expect(run.status == 65)
    // 95 % of the 3 432 610 € of 2025.
    #expect(
      plain(run.err).contains(
        "les planchers totalisent 3 260 979,50 € pour une enveloppe de 2 000 000,00 € : il manque 1 260 979,50 €"))
    #expect(!plain(run.err).contains("2027 :"))
  }

  @Test("un scénario qui n'est pas en UTF-8")
  func encoding() throws {
    let scratch = try Scratch()
    try scratch.write("latin.pacte", Data([0x70, 0x61, 0x63, 0x74, 0x65, 0x20, 0xAB, 0x20, 0xE9, 0x20, 0xBB, 0x0A]))
    let run = try pacte("verifier", "latin.pacte", in: scratch.folder)
    #expect(run.status == 65)
    #expect(plain(run.err).contains("erreur P0004 : le fichier n'est pas en UTF-8"))
  }

  @Test("un fichier vide, un dossier, un fichier absent")
  func inputs() throws {
    let scratch = try Scratch()
    try scratch.write("vide.pacte", "")
    let empty = try pacte("simuler", "vide.pacte", in: scratch.folder)
    #expect(empty.status == 65)
    #expect(plain(empty.err).contains("le fichier « vide.pacte » est vide"))
    let folder = try pacte("simuler", ".", in: scratch.folder)
    #expect(folder.status == 66)
    #expect(plain(folder.err).contains("« . » est un dossier, il faut un fichier de scénario"))
    let missing = try pacte("simuler", "absent.pacte", in: scratch.folder)
    #expect(missing.status == 66)
    #expect(plain(missing.err).contains("le scénario « absent.pacte » n'existe pas"))
  }

  @Test("200 Mo de zéros : refusés sans être lus")
  func zeros() throws {
    let scratch = try Scratch()
    let handle = try scratch.handle("zeros.pacte")
    try handle.truncate(atOffset: 200_000_000)
    let run = try pacte("simuler", "zeros.pacte", in: scratch.folder)
    #expect(run.status == 65)
    #expect(plain(run.err).contains("« zeros.pacte » est trop gros pour un scénario (1 Mo au plus)"))
  }

  @Test("une sortie impossible à écrire : rien n'est écrit")
  func output() throws {
    let scratch = try Scratch()
    try scratch.write("fichier", "x")
    let target = scratch.path("fichier") + "/sortie"
    let run = try pacte("simuler", "Scenarios/scenario-a.pacte", "--sortie", target)
    #expect(run.status == 65)
    #expect(plain(run.err).contains("erreur U0222"))
    let onFile = try pacte("simuler", "Scenarios/scenario-a.pacte", "--sortie", scratch.path("fichier"))
    #expect(onFile.status == 65)
    #expect(plain(onFile.err).contains("est un fichier, il faut un dossier"))
    #expect(try scratch.text("fichier") == "x")
  }

  @Test("un fichier de sortie n'est pas écrasé sans --remplacer")
  func overwrite() throws {
    let scratch = try Scratch()
    let first = try pacte("simuler", "Scenarios/scenario-a.pacte", "--sortie", scratch.path("s"))
    #expect(first.status == 0)
    let before = try FileManager.default.contentsOfDirectory(atPath: scratch.path("s")).sorted()
    let second = try pacte("simuler", "Scenarios/scenario-a.pacte", "--sortie", scratch.path("s"))
    #expect(second.status == 65)
    #expect(plain(second.err).contains("existe déjà"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("s")).sorted() == before)
    let third = try pacte("simuler", "Scenarios/scenario-a.pacte", "--sortie", scratch.path("s"), "--remplacer")
    #expect(third.status == 0)
  }

  @Test("exigence violée : qui, de combien, code 2")
  func requirement() throws {
    let run = try verify("plus de 30 €/hab. DGF", "plus de 1 €/hab. DGF")
    #expect(run.status == 2)
    #expect(plain(run.err).contains("exigence non satisfaite"))
  }
}
