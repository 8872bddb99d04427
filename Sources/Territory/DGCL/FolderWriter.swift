import Diagnostics
import Glibc

/// Writes a folder whole or not at all: in a temporary sibling, then renamed.
enum FolderWriter {
  static func write(
    _ files: [(nom: String, bytes: [UInt8])], to path: String, replace: Bool
  ) throws(DiagnosedError) {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let exists = FolderCheck.exists(folder) || FolderCheck.isLink(folder)
    if exists { try checkReplaceable(folder, replace: replace) }
    let temporary = "\(folder).partiel-\(getpid())"
    guard mkdir(temporary, 0o755) == 0 else { throw unwritable(folder) }
    do throws(DiagnosedError) {
      for file in files { try write(file.bytes, to: temporary + "/" + file.nom, folder) }
      if exists {
        try exchange(temporary, folder, written: files.map(\.nom))
      } else if rename(temporary, folder) != 0 {
        throw unwritable(folder)
      }
    } catch {
      for file in files { unlink(temporary + "/" + file.nom) }
      rmdir(temporary)
      throw error
    }
  }

  private static func checkReplaceable(_ folder: String, replace: Bool) throws(DiagnosedError) {
    guard !FolderCheck.isLink(folder) else {
      throw FileBytes.fault(
        "T0201", "« \(folder) » est un lien : ce qu'il désigne ne sera pas remplacé",
        "donnez le dossier lui-même, ou un autre nom", folder)
    }
    guard FolderCheck.isFolder(folder) else {
      throw FileBytes.fault(
        "T0201", "« \(folder) » existe et n'est pas un dossier", "donnez un autre nom de dossier", folder)
    }
    guard replace else {
      throw FileBytes.fault(
        "T0201", "le dossier « \(folder) » existe déjà", "donnez un autre nom, ou demandez son remplacement", folder)
    }
    guard names(folder).isEmpty || FolderCheck.exists(folder + "/territoire.yaml") else {
      throw FileBytes.fault(
        "T0203", "le dossier « \(folder) » n'est pas un territoire : il ne sera pas remplacé",
        "donnez un dossier nouveau, ou celui d'un territoire (avec territoire.yaml)", folder)
    }
  }

  /// Puts the new folder in the place of the old one, then moves in what the old one has besides.
  private static func exchange(_ new: String, _ old: String, written: [String]) throws(DiagnosedError) {
    let aside = "\(old).ancien-\(getpid())"
    guard rename(old, aside) == 0 else { throw unwritable(old) }
    guard rename(new, old) == 0 else {
      let fault = unwritable(old)
      rename(aside, old)
      throw fault
    }
    for name in names(aside) {
      if written.contains(name) {
        unlink(aside + "/" + name)
      } else {
        rename(aside + "/" + name, old + "/" + name)
      }
    }
    rmdir(aside)
  }

  private static func names(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { found.append(name) }
    }
    return found.sorted()
  }

  private static func write(_ bytes: [UInt8], to path: String, _ folder: String) throws(DiagnosedError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { throw unwritable(folder) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(descriptor, $0 + done, bytes.count - done) } ?? -1
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let fault = unwritable(folder)
        close(descriptor)
        throw fault
      }
      done += count
    }
    // A full disk may tell only now.
    guard close(descriptor) == 0 else { throw unwritable(folder) }
  }

  private static func unwritable(_ folder: String) -> DiagnosedError {
    let code = errno
    let reason =
      switch code {
      case EACCES, EPERM: "accès refusé"
      case ENOENT, ENOTDIR: "le dossier parent n'existe pas"
      case ENOSPC, EDQUOT: "le disque est plein"
      case EROFS: "le disque est en lecture seule"
      case EEXIST: "un essai précédent a laissé un dossier « .partiel »"
      case ENAMETOOLONG: "nom trop long"
      default: String(cString: strerror(code))
      }
    let repair =
      switch code {
      case ENOENT, ENOTDIR: "créez d'abord le dossier parent"
      case ENOSPC, EDQUOT: "libérez de la place"
      case EEXIST: "supprimez ce dossier"
      default: "choisissez un dossier où vous pouvez écrire"
      }
    return FileBytes.fault("T0202", "le dossier « \(folder) » ne peut pas être écrit (\(reason))", repair, folder)
  }
}
