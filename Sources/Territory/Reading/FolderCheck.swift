import Diagnostics
import Glibc

/// What stands at a path.
enum FolderCheck {
  static func exists(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0
  }

  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  static func isLink(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
  }

  /// Files of a territory that are links to somewhere else: a folder received from someone must not show others of
  /// the reader's files, nor change when they do.
  static func strangers(_ folder: String, _ names: [String]) -> [Diagnostic] {
    guard let home = resolved(folder) else { return [] }
    return names.compactMap { name in
      let path = folder + "/" + name
      guard isLink(path), let target = resolved(path) else { return nil }
      let inside = home == "/" ? home : home + "/"
      guard !target.hasPrefix(inside) else { return nil }
      return Diagnostic(
        "T0127", .erreur, "« \(name) » est un lien vers un fichier d'ailleurs, « \(target) »", place: Place(file: path),
        repair: "mettez une copie du fichier dans le dossier du territoire")
    }
  }

  /// The path without its links.
  private static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}
