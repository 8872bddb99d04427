import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Écrire un dossier, en entier ou pas du tout")
struct WriterTests {
  static let files = [("territoire.yaml", Array("nom: x\n".utf8)), ("communes.csv", Array("insee\n".utf8))]

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("un dossier nouveau contient les fichiers et rien d'autre, et ne laisse rien à côté")
  func new() throws {
    try Support.inFolder { root in
      try FolderWriter.write(Self.files, to: root + "/t/", replace: false)
      #expect(try names(root) == ["t"])
      #expect(try names(root + "/t") == ["communes.csv", "territoire.yaml"])
    }
  }

  @Test("un dossier existant est refusé, ou remplacé en gardant ce qu'il a d'autre")
  func existing() throws {
    try Support.inFolder { root in
      try FolderWriter.write(Self.files, to: root + "/t", replace: false)
      try Support.put("insee,groupement,valeur\n", root + "/t/groupements.csv")
      let refused = Support.faults { () throws(DiagnosedError) in
        try FolderWriter.write(Self.files, to: root + "/t", replace: false)
      }
      #expect(refused.map(\.message) == ["le dossier « \(root)/t » existe déjà"])
      try FolderWriter.write(
        [("territoire.yaml", Array("nom: y\n".utf8)), ("communes.csv", [])], to: root + "/t", replace: true)
      #expect(try names(root) == ["t"])
      #expect(try names(root + "/t") == ["communes.csv", "groupements.csv", "territoire.yaml"])
      #expect(try Support.get(root + "/t/territoire.yaml") == "nom: y\n")
    }
  }

  @Test("un dossier qui n'est pas un territoire n'est jamais remplacé")
  func foreign() throws {
    try Support.inFolder { root in
      try FileManager.default.createDirectory(atPath: root + "/photos", withIntermediateDirectories: false)
      try Support.put("x", root + "/photos/a.jpg")
      let found = Support.faults { () throws(DiagnosedError) in
        try FolderWriter.write(Self.files, to: root + "/photos", replace: true)
      }
      #expect(found.map(\.code) == ["T0203"])
      #expect(try names(root + "/photos") == ["a.jpg"])
      let file = Support.faults { () throws(DiagnosedError) in
        try FolderWriter.write(Self.files, to: root + "/photos/a.jpg", replace: true)
      }
      #expect(file.map(\.code) == ["T0201"])
    }
  }

  @Test("un dossier parent absent ou un nom trop long se disent, et rien ne reste")
  func unwritable() throws {
    try Support.inFolder { root in
      let parent = Support.faults { () throws(DiagnosedError) in
        try FolderWriter.write(Self.files, to: root + "/absent/t", replace: false)
      }
      #expect(
        parent.map(\.message) == [
          "le dossier « \(root)/absent/t » ne peut pas être écrit (le dossier parent n'existe pas)"
        ])
      #expect(parent.first?.repair == "créez d'abord le dossier parent")
      let long = Support.faults { () throws(DiagnosedError) in
        try FolderWriter.write(Self.files, to: root + "/" + String(repeating: "x", count: 300), replace: false)
      }
      #expect(long.map(\.code) == ["T0202"])
      // A file whose name is a path that does not exist fails after the first file was written.
      let halfway = Support.faults { () throws(DiagnosedError) in
        try FolderWriter.write(Self.files + [("absent/x", [])], to: root + "/t", replace: false)
      }
      #expect(halfway.map(\.code) == ["T0202"])
      let left = try names(root)
      #expect(left.isEmpty)
    }
  }
}
