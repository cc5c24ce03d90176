/// The patterns of a group as a walk reads them; the group has to outlive it.
struct PatternView {
  let alphabet: PatternGroup.Alphabet
  let count: Int
  let longest: Int
  let patterns: UnsafeBufferPointer<PatternGroup.Pattern>
  let bytes: UnsafeBufferPointer<UInt8>
  let folded: UnsafeBufferPointer<UInt8>
  let firsts: UnsafeBufferPointer<Int>

  /// A byte as it is compared.
  @inline(__always)
  func fold(_ byte: UInt8) -> UInt8 { folded[Int(byte)] }

  @inline(__always)
  subscript(place: Int) -> PatternGroup.Pattern { patterns[place] }

  /// The patterns that begin with a byte, as it is compared.
  @inline(__always)
  func begins(with byte: UInt8) -> Range<Int> { firsts[Int(byte)]..<firsts[Int(byte) + 1] }

  /// The part of `range` whose patterns go on with `byte` after `depth` bytes that they share.
  @inline(__always)
  func narrow(_ range: Range<Int>, depth: Int, byte: UInt8) -> Range<Int> {
    if depth == 0 { return begins(with: byte) }
    if range.isEmpty { return range }
    if range.count == 1 {
      let pattern = patterns[range.lowerBound]
      let fits = depth < pattern.count && bytes[pattern.start + depth] == byte
      return fits ? range : range.lowerBound..<range.lowerBound
    }
    let (first, last) = (patterns[range.lowerBound], patterns[range.upperBound - 1])
    if depth < first.count, depth < last.count, bytes[first.start + depth] == byte,
      bytes[last.start + depth] == byte
    {
      return range
    }
    let low = bound(range, depth, Int(byte))
    return low..<bound(low..<range.upperBound, depth, Int(byte) + 1)
  }

  /// The first place in `range` whose byte at `depth` is at least `limit`; a pattern that ends there comes before all.
  private func bound(_ range: Range<Int>, _ depth: Int, _ limit: Int) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let pattern = patterns[middle]
      let byte = depth < pattern.count ? Int(bytes[pattern.start + depth]) : -1
      if byte < limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
