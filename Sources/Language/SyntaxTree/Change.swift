import Diagnostics

// How the target of a « balayer » line reaches the values of a clause.

/// Receives the value of a clause; what it returns replaces it.
typealias Change = (Balayage.Valeur) -> Balayage.Valeur?

extension Montant {
  mutating func change(_ body: Change) {
    if case .quantite(.montant(let value))? = body(.quantite(.montant(self))) { self = value }
  }
}

extension Decimal {
  mutating func change(_ body: Change) {
    if case .quantite(.pourcentage(let value))? = body(.quantite(.pourcentage(self))) { self = value }
  }
}

extension [Critere] {
  mutating func change(_ body: Change) {
    guard !isEmpty, case .poids(let values)? = body(.poids(map(\.poids.value))), values.count == count else { return }
    for index in indices { self[index].poids.value = values[index] }
  }
}

extension MontantAnnuel {
  /// Position of the step of a year, or of the only one.
  public func palier(_ annee: Int?) -> Int? {
    guard let annee else { return paliers.count == 1 ? 0 : nil }
    return paliers.firstIndex { $0.annee.value == annee }
  }

  mutating func change(annee: Int?, _ body: Change) {
    if let index = palier(annee) { paliers[index].montant.value.change(body) }
  }
}

extension Decimal {
  /// A plain number: points, an exponent.
  mutating func changeNumber(_ body: Change) {
    if case .quantite(.nombre(let value))? = body(.quantite(.nombre(self))) { self = value }
  }
}

extension Int {
  /// Years, or a year.
  mutating func changeNumber(_ body: Change) {
    if case .quantite(.nombre(let value))? = body(.quantite(.nombre(Decimal(Int64(self))))) {
      self = Int(value.value.rounded())
    }
  }
}

extension [MontantCommune] {
  mutating func change(_ nom: String, _ body: Change) {
    for index in indices where nom.nomme(self[index].commune) { self[index].montant.value.change(body) }
  }
}

extension [Located<Montant>] {
  /// The only amount, or that of a year of the accounts.
  mutating func change(_ annee: Int?, premier: Int?, _ body: Change) {
    let place = annee.map { annee in premier.map { annee - $0 } ?? -1 } ?? (count == 1 ? 0 : -1)
    if indices.contains(place) { self[place].value.change(body) }
  }
}

extension String {
  /// Whether it is the name written there.
  func nomme(_ written: Located<String>) -> Bool { Folding.fold(self) == Folding.fold(written.value) }
}
