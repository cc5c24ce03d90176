import Encodings

/// Finds the places of a text at which a pattern may begin, and passes over all others quickly.
///
/// A place counts when its first four bytes are those of a pattern, as they are or with an escape or a line end among
/// them. Plain bytes are looked up sixteen places at a time; those that may change what others mean, one by one.
struct CandidateScanner {
  let text: UnsafeBufferPointer<UInt8>
  let filter: PrefixFilter
  let isFinal: Bool
  var reader: EscapeReader
  private let shortStarts: UnsafeMutablePointer<Bool>?
  private let quick: UnsafeMutablePointer<UInt32>
  /// Values of fewer bytes than the filter looks at are known.
  var hasShortValues: Bool { shortStarts != nil }
  /// A bit for each place from `base` on at which a pattern may begin though its plain bytes do not say so.
  private var flags: UInt32 = 0
  private var base = 0
  /// The bytes before were looked at that may change what others mean.
  private var seen = 0
  /// Behind the run of backslashes that was met last.
  var endOfSlashes = 0

  init(_ table: PatternTable, _ text: UnsafeBufferPointer<UInt8>, isFinal: Bool) {
    (self.text, self.isFinal) = (text, isFinal)
    filter = table.filter
    quick = table.filter.quick
    shortStarts = table.hasShortValues ? table.isShortStart : nil
    reader = EscapeReader(text)
  }

  /// The first candidate at `start` or behind it, else `end`; the last three places of the text always are candidates.
  mutating func next(from start: Int, to end: Int) -> Int {
    if start < base { (flags, seen) = (0, start) }
    if start > base { flags = start - base < 32 ? flags >> UInt32(start - base) : 0 }
    (base, seen) = (start, max(seen, start))
    look(before: start + 3)
    var index = start
    let last = min(end - 1, text.count - PrefixFilter.keyLength)
    while index <= last {
      if index + Self.block + PrefixFilter.keyLength <= text.count {
        lookAtSpecial(from: index + 3)
        let offset = firstCandidate(at: index)
        index += offset
        (base, flags) = (index, flags >> UInt32(offset))
        if offset < Self.block { return index }
        continue
      }
      look(before: index + 4)
      if flags & 1 != 0 || isPlainCandidate(index) { return index }
      index += 1
      flags >>= 1
      base = index
    }
    base = index
    return index
  }

  // MARK: Plain bytes

  /// Places looked up at once.
  private static let block = 16

  /// Looks at those of a block's bytes that may change what others mean, as far as none did before.
  @inline(__always)
  private mutating func lookAtSpecial(from start: Int) {
    let end = start + Self.block
    if shortStarts != nil { return look(before: end) }
    let (first, second) = (Self.special(bytes(at: start)), Self.special(bytes(at: start + 8)))
    if first | second != 0 {
      look(at: first, from: start)
      look(at: second, from: start + 8)
    }
    seen = max(seen, end)
  }

  private mutating func look(at special: UInt64, from start: Int) {
    var special = special
    while special != 0 {
      let place = start + special.trailingZeroBitCount >> 3
      if place >= seen { look(at: place) }
      special &= special &- 1
    }
  }

  @inline(__always)
  private func bytes(at index: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// Of eight bytes those to look at one by one, and a few more; the lowest bit that is set is right.
  ///
  /// Subtracting one from each byte borrows into its highest bit where it was zero.
  @inline(__always)
  private static func special(_ bytes: UInt64) -> UInt64 {
    let (ones, highs) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    // Control characters, then `$` to `'`, then single ones.
    let controls = (bytes &- ones &* 0x20) & ~bytes
    let marks = (bytes ^ ones &* 0x24) & (ones &* 0xFC)
    let equals = bytes ^ ones &* 0x3D
    let slashes = bytes ^ ones &* 0x5C
    let quotes = bytes ^ ones &* 0xE2
    let zeros =
      (marks &- ones) & ~marks | (equals &- ones) & ~equals | (slashes &- ones) & ~slashes
      | (quotes &- ones) & ~quotes
    return (controls | zeros) & highs
  }

  /// The first byte of `‹`.
  private static var markByte: UInt8 { 0xE2 }

  @inline(__always)
  private func word(at index: Int) -> UInt32 {
    UInt32(
      littleEndian: UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: index, as: UInt32.self))
  }

  @inline(__always)
  private func isPlainCandidate(_ index: Int) -> Bool {
    let word = word(at: index)
    return PrefixFilter.quickBit(word, quick) != 0 && filter.mayBegin(word)
  }

  /// How many places of a block come before the first at which a pattern may begin.
  @inline(__always)
  private func firstCandidate(at index: Int) -> Int {
    var hits: UInt32 = 0
    for offset in 0..<8 { hits = hits &* 2 &+ PrefixFilter.quickBit(word(at: index + 15 - offset), quick) }
    for offset in 0..<8 { hits = hits &* 2 &+ PrefixFilter.quickBit(word(at: index + 7 - offset), quick) }
    let flagged = flags.trailingZeroBitCount
    while hits != 0 {
      let offset = hits.trailingZeroBitCount
      if offset >= flagged { break }
      if filter.mayBegin(word(at: index + offset)) { return offset }
      hits &= hits &- 1
    }
    return min(flagged, Self.block)
  }

  // MARK: Bytes that change what others mean

  private mutating func look(before end: Int) {
    let end = min(end, text.count)
    while seen < end {
      look(at: seen)
      seen += 1
    }
  }

  private mutating func look(at place: Int) {
    let byte = text[place]
    if let shortStarts, shortStarts[Int(byte)] { flag(place) }
    switch byte {
    case 0x0A, 0x0D: lookAtLineEnd(place)
    case Self.markByte:
      if Placeholder.isMark(text, at: place) { flag(place) }
    case UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "="): lookAtEscape(place)
    default: break
    }
  }

  func isAhead(_ place: Int) -> Bool { place >= base }

  /// Makes a place a candidate.
  mutating func flag(_ place: Int) {
    if place >= base { flags |= 1 << UInt32(place - base) }
  }

  /// Makes the places candidates from which the first four bytes reach to `place`.
  mutating func flagAll(before place: Int) {
    for start in max(base, place - 3)...place { flag(start) }
  }
}
