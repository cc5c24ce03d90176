/// Tells of up to four bytes whether a pattern may begin with them; it errs by a few in a thousand, to the safe side.
final class PrefixFilter {
  /// Bytes that it looks at.
  static let keyLength = 4

  /// One bit for the hash of every four bytes: small, since every place of a text is looked up here.
  let quick = UnsafeMutablePointer<UInt32>.allocate(capacity: 1 << 12)
  /// One bit for another hash of every one to four bytes.
  private let thorough = UnsafeMutablePointer<UInt32>.allocate(capacity: 1 << 13)
  /// For every byte a bit for each place among the first four at which it can stand.
  private let places = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)

  init() {
    quick.initialize(repeating: 0, count: 1 << 12)
    thorough.initialize(repeating: 0, count: 1 << 13)
    places.initialize(repeating: 0, count: 256)
  }

  deinit {
    quick.deallocate()
    thorough.deallocate()
    places.deallocate()
  }

  /// Adds every way to write the first bytes of a pattern; each byte comes with what may stand for it.
  func insert(_ alternatives: [[UInt8]]) {
    var keys: [UInt32] = [0]
    for (place, bytes) in alternatives.enumerated() {
      for byte in bytes { places[Int(byte)] |= 1 << UInt8(place) }
      keys = keys.flatMap { key in bytes.map { key | UInt32($0) << UInt32(8 * place) } }
      for key in keys {
        let hash = Self.thoroughHash(key, place + 1)
        thorough[hash >> 5] |= 1 << UInt32(hash & 31)
        guard place + 1 == Self.keyLength else { continue }
        let quickHash = Self.quickHash(key)
        quick[quickHash >> 5] |= 1 << UInt32(quickHash & 31)
      }
    }
  }

  @inline(__always)
  private static func quickHash(_ word: UInt32) -> Int { Int((word &* 0x9E37_79B1) >> 15) }

  @inline(__always)
  private static func thoroughHash(_ word: UInt32, _ count: Int) -> Int {
    Int(((UInt64(word) | UInt64(count) << 32) &* 0xD6E8_FEB8_6659_FD93) >> 46)
  }

  /// 1 where a pattern may begin with the four bytes, else 0; the first byte is the lowest.
  @inline(__always)
  static func quickBit(_ word: UInt32, _ quick: UnsafeMutablePointer<UInt32>) -> UInt32 {
    let hash = quickHash(word)
    return (quick[hash >> 5] &>> UInt32(truncatingIfNeeded: hash)) & 1
  }

  /// Whether a pattern may begin with the lowest `count` bytes of a word, the others of which are zero.
  @inline(__always)
  func mayBegin(_ word: UInt32, _ count: Int = keyLength) -> Bool {
    let hash = Self.thoroughHash(word, count)
    return (thorough[hash >> 5] &>> UInt32(truncatingIfNeeded: hash)) & 1 != 0
  }

  /// A bit for each place among the first four at which a byte can stand.
  @inline(__always)
  func places(of byte: UInt8) -> UInt8 { places[Int(byte)] }
}
