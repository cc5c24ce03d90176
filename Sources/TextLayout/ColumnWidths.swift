/// Shares the columns of a screen among the columns of a table.
enum ColumnWidths {
  /// The widths, which add up to no more than `room`; nil when not even the smallest ones fit.
  ///
  /// The widest are made narrower first, down to one width for all of them.
  static func fit(_ natural: [Int], smallest: [Int], in room: Int) -> [Int]? {
    guard smallest.reduce(0, +) <= room else { return nil }
    if natural.reduce(0, +) <= room { return natural }
    func widths(upTo limit: Int) -> [Int] {
      zip(natural, smallest).map { max($1, min($0, limit)) }
    }
    var low = 0
    var high = natural.max() ?? 0
    while low < high {
      let middle = (low + high + 1) / 2
      if widths(upTo: middle).reduce(0, +) <= room { low = middle } else { high = middle - 1 }
    }
    var result = widths(upTo: low)
    var spare = room - result.reduce(0, +)
    for index in result.indices where spare > 0 && result[index] < natural[index] {
      result[index] += 1
      spare -= 1
    }
    return result
  }
}
