import Glibc

/// `territoire.bin`: the two tables of a national folder in one file that is mapped, not parsed.
///
/// It holds nothing that `communes.csv` and `ensembles.csv` do not say: it bears their fingerprints, and a table that
/// was changed since is read instead. Layout, version 2, little-endian:
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | `PACTEBIN` |
/// | 8–11 | version, 2 |
/// | 12–15 | 0 |
/// | 16–23 | length of what follows byte 64 |
/// | 24–31 | `Checksum` of what follows byte 64 |
/// | 32–63 | 0 |
/// | 64–95, 96–127 | SHA-256 of `communes.csv`, of `ensembles.csv` |
/// | 128– | communes: count, then the lists of texts `insee`, `nom`, `departement`, `epci` |
/// | | columns: count, their names, then 8-aligned doubles of each column (a missing value is a NaN) |
/// | | ensembles: count, lists of texts `siren`, `nom`; count of text columns, their names, their lists; count of numeric columns, their names, their doubles |
///
/// A count is 8 bytes. A list of texts of n elements is n + 1 cumulated lengths of 4 bytes, then the UTF-8 bytes, then
/// zeros up to a multiple of 8.
struct BinaryTerritory {
  static let fileName = "territoire.bin"
  static let version: UInt32 = 2
  static let magic = Array("PACTEBIN".utf8)
  static let headerSize = 64

  var communes: [Commune]
  var columns: [Column]
  var ensembles: [Ensemble]

  /// - Parameters: the bytes of the two tables that say the same.
  func bytes(communes communesCSV: [UInt8], ensembles ensemblesCSV: [UInt8]) -> [UInt8] {
    var writer = Writer()
    writer.bytes += SHA256.digest(communesCSV)
    writer.bytes += SHA256.digest(ensemblesCSV)
    writer.count(communes.count)
    writer.texts(communes.map(\.insee.texte))
    writer.texts(communes.map(\.nom))
    writer.texts(communes.map(\.departement))
    writer.texts(communes.map { $0.epci ?? "" })
    writer.count(columns.count)
    writer.texts(columns.map(\.nom))
    for column in columns { writer.doubles(column.values) }
    writer.count(ensembles.count)
    writer.texts(ensembles.map(\.siren))
    writer.texts(ensembles.map(\.nom))
    let texts = FolderText.ensembleTexts.filter { name in ensembles.contains { $0.textes[name]?.isEmpty == false } }
    writer.count(texts.count)
    writer.texts(texts)
    for name in texts { writer.texts(ensembles.map { $0.textes[name] ?? "" }) }
    let figures = Set(ensembles.flatMap { Array($0.valeurs.keys) }).sorted()
    writer.count(figures.count)
    writer.texts(figures)
    for name in figures { writer.doubles(ensembles.map { $0.valeurs[name] ?? .nan }) }
    var header = Self.magic
    Writer.append(Self.version, to: &header)
    Writer.append(UInt32(0), to: &header)
    Writer.append(UInt64(writer.bytes.count), to: &header)
    Writer.append(writer.bytes.withUnsafeBytes { Checksum.of($0) }, to: &header)
    header += [UInt8](repeating: 0, count: 32)
    return header + writer.bytes
  }

  private struct Writer {
    var bytes: [UInt8] = []

    static func append<T: FixedWidthInteger>(_ value: T, to bytes: inout [UInt8]) {
      withUnsafeBytes(of: value.littleEndian) { bytes += Array($0) }
    }

    mutating func count(_ value: Int) { Self.append(UInt64(value), to: &bytes) }

    mutating func texts(_ texts: [String]) {
      var end: UInt32 = 0
      Self.append(end, to: &bytes)
      for text in texts {
        end += UInt32(text.utf8.count)
        Self.append(end, to: &bytes)
      }
      for text in texts { bytes += Array(text.utf8) }
      while bytes.count % 8 != 0 { bytes.append(0) }
    }

    mutating func doubles(_ values: [Double]) {
      values.withUnsafeBytes { bytes += Array($0) }
    }
  }
}
