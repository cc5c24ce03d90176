/// The hash functions that a script's proxy offers; secrets of connections use a proper library.
enum Digest {
  static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func hmacSHA256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var key = key.count > 64 ? sha256(key) : key
    key += [UInt8](repeating: 0, count: 64 - key.count)
    return sha256(key.map { $0 ^ 0x5C } + sha256(key.map { $0 ^ 0x36 } + message))
  }

  /// The message with its end mark and length, in blocks of 64 bytes.
  private static func padded(_ message: [UInt8], bigEndian: Bool) -> [UInt8] {
    var result = message
    result.append(0x80)
    while result.count % 64 != 56 { result.append(0) }
    let bits = UInt64(message.count) &* 8
    for index in 0..<8 {
      let shift = UInt64(bigEndian ? 56 - 8 * index : 8 * index)
      result.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    return result
  }

  private static func word(_ bytes: [UInt8], _ start: Int, bigEndian: Bool) -> UInt32 {
    var result: UInt32 = 0
    for index in 0..<4 {
      result |= UInt32(bytes[start + index]) << UInt32(bigEndian ? 24 - 8 * index : 8 * index)
    }
    return result
  }

  private static func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
    value << count | value >> (32 - count)
  }

  // MARK: - MD5 (RFC 1321)

  private static let md5Shifts: [[UInt32]] = [
    [7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21],
  ]
  /// The whole part of 2^32 times the sine of each number from 1 to 64.
  private static let md5Constants: [UInt32] = (1...64).map { UInt32(4_294_967_296 * abs(sine(Double($0)))) }

  static func md5(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    let bytes = padded(message, bigEndian: false)
    for block in stride(from: 0, to: bytes.count, by: 64) {
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      for step in 0..<64 {
        var mixed: UInt32
        let place: Int
        switch step / 16 {
        case 0: (mixed, place) = (b & c | ~b & d, step)
        case 1: (mixed, place) = (d & b | ~d & c, (5 * step + 1) % 16)
        case 2: (mixed, place) = (b ^ c ^ d, (3 * step + 5) % 16)
        default: (mixed, place) = (c ^ (b | ~d), 7 * step % 16)
        }
        mixed = mixed &+ a &+ md5Constants[step] &+ word(bytes, block + 4 * place, bigEndian: false)
        (a, d, c, b) = (d, c, b, b &+ rotated(mixed, md5Shifts[step / 16][step % 4]))
      }
      for (index, value) in [a, b, c, d].enumerated() { state[index] = state[index] &+ value }
    }
    return state.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) } }
  }

  // MARK: - SHA-1 and SHA-256 (FIPS 180-4)

  static func sha1(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    let bytes = padded(message, bigEndian: true)
    var words = [UInt32](repeating: 0, count: 80)
    for block in stride(from: 0, to: bytes.count, by: 64) {
      for step in 0..<16 { words[step] = word(bytes, block + 4 * step, bigEndian: true) }
      for step in 16..<80 {
        words[step] = rotated(words[step - 3] ^ words[step - 8] ^ words[step - 14] ^ words[step - 16], 1)
      }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for step in 0..<80 {
        let (mixed, constant): (UInt32, UInt32)
        switch step / 20 {
        case 0: (mixed, constant) = (b & c | ~b & d, 0x5A82_7999)
        case 1: (mixed, constant) = (b ^ c ^ d, 0x6ED9_EBA1)
        case 2: (mixed, constant) = (b & c | b & d | c & d, 0x8F1B_BCDC)
        default: (mixed, constant) = (b ^ c ^ d, 0xCA62_C1D6)
        }
        let next = rotated(a, 5) &+ mixed &+ e &+ constant &+ words[step]
        (e, d, c, b, a) = (d, c, rotated(b, 30), a, next)
      }
      for (index, value) in [a, b, c, d, e].enumerated() { state[index] = state[index] &+ value }
    }
    return bigEndianBytes(state)
  }

  static func sha256(_ message: [UInt8]) -> [UInt8] {
    var state = sha256Start
    let bytes = padded(message, bigEndian: true)
    var words = [UInt32](repeating: 0, count: 64)
    for block in stride(from: 0, to: bytes.count, by: 64) {
      for step in 0..<16 { words[step] = word(bytes, block + 4 * step, bigEndian: true) }
      for step in 16..<64 {
        let (low, high) = (words[step - 15], words[step - 2])
        let first = rotated(low, 25) ^ rotated(low, 14) ^ low >> 3
        let second = rotated(high, 15) ^ rotated(high, 13) ^ high >> 10
        words[step] = words[step - 16] &+ first &+ words[step - 7] &+ second
      }
      var s = state
      for step in 0..<64 {
        let choice = s[4] & s[5] ^ ~s[4] & s[6]
        let high = rotated(s[4], 26) ^ rotated(s[4], 21) ^ rotated(s[4], 7)
        let one = s[7] &+ high &+ choice &+ sha256Constants[step] &+ words[step]
        let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
        let two = (rotated(s[0], 30) ^ rotated(s[0], 19) ^ rotated(s[0], 10)) &+ majority
        s = [one &+ two, s[0], s[1], s[2], s[3] &+ one, s[4], s[5], s[6]]
      }
      for index in 0..<8 { state[index] = state[index] &+ s[index] }
    }
    return bigEndianBytes(state)
  }

  private static func bigEndianBytes(_ words: [UInt32]) -> [UInt8] {
    words.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * $0)) } }
  }

  private static let primes: [Int] = (2...311).filter { number in !(2..<number).contains { number % $0 == 0 }
  }
  /// The first 32 bits of the fractions of the square roots of the first 8 primes.
  private static let sha256Start: [UInt32] = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
  /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
  private static let sha256Constants: [UInt32] = primes.prefix(64).map { fraction(cubeRoot(Double($0))) }

  private static func fraction(_ number: Double) -> UInt32 {
    UInt32((number - number.rounded(.down)) * 4_294_967_296)
  }
}
