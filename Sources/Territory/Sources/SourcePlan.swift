import Diagnostics

extension SourceReading {
  /// Which columns of a file are read, and where they go.
  struct Plan {
    struct Target {
      var cible: SourceFormat.Cible
      /// Position among the numbers read.
      var number: Int
      var label: SourceLabel
    }

    /// Positions in the header; the first text is the key.
    private(set) var texts: [Int] = []
    private(set) var numbers: [Int] = []
    private(set) var filters: [(text: Int, values: Set<String>)] = []
    private(set) var cibles: [Target] = []
    private(set) var missing: [String] = []
    /// Positions among the texts.
    private(set) var year: Int?
    private(set) var variable = 0
    /// A year written in the header itself, as in a title.
    private(set) var titleYear: Int?
    /// Labels that several headers answer.
    private(set) var doubles: [(label: String, positions: [Int])] = []

    init(_ format: SourceFormat, _ header: [String], key: Int) {
      texts = [key]
      note(format.cleColonne, header)
      if let column = format.anneeColonne {
        if column == SourceFormat.title {
          titleYear = header.lazy.compactMap { SourceReading.year($0) }.first
        } else if let position = SourceLabel(column).position(in: header) {
          year = text(position)
        }
      }
      if let column = format.variable, let position = SourceLabel(column).position(in: header) {
        variable = text(position)
      }
      for (column, values) in format.filtres {
        guard let position = SourceLabel(column).position(in: header) else { continue }
        filters.append((text(position), Set(values.map { Folding.fold($0) })))
      }
      for cible in format.cibles {
        let column = format.longue ? cible.valeur ?? format.valeur ?? "" : cible.libelle
        guard let position = SourceLabel(column).position(in: header), !texts.contains(position) else {
          missing.append("« \(column) »")
          continue
        }
        note(column, header)
        cibles.append(Target(cible: cible, number: number(position), label: SourceLabel(cible.libelle)))
      }
    }

    private mutating func note(_ label: String, _ header: [String]) {
      let positions = SourceLabel(label).positions(in: header)
      guard positions.count > 1, !doubles.contains(where: { $0.label == label }) else { return }
      doubles.append((label, positions))
    }

    private mutating func text(_ position: Int) -> Int {
      if let known = texts.firstIndex(of: position) { return known }
      texts.append(position)
      return texts.count - 1
    }

    private mutating func number(_ position: Int) -> Int {
      if let known = numbers.firstIndex(of: position) { return known }
      numbers.append(position)
      return numbers.count - 1
    }

    /// Whether a row has no number and no text in the columns that are read.
    func isBlank(_ row: Int, in read: ScannedColumns) -> Bool {
      texts.indices.allSatisfy { read.text($0, row).range.isEmpty }
        && numbers.indices.allSatisfy { read.number($0, row).isNaN }
    }

    func targets(of label: String) -> [Target] { cibles.filter { $0.label.matches(label) } }
  }
}
