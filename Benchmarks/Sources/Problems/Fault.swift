/// What a measure could not do.
package struct Fault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
