import CLanes

/// Row by row over several columns: smallest and largest value, and sum, which is exact for whole numbers that stay
/// below 2^53 together. A row that holds something else than finite numbers has a sum that is not finite.
public func extent(
  _ lanes: Int, columns: UnsafePointer<LanesInput>, count: Int, low: LanesOutput, high: LanesOutput, sum: LanesOutput
) {
  var i = 0
  while i < lanes {
    var least = Lanes(repeating: .infinity)
    var most = Lanes(repeating: -.infinity)
    var total = Lanes.zero
    var k = 0
    while k < count {
      let value = columns[k][i]
      least = lanes_min(value, least)
      most = lanes_max(value, most)
      total += value
      k &+= 1
    }
    low[i] = least
    high[i] = most
    sum[i] = total
    i &+= 1
  }
}
