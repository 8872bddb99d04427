import COpenBLAS

/// The library behind `Matrix`: checked once at start, kept on one thread because the engine has its own tasks.
public enum OpenBLAS {
  public enum Build: Sendable, Equatable {
    case serial, pthread, openMP
  }

  public enum Fault: Error, Equatable, Sendable {
    /// The serial build returns wrong products when several threads call it; it is refused.
    case serialBuild
  }

  public static var build: Build {
    switch openblas_get_parallel() {
    case 0: .serial
    case 2: .openMP
    default: .pthread
    }
  }

  /// Refuses the serial build and sets one BLAS thread. Call once, before any task starts.
  public static func prepare() throws(Fault) {
    guard build != .serial else { throw .serialBuild }
    openblas_set_num_threads(1)
  }

  public static var description: String {
    String(cString: openblas_get_config()) + ", " + String(cString: openblas_get_corename())
  }
}
