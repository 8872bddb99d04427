extension FaitFPIC {
  public var exigeUnMotif: Bool {
    switch self {
    case .ecartEPCI, .borneCommune, .critereLegalAbsent: true
    default: false
    }
  }
}
