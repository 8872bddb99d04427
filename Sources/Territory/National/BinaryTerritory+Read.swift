import Glibc

extension BinaryTerritory {
  /// Why a binary is not used.
  enum Refusal: Error, Equatable {
    /// The file is not there, or cannot be mapped.
    case absent
    /// Another version of the format.
    case version(UInt32)
    /// Cut, changed, or no binary of ours.
    case damaged
  }

  /// A binary as read, and the fingerprints of the tables that it stands for.
  struct Read {
    var territory: BinaryTerritory
    var communes: [UInt8]
    var ensembles: [UInt8]
  }

  /// Maps a file and checks its checksum before anything of it is used.
  static func read(_ path: String) throws(Refusal) -> Read {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw .absent }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { throw .absent }
    let size = Int(info.st_size)
    guard size >= headerSize + 64, size <= FileBytes.limit else { throw .damaged }
    guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0),
      memory != MAP_FAILED
    else { throw .absent }
    defer { munmap(memory, size) }
    return try read(UnsafeRawBufferPointer(start: memory, count: size))
  }

  static func read(_ memory: UnsafeRawBufferPointer) throws(Refusal) -> Read {
    guard memory.count >= headerSize + 64, memory.prefix(8).elementsEqual(magic) else { throw .damaged }
    let found = UInt32(littleEndian: memory.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard found == version else { throw .version(found) }
    let length = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    guard length == UInt64(memory.count - headerSize) else { throw .damaged }
    let payload = UnsafeRawBufferPointer(rebasing: memory[headerSize...])
    let sum = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    guard Checksum.of(payload) == sum else { throw .damaged }
    var cursor = Cursor(payload: payload, position: 64)
    guard let territory = cursor.territory() else { throw .damaged }
    return Read(territory: territory, communes: Array(payload[0..<32]), ensembles: Array(payload[32..<64]))
  }

  /// Reads forward, never past the end.
  private struct Cursor {
    let payload: UnsafeRawBufferPointer
    var position: Int

    mutating func territory() -> BinaryTerritory? {
      guard let count = number(), let insee = texts(count), let noms = texts(count), let departements = texts(count),
        let epci = texts(count), let width = number(), let names = texts(width)
      else { return nil }
      var communes: [Commune] = []
      communes.reserveCapacity(count)
      for row in 0..<count {
        guard let code = CodeINSEE(insee[row]) else { return nil }
        communes.append(
          Commune(
            insee: code, nom: noms[row], departement: departements[row], epci: epci[row].isEmpty ? nil : epci[row]))
      }
      var columns: [Column] = []
      for name in names {
        guard let values = doubles(count) else { return nil }
        columns.append(Column(nom: name, values: values))
      }
      guard let ensembles = ensembles() else { return nil }
      return BinaryTerritory(communes: communes, columns: columns, ensembles: ensembles)
    }

    private mutating func ensembles() -> [Ensemble]? {
      guard let count = number(), let siren = texts(count), let noms = texts(count), let width = number(),
        let names = texts(width)
      else { return nil }
      var textes: [[String: String]] = siren.indices.map { ["siren": siren[$0], "nom": noms[$0]] }
      for name in names {
        guard let column = texts(count) else { return nil }
        for row in 0..<count { textes[row][name] = column[row] }
      }
      guard let figures = number(), let figureNames = texts(figures) else { return nil }
      var valeurs: [[String: Double]] = siren.map { _ in [:] }
      for name in figureNames {
        guard let column = doubles(count) else { return nil }
        for row in 0..<count where !column[row].isNaN { valeurs[row][name] = column[row] }
      }
      return siren.indices.map { row in
        Ensemble(siren: siren[row], nom: noms[row], textes: textes[row], valeurs: valeurs[row], ligne: row + 2)
      }
    }

    private mutating func number() -> Int? {
      guard position + 8 <= payload.count else { return nil }
      let value = UInt64(littleEndian: payload.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
      // No count can exceed the bytes that are left.
      return value <= UInt64(payload.count) ? Int(value) : nil
    }

    private mutating func texts(_ count: Int) -> [String]? {
      let bounds = position
      let start = position + 4 * (count + 1)
      guard start <= payload.count else { return nil }
      func bound(_ index: Int) -> Int {
        Int(UInt32(littleEndian: payload.loadUnaligned(fromByteOffset: bounds + 4 * index, as: UInt32.self)))
      }
      let end = start + bound(count)
      guard bound(0) == 0, end <= payload.count else { return nil }
      var found: [String] = []
      found.reserveCapacity(count)
      for index in 0..<count {
        let (from, to) = (bound(index), bound(index + 1))
        guard from <= to, start + to <= end else { return nil }
        let bytes = UnsafeRawBufferPointer(rebasing: payload[start + from..<start + to])
        found.append(String(decoding: bytes, as: UTF8.self))
      }
      position = (end + 7) / 8 * 8
      return found
    }

    private mutating func doubles(_ count: Int) -> [Double]? {
      let size = 8 * count
      guard position + size <= payload.count else { return nil }
      let values = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: payload[position..<position + size]))
        initialized = count
      }
      position += size
      return values
    }
  }
}
