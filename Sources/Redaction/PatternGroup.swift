/// Byte sequences to search for, kept in the order of their bytes.
///
/// Those that begin alike stand side by side, so that one walk along a text narrows a range instead of trying each.
final class PatternGroup {
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
    var repetition: Repetition?
  }

  /// The beginning of a pattern that is the same few bytes over and over.
  struct Repetition {
    /// After as many bytes it is sure.
    var sure: Int
    var period: Int
    /// How many bytes of the pattern it holds for.
    var end: Int

    init?(_ pattern: [UInt8]) {
      var sure = 16
      while 2 * sure <= pattern.count {
        let period = (1...sure / 2).first { period in
          (period..<sure).allSatisfy { pattern[$0] == pattern[$0 - period] }
        }
        if let period {
          let end = (sure..<pattern.count).first { pattern[$0] != pattern[$0 - period] } ?? pattern.count
          if end >= 2 * sure {
            (self.sure, self.period, self.end) = (sure, period, end)
            return
          }
        }
        sure *= 4
      }
      return nil
    }
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
  private(set) var count = 0
  private(set) var longest = 0
  // Unchecked memory, since every byte of a text may lead here.
  private var patterns = UnsafeMutableBufferPointer<Pattern>.allocate(capacity: 64)
  private var bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)
  private var byteCount = 0
  private let folded = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)
  /// Where the patterns begin whose first byte is at least this one.
  private let firsts = UnsafeMutableBufferPointer<Int>.allocate(capacity: 257)

  init(_ alphabet: Alphabet) {
    self.alphabet = alphabet
    firsts.initialize(repeating: 0)
    for byte in UInt8.min ... .max {
      folded[Int(byte)] =
        switch (alphabet, byte) {
        case (.base64, UInt8(ascii: "-")): UInt8(ascii: "+")
        case (.base64, UInt8(ascii: "_")): UInt8(ascii: "/")
        case (.hexadecimal, UInt8(ascii: "A")...UInt8(ascii: "F")): byte | 0x20
        default: byte
        }
    }
  }

  deinit {
    patterns.deallocate()
    bytes.deallocate()
    folded.deallocate()
    firsts.deallocate()
  }

  private func text(_ place: Int) -> Slice<UnsafeMutableBufferPointer<UInt8>> {
    bytes[patterns[place].start..<patterns[place].start + patterns[place].count]
  }

  /// Adds a pattern; false when the same bytes are in it already.
  func insert(_ pattern: [UInt8], secret: Int, rule: Rule) -> Bool {
    let pattern = pattern.map { folded[Int($0)] }
    guard let first = pattern.first else { return false }
    var (low, high) = (firsts[Int(first)], firsts[Int(first) + 1])
    while low < high {
      let middle = (low + high) / 2
      if text(middle).lexicographicallyPrecedes(pattern) { low = middle + 1 } else { high = middle }
    }
    if low < count, text(low).elementsEqual(pattern) {
      // Two ways to the same bytes: the wider rule holds.
      if rule == .anywhere { patterns[low].rule = .anywhere }
      return false
    }
    Self.reserve(&patterns, count, 1)
    Self.reserve(&bytes, byteCount, pattern.count)
    for place in stride(from: count, to: low, by: -1) { patterns[place] = patterns[place - 1] }
    patterns[low] = Pattern(
      start: byteCount, count: pattern.count, secret: secret, rule: rule, repetition: Repetition(pattern))
    for (offset, byte) in pattern.enumerated() { bytes[byteCount + offset] = byte }
    byteCount += pattern.count
    count += 1
    for byte in Int(first) + 1...256 { firsts[byte] += 1 }
    longest = max(longest, pattern.count)
    return true
  }

  private static func reserve<Element>(
    _ memory: inout UnsafeMutableBufferPointer<Element>, _ used: Int, _ more: Int
  ) {
    guard used + more > memory.count else { return }
    let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: 2 * (used + more))
    for place in 0..<used { larger[place] = memory[place] }
    memory.deallocate()
    memory = larger
  }

  /// What a pass reads while nothing is added.
  var view: PatternView {
    PatternView(
      alphabet: alphabet, count: count, longest: longest, patterns: UnsafeBufferPointer(patterns),
      bytes: UnsafeBufferPointer(bytes), folded: UnsafeBufferPointer(folded),
      firsts: UnsafeBufferPointer(firsts))
  }
}
