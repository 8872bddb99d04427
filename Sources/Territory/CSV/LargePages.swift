import Glibc

/// Asks the system for large pages under a large allocation about to be filled.
///
/// Fifty megabytes of columns are thirteen thousand small pages, which the system would clear one fault at a time: a
/// quarter of the reading of a national table. A refusal changes nothing.
enum LargePages {
  static func prefer(_ memory: UnsafeMutableRawBufferPointer) {
    let page = 2 << 20
    guard memory.count >= 4 * page, let base = memory.baseAddress else { return }
    let start = base.alignedUp(toMultipleOf: page)
    _ = madvise(start, memory.count - (start - base), MADV_HUGEPAGE)
  }
}
