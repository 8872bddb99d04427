import CLanes

/// Row by row over several columns: the class of every value, two bytes each, column after column; smallest and largest
/// value, and sum, which is exact for whole numbers that stay below 2^53 together.
///
/// The class of a magnitude is its binary exponent and its nine leading digits, counted from that of 1, which is 1; 0 below.
/// A negative value has the sixteenth bit. Classes mean nothing from 2^63 on, nor where the sum is not finite.
public func classes(
  _ lanes: Int, columns: UnsafePointer<LanesInput>, count: Int, into codes: UnsafeMutablePointer<SIMD8<UInt16>>,
  low: LanesOutput, high: LanesOutput, sum: LanesOutput
) {
  var i = 0
  while i < lanes {
    var least = Lanes(repeating: .infinity)
    var most = Lanes(repeating: -.infinity)
    var total = Lanes.zero
    var place = codes + i
    var k = 0
    while k < count {
      let value = columns[k][i]
      least = lanes_min(value, least)
      most = lanes_max(value, most)
      total += value
      place.pointee = lanes_class(value)
      place += lanes
      k &+= 1
    }
    low[i] = least
    high[i] = most
    sum[i] = total
    i &+= 1
  }
}
