import Diagnostics

/// The nature of an EPCI read in its name, since the published table does not give it.
enum NatureGuess {
  /// - Returns: the nature, and whether the name says it plainly.
  static func read(nom: String, regime: RegimeFiscal?, population: Double) -> (nature: NatureEPCI, sure: Bool) {
    let words = Folding.fold(nom).split(separator: " ").map(String.init)
    let phrase = words.joined(separator: " ")
    switch words.first {
    case "cc", "cdc": return (.CC, true)
    case "ca": return (.CA, true)
    case "cu": return (.CU, true)
    case "metropole", "eurometropole": return (.METROPOLE, true)
    case "ept": return (.EPT, true)
    default: break
    }
    if phrase.contains("communaute de communes") { return (.CC, true) }
    if phrase.contains("communaute d agglomeration") { return (.CA, true) }
    if phrase.contains("communaute urbaine") { return (.CU, true) }
    if regime == .FPZ || regime == .FA { return (.CC, false) }
    // The smallest métropole has some 215 000 inhabitants; smaller EPCI bear the word in their name only.
    if words.contains("metropole"), population >= 200_000 { return (.METROPOLE, false) }
    if phrase.contains("agglo") { return (.CA, false) }
    return (population >= 50_000 ? .CA : .CC, false)
  }

  /// The vocabulary of the compositions.
  static func read(code: String) -> NatureEPCI? {
    switch code.uppercased() {
    case "METRO", "MET69", "METROPOLE": .METROPOLE
    default: NatureEPCI(rawValue: code.uppercased())
    }
  }
}
