import Legislation
import Territory

extension Study {
  /// SHA-256 of every dated parameter of the law, before the reforms of the scenarios.
  public var empreinteDroit: String {
    SHA256.hexadecimal(Array(parametres.entrees.map { "\($0)" }.joined(separator: "\n").utf8))
  }
}
