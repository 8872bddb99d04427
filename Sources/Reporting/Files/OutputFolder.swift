import Diagnostics
import Glibc

/// Writes a set of files whole or not at all.
///
/// Everything is first written under temporary names in the folder, then renamed: a failure, or an interruption before
/// the last step, leaves nothing behind but what was there.
public struct OutputFolder: Sendable {
  public let path: String
  public let replace: Bool

  public init(_ path: String, replace: Bool) {
    self.path = path
    self.replace = replace
  }

  /// - Throws: `U0221` an existing file and no `replace`, `U0222` a folder that cannot be made or written, `U0223` a
  ///   file where a folder is wanted.
  public func write(_ files: [(name: String, bytes: [UInt8])]) throws(DiagnosedError) {
    try prepare()
    try check(files.map(\.name))
    var written: [String] = []
    do throws(DiagnosedError) {
      for file in files {
        let temporary = "\(path)/.\(file.name).\(getpid()).tmp"
        written.append(temporary)
        try Self.write(file.bytes, to: temporary, for: self)
      }
    } catch {
      for temporary in written { unlink(temporary) }
      throw error
    }
    for (temporary, file) in zip(written, files) where rename(temporary, "\(path)/\(file.name)") != 0 {
      for left in written { unlink(left) }
      throw unwritable()
    }
  }

  /// Refuses beforehand what a rename could not do, or should not.
  func check(_ names: [String]) throws(DiagnosedError) {
    if !replace, let existing = names.first(where: { access("\(path)/\($0)", F_OK) == 0 }) {
      throw fault(
        "U0221", "le fichier « \(path)/\(existing) » existe déjà",
        "ajoutez --remplacer pour l'écraser, ou choisissez un autre dossier")
    }
    // A rename cannot fail half-way through the set for a reason that can be seen beforehand.
    for name in names {
      var info = stat()
      if stat("\(path)/\(name)", &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
        throw fault(
          "U0224", "« \(path)/\(name) » est un dossier, un fichier doit porter ce nom",
          "renommez ce dossier, ou choisissez un autre dossier de sortie")
      }
    }
  }

  func prepare() throws(DiagnosedError) {
    var info = stat()
    if stat(path, &info) == 0 {
      guard info.st_mode & S_IFMT == S_IFDIR else {
        throw fault("U0223", "« \(path) » est un fichier, il faut un dossier", "choisissez un autre nom de dossier")
      }
    } else {
      var built = path.hasPrefix("/") ? "" : "."
      for part in path.split(separator: "/") {
        built += "/" + part
        if mkdir(built, 0o755) != 0, errno != EEXIST { throw unwritable() }
      }
    }
    guard access(path, W_OK) == 0 else { throw unwritable() }
  }

  static func write(_ bytes: [UInt8], to path: String, for folder: OutputFolder) throws(DiagnosedError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw folder.unwritable() }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      guard count > 0 else { throw folder.unwritable() }
      offset += count
    }
  }

  func unwritable() -> DiagnosedError {
    let reason: String =
      switch errno {
      case EACCES, EPERM, EROFS: "accès refusé"
      case ENOSPC: "le disque est plein"
      case ENOTDIR: "un élément du chemin est un fichier"
      case ENAMETOOLONG: "le nom est trop long"
      default: String(cString: strerror(errno))
      }
    return fault(
      "U0222", "le dossier « \(path) » ne peut pas être écrit (\(reason))",
      "choisissez un dossier où vous avez le droit d'écrire ; rien n'a été écrit")
  }

  func fault(_ code: String, _ message: String, _ repair: String) -> DiagnosedError {
    DiagnosedError([Diagnostic(code, .erreur, message, repair: repair)])
  }
}

/// The long explanation of each code of the outputs.
public enum ReportingCodes {
  public static let entries = [
    CodeEntry("U0221", "Fichier déjà là", "pacte n'écrase aucun fichier sans --remplacer."),
    CodeEntry(
      "U0222", "Sortie impossible à écrire",
      "Le dossier de sortie n'existe pas et ne peut pas être créé, ou n'est pas accessible en écriture. Rien n'a été écrit."
    ),
    CodeEntry(
      "U0231", "Balayage interrompu",
      "Un balayage s'est arrêté avant la fin et ce qui était fait est gardé. --reprendre le continue ; le résultat est le même que sans interruption."
    ),
    CodeEntry(
      "U0232", "Autre balayage interrompu",
      "Ce qui est gardé d'un balayage interrompu ne se continue qu'avec le même scénario, les mêmes données, le même droit et les mêmes options."
    ),
    CodeEntry(
      "U0233", "Partie de balayage illisible",
      "--reunir lit les fichiers que « balayer --partie » écrit ; celui-ci n'en est pas un, ou n'est pas entier."),
    CodeEntry(
      "U0234", "Partie d'un autre balayage",
      "Les parties d'un balayage ont le même scénario, les mêmes données, le même droit et les mêmes options, d'où qu'elles viennent."
    ),
    CodeEntry(
      "U0235", "Parties incomplètes",
      "Les parties d'un balayage se réunissent toutes, chacune une fois, d'un même découpage (1/3, 2/3 et 3/3)."),
    CodeEntry("U0223", "Fichier au lieu d'un dossier", "--sortie attend un dossier ; il est créé s'il n'existe pas."),
    CodeEntry(
      "U0224", "Dossier au lieu d'un fichier", "Un dossier porte déjà le nom d'un fichier à écrire. Rien n'a été écrit."
    ),
  ]
}
