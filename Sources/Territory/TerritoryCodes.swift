import Diagnostics
public enum TerritoryCodes { public static let entries: [CodeEntry] = [] }
