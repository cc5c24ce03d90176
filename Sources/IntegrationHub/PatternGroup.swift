/// Byte sequences to search for, kept in the order of their bytes.
///
/// Those that begin alike stand side by side, so that one walk along a text narrows a range instead of trying each.
struct PatternGroup {
  /// Where a pattern counts as found.
  enum Rule: Sendable {
    case anywhere
    /// Only where it is all of a value, such as a JSON string.
    case wholeValue
    /// Only where no digit touches it.
    case wholeNumber
    /// Only where no Base64 digit touches it.
    case wholeRun
  }

  struct Pattern {
    var start: Int
    var count: Int
    /// The place of the secret in the redactor's list.
    var secret: Int
    var rule: Rule
  }

  /// How the bytes of a text are compared, and what may stand between them.
  enum Alphabet {
    case text
    /// Both alphabets are one, and lines may end anywhere.
    case base64
    /// Both cases are one, and bytes may stand apart.
    case hexadecimal
  }

  let alphabet: Alphabet
  private(set) var patterns: [Pattern] = []
  private(set) var longest = 0
  private var bytes: [UInt8] = []
  /// Whether a pattern begins with a byte, as it is compared.
  private(set) var begins = [Bool](repeating: false, count: 256)
  private let folded: [UInt8]

  init(_ alphabet: Alphabet) {
    self.alphabet = alphabet
    folded = (0...255).map { (byte: UInt8) -> UInt8 in
      switch (alphabet, byte) {
      case (.base64, UInt8(ascii: "-")): UInt8(ascii: "+")
      case (.base64, UInt8(ascii: "_")): UInt8(ascii: "/")
      case (.hexadecimal, UInt8(ascii: "A")...UInt8(ascii: "F")): byte | 0x20
      default: byte
      }
    }
  }

  func fold(_ byte: UInt8) -> UInt8 { folded[Int(byte)] }

  func pattern(_ place: Int) -> ArraySlice<UInt8> {
    bytes[patterns[place].start..<patterns[place].start + patterns[place].count]
  }

  /// Adds a pattern; false when the same bytes are in it already.
  mutating func insert(_ pattern: [UInt8], secret: Int, rule: Rule) -> Bool {
    let pattern = pattern.map { folded[Int($0)] }
    guard let first = pattern.first else { return false }
    var (low, high) = (0, patterns.count)
    while low < high {
      let middle = (low + high) / 2
      if self.pattern(middle).lexicographicallyPrecedes(pattern) { low = middle + 1 } else { high = middle }
    }
    if low < patterns.count, self.pattern(low).elementsEqual(pattern) {
      // Two ways to the same bytes: the wider rule holds.
      if rule == .anywhere { patterns[low].rule = .anywhere }
      return false
    }
    patterns.insert(Pattern(start: bytes.count, count: pattern.count, secret: secret, rule: rule), at: low)
    bytes += pattern
    longest = max(longest, pattern.count)
    begins[Int(first)] = true
    return true
  }

  /// The part of `range` whose patterns go on with `byte` after `depth` bytes that they share.
  @inline(__always)
  func narrow(_ range: Range<Int>, depth: Int, byte: UInt8) -> Range<Int> {
    if range.count == 1 {
      let pattern = patterns[range.lowerBound]
      let fits = depth < pattern.count && bytes[pattern.start + depth] == byte
      return fits ? range : range.lowerBound..<range.lowerBound
    }
    let low = bound(range, depth) { $0 < Int(byte) }
    return low..<bound(low..<range.upperBound, depth) { $0 <= Int(byte) }
  }

  /// The first place in `range` whose byte at `depth` is past; a pattern that ends there comes before all.
  private func bound(_ range: Range<Int>, _ depth: Int, before: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let pattern = patterns[middle]
      if before(depth < pattern.count ? Int(bytes[pattern.start + depth]) : -1) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
