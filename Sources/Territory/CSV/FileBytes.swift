import CZlib
import Diagnostics
import Glibc

/// Reads whole files with bounded memory and says plainly why one cannot be read.
public enum FileBytes {
  /// Largest file read, before and after decompression.
  public static let limit = 2 << 30
  /// No published table is compressed more than forty times: beyond a first stretch, more than a hundred is a bomb.
  private static let mostTimes = 100
  private static let firstStretch = 1 << 26

  /// The bytes of a file, decompressed when they begin like a gzip.
  /// - Parameter limit: refuse more bytes than this without reading them.
  public static func read(_ path: String, limit: Int = limit) throws(DiagnosedError) -> [UInt8] {
    try inflated(try readRaw(path, limit: limit), path: path, limit: limit)
  }

  /// The bytes themselves, or what they compress when they begin like a gzip.
  static func inflated(
    _ raw: [UInt8], path: String, limit: Int = limit, lines: Bool = false
  ) throws(DiagnosedError) -> [UInt8] {
    guard raw.count >= 2, raw[0] == 0x1F, raw[1] == 0x8B else { return raw }
    return try inflate(raw, path: path, limit: limit, lines: lines)
  }

  /// The first bytes of a file; none of one that cannot be read.
  static func head(_ path: String, count: Int = 256) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, got in
      got = max(0, Glibc.read(descriptor, buffer.baseAddress, count))
    }
  }

  /// SHA-256 of a file, from its mapping: no copy is made of it; `nil` for a file that cannot be read.
  static func digest(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size > 0, info.st_size <= limit,
      let memory = mmap(nil, Int(info.st_size), PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0),
      memory != MAP_FAILED
    else { return nil }
    defer { munmap(memory, Int(info.st_size)) }
    return SHA256.digest(UnsafeRawBufferPointer(start: memory, count: Int(info.st_size)))
  }

  /// The bytes of a file as they are on the disk.
  /// - Parameter lines: the file is a table, or an archive of one: a text whose line never ends is given up at once,
  ///   whatever its size.
  static func readRaw(_ path: String, limit: Int = limit, lines: Bool = false) throws(DiagnosedError) -> [UInt8] {
    var info = stat()
    guard stat(path, &info) == 0 else {
      let missing = errno == ENOENT || errno == ENOTDIR
      throw fault(
        missing ? "T0101" : "T0102",
        missing
          ? "le fichier « \(path) » n'existe pas" : "le fichier « \(path) » ne peut pas être ouvert (\(reason()))",
        missing ? "vérifiez le chemin" : "vérifiez les droits de lecture", path, missing: true)
    }
    guard info.st_mode & S_IFMT != S_IFDIR else {
      throw fault(
        "T0103", "« \(path) » est un dossier, il faut un fichier", "donnez le chemin d'un fichier", path, missing: true)
    }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw fault(
        "T0102", "« \(path) » n'est pas un fichier ordinaire", "donnez le chemin d'un fichier", path, missing: true)
    }
    guard info.st_size <= limit else {
      throw fault(
        "T0104",
        "le fichier « \(path) » pèse \(Typography.number(Double(info.st_size) / 1e6)) Mo, plus que la limite de \(Typography.number(Double(limit) / 1e6)) Mo",
        "vérifiez que c'est le bon fichier", path)
    }
    guard info.st_size > 0 else {
      throw fault("T0105", "le fichier « \(path) » est vide", "vérifiez l'export, ou restaurez le fichier", path)
    }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw fault(
        "T0102", "le fichier « \(path) » ne peut pas être ouvert (\(reason()))", "vérifiez les droits de lecture", path,
        missing: true)
    }
    defer { close(descriptor) }
    let size = Int(info.st_size)
    var failed = false
    var watch = LineWatch(isActive: lines)
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      LargePages.prefer(UnsafeMutableRawBufferPointer(buffer))
      while count < size {
        let piece = watch.isActive ? min(size - count, LineWatch.piece) : size - count
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, piece)
        if got <= 0 {
          failed = got < 0
          break
        }
        watch.add(UnsafeBufferPointer(rebasing: buffer[count..<count + got]))
        count += got
        if watch.isTooLong { break }
      }
    }
    if watch.isTooLong { throw LineWatch.fault(path) }
    guard !failed else {
      throw fault(
        "T0102", "la lecture de « \(path) » a échoué (\(reason()))", "réessayez, ou copiez le fichier ailleurs", path,
        missing: true)
    }
    return bytes
  }

  /// Inflates a gzip, member after member.
  private static func inflate(
    _ raw: [UInt8], path: String, limit: Int, lines: Bool
  ) throws(DiagnosedError) -> [UInt8] {
    var out = [UInt8]()
    out.reserveCapacity(min(limit, raw.count * 4))
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var stream = z_stream()
    guard pacte_inflate_init(&stream, 15 + 32) == Z_OK else {
      throw fault(
        "T0106", "la décompression de « \(path) » n'a pas pu commencer", "vérifiez la mémoire disponible", path)
    }
    defer { inflateEnd(&stream) }
    var status = Z_OK
    var tooLarge = false
    var isBomb = false
    var watch = LineWatch(isActive: lines)
    raw.withUnsafeBufferPointer { source in
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.avail_in = UInt32(clamping: source.count)
      while true {
        let produced = chunk.withUnsafeMutableBufferPointer { target -> Int in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          return target.count - Int(stream.avail_out)
        }
        out.append(contentsOf: chunk[..<produced])
        chunk.withUnsafeBufferPointer { watch.add(UnsafeBufferPointer(rebasing: $0[..<produced])) }
        isBomb = out.count > firstStretch && out.count / mostTimes > raw.count
        if out.count > limit || isBomb || watch.isTooLong {
          tooLarge = !watch.isTooLong
          return
        }
        if status == Z_STREAM_END {
          guard stream.avail_in > 0 else { return }
          inflateReset(&stream)
        } else if status != Z_OK || (stream.avail_in == 0 && produced == 0) {
          return
        }
      }
    }
    if watch.isTooLong { throw LineWatch.fault(path) }
    if isBomb {
      throw fault(
        "T0104",
        "le fichier « \(path) » se décompresse en plus de \(mostTimes) fois sa taille : la lecture est arrêtée",
        "vérifiez que c'est le bon fichier ; s'il l'est, décompressez-le d'abord", path)
    }
    if tooLarge {
      throw fault(
        "T0104", "le fichier « \(path) » décompressé dépasse \(Typography.number(Double(limit) / 1e6)) Mo",
        "vérifiez que c'est le bon fichier", path)
    }
    guard status == Z_STREAM_END else {
      throw fault("T0106", "le fichier compressé « \(path) » est tronqué ou abîmé", "téléchargez-le de nouveau", path)
    }
    return out
  }

  private static func reason() -> String {
    switch errno {
    case EACCES, EPERM: "accès refusé"
    case ENAMETOOLONG: "nom trop long"
    case ELOOP: "trop de liens"
    default: String(cString: strerror(errno))
    }
  }

  static func fault(
    _ code: String, _ message: String, _ repair: String, _ path: String, missing: Bool = false
  ) -> DiagnosedError {
    DiagnosedError(
      [Diagnostic(code, .erreur, message, place: Place(file: path), repair: repair)], missingInput: missing)
  }
}
