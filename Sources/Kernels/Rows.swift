// Kernels on a range of rows of padded columns: it starts anywhere, and a whole lane may be read past its end, and written
// where a column is an output. Ranges are therefore computed in ascending order.
public typealias RowsInput = UnsafePointer<Double>
public typealias RowsOutput = UnsafeMutablePointer<Double>
